//! Headers in which words stand out of their order, told by those of another page of the same table.

use super::header::{Head, is_of_label, line_words};
use super::lines::unit;
use crate::source::layout::aligned::families::Part;
use crate::source::layout::aligned::{Band, Piece};

/// The names over the columns, as moved there.
pub(super) struct Names {
    bands: Vec<Band>,
}

impl Names {
    /// What stands right of the labels in a header that has been moved.
    pub(super) fn of(moved: &[Band], labels: f32) -> Names {
        let over = |band: &Band, piece: &Piece| piece.center() / unit(band) > labels;
        let strip = |band: &Band| {
            let pieces = band.pieces.iter().filter(|piece| over(band, piece)).cloned().collect();
            Band { pieces, ..band.clone() }
        };
        Names { bands: moved.iter().map(strip).collect() }
    }

    /// Puts the names over the columns of a page that has the same, though not in their order.
    pub(super) fn lend(&self, part: &mut Part, edge: f32) {
        let own: Vec<Band> = part.header.iter().map(|band| labels_of(band, edge)).collect();
        let (y, pitch) = (part.header[0].y, self.bands.windows(2).map(|pair| pair[1].y - pair[0].y).next());
        let count = own.len().max(self.bands.len());
        let band = |at: usize| {
            let below = at as f32 * pitch.unwrap_or(0.0);
            let base = own.get(at).cloned();
            let mut band = base.unwrap_or_else(|| Band { y: y + below, pieces: Vec::new(), ..part.header[0].clone() });
            band.pieces.extend(self.bands.get(at).into_iter().flat_map(|names| names.pieces.clone()));
            band
        };
        part.header = (0..count).map(band).collect();
    }
}

/// The letters of the words over the columns, in no order.
pub(super) fn letters(header: &[Band], edge: f32) -> Vec<char> {
    let mut letters: Vec<char> = Vec::new();
    for band in header {
        let line = line_words(band);
        let free = (0..line.len()).filter(|nth| !is_of_label(&line, *nth, edge));
        letters.extend(free.flat_map(|nth| line[nth].1.text.chars()));
    }
    letters.sort_unstable();
    letters
}

/// What a line has of the header of the labels.
fn labels_of(band: &Band, edge: f32) -> Band {
    let line = line_words(band);
    let runs: Vec<usize> =
        (0..line.len()).filter(|nth| is_of_label(&line, *nth, edge)).map(|nth| line[nth].0).collect();
    let own = band.pieces.iter().enumerate().filter(|(run, _)| runs.contains(run));
    Band { pieces: own.map(|(_, piece)| piece.clone()).collect(), ..band.clone() }
}

/// Whether all columns have a header for sure.
pub(super) fn is_whole(heads: &[Head], columns: usize) -> bool {
    heads.len() == columns && heads.iter().all(|head| head.sure)
}

#[cfg(test)]
mod tests {
    use super::super::examples::{bands, part};
    use super::*;

    const MOVED: &str = "                 K-1   K-2   K-3";

    #[test]
    fn names_in_another_order_have_the_same_letters() {
        let edge = 0.0;
        let ordered = letters(&bands("Port             K-1   K-2   K-3"), edge);
        assert_eq!(letters(&bands("Port             K-2   K-3   K-1"), edge), ordered);
        assert_ne!(letters(&bands("Port             K-1   K-2   L-3"), edge), ordered);
    }

    #[test]
    fn a_page_keeps_its_own_header_of_the_labels() {
        let mut page = part("Harbour          K-2   K-3   K-1", "Ardenia           11    12    13");
        Names::of(&bands(MOVED), 10.0).lend(&mut page, 0.0);
        let texts: Vec<&str> = page.header[0].pieces.iter().map(|piece| piece.spoken.text.as_str()).collect();
        assert_eq!(texts, ["Harbour", "K-1", "K-2", "K-3"]);
    }
}
