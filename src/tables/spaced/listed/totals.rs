//! The column of totals: as many numbers as there are labels, behind the name `Total`, or made up by the sexes.
//!
//! A label on two lines makes its row higher, and some tools end a block of numbers there. What stands in such a row is
//! left open for the sexes to tell.

use std::collections::BTreeSet;
use std::ops::Range;

use super::names;
use super::parts::Part;
use super::sexes;
use super::stub::Label;
use crate::number::Decimal;
use crate::report::Role;
use crate::tables::labels;

/// Of fewer rows only a list under its name is believed.
const FEWEST_ROWS: usize = 5;
/// Shorter pieces of a column are left open where it is broken: too many blocks are as long.
const SHORTEST_PIECE: usize = 4;
/// Beyond so many ways to put the pieces together a broken column tells nothing.
const MOST_COLUMNS: usize = 24;

/// The cells of the total by rows; open where only the sexes can tell.
pub(super) type Column = Vec<Option<usize>>;

/// Cells by rows.
pub(super) struct Found {
    pub total: Vec<usize>,
    /// Women and men in the order of the header; `None` where the numbers leave them open.
    pub sexes: Option<sexes::Lists>,
}

/// The total of some rows: made up by the sexes if the header has them, else under its name. `None` where none or several
/// are.
pub(super) fn find(part: &Part, labels: &[Label], taken: &BTreeSet<usize>, split_by_sex: bool) -> Option<Found> {
    let rows = labels.len();
    let windows = windows(part, rows, taken);
    let named: Vec<Range<usize>> = windows.iter().filter(|window| is_named(part, window.start)).cloned().collect();
    if !split_by_sex {
        let [window] = named.as_slice() else { return None };
        return Some(Found { total: window.clone().collect(), sexes: None });
    }
    let whole = |window: &Range<usize>| window.clone().map(Some).collect::<Column>();
    let split = |column: Column| {
        let (total, lists) = sexes::find(part, &column, taken)?;
        Some(Found { total, sexes: Some(names::split(part, lists)?) })
    };
    if rows < FEWEST_ROWS {
        return few(part, &named);
    }
    let mut found: Vec<Found> = named.iter().map(whole).filter_map(split).collect();
    if found.is_empty() {
        found = windows.iter().map(whole).filter_map(split).collect();
    }
    if found.is_empty() {
        found = broken(part, labels, taken).into_iter().filter_map(split).collect();
    }
    found.pop().filter(|_| found.is_empty())
}

/// The total of so few rows that only lists under their own names are believed.
fn few(part: &Part, named: &[Range<usize>]) -> Option<Found> {
    let lists = |window: &Range<usize>| names::under(part, window).map(|sexes| (window.clone(), sexes));
    let mut found = named.iter().flat_map(lists);
    let (window, sexes) = found.next().filter(|_| found.next().is_none())?;
    Some(Found { total: window.collect(), sexes: Some(sexes) })
}

/// Lists of so many numbers that begin and end with blocks.
fn windows(part: &Part, rows: usize, taken: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let ends: BTreeSet<usize> = part.blocks.iter().map(|block| block.end).collect();
    let whole = |window: &Range<usize>| {
        ends.contains(&window.end)
            && window.clone().skip(1).all(|cell| part.follows(cell))
            && window.clone().all(|cell| !taken.contains(&cell) && is_count(part.cells[cell].value))
    };
    part.blocks.iter().map(|block| block.start..block.start + rows).filter(whole).collect()
}

fn is_count(value: Option<Decimal>) -> bool {
    value.is_some_and(|value| !value.is_negative())
}

/// Whether the name `Total` stands before a list, with nothing but other names after it.
fn is_named(part: &Part, cell: usize) -> bool {
    let at = part.cells[cell].at;
    let after = if cell > 0 { part.cells[cell - 1].at + 1 } else { 0 };
    part.words.iter().any(|words| (after..at).contains(&words.at) && labels::role_of(&words.text) == Role::Total)
}

/// Columns that are broken at the labels on two lines, whose first piece stands under its name.
fn broken(part: &Part, labels: &[Label], taken: &BTreeSet<usize>) -> Vec<Column> {
    let pieces = pieces(labels);
    let free = |block: &&Range<usize>| {
        (**block).clone().all(|cell| !taken.contains(&cell) && is_count(part.cells[cell].value))
    };
    let blocks: Vec<&Range<usize>> = part.blocks.iter().filter(free).collect();
    let mut columns: Vec<Column> = vec![vec![None; labels.len()]];
    for (order, piece) in
        pieces.iter().enumerate().filter(|(order, piece)| *order == 0 || piece.len() >= SHORTEST_PIECE)
    {
        let fits = |block: &&&Range<usize>| block.len() == piece.len() && (order > 0 || is_named(part, block.start));
        let mut longer = Vec::new();
        for column in &columns {
            let last = column.iter().flatten().max().copied();
            for block in blocks.iter().filter(fits).filter(|block| last.is_none_or(|last| block.start > last)) {
                let mut column = column.clone();
                piece.clone().zip((**block).clone()).for_each(|(row, cell)| column[row] = Some(cell));
                longer.push(column);
            }
        }
        columns = longer;
        if columns.len() > MOST_COLUMNS {
            return Vec::new();
        }
    }
    columns
}

/// Runs of rows with labels on one line, and each other row by itself.
fn pieces(labels: &[Label]) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (row, label) in labels.iter().enumerate() {
        match pieces.last_mut().filter(|_| !label.wrapped && row > 0 && !labels[row - 1].wrapped) {
            Some(piece) => piece.end = row + 1,
            None => pieces.push(row..row + 1),
        }
    }
    pieces
}
