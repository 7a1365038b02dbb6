//! Small tables for the tests of this folder.

use super::draft::{Draft, Entry};
use super::numerals::Token;
use crate::normalise::{self, CleanText};
use crate::pipeline::Options;
use crate::source;
use crate::tables::Region;

/// A text as the pipeline reads it.
pub(super) fn text_of(input: &str) -> CleanText {
    normalise::clean(source::read(input.as_bytes(), "test", &Options::default()).expect("text"))
}

/// All lines as one region.
pub(super) fn region_of(text: &CleanText) -> Region {
    let is_part = |index: &usize| text.is_text(*index) || super::carries_on(&text.lines[*index]);
    let lines = (0..text.lines.len()).filter(is_part).collect();
    Region { id: "test".into(), lines, ..Region::default() }
}

/// A row with one stub; `.` is an empty cell.
pub(super) fn draft(label: &str, numbers: &str) -> Draft {
    stubbed(&[label], numbers)
}

/// A row with several stubs.
pub(super) fn stubbed(stubs: &[&str], numbers: &str) -> Draft {
    let entry = |(column, text): (usize, &str)| Entry {
        column,
        raw: text.into(),
        tokens: vec![Token { text: text.into(), bold: false, apart: false }],
        ..Entry::default()
    };
    let printed = numbers.split_whitespace().enumerate().filter(|(_, text)| *text != ".");
    Draft {
        stubs: stubs.iter().map(ToString::to_string).collect(),
        entries: printed.map(entry).collect(),
        ..Draft::default()
    }
}
