//! Columns: cells do not overlap, so the stretches that the pieces of all rows cover, with gaps between them, are the columns.
//!
//! Whether a column is set flush left, flush right or centred does not matter: all of its numbers share a place, and none of them
//! reaches into the next column. Where one does (text in characters drifts), the place that fewest cover parts the two.

use std::collections::BTreeSet;

use super::{Band, Piece, is_one_number};

/// Pieces that overlap less than this (in points, or tenths of a typed character) only touch.
const TOUCH: f32 = 0.05;
/// Two columns that run into each other are parted where no more than this share of the usual cover the place.
const RARE: f32 = 0.25;

/// The labels end this share of the way to the first numbers.
const NEAR_LABELS: f32 = 0.1;

/// Where a table goes on without a header, columns that were empty before may hold this share of the numbers.
const BESIDE: f32 = 0.1;

/// Rows with merged cells are fewer than others by this factor, and stand off the middle by no more than this share.
const MERGED_RARE: usize = 4;
const MERGED_OFF: f32 = 0.1;

/// Left and right.
pub(super) type Extent = (f32, f32);

/// The columns of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Columns {
    /// The columns of labels, from left to right; at least one.
    pub stubs: Vec<Extent>,
    /// The numbers of each column; of a column without numbers its header.
    pub spans: Vec<Extent>,
    /// The same with the header.
    pub wide: Vec<Extent>,
    /// Where the labels end and the columns begin.
    pub stub_right: f32,
}

impl Columns {
    /// The columns that the bodies of a table show. Stretches under one of `heads` are one column.
    pub(super) fn of_bodies(bodies: &[&[Band]], heads: &[Extent]) -> Option<Columns> {
        let bands: Vec<&Band> = bodies.iter().copied().flatten().filter(|band| band.numbers() > 0).collect();
        let pieces = placed_pieces(&bands);
        let mut stretches = stretches(&pieces);
        let stubs = leading_labels(&stretches, &pieces).max(usize::from(stretches.len() > 1));
        let mut spans = stretches.split_off(stubs.min(stretches.len()));
        close_drift(&mut spans, &pieces, heads);
        drop_merged(&mut spans, &pieces);
        let first = spans.first()?.0;
        let labels = bodies.iter().copied().flatten().filter_map(|band| band.pieces.first());
        let labels = labels.filter(|piece| piece.right < first && !piece.is_number);
        let reach = stretches.last().map_or(first - 1.0, |stub| stub.1);
        let right = labels.map(|piece| piece.right).fold(reach, f32::max);
        if let Some(groups) = outer_labels(bodies, &stretches) {
            stretches.insert(0, groups);
        }
        let stubs = if stretches.is_empty() { vec![(first - 1.0, first - 1.0)] } else { stretches };
        // Narrow columns without numbers may stand between the labels and the first number.
        Some(Columns { stubs, wide: spans.clone(), spans, stub_right: right + NEAR_LABELS * (first - right) })
    }

    /// Columns between ruling lines.
    pub(super) fn ruled(xs: &[f32]) -> Columns {
        let spans: Vec<Extent> = xs.windows(2).skip(1).map(|pair| (pair[0], pair[1])).collect();
        Columns { stubs: vec![(xs[0], xs[1])], wide: spans.clone(), stub_right: xs[1], spans }
    }

    /// Whether the numbers of a body stand in these columns: none in two, and hardly any beside them.
    pub(super) fn fit(&self, body: &[Band]) -> bool {
        let numbers = body.iter().flat_map(|band| &band.pieces).filter(|piece| piece.is_number);
        let over = |piece: &Piece| self.spans.iter().filter(|span| overlap(**span, piece.extent()) > TOUCH).count();
        let (mut all, mut beside, mut double) = (0usize, 0usize, 0usize);
        for count in numbers.filter(|piece| piece.right > self.stub_right).map(over) {
            all += 1;
            beside += usize::from(count == 0);
            double += usize::from(count > 1);
        }
        all > 0 && double == 0 && beside as f32 <= BESIDE * all as f32
    }

    /// The share of the numbers of a body of which the middle stands in a column.
    pub(super) fn hold(&self, body: &[Band]) -> f32 {
        let numbers = || body.iter().flat_map(|band| &band.pieces).filter(|piece| piece.is_number);
        let inside = |piece: &&Piece| self.spans.iter().any(|span| (span.0..=span.1).contains(&piece.center()));
        numbers().filter(inside).count() as f32 / numbers().count().max(1) as f32
    }

    /// Whether a piece stands among the labels.
    pub(super) fn is_label(&self, extent: Extent) -> bool {
        extent.1 <= self.stub_right || (extent.0 < self.stub_right && middle(extent) < self.spans[0].0)
    }

    /// The column of a cell: where it overlaps most, else the nearest; nothing for labels.
    pub(super) fn of(&self, extent: Extent) -> Option<usize> {
        (!self.is_label(extent)).then(|| nearest(&self.spans, extent))
    }

    /// The first of the two columns that a number stands between: its cell is merged over both.
    pub(super) fn merged(&self, extent: Extent) -> Option<usize> {
        let free = !self.spans.iter().any(|span| overlap(*span, extent) > TOUCH);
        let first = (1..self.spans.len()).find(|at| between(self.spans[at - 1], self.spans[*at], extent))?;
        (free && !self.is_label(extent)).then_some(first - 1)
    }

    /// The column of labels in which a label begins.
    pub(super) fn stub_of(&self, left: f32, size: f32) -> usize {
        self.stubs.iter().rposition(|stub| left > stub.0 - 0.5 * size).unwrap_or(0)
    }

    /// Whether a piece reaches well into two columns.
    pub(super) fn straddled_by(&self, extent: Extent) -> bool {
        self.spans.iter().filter(|span| overlap(**span, extent) > 0.3 * (span.1 - span.0)).count() > 1
    }

    /// All columns, those of labels first.
    pub(super) fn count(&self) -> usize {
        self.stubs.len() + self.spans.len()
    }
}

fn nearest(spans: &[Extent], extent: Extent) -> usize {
    let near = |index: &usize| (middle(spans[*index]) - middle(extent)).abs();
    let shared = |index: &usize| overlap(spans[*index], extent).max(0.0);
    let better = |a: &usize, b: &usize| shared(a).total_cmp(&shared(b)).then(near(b).total_cmp(&near(a)));
    (0..spans.len()).max_by(better).unwrap_or(0)
}

pub(super) fn middle(extent: Extent) -> f32 {
    (extent.0 + extent.1) / 2.0
}

pub(super) fn overlap(a: Extent, b: Extent) -> f32 {
    a.1.min(b.1) - a.0.max(b.0)
}

pub(super) fn join(a: Extent, b: Extent) -> Extent {
    (a.0.min(b.0), a.1.max(b.1))
}

/// The usual distance of columns.
pub(super) fn distance(spans: &[Extent]) -> f32 {
    match spans {
        [first, .., last] => (middle(*last) - middle(*first)) / (spans.len() - 1) as f32,
        [only] => 2.0 * (only.1 - only.0),
        [] => 0.0,
    }
}

/// Pieces with their row; runs that can only be several numbers say nothing of their columns.
fn placed_pieces<'b>(bands: &[&'b Band]) -> Vec<(usize, &'b Piece)> {
    let all = bands.iter().enumerate().flat_map(|(row, band)| band.pieces.iter().map(move |piece| (row, piece)));
    all.filter(|(_, piece)| !piece.is_number || is_one_number(&piece.spoken.text)).collect()
}

/// What the pieces cover, from left to right.
fn stretches(pieces: &[(usize, &Piece)]) -> Vec<Extent> {
    let mut sorted: Vec<(usize, &Piece)> = pieces.to_vec();
    sorted.sort_by(|a, b| a.1.left.total_cmp(&b.1.left));
    let mut groups: Vec<(Extent, Vec<(usize, &Piece)>)> = Vec::new();
    for (row, piece) in sorted {
        match groups.last_mut() {
            Some((extent, own)) if piece.left < extent.1 - TOUCH => {
                *extent = join(*extent, piece.extent());
                own.push((row, piece));
            }
            _ => groups.push((piece.extent(), vec![(row, piece)])),
        }
    }
    groups.into_iter().flat_map(|(extent, own)| part(extent, &own)).collect()
}

/// A stretch in which a row has two pieces is parted where fewest cover it.
fn part(extent: Extent, pieces: &[(usize, &Piece)]) -> Vec<Extent> {
    let rows: BTreeSet<usize> = pieces.iter().map(|(row, _)| *row).collect();
    if rows.len() == pieces.len() {
        return vec![extent];
    }
    let mut edges: Vec<f32> = pieces.iter().flat_map(|(_, piece)| [piece.left, piece.right]).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup();
    let covered = |at: f32| pieces.iter().filter(|(_, piece)| piece.left < at && at < piece.right).count();
    let depths: Vec<(f32, f32, usize)> =
        edges.windows(2).map(|pair| (pair[0], pair[1], covered((pair[0] + pair[1]) / 2.0))).collect();
    let peak = |slice: &[(f32, f32, usize)]| slice.iter().map(|depth| depth.2).max().unwrap_or(0) as f32;
    let valley = |at: &usize| {
        let sides = peak(&depths[..*at]).min(peak(&depths[*at + 1..]));
        depths[*at].2 as f32 <= RARE * sides
    };
    let deepest = (1..depths.len().saturating_sub(1)).filter(valley).min_by_key(|at| depths[*at].2);
    let Some(cut) = deepest else { return vec![extent] };
    let at = (depths[cut].0 + depths[cut].1) / 2.0;
    let side = |left: bool| -> Vec<(usize, &Piece)> {
        pieces
            .iter()
            .copied()
            .filter(|(_, piece)| (piece.center() < at) == left && !(piece.left < at && at < piece.right))
            .collect()
    };
    [side(true), side(false)]
        .iter()
        .filter_map(|own| Some((hull(own)?, own)))
        .flat_map(|(hull, own)| part(hull, own))
        .collect()
}

/// The rows that have a piece in a stretch.
fn rows_in(span: Extent, pieces: &[(usize, &Piece)]) -> BTreeSet<usize> {
    pieces.iter().filter(|(_, piece)| overlap(span, piece.extent()) > TOUCH).map(|(row, _)| *row).collect()
}

/// Numbers of one column that are off by a character do not overlap: stretches side by side of which no row has both, and which
/// have the same header nearest, are one column.
fn close_drift(spans: &mut Vec<Extent>, pieces: &[(usize, &Piece)], heads: &[Extent]) {
    let off = |head: usize, span: Extent| (middle(heads[head]) - middle(span)).abs();
    let head_of = |span: Extent| (0..heads.len()).min_by(|a, b| off(*a, span).total_cmp(&off(*b, span)));
    let apart = |spans: &[Extent], at: usize| rows_in(spans[at - 1], pieces).is_disjoint(&rows_in(spans[at], pieces));
    let mut at = 1;
    while at < spans.len() {
        let same = head_of(spans[at]).is_some() && head_of(spans[at - 1]) == head_of(spans[at]);
        if same && apart(spans, at) {
            close(spans, at);
        } else {
            at += 1;
        }
    }
    // More columns than headers: those that stand nearest are parts of one.
    let count = heads.iter().filter(|head| spans.first().is_some_and(|first| middle(**head) > first.0)).count();
    while count > 1 && spans.len() > count {
        let gap = |at: &usize| spans[*at].0 - spans[at - 1].1;
        let near = (1..spans.len()).filter(|at| apart(spans, *at)).min_by(|a, b| gap(a).total_cmp(&gap(b)));
        let Some(at) = near else { return };
        close(spans, at);
    }
}

/// Joins a stretch with the one before.
fn close(spans: &mut Vec<Extent>, at: usize) {
    spans[at - 1] = join(spans[at - 1], spans[at]);
    spans.remove(at);
}

/// Numbers in the middle between two columns, in rows that have none in either, stand in cells merged over both: no column.
fn drop_merged(spans: &mut Vec<Extent>, pieces: &[(usize, &Piece)]) {
    let held: Vec<BTreeSet<usize>> = spans.iter().map(|span| rows_in(*span, pieces)).collect();
    let is_merged = |at: usize| {
        let few = held[at].len() * MERGED_RARE <= held[at - 1].len().min(held[at + 1].len());
        few && held[at].is_disjoint(&held[at - 1])
            && held[at].is_disjoint(&held[at + 1])
            && between(spans[at - 1], spans[at + 1], spans[at])
    };
    let merged: Vec<usize> = (1..spans.len().saturating_sub(1)).filter(|at| is_merged(*at)).collect();
    merged.into_iter().rev().for_each(|at| {
        spans.remove(at);
    });
}

/// Whether an extent stands in the middle between two others.
fn between(left: Extent, right: Extent, extent: Extent) -> bool {
    let (from, to) = (middle(left), middle(right));
    ((from + to) / 2.0 - middle(extent)).abs() < MERGED_OFF * (to - from)
}

fn hull(pieces: &[(usize, &Piece)]) -> Option<Extent> {
    pieces.iter().map(|(_, piece)| piece.extent()).reduce(join)
}

/// A column of groups that never share a line with numbers: its labels end before those of the rows begin, and at least one stands
/// beside one of them.
fn outer_labels(bodies: &[&[Band]], stretches: &[Extent]) -> Option<Extent> {
    let [labels] = stretches else { return None };
    let outer = |band: &&Band| {
        let first = band.pieces.first().filter(|piece| !piece.is_number && piece.right + band.size < labels.0);
        band.numbers() == 0 && first.is_some()
    };
    let bands: Vec<&Band> = bodies.iter().copied().flatten().filter(outer).collect();
    let beside =
        bands.iter().any(|band| matches!(&band.pieces[..], [_, label] if (label.left - labels.0).abs() < band.size));
    beside.then(|| bands.iter().map(|band| band.pieces[0].extent()).reduce(join)).flatten()
}

/// How many stretches on the left hold labels: words more often than numbers.
fn leading_labels(stretches: &[Extent], pieces: &[(usize, &Piece)]) -> usize {
    let is_stub = |stretch: &&Extent| {
        let inside = || pieces.iter().filter(|(_, piece)| overlap(**stretch, piece.extent()) > 0.0);
        let numbers = inside().filter(|(_, piece)| piece.is_number).count();
        inside().count() > 2 * numbers
    };
    stretches.iter().take_while(is_stub).count()
}
