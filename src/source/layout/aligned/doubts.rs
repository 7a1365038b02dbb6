//! Cells of a table that has been read whose names are not sure.
//!
//! Takes the rows of a table; gives the cells in doubt their mark.

use std::ops::Range;

use super::cells::Read;
use super::{Band, header, is_number};
use crate::source::RawCell;
use crate::source::layout::garbled::is_garbled;
use crate::source::layout::overprint;

/// Digits of a year.
const YEAR: usize = 4;

/// Columns of one name under nothing that tells them apart have lost a part of their header.
pub(super) fn namesakes(reads: &mut [Read], stubs: usize) {
    for read in reads {
        let path = |column: usize| -> Vec<&str> {
            let over = |cell: &&RawCell| (cell.column..cell.column + cell.span).contains(&column);
            read.head.iter().filter_map(|row| row.cells.iter().find(over)).map(|cell| cell.text.as_str()).collect()
        };
        let ends = read.head.last().into_iter().flat_map(|leaves| &leaves.cells).map(|cell| cell.column + cell.span);
        let count = ends.max().unwrap_or(0);
        let paths: Vec<Vec<&str>> = (stubs..count).map(path).collect();
        let twice = |path: &Vec<&str>| paths.iter().filter(|other| *other == path).count() > 1;
        let namesakes: Vec<usize> = (stubs..count).filter(|column| twice(&paths[column - stubs])).collect();
        let cells = read.rows.iter_mut().flat_map(|row| &mut row.cells);
        cells.filter(|cell| namesakes.contains(&cell.column)).for_each(|cell| cell.doubtful = true);
    }
}

/// A header that holds a number other than a year has run together with a row: neither has a sure name.
pub(super) fn headed_by_numbers(reads: &mut [Read], stubs: usize) {
    let is_year = |text: &str| text.len() == YEAR && text.bytes().all(|byte| byte.is_ascii_digit());
    for row in reads.iter_mut().flat_map(|read| &mut read.head) {
        let number = |cell: &RawCell| cell.column >= stubs && is_number(&cell.text) && !is_year(&cell.text);
        let run_together = row.cells.iter().any(number);
        row.cells.iter_mut().for_each(|cell| cell.doubtful |= run_together);
    }
}

/// What stands beside a garbled label has no sure name; in a garbled header no line has a sure place.
pub(super) fn garbled(reads: &mut [Read]) {
    let mut heads = reads.iter().flat_map(|read| &read.head).flat_map(|row| &row.cells);
    let head = heads.any(|cell| is_garbled(&cell.text));
    for row in reads.iter_mut().flat_map(|read| &mut read.rows) {
        let label = row.cells.iter().any(|cell| is_garbled(&cell.text));
        row.cells.iter_mut().for_each(|cell| cell.doubtful |= label || head);
    }
}

/// A number that ends a label may be the cell beside it, if that is empty; a code that ends the header of the labels, the name of
/// the first column.
pub(super) fn run_in(reads: &mut [Read], stubs: usize) {
    let last = |cell: &RawCell| cell.text.rsplit_once(' ').map_or(String::new(), |(_, last)| last.to_string());
    let is_name = |word: &str| header::is_code(word) && word.contains(|c: char| c.is_ascii_digit());
    let mut heads = reads.iter().flat_map(|read| &read.head).flat_map(|row| &row.cells);
    let head = heads.any(|cell| cell.column < stubs && is_name(&last(cell)));
    reads.iter_mut().for_each(|read| read.run_in = head);
    for row in reads.iter_mut().flat_map(|read| &mut read.rows) {
        let empty = !row.cells.iter().any(|cell| cell.column == stubs && !cell.text.is_empty());
        let label = row.cells.iter().any(|cell| cell.column < stubs && is_number(&last(cell)));
        row.cells.iter_mut().for_each(|cell| cell.doubtful |= head || (empty && label));
    }
}

/// Texts drawn one over the other: what they say is not sure.
pub(super) fn is_overprinted(band: &Band) -> bool {
    !band.typed && band.pieces.iter().any(|piece| overprint::is_run_over(&piece.run))
}

/// A label with a character that no font explains names nothing surely, and neither does such a header.
pub(super) fn unknown(reads: &mut [Read], stubs: usize) {
    let is_unknown = |cell: &&RawCell| cell.text.contains(char::REPLACEMENT_CHARACTER);
    let heads = reads.iter().flat_map(|read| &read.head).flat_map(|row| &row.cells).filter(is_unknown);
    let columns: Vec<Range<usize>> = heads.map(|cell| cell.column..cell.column + cell.span).collect();
    for row in reads.iter_mut().flat_map(|read| &mut read.rows) {
        let label = row.cells.iter().take_while(|cell| cell.column < stubs).any(|cell| is_unknown(&cell));
        let below = |cell: &RawCell| columns.iter().any(|columns| columns.contains(&cell.column));
        row.cells.iter_mut().for_each(|cell| cell.doubtful |= label || below(cell));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::layout::aligned::TableRow;

    fn row(cells: &[(usize, usize, &str)]) -> TableRow {
        let cell = |(column, span, text): &(usize, usize, &str)| RawCell {
            column: *column,
            span: *span,
            text: text.to_string(),
            ..RawCell::default()
        };
        TableRow { cells: cells.iter().map(cell).collect(), ..TableRow::default() }
    }

    fn read(head: Vec<TableRow>, rows: Vec<TableRow>) -> Read {
        let mut read = Read::default();
        (read.head, read.rows) = (head, rows);
        read
    }

    fn doubtful(row: &TableRow) -> Vec<bool> {
        row.cells.iter().map(|cell| cell.doubtful).collect()
    }

    #[test]
    fn a_row_that_ran_into_the_header_is_in_doubt_and_years_are_not() {
        let head = vec![row(&[(0, 1, "Port"), (1, 1, "2010")]), row(&[(0, 1, "Ferries and"), (1, 1, "4 445")])];
        let mut reads = [read(head, Vec::new())];
        headed_by_numbers(&mut reads, 1);
        assert_eq!(doubtful(&reads[0].head[0]), [false, false]);
        assert_eq!(doubtful(&reads[0].head[1]), [true, true]);
    }

    #[test]
    fn columns_under_one_name_that_spans_them_are_in_doubt() {
        let head = vec![row(&[(0, 1, "Port"), (1, 1, "Boats"), (2, 2, "Total")])];
        let rows = vec![row(&[(0, 1, "Ardenia"), (1, 1, "3"), (2, 1, "5"), (3, 1, "8")])];
        let mut reads = [read(head, rows)];
        namesakes(&mut reads, 1);
        assert_eq!(doubtful(&reads[0].rows[0]), [false, false, true, true]);
    }
}
