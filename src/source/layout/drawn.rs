//! Texts as they were drawn, one character after the other: which cell of a ruled table each of them belongs to.
//!
//! A number wider than its cell reaches over the rule, and a repeated header with more lines than its row has room for
//! runs into the row below. The reader still sees whose text it is, and so does the order of drawing.

use std::ops::Range;

use super::Glyph;
use super::grid::Grid;

/// A character that begins further from the end of the one before (in sizes) begins another text; between digits that is
/// the width of a thousands blank.
const GAP: f32 = 0.36;
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
    /// Index of its cell.
    cell: usize,
}

/// The characters of each cell of a grid, in the order of drawing.
pub(super) fn contents(grid: &Grid, glyphs: &[Glyph]) -> Vec<Vec<Glyph>> {
    let owner = Owner::of(grid);
    let mut texts: Vec<Text> = texts(glyphs).into_iter().filter_map(|range| owner.text(glyphs, range)).collect();
    take_back(grid, &mut texts);
    let mut contents: Vec<Vec<Glyph>> = vec![Vec::new(); grid.cells.len()];
    for text in texts {
        contents[text.cell].extend(&glyphs[text.glyphs]);
    }
    contents
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
    let gap = glyph.x - last.end();
    let level = (glyph.y - last.y).abs() < RAISE * size;
    last.turn == 0 && glyph.turn == 0 && level && (-GAP * size..GAP * size).contains(&gap)
}

/// Which cell covers a place of the grid.
struct Owner<'g> {
    grid: &'g Grid,
    columns: usize,
    cells: Vec<usize>,
}

impl<'g> Owner<'g> {
    fn of(grid: &'g Grid) -> Self {
        let columns = grid.xs.len() - 1;
        let mut cells = vec![usize::MAX; columns * (grid.ys.len() - 1)];
        for (index, cell) in grid.cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.rows {
                cells[row * columns + cell.column..row * columns + cell.column + cell.span].fill(index);
            }
        }
        Self { grid, columns, cells }
    }

    fn cell(&self, glyph: &Glyph) -> Option<usize> {
        self.grid.place(glyph).map(|(column, row)| self.cells[row * self.columns + column])
    }

    /// The text with its cell: the one that most of it stands in.
    fn text(&self, all: &[Glyph], range: Range<usize>) -> Option<Text> {
        let glyphs = &all[range.clone()];
        let mut widths: Vec<(usize, f32)> = Vec::new();
        for glyph in glyphs {
            let Some(cell) = self.cell(glyph) else { continue };
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
}

/// A line drawn over another one, right after a line of the cell above it, is the rest of that cell.
fn take_back(grid: &Grid, texts: &mut [Text]) {
    for index in 1..texts.len() {
        let (before, text) = (&texts[index - 1], &texts[index]);
        let goes_on = before.bold == text.bold && PITCH.contains(&((text.y - before.y) / text.size));
        if goes_on && is_above(grid, before.cell, text.cell) && is_drawn_over(texts, index) {
            texts[index].cell = texts[index - 1].cell;
        }
    }
}

/// Whether a cell stands right above another, over the same columns.
fn is_above(grid: &Grid, above: usize, below: usize) -> bool {
    let (above, below) = (&grid.cells[above], &grid.cells[below]);
    above.row + above.rows == below.row && above.column == below.column
}

fn is_drawn_over(texts: &[Text], index: usize) -> bool {
    let text = &texts[index];
    let over = |other: &Text| {
        (other.y - text.y).abs() < OVER * text.size && other.left < text.right && text.left < other.right
    };
    texts[index + 1..].iter().filter(|other| other.cell == text.cell).any(over)
}

#[cfg(test)]
mod tests {
    use super::super::grid::Cell;
    use super::super::runs::tests::set;
    use super::*;

    /// Two columns of 50 and two rows of 20.
    fn grid() -> Grid {
        let cell = |column, row| Cell { column, row, span: 1, rows: 1 };
        Grid {
            xs: vec![0.0, 50.0, 100.0],
            ys: vec![0.0, 20.0, 40.0],
            cells: vec![cell(0, 0), cell(1, 0), cell(0, 1), cell(1, 1)],
        }
    }

    fn read(parts: &[Vec<Glyph>]) -> Vec<String> {
        let cells = contents(&grid(), &parts.concat());
        cells.into_iter().map(|glyphs| glyphs.into_iter().map(|glyph| glyph.c).collect()).collect()
    }

    #[test]
    fn a_number_that_reaches_over_a_rule_stays_whole() {
        let read = read(&[set("Boats", 2.0, 15.0, 10.0), set("16 994 512", 46.0, 15.0, 10.0)]);
        assert_eq!(read[..2], ["Boats", "16 994 512"]);
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
