//! Texts as they were drawn, one character after the other: which cell of a ruled table each of them belongs to.
//!
//! A number wider than its cell reaches over the rule, and a repeated header with more lines than its row has room for
//! runs into the row below. The reader still sees whose text it is, and so does the order of drawing.

mod wide;

use std::ops::Range;

use super::Glyph;
use super::grid::{Cell, Grid};

/// A character that begins further from the end of the one before (in sizes) begins another text; between digits that is
/// the width of a thousands blank.
const GAP: f32 = 0.36;
/// Where an operator begins to show text, it goes on with the text before only if there is hardly a gap, and numbers only
/// if there is none.
const GAP_AT_START: f32 = 0.15;
const GAP_AT_NUMBER: f32 = 0.05;
/// Characters of one text stand on one baseline, up to this much (in sizes): superscripts are raised.
const RAISE: f32 = 0.5;
/// Lines nearer to each other than this (in sizes) are drawn one over the other.
const OVER: f32 = 0.6;
/// The next line of a text stands this much lower (in sizes).
const PITCH: Range<f32> = 0.8..1.7;

/// Characters that were drawn as one text.
struct Text {
    glyphs: Range<usize>,
    left: f32,
    right: f32,
    y: f32,
    size: f32,
    bold: bool,
    /// Index of its cell; [`OUTSIDE`] of the grid there is none.
    cell: usize,
}

/// The text stands outside of the grid.
const OUTSIDE: usize = usize::MAX;

/// The characters of each cell of a grid, in the order of drawing, and those that stand outside of it.
pub(super) fn split(grid: &Grid, glyphs: &[Glyph]) -> (Vec<Vec<Glyph>>, Vec<Glyph>) {
    let mut texts: Vec<Text> = texts(glyphs).into_iter().filter_map(|range| text(grid, glyphs, range)).collect();
    take_back(grid, &mut texts);
    wide::settle(grid, &mut texts, glyphs);
    let mut contents: Vec<Vec<Glyph>> = vec![Vec::new(); grid.cells.len()];
    let mut outside = Vec::new();
    for text in texts {
        contents.get_mut(text.cell).unwrap_or(&mut outside).extend(&glyphs[text.glyphs]);
    }
    (contents, outside)
}

/// Runs of characters that follow each other on one baseline.
fn texts(glyphs: &[Glyph]) -> Vec<Range<usize>> {
    let mut texts: Vec<Range<usize>> = Vec::new();
    for (index, glyph) in glyphs.iter().enumerate() {
        match texts.last_mut() {
            Some(text) if follows(&glyphs[index - 1], glyph) => text.end = index + 1,
            _ => texts.push(index..index + 1),
        }
    }
    texts
}

fn follows(last: &Glyph, glyph: &Glyph) -> bool {
    let size = last.size.max(glyph.size);
    let gap = (glyph.x - last.end()).abs();
    let most = match (glyph.starts, glyph.c.is_ascii_digit()) {
        (false, _) => GAP,
        (true, false) => GAP_AT_START,
        (true, true) => GAP_AT_NUMBER,
    };
    let level = (glyph.y - last.y).abs() < RAISE * size;
    last.turn == 0 && glyph.turn == 0 && level && gap < most * size
}

/// The text with its cell: the one that most of it stands in.
fn text(grid: &Grid, all: &[Glyph], range: Range<usize>) -> Option<Text> {
    let glyphs = &all[range.clone()];
    let mut widths: Vec<(usize, f32)> = Vec::new();
    for glyph in glyphs {
        let (x, y) = glyph.middle();
        let cell = grid.cell_at(x, y).unwrap_or(OUTSIDE);
        match widths.iter_mut().find(|(known, _)| *known == cell) {
            Some((_, width)) => *width += glyph.advance,
            None => widths.push((cell, glyph.advance)),
        }
    }
    let (cell, _) = widths.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let (first, last) = (glyphs.first()?, glyphs.last()?);
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    Some(Text { glyphs: range, left: first.x, right: last.end(), y: first.y, size, bold: first.bold, cell })
}

/// A line drawn right after a line of the cell above it is the rest of that cell, if it is drawn over another one or
/// below the table: a page break has cut the cell, or the row has no room for it.
fn take_back(grid: &Grid, texts: &mut [Text]) {
    for index in 1..texts.len() {
        let (before, text) = (&texts[index - 1], &texts[index]);
        let goes_on = before.bold == text.bold && PITCH.contains(&((text.y - before.y) / text.size));
        let Some(cell) = grid.cells.get(before.cell).filter(|_| goes_on) else { continue };
        let end = cell.row + cell.rows;
        let below = match grid.cells.get(text.cell) {
            Some(other) => other.row == end && other.column == cell.column && is_drawn_over(texts, index),
            None => end + 1 == grid.ys.len() && is_within(grid, cell, text),
        };
        if below {
            texts[index].cell = texts[index - 1].cell;
        }
    }
}

fn is_within(grid: &Grid, cell: &Cell, text: &Text) -> bool {
    grid.xs[cell.column] <= text.left && text.right <= grid.xs[cell.column + cell.span]
}

fn is_drawn_over(texts: &[Text], index: usize) -> bool {
    let text = &texts[index];
    let over = |other: &Text| {
        let shared = text.right.min(other.right) - text.left.max(other.left);
        let narrower = (text.right - text.left).min(other.right - other.left);
        (other.y - text.y).abs() < OVER * text.size && shared > narrower / 2.0
    };
    texts[index + 1..].iter().filter(|other| other.cell == text.cell).any(over)
}

#[cfg(test)]
mod tests {
    use super::super::runs::tests::set;
    use super::*;

    /// Two columns of 50 and two rows of 20.
    fn grid() -> Grid {
        let cell = |column, row| Cell { column, row, span: 1, rows: 1 };
        let cells = vec![cell(0, 0), cell(1, 0), cell(0, 1), cell(1, 1)];
        Grid::new(vec![0.0, 50.0, 100.0], vec![0.0, 20.0, 40.0], cells)
    }

    fn read(parts: &[Vec<Glyph>]) -> Vec<String> {
        let (cells, _) = split(&grid(), &parts.concat());
        cells.into_iter().map(|glyphs| glyphs.into_iter().map(|glyph| glyph.c).collect()).collect()
    }

    #[test]
    fn a_number_that_reaches_over_a_rule_stays_whole() {
        let read = read(&[set("Boats", 2.0, 15.0, 10.0), set("16 994 512", 46.0, 15.0, 10.0)]);
        assert_eq!(read[..2], ["Boats", "16 994 512"]);
    }

    #[test]
    fn words_beside_each_other_are_not_drawn_over_each_other() {
        let read = read(&[
            set("North", 2.0, 15.0, 10.0),
            set("Low", 2.0, 28.0, 10.0),
            set("Port", 16.5, 28.0, 10.0),
            set("7", 60.0, 28.0, 10.0),
        ]);
        assert_eq!((read[0].as_str(), read[2].as_str()), ("North", "LowPort"));
    }

    #[test]
    fn a_header_that_runs_into_the_row_below_is_taken_back() {
        let read = read(&[
            set("Ports of", 2.0, 18.0, 10.0),
            set("the coast", 2.0, 28.0, 10.0),
            set("Aldport", 2.0, 30.0, 10.0),
        ]);
        assert_eq!(read[0], "Ports ofthe coast");
        assert_eq!(read[2], "Aldport");
    }
}
