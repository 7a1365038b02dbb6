//! Ghosts: OCR prints a line twice, the second time garbled, or reads the two lines of a wrapped label as two rows.
//!
//! A ghost has the numbers of its neighbour, more or less, and no label of its own: none, a garbled image of the
//! neighbour's, or a piece of a wrapped one. Its numbers are set aside; only what the neighbour lacks is taken, in doubt.
//! Some makers of PDFs print the row that a page break cuts on both pages, whole: that is no row of its own either.

use super::draft::{Draft, Entry};
use super::words::{Words, likeness};
use crate::countries;

/// From this likeness on an unknown word is an image of its neighbour.
const IMAGE: f64 = 0.5;

/// What was set aside.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ghost {
    /// Index of its line.
    pub index: usize,
    /// Index of the line that it is an image of.
    pub of: usize,
    /// Whether its label stays, as a piece of a wrapped one.
    pub label_stays: bool,
}

/// Sets ghosts aside.
pub(super) fn drop(drafts: Vec<Draft>, words: &Words) -> (Vec<Draft>, Vec<Ghost>) {
    let (mut kept, mut ghosts): (Vec<Draft>, Vec<Ghost>) = (Vec::new(), Vec::new());
    let next_labels: Vec<String> =
        drafts.iter().skip(1).map(|draft| draft.label().to_string()).chain([String::new()]).collect();
    for (mut draft, next) in drafts.into_iter().zip(next_labels) {
        let Some(before) = kept.last_mut() else {
            kept.push(draft);
            continue;
        };
        let ghost = Ghost { index: draft.index, of: before.index, label_stays: false };
        match judge(before, &draft, &next, words) {
            Verdict::Row => kept.push(draft),
            Verdict::Ghost => ghosts.push(ghost),
            Verdict::RestOfRow => {
                take_missing_label(before, &draft);
                before.entries.append(&mut draft.entries);
            }
            Verdict::SecondLine(label) => {
                ghosts.push(ghost);
                take_missing(before, draft.entries);
                before.marks.append(&mut draft.marks);
                before.set_label(label);
            }
            Verdict::FirstLine => {
                ghosts.push(Ghost { label_stays: true, ..ghost });
                draft.entries.clear();
                kept.push(draft);
            }
        }
    }
    (kept, ghosts)
}

enum Verdict {
    /// A row of its own.
    Row,
    /// An image of the row before.
    Ghost,
    /// What a page break cut off the row before: its numbers, or its label.
    RestOfRow,
    /// The second line of the row before, whose label becomes this.
    SecondLine(String),
    /// The first line of the next row's label, with an image of the row before.
    FirstLine,
}

fn judge(before: &Draft, draft: &Draft, next: &str, words: &Words) -> Verdict {
    let (label, above) = (draft.label(), before.label());
    if is_cut_by_page_break(before, draft) {
        return Verdict::Ghost;
    }
    if is_rest_of_row(before, draft) {
        return Verdict::RestOfRow;
    }
    if draft.stubs.is_empty() || draft.exact || draft.heads_group {
        return Verdict::Row;
    }
    if label.is_empty() {
        let nothing_else = draft.stubs.iter().all(String::is_empty) && !above.is_empty();
        let continues = nothing_else && !before.is_stack() && !before.entries.is_empty();
        return if continues { Verdict::SecondLine(above.to_string()) } else { Verdict::Row };
    }
    let garbled = is_garbled(label, words) && likeness(label, above) >= IMAGE;
    if draft.entries.is_empty() {
        return if garbled { Verdict::Ghost } else { Verdict::Row };
    }
    if !is_image(before, draft) {
        return Verdict::Row;
    }
    let joined = format!("{above} {label}");
    if garbled && draft.entries.len() > 1 {
        Verdict::Ghost
    } else if is_unfinished(above) || goes_on(label) || words.label_count(&without_total(&joined)) > 0 {
        Verdict::SecondLine(joined)
    } else if goes_on(next) {
        Verdict::FirstLine
    } else {
        Verdict::Row
    }
}

/// A page break parts the label of a row from its numbers, where the one stands higher in the row than the other.
fn is_rest_of_row(before: &Draft, draft: &Draft) -> bool {
    let label_only = |draft: &Draft| !draft.label().is_empty() && draft.entries.is_empty() && !draft.heads_group;
    let numbers_only = |draft: &Draft| draft.label().is_empty() && !draft.entries.is_empty();
    let page_breaks = draft.span.page.is_some() && draft.span.page != before.span.page;
    let parted = label_only(draft) && numbers_only(before) || label_only(before) && numbers_only(draft);
    draft.exact && before.exact && page_breaks && parted
}

fn take_missing_label(row: &mut Draft, rest: &Draft) {
    for (stub, other) in row.stubs.iter_mut().zip(&rest.stubs).filter(|(stub, _)| stub.is_empty()) {
        stub.clone_from(other);
    }
}

/// The first row of a page is the last one of the page before again.
fn is_cut_by_page_break(before: &Draft, draft: &Draft) -> bool {
    let cells = |draft: &Draft| -> Vec<(usize, String)> {
        draft.entries.iter().map(|entry| (entry.column, entry.raw.clone())).collect()
    };
    let page_breaks = draft.span.page.is_some() && draft.span.page != before.span.page;
    let same_label = !draft.label().is_empty() && draft.label() == before.label();
    draft.exact && before.exact && page_breaks && same_label && cells(draft) == cells(before)
}

/// Half of its words or more are words that neither the report nor the world knows.
fn is_garbled(label: &str, words: &Words) -> bool {
    let letters: String = label.chars().map(|c| if c.is_alphabetic() { c } else { ' ' }).collect();
    let known = words.label_count(label) > 1 || countries::iso3(label).is_some();
    !known && letters.split_whitespace().next().is_some() && words.share(&letters) <= 0.5
}

fn without_total(label: &str) -> String {
    label.strip_suffix(" total").unwrap_or(label).to_string()
}

/// More than half of the numbers are those of the row before, or look like them.
fn is_image(before: &Draft, draft: &Draft) -> bool {
    let alike =
        draft.entries.iter().filter(|entry| before.entry(entry.column).is_some_and(|other| looks(entry, other)));
    alike.count() * 2 > draft.entries.len()
}

fn looks(a: &Entry, b: &Entry) -> bool {
    let digits = |entry: &Entry| -> Vec<char> {
        entry.tokens.iter().flat_map(|token| token.text.chars()).filter(char::is_ascii_digit).collect()
    };
    let (a, b) = (digits(a), digits(b));
    a == b || (a.len() == b.len() && a.len() > 1 && a.iter().zip(&b).filter(|(x, y)| x != y).count() == 1)
}

/// Takes what the row lacks from its second image. In the last column, the total, two numbers stand side by side in doubt.
fn take_missing(row: &mut Draft, image: Vec<Entry>) {
    let last = image.iter().map(|entry| entry.column).max();
    for mut entry in image {
        entry.doubtful = true;
        match row.entries.iter_mut().find(|mine| mine.column == entry.column) {
            None => row.entries.push(entry),
            Some(mine) if Some(mine.column) == last && !looks(mine, &entry) => {
                mine.doubtful = true;
                row.entries.push(entry);
            }
            Some(_) => {}
        }
    }
    row.entries.sort_by_key(|entry| entry.column);
}

/// The label does not end here: 'Australia and', 'non-', 'China, including'.
pub(super) fn is_unfinished(label: &str) -> bool {
    let last = label.rsplit(' ').next().unwrap_or("");
    matches!(last, "and" | "of" | "the" | "in" | "for" | "by" | "to" | "or" | "with" | "including" | "from")
        || label.ends_with(['-', '/', ',', '&'])
        || label.matches('(').count() > label.matches(')').count()
}

/// The label cannot begin here: 'and Northern Ireland', 'of Macedonia)'.
pub(super) fn goes_on(label: &str) -> bool {
    let first = label.split(' ').next().unwrap_or("");
    let lower = label.starts_with(char::is_lowercase) && !first.contains('-') && first.len() < label.len();
    lower || label.matches(')').count() > label.matches('(').count()
}

#[cfg(test)]
mod tests {
    use super::super::testing::draft;
    use super::*;

    fn labels(drafts: &[Draft]) -> Vec<&str> {
        drafts.iter().map(Draft::label).collect()
    }

    #[test]
    fn a_garbled_image_is_set_aside() {
        let rows = vec![draft("Aldport", "12 7 19"), draft("Aidporl", "12 7 19"), draft("Birkhaven", "12 7 19")];
        let (kept, ghosts) = drop(rows, &Words::of_prose("Aldport Birkhaven"));
        assert_eq!((labels(&kept), ghosts.len()), (vec!["Aldport", "Birkhaven"], 1));
    }

    #[test]
    fn a_wrapped_label_keeps_one_line_of_numbers() {
        let rows = vec![draft("Coast and", "30 2 227"), draft("New Sands", "30 2 221")];
        let (kept, _) = drop(rows, &Words::default());
        assert_eq!(labels(&kept), ["Coast and New Sands"]);
        assert_eq!(kept[0].entries[2].raw, "227");
        let rows =
            vec![draft("Urk", "69 33"), draft("United Ports of the North", "09 33"), draft("and the South", "7 1")];
        let (kept, _) = drop(rows, &Words::default());
        assert_eq!(labels(&kept), ["Urk", "United Ports of the North", "and the South"]);
        assert!(kept[1].entries.is_empty());
    }

    #[test]
    fn rows_with_the_same_numbers_are_rows() {
        let rows = vec![draft("Aldport", "1 1"), draft("Birkhaven", "1 1")];
        let (kept, ghosts) = drop(rows, &Words::default());
        assert_eq!((kept.len(), ghosts.len()), (2, 0));
    }

    #[test]
    fn an_image_without_label_adds_only_what_is_missing() {
        let rows = vec![draft("Aldport", "3 15 1"), draft("", "3 15 36")];
        let (kept, _) = drop(rows, &Words::default());
        let total: Vec<_> =
            kept[0].entries.iter().filter(|e| e.column == 2).map(|e| (e.raw.as_str(), e.doubtful)).collect();
        assert_eq!(total, [("1", true), ("36", true)]);
    }
}
