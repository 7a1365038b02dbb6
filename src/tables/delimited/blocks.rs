//! Runs of lines with cells, and which of them are tables.

use super::cell::{self, Content};
use super::parts::{Row, stub_columns};
use crate::normalise::CleanText;

/// Lines with cells that follow each other; blank lines end a block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// Indexes of the lines, the rules of pipe tables included.
    pub lines: Vec<usize>,
}

impl Block {
    /// Index of the first line.
    pub fn first(&self) -> usize {
        self.lines[0]
    }

    /// Index of the last line.
    pub fn last(&self) -> usize {
        self.lines[self.lines.len() - 1]
    }

    /// Its rows.
    pub fn rows<'a>(&self, text: &'a CleanText) -> Vec<Row<'a>> {
        let rows = self.lines.iter().map(|index| Row { index: *index, line: &text.lines[*index] });
        rows.filter(|row| !row.line.cells.is_empty()).collect()
    }

    /// Number of stub columns.
    pub fn stubs(&self, text: &CleanText) -> usize {
        let rows = self.rows(text);
        let width = rows.iter().map(Row::width).max().unwrap_or(0);
        stub_columns(&rows, width)
    }
}

/// Finds the blocks that hold numbers and are no table of contents.
pub(super) fn blocks(text: &CleanText) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut next = None;
    for index in 0..text.lines.len() {
        let line = &text.lines[index];
        let follows = next == Some(index);
        let carried = follows && super::carries_on(line);
        if !carried && (line.cells.is_empty() || line.is_blank()) {
            continue;
        }
        match blocks.last_mut().filter(|_| follows) {
            Some(block) => block.lines.push(index),
            None => blocks.push(Block { lines: vec![index] }),
        }
        next = Some(index + 1);
    }
    let mut blocks = over_page_breaks(text, blocks);
    blocks.retain(|block| has_numbers(&block.rows(text)) && !is_contents(text, block));
    blocks
}

/// A header at the end of a page joins the body on the next; a last row alone on its page, with the header repeated over it or
/// not, joins its table.
fn over_page_breaks(text: &CleanText, blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    for block in blocks {
        let last = joined.last_mut().filter(|last| goes_on_over_page_break(text, last, &block));
        match last {
            Some(last) => last.lines.extend(block.lines),
            None => joined.push(block),
        }
    }
    joined
}

fn goes_on_over_page_break(text: &CleanText, above: &Block, below: &Block) -> bool {
    let (upper, lower) = (above.rows(text), below.rows(text));
    let (Some(last), Some(first)) = (upper.last(), lower.first()) else { return false };
    let exact = |row: &Row| row.line.cells.iter().any(|cell| cell.exact);
    let nothing_between =
        (above.last() + 1..below.first()).all(|index| !text.is_text(index) || text.lines[index].is_blank());
    let cut = !has_numbers(&upper) || !has_numbers(&lower) || lower.len() == 1;
    let same_width = last.width() == first.width();
    exact(last) && exact(first) && last.line.page != first.line.page && nothing_between && cut && same_width
}

/// Two rows with numbers, or one with several: a table may end with a single row on its last page.
fn has_numbers(rows: &[Row]) -> bool {
    let numbers = |row: &Row| row.contents(0).filter(|(_, content)| content.is_numeric()).count();
    rows.iter().filter(|row| numbers(row) > 0).count() > 1 || rows.iter().any(|row| numbers(row) > 1)
}

/// A table of contents: under such a heading, or titles with letters and Roman numerals whose pages only rise.
fn is_contents(text: &CleanText, block: &Block) -> bool {
    let above = (0..block.first()).rev().find(|index| text.is_text(*index));
    let heading = above.map(|index| text.lines[index].text.trim().trim_end_matches(':').to_lowercase());
    if heading.is_some_and(|heading| matches!(heading.as_str(), "contents" | "table of contents")) {
        return true;
    }
    let rows = block.rows(text);
    let pages: Vec<i64> = rows.iter().filter_map(page_of).collect();
    let numbered = rows.iter().filter(|row| is_numbered_title(row)).count();
    pages.len() > 4 && pages.len() * 10 >= rows.len() * 7 && pages.is_sorted() && numbered * 2 > rows.len()
}

/// The only number of a row, in its last filled cell.
fn page_of(row: &Row) -> Option<i64> {
    let filled: Vec<_> = row.contents(0).filter(|(_, content)| *content != Content::Empty).collect();
    let numbers = filled.iter().filter(|(_, content)| content.is_numeric()).count();
    let (cell, last) = filled.last()?;
    (numbers == 1 && last.is_numeric()).then(|| cell.text.parse().ok()).flatten()
}

fn is_numbered_title(row: &Row) -> bool {
    let first = row.contents(0).find(|(_, content)| *content != Content::Empty);
    first.is_some_and(|(cell, _)| {
        let number = cell.text.split(['.', ' ']).next().unwrap_or("");
        let numeral = number.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) || number.len() == 1;
        cell.text.contains('.') && !number.is_empty() && numeral && cell::year_of(number).is_none()
    })
}
