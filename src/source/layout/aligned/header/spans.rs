//! Which columns a spanning header covers.
//!
//! A rule under it tells. Else the headers of a line share the columns below them, from left to right, so that each stands over the
//! middle (or, in all of the table alike, at the left or the right) of its columns, and no column that has room above it is left out.

use super::leaves::Leaves;
use super::names::Names;
use super::sharing::{AS_GOOD, Flush, Header, Sharing};
use crate::source::layout::Rule;
use crate::source::layout::aligned::columns::{Columns, Extent};
use crate::source::layout::aligned::{Band, Manner, Piece};

/// A spanning header set flush with its columns is less usual than a centred one.
const FLUSH: f32 = 0.25;
/// More columns than this are no table that spanning headers are read of.
const MOST_COLUMNS: usize = 120;

type Spans = Vec<Vec<Option<(usize, usize)>>>;

/// First and last column of each spanning header, band by band, and the columns for which this is in doubt.
pub(super) fn find(
    bands: &[Band],
    columns: &Columns,
    leaves: &Leaves,
    rules: &[Rule],
    manner: Manner,
) -> (Spans, Vec<usize>) {
    if columns.spans.len() > MOST_COLUMNS {
        return (bands.iter().map(|band| vec![None; band.pieces.len()]).collect(), Vec::new());
    }
    let names = Names::of(bands, leaves);
    let ways = [Flush::Middle, Flush::Left, Flush::Right].map(|flush| {
        let share = |band: &Band, leaf: &[Option<usize>], above: &[bool]| {
            let header = Header { flush, manner, ..Header::new(band, leaf, columns, leaves, &names) };
            header.covered(above).share(rules)
        };
        let mut lines = share_lines(bands, &leaves.columns, &|band, leaf| share(band, leaf, &[]));
        // A spanning header that this line divides no further leaves its columns without one here.
        for index in 0..bands.len() {
            let above = covered_above(bands, &lines, index, columns);
            if !lines[index].joined && above.contains(&true) {
                lines[index] = share(&bands[index], &leaves.columns[index], &above);
            }
        }
        let cost: f32 = lines.iter().map(|line| line.cost).sum();
        (cost + if flush == Flush::Middle { 0.0 } else { FLUSH }, lines)
    });
    let least = ways.iter().map(|(cost, _)| *cost).fold(f32::MAX, f32::min);
    let best = ways.iter().position(|(cost, _)| *cost <= least).unwrap_or(0);
    let mut doubtful: Vec<usize> = Vec::new();
    for (cost, lines) in &ways {
        for (line, other) in ways[best].1.iter().zip(lines).filter(|_| *cost <= least + AS_GOOD) {
            doubtful.extend(differing(line, other));
        }
    }
    doubtful.extend(ways[best].1.iter().flat_map(|line| line.doubtful.iter().copied()));
    (ways[best].1.iter().map(|line| line.spans.clone()).collect(), doubtful)
}

/// Shares the columns line by line. Headers that are centred beside several lines of others stand between those: two lines of which
/// no header stands over another of the other line may be one.
fn share_lines(
    bands: &[Band],
    leaves: &[Vec<Option<usize>>],
    share: &dyn Fn(&Band, &[Option<usize>]) -> Sharing,
) -> Vec<Sharing> {
    let mut lines: Vec<Sharing> = Vec::with_capacity(bands.len());
    while lines.len() < bands.len() {
        let at = lines.len();
        let own = share(&bands[at], &leaves[at]);
        let next = bands.get(at + 1).map(|next| share(next, &leaves[at + 1]));
        let spans = |line: &Sharing| line.spans.iter().any(Option::is_some);
        let both = next.filter(|next| spans(&own) && spans(next)).and_then(|next| {
            let joined = join_lines([&bands[at], &bands[at + 1]], [&leaves[at], &leaves[at + 1]])?;
            let both = share(&joined.band, &joined.leaves);
            let wide = both.spans.iter().flatten().all(|(first, last)| last > first);
            (wide && both.cost < own.cost + next.cost).then(|| joined.part(&both))
        });
        match both {
            Some(both) => lines.extend(both),
            None => lines.push(own),
        }
    }
    lines
}

/// By column: whether a spanning header of a line above covers it, under which this line has none.
fn covered_above(bands: &[Band], lines: &[Sharing], index: usize, columns: &Columns) -> Vec<bool> {
    let spans = |line: usize| {
        bands[line].pieces.iter().zip(&lines[line].spans).filter_map(|(piece, span)| Some((piece, (*span)?)))
    };
    let own: Vec<f32> = spans(index).map(|(piece, _)| piece.center()).collect();
    let extent = |(first, last): (usize, usize)| (columns.wide[first].0, columns.wide[last].1);
    let over = |extent: Extent| own.iter().any(|center| (extent.0..=extent.1).contains(center));
    let above = (0..index).filter(|_| !own.is_empty()).flat_map(spans);
    let mut covered = vec![false; columns.spans.len()];
    for (_, (first, last)) in above.filter(|(_, span)| !over(extent(*span))) {
        covered[first..=last].fill(true);
    }
    covered
}

/// Two lines as one, and of which of the two each piece is.
struct Joined {
    band: Band,
    leaves: Vec<Option<usize>>,
    lower: Vec<bool>,
}

/// Joins two lines; nothing where a piece of one stands over a piece of the other.
fn join_lines([upper, lower]: [&Band; 2], leaves: [&[Option<usize>]; 2]) -> Option<Joined> {
    let of = |band: &Band, own: &[Option<usize>], below: bool| -> Vec<(Piece, Option<usize>, bool)> {
        band.pieces.iter().cloned().zip(own.iter().copied()).map(|(piece, leaf)| (piece, leaf, below)).collect()
    };
    let mut pieces = of(upper, leaves[0], false);
    pieces.extend(of(lower, leaves[1], true));
    pieces.sort_by(|a, b| a.0.left.total_cmp(&b.0.left));
    let apart = pieces.windows(2).all(|pair| pair[0].0.right <= pair[1].0.left);
    let mut joined = Joined { band: Band { pieces: Vec::new(), ..*lower }, leaves: Vec::new(), lower: Vec::new() };
    for (piece, leaf, below) in pieces {
        joined.band.pieces.push(piece);
        joined.leaves.push(leaf);
        joined.lower.push(below);
    }
    apart.then_some(joined)
}

impl Joined {
    /// What the two lines share, each by itself.
    fn part(&self, both: &Sharing) -> [Sharing; 2] {
        [false, true].map(|below| {
            let own = both.spans.iter().zip(&self.lower).filter(|(_, lower)| **lower == below);
            Sharing {
                cost: both.cost / 2.0,
                spans: own.map(|(span, _)| *span).collect(),
                doubtful: both.doubtful.clone(),
                joined: true,
            }
        })
    }
}

fn differing(line: &Sharing, other: &Sharing) -> Vec<usize> {
    let pairs = line.spans.iter().zip(&other.spans).filter(|(own, other)| own != other);
    pairs.flat_map(|(own, other)| [*own, *other]).flatten().flat_map(|(first, last)| first..=last).collect()
}
