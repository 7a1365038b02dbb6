//! Ruled tables: the characters of each cell, row by row.

use super::grid::{Cell, Grid};
use super::line::Spoken;
use super::{Glyph, Placed, runs};
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
        let mut line = Vec::new();
        while let Some((cell, glyphs)) = cells.next_if(|(cell, _)| cell.row == row) {
            line.push(raw_cell(*cell, glyphs));
        }
        if line.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(Placed { top: grid.ys[row], bottom: grid.ys[row + 1], size, line: table_line(line) });
        }
    }
    rows
}

/// A line of the common form out of cells.
pub(super) fn table_line(cells: Vec<RawCell>) -> Line {
    let filled = || cells.iter().filter(|cell| !cell.text.is_empty());
    let texts: Vec<&str> = filled().map(|cell| cell.text.as_str()).collect();
    let raws: Vec<&str> = cells.iter().map(|cell| cell.raw.as_str()).collect();
    let style = Style { bold: filled().all(|cell| cell.bold), ..Style::default() };
    Line { text: texts.join(" "), raw: raws.join("\t"), style, cells, ..Line::default() }
}

fn raw_cell(cell: Cell, glyphs: Vec<Glyph>) -> RawCell {
    let lines = runs::rows(glyphs).into_iter().map(|row| Spoken::of(&row.runs, row.y, row.size)).collect();
    RawCell { column: cell.column, span: cell.span, rows: cell.rows, ..spoken_cell(lines) }
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
