//! The pieces of a row to cells.

use super::columns::{Columns, overlap};
use super::{Band, Piece, TableRow, cell, is_number, words};
use crate::source::RawCell;
use crate::source::layout::line::Spoken;
use crate::source::layout::runs::Run;

/// One table row out of its bands.
pub(super) fn row(bands: &[&Band], columns: &Columns) -> TableRow {
    let outer = columns.stubs.len() - 1;
    let mut lines: Vec<Vec<Spoken>> = vec![Vec::new(); columns.spans.len() + 1];
    let mut doubts = vec![false; columns.spans.len() + 1];
    for &band in bands {
        for (column, spoken, sure) in band.pieces.iter().flat_map(|piece| place(piece, band, columns)) {
            doubts[column] |= !sure || (column > 0 && !lines[column].is_empty());
            lines[column].push(spoken);
        }
        for piece in band.pieces.iter().filter(|piece| piece.doubtful) {
            doubts[columns.of(piece.extent()).map_or(0, |column| column + 1)] = true;
        }
    }
    let merged = bands.iter().flat_map(|band| &band.pieces).filter(|piece| piece.is_number);
    let merged: Vec<(usize, &Piece)> =
        merged.filter_map(|piece| Some((columns.merged(piece.extent())?, piece))).collect();
    let (first, last) = (bands[0], bands[bands.len() - 1]);
    let cells = lines.into_iter().enumerate().zip(doubts);
    let cells = cells.map(|((at, lines), doubtful)| RawCell { doubtful, ..cell(outer + at, 1, lines) }).collect();
    let mut row =
        TableRow { top: first.y - 0.8 * first.size, bottom: last.y + 0.2 * last.size, size: first.size, cells };
    merged.into_iter().for_each(|(column, piece)| merge(&mut row, outer + 1 + column, piece));
    row
}

/// Puts a number into a cell over two columns, which hold nothing else.
fn merge(row: &mut TableRow, column: usize, piece: &Piece) {
    let own = |cell: &RawCell| cell.column == column || cell.column == column + 1;
    let others = row.cells.iter().filter(|cell| own(cell) && !cell.text.is_empty() && cell.text != piece.spoken.text);
    if others.count() == 0 {
        row.cells.retain(|cell| cell.column != column + 1);
        row.cells.iter_mut().filter(|found| found.column == column).for_each(|found| {
            *found = cell(column, 2, vec![piece.spoken.clone()]);
        });
    }
}

/// The column of a piece (0 is the label), and whether it is sure; a piece that reaches over two columns is parted at its blanks.
fn place(piece: &Piece, band: &Band, columns: &Columns) -> Vec<(usize, Spoken, bool)> {
    let column = |extent| columns.of(extent).map_or(0, |column| column + 1);
    let sure = |extent, column: usize| column == 0 || overlap(columns.spans[column - 1], extent) > 0.0;
    let own = column(piece.extent());
    let whole =
        || vec![(own, piece.spoken.clone(), sure(piece.extent(), own) && !columns.straddled_by(piece.extent()))];
    let words = words(&piece.run);
    let label = if piece.is_number { 0 } else { label_words(piece, &words, columns) };
    if label == words.len() || (piece.is_number && !columns.straddled_by(piece.extent())) {
        return whole();
    }
    let mut parts: Vec<(usize, Run)> = Vec::new();
    for (index, word) in words.into_iter().enumerate() {
        let column = if index < label { 0 } else { column((word.left, word.right)) };
        match parts.last_mut() {
            Some((last, run)) if *last == column => {
                run.right = word.right;
                run.blanks.push(true);
                run.blanks.extend(word.blanks.iter().skip(1));
                run.glyphs.extend(word.glyphs);
            }
            _ => parts.push((column, word)),
        }
    }
    let part = |(column, run): (usize, Run)| {
        let sure = sure((run.left, run.right), column);
        (column, Spoken::of([&run], band.y, band.size), sure)
    };
    parts.into_iter().map(part).collect()
}

/// How many words of a text are the label; a label that nearly touches the first column may have run into its number.
fn label_words(piece: &Piece, words: &[Run], columns: &Columns) -> usize {
    let first = columns.spans[0].0;
    let in_columns = |word: &Run| !columns.is_label((word.left, word.right)) && word.left > first - 1.0;
    let number = |word: &Run| is_number(&word.glyphs.iter().map(|glyph| glyph.c).collect::<String>());
    let cells = words.iter().rev().take_while(|word| in_columns(word) && number(word)).count();
    if piece.left < first && cells < words.len() { words.len() - cells } else { words.len() }
}
