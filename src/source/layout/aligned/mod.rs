//! Unruled tables: columns by the alignment of numbers and headers, rows by their baselines.
//!
//! | step | takes -> gives |
//! |---|---|
//! | [`blocks`] | rows of runs of a page -> which of them are a table |
//! | [`families`] | the blocks of all pages -> tables: blocks under the same header |
//! | [`columns`] | the numbers of a table -> columns |
//! | [`header`] | header lines -> headers of columns, columns without numbers, spanning headers |
//! | [`rows`] | lines -> rows; the lines of a wrapped label go to their row |
//! | [`stubs`] | labels to the left of the last -> groups of rows |
//! | [`cells`] | a row's lines and the columns -> cells |

mod band;
mod blocks;
mod cells;
mod columns;
mod doubts;
mod families;
mod header;
mod parts;
mod place;
mod rows;
mod straight;
mod stubs;
mod torn;

use self::band::{Band, Piece};
use self::columns::Columns;
pub(super) use self::parts::{is_number, is_year};
use self::parts::{is_one_number, joined, split_numbers, words};
use super::line::Spoken;
use super::ruled::{spoken_cell, table_line};
use super::runs::Row;
use super::{Placed, Rule};
use crate::source::RawCell;

/// What a table is made of before its lines are written: cells by column.
#[derive(Debug, Clone, Default)]
struct TableRow {
    top: f32,
    bottom: f32,
    size: f32,
    cells: Vec<RawCell>,
}

/// How the rows were set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// On a page: edges are exact.
    Printed,
    /// In characters: edges are off by one at times, and text that is not aligned at all looks alike.
    Typed,
}

/// The rows of a page and its ruling lines.
pub(super) struct Sheet<'p> {
    pub rows: &'p [Row],
    pub rules: &'p [Rule],
}

/// The tables of a page, and which of its rows they took.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub placed: Vec<Placed>,
    pub taken: Vec<bool>,
}

/// Finds the unruled tables of all pages: a table that goes on over pages has the same columns on each.
pub(super) fn find(sheets: &[Sheet], manner: Manner) -> Vec<Found> {
    let band = |row| if manner == Manner::Typed { Band::typed(row) } else { Band::new(row) };
    let pages: Vec<Vec<Band>> = sheets.iter().map(|sheet| sheet.rows.iter().map(band).collect()).collect();
    let mut found: Vec<Found> =
        pages.iter().map(|bands| Found { taken: vec![false; bands.len()], ..Found::default() }).collect();
    let families = families::find(pages, manner);
    let families = if manner == Manner::Typed { straight::straighten(families) } else { families };
    let mut before: Option<(usize, Vec<usize>)> = None;
    for mut family in families {
        // A table without a header goes on with the one before, whose doubts are its own.
        let headless = family.parts.iter().all(|part| part.header.is_empty());
        let next = |page: &usize| manner == Manner::Printed && headless && family.parts[0].page == page + 1;
        family.doubtful =
            before.take().filter(|(page, _)| next(page)).map(|(_, doubtful)| doubtful).unwrap_or_default();
        let reads = cells::read(&mut family, &|page| sheets[page].rules, manner);
        for (part, read) in family.parts.iter().zip(reads) {
            let page = &mut found[part.page];
            page.taken[part.start..part.start + read.lines].fill(true);
            page.placed.extend(read.head.into_iter().chain(read.rows).map(place));
        }
        before = family.parts.last().map(|part| (part.page, family.doubtful.clone()));
    }
    found
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
    cells::stacked(&bands, &Columns::ruled(xs)).into_iter().map(place).collect()
}

fn place(row: TableRow) -> Placed {
    Placed { top: row.top, order: row.top, bottom: row.bottom, size: row.size, line: table_line(row.cells) }
}

/// A cell at a column out of its lines.
fn cell(column: usize, span: usize, lines: Vec<Spoken>) -> RawCell {
    RawCell { column, span, ..spoken_cell(lines) }
}

#[cfg(test)]
pub(super) mod tests;
