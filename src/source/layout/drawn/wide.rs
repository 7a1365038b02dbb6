//! Texts too wide for their cells: which cell each of them is of.
//!
//! Takes the texts of a grid as they were drawn; gives those that reach over a rule the cell that the others of the table show.

use std::ops::Range;

use super::{Text, is_within};
use crate::source::layout::Glyph;
use crate::source::layout::grid::Grid;

/// The middle of a character stands this much (in sizes) over its baseline.
const MIDDLE: f32 = 0.3;

/// The lines of a cell are so far apart (in sizes).
const LINES: Range<f32> = 0.8..2.1;

/// So much of a line stands in its own cell, and so much of a word at least in the cell that is its own.
const HOME: f32 = 0.6;
const PART: f32 = 0.35;

/// Gives wide numbers and wide words their cells.
pub(super) fn settle(grid: &Grid, texts: &mut [Text], glyphs: &[Glyph]) {
    anchor_numbers(grid, texts, glyphs);
    place_words(grid, texts, glyphs);
}

/// The cell at a place along a text.
fn place(grid: &Grid, text: &Text, x: f32) -> Option<usize> {
    grid.cell_at(x, text.y - MIDDLE * text.size)
}

fn is_wide(grid: &Grid, text: &Text) -> bool {
    place(grid, text, text.left) != place(grid, text, text.right)
}

/// Words that reach over a rule are of the cell in which the line drawn right before or after stands, or of the only one of
/// two that holds nothing else.
fn place_words(grid: &Grid, texts: &mut [Text], glyphs: &[Glyph]) {
    let is_word = |text: &Text| glyphs[text.glyphs.start].c.is_alphabetic() && is_wide(grid, text);
    for index in (0..texts.len()).filter(|index| is_word(&texts[*index])).collect::<Vec<_>>() {
        let cells = touched(grid, &texts[index]);
        let home = home(grid, texts, index, &cells).or_else(|| only_empty(grid, texts, index, &cells));
        texts[index].cell = home.unwrap_or(texts[index].cell);
    }
}

/// The cells that a text reaches into.
fn touched(grid: &Grid, text: &Text) -> Vec<usize> {
    let mut cells: Vec<usize> = Vec::new();
    let inner = grid.xs.iter().map(|x| x + 1.0).filter(|x| (text.left..text.right).contains(x));
    for cell in std::iter::once(text.left).chain(inner).chain([text.right]).filter_map(|x| place(grid, text, x)) {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    cells
}

fn home(grid: &Grid, texts: &[Text], index: usize, cells: &[usize]) -> Option<usize> {
    let text = &texts[index];
    let follows =
        |above: &Text, below: &Text| above.bold == below.bold && LINES.contains(&((below.y - above.y) / below.size));
    let inside = |other: &&Text| {
        let shared = text.right.min(other.right) - text.left.max(other.left);
        let over = shared > (other.right - other.left) / 2.0;
        over && cells.contains(&other.cell) && share(grid, other, other.cell) > HOME
    };
    let before = index.checked_sub(1).map(|before| &texts[before]).filter(|before| follows(before, text));
    let after = texts.get(index + 1).filter(|after| follows(text, after));
    before.filter(inside).or(after.filter(inside)).map(|other| other.cell)
}

/// How much of a text stands in a cell.
fn share(grid: &Grid, text: &Text, cell: usize) -> f32 {
    let cell = &grid.cells[cell];
    let (left, right) = (grid.xs[cell.column], grid.xs[cell.column + cell.span]);
    (text.right.min(right) - text.left.max(left)) / (text.right - text.left).max(0.1)
}

fn only_empty(grid: &Grid, texts: &[Text], index: usize, cells: &[usize]) -> Option<usize> {
    let is_empty = |cell: &&usize| !texts.iter().enumerate().any(|(other, text)| other != index && text.cell == **cell);
    let mut empty = cells.iter().filter(is_empty);
    let only = empty.next().filter(|_| empty.next().is_none() && cells.len() == 2).copied();
    only.filter(|cell| share(grid, &texts[index], *cell) > PART)
}

/// Numbers too wide for their cells belong where the others of the table say: those end, begin or are centred in theirs.
fn anchor_numbers(grid: &Grid, texts: &mut [Text], glyphs: &[Glyph]) {
    let is_number = |text: &Text| glyphs[text.glyphs.start].c.is_ascii_digit() && is_wide(grid, text);
    if !texts.iter().any(is_number) {
        return;
    }
    let anchor = Anchor::of(grid, texts, glyphs);
    for text in texts.iter_mut().filter(|text| is_number(text)) {
        text.cell = place(grid, text, anchor.of_text(text)).unwrap_or(text.cell);
    }
}

/// Where the numbers of a table meet their cells.
#[derive(Clone, Copy)]
enum Anchor {
    Left,
    Middle,
    Right,
}

impl Anchor {
    /// The side at which the distances to the rule differ least.
    fn of(grid: &Grid, texts: &[Text], glyphs: &[Glyph]) -> Self {
        let fits = |text: &&Text| {
            let cell = grid.cells.get(text.cell).filter(|cell| is_within(grid, cell, text));
            cell.is_some() && glyphs[text.glyphs.start].c.is_ascii_digit()
        };
        let distances: Vec<(f32, f32)> = texts.iter().filter(fits).map(|text| sides(grid, text)).collect();
        let spread = |side: &dyn Fn(&(f32, f32)) -> f32| {
            let mut all: Vec<f32> = distances.iter().map(side).collect();
            all.sort_by(f32::total_cmp);
            all.get(all.len() * 3 / 4).zip(all.get(all.len() / 4)).map_or(0.0, |(high, low)| high - low)
        };
        let spreads = [
            (Self::Middle, spread(&|(left, right)| left - right)),
            (Self::Right, spread(&|(_, right)| *right)),
            (Self::Left, spread(&|(left, _)| *left)),
        ];
        spreads.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(Self::Middle, |(anchor, _)| anchor)
    }

    fn of_text(self, text: &Text) -> f32 {
        match self {
            Self::Left => text.left,
            Self::Middle => (text.left + text.right) / 2.0,
            Self::Right => text.right,
        }
    }
}

/// The distances of a text from the rules at its left and right.
fn sides(grid: &Grid, text: &Text) -> (f32, f32) {
    let cell = &grid.cells[text.cell];
    (text.left - grid.xs[cell.column], grid.xs[cell.column + cell.span] - text.right)
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use crate::source::layout::Glyph;
    use crate::source::layout::grid::{Cell, Grid};
    use crate::source::layout::runs::tests::set;

    /// Three columns of 50, one row.
    fn read(parts: &[Vec<Glyph>]) -> Vec<String> {
        let cell = |column| Cell { column, row: 0, span: 1, rows: 1 };
        let grid = Grid::new(vec![0.0, 50.0, 100.0, 150.0], vec![0.0, 60.0], [0, 1, 2].map(cell).to_vec());
        let (cells, _) = split(&grid, &parts.concat());
        cells.into_iter().map(|glyphs| glyphs.into_iter().map(|glyph| glyph.c).collect()).collect()
    }

    #[test]
    fn a_word_over_the_rule_is_of_the_cell_of_its_next_line() {
        let read = read(&[
            set("Boats", 2.0, 15.0, 10.0),
            set("South-Western", 60.0, 15.0, 10.0),
            set("shore", 70.0, 27.0, 10.0),
            set("All", 120.0, 39.0, 10.0),
        ]);
        assert_eq!(read, ["Boats", "South-Westernshore", "All"]);
    }

    #[test]
    fn a_word_over_the_rule_is_of_the_cell_that_holds_nothing_else() {
        let read =
            read(&[set("Boats", 2.0, 27.0, 10.0), set("Hillkeepers", 70.0, 27.0, 10.0), set("All", 120.0, 39.0, 10.0)]);
        assert_eq!(read, ["Boats", "Hillkeepers", "All"]);
    }
}
