//! Which columns a header word stands over.
//!
//! A rule under it tells. Else a word over one column is its header (or the first line of it), and a word that stands over several,
//! off the middle of one, or over a mere code (G-6, F, 2019) spans columns: those that the words of its row share best.

use crate::source::layout::Rule;
use crate::source::layout::aligned::columns::{self, Columns, middle};
use crate::source::layout::aligned::{Band, Piece};

/// A header off the middle of every column by this share of a column's distance stands over several.
const OFF_MIDDLE: f32 = 0.3;
/// A rule this far under a spanning header (in sizes) shows what it covers.
const RULE_BELOW: f32 = 1.6;
/// Lines of one wrapped header are at most this far apart (in sizes).
const WRAPPED: f32 = 1.35;
/// A column under no spanning header costs this much; so does a header that stands a third of a column off its middle.
const UNCOVERED: f32 = 0.3;
/// A spanning header set flush with its columns is less usual than a centred one.
const FLUSH: f32 = 0.15;
/// Costlier readings are none.
const MOST_COST: f32 = 1.5;

/// First and last column of each piece of the header row `index`.
pub(super) fn of(bands: &[Band], index: usize, columns: &Columns, rules: &[Rule]) -> Vec<(usize, usize)> {
    let header = Header::new(bands, index, columns);
    let claims: Vec<Claim> = bands[index].pieces.iter().map(|piece| header.claim(piece, rules)).collect();
    header.settle(&claims)
}

/// What is known of a header word before its neighbours have been asked.
enum Claim {
    /// First and last column.
    Fixed(usize, usize),
    /// It spans columns that have their middle (or an edge) where it has its own.
    Spanning(f32, f32),
}

/// A header row and what stands below it.
struct Header<'h> {
    band: &'h Band,
    columns: &'h Columns,
    /// By grid column: its own header in the fullest row, if that is below this one.
    leaves: Vec<Option<&'h Piece>>,
    leaf_row: Option<&'h Band>,
}

impl<'h> Header<'h> {
    fn new(bands: &'h [Band], index: usize, columns: &'h Columns) -> Self {
        let fullest = bands.iter().enumerate().max_by_key(|(index, band)| (band.pieces.len(), *index));
        let leaf_row = fullest.filter(|(row, _)| *row > index).map(|(_, band)| band);
        let mut leaves = vec![None; columns.count()];
        for piece in leaf_row.iter().flat_map(|band| &band.pieces) {
            leaves[columns.of_header(piece.left, piece.right)] = Some(piece);
        }
        leaves[0] = None;
        Self { band: &bands[index], columns, leaves, leaf_row }
    }

    fn claim(&self, piece: &Piece, rules: &[Rule]) -> Claim {
        let own = self.columns.of_header(piece.left, piece.right);
        if own == 0 {
            return Claim::Fixed(0, 0);
        }
        if let Some((first, last)) = self.ruled(piece, rules) {
            return Claim::Fixed(first, last);
        }
        let wide = self.columns.middles_in(piece.left, piece.right) > 1;
        match self.leaves[own] {
            None if !wide || self.leaf_row.is_none() => Claim::Fixed(own, own),
            Some(leaf) if !wide && self.is_wrapped_over(piece, leaf) && !self.is_off_middle(piece, own) => {
                Claim::Fixed(own, own)
            }
            _ => Claim::Spanning(piece.left, piece.right),
        }
    }

    /// Whether the two are lines of one header: near each other, the lower one no mere code, and no header that occurs twice.
    fn is_wrapped_over(&self, piece: &Piece, leaf: &Piece) -> bool {
        let near = self.leaf_row.is_some_and(|row| row.y - self.band.y <= WRAPPED * row.size);
        let is_code = |piece: &Piece| !piece.spoken.text.contains(|c: char| c.is_lowercase());
        let same = |other: &&Piece| other.spoken.text == leaf.spoken.text;
        near && (!is_code(leaf) || is_code(piece))
            && self.leaves.iter().flatten().filter(|other| same(other)).count() == 1
    }

    fn is_off_middle(&self, piece: &Piece, own: usize) -> bool {
        let spans = &self.columns.wide;
        let center = middle(spans[own - 1]);
        let neighbours = [own.checked_sub(2), Some(own)].into_iter().flatten().filter_map(|index| spans.get(index));
        let apart = neighbours.map(|other| (middle(*other) - center).abs()).fold(f32::MAX, f32::min);
        (piece.center() - center).abs() > OFF_MIDDLE * apart
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
        let inside = |column: &usize| (rule.from..=rule.to).contains(&middle(self.columns.wide[column - 1]));
        let over: Vec<usize> = (1..self.columns.count()).filter(inside).collect();
        let (first, last) = (*over.first()?, *over.last()?);
        // A rule under the whole header says nothing, nor one drawn under each cell.
        (last > first && rule.from > self.columns.stub_right && over.len() + 1 < self.columns.count())
            .then_some((first, last))
    }

    /// Shares the columns among the headers of the row, from left to right: the cheapest way, by dynamic programming.
    fn settle(&self, claims: &[Claim]) -> Vec<(usize, usize)> {
        let count = self.columns.count();
        let mut best: Vec<Option<Way>> = vec![None; count + 1];
        best[1] = Some(Way::default());
        for claim in claims {
            let mut next: Vec<Option<Way>> = vec![None; count + 1];
            for (used, way) in best.iter().enumerate().filter_map(|(used, way)| Some((used, way.as_ref()?))) {
                for (first, last, own) in self.options(claim, used) {
                    let cost = way.cost + own + self.uncovered(used, first);
                    let end = (last + 1).max(used);
                    if next[end].as_ref().is_none_or(|known| cost < known.cost) {
                        let choices = way.choices.iter().copied().chain([(first, last)]).collect();
                        next[end] = Some(Way { cost, choices });
                    }
                }
            }
            best = next;
        }
        let whole =
            |(used, way): (usize, Option<Way>)| way.map(|way| (way.cost + self.uncovered(used, count), way.choices));
        let ways = best.into_iter().enumerate().filter_map(whole);
        let cheapest = ways.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, choices)| choices);
        cheapest.unwrap_or_else(|| claims.iter().map(|claim| claim.alone(self.columns)).collect())
    }

    /// The cost of the columns that no header of the row covers, of those that have a header of their own below.
    fn uncovered(&self, from: usize, to: usize) -> f32 {
        (from..to.max(from)).filter(|column| self.leaves.get(*column).is_some_and(Option::is_some)).count() as f32
            * UNCOVERED
    }

    /// The columns that a header may cover when those before `used` are taken, each with its cost.
    fn options(&self, claim: &Claim, used: usize) -> Vec<(usize, usize, f32)> {
        let (left, right) = match claim {
            Claim::Fixed(0, _) => return vec![(0, 0, 0.0)],
            Claim::Fixed(first, last) => return if *first >= used { vec![(*first, *last, 0.0)] } else { Vec::new() },
            Claim::Spanning(left, right) => (*left, *right),
        };
        let wide = &self.columns.wide;
        let distance = columns::distance(wide).max(0.1);
        let mut options = Vec::new();
        for first in used..=wide.len() {
            let headed = (first..=wide.len()).take_while(|column| self.leaves[*column].is_some());
            options.extend(headed.map(|last| {
                let (from, to) = (wide[first - 1].0, wide[last - 1].1);
                let centred = ((from + to) / 2.0 - (left + right) / 2.0).abs();
                let flush = (from - left).abs().min((to - right).abs()) + FLUSH * distance;
                let outside = self.columns.middles_in(left, right).saturating_sub(last + 1 - first) as f32;
                (first, last, centred.min(flush) / distance + outside)
            }));
        }
        options.retain(|(.., cost)| *cost < MOST_COST);
        options
    }
}

/// One way to share the columns before some column.
#[derive(Debug, Clone, Default)]
struct Way {
    cost: f32,
    choices: Vec<(usize, usize)>,
}

impl Claim {
    /// Where it stands when the row as a whole cannot be settled.
    fn alone(&self, columns: &Columns) -> (usize, usize) {
        match self {
            Claim::Fixed(first, last) => (*first, *last),
            Claim::Spanning(left, right) => {
                let own = columns.of_header(*left, *right);
                (own, own)
            }
        }
    }
}
