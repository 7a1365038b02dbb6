//! Ruled tables: the characters of each cell, row by row.

use super::grid::{Cell, Grid};
use super::line::Spoken;
use super::overprint::{self, is_overprinted};
use super::runs::{self, Row, Run};
use super::{Glyph, Placed, aligned, seams, turned};
use crate::source::blanks::fold_blanks;
use crate::source::hyphens::ends_in_hyphen;
use crate::source::{Line, RawCell, Style};

/// Baselines closer than this (in sizes) are those of one line.
const SAME_LINE: f32 = 0.25;

/// So many columns make a row of numbers told from a text with some.
const FEWEST_WHOLE: usize = 3;
/// So many numbers below each other in one cell are a column of a table.
const DEEP: usize = 4;

/// No number is so wide (in sizes).
const WIDE: f32 = 8.0;
/// So many cells with several numbers beside each other are no cells.
const MOST_CROWDED: usize = 3;

/// The rows of a ruled table, out of the characters of its cells.
pub(super) fn rows(grid: &Grid, contents: Vec<Vec<Glyph>>) -> Vec<Placed> {
    let size = super::runs::typical_size(&contents.concat());
    let contents: Vec<Content> = grid.cells.iter().zip(contents).map(|content| Content::new(grid, content)).collect();
    let padding = padding(&contents);
    let mut contents = contents.into_iter().peekable();
    let (mut rows, mut overprinted) = (Vec::new(), Vec::new());
    for row in 0..grid.ys.len() - 1 {
        let of_row: Vec<Content> = std::iter::from_fn(|| contents.next_if(|content| content.cell.row == row)).collect();
        let over = of_row.iter().any(|content| is_overprinted(&content.rows));
        if is_stack(&of_row, padding) {
            rows.extend(aligned::stacked(&grid.xs, of_row.into_iter().flat_map(|content| content.rows).collect()));
            overprinted.resize(rows.len(), over);
            continue;
        }
        let line: Vec<RawCell> = of_row.into_iter().map(|content| content.into_cell(padding)).collect();
        if line.iter().any(|cell| !cell.text.is_empty()) {
            let (top, bottom) = (grid.ys[row], grid.ys[row + 1]);
            rows.push(Placed { top, order: top, bottom, size, line: table_line(line) });
            overprinted.push(over);
        }
    }
    overprint::doubt(&mut rows, &overprinted);
    rows
}

/// The least distance of a text of the first column from the rule on its left: labels begin there.
fn padding(contents: &[Content]) -> f32 {
    let first = contents.iter().filter(|content| content.cell.column == 0 && content.cell.span == 1);
    let lefts = first.flat_map(|content| content.rows.iter().map(|row| row.runs[0].left - content.left));
    let least = lefts.filter(|distance| *distance >= 0.0).fold(f32::MAX, f32::min);
    if least < f32::MAX { least } else { 0.0 }
}

/// Rows with cells beside each other. A frame around text, or the grid of a chart, has none.
pub(super) fn is_table(grid: &Grid, rows: &[Placed]) -> bool {
    let filled = |placed: &&Placed| placed.line.cells.iter().filter(|cell| !cell.text.is_empty()).count() > 1;
    let count = rows.iter().filter(filled).count();
    count > 1 || (grid.is_cut && !rows.is_empty())
}

/// Whether the lines of a grid part no rows, or no columns: a cell over all columns holds a row of numbers, columns of numbers run
/// through without cells for their labels, or cells hold several numbers beside each other. Such a table is read by alignment.
pub(super) fn parts_too_little(grid: &Grid, contents: &[Vec<Glyph>]) -> bool {
    let columns = grid.xs.len() - 1;
    let mut stacks = vec![0usize; grid.ys.len() - 1];
    let mut labelled = vec![false; grid.ys.len() - 1];
    let mut crowded = 0;
    for (cell, glyphs) in grid.cells.iter().zip(contents).filter(|(_, glyphs)| !glyphs.is_empty()) {
        let whole = cell.span == columns && columns >= FEWEST_WHOLE;
        let words = glyphs.iter().any(|glyph| glyph.c.is_alphabetic());
        labelled[cell.row] |= !whole && words;
        let deep = cell.span == 1 && cell.column > 0 && !words && is_deep(glyphs);
        let crowd = !words && is_wide(glyphs);
        if !whole && !deep && !crowd {
            continue;
        }
        let rows = runs::rows(glyphs.clone());
        let numbers = |row: &Row| row.runs.iter().filter(|run| is_number_run(run, row)).count();
        if whole && rows.iter().any(|row| numbers(row) + 1 >= row.runs.len().max(FEWEST_WHOLE)) {
            return true;
        }
        crowded += usize::from(crowd && rows.iter().any(|row| numbers(row) >= FEWEST_WHOLE));
        let all = |row: &Row| numbers(row) == row.runs.len();
        stacks[cell.row] += usize::from(deep && rows.len() >= DEEP && rows.iter().all(all));
    }
    crowded >= MOST_CROWDED || stacks.iter().zip(labelled).any(|(stacks, labelled)| *stacks > 1 && !labelled)
}

/// Glyphs further from each other than those of a number.
fn is_wide(glyphs: &[Glyph]) -> bool {
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    let left = glyphs.iter().map(|glyph| glyph.x).fold(f32::MAX, f32::min);
    glyphs.iter().any(|glyph| glyph.end() - left > WIDE * size)
}

/// Glyphs on many baselines.
fn is_deep(glyphs: &[Glyph]) -> bool {
    let ys = || glyphs.iter().map(|glyph| glyph.y);
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    ys().fold(f32::MIN, f32::max) - ys().fold(f32::MAX, f32::min) >= (DEEP - 1) as f32 * size
}

fn is_number_run(run: &Run, row: &Row) -> bool {
    aligned::is_number(&Spoken::of([run], row.y, row.size).text)
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
    left: f32,
    width: f32,
    rows: Vec<Row>,
}

impl Content {
    fn new(grid: &Grid, (cell, glyphs): (&Cell, Vec<Glyph>)) -> Self {
        let (left, right) = (grid.xs[cell.column], grid.xs[cell.column + cell.span]);
        Self { cell: *cell, left, width: right - left, rows: runs::rows(turned::upright_cell(glyphs)) }
    }

    fn into_cell(self, padding: f32) -> RawCell {
        let room = self.width - 2.0 * padding;
        let lines = self.rows.iter().map(|row| Spoken::of(&row.runs, row.y, row.size)).collect();
        let glue = |text: &str, at: usize| seams::glue(&self.rows[at - 1], &self.rows[at], text, room);
        RawCell { column: self.cell.column, span: self.cell.span, rows: self.cell.rows, ..joined_cell(lines, glue) }
    }

    /// Several lines, and every one a number: rows that no line parts, if the numbers were not cut for want of room.
    fn is_stack(&self, labels: &[Row], padding: f32) -> bool {
        let room = self.width - 2.0 * padding;
        let number = |row: &Row| aligned::is_number(&Spoken::of(&row.runs, row.y, row.size).text);
        let single = self.cell.span == 1 && self.cell.rows == 1;
        let cut = || {
            self.rows
                .windows(2)
                .all(|pair| seams::is_full(&pair[0], &pair[1], room) || seams::is_wrapped(&pair[0], &pair[1], room))
        };
        single && self.rows.len() > 1 && self.rows.iter().all(number) && (self.is_beside(labels) || !cut())
    }

    /// Each line has its label on the same baseline.
    fn is_beside(&self, labels: &[Row]) -> bool {
        let level = |(row, label): (&Row, &Row)| (row.y - label.y).abs() < SAME_LINE * row.size;
        self.rows.len() == labels.len() && self.rows.iter().zip(labels).all(level)
    }
}

/// A table whose columns are ruled and whose rows are not.
fn is_stack(contents: &[Content], padding: f32) -> bool {
    let labels = contents.first().map_or(&[][..], |content| &content.rows);
    let stacks = contents.iter().filter(|content| content.is_stack(labels, padding)).count();
    let plain = contents.iter().all(|content| content.cell.span == 1 && content.cell.rows == 1);
    plain && stacks >= 1 && stacks * 2 >= contents.iter().skip(1).filter(|content| !content.rows.is_empty()).count()
}

/// A cell out of its lines, joined by one blank, or by nothing after a hyphen.
pub(super) fn spoken_cell(lines: Vec<Spoken>) -> RawCell {
    joined_cell(lines, |text, _| (!ends_in_hyphen(text)).then_some(' '))
}

/// A cell out of its lines; `glue` says what comes between the text so far and a line.
fn joined_cell(lines: Vec<Spoken>, glue: impl Fn(&str, usize) -> Option<char>) -> RawCell {
    let bold = !lines.is_empty() && lines.iter().all(Spoken::is_bold);
    let (mut text, mut marks) = (String::new(), Vec::new());
    for (at, line) in lines.into_iter().enumerate() {
        if at > 0 && !text.is_empty() {
            let cut = text.ends_with('-') && line.text.starts_with(char::is_lowercase);
            text.extend(if cut { Some(seams::HYPHEN_SEAM) } else { glue(&text, at) });
        }
        text.push_str(&line.text);
        marks.extend(line.marks.into_iter().map(|mark| mark.text));
    }
    RawCell { text: fold_blanks(&text), raw: text, span: 1, rows: 1, exact: true, bold, marks, ..RawCell::default() }
}
