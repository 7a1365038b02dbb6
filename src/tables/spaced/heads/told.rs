//! What the rows of a table say about its header, before it is read.

use std::collections::BTreeSet;

use super::super::pieces::Piece;
use super::super::sizes::Size;
use super::super::{blocks, header};
use crate::normalise::CleanText;
use crate::report::Column;

/// What the rows say about their header.
pub(super) struct Rows<'a> {
    pub pieces: &'a [Piece],
    pub rows: &'a [&'a Piece],
    /// How many cells they can have.
    pub widths: &'a [usize],
    pub labels: &'a BTreeSet<&'a str>,
    /// Whether names of groups stand between them.
    pub grouped: bool,
    /// Whether blank lines part what does not belong together.
    pub airy: bool,
    /// So many words of the header are printed otherwise when it is printed again: they name groups of rows.
    pub varying: usize,
}

/// Whether blank lines part what does not belong together.
pub(super) fn is_airy(pieces: &[Piece]) -> bool {
    let pairs = pieces.windows(2).filter(|pair| pair[0].index != pair[1].index);
    let (mut all, mut apart) = (0, 0);
    for pair in pairs {
        all += 1;
        apart += usize::from(pair[0].index + 1 < pair[1].index);
    }
    apart * 2 > all
}

/// How many cells the rows can have: nearly all of them must fit, most of them without a blank too many.
pub(super) fn widths(sizes: &[Size]) -> Vec<usize> {
    let longest = sizes.iter().map(|size| size.words).max().unwrap_or_default();
    let share = |fits: &dyn Fn(&Size) -> bool| sizes.iter().filter(|size| fits(size)).count() * 10 / sizes.len().max(1);
    let fitting = |width: usize| share(&|size| size.fit(width) > 1) >= 9 && share(&|size| size.fits_well(width)) >= 8;
    (1..=longest).filter(|width| fitting(*width)).collect()
}

/// How many words at its beginning a header does not share with the others of its table.
pub(super) fn varying(text: &CleanText, pieces: &[Piece], first_row: usize) -> usize {
    /// Fewer words in common show no header.
    const FEWEST: usize = 3;
    let words = |pieces: &[Piece]| -> Vec<String> {
        pieces.iter().flat_map(|piece| piece.text.split_whitespace().map(String::from)).collect()
    };
    let Some(last) = pieces[..first_row].iter().rposition(|piece| piece.names.iter().any(|name| header::is_leaf(name)))
    else {
        return 0;
    };
    let own = words(&pieces[..=last]);
    let printed = blocks::header_blocks(text, pieces, &pieces[last].text);
    let common = |block: &std::ops::Range<usize>| {
        let other = words(&pieces[block.clone()]);
        let common = own.iter().rev().zip(other.iter().rev()).take_while(|(own, other)| own == other).count();
        // A block cut short shows nothing.
        if common == other.len() { own.len() } else { common }
    };
    let common = printed.iter().map(common).filter(|common| *common >= FEWEST).min();
    common.map_or(0, |common| own.len() - common)
}

/// Whether rows that show their cells plainly leave a column empty in all of them. No such column is printed, but a grade that
/// nobody holds.
pub(super) fn has_empty_column(rows: &[&Piece], columns: &[Column]) -> bool {
    /// Fewer rows show nothing.
    const FEWEST: usize = 5;
    let plain: Vec<&&Piece> = rows.iter().filter(|row| row.cut.words.len() == columns.len()).collect();
    let empty = |column: usize| plain.iter().all(|row| row.cut.words[column].text.is_empty());
    let doubted = |column: usize| !header::is_leaf(&columns[column].label) && empty(column);
    plain.len() >= FEWEST && (0..columns.len()).any(doubted)
}
