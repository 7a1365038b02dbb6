//! Header rows: words over one column are its header, however many lines they take; words over several span them.

use super::columns::{self, Columns, middle};
use super::labels::words;
use super::{Band, Piece, TableRow, cell};
use crate::source::RawCell;
use crate::source::layout::Rule;
use crate::source::layout::line::Spoken;

/// A header off the middle of every column by this share of a column's distance stands over several.
const OFF_MIDDLE: f32 = 0.3;
/// A rule this far under a spanning header (in sizes) shows what it covers.
const RULE_BELOW: f32 = 1.6;

/// A spanning header, its row and columns.
struct Spanner {
    band: usize,
    columns: (usize, usize),
    spoken: Spoken,
}

/// The header as table rows: spanning headers line by line, then the headers of the columns in one row.
pub(super) fn rows(bands: &[Band], columns: &Columns, rules: &[Rule]) -> Vec<TableRow> {
    let Some(last) = bands.last() else { return Vec::new() };
    let mut leaves: Vec<Vec<Spoken>> = vec![Vec::new(); columns.count()];
    let mut spanners: Vec<Spanner> = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        let covered = spans(bands, index, columns, rules);
        for (piece, covered) in band.pieces.iter().zip(covered) {
            match covered {
                (first, last) if first == last => leaves[first].push(piece.spoken.clone()),
                columns => spanners.push(Spanner { band: index, columns, spoken: piece.spoken.clone() }),
            }
        }
    }
    let mut rows = spanner_rows(bands, spanners);
    let cells = leaves.into_iter().enumerate().map(|(column, lines)| cell(column, 1, lines)).collect();
    rows.push(TableRow { top: top(last), bottom: last.y + 0.2 * last.size, size: last.size, cells });
    rows
}

/// Column headers that are codes (G-1, NO-A, UG) may stand so near to each other that they read as one text: each is its own.
pub(super) fn part_codes(bands: &mut [Band]) {
    for band in bands {
        let (y, size) = (band.y, band.size);
        let part = |piece: Piece| {
            if is_codes(&piece.spoken.text) {
                words(&piece.run).iter().map(|word| Piece::new(word, y, size)).collect()
            } else {
                vec![piece]
            }
        };
        band.pieces = std::mem::take(&mut band.pieces).into_iter().flat_map(part).collect();
    }
}

fn is_codes(text: &str) -> bool {
    let code = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
    };
    text.contains('-') && text.split(' ').count() > 1 && text.split(' ').all(code)
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

/// First and last column of each piece of the header row `index`.
fn spans(bands: &[Band], index: usize, columns: &Columns, rules: &[Rule]) -> Vec<(usize, usize)> {
    let (band, below) = (&bands[index], &bands[index + 1..]);
    let repeated = below.iter().any(repeats);
    let claims: Vec<Claim> = band
        .pieces
        .iter()
        .map(|piece| {
            let own = columns.of_header(piece.left, piece.right);
            if own == 0 {
                return Claim::Fixed(0, 0);
            }
            let wide = columns.middles_in(piece.left, piece.right) > 1;
            match ruled(piece, band, columns, rules) {
                Some((first, last)) => Claim::Fixed(first, last),
                None if below.is_empty() || !headed_below(below, columns, own) => Claim::Fixed(own, own),
                None if wide || repeated || off_middle(piece, own, columns) => Claim::Spanning(piece.left, piece.right),
                None => Claim::Fixed(own, own),
            }
        })
        .collect();
    settle(&claims, columns)
}

/// What is known of a header word before its neighbours have been asked.
enum Claim {
    /// First and last column.
    Fixed(usize, usize),
    /// It spans columns that have their middle (or their left edge) where it has its own.
    Spanning(f32, f32),
}

/// A column under no spanning header costs this much; so does a header that stands a third of a column off its middle.
const UNCOVERED: f32 = 0.3;
/// A spanning header set flush left is less usual than a centred one.
const FLUSH_LEFT: f32 = 0.15;

/// One way to share the columns before some column.
#[derive(Debug, Clone, Default)]
struct Way {
    cost: f32,
    choices: Vec<(usize, usize)>,
}

/// Shares the columns among the headers of a row, from left to right: the cheapest way, by dynamic programming.
fn settle(claims: &[Claim], columns: &Columns) -> Vec<(usize, usize)> {
    let count = columns.count();
    let mut best: Vec<Option<Way>> = vec![None; count + 1];
    best[1] = Some(Way::default());
    for claim in claims {
        let mut next: Vec<Option<Way>> = vec![None; count + 1];
        for (used, way) in best.iter().enumerate().filter_map(|(used, way)| Some((used, way.as_ref()?))) {
            for (first, last, own) in options(claim, used, columns) {
                let cost = way.cost + own + first.saturating_sub(used) as f32 * UNCOVERED;
                let end = (last + 1).max(used);
                if next[end].as_ref().is_none_or(|known| cost < known.cost) {
                    next[end] =
                        Some(Way { cost, choices: way.choices.iter().copied().chain([(first, last)]).collect() });
                }
            }
        }
        best = next;
    }
    let whole =
        |(used, way): (usize, Option<Way>)| way.map(|way| (way.cost + (count - used) as f32 * UNCOVERED, way.choices));
    let cheapest =
        best.into_iter().enumerate().filter_map(whole).min_by(|a, b| a.0.total_cmp(&b.0)).map(|found| found.1);
    cheapest.unwrap_or_else(|| claims.iter().map(|claim| claim.alone(columns)).collect())
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

/// The columns that a header may cover when those before `used` are taken, each with its cost.
fn options(claim: &Claim, used: usize, columns: &Columns) -> Vec<(usize, usize, f32)> {
    let (left, right) = match claim {
        Claim::Fixed(0, _) => return vec![(0, 0, 0.0)],
        Claim::Fixed(first, last) => return if *first >= used { vec![(*first, *last, 0.0)] } else { Vec::new() },
        Claim::Spanning(left, right) => (*left, *right),
    };
    let (distance, widest) = (columns::distance(&columns.wide).max(0.1), columns.spans.len());
    let pairs = (used..=widest).flat_map(|first| (first..=widest).map(move |last| (first, last)));
    let priced = pairs.map(|(first, last)| {
        let (from, to) = (columns.wide[first - 1], columns.wide[last - 1]);
        let centred = ((from.0 + to.1) / 2.0 - (left + right) / 2.0).abs() / distance;
        let flush = (from.0 - left).abs() / distance + FLUSH_LEFT;
        let outside = columns.middles_in(left, right).saturating_sub(last + 1 - first) as f32;
        (first, last, centred.min(flush) + outside)
    });
    priced.filter(|(.., cost)| *cost < 1.5).collect()
}

/// Column headers that occur twice (F M F M) stand under spanning headers.
fn repeats(band: &Band) -> bool {
    let texts: Vec<&str> = band.pieces.iter().map(|piece| piece.spoken.text.as_str()).collect();
    texts.len() >= 4 && texts.iter().enumerate().any(|(index, text)| texts[..index].contains(text))
}

fn headed_below(below: &[Band], columns: &Columns, column: usize) -> bool {
    let mut pieces = below.iter().flat_map(|band| &band.pieces);
    pieces.any(|piece| columns.of_header(piece.left, piece.right) == column)
}

fn off_middle(piece: &Piece, own: usize, columns: &Columns) -> bool {
    let span = columns.wide[own - 1];
    let neighbours = [own.checked_sub(2), Some(own)].into_iter().flatten().filter_map(|index| columns.wide.get(index));
    let apart = neighbours.map(|other| (middle(*other) - middle(span)).abs()).fold(f32::MAX, f32::min);
    (piece.center() - middle(span)).abs() > OFF_MIDDLE * apart
}

/// The columns over a rule just under the piece.
fn ruled(piece: &Piece, band: &Band, columns: &Columns, rules: &[Rule]) -> Option<(usize, usize)> {
    let near = |rule: &&Rule| {
        rule.horizontal
            && (band.y..band.y + RULE_BELOW * band.size).contains(&rule.at)
            && (rule.from..=rule.to).contains(&piece.center())
    };
    let rule = rules.iter().filter(near).min_by(|a, b| a.at.total_cmp(&b.at))?;
    let over: Vec<usize> = (1..columns.count())
        .filter(|column| (rule.from..=rule.to).contains(&middle(columns.wide[column - 1])))
        .collect();
    let (first, last) = (*over.first()?, *over.last()?);
    // A rule under the whole header says nothing.
    (last > first && rule.from > columns.stub_right && over.len() + 1 < columns.count().max(3) || first == last)
        .then_some((first, last))
}
