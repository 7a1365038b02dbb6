//! The table of contents: TAB lines, dotted leaders, or a page number after the title.

use super::{assign, headings, kind, prose};
use crate::normalise::CleanText;
use crate::report::ContentsEntry;

/// Reads the entries; gives the line after them.
pub(super) fn read(text: &mut CleanText, from: usize, limit: usize, entries: &mut Vec<ContentsEntry>) -> usize {
    let mut end = from;
    let mut wrapped: Option<(usize, String)> = None;
    for line in from..limit {
        if !text.is_text(line) {
            continue;
        }
        let printed = printed(text, line);
        if kind(text, line).is_some() || begins_the_body(&printed, entries) {
            break;
        }
        let (title, target) = split_page(&printed);
        if is_column_head(&title) || title.is_empty() {
            end = line + 1;
            continue;
        }
        let delimited = text.lines[line].cells.len() > 1;
        let whole = match wrapped.take() {
            Some((start, head)) => (start, format!("{head} {title}")),
            None => (line, title),
        };
        if target.is_none() && !delimited && !stands_alone(&whole.1) {
            wrapped = Some(whole);
            continue;
        }
        push(text, entries, whole, target);
        end = line + 1;
    }
    assign(text, from..end, "contents", "");
    end
}

fn push(text: &CleanText, entries: &mut Vec<ContentsEntry>, (line, title): (usize, String), target: Option<u32>) {
    let number = headings::printed_number(&title).map(str::to_string);
    let part = prose::is_caps(&title) || number.is_none() && !title.starts_with("Annex") && target.is_none();
    entries.push(ContentsEntry { level: if part { 1 } else { 2 }, number, title, target, span: text.span(line) });
}

/// The line as one text: torn cells are joined, numbers and titles parted by a blank.
fn printed(text: &CleanText, line: usize) -> String {
    let cells: Vec<&str> =
        text.lines[line].cells.iter().map(|cell| cell.text.as_str()).filter(|cell| !cell.is_empty()).collect();
    if cells.is_empty() {
        return text.lines[line].text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut joined = cells[0].to_string();
    for cell in &cells[1..] {
        if !is_torn(&joined, cell) {
            joined.push(' ');
        }
        joined.push_str(cell);
    }
    untwin(joined, cells[0].len(), text)
}

/// A word cut by a column boundary: `ANN|EXES`, `Anne|x I`.
fn is_torn(head: &str, tail: &str) -> bool {
    let letters = |text: &str| text.chars().all(char::is_alphabetic);
    letters(head)
        && head.len() >= 2
        && tail.starts_with(char::is_alphabetic)
        && (prose::is_caps(tail) || tail.starts_with(char::is_lowercase))
        && !tail.starts_with("of ")
}

/// A boundary that runs through a letter prints it twice (`INTR|RODUCTION`); the text knows the word.
fn untwin(joined: String, at: usize, text: &CleanText) -> String {
    let (head, tail) = joined.split_at(at);
    let twin = tail.chars().next().filter(|c| head.ends_with(*c));
    let Some(twin) = twin else {
        return joined;
    };
    let single = format!("{head}{}", &tail[twin.len_utf8()..]);
    let word = single.split_whitespace().next().unwrap_or(&single);
    let known =
        text.lines.iter().any(|line| line.cells.is_empty() && line.text.split_whitespace().any(|other| other == word));
    if known { single } else { joined }
}

/// The title and the page it points at, past dots or blanks.
fn split_page(printed: &str) -> (String, Option<u32>) {
    let digits = printed.len() - printed.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let head = &printed[..printed.len() - digits];
    let target = printed[head.len()..].parse().ok().filter(|page| *page < 1000 && head.ends_with([' ', '.', '…', '_']));
    let title = if target.is_some() { head } else { printed };
    let title = without_paragraphs(title.trim_end_matches(['.', '…', '_', ' ', '·']));
    let roman = title.rsplit_once("..").filter(|(_, tail)| tail.trim().bytes().all(|byte| b"ivx".contains(&byte)));
    (roman.map_or(title, |(head, _)| head.trim_end_matches(['.', ' '])).to_string(), target)
}

/// A title without dots and the numbers of its paragraphs after them: `Harbours ..... 4–12`.
fn without_paragraphs(title: &str) -> &str {
    let Some((head, tail)) = title.split_once("....") else { return title };
    let numbers = |c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '-' | '–');
    if tail.chars().all(numbers) { head.trim_end() } else { title }
}

/// Whether a line looks like an entry.
pub(super) fn is_entry(printed: &str) -> bool {
    let printed = printed.trim();
    printed.contains("....") || split_page(printed).1.is_some() && !prose::ends_sentence(printed) && printed.len() < 90
}

/// An entry without a page: an annex, a part in capitals.
fn stands_alone(title: &str) -> bool {
    prose::is_caps(title) || title.starts_with("Annex") || title.starts_with("List of")
}

fn is_column_head(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let word = title.rsplit(' ').next().unwrap_or(title).to_lowercase();
    letters == 0
        || matches!(title.to_lowercase().as_str(), "page" | "pages" | "paragraph" | "paragraphs")
        || word == "page" && letters <= 6
}

/// The first entry's title without a page number begins the body, and so does a long sentence.
fn begins_the_body(printed: &str, entries: &[ContentsEntry]) -> bool {
    let first = entries.first().is_some_and(|first| entries.len() > 1 && first.title.eq_ignore_ascii_case(printed));
    first || printed.len() > 140 && prose::ends_sentence(printed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::cleaned;

    fn entries(text: &str) -> Vec<(String, Option<u32>, u8)> {
        let mut clean = cleaned(text);
        let mut entries = Vec::new();
        let limit = clean.lines.len();
        read(&mut clean, 0, limit, &mut entries);
        entries.into_iter().map(|entry| (entry.title, entry.target, entry.level)).collect()
    }

    #[test]
    fn torn_cells_join() {
        let found =
            entries("\tPage\nINTR\tRODUCTION\t1\nI.\tTHE OFFICE\t3\n\tA. Staff\t4\nANN\tEXES\n\nINTRODUCTION\n");
        let titles: Vec<_> = found.iter().map(|(title, page, level)| (title.as_str(), *page, *level)).collect();
        assert_eq!(
            titles,
            [
                ("INTRODUCTION", Some(1), 1),
                ("I. THE OFFICE", Some(3), 1),
                ("A. Staff", Some(4), 2),
                ("ANNEXES", None, 1)
            ]
        );
    }

    #[test]
    fn leaders_and_wrapped_titles() {
        let found =
            entries("INTRODUCTION ......... 1\nSafe and regular\nmigration 12\nAnnex I – Staff\n\nINTRODUCTION\n");
        let titles: Vec<_> = found.iter().map(|(title, page, _)| (title.as_str(), *page)).collect();
        assert_eq!(
            titles,
            [("INTRODUCTION", Some(1)), ("Safe and regular migration", Some(12)), ("Annex I – Staff", None)]
        );
    }
}
