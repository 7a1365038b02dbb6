//! Blocks of one table: those under the same header at the same place, page after page, and those that go on without a header.

use super::blocks::{self, Block};
use super::columns::{Columns, Extent, overlap};
use super::{Band, Manner, Piece, header, is_one_number, words};

/// Headers at the same place (in points): a table is set alike on each of its pages.
const SAME_PLACE: f32 = 1.0;
/// Two headers are the same when this share of their words is; the header of the labels may change.
const SAME_WORDS: f32 = 0.6;

/// Where a typed table goes on without a header, so many of its numbers stand in the columns.
const TYPED_FIT: f32 = 0.8;

/// A block: its page, the index of its first band there, its header and its body.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub page: usize,
    pub start: usize,
    pub header: Vec<Band>,
    pub body: Vec<Band>,
}

/// The blocks of one table.
#[derive(Debug, Clone)]
pub(super) struct Family {
    pub parts: Vec<Part>,
    manner: Manner,
    /// Columns in doubt, of the numbers.
    pub doubtful: Vec<usize>,
}

impl Family {
    fn of(part: Part, manner: Manner) -> Self {
        Self { parts: vec![part], manner, doubtful: Vec::new() }
    }

    /// What the bodies show of the columns.
    pub(super) fn columns(&self) -> Option<Columns> {
        let heads = match self.manner {
            Manner::Typed => self.heads(),
            Manner::Printed => Vec::new(),
        };
        Columns::of_bodies(&self.parts.iter().map(|part| part.body.as_slice()).collect::<Vec<_>>(), &heads)
    }

    /// The headers of single columns. A word above the last line of the header that stands between two words of it spans their
    /// columns, unless numbers stand below it in most rows.
    fn heads(&self) -> Vec<Extent> {
        let header = &self.parts[0].header;
        let Some(last) = header.last() else { return Vec::new() };
        let rows = self.parts.iter().flat_map(|part| &part.body).filter(|band| band.numbers() > 0);
        let rows: Vec<&Band> = rows.collect();
        let filled = |extent: Extent| {
            let over = |piece: &Piece| piece.is_number && overlap(piece.extent(), extent) > 0.0;
            rows.iter().filter(|band| band.pieces.iter().any(over)).count() * 2 >= rows.len()
        };
        let between = |extent: Extent| {
            let left = last.pieces.iter().any(|piece| piece.right <= extent.0);
            left && last.pieces.iter().any(|piece| piece.left >= extent.1)
        };
        let own = |extent: Extent| last.pieces.iter().any(|piece| piece.extent() == extent);
        let words = lowest(header).into_iter().map(|(extent, _)| extent);
        words.filter(|word| own(*word) || !between(*word) || filled(*word)).collect()
    }

    fn holds(&self, part: &Part) -> bool {
        let Some(last) = self.parts.last() else { return false };
        if part.header.is_empty() {
            // Typed text does not always tell pages.
            let next = part.page == last.page + 1 || (self.manner == Manner::Typed && part.page == last.page);
            return next && self.columns().is_some_and(|columns| self.fits(&columns, part));
        }
        self.manner == Manner::Printed && is_same(&self.parts[0].header, &part.header)
    }

    fn fits(&self, columns: &Columns, part: &Part) -> bool {
        match self.manner {
            Manner::Printed => columns.fit(&part.body),
            Manner::Typed => !part.body.iter().any(blocks::begins_another) && columns.hold(&part.body) >= TYPED_FIT,
        }
    }

    /// Typed pages are each set anew: under the same words, wherever they stand, even a single row is a table.
    pub(super) fn goes_on_in(&self, part: &Part) -> bool {
        let words = |header: &[Band]| -> Vec<String> {
            header.iter().flat_map(|band| &band.pieces).map(|piece| piece.spoken.text.clone()).collect()
        };
        let (first, second) = (words(&self.parts[0].header), words(&part.header));
        let alike = second.iter().filter(|word| first.contains(word)).count();
        self.manner == Manner::Typed
            && !second.is_empty()
            && alike as f32 >= SAME_WORDS * first.len().max(second.len()) as f32
    }
}

/// The tables of a document.
pub(super) fn find(pages: Vec<Vec<Band>>, manner: Manner) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    // A few rows under a header at the end of a page: a table if the next page has the same header.
    let mut begun: Option<Family> = None;
    for (page, bands) in pages.into_iter().enumerate() {
        for block in blocks::find(&bands) {
            let part = part(page, &bands, &block, manner);
            let headed = !part.header.is_empty();
            families.extend(begun.take().filter(|family| headed && !block.weak && family.holds(&part)));
            let known = families.last().is_some_and(|last| last.goes_on_in(&part));
            match families.last_mut().filter(|family| family.holds(&part)) {
                Some(family) => family.parts.push(part),
                None if block.weak && !known => begun = headed.then(|| Family::of(part, manner)),
                None => families.push(Family::of(part, manner)),
            }
        }
    }
    families
}

fn part(page: usize, bands: &[Band], block: &Block, manner: Manner) -> Part {
    let (mut header, mut body) = (bands[block.start..block.body].to_vec(), bands[block.body..block.end].to_vec());
    header::part_codes(&mut header);
    if manner == Manner::Typed {
        header::part_spanners(&mut header);
        part_numbers(&mut body);
    }
    Part { page, start: block.start, header, body }
}

/// The words of a header under which no other word of it stands, and whether they are codes.
pub(super) fn lowest(header: &[Band]) -> Vec<(Extent, bool)> {
    let covered = |index: usize, piece: &Piece| {
        let mut lower = header[index + 1..].iter().flat_map(|band| &band.pieces);
        lower.any(|other| overlap(other.extent(), piece.extent()) > 0.0)
    };
    let pieces =
        header.iter().enumerate().flat_map(|(index, band)| band.pieces.iter().map(move |piece| (index, piece)));
    pieces
        .filter(|(index, piece)| !covered(*index, piece))
        .map(|(_, piece)| (piece.extent(), header::is_code(&piece.spoken.text)))
        .collect()
}

fn is_same(first: &[Band], second: &[Band]) -> bool {
    let pieces = |bands: &[Band]| -> Vec<(String, f32)> {
        bands.iter().flat_map(|band| &band.pieces).map(|piece| (piece.spoken.text.clone(), piece.left)).collect()
    };
    let (first, second) = (pieces(first), pieces(second));
    let same =
        |piece: &&(String, f32)| first.iter().any(|other| other.0 == piece.0 && (other.1 - piece.1).abs() < SAME_PLACE);
    // A word that both have once, at another place: another table under the same header.
    let once = |pieces: &[(String, f32)], text: &str| pieces.iter().filter(|piece| piece.0 == text).count() == 1;
    let moved = |piece: &(String, f32)| {
        let other = first.iter().find(|other| other.0 == piece.0);
        let both = once(&first, &piece.0) && once(&second, &piece.0);
        both && other.is_some_and(|other| (other.1 - piece.1).abs() >= SAME_PLACE)
    };
    if second.iter().any(moved) {
        return false;
    }
    let alike = second.iter().filter(same).count();
    alike as f32 >= SAME_WORDS * first.len().max(second.len()) as f32
}

/// Runs that can only be several numbers are parted; which of their words are one number the columns tell.
fn part_numbers(bands: &mut [Band]) {
    for band in bands {
        let (y, size) = (band.y, band.size);
        let part = |piece: Piece| {
            if piece.is_number && !is_one_number(&piece.spoken.text) {
                words(&piece.run).iter().map(|word| Piece::new(word, y, size)).collect()
            } else {
                vec![piece]
            }
        };
        band.pieces = std::mem::take(&mut band.pieces).into_iter().flat_map(part).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::typed;
    use super::*;

    const HEADER: &str = "Port                 Small boats   Rafts   Total\n";

    fn parts(pages: &[String]) -> Vec<usize> {
        let bands = |page: &String| typed(page).iter().map(Band::new).collect();
        let families = find(pages.iter().map(bands).collect(), Manner::Printed);
        families.into_iter().map(|family| family.parts.len()).collect()
    }

    #[test]
    fn a_header_with_a_row_or_two_at_the_end_of_a_page_is_of_the_table_on_the_next() {
        let first = format!(
            "{HEADER}Aldport                                        0\nBirkhaven                                      0"
        );
        let second = format!(
            "{HEADER}Corrie                     2       4       6\nDunmore                    1       5       6"
        );
        assert_eq!(parts(&[first.clone(), second]), [2]);
        assert_eq!(parts(&[first, "A page of prose.".into()]), [0; 0]);
    }
}
