//! Words and columns in pairs: how far headers usually stand off their numbers.
//!
//! Takes the words of a header line and the columns without a header; gives each word its column, or none.

use crate::source::layout::aligned::Band;
use crate::source::layout::aligned::columns::{Columns, Extent, distance, middle, overlap};

/// What a column without a header and a header without numbers cost, in distances of columns between the two.
pub(super) const BARE: f32 = 0.5;
pub(super) const ADDED: f32 = 0.4;
/// So many headers beside their numbers show how far off they usually are.
pub(super) const MANY: usize = 3;
/// Of two columns as near the one whose middle is nearer.
pub(super) const CENTRED: f32 = 0.1;

/// An edge or the middle of numbers, and how far it usually is from the middle of their header.
pub(super) type Usual = (Anchor, f32);

pub(super) type Anchor = fn(Extent) -> f32;

/// Words in the middle, numbers at the right: all of them are off by much the same. Nothing where too few are known to stand over
/// each other.
pub(super) fn usual(pairs: &[Option<usize>], centers: &[f32], extents: &[Extent]) -> Option<Usual> {
    let found = || pairs.iter().enumerate().filter_map(|(word, column)| Some((word, (*column)?)));
    let anchors: [Anchor; 3] = [middle, |extent: Extent| extent.0, |extent: Extent| extent.1];
    let spreads = anchors.into_iter().filter_map(|anchor| {
        let offsets: Vec<f32> = found().map(|(word, column)| anchor(extents[column]) - centers[word]).collect();
        spread(offsets).map(|(median, spread)| (anchor, median, spread))
    });
    let least = spreads.min_by(|a, b| a.2.total_cmp(&b.2)).filter(|_| found().count() >= MANY);
    least.map(|(anchor, median, _)| (anchor, median))
}

/// What the line with most words over the columns tells, for the lines with few.
pub(super) fn usual_of_richest(bands: &[Band], columns: &Columns) -> Option<Usual> {
    let words = |band: &&Band| band.pieces.iter().filter(|piece| !columns.is_label(piece.extent())).count();
    let richest = bands.iter().max_by_key(words)?;
    let extents: Vec<Extent> =
        richest.pieces.iter().map(|piece| piece.extent()).filter(|extent| !columns.is_label(*extent)).collect();
    let distance = distance(&columns.wide).max(0.1);
    let apart = |word: usize, column: usize| {
        let (own, numbers) = (extents[word], columns.wide[column]);
        ((-overlap(numbers, own)).max(0.0) + CENTRED * (middle(numbers) - middle(own)).abs()) / distance
    };
    let paired = pairs(extents.len(), &vec![BARE; columns.wide.len()], &apart);
    let centers: Vec<f32> = extents.iter().map(|extent| middle(*extent)).collect();
    usual(&paired, &centers, &columns.wide)
}

/// The middle of the offsets, and how far they usually are from it.
fn spread(mut offsets: Vec<f32>) -> Option<(f32, f32)> {
    offsets.sort_by(f32::total_cmp);
    let median = *offsets.get(offsets.len() / 2)?;
    let mut off: Vec<f32> = offsets.iter().map(|offset| (offset - median).abs()).collect();
    off.sort_by(f32::total_cmp);
    Some((median, off[off.len() / 2]))
}

/// The column of each word: the cheapest pairs in order. `loss` is the cost of a column without a word.
pub(super) fn pairs(words: usize, loss: &[f32], apart: &dyn Fn(usize, usize) -> f32) -> Vec<Option<usize>> {
    let mut best: Vec<Vec<(f32, u8)>> = vec![vec![(0.0, 0); loss.len() + 1]; words + 1];
    for word in 0..=words {
        for column in 0..=loss.len() {
            let mut ways: Vec<(f32, u8)> = Vec::new();
            if word > 0 && column > 0 {
                ways.push((best[word - 1][column - 1].0 + apart(word - 1, column - 1), PAIR));
            }
            if column > 0 {
                ways.push((best[word][column - 1].0 + loss[column - 1], SKIP));
            }
            if word > 0 {
                ways.push((best[word - 1][column].0 + ADDED, NEW));
            }
            if let Some(way) = ways.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)) {
                best[word][column] = way;
            }
        }
    }
    let (mut chosen, mut word, mut column) = (vec![None; words], words, loss.len());
    while word > 0 || column > 0 {
        match best[word][column].1 {
            PAIR => {
                (word, column) = (word - 1, column - 1);
                chosen[word] = Some(column);
            }
            SKIP => column -= 1,
            _ => word -= 1,
        }
    }
    chosen
}

/// Steps of the pairing: a word and a column, a column without a word, a word without a column.
const PAIR: u8 = 1;
const SKIP: u8 = 2;
const NEW: u8 = 3;
