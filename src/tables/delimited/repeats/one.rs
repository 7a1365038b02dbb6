//! One repeat of a header, as printed.

use super::Grid;
use crate::source::RawCell;
use crate::tables::delimited::cell::{self, Content};
use crate::tables::delimited::names::is_code;
use crate::tables::delimited::parts::{Row, Segment};
use crate::tables::delimited::torn;
use crate::tables::delimited::words::Words;

/// What stands in a header cell.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// Its text.
    pub text: String,
    /// No text to a reader; but a letter may be what the cut left of a word.
    pub dirt: bool,
}

impl Slot {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), dirt: false }
    }
}

/// One repeat, by row and grid column.
pub(super) struct Repeat {
    pub rows: Vec<Vec<Option<Slot>>>,
}

impl Repeat {
    /// The header of a segment; what spans columns, and what their labels, parted from each other.
    pub fn of(segment: &Segment, stubs: usize, width: usize, words: &Words) -> Self {
        let slot = |row: &Row, at: usize| {
            let text = row.cell(at).map(|cell| cell.text.trim()).filter(|text| !text.is_empty())?;
            Some(Slot { text: text.to_string(), dirt: printed(row, at).is_none() })
        };
        let by_row = |row| (0..width).map(|at| slot(row, at)).collect();
        let mut repeat = Self { rows: segment.header.iter().map(by_row).collect() };
        repeat.part_lines(segment, words);
        repeat.part_spanners(stubs);
        repeat
    }

    /// `Gen<br>Female|der<br>Male`: where the first lines of two cells are one word, they are a row of their own.
    fn part_lines(&mut self, segment: &Segment, words: &Words) {
        let mut at = 0;
        for row in &segment.header {
            let over = torn_lines(row, self.rows[at].len(), words);
            if over.iter().any(Option::is_some) {
                cut_off(&mut self.rows[at], &over);
                self.rows.insert(at, slots(over));
                at += 1;
            }
            at += 1;
        }
    }

    /// `Category/ P-5|Grade P-4|P-3`: where most labels are codes, the words before a code are a spanner's.
    fn part_spanners(&mut self, stubs: usize) {
        let Some(leaves) = self.rows.last() else { return };
        let texts = || leaves.iter().skip(stubs).flatten().map(|slot| slot.text.as_str());
        let coded = texts().filter(|text| before_code(text).is_some()).count();
        let plain = texts().filter(|text| is_code(text)).count();
        if coded == 0 || (coded + plain) * 4 < texts().count() * 3 {
            return;
        }
        let leaf = |(at, slot): (usize, &Option<Slot>)| before_code(&slot.as_ref().filter(|_| at >= stubs)?.text);
        let over: Vec<Option<String>> = leaves.iter().enumerate().map(leaf).collect();
        let last = self.rows.len() - 1;
        cut_off(&mut self.rows[last], &over);
        match last.checked_sub(1).filter(|above| is_free(&self.rows[*above], &over)) {
            Some(above) => fill(&mut self.rows[above], over),
            None => self.rows.insert(last, slots(over)),
        }
    }

    /// The text of a cell that is more than dirt.
    pub fn text(&self, row: usize, at: usize) -> Option<&str> {
        self.rows[row][at].as_ref().filter(|slot| !slot.dirt).map(|slot| slot.text.as_str())
    }

    /// Its texts, dirt left out.
    pub fn without_dirt(self) -> Grid {
        let clean = |slot: Option<Slot>| slot.filter(|slot| !slot.dirt).map(|slot| slot.text);
        self.rows.into_iter().map(|row| row.into_iter().map(clean).collect()).collect()
    }
}

fn slots(texts: Vec<Option<String>>) -> Vec<Option<Slot>> {
    texts.into_iter().map(|text| text.map(Slot::text)).collect()
}

/// Puts texts into the empty cells of a row.
fn fill(row: &mut [Option<Slot>], texts: Vec<Option<String>>) {
    for (slot, text) in row.iter_mut().zip(texts).filter(|(_, text)| text.is_some()) {
        *slot = text.map(Slot::text);
    }
}

/// The first lines that go on in the cell beside them.
fn torn_lines(row: &Row, width: usize, words: &Words) -> Vec<Option<String>> {
    let firsts: Vec<Option<&str>> = (0..width).map(|at| row.cell(at).and_then(first_line)).collect();
    let one_word = |left: usize, right: usize| match (firsts.get(left), firsts.get(right)) {
        (Some(Some(left)), Some(Some(right))) => torn::is_one_word(left, right, words),
        _ => false,
    };
    let goes_on = |at: usize| one_word(at, at + 1) || at.checked_sub(1).is_some_and(|left| one_word(left, at));
    (0..width).map(|at| firsts[at].filter(|_| goes_on(at)).map(str::to_string)).collect()
}

/// Takes the beginnings off texts.
fn cut_off(row: &mut [Option<Slot>], beginnings: &[Option<String>]) {
    for (slot, beginning) in row.iter_mut().zip(beginnings) {
        if let (Some(slot), Some(beginning)) = (slot, beginning) {
            slot.text = slot.text.strip_prefix(beginning.as_str()).unwrap_or(&slot.text).trim().to_string();
        }
    }
}

/// None of the texts would stand over another.
fn is_free(row: &[Option<Slot>], texts: &[Option<String>]) -> bool {
    row.iter().zip(texts).all(|(cell, text)| cell.is_none() || text.is_none())
}

/// The first of several lines of a cell, where the form tells them (`<br>`).
fn first_line(cell: &RawCell) -> Option<&str> {
    let (first, rest) = cell.raw.split_once("<br>")?;
    let count = first.split_whitespace().count();
    let end = cell.text.match_indices(' ').map(|(at, _)| at).nth(count.checked_sub(1)?)?;
    (!rest.trim().is_empty()).then(|| &cell.text[..end])
}

/// The words before the code that ends a text.
fn before_code(text: &str) -> Option<String> {
    let (words, last) = text.rsplit_once(' ')?;
    let several = words.split(' ').any(is_code);
    (is_code(last) && !several).then(|| words.to_string())
}

/// Dirt is no text, but one letter after a word is what the tear left of its end.
pub(in crate::tables::delimited) fn printed<'a>(row: &Row<'a>, column: usize) -> Option<&'a str> {
    let cell = row.cell(column)?;
    let text = cell.text.trim();
    let tail = || {
        let word = column.checked_sub(1).and_then(|left| row.cell(left)).map_or("", |left| left.text.trim());
        text.len() == 1 && text.starts_with(|c: char| c.is_ascii_lowercase()) && word.ends_with(char::is_lowercase)
    };
    let printed = !matches!(cell::read(cell), Content::Empty | Content::Speck | Content::Dash) && text != "(";
    (printed || tail()).then_some(text)
}
