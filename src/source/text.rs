//! Plain text and OCR Markdown, line by line.

use super::blanks::{fold_blanks, squeeze};
use super::markup::{self, Freed};
use super::{Kind, Line, RawCell, Style, html};

/// So many lines with markup make a text Markdown.
const MARKDOWN_LINES: usize = 3;

/// Reads the lines of a text; the kind is told by what is in it.
pub(super) fn read(text: &str) -> (Kind, Vec<Line>) {
    let printed: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\n').collect();
    let has_html = html::has_table(text);
    let kind = if has_html || is_markdown(text, &printed) { Kind::Markdown } else { Kind::Text };
    let mut lines: Vec<Line> = Vec::with_capacity(printed.len());
    let feeds = text.contains('\u{C}');
    let mut pages = Pages { page: feeds.then_some(1), starts: false };
    for (index, printed) in printed.into_iter().enumerate() {
        let printed = printed.strip_suffix('\r').unwrap_or(printed);
        if !feeds {
            lines.push(line(kind, printed.to_string(), index));
            continue;
        }
        for part in fed(printed) {
            let mut line = line(kind, part.replace('\u{C}', ""), index);
            pages.number(&mut line, part.matches('\u{C}').count() as u32);
            lines.push(line);
        }
    }
    (kind, if has_html { html::read_tables(lines) } else { lines })
}

fn line(kind: Kind, raw: String, index: usize) -> Line {
    let read = if kind == Kind::Markdown { markdown_line(&raw) } else { plain_line(&raw) };
    Line { number: index as u32 + 1, raw, ..read }
}

/// A line that a form feed cuts ends where the page does: tools that join pages with form feeds alone print the last line of one
/// and the first of the next as one.
fn fed(printed: &str) -> Vec<&str> {
    match printed.find('\u{C}').filter(|at| !printed[..*at].trim().is_empty()) {
        Some(at) => vec![&printed[..at], &printed[at..]],
        None => vec![printed],
    }
}

/// Counts pages by their form feeds.
struct Pages {
    page: Option<u32>,
    /// The next line with text begins a page.
    starts: bool,
}

impl Pages {
    fn number(&mut self, line: &mut Line, feeds: u32) {
        self.page = self.page.map(|page| page + feeds);
        self.starts |= feeds > 0;
        line.page = self.page;
        line.starts_page = self.starts && !line.is_blank();
        self.starts &= line.is_blank();
    }
}

fn is_markdown(text: &str, lines: &[&str]) -> bool {
    let tags: Vec<&str> = ["<sup>", "</b>", "<br>"].into_iter().filter(|tag| text.contains(tag)).collect();
    let marked = |line: &&&str| {
        let start = line.trim_start();
        start.starts_with("# ")
            || start.starts_with("##")
            || start.starts_with("**")
            || (start.starts_with('|') && start.len() > 2 && start.trim_end().ends_with('|'))
            || is_numbered_item(start)
            || tags.iter().any(|tag| start.contains(tag))
    };
    lines.iter().filter(marked).take(MARKDOWN_LINES).count() == MARKDOWN_LINES
}

/// `- 5. text`: a numbered paragraph that a tool took for an item of a list.
fn is_numbered_item(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("- ") else { return false };
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    number.len() < rest.len() && number.starts_with(". ")
}

fn plain_line(raw: &str) -> Line {
    Line { text: fold_blanks(raw), cells: tab_cells(raw, markup_free), ..Line::default() }
}

fn markdown_line(raw: &str) -> Line {
    let cells = if raw.contains('\t') { tab_cells(raw, markup::free) } else { pipe_cells(raw) };
    let (rest, heading) = heading_mark(raw.trim());
    let (rest, bullet) = list_mark(rest);
    let mut freed = markup::free(rest);
    let lead = freed.text.len() - freed.text.trim_start().len();
    for mark in &mut freed.marks {
        mark.at = mark.at.saturating_sub(lead);
    }
    let style = Style { heading, bullet, bold: freed.is_bold(), italic: freed.is_italic(), ..Style::default() };
    Line { text: fold_blanks(freed.text.trim()), cells, marks: freed.marks, style, ..Line::default() }
}

fn heading_mark(line: &str) -> (&str, Option<u8>) {
    let depth = line.bytes().take_while(|byte| *byte == b'#').count();
    match line[depth..].strip_prefix(' ') {
        Some(rest) if (1..=6).contains(&depth) => (rest.trim_start(), Some(depth as u8)),
        _ => (line, None),
    }
}

fn list_mark(line: &str) -> (&str, bool) {
    match ["- ", "• ", "* "].iter().find_map(|mark| line.strip_prefix(mark)) {
        Some(rest) => (rest.trim_start(), true),
        None => (line, false),
    }
}

fn markup_free(cell: &str) -> Freed {
    Freed { text: cell.to_string(), ..Freed::default() }
}

fn tab_cells(raw: &str, free: impl Fn(&str) -> Freed) -> Vec<RawCell> {
    if !raw.contains('\t') {
        return Vec::new();
    }
    let mut at = 0;
    let cells = raw.split('\t').enumerate().map(|(column, cell)| {
        let start = at + cell.chars().take_while(|c| c.is_whitespace()).count();
        at += cell.chars().count() + 1;
        raw_cell(cell, column, start, free(cell))
    });
    cells.collect()
}

/// A row of a pipe table; its rule (`|---|`) has no cells.
fn pipe_cells(raw: &str) -> Vec<RawCell> {
    let trimmed = raw.trim();
    let Some(inner) = trimmed.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')) else {
        return Vec::new();
    };
    if inner.chars().all(|c| matches!(c, '-' | '|' | ':' | ' ')) {
        return Vec::new();
    }
    let mut at = raw.len() - raw.trim_start().len() + 1;
    let cells = inner.split('|').enumerate().map(|(column, cell)| {
        let start = at + cell.chars().take_while(|c| c.is_whitespace()).count();
        at += cell.chars().count() + 1;
        raw_cell(cell, column, start, markup::free(cell))
    });
    cells.collect()
}

fn raw_cell(raw: &str, column: usize, at: usize, freed: Freed) -> RawCell {
    RawCell {
        raw: raw.to_string(),
        doubtful: false,
        bold: freed.is_bold(),
        marks: freed.marks.into_iter().map(|mark| mark.text).collect(),
        text: squeeze(&fold_blanks(&freed.text)),
        column,
        span: 1,
        rows: 1,
        exact: false,
        at: Some(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_feeds_count_pages_and_leave_the_text() {
        let (_, lines) = read("one\n\u{C}two\n");
        assert_eq!(lines[1].text, "two");
        assert_eq!((lines[0].page, lines[1].page, lines[1].starts_page), (Some(1), Some(2), true));
    }

    #[test]
    fn a_form_feed_ends_a_line() {
        let (_, lines) = read("one\u{C}two\nthree\n");
        let shown: Vec<_> = lines.iter().map(|line| (line.text.as_str(), line.number, line.page)).collect();
        assert_eq!(shown, [("one", 1, Some(1)), ("two", 1, Some(2)), ("three", 2, Some(2))]);
    }

    #[test]
    fn tabs_part_cells_and_keep_their_place() {
        let (_, lines) = read("Africa\t1 014\t\t3\n");
        let cells: Vec<_> = lines[0].cells.iter().map(|cell| (cell.text.as_str(), cell.at)).collect();
        assert_eq!(cells, [("Africa", Some(0)), ("1 014", Some(7)), ("", Some(13)), ("3", Some(14))]);
    }

    #[test]
    fn markdown_shows_headings_and_lists() {
        let (kind, lines) = read("# One\n## **Two**\n**b**\n- 1. Text<sup>4</sup> on\n");
        assert_eq!(kind, Kind::Markdown);
        assert_eq!((lines[1].text.as_str(), lines[1].style.heading, lines[1].style.bold), ("Two", Some(2), true));
        assert!(lines[3].style.bullet);
        assert_eq!((lines[3].text.as_str(), lines[3].marks[0].at), ("1. Text on", 7));
    }
}
