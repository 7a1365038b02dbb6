//! A wide table is printed side by side: parts with other columns for the same rows, with the labels or without.

use super::header::{self, Head};
use super::parts::Segment;
use super::words::Words;
use crate::report::Column;

/// Parts of a table that have the same columns.
#[derive(Debug, Default)]
pub(super) struct Side {
    /// Indexes of its segments.
    pub segments: Vec<usize>,
    /// Its columns.
    pub heads: Vec<Head>,
    /// Index of its first column in the table.
    pub offset: usize,
    /// Whether its rows have labels.
    pub labelled: bool,
}

impl Side {
    /// The number of grid columns that most of its rows have.
    pub fn usual_width(&self, segments: &[Segment]) -> usize {
        let rows = |width: usize| -> usize {
            let parts = self.segments.iter().map(|at| &segments[*at]);
            parts.filter(|part| part.width == width).map(|part| part.body.len()).sum()
        };
        self.segments.iter().map(|at| segments[*at].width).max_by_key(|width| rows(*width)).unwrap_or(0)
    }
}

/// Deals out the segments of a table to its sides and reads their columns.
pub(super) fn sides(segments: &[Segment], words: &Words) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::new();
    for at in 0..segments.len() {
        let side = side_of(segments, &sides, at);
        match side {
            Some(side) => sides[side].segments.push(at),
            None => sides.push(Side { segments: vec![at], labelled: segments[at].stubs > 0, ..Side::default() }),
        }
    }
    let (mut offset, mut stretched) = (0, Vec::new());
    for side in &mut sides {
        side.offset = offset;
        side.heads = heads(segments, side, words, &stretched);
        offset += side.heads.len();
        stretched = side.heads.last().map(|head| head.column.groups.clone()).unwrap_or_default();
    }
    sides
}

fn heads(segments: &[Segment], side: &Side, words: &Words, stretched: &[String]) -> Vec<Head> {
    let all = side.segments.iter().map(|at| &segments[*at]);
    let headed: Vec<&Segment> = all.clone().filter(|segment| !segment.header.is_empty()).collect();
    let bare: Vec<&Segment> = all.take(1).collect();
    header::columns(if headed.is_empty() { &bare } else { &headed }, words, stretched)
}

/// The side that a segment goes on with; none if it begins one.
fn side_of(segments: &[Segment], sides: &[Side], at: usize) -> Option<usize> {
    let segment = &segments[at];
    if sides.is_empty() {
        return None;
    }
    if segment.header.is_empty() {
        return sides.iter().position(|side| side.segments.contains(&(at - 1)));
    }
    let labelled = segment.stubs > 0 || !sides[0].labelled;
    let mut alike = (0..sides.len()).filter(|side| sides[*side].labelled == labelled || !sides[0].labelled);
    let same = alike.find(|side| sides[*side].segments.iter().any(|other| same_columns(&segments[*other], segment)));
    let repeats = || !labelled || repeats_rows(&segments[sides[0].segments[0]], segment);
    same.or_else(|| (!repeats()).then_some(0))
}

/// At least half of the labels of the columns are the same.
fn same_columns(a: &Segment, b: &Segment) -> bool {
    let (left, right) = (header::labels(a), header::labels(b));
    let both = left.iter().filter(|label| right.contains(label)).count();
    both * 2 >= left.len().min(right.len())
}

/// More than half of the rows have the label of a row of the first part.
fn repeats_rows(first: &Segment, segment: &Segment) -> bool {
    let labels = |segment: &Segment| -> Vec<String> {
        let column = segment.stubs.saturating_sub(1);
        segment.body.iter().filter_map(|row| row.cell(column)).map(|cell| cell.text.clone()).collect()
    };
    let known = labels(first);
    let here = labels(segment);
    let repeated = here.iter().filter(|label| !label.is_empty() && known.contains(label)).count();
    repeated * 2 > here.len()
}

/// All columns of the table.
pub(super) fn columns(sides: &[Side]) -> impl Iterator<Item = &Column> {
    sides.iter().flat_map(|side| &side.heads).map(|head| &head.column)
}

/// Stretches of segments that hold the same rows: a new one begins where the first side comes again.
pub(super) fn runs(sides: &[Side], count: usize) -> Vec<std::ops::Range<usize>> {
    let first = |at: usize| sides.first().is_some_and(|side| side.segments.contains(&at));
    let begins = |at: &usize| *at == 0 || (first(*at) && !first(*at - 1));
    let starts: Vec<usize> = (0..count).filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([count]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}
