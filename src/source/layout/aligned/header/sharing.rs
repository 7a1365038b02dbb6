//! How the spanning headers of one line share the columns below them.

use super::leaves::{Leaf, Leaves};
use super::names::Names;
use crate::source::layout::Rule;
use crate::source::layout::aligned::columns::{Columns, Extent, distance, middle};
use crate::source::layout::aligned::{Band, Manner, Piece};

/// A rule this far under a spanning header (in sizes) shows what it covers.
const RULE_BELOW: f32 = 1.6;
/// A column that is left out costs this much; so does a header that stands a third of a column off its middle.
const UNCOVERED: f32 = 0.3;
/// In characters the middle of a text is not exact.
const UNCOVERED_TYPED: f32 = 0.7;
const AS_GOOD_TYPED: f32 = 0.25;
/// A column whose header stands beside two lines of the others, in its middle, is not one of them.
const OTHER_LEVEL: f32 = 0.9;
/// Costlier readings are none.
const MOST_COST: f32 = 3.0;
/// Readings that differ by less than this are as good.
pub(super) const AS_GOOD: f32 = 0.12;

/// A way to share columns among the headers of a line: its cost, and first and last column of each.
type Way = (f32, Vec<(usize, usize)>);

/// Where the spanning headers of a table stand over their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flush {
    Middle,
    Left,
    Right,
}

/// How the headers of a line share the columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Sharing {
    pub cost: f32,
    pub spans: Vec<Option<(usize, usize)>>,
    pub doubtful: Vec<usize>,
    /// It was shared together with another line.
    pub joined: bool,
}

/// A header row and what stands below it.
pub(super) struct Header<'h> {
    pub band: &'h Band,
    pub columns: &'h Columns,
    /// By piece: whether it may span columns.
    pub spanning: Vec<bool>,
    /// By column: whether its header stands on a line below this one.
    pub open: Vec<bool>,
    /// By column: the height of its header, and whether that is the height of most.
    pub heights: Vec<Option<f32>>,
    pub level: Vec<bool>,
    /// Heights no further apart are the same.
    pub same: f32,
    /// Borders of the columns, one more than columns.
    pub borders: Vec<f32>,
    pub names: &'h Names,
    pub flush: Flush,
    pub manner: Manner,
}

impl<'h> Header<'h> {
    pub(super) fn new(
        band: &'h Band,
        own: &[Option<usize>],
        columns: &'h Columns,
        leaves: &Leaves,
        names: &'h Names,
    ) -> Self {
        let spanning = band.pieces.iter().zip(own);
        let spanning = spanning.map(|(piece, leaf)| leaf.is_none() && !columns.is_label(piece.extent())).collect();
        let below = |leaf: &Option<Leaf>| leaf.is_none_or(|leaf| leaf.first > band.y + 0.5 * band.size);
        let (heights, usual) = leaves.heights(band.size);
        let same = leaves.same_height() * band.size;
        let level = heights.iter().map(|at| at.is_none_or(|at| (at - usual).abs() < same)).collect();
        Self {
            band,
            columns,
            spanning,
            open: leaves.leaf.iter().map(below).collect(),
            heights,
            level,
            same,
            borders: borders(columns),
            names,
            flush: Flush::Middle,
            manner: Manner::Printed,
        }
    }

    /// Columns that are covered above have no room.
    pub(super) fn covered(mut self, above: &[bool]) -> Self {
        self.level.iter_mut().zip(above).for_each(|(level, covered)| *level &= !covered);
        self
    }

    pub(super) fn share(&self, rules: &[Rule]) -> Sharing {
        let nths: Vec<usize> = (0..self.spanning.len()).filter(|nth| self.spanning[*nth]).collect();
        if nths.is_empty() {
            return Sharing { spans: vec![None; self.spanning.len()], ..Sharing::default() };
        }
        let options = |used: usize, nth: usize| -> Vec<(usize, usize, f32)> {
            let piece = &self.band.pieces[nth];
            match self.ruled(piece, rules) {
                Some((first, last)) if first >= used => vec![(first, last, 0.0)],
                _ => self.options(piece, used),
            }
        };
        let ways = self.ways(&nths, &options);
        let Some((cost, chosen)) = ways.first() else {
            let doubtful = (0..self.open.len()).collect();
            return Sharing { cost: MOST_COST, spans: self.alone(), doubtful, joined: false };
        };
        let mut spans = vec![None; self.spanning.len()];
        nths.iter().zip(chosen).for_each(|(nth, span)| spans[*nth] = Some(*span));
        let near = ways[1..].iter().filter(|(other, _)| other - cost < self.as_good());
        let differs = |(own, other): (&(usize, usize), &(usize, usize))| {
            if own == other { Vec::new() } else { vec![*own, *other] }
        };
        let doubtful =
            near.flat_map(|(_, other)| chosen.iter().zip(other).flat_map(differs)).flat_map(|(a, b)| a..=b).collect();
        Sharing { cost: *cost, spans, doubtful, joined: false }
    }

    /// The two cheapest ways to share the columns, by dynamic programming.
    fn ways(&self, nths: &[usize], options: &dyn Fn(usize, usize) -> Vec<(usize, usize, f32)>) -> Vec<Way> {
        let count = self.open.len();
        let mut best: Vec<Vec<Way>> = vec![Vec::new(); count + 1];
        best[0].push((0.0, Vec::new()));
        for nth in nths {
            let mut next: Vec<Vec<Way>> = vec![Vec::new(); count + 1];
            for (used, ways) in best.iter().enumerate().filter(|(_, ways)| !ways.is_empty()) {
                for (first, last, own) in options(used, *nth) {
                    for (cost, choices) in ways {
                        let cost = cost + own + self.uncovered(used, first);
                        next[last + 1].push((cost, choices.iter().copied().chain([(first, last)]).collect()));
                    }
                }
            }
            next.iter_mut().for_each(cheapest_two);
            best = next;
        }
        let whole = |(used, ways): (usize, Vec<Way>)| {
            ways.into_iter()
                .map(move |(cost, choices)| (cost + self.uncovered(used, count), choices))
                .collect::<Vec<_>>()
        };
        let mut ways: Vec<_> = best.into_iter().enumerate().flat_map(whole).collect();
        cheapest_two(&mut ways);
        ways
    }

    /// The cost of columns that no header of the line covers, of those that have room for it.
    fn uncovered(&self, from: usize, to: usize) -> f32 {
        let room = |column: &usize| self.open[*column] && self.level[*column];
        (from..to.max(from)).filter(room).count() as f32 * self.uncovered_cost()
    }

    fn uncovered_cost(&self) -> f32 {
        if self.manner == Manner::Typed { UNCOVERED_TYPED } else { UNCOVERED }
    }

    fn as_good(&self) -> f32 {
        if self.manner == Manner::Typed { AS_GOOD_TYPED } else { AS_GOOD }
    }

    /// The columns that a header may cover when those before `used` are taken, each with its cost.
    fn options(&self, piece: &Piece, used: usize) -> Vec<(usize, usize, f32)> {
        let distance = distance(&self.columns.wide).max(0.1);
        let mut options = Vec::new();
        for first in used..self.open.len() {
            for last in (first..self.open.len()).take_while(|column| self.open[*column]) {
                let (from, to) = (self.borders[first], self.borders[last + 1]);
                let off = match self.flush {
                    Flush::Middle => (middle((from, to)) - piece.center()).abs(),
                    Flush::Left => (self.columns.wide[first].0 - piece.left).abs(),
                    Flush::Right => (self.columns.wide[last].1 - piece.right).abs(),
                };
                let outside = (from - piece.left).max(0.0) + (piece.right - to).max(0.0);
                let other =
                    self.unlike(first, last) as f32 * OTHER_LEVEL + self.names.against(&piece.spoken.text, first, last);
                options.push((first, last, (off + outside) / distance + other));
            }
        }
        options.retain(|(.., cost)| *cost < MOST_COST);
        options
    }

    /// How many of the columns have their header at another height than the first of them.
    fn unlike(&self, first: usize, last: usize) -> usize {
        let like = |at: f32, other: f32| (at - other).abs() < self.same;
        let Some(own) = self.heights[first] else { return 0 };
        let unlike = self.heights[first..=last].iter().flatten().filter(|at| !like(own, **at)).count();
        unlike.min(last + 1 - first - unlike)
    }

    /// The columns over a rule just under the piece.
    fn ruled(&self, piece: &Piece, rules: &[Rule]) -> Option<(usize, usize)> {
        let band = self.band;
        let near = |rule: &&Rule| {
            rule.horizontal
                && (band.y..band.y + RULE_BELOW * band.size).contains(&rule.at)
                && (rule.from..=rule.to).contains(&piece.center())
        };
        let rule = rules.iter().filter(near).min_by(|a, b| a.at.total_cmp(&b.at))?;
        let inside = |column: &usize| (rule.from..=rule.to).contains(&middle(self.columns.wide[*column]));
        let over: Vec<usize> = (0..self.open.len()).filter(inside).collect();
        let (first, last) = (*over.first()?, *over.last()?);
        // A rule under the whole header says nothing, nor one drawn under each cell.
        (last > first && rule.from > self.columns.stub_right && over.len() < self.open.len()).then_some((first, last))
    }

    /// Each header over the column that is nearest: where the line as a whole cannot be settled.
    fn alone(&self) -> Vec<Option<(usize, usize)>> {
        let pieces = self.band.pieces.iter().zip(&self.spanning);
        let own = |piece: &Piece| self.columns.of(piece.extent()).map(|column| (column, column));
        pieces.map(|(piece, spanning)| if *spanning { own(piece) } else { None }).collect()
    }
}

fn cheapest_two(ways: &mut Vec<Way>) {
    ways.sort_by(|a, b| a.0.total_cmp(&b.0));
    ways.dedup_by(|a, b| a.1 == b.1);
    ways.truncate(2);
}

/// Half-way between the columns; the outer ones are as wide to the outside.
fn borders(columns: &Columns) -> Vec<f32> {
    let wide = &columns.wide;
    let mut borders: Vec<f32> = wide.windows(2).map(|pair: &[Extent]| (pair[0].1 + pair[1].0) / 2.0).collect();
    let (Some(first), Some(last)) = (wide.first(), wide.last()) else { return borders };
    let left = borders.first().map_or(0.0, |border| border - first.1);
    let right = borders.last().map_or(0.0, |border| last.0 - border);
    borders.insert(0, first.0 - left);
    borders.push(last.1 + right);
    borders
}
