//! What the rows of a page must show where another page is not read, so that no last total can be put to the test.
//!
//! That the sexes make up the total in each of many rows shows that the three lists are columns ([`stretches`](super::stretches)).
//! It does not show that they begin with the first label: the total must be a list that cannot begin or end elsewhere, and
//! the labels must stand in their order.

use super::stretches;
use super::stub::{Group, Label};
use super::totals::Column;
use super::{Row, TOTAL};
use crate::countries;

/// Fewer rows show nothing by themselves.
const FEWEST_ROWS: usize = 10;

/// Whether a total can be that of no other group of the page: their lists have other lengths.
pub(super) fn is_of<'a>(total: &Column, labels: &[Label], others: impl Iterator<Item = &'a Group>) -> bool {
    let mut others = others.flat_map(|group| stretches::lengths(&group.labels)).peekable();
    let whole = total.iter().all(Option::is_some);
    others.peek().is_none() || whole && others.all(|length| length != labels.len())
}

/// Whether the rows of a group show by themselves that they are read right.
pub(super) fn shows(rows: &[Row<'_>]) -> bool {
    rows.len() >= FEWEST_ROWS && are_in_order(rows) && are_totals_whole(rows)
}

/// Whether the totals are lists that could not begin or end elsewhere: one block each, or all there is between words.
fn are_totals_whole(rows: &[Row<'_>]) -> bool {
    let told = rows.iter().filter_map(|row| Some((row.part, row.cells[TOTAL]?))).collect::<Vec<_>>();
    let mut lists = told.chunk_by(|one, other| one.1 + 1 == other.1);
    lists.all(|list| {
        let (Some((part, first)), Some((_, last))) = (list.first(), list.last()) else { return false };
        part.blocks.contains(&(*first..last + 1)) || !part.follows(*first) && part.closes(last + 1)
    })
}

/// Whether the countries follow the alphabet: a tool that prints parts of a list out of order may do so with the numbers.
fn are_in_order(rows: &[Row<'_>]) -> bool {
    let countries: Vec<String> = rows
        .iter()
        .filter(|row| countries::iso3(&row.label.text).is_some())
        .map(|row| row.label.text.to_lowercase().replace('ô', "o").replace('ü', "u"))
        .collect();
    countries.len() * 2 > rows.len() && countries.is_sorted()
}
