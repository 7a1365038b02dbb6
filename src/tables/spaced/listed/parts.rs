//! The lines of such a table by pages: words, and numbers in blocks that no blank line parts.

use std::ops::Range;

use super::super::pieces::Piece;
use super::super::stacked::{is_cell, word};
use crate::normalise::CleanText;
use crate::number::Decimal;
use crate::tables::sheet::Word;
use crate::tables::solver::value;

/// A line that is no number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    /// Its place among the lines of the page.
    pub at: usize,
    /// Index of the line in the text.
    pub index: usize,
    pub text: String,
}

/// A line that is a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    /// Its place among the lines of the page.
    pub at: usize,
    pub word: Word,
    pub value: Option<Decimal>,
}

/// What a page holds of the table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Part {
    pub words: Vec<Words>,
    pub cells: Vec<Cell>,
    /// Numbers on lines that follow each other directly: parts of one column.
    pub blocks: Vec<Range<usize>>,
}

impl Part {
    /// Takes up what follows: some tools print the running header amid a page, and a page seems to begin there.
    pub fn append(&mut self, mut other: Self) {
        let cells = self.cells.len();
        self.words.append(&mut other.words);
        self.cells.append(&mut other.cells);
        self.blocks.extend(other.blocks.into_iter().map(|block| block.start + cells..block.end + cells));
    }

    /// Whether a list that ends before a cell ends there: words follow, or nothing.
    pub fn closes(&self, cell: usize) -> bool {
        cell >= self.cells.len() || !self.follows(cell)
    }

    /// Whether no words stand between a cell and the one before it.
    pub fn follows(&self, cell: usize) -> bool {
        cell > 0 && self.cells[cell].at == self.cells[cell - 1].at + 1
    }
}

pub(super) fn of(text: &CleanText, lines: &[Piece]) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let mut before: Option<&Piece> = None;
    for (at, line) in lines.iter().enumerate() {
        let turned = before.is_some_and(|before| (before.index + 1..=line.index).any(|index| text.page_starts[index]));
        if turned {
            parts.push(Part::default());
        }
        let touches = before.is_some_and(|before| before.index + 1 == line.index && is_cell(before));
        if let Some(part) = parts.last_mut() {
            enter(part, at, line, touches && !turned);
        }
        before = Some(line);
    }
    parts.retain(|part| !part.cells.is_empty());
    parts
}

/// Enters a line; `touches` tells that it goes on with the block before.
fn enter(part: &mut Part, at: usize, line: &Piece, touches: bool) {
    let Some(word) = is_cell(line).then(|| word(line)).flatten() else {
        part.words.push(Words { at, index: line.index, text: line.text.clone() });
        return;
    };
    part.cells.push(Cell { at, value: value::read(&word.text), word });
    let end = part.cells.len();
    match part.blocks.last_mut().filter(|_| touches) {
        Some(block) => block.end = end,
        None => part.blocks.push(end - 1..end),
    }
}
