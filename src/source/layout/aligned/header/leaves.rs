//! The headers of single columns, from the lowest line up.
//!
//! A word over the numbers (or the lower header word) of one column is that column's header; the lines above it are, where they
//! are as near as lines of one text and could not have stood beside it. A word over no column is that of the nearest column
//! without one, or of a column that has no numbers.

use std::cmp::Ordering;

use super::offsets::{BARE, CENTRED, Usual, pairs, usual, usual_of_richest};
use crate::source::layout::aligned::columns::{Columns, Extent, distance, join, middle, overlap};
use crate::source::layout::aligned::rows::is_broken;
use crate::source::layout::aligned::{Band, Manner, Piece};

/// Lines of one header are at most this far apart (in sizes) where nothing better is known.
const WRAPPED: f32 = 1.32;
/// Lines of one header are no further apart than those of a label by this factor.
const LEADING_SLACK: f32 = 1.05;
/// Lines of one text are between so many sizes apart.
const NO_LINE: f32 = 0.9;
const MOST_LEADING: f32 = 1.45;
/// Distances of lines that differ by less (in sizes) are one.
const SAME_GAP: f32 = 0.03;
/// Lines of one header have an edge or their middle in common, to this (in sizes); single words in characters, to some of them.
const ALIGNED: f32 = 0.4;
const ALIGNED_TYPED: f32 = 1.3;
/// A column that a word in a higher line stands over may have that for its header.
const HEADED: f32 = 0.25;
/// A word over a column shares more than this with it (in sizes); of several in characters, more than a single one.
const OVER: f32 = 0.08;
const OVER_TYPED: f32 = 0.55;

/// The header of a column: its lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Leaf {
    /// Baselines of its first and last line.
    pub first: f32,
    pub last: f32,
    pub extent: Extent,
    /// It is a code (`F`, `G-1`, `2019`), which is no end of a longer text.
    pub code: bool,
    /// It begins in small letters as no name does: the line above is its beginning.
    pub begun: bool,
}

/// The headers of the columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Leaves {
    /// By column.
    pub leaf: Vec<Option<Leaf>>,
    /// By band and piece: the column whose header it is (a line of).
    pub columns: Vec<Vec<Option<usize>>>,
    /// Lines above the level of their column, by band and piece: they may span columns.
    pub(super) freed: Vec<(usize, usize)>,
    /// They stand in characters.
    pub(super) typed: bool,
    /// How far the words of the line with most of them usually stand off their numbers.
    usual: Option<Usual>,
}

impl Leaves {
    /// Finds the headers; columns without numbers are added to `columns`.
    pub(super) fn find(bands: &[Band], columns: &mut Columns, leading: Option<f32>, manner: Manner) -> Leaves {
        let leading = leading.or_else(|| header_leading(bands));
        let mut found = Leaves {
            leaf: vec![None; columns.spans.len()],
            columns: bands.iter().map(|band| vec![None; band.pieces.len()]).collect(),
            freed: Vec::new(),
            typed: manner == Manner::Typed,
            usual: if manner == Manner::Printed { usual_of_richest(bands, columns) } else { None },
        };
        for index in (0..bands.len()).rev() {
            let band = &bands[index];
            // A long label may reach below the header of a column that holds hardly anything.
            let is_code = |nth: usize| found.typed && nth > 0 && is_code(&band.pieces[nth].spoken.text);
            let is_word = |nth: &usize| is_code(*nth) || !columns.is_label(band.pieces[*nth].extent());
            let words: Vec<usize> = (0..band.pieces.len()).filter(is_word).collect();
            let (free, over): (Vec<usize>, Vec<usize>) =
                words.into_iter().partition(|nth| found.is_free(band, &band.pieces[*nth], columns));
            for nth in over {
                let piece = &band.pieces[nth];
                let only =
                    found.only_column(columns, piece, band.size).or_else(|| found.goes_on_in(piece, band, leading));
                if let Some(column) = only.filter(|at| found.takes(*at, piece, band, columns, leading)) {
                    found.enter(index, nth, column, band, piece, columns);
                }
            }
            found.settle(bands, index, &free, columns);
        }
        if found.typed {
            found.free_tops(bands);
        }
        found
    }

    /// The column that a piece stands over, if it is one; of a word in characters a single one over another column is none.
    fn only_column(&self, columns: &Columns, piece: &Piece, size: f32) -> Option<usize> {
        let single = |over: &[usize]| if let [column] = over { Some(*column) } else { None };
        let over = over_columns(columns, piece, size);
        let most = |column: &usize| overlap(columns.wide[*column], piece.extent()) > OVER_TYPED * size;
        let word = self.typed && !piece.spoken.text.contains(' ');
        single(&over).or_else(|| single(&over.iter().copied().filter(most).collect::<Vec<_>>()).filter(|_| word))
    }

    /// A printed line that ends in the middle of a text goes on in the header right below its middle, however wide it is.
    fn goes_on_in(&self, piece: &Piece, band: &Band, leading: Option<f32>) -> Option<usize> {
        let most = leading.map_or(WRAPPED, |leading| leading * LEADING_SLACK) * band.size;
        let below = |leaf: &Leaf| {
            let gap = leaf.first - band.y;
            gap > 0.0 && gap <= most && (piece.center() - middle(leaf.extent)).abs() <= ALIGNED * band.size
        };
        let is_cut = !self.typed && is_broken(&piece.spoken.text, "");
        self.leaf.iter().position(|leaf| is_cut && leaf.as_ref().is_some_and(below))
    }

    /// Whether a piece may be the header of a column that has none: it stands over no header, and not over several columns.
    fn is_free(&self, band: &Band, piece: &Piece, columns: &Columns) -> bool {
        let over = over_columns(columns, piece, band.size);
        let headed = over.iter().any(|column| self.leaf[*column].is_some());
        !headed && over.len() < 2 && (!over.is_empty() || !self.spans_lower(band, piece, columns))
    }

    /// Whether a piece over one column is its header or a line of it.
    fn takes(&self, column: usize, piece: &Piece, band: &Band, columns: &Columns, leading: Option<f32>) -> bool {
        let Some(leaf) = self.leaf[column] else { return true };
        let most = leading.map_or(WRAPPED, |leading| leading * LEADING_SLACK);
        let near = leaf.first - band.y <= most * band.size;
        let aligned = [piece.left - leaf.extent.0, piece.center() - middle(leaf.extent), piece.right - leaf.extent.1];
        let word = self.typed && !piece.spoken.text.contains(' ');
        let most = if word { ALIGNED_TYPED } else { ALIGNED };
        let aligned = aligned.iter().any(|off| off.abs() <= most * band.size);
        let cut = !self.typed && piece.spoken.text.ends_with('-');
        near && aligned
            && (cut || leaf.begun || (!leaf.code && !self.has_room(column, piece, leaf, columns, band.size)))
    }

    /// Over such wide numbers both lines could have stood beside each other: then they are no lines of one text.
    fn has_room(&self, column: usize, piece: &Piece, leaf: Leaf, columns: &Columns, size: f32) -> bool {
        let both = (piece.right - piece.left) + (leaf.extent.1 - leaf.extent.0) + 0.25 * size;
        columns.spans[column].1 - columns.spans[column].0 >= both
    }

    fn enter(&mut self, index: usize, nth: usize, column: usize, band: &Band, piece: &Piece, columns: &mut Columns) {
        let begun = !self.typed && piece.spoken.text.starts_with(char::is_lowercase);
        let new =
            Leaf { first: band.y, last: band.y, extent: piece.extent(), code: is_code(&piece.spoken.text), begun };
        let known = self.leaf[column];
        self.leaf[column] = Some(known.map_or(new, |leaf| Leaf {
            first: band.y.min(leaf.first),
            last: band.y.max(leaf.last),
            extent: join(leaf.extent, new.extent),
            code: false,
            begun,
        }));
        columns.wide[column] = join(columns.wide[column], piece.extent());
        self.columns[index][nth] = Some(column);
    }

    /// Gives the words of a line to the columns without a header, in their order and each as near to its numbers as can be, by
    /// dynamic programming; a word that is left over heads a column without numbers.
    fn settle(&mut self, bands: &[Band], index: usize, words: &[usize], columns: &mut Columns) {
        let band = &bands[index];
        let bare: Vec<usize> = (0..columns.wide.len()).filter(|column| self.leaf[*column].is_none()).collect();
        let loss: Vec<f32> = bare
            .iter()
            .map(|column| if headed_above(bands, index, *column, columns) { HEADED } else { BARE })
            .collect();
        let centers: Vec<f32> = words.iter().map(|nth| band.pieces[*nth].center()).collect();
        let extents: Vec<Extent> = bare.iter().map(|column| columns.wide[*column]).collect();
        let distance = distance(&columns.wide).max(0.1);
        let apart = |word: usize, column: usize| {
            let gap = -overlap(extents[column], band.pieces[words[word]].extent());
            (gap.max(0.0) + CENTRED * (middle(extents[column]) - centers[word]).abs()) / distance
        };
        let first = pairs(words.len(), &loss, &apart);
        let pairs = match usual(&first, &centers, &extents).or(self.usual) {
            Some((anchor, median)) => {
                let off = |word: usize, column: usize| {
                    apart(word, column).min((anchor(extents[column]) - centers[word] - median).abs() / distance)
                };
                pairs(words.len(), &loss, &off)
            }
            None => first,
        };
        for (word, column) in pairs.iter().enumerate().filter_map(|(word, column)| Some((word, (*column)?))) {
            let piece = &band.pieces[words[word]];
            self.enter(index, words[word], bare[column], band, piece, columns);
        }
        for (word, _) in pairs.iter().enumerate().filter(|(_, column)| column.is_none()) {
            self.add(index, words[word], band, columns);
        }
    }

    /// A column that only its header shows.
    fn add(&mut self, index: usize, nth: usize, band: &Band, columns: &mut Columns) {
        let piece = &band.pieces[nth];
        let at = columns.spans.partition_point(|span| middle(*span) < piece.center());
        if at == 0 {
            columns.stub_right = columns.stub_right.min(piece.left - OVER * band.size);
        }
        columns.spans.insert(at, piece.extent());
        columns.wide.insert(at, piece.extent());
        self.leaf.insert(at, None);
        let later = self.columns.iter_mut().flatten().flatten().filter(|column| **column >= at);
        later.for_each(|column| *column += 1);
        self.enter(index, nth, at, band, piece, columns);
    }

    /// Headers of columns stand on lines below the piece, on both sides of its middle or under it.
    fn spans_lower(&self, band: &Band, piece: &Piece, columns: &Columns) -> bool {
        let reach = 0.75 * distance(&columns.wide);
        let lower = |column: usize| self.leaf[column].is_some_and(|leaf| leaf.first > band.y + 0.5 * band.size);
        let near = |column: &usize| overlap(columns.wide[*column], (piece.left - reach, piece.right + reach)) > 0.0;
        (0..columns.wide.len()).filter(|column| lower(*column) && near(column)).count() > 0
    }
}

/// A column whose only header may be a word in a higher line.
fn headed_above(bands: &[Band], index: usize, column: usize, columns: &Columns) -> bool {
    let above = bands[..index].iter().flat_map(|band| band.pieces.iter().map(move |piece| (piece, band.size)));
    above.into_iter().any(|(other, size)| over_columns(columns, other, size) == [column])
}

/// The usual distance (in sizes) of header lines below each other; of two that are as usual the lesser. A rarer one may be that of lines
/// of two cells that were taken for one line.
fn header_leading(bands: &[Band]) -> Option<f32> {
    let gaps: Vec<f32> = bands.iter().enumerate().flat_map(|(index, band)| gaps_above(&bands[..index], band)).collect();
    let alike = |gap: f32| gaps.iter().filter(|other| (**other - gap).abs() < SAME_GAP).count();
    gaps.iter().copied().reduce(|best, gap| match alike(gap).cmp(&alike(best)) {
        Ordering::Greater => gap,
        Ordering::Equal => gap.min(best),
        Ordering::Less => best,
    })
}

/// How far each text of a line stands below the one over it, where that may be a line of the same text.
fn gaps_above<'b>(above: &'b [Band], band: &'b Band) -> impl Iterator<Item = f32> + 'b {
    band.pieces.iter().filter_map(move |own| {
        let over = |other: &&Band| other.pieces.iter().any(|piece| overlap(piece.extent(), own.extent()) > 0.0);
        let gaps = above.iter().rev().filter(over).map(|other| (band.y - other.y) / band.size);
        gaps.into_iter().find(|gap| *gap > NO_LINE).filter(|gap| *gap < MOST_LEADING)
    })
}

/// The columns that a piece stands over.
fn over_columns(columns: &Columns, piece: &Piece, size: f32) -> Vec<usize> {
    (0..columns.wide.len()).filter(|column| overlap(columns.wide[*column], piece.extent()) > OVER * size).collect()
}

/// `F`, `G-1`, `UG`, `2019`: no lower case.
pub(in crate::source::layout::aligned) fn is_code(text: &str) -> bool {
    !text.contains(|c: char| c.is_lowercase())
}
