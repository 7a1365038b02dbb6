//! Columns out of the alignment of numbers and of the words of the header.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::Block;
use super::{Band, Manner, Piece, stubs};

/// Edges nearer than this (in sizes) are one alignment.
const SAME_EDGE: f32 = 0.32;
/// In typed text a character is half a size wide, and edges are off by one, two or three. The widest that parts the columns
/// counts.
const SAME_EDGE_TYPED: [f32; 3] = [1.6, 1.1, 0.6];
/// Of the cells of typed text so many may hold two numbers.
const TYPED_FAULTS: f32 = 0.03;
/// Columns of the page before fit when this share of the numbers stands in them.
const FITS: f32 = 0.97;

/// The columns of a table; column 0 holds the labels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    /// Left and right of the numbers of each column, from left to right.
    pub spans: Vec<(f32, f32)>,
    /// The same with the words of the header, which may stand beside the numbers.
    pub wide: Vec<(f32, f32)>,
    /// Where the labels end and the columns begin.
    pub stub_right: f32,
    /// Where the second of two columns of labels begins.
    pub border: Option<f32>,
}

impl Columns {
    /// The columns of a block; `before` are those of the page before.
    pub(super) fn find(bands: &[Band], block: &Block, before: Option<Columns>, manner: Manner) -> Option<Columns> {
        let body = &bands[block.body..block.end];
        let size = body.first()?.size;
        let numbers: Vec<(usize, &Piece)> = numbers(body);
        if let Some(before) = before.filter(|before| block.start == block.body && before.fit(&numbers)) {
            return Some(before);
        }
        let slacks: &[f32] = if manner == Manner::Typed { &SAME_EDGE_TYPED } else { &[SAME_EDGE] };
        let (spans, stub) = slacks.iter().find_map(|slack| {
            let mut spans = clusters(&numbers, slack * size);
            let stub = labels_right(body, &mut spans);
            merge_overlapping(&mut spans, &numbers);
            (manner == Manner::Printed || is_aligned(&spans, &numbers)).then_some((spans, stub))
        })?;
        let mut spans = spans;
        let header = &bands[block.start..block.body];
        let mut wide = headed(&mut spans, header.iter().max_by_key(|band| band.pieces.len()), stub);
        widen_bare(&mut wide, &spans, header, stub);
        let first = wide.first()?.0;
        let stub_right = if stub < first { (stub + first) / 2.0 } else { stub.min(middle(wide[0])) };
        let columns = Columns { spans, wide, stub_right, border: None };
        Some(Columns { border: stubs::border(header, body, &columns), ..columns })
    }

    /// Columns between ruling lines.
    pub(super) fn ruled(xs: &[f32]) -> Columns {
        let spans: Vec<(f32, f32)> = xs.windows(2).skip(1).map(|pair| (pair[0], pair[1])).collect();
        Columns { wide: spans.clone(), stub_right: xs[1], spans, border: None }
    }

    fn fit(&self, numbers: &[(usize, &Piece)]) -> bool {
        let inside = |piece: &&(usize, &Piece)| {
            self.spans
                .iter()
                .any(|span| overlap(*span, (piece.1.left, piece.1.right)) > 0.5 * (piece.1.right - piece.1.left))
        };
        let fitting = numbers.iter().filter(inside).count();
        !numbers.is_empty() && fitting as f32 >= FITS * numbers.len() as f32
    }

    /// Grid columns: those of numbers, and the labels.
    pub(super) fn count(&self) -> usize {
        self.spans.len() + 1
    }

    /// The grid column of a cell: where it overlaps most, else the nearest; labels are column 0.
    pub(super) fn of(&self, left: f32, right: f32) -> usize {
        self.best(&self.spans, left, right)
    }

    /// The grid column of a header word.
    pub(super) fn of_header(&self, left: f32, right: f32) -> usize {
        self.best(&self.wide, left, right)
    }

    fn best(&self, spans: &[(f32, f32)], left: f32, right: f32) -> usize {
        let center = (left + right) / 2.0;
        if right <= self.stub_right || (left < self.stub_right && center < spans[0].0) {
            return 0;
        }
        let near = |index: &usize| (middle(spans[*index]) - center).abs();
        let shared = |index: &usize| overlap(spans[*index], (left, right));
        let better = |a: &usize, b: &usize| shared(a).total_cmp(&shared(b)).then(near(b).total_cmp(&near(a)));
        let best = (0..spans.len()).max_by(better).filter(|best| shared(best) > 0.0);
        1 + best.or_else(|| (0..spans.len()).min_by(|a, b| near(a).total_cmp(&near(b)))).unwrap_or(0)
    }

    /// How many columns have their middle inside.
    pub(super) fn middles_in(&self, left: f32, right: f32) -> usize {
        self.wide.iter().filter(|span| (left..=right).contains(&middle(**span))).count()
    }

    /// Whether a piece reaches well into two columns.
    pub(super) fn straddled_by(&self, piece: &Piece) -> bool {
        let inside = |span: &&(f32, f32)| overlap(**span, (piece.left, piece.right)) > 0.3 * (span.1 - span.0);
        self.spans.iter().filter(inside).count() > 1
    }
}

pub(super) fn middle(span: (f32, f32)) -> f32 {
    (span.0 + span.1) / 2.0
}

fn overlap(a: (f32, f32), b: (f32, f32)) -> f32 {
    a.1.min(b.1) - a.0.max(b.0)
}

/// The numbers with their rows; runs that can only be several numbers say nothing of their columns.
fn numbers(body: &[Band]) -> Vec<(usize, &Piece)> {
    let all = body.iter().enumerate().flat_map(|(row, band)| band.pieces.iter().map(move |piece| (row, piece)));
    all.filter(|(_, piece)| piece.is_number && is_one_number(&piece.spoken.text)).collect()
}

/// No two columns share a place, and no two numbers of a row a column.
fn is_aligned(spans: &[(f32, f32)], numbers: &[(usize, &Piece)]) -> bool {
    let apart = spans.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 0.1);
    let mut places: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (row, piece) in numbers {
        if let Some(column) = spans.iter().position(|span| (span.0 - 0.1..=span.1 + 0.1).contains(&piece.center())) {
            let text = places.entry((*row, column)).or_default();
            *text += if text.is_empty() { "" } else { " " };
            *text += &piece.spoken.text;
        }
    }
    let faults = places.values().filter(|text| !is_one_number(text)).count();
    apart && faults as f32 <= TYPED_FAULTS * places.len() as f32
}

/// After a blank come three digits, or it is another number.
pub(super) fn is_one_number(text: &str) -> bool {
    let digits = |group: &str| group.chars().take_while(char::is_ascii_digit).count();
    let mut groups = text.split(' ');
    groups.next().is_some_and(|first| !first.ends_with(['%', ')']) || !text.contains(' '))
        && groups.all(|group| digits(group) == 3)
}

/// Clusters of the edge (right, middle or left) along which the numbers align best.
fn clusters(numbers: &[(usize, &Piece)], slack: f32) -> Vec<(f32, f32)> {
    let edges: [fn(&Piece) -> f32; 3] = [|piece| piece.right, Piece::center, |piece| piece.left];
    let by = |edge: fn(&Piece) -> f32| {
        let mut sorted = numbers.to_vec();
        sorted.sort_by(|a, b| edge(a.1).total_cmp(&edge(b.1)));
        let mut clusters: Vec<(Vec<usize>, f32, (f32, f32))> = Vec::new();
        for (row, piece) in sorted {
            match clusters.last_mut() {
                Some((rows, last, span)) if edge(piece) - *last <= slack => {
                    rows.push(row);
                    (*last, *span) = (edge(piece), (span.0.min(piece.left), span.1.max(piece.right)));
                }
                _ => clusters.push((vec![row], edge(piece), (piece.left, piece.right))),
            }
        }
        let clashes =
            clusters.iter().map(|(rows, ..)| rows.len() - rows.iter().collect::<BTreeSet<_>>().len()).sum::<usize>();
        (clashes, clusters.into_iter().map(|(.., span)| span).collect::<Vec<_>>())
    };
    // Two numbers of one row in one column say that the edge is the wrong one.
    let best = edges.into_iter().map(by).min_by_key(|(clashes, clusters)| (*clashes, clusters.len()));
    let mut best: Vec<(f32, f32)> = best.map(|(_, clusters)| clusters).unwrap_or_default();
    best.sort_by(|a, b| middle(*a).total_cmp(&middle(*b)));
    best
}

/// Clusters that cover each other are one column, unless a row has a number in both.
fn merge_overlapping(spans: &mut Vec<(f32, f32)>, numbers: &[(usize, &Piece)]) {
    let mut index = 0;
    while index + 1 < spans.len() {
        let (a, b) = (spans[index], spans[index + 1]);
        let narrower = (a.1 - a.0).min(b.1 - b.0).max(0.1);
        let both = || {
            let rows_in = |span: (f32, f32)| {
                let inside = move |piece: &Piece| (span.0 - 0.01..=span.1 + 0.01).contains(&piece.center());
                numbers.iter().filter(move |(_, piece)| inside(piece)).map(|(row, _)| *row)
            };
            let left: BTreeSet<usize> = rows_in((a.0, a.1.min(b.0.max(a.0)))).collect();
            rows_in((b.0.max(a.1.min(b.1)), b.1)).any(|row| left.contains(&row))
        };
        if overlap(a, b) > 0.35 * narrower && !both() {
            spans[index] = (a.0.min(b.0), a.1.max(b.1));
            spans.remove(index + 1);
            index = index.saturating_sub(1);
        } else {
            index += 1;
        }
    }
}

/// Where the labels end. Without labels of words the first column of numbers (years, say) is the labels.
fn labels_right(body: &[Band], spans: &mut Vec<(f32, f32)>) -> f32 {
    let first = |spans: &[(f32, f32)]| spans.first().map_or(f32::MAX, |span| span.0);
    let labels = |limit: f32| {
        let words = body
            .iter()
            .flat_map(|band| band.pieces.first())
            .filter(move |piece| !piece.is_number && piece.left < limit);
        words.map(|piece| piece.right).filter(move |right| *right <= limit + 1.0).fold(f32::MIN, f32::max)
    };
    let right = labels(first(spans));
    if right > f32::MIN || spans.len() < 2 {
        return right.max(first(spans) - 1e4);
    }
    spans.remove(0).1
}

/// Gives each column its header word. Headers over nothing are columns too: without a number on this page, but columns.
fn headed(spans: &mut Vec<(f32, f32)>, leaf: Option<&Band>, stub: f32) -> Vec<(f32, f32)> {
    let words: Vec<(f32, f32)> = leaf
        .map(|band| {
            band.pieces.iter().map(|piece| (piece.left, piece.right)).filter(|word| middle(*word) > stub).collect()
        })
        .unwrap_or_default();
    let mut wide = spans.clone();
    if words.len() == spans.len() && stand_near(&words, spans) {
        for (span, word) in wide.iter_mut().zip(&words) {
            *span = (span.0.min(word.0), span.1.max(word.1));
        }
        return wide;
    }
    let distance = distance(spans);
    for word in words.iter().copied() {
        let hit = |span: &(f32, f32)| overlap(*span, word) > 0.0;
        let bare = |span: &(f32, f32)| !words.iter().any(|other| overlap(*span, *other) > 0.0);
        if let Some(index) = spans.iter().position(hit) {
            let alone = spans.iter().filter(|span| hit(span)).count() == 1;
            wide[index] = if alone { (wide[index].0.min(word.0), wide[index].1.max(word.1)) } else { wide[index] };
        } else if let Some(index) =
            spans.iter().position(|span| bare(span) && is_beside(*span, word, spans, &words, distance))
        {
            wide[index] = (wide[index].0.min(word.0), wide[index].1.max(word.1));
        } else {
            let at = spans.partition_point(|span| middle(*span) < middle(word));
            spans.insert(at, word);
            wide.insert(at, word);
        }
    }
    wide
}

/// A column whose header stands on other lines than most (in the middle of a taller header) is as wide as that.
fn widen_bare(wide: &mut [(f32, f32)], spans: &[(f32, f32)], header: &[Band], stub: f32) {
    let pieces = header.iter().flat_map(|band| &band.pieces).map(|piece| (piece.left, piece.right));
    let words: Vec<(f32, f32)> = pieces.filter(|word| middle(*word) > stub).collect();
    let distance = distance(spans);
    for index in (0..spans.len()).filter(|index| wide[*index] == spans[*index]).collect::<Vec<_>>() {
        let span = spans[index];
        let only = |word: &&(f32, f32)| {
            let elsewhere = (0..spans.len()).any(|other| other != index && overlap(wide[other], **word) > 0.0);
            !elsewhere && (overlap(span, **word) > 0.0 || is_beside(span, **word, spans, &[], distance))
        };
        let own: Vec<(f32, f32)> = words.iter().filter(only).copied().collect();
        for word in own {
            wide[index] = (wide[index].0.min(word.0), wide[index].1.max(word.1));
        }
    }
}

/// A word without numbers and numbers without a word that stand side by side, with nothing between them, are one column.
fn is_beside(span: (f32, f32), word: (f32, f32), spans: &[(f32, f32)], words: &[(f32, f32)], distance: f32) -> bool {
    let (left, right) = (middle(span).min(middle(word)), middle(span).max(middle(word)));
    let between = |other: &(f32, f32)| *other != span && *other != word && (left..=right).contains(&middle(*other));
    let both_last = words.len() == spans.len() && words.last() == Some(&word) && spans.last() == Some(&span);
    (both_last || gap(span, word) < 0.8 * distance) && !spans.iter().chain(words).any(between)
}

/// As many header words as columns: each stands between the columns beside its own, and beside its numbers.
fn stand_near(words: &[(f32, f32)], spans: &[(f32, f32)]) -> bool {
    let offsets = || words.iter().zip(spans).map(|(word, span)| middle(*span) - middle(*word));
    let spread = offsets().fold(f32::MIN, f32::max) - offsets().fold(f32::MAX, f32::min);
    // All of them off by about the same: words in the middle of columns, numbers at their right.
    let shifted = words.len() > 2 && spread < 0.4 * distance(spans);
    shifted
        || (0..words.len()).all(|index| {
            let center = middle(words[index]);
            let before = index.checked_sub(1).is_none_or(|before| middle(spans[before]) < center);
            let after = spans.get(index + 1).is_none_or(|after| center < middle(*after));
            before && after && gap(spans[index], words[index]) < 0.6 * (words[index].1 - words[index].0)
        })
}

/// The usual distance of columns.
pub(super) fn distance(spans: &[(f32, f32)]) -> f32 {
    match spans {
        [first, .., last] => (middle(*last) - middle(*first)) / (spans.len() - 1) as f32,
        [only] => 2.0 * (only.1 - only.0),
        [] => 0.0,
    }
}

fn gap(a: (f32, f32), b: (f32, f32)) -> f32 {
    -overlap(a, b)
}
