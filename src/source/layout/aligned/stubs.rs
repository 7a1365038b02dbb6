//! Two columns of labels: groups at the left, set beside the middle (or the first) of their rows, and the rows' own labels.

use super::columns::Columns;
use super::{Band, Piece, TableRow, cell};
use crate::source::RawCell;
use crate::source::layout::line::Spoken;

/// The columns of labels begin this far apart (in sizes).
const APART: f32 = 2.0;
/// Lines of one group label are at most this far apart (in sizes).
const LABEL_LINE: f32 = 1.4;
/// A group stands off the middle of its rows by no more than this (in sizes).
const OFF_MIDDLE: f32 = 0.9;
/// Baselines this near (in sizes) are one.
const SAME_LINE: f32 = 0.25;

/// A group label with the place of its first line and of its middle.
#[derive(Debug, Clone)]
pub(super) struct Group {
    first: f32,
    last: f32,
    size: f32,
    lines: Vec<Spoken>,
}

/// Where the second column of labels begins, if there are two.
pub(super) fn border(header: &[Band], body: &[Band], columns: &Columns) -> Option<f32> {
    let labels = |band: &Band| -> Vec<(f32, f32)> {
        let pieces = band.pieces.iter().filter(|piece| columns.of(piece.left, piece.right) == 0 && !piece.is_number);
        pieces.map(|piece| (piece.left, piece.right)).collect()
    };
    let size = body.first()?.size;
    let inner = usual_edge(
        body.iter().filter(|band| band.numbers() > 0).filter_map(|band| labels(band).last().copied()),
        size,
    )?;
    let border = inner - 0.5 * size;
    let outer = |label: &(f32, f32)| label.0 < inner - APART * size;
    let doubled = header
        .iter()
        .chain(body)
        .map(&labels)
        .filter(|labels| labels.len() == 2 && outer(&labels[0]) && labels[0].1 < border);
    let crossing =
        body.iter().map(&labels).any(|labels| labels.len() > 1 && labels[0].1 >= border && outer(&labels[0]));
    (doubled.count() > 0 && !crossing).then_some(border)
}

fn usual_edge(labels: impl Iterator<Item = (f32, f32)>, size: f32) -> Option<f32> {
    let mut edges: Vec<f32> = labels.map(|label| label.0).collect();
    edges.sort_by(f32::total_cmp);
    let near = |edge: &f32| edges.iter().filter(|other| (*other - edge).abs() < 0.5 * size).count();
    let best = edges.iter().copied().max_by_key(near)?;
    (near(&best) * 2 > edges.len()).then_some(best)
}

/// Takes the group labels out of the bands. A label that runs on into the second column, on a row of numbers, stays: it is a total's.
pub(super) fn take_groups(bands: &mut Vec<Band>, border: f32) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let totals: Vec<bool> = (0..bands.len()).map(|index| is_total(bands, index, border)).collect();
    for (band, alone) in bands.iter_mut().zip(totals) {
        let is_group = |piece: &Piece| !piece.is_number && piece.right < border && !alone;
        let (own, rest): (Vec<Piece>, Vec<Piece>) = std::mem::take(&mut band.pieces).into_iter().partition(is_group);
        band.pieces = rest;
        let lines = own.into_iter().map(|piece| piece.spoken);
        match groups.last_mut() {
            Some(group) if band.y - group.last <= LABEL_LINE * band.size => {
                for line in lines {
                    group.lines.push(line);
                    group.last = band.y;
                }
            }
            _ => groups.extend(lines.map(|line| Group {
                first: band.y,
                last: band.y,
                size: band.size,
                lines: vec![line],
            })),
        }
    }
    bands.retain(|band| !band.pieces.is_empty());
    groups
}

/// Numbers whose label stands in the first column: none in the second, neither on their line nor right above and below it.
fn is_total(bands: &[Band], index: usize, border: f32) -> bool {
    let band = &bands[index];
    let labelled = |other: &Band| other.pieces.iter().any(|piece| !piece.is_number && piece.left >= border);
    let beside = |other: &&Band| other.numbers() == 0 && (other.y - band.y).abs() < LABEL_LINE / 1.5 * band.size;
    let around = &bands[index.saturating_sub(1)..(index + 2).min(bands.len())];
    band.numbers() > 0 && !labelled(band) && !around.iter().filter(beside).any(labelled)
}

/// Puts the header of the first column of labels into column 0; everything else moves one column to the right.
pub(super) fn put_titles(rows: &mut [TableRow], titles: Vec<Group>) {
    for row in rows.iter_mut() {
        row.cells.iter_mut().for_each(|cell| cell.column += 1);
    }
    if let Some(leaf) = rows.last_mut() {
        leaf.cells.insert(0, cell(0, 1, titles.into_iter().flat_map(|title| title.lines).collect()));
    }
}

/// Puts the groups beside their rows, in column 0; everything else moves one column to the right.
pub(super) fn put_groups(rows: &mut Vec<TableRow>, groups: Vec<Group>, border: f32) {
    let extents = extents(rows, &groups, border);
    for row in rows.iter_mut() {
        row.cells.iter_mut().for_each(|cell| cell.column += 1);
    }
    let mut covered = vec![false; rows.len()];
    let mut own_rows = Vec::new();
    for (index, group) in groups.into_iter().enumerate() {
        let label = cell(0, 1, group.lines.clone());
        match extents.as_ref().map(|extents| extents[index]) {
            Some((first, last)) => {
                covered[first..=last].fill(true);
                rows[first].cells.insert(0, RawCell { rows: last + 1 - first, ..label });
            }
            None => own_rows.push(TableRow {
                top: group.first - 0.8 * group.size,
                bottom: group.last + 0.2 * group.size,
                size: group.size,
                cells: vec![label],
                wrapped: false,
                left: 0.0,
            }),
        }
    }
    for (row, covered) in rows.iter_mut().zip(covered) {
        if !covered && row.left < border {
            row.cells[0] = RawCell { column: 0, span: 2, ..row.cells[0].clone() };
        }
    }
    rows.extend(own_rows);
    rows.sort_by(|a, b| a.top.total_cmp(&b.top));
}

/// First and last row of each group: those that begin with its line, or those that it stands in the middle of.
fn extents(rows: &[TableRow], groups: &[Group], border: f32) -> Option<Vec<(usize, usize)>> {
    in_the_middle(rows, groups, border).or_else(|| from_the_top(rows, groups))
}

fn from_the_top(rows: &[TableRow], groups: &[Group]) -> Option<Vec<(usize, usize)>> {
    let begins = |group: &Group| {
        rows.iter().position(|row| (row.top + 0.8 * row.size - group.first).abs() < SAME_LINE * group.size)
    };
    let starts: Vec<usize> = groups.iter().map(begins).collect::<Option<_>>()?;
    let all = starts.first() == Some(&0) && groups.len() > 1;
    let last = |index: usize| starts.get(index + 1).map_or(rows.len(), |next| *next) - 1;
    (all && starts.windows(2).all(|pair| pair[0] < pair[1]))
        .then(|| starts.iter().enumerate().map(|(index, start)| (*start, last(index))).collect())
}

fn in_the_middle(rows: &[TableRow], groups: &[Group], border: f32) -> Option<Vec<(usize, usize)>> {
    let mut extents = Vec::with_capacity(groups.len());
    let mut start = 0;
    for group in groups {
        start += rows[start..].iter().take_while(|row| row.left < border).count();
        let reach = start + rows[start.min(rows.len())..].iter().take_while(|row| row.left >= border).count();
        let middle = (group.first + group.last) / 2.0 - 0.3 * group.size;
        let off = |end: &usize| ((rows[start].top + rows[*end].bottom) / 2.0 - middle).abs();
        let end = (start..reach).min_by(|a, b| off(a).total_cmp(&off(b)))?;
        if off(&end) > OFF_MIDDLE * group.size {
            return None;
        }
        extents.push((start, end));
        start = end + 1;
    }
    Some(extents)
}
