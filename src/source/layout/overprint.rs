//! Texts drawn one over the other: a header wider than its cell runs into the next, a label into the row below.
//!
//! What such a cell says is not sure, and neither is what stands beside it or, in a header, below it.

use std::ops::Range;

use super::Placed;
use super::aligned::{self, is_number};
use super::runs::{Row, Run};
use crate::source::RawCell;

/// Characters that share more than this of their width are drawn over each other; kerning takes less.
const SHARED: f32 = 0.45;
/// So many of them show that texts are, and not an accent on its letter.
const FEWEST: usize = 2;

/// Whether the lines of a cell hold more than one text at a place.
pub(super) fn is_overprinted(rows: &[Row]) -> bool {
    rows.iter().flat_map(|row| &row.runs).any(is_run_over)
}

/// Whether a run is two texts over each other.
pub(super) fn is_run_over(run: &Run) -> bool {
    overlaps(run) >= FEWEST
}

fn overlaps(run: &Run) -> usize {
    let over = |pair: &&[super::Glyph]| {
        let narrower = pair[0].advance.min(pair[1].advance);
        pair[0].end() - pair[1].x > SHARED * narrower
    };
    run.glyphs.windows(2).filter(over).count()
}

/// Puts the rows with such cells in doubt, and all rows where it is the header.
pub(super) fn doubt(rows: &mut [Placed], overprinted: &[bool]) {
    let is_value = |cell: &RawCell| is_number(&cell.text) && !aligned::is_year(&cell.text);
    let holds_numbers = |row: &Placed| row.line.cells.iter().skip(1).any(is_value);
    let header = rows.iter().take_while(|row| !holds_numbers(row)).count();
    let in_header = overprinted.iter().take(header).any(|over| *over);
    let rests = rests(&rows[..header]);
    let of_rest = |cell: &RawCell| rests.iter().any(|rest| rest.contains(&cell.column));
    rows[header..].iter_mut().flat_map(|row| &mut row.line.cells).for_each(|cell| cell.doubtful |= of_rest(cell));
    for (at, (row, over)) in rows.iter_mut().zip(overprinted).enumerate() {
        let over = *over || (at >= header && row.line.cells.iter().any(is_unknown));
        row.line.cells.iter_mut().for_each(|cell| cell.doubtful |= in_header || over);
    }
}

/// A character that no font explains.
fn is_unknown(cell: &RawCell) -> bool {
    cell.text.contains(char::REPLACEMENT_CHARACTER)
}

/// The columns under a header that closes a bracket which it has not opened (what stood before had no room in the row), or that
/// cannot be read.
fn rests(header: &[Placed]) -> Vec<Range<usize>> {
    let cells = header.iter().flat_map(|row| &row.line.cells);
    let closes = |text: &str| text.matches(')').count() > text.matches('(').count();
    let cut = cells.filter(|cell| closes(&cell.text) || is_unknown(cell));
    cut.map(|cell| cell.column..cell.column + cell.span.max(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::layout::runs::{self, tests::set};

    #[test]
    fn texts_over_each_other_are_told_from_text() {
        let over = [set("Ukraine", 2.0, 15.0, 10.0), set("United Kingdom", 4.0, 16.0, 10.0)].concat();
        assert!(is_overprinted(&runs::rows(over)));
        assert!(!is_overprinted(&runs::rows(set("Ukraine 1 052", 2.0, 15.0, 10.0))));
    }

    #[test]
    fn a_header_puts_all_below_it_in_doubt() {
        let row = |texts: [&str; 2]| {
            let cells = texts.map(|text| RawCell { text: text.to_string(), ..RawCell::default() });
            let line = crate::source::Line { cells: cells.to_vec(), ..Default::default() };
            Placed { line, ..Placed::default() }
        };
        let doubted = |overprinted: [bool; 3]| {
            let mut rows = [row(["Port", "Boats"]), row(["Aldport", "4"]), row(["Belport", "5"])];
            doubt(&mut rows, &overprinted);
            rows.map(|row| row.line.cells[1].doubtful)
        };
        assert_eq!(doubted([true, false, false]), [true, true, true]);
        assert_eq!(doubted([false, true, false]), [false, true, false]);
    }
}
