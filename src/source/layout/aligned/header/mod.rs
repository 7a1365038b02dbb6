//! Header rows: words over one column are its header, however many lines they take; words over several span them.

mod spans;

use super::columns::Columns;
use super::labels::words;
use super::{Band, Piece, TableRow, cell};
use crate::source::RawCell;
use crate::source::layout::Rule;
use crate::source::layout::line::Spoken;

/// A spanning header, its row and columns.
struct Spanner {
    band: usize,
    columns: (usize, usize),
    spoken: Spoken,
}

/// The header as table rows: spanning headers line by line, then the headers of the columns in one row.
pub(super) fn rows(bands: &[Band], columns: &Columns, rules: &[Rule]) -> Vec<TableRow> {
    let Some(last) = bands.last() else { return Vec::new() };
    let mut leaves: Vec<Vec<Spoken>> = vec![Vec::new(); columns.count()];
    let mut spanners: Vec<Spanner> = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        let covered = spans::of(bands, index, columns, rules);
        for (piece, covered) in band.pieces.iter().zip(covered) {
            match covered {
                (first, last) if first == last => leaves[first].push(piece.spoken.clone()),
                columns => spanners.push(Spanner { band: index, columns, spoken: piece.spoken.clone() }),
            }
        }
    }
    let mut rows = spanner_rows(bands, spanners);
    let wrapped = leaves.iter().skip(1).any(|lines| lines.len() > 1);
    let cells = leaves.into_iter().enumerate().map(|(column, lines)| cell(column, 1, lines)).collect();
    rows.push(TableRow {
        top: top(last),
        bottom: last.y + 0.2 * last.size,
        size: last.size,
        cells,
        wrapped,
        left: 0.0,
    });
    rows
}

/// Column headers that are codes (G-1, NO-A, UG) may stand so near to each other that they read as one text: each is its own.
pub(super) fn part_codes(bands: &mut [Band]) {
    for band in bands {
        let (y, size) = (band.y, band.size);
        let part = |piece: Piece| {
            if is_codes(&piece.spoken.text) {
                words(&piece.run).iter().map(|word| Piece::new(word, y, size)).collect()
            } else {
                vec![piece]
            }
        };
        band.pieces = std::mem::take(&mut band.pieces).into_iter().flat_map(part).collect();
    }
}

fn is_codes(text: &str) -> bool {
    let code = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
    };
    text.contains('-') && text.split(' ').count() > 1 && text.split(' ').all(code)
}

fn top(band: &Band) -> f32 {
    band.y - 0.8 * band.size
}

fn spanner_rows(bands: &[Band], spanners: Vec<Spanner>) -> Vec<TableRow> {
    let mut merged: Vec<(usize, (usize, usize), Vec<Spoken>)> = Vec::new();
    for spanner in spanners {
        // The second line of a wrapped spanning header.
        match merged.iter_mut().find(|(band, columns, _)| *columns == spanner.columns && *band + 1 >= spanner.band) {
            Some((_, _, lines)) => lines.push(spanner.spoken),
            None => merged.push((spanner.band, spanner.columns, vec![spanner.spoken])),
        }
    }
    let mut rows: Vec<TableRow> = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        let of_band = merged.iter().filter(|(own, ..)| *own == index);
        let mut cells: Vec<RawCell> =
            of_band.map(|(_, (first, last), lines)| cell(*first, last + 1 - first, lines.clone())).collect();
        if !cells.is_empty() {
            cells.insert(0, cell(0, 1, Vec::new()));
            rows.push(TableRow {
                top: top(band),
                bottom: band.y + 0.2 * band.size,
                size: band.size,
                cells,
                wrapped: false,
                left: 0.0,
            });
        }
    }
    rows
}
