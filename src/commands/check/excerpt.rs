//! The printed line of a finding, with carets under what it is about.

use std::io::{self, Write};

use iomx::finding::Finding;
use iomx::report::Report;
use iomx::source::Kind;

use crate::commands::style::Style;

/// So many characters of a line are shown; rows of wide tables are longer.
const SHOWN: usize = 110;

/// So many characters are shown before the carets where the line has to be cut.
const BEFORE: usize = 60;

/// Writes the line and its carets, where the line is known.
pub(super) fn write(out: &mut impl Write, report: &Report, finding: &Finding, style: Style) -> io::Result<()> {
    let Some(text) = printed(report, finding) else { return Ok(()) };
    let (shown, carets) = excerpt(text, finding.span.columns);
    let number = finding.span.line.to_string();
    let margin = " ".repeat(number.len());
    writeln!(out, " {} {} {shown}", style.frame(&number), style.frame("|"))?;
    if !carets.is_empty() {
        writeln!(out, " {margin} {} {}{}", style.frame("|"), style.error(&carets), said(finding))?;
    }
    Ok(())
}

fn said(finding: &Finding) -> String {
    match (&finding.printed, &finding.expected) {
        (Some(printed), Some(expected)) => format!(" printed {printed}, expected {expected}"),
        (None, Some(expected)) => format!(" expected {expected}"),
        _ => String::new(),
    }
}

/// The line at the finding's place. Lines of a text are numbered through, those of a PDF by page.
fn printed<'a>(report: &'a Report, finding: &Finding) -> Option<&'a str> {
    let span = finding.span;
    let by_page = report.source.kind == Kind::Pdf;
    let line = report.lines.iter().find(|line| line.line == span.line && (!by_page || line.page == span.page))?;
    Some(line.text.trim_end()).filter(|text| !text.is_empty())
}

/// The line as it fits, TABs as blanks, and carets under the columns.
fn excerpt(text: &str, columns: Option<(u32, u32)>) -> (String, String) {
    let chars: Vec<char> = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let (start, end) = columns.map_or((0, 0), |(start, end)| (start as usize, end as usize));
    let (start, end) = (start.min(chars.len()), end.min(chars.len()));
    let from = if end <= SHOWN { 0 } else { start.saturating_sub(BEFORE) };
    let to = (from + SHOWN).min(chars.len());
    let lead = if from > 0 { "…" } else { "" };
    let tail = if to < chars.len() { "…" } else { "" };
    let shown: String = chars[from..to].iter().collect();
    let caret_end = end.min(to);
    let carets = if caret_end > start {
        " ".repeat(lead.chars().count() + start - from) + &"^".repeat(caret_end - start)
    } else {
        String::new()
    };
    (format!("{lead}{shown}{tail}"), carets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_the_cell() {
        let (shown, carets) = excerpt("Per cent\t12%\t14%", Some((13, 16)));
        assert_eq!(shown, "Per cent 12% 14%");
        assert_eq!(carets, "             ^^^");
    }

    #[test]
    fn long_lines_are_cut_around_the_cell() {
        let line = format!("{}777{}", "a".repeat(300), "b".repeat(300));
        let (shown, carets) = excerpt(&line, Some((300, 303)));
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        let at = carets.chars().position(|c| c == '^').unwrap();
        assert_eq!(shown.chars().skip(at).take(3).collect::<String>(), "777");
    }

    #[test]
    fn a_place_beyond_the_line_is_no_panic() {
        assert_eq!(excerpt("short", Some((90, 99))).1, "");
        assert_eq!(excerpt("", None), (String::new(), String::new()));
    }
}
