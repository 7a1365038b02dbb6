//! Columns whose header is not sure.
//!
//! Takes the headers as found; gives the columns that may have another name, or have lost a part of theirs.

use super::leaves::Leaves;
use crate::source::layout::aligned::rows::is_broken;
use crate::source::layout::aligned::{Band, Manner, Piece};

/// A line over another has its middle or an edge no further off than this (in sizes).
const ALIGNED: f32 = 0.3;

/// First and last column of the spanning headers, band by band.
type Spans = [Vec<Option<(usize, usize)>>];

pub(super) fn find(bands: &[Band], leaves: &Leaves, spanners: &Spans, count: usize, manner: Manner) -> Vec<usize> {
    let mut doubtful = single(spanners);
    doubtful.extend(rests(bands, leaves, manner));
    if manner == Manner::Typed {
        doubtful.extend(wrapped(leaves, count));
    } else {
        doubtful.extend(nameless(leaves, spanners));
        doubtful.extend(broken(bands, spanners));
        doubtful.extend(flush(bands, leaves));
    }
    doubtful
}

/// A spanning header over one column may be the first line of its header.
fn single(spanners: &Spans) -> Vec<usize> {
    spanners.iter().flatten().flatten().filter(|(first, last)| first == last).map(|(first, _)| *first).collect()
}

/// In typed text the lines of a header keep no distances: a header of several lines may be one and what spans it.
fn wrapped(leaves: &Leaves, count: usize) -> Vec<usize> {
    let lines = |column: &usize| leaves.columns.iter().flatten().filter(|leaf| **leaf == Some(*column)).count();
    (0..count).filter(|column| lines(column) > 1).collect()
}

/// Columns without a header of their own under a spanning header of others: a name is lost, or the columns are not those.
fn nameless(leaves: &Leaves, spanners: &Spans) -> Vec<usize> {
    let several = spanners.iter().flatten().flatten().filter(|(first, last)| first < last);
    several.flat_map(|(first, last)| *first..=*last).filter(|column| leaves.leaf[*column].is_none()).collect()
}

/// A spanning header that ends in the middle of a text is the first line of a header below.
fn broken(bands: &[Band], spanners: &Spans) -> Vec<usize> {
    let lines = bands.iter().zip(spanners).flat_map(|(band, own)| band.pieces.iter().zip(own));
    let spans: Vec<(&Piece, (usize, usize))> = lines.filter_map(|(piece, span)| Some((piece, (*span)?))).collect();
    let goes_on = |at: usize| spans[at + 1..].iter().any(|(_, span)| *span == spans[at].1);
    let cut = (0..spans.len()).filter(|at| is_broken(&spans[*at].0.spoken.text, "") && !goes_on(*at));
    cut.flat_map(|at| spans[at].1.0..=spans[at].1.1).collect()
}

/// A line flush with the header below it, and not over its middle, may span the column beside it too, where that has no line at its
/// height: both columns are in doubt.
fn flush(bands: &[Band], leaves: &Leaves) -> Vec<usize> {
    let lines = bands.iter().zip(&leaves.columns).flat_map(|(band, own)| {
        band.pieces.iter().zip(own).filter_map(move |(piece, column)| Some((band, piece, (*column)?)))
    });
    let lines: Vec<(&Band, &Piece, usize)> = lines.collect();
    let mut doubtful = Vec::new();
    for (at, (band, upper, column)) in lines.iter().enumerate() {
        let Some((_, lower, _)) = lines[at + 1..].iter().find(|(.., below)| below == column) else { continue };
        let aligned = |off: f32| off.abs() <= ALIGNED * band.size;
        let beside = match (aligned(upper.left - lower.left), aligned(upper.right - lower.right)) {
            _ if aligned(upper.center() - lower.center()) => None,
            (true, _) => Some(column + 1),
            (_, true) => column.checked_sub(1),
            _ => None,
        };
        let open = |beside: &usize| {
            let leaf = leaves.leaf.get(*beside).copied().flatten();
            leaf.is_some_and(|leaf| leaf.first > band.y + 0.5 * band.size)
        };
        let cut = is_broken(&upper.spoken.text, &lower.spoken.text);
        doubtful.extend(beside.filter(open).filter(|_| !cut).into_iter().flat_map(|beside| [beside, *column]));
    }
    doubtful
}

/// A header that begins in the middle of a sentence lacks what stood before.
fn rests(bands: &[Band], leaves: &Leaves, manner: Manner) -> Vec<usize> {
    let lines = bands.iter().zip(&leaves.columns).flat_map(|(band, own)| band.pieces.iter().zip(own));
    let mut begun: Vec<usize> = Vec::new();
    let mut rests = Vec::new();
    for (piece, column) in lines.filter_map(|(piece, column)| Some((piece, (*column)?))) {
        let text = piece.spoken.text.as_str();
        let text = if manner == Manner::Printed { text.trim_start_matches('(') } else { text };
        if !begun.contains(&column) && text.starts_with(|c: char| c.is_lowercase() || c == ')') {
            rests.push(column);
        }
        begun.push(column);
    }
    rests
}
