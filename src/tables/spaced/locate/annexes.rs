//! Annexes that nothing but a running header announces, and their numbered tables.

use super::lines::Kind;
use super::{HEADER_LINE, LONGEST_GAP};
use crate::normalise::{CleanText, Role};
use crate::tables::captions;

/// An annex can be announced by nothing but its running header: where that changes, the annex begins.
pub(super) fn running_annexes(text: &CleanText, kinds: &mut [Kind]) {
    let mut current = None;
    for index in 0..kinds.len() {
        let number = match (&kinds[index], text.roles[index]) {
            (Kind::Annex(number), _) if !is_entry(&text.lines[index].text) => Some(number.clone()),
            (_, Role::Furniture) => annex_in(&text.lines[index].text),
            _ => None,
        };
        if number.is_some() && number != current {
            current.clone_from(&number);
            let index = page_top(text, kinds, index).unwrap_or(index);
            kinds[index] = Kind::Annex(number.unwrap_or_default());
        }
        if let Some(item) = current.as_ref().and_then(|annex| item(text, kinds, index, annex)) {
            kinds[index] = item;
        }
    }
}

/// The blank line above a page whose running header is printed amid its text: some tools put it there.
fn page_top(text: &CleanText, kinds: &[Kind], header: usize) -> Option<usize> {
    let top = (0..=header).rev().find(|index| text.page_starts[*index]).filter(|top| *top > 0 && *top < header)?;
    let amid = (top..header).any(|index| text.is_text(index));
    (amid && text.roles[header] == Role::Furniture && kinds[top - 1] == Kind::Blank).then_some(top - 1)
}

/// A numbered title in an annex with rows of numbers under it, and nothing longer than a header in between.
fn item(text: &CleanText, kinds: &[Kind], index: usize, annex: &str) -> Option<Kind> {
    let (number, _) = captions::scan_item(&text.lines[index].text).filter(|_| text.is_text(index))?;
    let mut below = (index + 1..kinds.len()).filter(|index| kinds[*index] != Kind::Blank).take(LONGEST_GAP);
    let header = |index: usize| kinds[index] == Kind::Words && text.lines[index].text.trim().len() <= HEADER_LINE;
    let row = below.find(|index| !header(*index))?;
    matches!(kinds[row], Kind::Numbers { .. }).then(|| Kind::Item(annex.to_lowercase(), number.to_string()))
}

/// A line of the contents: leader dots and a page.
fn is_entry(line: &str) -> bool {
    line.contains("...") && line.trim().ends_with(|c: char| c.is_ascii_digit())
}

/// The annex that a running header names: `Annex II`, `C/9/1 Annex II Page 3`.
fn annex_in(header: &str) -> Option<String> {
    let words: Vec<&str> = header.split_whitespace().collect();
    let at = words.iter().position(|word| word.eq_ignore_ascii_case("annex"))?;
    let number = words.get(at + 1)?;
    captions::scan_annex(&format!("Annex {number}")).map(|(number, _)| number.to_string())
}
