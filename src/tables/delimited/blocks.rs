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
        let rule = next == Some(index) && (super::is_rule(line) || line.joined);
        if line.joined && rule {
            // The rest of a wrapped label or header parts nothing.
            next = Some(index + 1);
            continue;
        }
        if line.cells.is_empty() && !rule || line.is_blank() {
            continue;
        }
        match blocks.last_mut().filter(|_| next == Some(index)) {
            Some(block) => block.lines.push(index),
            None => blocks.push(Block { lines: vec![index] }),
        }
        next = Some(index + 1);
    }
    blocks.retain(|block| has_numbers(&block.rows(text)) && !is_contents(text, block));
    blocks
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
