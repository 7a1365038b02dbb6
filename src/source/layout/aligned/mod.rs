//! Unruled tables: columns by the alignment of numbers and headers, rows by their baselines.
//!
//! | step | takes -> gives |
//! |---|---|
//! | [`blocks`] | rows of runs -> which of them are a table |
//! | [`columns`] | the numbers and header words of a block -> columns |
//! | [`header`] | header rows -> one row of column headers, spanning headers above it |
//! | [`labels`] | rows -> table rows; the lines of a wrapped label go to their row |

mod blocks;
mod columns;
mod header;
mod labels;
mod stubs;
mod sure;

use self::columns::Columns;
use super::line::Spoken;
use super::ruled::{spoken_cell, table_line};
use super::runs::{Row, Run};
use super::{Placed, Rule};
use crate::source::RawCell;

/// A run with what it says.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub left: f32,
    pub right: f32,
    pub spoken: Spoken,
    pub is_number: bool,
    pub run: Run,
}

impl Piece {
    fn new(run: &Run, y: f32, size: f32) -> Self {
        let spoken = Spoken::of([run], y, size);
        let is_number = is_number(&spoken.text);
        Self { left: run.left, right: run.right, spoken, is_number, run: run.clone() }
    }

    fn center(&self) -> f32 {
        (self.left + self.right) / 2.0
    }
}

/// A row of pieces.
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    pub y: f32,
    pub size: f32,
    pub pieces: Vec<Piece>,
}

impl Band {
    fn new(row: &Row) -> Self {
        let pieces = row.runs.iter().map(|run| Piece::new(run, row.y, row.size)).collect();
        Self { y: row.y, size: row.size, pieces }
    }

    fn numbers(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.is_number).count()
    }
}

/// What a table is made of before its lines are written: cells by column.
#[derive(Debug, Clone, Default)]
struct TableRow {
    top: f32,
    bottom: f32,
    size: f32,
    cells: Vec<RawCell>,
    /// A header over one column was joined out of several lines.
    wrapped: bool,
    /// Where its label begins.
    left: f32,
}

/// Finds the unruled tables of a page; the other rows are given back. `memory` holds the columns of the table that the page
/// before ended with: a part that goes on without header keeps them.
pub(super) fn find(rows: Vec<Row>, rules: &[Rule], memory: &mut Memory) -> (Vec<Placed>, Vec<Row>) {
    let (placed, taken) = tables(&rows, rules, memory, Manner::Printed);
    let rest = rows.into_iter().zip(taken).filter_map(|(row, taken)| (!taken).then_some(row)).collect();
    (placed, rest)
}

/// How the rows were set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// On a page: edges are exact.
    Printed,
    /// In characters: edges are off by one at times, and text that is not aligned at all looks alike.
    Typed,
}

/// The tables among the rows, and which rows they took.
pub(super) fn tables(rows: &[Row], rules: &[Rule], memory: &mut Memory, manner: Manner) -> (Vec<Placed>, Vec<bool>) {
    let mut bands: Vec<Band> = rows.iter().map(Band::new).collect();
    let blocks = blocks::find(&bands);
    blocks.iter().for_each(|block| header::part_codes(&mut bands[block.start..block.body]));
    if manner == Manner::Typed {
        blocks.iter().for_each(|block| labels::part_numbers(&mut bands[block.body..block.end]));
    }
    let mut placed = Vec::new();
    let mut taken = vec![false; rows.len()];
    let last = blocks.len().wrapping_sub(1);
    for (index, block) in blocks.iter().enumerate() {
        let before = memory.columns.take().filter(|_| index == 0);
        let Some(columns) = Columns::find(&bands, block, before, manner) else { continue };
        let (header, body) =
            rows_of(&bands[block.start..block.body], &bands[block.body..block.end], &columns, rules, manner);
        if manner == Manner::Typed && !sure::is_sure(&header, &body, &bands[block.body..block.end], &columns) {
            continue;
        }
        taken[block.start..block.end].fill(true);
        placed.extend(header.into_iter().chain(body).map(place));
        memory.columns = (index == last).then_some(columns);
    }
    (placed, taken)
}

/// Header rows and body rows of a table. With two columns of labels the groups are set apart first and put back as cells.
fn rows_of(
    header: &[Band],
    body: &[Band],
    columns: &Columns,
    rules: &[Rule],
    manner: Manner,
) -> (Vec<TableRow>, Vec<TableRow>) {
    let Some(border) = columns.border else {
        return (header::rows(header, columns, rules), labels::rows(body, columns, manner));
    };
    let (mut header, mut body) = (header.to_vec(), body.to_vec());
    let titles = stubs::take_groups(&mut header, border);
    let groups = stubs::take_groups(&mut body, border);
    let mut header = header::rows(&header, columns, rules);
    let mut body = labels::rows(&body, columns, manner);
    stubs::put_titles(&mut header, titles);
    stubs::put_groups(&mut body, groups, border);
    (header, body)
}

/// The rows of a table whose columns are ruled and whose rows are not.
pub(super) fn stacked(xs: &[f32], mut rows: Vec<Row>) -> Vec<Placed> {
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut bands: Vec<Band> = Vec::new();
    for band in rows.iter().map(Band::new) {
        match bands.last_mut() {
            Some(last) if band.y - last.y < 0.25 * band.size => last.pieces.extend(band.pieces),
            _ => bands.push(band),
        }
    }
    bands.iter_mut().for_each(|band| band.pieces.sort_by(|a, b| a.left.total_cmp(&b.left)));
    labels::rows(&bands, &Columns::ruled(xs), Manner::Printed).into_iter().map(place).collect()
}

/// What is known from the page before.
#[derive(Debug, Default)]
pub(super) struct Memory {
    columns: Option<Columns>,
}

fn place(row: TableRow) -> Placed {
    Placed { top: row.top, order: row.top, bottom: row.bottom, size: row.size, line: table_line(row.cells) }
}

/// A cell at a column out of its lines.
fn cell(column: usize, span: usize, lines: Vec<Spoken>) -> RawCell {
    RawCell { column, span, ..spoken_cell(lines) }
}

/// Digits with their grouping, sign, brackets and per cent; or a nil sign alone.
pub(super) fn is_number(text: &str) -> bool {
    let bare =
        text.trim_matches(|c: char| matches!(c, '(' | ')' | '%' | '+' | '*' | ' ' | '<' | '>' | '$' | '€' | '£'));
    if matches!(bare, "-" | "–" | "—" | "−" | "…" | "..") {
        return true;
    }
    let bare = bare.trim_start_matches(['-', '–', '−']);
    let inner = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '\'' | '’');
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.ends_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(inner)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::source::layout::{Glyph, runs};

    /// Sets lines as a typewriter would: half a size for each character, lines 1.25 sizes apart.
    pub(in crate::source::layout) fn typed(text: &str) -> Vec<Row> {
        let mut glyphs = Vec::new();
        for (line, text) in text.lines().enumerate() {
            let y = 20.0 + line as f32 * 12.5;
            let place = |(index, c): (usize, char)| Glyph {
                x: index as f32 * 5.0,
                y,
                advance: 5.0,
                size: 10.0,
                c,
                ..Glyph::default()
            };
            glyphs.extend(text.chars().enumerate().map(place));
        }
        runs::rows(glyphs)
    }

    fn read(text: &str) -> (Vec<String>, usize) {
        let (placed, rest) = find(typed(text), &[], &mut Memory::default());
        let shown = |cell: &RawCell| match cell.span {
            1 => cell.text.clone(),
            span => format!("{}+{span}", cell.text),
        };
        let lines = placed.iter().map(|placed| placed.line.cells.iter().map(shown).collect::<Vec<_>>().join("|"));
        (lines.collect(), rest.len())
    }

    #[test]
    fn empty_cells_stay_empty() {
        let (lines, rest) = read(
            "A line of prose that runs over all of the width of it\n\
             Country              G-1   G-2   UG     Total\n\
             Albania                2           1 013  1 015\n\
             Bosnia and                  40         1     41\n\
             Herzegovina\n\
             Chad                   7                      7\n\
             Another line of prose that runs over the whole of it",
        );
        assert_eq!(
            lines,
            ["Country|G-1|G-2|UG|Total", "Albania|2||1 013|1 015", "Bosnia and Herzegovina||40|1|41", "Chad|7|||7"]
        );
        assert_eq!(rest, 2);
    }

    #[test]
    fn spanning_headers_cover_their_columns() {
        let (lines, _) = read(
            "                     Headquarters       Field\n\
             Grade                  F      M       F      M\n\
             P-1                    4      5       6      7\n\
             P-2                   14     15      16     17\n\
             P-3                    1      2       3     21",
        );
        assert_eq!(lines[..2], ["|Headquarters+2|Field+2", "Grade|F|M|F|M"]);
    }

    #[test]
    fn groups_beside_the_middle_of_their_rows_cover_them() {
        let rows = typed(
            "Region     Service          Total\n\
             .          Repatriation        82\n\
             Africa     Resettlement        43\n\
             .          Africa total       125\n\
             .          Labour              10\n\
             Asia       Processing           1\n\
             .          Asia total          11\n\
             Grand total                   136",
        );
        let (placed, _) = find(rows.into_iter().map(without_dots).collect(), &[], &mut Memory::default());
        let shown = |cell: &RawCell| format!("{}:{}/{}:{}", cell.column, cell.span, cell.rows, cell.text);
        let labels: Vec<String> = placed.iter().map(|placed| shown(&placed.line.cells[0])).collect();
        assert_eq!(labels[1], "0:1/3:Africa");
        assert_eq!(labels[4], "0:1/3:Asia");
        assert_eq!(labels[2], "1:1/1:Resettlement");
        assert_eq!(labels[7], "0:2/1:Grand total");
        assert_eq!(placed[0].line.text, "Region Service Total");
    }

    /// Dots keep the first column of the test's text in place.
    fn without_dots(mut row: Row) -> Row {
        row.runs.retain(|run| run.glyphs.iter().any(|glyph| glyph.c != '.'));
        row
    }

    #[test]
    fn prose_with_numbers_is_no_table() {
        let (lines, rest) =
            read("In 2012 there were 14 of them, in 2013 only 12.\nThe rest of it went on to 2014\n\n12\n");
        assert!(lines.is_empty());
        assert_eq!(rest, 3);
    }

    #[test]
    fn what_is_a_number() {
        for number in ["1 052", "43%", "(83.5)", "-", "+2%", "1,062", "12*"] {
            assert!(is_number(number), "{number}");
        }
        for other in ["P-4", "2015–2019", "Total", "4.", "", "18-24"] {
            assert!(!is_number(other), "{other}");
        }
    }
}
