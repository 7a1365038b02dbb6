//! The column of totals: as many numbers as there are labels, behind the name `Total`, or made up by the sexes.
//!
//! A label on two lines makes its row higher, and some tools end a block of numbers there. What stands in such a row is
//! left open for the sexes to tell.

use std::collections::BTreeSet;
use std::ops::Range;

use super::names;
use super::parts::Part;
use super::sexes;
use super::stretches;
use super::stub::Label;
use crate::number::Decimal;
use crate::report::Role;
use crate::tables::labels;

/// Of fewer rows only a list under its name is believed.
const FEWEST_ROWS: usize = 5;
/// Pieces as long as this need no name.
const LONG_PIECE: usize = 8;
/// Shorter pieces of a column are left open where it is broken: too many blocks are as long.
const SHORTEST_PIECE: usize = 4;
/// Beyond so many ways to put the pieces together a broken column tells nothing.
const MOST_COLUMNS: usize = 24;

/// The cells of the total by rows; open where only the sexes can tell.
pub(super) type Column = Vec<Option<usize>>;

/// Cells by rows.
pub(super) struct Found {
    /// Open where the row is printed out of order.
    pub total: Column,
    /// Women and men in the order of the header; `None` where the numbers leave them open.
    pub sexes: Option<sexes::Lists>,
    /// What had to be passed over to find it.
    cost: usize,
}

/// The total of some rows: made up by the sexes if the header has them, the first of which is given; else under its name. `None` where none or several
/// are.
pub(super) fn find(part: &Part, labels: &[Label], taken: &BTreeSet<usize>, first_sex: Option<&str>) -> Option<Found> {
    let rows = labels.len();
    let windows = windows(part, rows, taken);
    let named: Vec<Range<usize>> = windows.iter().filter(|window| is_named(part, window.start)).cloned().collect();
    let whole = |window: &Range<usize>| window.clone().map(Some).collect::<Column>();
    let Some(first_sex) = first_sex else {
        let [window] = named.as_slice() else { return None };
        return Some(Found { total: whole(window), sexes: None, cost: 0 });
    };
    let split = |column: Column| {
        let (cost, total, lists) = sexes::find(part, &column, taken)?;
        Some(Found { total, sexes: Some(names::split(part, lists, first_sex)?), cost })
    };
    if rows < FEWEST_ROWS {
        return few(part, &named, first_sex);
    }
    let mut found: Vec<Found> = named.iter().map(whole).filter_map(split).collect();
    if found.is_empty() {
        found = broken(part, labels, taken).into_iter().filter_map(split).collect();
    }
    if found.is_empty() {
        found = windows.iter().map(whole).filter_map(split).collect();
    }
    let least = found.iter().map(|found| found.cost).min()?;
    found.retain(|found| found.cost == least);
    found.pop().filter(|_| found.is_empty())
}

/// The total and the sexes of a page whose columns are broken up, in the order of the names; `left` is the left one of the
/// sexes, if it is known.
pub(super) fn broken_up(
    part: &Part,
    labels: &[Label],
    taken: &BTreeSet<usize>,
    first_sex: &str,
    left: Option<&str>,
) -> Option<Found> {
    let found = stretches::find(part, labels, taken)?;
    let left = names::over_lists(part, &found.lists).or(left)?;
    let [one, other] = found.lists;
    let sexes = if left == first_sex { [one, other] } else { [other, one] };
    Some(Found { total: found.total, sexes: Some(sexes), cost: 0 })
}

/// The total of so few rows that only lists under their own names are believed.
fn few(part: &Part, named: &[Range<usize>], first_sex: &str) -> Option<Found> {
    let lists = |window: &Range<usize>| names::under(part, window, first_sex).map(|sexes| (window.clone(), sexes));
    let mut found = named.iter().filter(|window| part.closes(window.end)).flat_map(lists);
    let (window, sexes) = found.next().filter(|_| found.next().is_none())?;
    Some(Found { total: window.map(Some).collect(), sexes: Some(sexes), cost: 0 })
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

/// Columns that are broken at the labels on two lines, or before the last total; a short first piece stands under its name.
fn broken(part: &Part, stub: &[Label], taken: &BTreeSet<usize>) -> Vec<Column> {
    let apart = |row: &usize| stub[*row].wrapped || labels::role_of(&stub[*row].text) == Role::Total;
    let edges = (0..stub.len()).filter(apart).flat_map(|row| [row, row + 1]).chain(std::iter::once(stub.len()));
    let mut pieces = Pieces { part, taken, edges: edges.collect(), found: Vec::new() };
    pieces.go_on(0, 0, &mut vec![None; stub.len()]);
    if pieces.found.len() > MOST_COLUMNS { Vec::new() } else { pieces.found }
}

/// A column while it is put together from blocks.
struct Pieces<'a> {
    part: &'a Part,
    taken: &'a BTreeSet<usize>,
    /// The rows at which it can be broken.
    edges: BTreeSet<usize>,
    found: Vec<Column>,
}

impl Pieces<'_> {
    /// Goes on from a row with what is printed from a cell on.
    fn go_on(&mut self, row: usize, from: usize, column: &mut Column) {
        if self.found.len() > MOST_COLUMNS {
            return;
        }
        if row == column.len() {
            self.found.extend(column.iter().any(Option::is_some).then(|| column.clone()));
            return;
        }
        let edges: Vec<usize> = self.edges.range(row + 1..).copied().collect();
        for edge in edges.iter().copied().filter(|edge| edge - row >= SHORTEST_PIECE) {
            let first = column.iter().all(Option::is_none);
            for piece in self.pieces(edge - row, from, first) {
                (row..edge).zip(piece.clone()).for_each(|(row, cell)| column[row] = Some(cell));
                self.go_on(edge, piece.end, column);
                column[row..edge].fill(None);
            }
        }
        if let Some(edge) = edges.first().filter(|edge| **edge - row < SHORTEST_PIECE) {
            self.go_on(*edge, from, column);
        }
    }

    fn pieces(&self, rows: usize, from: usize, first: bool) -> Vec<Range<usize>> {
        let is_block = |window: &Range<usize>| self.part.blocks.contains(window);
        let named = |window: &Range<usize>| is_named(self.part, window.start);
        let fits = |window: &Range<usize>| match first {
            true => named(window) || rows >= LONG_PIECE && is_block(window),
            false => is_block(window),
        };
        windows(self.part, rows, self.taken).into_iter().filter(|window| window.start >= from && fits(window)).collect()
    }
}
