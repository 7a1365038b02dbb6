//! Which columns a spanning header covers.
//!
//! A rule under it tells. Else the headers of a line share the columns below them, from left to right, so that each stands over the
//! middle (or, in all of the table alike, at the left or the right) of its columns, and no column that has room above it is left out.

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
/// A spanning header set flush with its columns is less usual than a centred one.
const FLUSH: f32 = 0.25;
/// Costlier readings are none.
const MOST_COST: f32 = 3.0;
/// Readings that differ by less than this are as good.
const AS_GOOD: f32 = 0.12;
/// More columns than this are no table that spanning headers are read of.
const MOST_COLUMNS: usize = 120;

type Spans = Vec<Vec<Option<(usize, usize)>>>;
/// A way to share columns among the headers of a line: its cost, and first and last column of each.
type Way = (f32, Vec<(usize, usize)>);

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

/// Where the spanning headers of a table stand over their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flush {
    Middle,
    Left,
    Right,
}

/// How the headers of a line share the columns.
#[derive(Debug, Clone, Default)]
struct Sharing {
    cost: f32,
    spans: Vec<Option<(usize, usize)>>,
    doubtful: Vec<usize>,
    /// It was shared together with another line.
    joined: bool,
}

/// A header row and what stands below it.
struct Header<'h> {
    band: &'h Band,
    columns: &'h Columns,
    /// By piece: whether it may span columns.
    spanning: Vec<bool>,
    /// By column: whether its header stands on a line below this one.
    open: Vec<bool>,
    /// By column: the height of its header, and whether that is the height of most.
    heights: Vec<Option<f32>>,
    level: Vec<bool>,
    /// Heights no further apart are the same.
    same: f32,
    /// Borders of the columns, one more than columns.
    borders: Vec<f32>,
    names: &'h Names,
    flush: Flush,
    manner: Manner,
}

impl<'h> Header<'h> {
    fn new(band: &'h Band, own: &[Option<usize>], columns: &'h Columns, leaves: &Leaves, names: &'h Names) -> Self {
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
    fn covered(mut self, above: &[bool]) -> Self {
        self.level.iter_mut().zip(above).for_each(|(level, covered)| *level &= !covered);
        self
    }

    fn share(&self, rules: &[Rule]) -> Sharing {
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
