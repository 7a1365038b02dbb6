//! Spanning headers that read as one text over headers that repeat.

use crate::source::layout::aligned::columns::{Extent, join, middle, overlap};
use crate::source::layout::aligned::{Band, Piece, words};
use crate::source::layout::runs::Run;

/// Two spanning headers with a single blank between them read as one text over headers that repeat (`F M F M`): no spanning
/// header has two columns of one name right below it.
pub(in crate::source::layout::aligned) fn part_spanners(bands: &mut [Band]) {
    for index in 0..bands.len() {
        let (y, size) = (bands[index].y, bands[index].size);
        let pieces = std::mem::take(&mut bands[index].pieces);
        let part = |piece: Piece| match cut_over(&words(&piece.run), &repeated(&piece, &bands[index + 1..])) {
            Some(parts) => parts.iter().map(|part| Piece::new(part, y, size)).collect(),
            None => vec![piece],
        };
        let parted = pieces.into_iter().flat_map(part).collect();
        bands[index].pieces = parted;
    }
}

/// What the lowest words under a piece cover, parted where they begin to repeat.
fn repeated(piece: &Piece, below: &[Band]) -> Vec<Extent> {
    let under = |other: &Piece| overlap(other.extent(), piece.extent()) > 0.0;
    let bottom = |index: usize, own: &Piece| {
        let mut lower = below[index + 1..].iter().flat_map(|band| &band.pieces);
        !lower.any(|other| overlap(other.extent(), own.extent()) > 0.0)
    };
    let words = below.iter().enumerate().flat_map(|(index, band)| band.pieces.iter().map(move |own| (index, own)));
    let mut words: Vec<&Piece> =
        words.filter(|(index, own)| under(own) && bottom(*index, own)).map(|(_, own)| own).collect();
    words.sort_by(|a, b| a.left.total_cmp(&b.left));
    let repeats = |period: &usize| {
        let again = words.iter().skip(*period);
        words.len().is_multiple_of(*period)
            && words.iter().zip(again).all(|(own, next)| own.spoken.text == next.spoken.text)
    };
    let Some(period) = (2..=words.len() / 2).find(repeats) else { return Vec::new() };
    words.chunks(period).filter_map(|group| group.iter().map(|own| own.extent()).reduce(join)).collect()
}

/// Cuts words into as many texts as there are groups of columns, each as near over the middle of its own as can be.
fn cut_over(words: &[Run], groups: &[Extent]) -> Option<Vec<Run>> {
    let [own, rest @ ..] = groups else { return None };
    if rest.is_empty() {
        return Some(vec![joined(words)]);
    }
    let off = |parts: &[Run]| -> f32 {
        parts.iter().zip(groups).map(|(part, group)| (middle((part.left, part.right)) - middle(*group)).abs()).sum()
    };
    let begins = |at: &usize| words[*at].glyphs[0].c.is_uppercase();
    let ways = (1..words.len()).filter(begins).filter_map(|at| {
        let parts: Vec<Run> = std::iter::once(joined(&words[..at])).chain(cut_over(&words[at..], rest)?).collect();
        let inside = parts[0].left < own.1 && parts[0].right > own.0;
        inside.then(|| (off(&parts), parts))
    });
    ways.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, parts)| parts)
}

/// Words as one text.
fn joined(words: &[Run]) -> Run {
    let mut text = words[0].clone();
    for word in &words[1..] {
        text.right = word.right;
        text.blanks.push(true);
        text.blanks.extend(word.blanks.iter().skip(1));
        text.glyphs.extend(word.glyphs.iter().copied());
    }
    text
}
