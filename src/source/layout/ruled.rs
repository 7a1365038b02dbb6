//! Ruled tables: the characters of each cell, row by row.

use super::grid::{Cell, Grid};
use super::line::Spoken;
use super::runs::{self, Row};
use super::{Glyph, Placed, aligned, turned};
use crate::source::text::fold_blanks;
use crate::source::{Line, RawCell, Style};

/// The rows of a ruled table.
pub(super) fn rows(grid: &Grid, glyphs: Vec<Glyph>) -> Vec<Placed> {
    let size = super::line::typical_size(&glyphs);
    let columns = grid.xs.len() - 1;
    let mut owner = vec![usize::MAX; columns * (grid.ys.len() - 1)];
    for (index, cell) in grid.cells.iter().enumerate() {
        for row in cell.row..cell.row + cell.rows {
            owner[row * columns + cell.column..row * columns + cell.column + cell.span].fill(index);
        }
    }
    let mut contents: Vec<Vec<Glyph>> = vec![Vec::new(); grid.cells.len()];
    for glyph in glyphs {
        if let Some((column, row)) = grid.place(&glyph) {
            contents[owner[row * columns + column]].push(glyph);
        }
    }
    let mut cells = grid.cells.iter().zip(contents).peekable();
    let mut rows = Vec::new();
    for row in 0..grid.ys.len() - 1 {
        let of_row: Vec<Content> =
            std::iter::from_fn(|| cells.next_if(|(cell, _)| cell.row == row).map(Content::new)).collect();
        if is_stack(&of_row) {
            rows.extend(aligned::stacked(&grid.xs, of_row.into_iter().flat_map(|content| content.rows).collect()));
            continue;
        }
        let line: Vec<RawCell> = of_row.into_iter().map(Content::into_cell).collect();
        if line.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(Placed {
                top: grid.ys[row],
                order: grid.ys[row],
                bottom: grid.ys[row + 1],
                size,
                line: table_line(line),
            });
        }
    }
    rows
}

/// Rows with cells beside each other. A frame around text, or the grid of a chart, has none.
pub(super) fn is_table(rows: &[Placed]) -> bool {
    let filled = |placed: &&Placed| placed.line.cells.iter().filter(|cell| !cell.text.is_empty()).count() > 1;
    rows.iter().filter(filled).count() > 1
}

/// A line of the common form out of cells.
pub(super) fn table_line(cells: Vec<RawCell>) -> Line {
    let filled = || cells.iter().filter(|cell| !cell.text.is_empty());
    let texts: Vec<&str> = filled().map(|cell| cell.text.as_str()).collect();
    let raws: Vec<&str> = cells.iter().map(|cell| cell.raw.as_str()).collect();
    let style = Style { bold: filled().all(|cell| cell.bold), ..Style::default() };
    Line { text: texts.join(" "), raw: raws.join("\t"), style, cells, ..Line::default() }
}

/// What stands in a cell.
struct Content {
    cell: Cell,
    rows: Vec<Row>,
}

impl Content {
    fn new((cell, glyphs): (&Cell, Vec<Glyph>)) -> Self {
        Self { cell: *cell, rows: runs::rows(turned::upright_cell(glyphs)) }
    }

    fn into_cell(self) -> RawCell {
        let lines = self.rows.iter().map(|row| Spoken::of(&row.runs, row.y, row.size)).collect();
        RawCell { column: self.cell.column, span: self.cell.span, rows: self.cell.rows, ..spoken_cell(lines) }
    }

    /// Several lines, and every one a number: rows that no line parts.
    fn is_stack(&self) -> bool {
        let number = |row: &Row| aligned::is_number(&Spoken::of(&row.runs, row.y, row.size).text);
        self.cell.span == 1 && self.cell.rows == 1 && self.rows.len() > 1 && self.rows.iter().all(number)
    }
}

/// A table whose columns are ruled and whose rows are not.
fn is_stack(contents: &[Content]) -> bool {
    let stacks = contents.iter().filter(|content| content.is_stack()).count();
    let plain = contents.iter().all(|content| content.cell.span == 1 && content.cell.rows == 1);
    plain && stacks >= 1 && stacks * 2 >= contents.iter().skip(1).filter(|content| !content.rows.is_empty()).count()
}

/// A cell out of its lines, joined by one blank, or by nothing after a hyphen.
pub(super) fn spoken_cell(lines: Vec<Spoken>) -> RawCell {
    let bold = !lines.is_empty() && lines.iter().all(Spoken::is_bold);
    let (mut text, mut marks) = (String::new(), Vec::new());
    for line in lines {
        if !text.is_empty() && !text.ends_with('-') {
            text.push(' ');
        }
        text.push_str(&line.text);
        marks.extend(line.marks.into_iter().map(|mark| mark.text));
    }
    RawCell { text: fold_blanks(&text), raw: text, span: 1, rows: 1, exact: true, bold, marks, ..RawCell::default() }
}
