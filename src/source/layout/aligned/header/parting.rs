//! Headers of columns side by side that read as one text, a single blank between them.

use super::beside::Beside;
use super::leaves::is_code;
use crate::source::layout::aligned::columns::{Columns, Extent, middle, overlap};
use crate::source::layout::aligned::families::lowest;
use crate::source::layout::aligned::{Band, Piece, words};
use crate::source::layout::runs::Run;

/// A word over another has its middle no further off than this (in sizes).
const CENTRED: f32 = 0.6;

/// Column headers that are codes (G-1, NO-A, UG) may stand so near to each other that they read as one text: each is its own.
pub(in crate::source::layout::aligned) fn part_codes(bands: &mut [Band]) {
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

/// In typed text the headers of columns side by side may have a single blank between them: as many words as columns, each over
/// its own, where nothing stands below or each in the middle over the word below; or as many texts.
pub(in crate::source::layout::aligned) fn part_words(bands: &mut [Band], columns: &Columns) {
    let lowest: Vec<(Extent, bool)> = lowest(bands);
    let lines: Vec<Vec<Extent>> = bands.iter().map(word_extents).collect();
    for (index, band) in bands.iter_mut().enumerate() {
        let (y, size) = (band.y, band.size);
        let beside = Beside { columns, above: &lines[..index], below: &lines[index + 1..], size };
        let alone = band.pieces.iter().filter(|piece| !columns.is_label(piece.extent())).count() < 2;
        let part = |piece: Piece| {
            let words = words(&piece.run);
            if are_headers(&piece, &words, columns, &lowest, size) {
                return words.iter().map(|word| Piece::new(word, y, size)).collect();
            }
            match beside.texts(&words).filter(|_| !alone) {
                Some(texts) => texts.iter().map(|text| Piece::new(text, y, size)).collect(),
                None => vec![piece],
            }
        };
        band.pieces = std::mem::take(&mut band.pieces).into_iter().flat_map(part).collect();
    }
}

fn word_extents(band: &Band) -> Vec<Extent> {
    let words = band.pieces.iter().flat_map(|piece| words(&piece.run));
    words.map(|word| (word.left, word.right)).collect()
}

fn are_headers(piece: &Piece, words: &[Run], columns: &Columns, lowest: &[(Extent, bool)], size: f32) -> bool {
    let extents: Vec<Extent> = words.iter().map(|word| (word.left, word.right)).collect();
    let own: Vec<Option<usize>> = extents.iter().map(|word| columns.of(*word)).collect();
    let each =
        own.iter().all(Option::is_some) && own.windows(2).all(|pair| pair[0].map(|column| column + 1) == pair[1]);
    let over = columns.spans.iter().filter(|span| overlap(**span, piece.extent()) > 0.0).count();
    let bottom = lowest.iter().any(|(extent, _)| *extent == piece.extent());
    // Below a code stands nothing that it would be the end of.
    let centred = |word: &Extent| {
        let below =
            |(extent, code): &(Extent, bool)| !code && (middle(*extent) - middle(*word)).abs() <= CENTRED * size;
        lowest.iter().any(below)
    };
    let begins = words.iter().all(|word| !word.glyphs[0].c.is_lowercase());
    let beside = || each && over == words.len() && (bottom || extents.iter().all(centred));
    words.len() > 1 && begins && (beside() || is_beside_code(words, lowest))
}

/// A code (`UG`) beside words of which each stands over a word of its own: no text that spans them begins or ends with a code.
fn is_beside_code(words: &[Run], lowest: &[(Extent, bool)]) -> bool {
    let below = |word: &Run| -> Option<Extent> {
        let shared = |extent: &Extent| overlap(*extent, (word.left, word.right));
        let words = lowest.iter().filter(|(extent, code)| !code && shared(extent) > 0.0).map(|(extent, _)| *extent);
        words.max_by(|a, b| shared(a).total_cmp(&shared(b)))
    };
    let own: Vec<Option<Extent>> = words.iter().map(below).collect();
    let distinct = own.windows(2).all(|pair| pair[0].is_none() || pair[0] != pair[1]);
    let text = |word: &Run| word.glyphs.iter().map(|glyph| glyph.c).collect::<String>();
    let single = own.iter().zip(words).all(|(own, word)| own.is_some() || is_code(&text(word)));
    let over = own.iter().flatten().count();
    distinct && single && over > 1 && over < words.len()
}

fn is_codes(text: &str) -> bool {
    let code = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
    };
    let short = text.split(' ').all(|word| word.len() <= 2);
    (text.contains('-') || short) && text.split(' ').count() > 1 && text.split(' ').all(code)
}
