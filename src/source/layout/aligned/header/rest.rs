//! The rest of the header of the labels, where it goes on below the headers of the columns.
//!
//! ```text
//! Country of port:                      Grade
//! harbours, jetties and     K-1   K-2   K-3   Total
//! other moorings
//! Aldmark                     1           4       5
//! ```
//!
//! The first row of the body is such a rest where it has no numbers, follows the lines of the header's own label, and no other row
//! is without numbers: a row that heads a group is seldom alone.

use crate::source::layout::aligned::cells::Read;
use crate::source::layout::aligned::columns::Columns;
use crate::source::layout::aligned::families::Part;
use crate::source::layout::aligned::rows::is_broken;
use crate::source::layout::aligned::{Band, TableRow};

/// The rest follows its header by no more than this (in sizes), from edge to edge.
const NEAR: f32 = 0.5;
/// So many lines show that the header of the labels is wrapped.
const WRAPPED: usize = 2;

/// Gives the rests of a table to their headers.
pub(in crate::source::layout::aligned) fn close(reads: &mut [Read], parts: &[Part], columns: &Columns) {
    let begins = |(read, part): (&Read, &Part)| begins_with_rest(read, &part.header, columns);
    let rests: Vec<bool> = reads.iter().zip(parts).map(begins).collect();
    let others = reads.iter().zip(&rests).flat_map(|(read, rest)| read.rows.iter().skip(usize::from(*rest)));
    if others.into_iter().any(|row| !has_numbers(row, columns)) {
        return;
    }
    for read in reads.iter_mut().zip(rests).filter(|(_, rest)| *rest).map(|(read, _)| read) {
        let rest = read.rows.remove(0);
        let Some(head) = read.head.last_mut() else { continue };
        let label = head.cells.iter_mut().rfind(|cell| cell.column < columns.stubs.len() && !cell.text.is_empty());
        if let (Some(label), Some(cell)) = (label, rest.cells.iter().find(|cell| !cell.text.is_empty())) {
            label.text = format!("{} {}", label.text, cell.text);
            label.raw.clone_from(&label.text);
        }
    }
}

fn begins_with_rest(read: &Read, header: &[Band], columns: &Columns) -> bool {
    let (Some(head), [row, _, ..]) = (read.head.last(), read.rows.as_slice()) else { return false };
    let label = |band: &Band| {
        let first = band.pieces.first().filter(|piece| columns.is_label(piece.extent()));
        first.map(|piece| piece.spoken.text.clone())
    };
    let labels: Vec<Option<String>> = header.iter().map(label).collect();
    let wrapped = labels.iter().flatten().count() >= WRAPPED;
    // Labels in the middle of their cell leave the last line of the header to the columns.
    let follows = match labels.as_slice() {
        [.., Some(_)] => true,
        [.., Some(last), None] => row.cells.iter().any(|cell| !cell.text.is_empty() && is_broken(last, &cell.text)),
        _ => false,
    };
    wrapped && follows && row.top - head.bottom <= NEAR * row.size && !has_numbers(row, columns)
}

fn has_numbers(row: &TableRow, columns: &Columns) -> bool {
    row.cells.iter().any(|cell| cell.column >= columns.stubs.len() && !cell.text.is_empty())
}
