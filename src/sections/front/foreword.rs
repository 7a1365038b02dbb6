//! The foreword and who signed it.

use super::{assign, headings, kind, prose};
use crate::normalise::CleanText;
use crate::report::Foreword;
use crate::sections::prose::Hyphens;

/// Reads the foreword; gives the line after it.
pub(super) fn read(text: &mut CleanText, from: usize, limit: usize, foreword: &mut Option<Foreword>) -> usize {
    let end = (from..limit).find(|line| text.is_text(*line) && ends_here(text, *line)).unwrap_or(limit);
    let hyphens = Hyphens::learn(&text.lines[from..end]);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut signature: Vec<String> = Vec::new();
    let mut fresh = true;
    for line in from..end {
        if !text.is_text(line) {
            fresh |= text.lines[line].is_blank();
            continue;
        }
        let printed = text.lines[line].text.trim();
        let signs = fresh
            && !prose::ends_sentence(printed)
            && printed.len() < 60
            && paragraphs.last().is_some_and(|last| prose::ends_sentence(last));
        if !signature.is_empty() || signs && headings::is_heading_like(printed) {
            signature.push(printed.to_string());
            continue;
        }
        match paragraphs.last_mut().filter(|last| !fresh || !prose::ends_sentence(last)) {
            Some(last) => hyphens.join(last, printed),
            None => paragraphs.push(printed.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
        fresh = false;
    }
    let start = super::next_text(text, from);
    if !paragraphs.is_empty() {
        let signatory = signature.into_iter().find(|line| !line.to_lowercase().contains("director general"));
        *foreword = Some(Foreword {
            text: paragraphs.join("\n\n"),
            signatory,
            span: text.span(start.min(text.lines.len() - 1)),
        });
    }
    assign(text, from..end, "foreword", "");
    end
}

/// The next part: another front part, a heading in capitals, a heading that a style shows.
fn ends_here(text: &CleanText, line: usize) -> bool {
    let printed = text.lines[line].text.trim();
    kind(text, line).is_some()
        || prose::is_caps(printed) && printed.len() > 5
        || text.lines[line].style.heading.is_some()
        || matches!(printed.to_lowercase().as_str(), "introduction" | "executive summary")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::cleaned;

    #[test]
    fn text_and_signature() {
        let mut clean = cleaned("We did\nmuch.\n\nThank you.\n\nAda Sample\nDirector General\nINTRODUCTION\n");
        let mut foreword = None;
        let end = read(&mut clean, 0, 8, &mut foreword);
        let foreword = foreword.expect("a foreword");
        assert_eq!(
            (foreword.text.as_str(), foreword.signatory.as_deref()),
            ("We did much.\n\nThank you.", Some("Ada Sample"))
        );
        assert_eq!(end, 7);
    }
}
