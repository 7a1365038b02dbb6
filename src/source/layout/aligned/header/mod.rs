//! Header rows: words over one column are its header, however many lines they take; words over several span them.

mod doubts;
mod leaves;
mod names;
mod offsets;
pub(super) mod rest;
mod spans;

use super::columns::{Columns, Extent, join, middle, overlap};
use super::families::lowest;
use super::{Band, Manner, Piece, TableRow, cell, words};
use crate::source::RawCell;
use crate::source::layout::Rule;
use crate::source::layout::line::Spoken;
use crate::source::layout::runs::Run;
use leaves::Leaves;
pub(super) use leaves::is_code;

/// Between two lines of one header may stand a line of others (in sizes): typed lines are moved up or down to be whole lines.
const TYPED_LEADING: f32 = 2.4;
/// A word over another has its middle no further off than this (in sizes).
const CENTRED: f32 = 0.6;

/// What the header of a table says of its columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Heads {
    /// The column of each piece, band by band: nothing for labels and spanning headers.
    leaves: Vec<Vec<Option<usize>>>,
    /// First and last column of the spanning headers, band by band.
    spanners: Vec<Vec<Option<(usize, usize)>>>,
    /// Columns whose spanning header is not sure.
    pub doubtful: Vec<usize>,
}

impl Heads {
    /// Where the header of each column stands.
    pub(super) fn extents(&self, bands: &[Band], count: usize) -> Vec<Option<Extent>> {
        let mut extents = vec![None; count];
        let lines = bands.iter().zip(&self.leaves).flat_map(|(band, own)| band.pieces.iter().zip(own));
        for (piece, column) in lines.filter_map(|(piece, column)| Some((piece, (*column)?))) {
            let own: &mut Option<Extent> = &mut extents[column];
            *own = Some(own.map_or(piece.extent(), |known| join(known, piece.extent())));
        }
        extents
    }
}

/// Finds the headers of the columns; columns that only the header shows are added. `leading` is the distance of lines (in sizes).
pub(super) fn heads(
    bands: &[Band],
    columns: &mut Columns,
    rules: &[Rule],
    leading: Option<f32>,
    manner: Manner,
) -> Heads {
    let leading = if manner == Manner::Typed { Some(TYPED_LEADING) } else { leading };
    let leaves = Leaves::find(bands, columns, leading, manner);
    let (spanners, mut doubtful) = spans::find(bands, columns, &leaves, rules, manner);
    doubtful.extend(doubts::find(bands, &leaves, &spanners, columns.spans.len(), manner));
    Heads { leaves: leaves.columns, spanners, doubtful }
}

/// Whether the topmost line is the title of the table: alone, and over the columns of a spanning header that it is no line of.
pub(super) fn begins_with_title(bands: &[Band], heads: &Heads) -> bool {
    let (Some(own), Some(first)) = (heads.spanners.first(), bands.first()) else { return false };
    let ([Some(span)], [title]) = (own.as_slice(), first.pieces.as_slice()) else { return false };
    let below = bands.iter().zip(&heads.spanners).skip(1);
    let mut below = below.flat_map(|(band, spans)| band.pieces.iter().zip(spans));
    let aligned = |other: &Piece| {
        let off = [title.left - other.left, title.center() - other.center(), title.right - other.right];
        off.iter().any(|off| off.abs() <= first.size)
    };
    below.any(|(other, at)| *at == Some(*span) && !aligned(other))
}

/// The header as table rows: spanning headers line by line, then the headers of the columns in one row.
pub(super) fn rows(bands: &[Band], columns: &Columns, heads: &Heads) -> Vec<TableRow> {
    let Some(last) = bands.last() else { return Vec::new() };
    let stubs = columns.stubs.len();
    let mut leaves: Vec<Vec<Spoken>> = vec![Vec::new(); columns.count()];
    let mut spanners: Vec<Spanner> = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        for (nth, piece) in band.pieces.iter().enumerate() {
            let place =
                |lines: &[Vec<Option<usize>>]| lines.get(index).and_then(|line| line.get(nth).copied().flatten());
            let spanned = heads.spanners.get(index).and_then(|line| line.get(nth).copied().flatten());
            match (place(&heads.leaves), spanned) {
                (Some(column), _) => leaves[stubs + column].push(piece.spoken.clone()),
                (None, Some((first, last))) => {
                    spanners.push(Spanner {
                        band: index,
                        columns: (stubs + first, stubs + last),
                        spoken: piece.spoken.clone(),
                    });
                }
                (None, None) => leaves[columns.stub_of(piece.left, band.size)].push(piece.spoken.clone()),
            }
        }
    }
    let mut rows = spanner_rows(bands, spanners);
    let cells = leaves.into_iter().enumerate().map(|(column, lines)| cell(column, 1, close_words(lines))).collect();
    // Right below the spanning headers, however many lines it has.
    let top = rows.last().map_or(top(&bands[0]), |spanners| spanners.bottom);
    rows.push(TableRow { top, bottom: last.y + 0.2 * last.size, size: last.size, cells });
    rows
}

/// A bracket that opens inside a word and closes with the next line: the word was too wide for its column and was cut.
fn close_words(lines: Vec<Spoken>) -> Vec<Spoken> {
    let mut closed: Vec<Spoken> = Vec::new();
    for line in lines {
        let cut = |last: &&mut Spoken| {
            let opens = last.text.contains('(') && !last.text.contains([' ', ')']) && !last.text.starts_with('(');
            opens && line.text.starts_with(char::is_lowercase) && line.text.ends_with(')') && !line.text.contains(' ')
        };
        match closed.last_mut().filter(cut) {
            Some(last) => last.text.push_str(&line.text),
            None => closed.push(line),
        }
    }
    closed
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

/// In typed text the headers of columns side by side may have a single blank between them: as many words as columns, each over
/// its own, where nothing stands below or each in the middle over the word below.
pub(super) fn part_words(bands: &mut [Band], columns: &Columns) {
    let lowest: Vec<(Extent, bool)> = lowest(bands);
    for band in bands {
        let (y, size) = (band.y, band.size);
        let part = |piece: Piece| {
            let words = words(&piece.run);
            if are_headers(&piece, &words, columns, &lowest, size) {
                words.iter().map(|word| Piece::new(word, y, size)).collect()
            } else {
                vec![piece]
            }
        };
        band.pieces = std::mem::take(&mut band.pieces).into_iter().flat_map(part).collect();
    }
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

/// Two spanning headers with a single blank between them read as one text over headers that repeat (`F M F M`): no spanning
/// header has two columns of one name right below it.
pub(super) fn part_spanners(bands: &mut [Band]) {
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

fn is_codes(text: &str) -> bool {
    let code = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
    };
    let short = text.split(' ').all(|word| word.len() <= 2);
    (text.contains('-') || short) && text.split(' ').count() > 1 && text.split(' ').all(code)
}

/// A spanning header, its row and columns.
struct Spanner {
    band: usize,
    columns: (usize, usize),
    spoken: Spoken,
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
