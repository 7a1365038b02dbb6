//! Typed text shows less than a page: a table is taken from it only where its columns and labels leave no doubt.
//! The rest is left to the readers of text, which know how to doubt.

use std::collections::BTreeMap;

use super::columns::{Columns, is_one_number};
use super::{Band, TableRow, is_number};

/// Of the cells so many may be words.
const WORDS: f32 = 0.03;
/// Labels that begin this far apart (in sizes) stand in two columns of labels.
const LABEL_COLUMNS: f32 = 3.0;

/// Whether every column has its header on one line, every cell is a number, and the labels stand in one column.
pub(super) fn is_sure(header: &[TableRow], body: &[TableRow], bands: &[Band], columns: &Columns) -> bool {
    let headed =
        header.last().is_none_or(|leaf| !leaf.wrapped && leaf.cells.iter().skip(1).all(|cell| !cell.text.is_empty()));
    let cells = || body.iter().flat_map(|row| row.cells.iter().skip(1)).filter(|cell| !cell.text.is_empty());
    let words = cells().filter(|cell| !is_number(&cell.text) || !is_one_number(&cell.text)).count();
    headed && words as f32 <= WORDS * cells().count() as f32 && has_one_label_column(bands, columns)
}

/// Labels begin at one edge, or a little to its right where they are indented; a second edge far to the right, or two texts
/// beside each other, are a second column of labels.
fn has_one_label_column(bands: &[Band], columns: &Columns) -> bool {
    let mut edges: BTreeMap<i32, usize> = BTreeMap::new();
    let mut doubled = 0;
    for band in bands {
        let labels: Vec<_> = band.pieces.iter().filter(|piece| columns.of(piece.left, piece.right) == 0).collect();
        doubled += usize::from(labels.len() > 1);
        if let Some(first) = labels.first() {
            *edges.entry((first.left / (LABEL_COLUMNS * band.size)) as i32).or_default() += 1;
        }
    }
    let (first, last) = (edges.keys().next().copied(), edges.keys().next_back().copied());
    doubled < 2 && first.zip(last).is_none_or(|(first, last)| last - first <= 1)
}
