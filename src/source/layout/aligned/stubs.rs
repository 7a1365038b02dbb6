//! Columns of labels to the left of the last: groups, each beside the middle, the first or the last of its rows.

use super::columns::Columns;
use super::{Band, Piece};
use crate::source::layout::line::Spoken;

/// Lines of one group label are at most this far apart (in sizes).
const LABEL_LINE: f32 = 1.45;
/// Baselines this near (in sizes) are one.
const SAME_LINE: f32 = 0.25;
/// Rows that begin or end a page without a group cost so much, unless the table goes on there.
const NO_GROUP: f32 = 3.0;
/// A group has at most so many rows, and no more than so many rows stand without a group.
const MOST_ROWS: usize = 80;
const MOST_BARE: f32 = 3.0;
/// A group of which a total is printed ends with it.
const NOT_ITS_TOTAL: f32 = 2.0;
/// Groups further off their rows than this (in sizes, on the average) are doubtful.
const DOUBTFUL: f32 = 0.6;

/// A group label with the place of its lines.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub first: f32,
    pub last: f32,
    pub size: f32,
    pub lines: Vec<Spoken>,
}

/// First and last line of a row, and its label; rows that are a total's have no group.
#[derive(Debug, Clone)]
pub(super) struct Height {
    pub first: f32,
    pub last: f32,
    pub label: String,
    pub ungrouped: bool,
}

/// Takes the labels of the column of labels `column` out of the bands. Those for which `keep` holds stay: they are the label of a row.
pub(super) fn take(bands: &mut [Band], columns: &Columns, column: usize, keep: &dyn Fn(usize) -> bool) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, band) in bands.iter_mut().enumerate() {
        let (y, size) = (band.y, band.size);
        let own = |piece: &Piece| columns.is_label(piece.extent()) && columns.stub_of(piece.left, size) == column;
        if keep(index) {
            continue;
        }
        let (own, rest): (Vec<Piece>, Vec<Piece>) = std::mem::take(&mut band.pieces).into_iter().partition(own);
        band.pieces = rest;
        for piece in own {
            match groups.last_mut() {
                Some(group) if y - group.last <= LABEL_LINE * size => {
                    group.lines.push(piece.spoken);
                    group.last = y;
                }
                _ => groups.push(Group { first: y, last: y, size, lines: vec![piece.spoken] }),
            }
        }
    }
    groups
}

/// Numbers whose label stands in a column of groups: none in the last, neither on their line nor right above or below it.
pub(super) fn is_total(bands: &[Band], index: usize, columns: &Columns) -> bool {
    let last = columns.stubs.len() - 1;
    let in_last =
        |piece: &Piece, size: f32| columns.is_label(piece.extent()) && columns.stub_of(piece.left, size) == last;
    let labelled = |band: &Band| band.pieces.iter().any(|piece| in_last(piece, band.size));
    let band = &bands[index];
    let numbers = |band: &Band| band.pieces.iter().any(|piece| !columns.is_label(piece.extent()));
    // In typed text the middle of a label of two lines falls on one of them.
    let total = band.pieces.iter().any(|piece| piece.spoken.text.to_lowercase().contains("total"));
    let near = if band.typed && !total { LABEL_LINE } else { LABEL_LINE / 1.5 };
    let beside = |other: &&Band| !numbers(other) && (other.y - band.y).abs() < near * band.size;
    let around = &bands[index.saturating_sub(1)..(index + 2).min(bands.len())];
    let own = band.pieces.iter().any(|piece| columns.is_label(piece.extent()));
    own && numbers(band) && !labelled(band) && !around.iter().filter(beside).any(labelled)
}

/// Where the groups stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Extents {
    /// First and last row of each group.
    pub rows: Vec<(usize, usize)>,
    /// They do not stand as groups do.
    pub doubtful: bool,
}

/// Which rows each group covers; `goes_on` says that the first rows may belong to a group of the page before.
pub(super) fn extents(rows: &[Height], groups: &[Group], goes_on: bool) -> Option<Extents> {
    let offs: [Off; 3] = [
        |group, first, last| ((first.first + last.last) - (group.first + group.last)).abs() / 2.0 / group.size,
        |group, first, _| (first.first - group.first).abs() / group.size,
        |group, _, last| (last.last - group.last).abs() / group.size,
    ];
    let ways = offs.into_iter().filter_map(|off| share(rows, groups, goes_on, off));
    let (cost, rows) = ways.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(Extents { rows, doubtful: cost > DOUBTFUL * groups.len() as f32 + SAME_LINE })
}

/// How far a group stands off its first and last row.
type Off = fn(&Group, &Height, &Height) -> f32;
/// A way to share rows among groups: its cost, and first and last row of each.
type Way = (f32, Vec<(usize, usize)>);

/// 'Africa total' is the total of 'Africa'.
fn is_total_of(group: &Group, label: &str) -> bool {
    let name = group.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    label.strip_prefix(&name).is_some_and(|rest| rest.trim().eq_ignore_ascii_case("total"))
}

/// Shares the rows among the groups, from the top: the cheapest way, by dynamic programming.
fn share(rows: &[Height], groups: &[Group], goes_on: bool, off: Off) -> Option<Way> {
    let skipped = |from: usize, to: usize| rows[from..to].iter().filter(|row| !row.ungrouped).count() as f32;
    let lead = if goes_on { SAME_LINE } else { NO_GROUP };
    let own_total = |group: &Group, row: &Height| is_total_of(group, &row.label);
    let has_total: Vec<bool> = groups.iter().map(|group| rows.iter().any(|row| own_total(group, row))).collect();
    // By the number of rows used so far.
    let mut best: Vec<Option<Way>> = vec![None; rows.len() + 1];
    best[0] = Some((0.0, Vec::new()));
    for (nth, group) in groups.iter().enumerate() {
        let mut next: Vec<Option<Way>> = vec![None; rows.len() + 1];
        for (used, way) in best.iter().enumerate() {
            let Some((cost, chosen)) = way else { continue };
            for first in used..rows.len() {
                let bare = skipped(used, first);
                if bare > MOST_BARE && nth > 0 || bare > MOST_ROWS as f32 {
                    break;
                }
                let free = if nth == 0 { lead * bare.min(1.0) } else { NO_GROUP * bare };
                for last in (first..rows.len()).take(MOST_ROWS).take_while(|row| !rows[*row].ungrouped) {
                    let ends = !has_total[nth] || own_total(group, &rows[last]);
                    let off = off(group, &rows[first], &rows[last]) + if ends { 0.0 } else { NOT_ITS_TOTAL };
                    let cost = cost + free + off;
                    if next[last + 1].as_ref().is_none_or(|known| cost < known.0) {
                        next[last + 1] = Some((cost, chosen.iter().copied().chain([(first, last)]).collect()));
                    }
                }
            }
        }
        best = next;
    }
    let whole = |(used, way): (usize, Option<Way>)| {
        way.map(|(cost, chosen)| (cost + NO_GROUP * skipped(used, rows.len()), chosen))
    };
    best.into_iter().enumerate().filter_map(whole).min_by(|a, b| a.0.total_cmp(&b.0))
}
