//! Header rows: words over one column are its header, however many lines they take; words over several span them.

mod beside;
mod doubts;
mod leaves;
mod level;
mod names;
mod offsets;
mod parting;
mod repeats;
pub(super) mod rest;
mod sharing;
mod spans;

use super::columns::{Columns, Extent, join};
use super::{Band, Manner, Piece, TableRow, cell};
use crate::source::RawCell;
use crate::source::layout::Rule;
use crate::source::layout::line::Spoken;
use leaves::Leaves;
pub(super) use leaves::is_code;
pub(super) use parting::{part_codes, part_words};
pub(super) use repeats::part_spanners;

/// Between two lines of one header may stand a line of others (in sizes): typed lines are moved up or down to be whole lines.
const TYPED_LEADING: f32 = 2.4;

/// What the header of a table says of its columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Heads {
    /// The column of each piece, band by band: nothing for labels and spanning headers.
    leaves: Vec<Vec<Option<usize>>>,
    /// First and last column of the spanning headers, band by band.
    spanners: Vec<Vec<Option<(usize, usize)>>>,
    /// Columns whose spanning header is not sure.
    pub doubtful: Vec<usize>,
}

impl Heads {
    /// Where the header of each column stands.
    pub(super) fn extents(&self, bands: &[Band], count: usize) -> Vec<Option<Extent>> {
        let mut extents = vec![None; count];
        let lines = bands.iter().zip(&self.leaves).flat_map(|(band, own)| band.pieces.iter().zip(own));
        for (piece, column) in lines.filter_map(|(piece, column)| Some((piece, (*column)?))) {
            let own: &mut Option<Extent> = &mut extents[column];
            *own = Some(own.map_or(piece.extent(), |known| join(known, piece.extent())));
        }
        extents
    }
}

/// Finds the headers of the columns; columns that only the header shows are added. `leading` is the distance of lines (in sizes).
pub(super) fn heads(
    bands: &[Band],
    columns: &mut Columns,
    rules: &[Rule],
    leading: Option<f32>,
    manner: Manner,
) -> Heads {
    let leading = if manner == Manner::Typed { Some(TYPED_LEADING) } else { leading };
    let mut leaves = Leaves::find(bands, columns, leading, manner);
    let (mut spanners, mut doubtful) = spans::find(bands, columns, &leaves, rules, manner);
    leaves.take_back(&mut spanners);
    doubtful.extend(doubts::find(bands, &leaves, &spanners, columns.spans.len(), manner));
    Heads { leaves: leaves.columns, spanners, doubtful }
}

/// Whether the topmost line is the title of the table: alone, and over the columns of a spanning header that it is no line of.
pub(super) fn begins_with_title(bands: &[Band], heads: &Heads) -> bool {
    let (Some(own), Some(first)) = (heads.spanners.first(), bands.first()) else { return false };
    let ([Some(span)], [title]) = (own.as_slice(), first.pieces.as_slice()) else { return false };
    let below = bands.iter().zip(&heads.spanners).skip(1);
    let mut below = below.flat_map(|(band, spans)| band.pieces.iter().zip(spans));
    let aligned = |other: &Piece| {
        let off = [title.left - other.left, title.center() - other.center(), title.right - other.right];
        off.iter().any(|off| off.abs() <= first.size)
    };
    below.any(|(other, at)| *at == Some(*span) && !aligned(other))
}

/// The header as table rows: spanning headers line by line, then the headers of the columns in one row.
pub(super) fn rows(bands: &[Band], columns: &Columns, heads: &Heads) -> Vec<TableRow> {
    let Some(last) = bands.last() else { return Vec::new() };
    let stubs = columns.stubs.len();
    let mut leaves: Vec<Vec<Spoken>> = vec![Vec::new(); columns.count()];
    let mut spanners: Vec<Spanner> = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        for (nth, piece) in band.pieces.iter().enumerate() {
            let place =
                |lines: &[Vec<Option<usize>>]| lines.get(index).and_then(|line| line.get(nth).copied().flatten());
            let spanned = heads.spanners.get(index).and_then(|line| line.get(nth).copied().flatten());
            match (place(&heads.leaves), spanned) {
                (Some(column), _) => leaves[stubs + column].push(piece.spoken.clone()),
                (None, Some((first, last))) => {
                    spanners.push(Spanner {
                        band: index,
                        columns: (stubs + first, stubs + last),
                        spoken: piece.spoken.clone(),
                    });
                }
                (None, None) => leaves[columns.stub_of(piece.left, band.size)].push(piece.spoken.clone()),
            }
        }
    }
    let mut rows = spanner_rows(bands, spanners);
    let cells = leaves.into_iter().enumerate().map(|(column, lines)| cell(column, 1, close_words(lines))).collect();
    // Right below the spanning headers, however many lines it has.
    let top = rows.last().map_or(top(&bands[0]), |spanners| spanners.bottom);
    rows.push(TableRow { top, bottom: last.y + 0.2 * last.size, size: last.size, cells });
    rows
}

/// A bracket that opens inside a word and closes with the next line: the word was too wide for its column and was cut.
fn close_words(lines: Vec<Spoken>) -> Vec<Spoken> {
    let mut closed: Vec<Spoken> = Vec::new();
    for line in lines {
        let cut = |last: &&mut Spoken| {
            let opens = last.text.contains('(') && !last.text.contains([' ', ')']) && !last.text.starts_with('(');
            opens && line.text.starts_with(char::is_lowercase) && line.text.ends_with(')') && !line.text.contains(' ')
        };
        match closed.last_mut().filter(cut) {
            Some(last) => last.text.push_str(&line.text),
            None => closed.push(line),
        }
    }
    closed
}

/// A spanning header, its row and columns.
struct Spanner {
    band: usize,
    columns: (usize, usize),
    spoken: Spoken,
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
            rows.push(TableRow { top: top(band), bottom: band.y + 0.2 * band.size, size: band.size, cells });
        }
    }
    rows
}
