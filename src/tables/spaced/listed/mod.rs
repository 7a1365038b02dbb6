//! Tables that a tool lists column by column: the labels of a page as one list, then the numbers of its columns.
//!
//! An empty cell leaves nothing behind there, so most columns are shorter than the list of labels, and nothing says which
//! rows their numbers belong to. Three columns can be told all the same. The total has a number in every row ([`totals`]);
//! the two sexes make it up, row by row, so that there is hardly more than one way to lay their numbers beside it
//! ([`sexes`]). All other numbers are left without a row, and the report says so. Small tables without an empty cell come out
//! whole ([`grid`]). Where a page cannot be read, no last total tests the others; [`alone`] says which of them show by
//! themselves what they are.

mod alone;
mod grid;
mod names;
mod parts;
mod sexes;
mod stretches;
mod stub;
mod totals;

use std::collections::BTreeSet;

use super::pieces::{self, Piece};
use super::stacked;
use crate::normalise::CleanText;
use crate::number::Decimal;
use crate::report::{Column, Role};
use crate::tables::sheet::{Pieces, Placed, Sheet, SheetRow};
use crate::tables::{Region, captions, labels};
use parts::Part;
use stub::Group;

/// The columns of such a table.
const TOTAL: usize = 0;
const SEXES: [usize; 2] = [1, 2];

/// A row while it is put together: its label, and the cell of each column.
struct Row<'a> {
    part: &'a Part,
    group: &'a str,
    label: &'a stub::Label,
    cells: [Option<usize>; 3],
}

impl Row<'_> {
    fn value(&self, column: usize) -> Option<Decimal> {
        self.part.cells[self.cells[column]?].value
    }

    fn is_total(&self) -> bool {
        labels::role_of(&self.label.text) == Role::Total
    }
}

/// Reads a region that is listed so. `None` where its sums do not bear it out.
pub(super) fn read(text: &CleanText, region: &Region) -> Option<Sheet> {
    let lines = pieces::lines(text, region);
    if !stacked::is_form(&lines) {
        return None;
    }
    grid::read(text, &lines).or_else(|| long(text, &lines))
}

/// The total and the sexes of a long table.
fn long(text: &CleanText, lines: &[Piece]) -> Option<Sheet> {
    let parts = stub::take(parts::of(text, lines));
    let names = names::of(&parts.first()?.0)?;
    let first_sex = names.get(SEXES[0]).map(|sex| sex.label.as_str());
    let rows = whole(&parts, first_sex).or_else(|| Some(alone(&parts, first_sex?)))?;
    let sexes = rows.iter().any(|row| SEXES.iter().any(|sex| row.cells[*sex].is_some()));
    let told = if sexes { names.len() } else { 1 };
    (!rows.is_empty()).then(|| sheet(text, &rows, names.into_iter().take(told).collect(), &parts))
}

/// The rows of all pages, which the last total bears out.
fn whole<'a>(parts: &'a [(Part, Vec<Group>)], first_sex: Option<&str>) -> Option<Vec<Row<'a>>> {
    let mut rows = Vec::new();
    let left = names::left(parts.iter().map(|(part, _)| part));
    for (part, groups) in parts {
        let mut taken = BTreeSet::new();
        for group in groups {
            let found = totals::find(part, &group.labels, &taken, first_sex)
                .or_else(|| totals::broken_up(part, &group.labels, &taken, first_sex?, left))?;
            rows.extend(rows_of(part, group, &found, &mut taken));
        }
    }
    settled(rows)
}

/// The rows of those groups that show by themselves what they are. No last total is put to the test, so none is taken.
fn alone<'a>(parts: &'a [(Part, Vec<Group>)], first_sex: &str) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let left = names::left(parts.iter().map(|(part, _)| part));
    for (part, groups) in parts {
        for (at, group) in groups.iter().enumerate() {
            let others = groups.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, group)| group);
            let found = totals::broken_up(part, &group.labels, &BTreeSet::new(), first_sex, left);
            let Some(found) = found.filter(|found| alone::is_of(&found.total, &group.labels, others)) else { continue };
            let own = rows_of(part, group, &found, &mut BTreeSet::new());
            rows.extend(Some(own).filter(|own| alone::shows(own)).into_iter().flatten());
        }
    }
    rows.retain(|row| !row.is_total());
    rows
}

/// The rows of a group, whose cells are taken.
fn rows_of<'a>(part: &'a Part, group: &'a Group, found: &totals::Found, taken: &mut BTreeSet<usize>) -> Vec<Row<'a>> {
    taken.extend(found.total.iter().flatten());
    taken.extend(found.sexes.iter().flatten().flatten().flatten());
    let row = |(at, label): (usize, &'a stub::Label)| {
        let sex = |sex: usize| found.sexes.as_ref().and_then(|lists| lists[sex][at]);
        Row { part, group: &group.name, label, cells: [found.total[at], sex(0), sex(1)] }
    };
    group.labels.iter().enumerate().map(row).collect()
}

/// Tests the columns by their last number: a list that is laid beside the wrong rows, or the wrong sex, shows there. `None`
/// where that does not bear out the total.
fn settled(mut rows: Vec<Row<'_>>) -> Option<Vec<Row<'_>>> {
    if !rows.last()?.is_total() {
        return None;
    }
    fill_open(&mut rows)?;
    if !sums_up(&rows, TOTAL) {
        return None;
    }
    let told = |row: &Row<'_>| SEXES.iter().any(|sex| row.cells[*sex].is_some());
    let whole = rows.iter().all(|row| told(row) || row.value(TOTAL).is_some_and(Decimal::is_zero));
    if !whole || SEXES.iter().any(|sex| !sums_up(&rows, *sex)) {
        rows.iter_mut().for_each(lose_sexes);
    }
    Some(rows)
}

/// The numbers of the only row that is open: what the others lack of the last total, if that is one number in two parts
/// and the page prints all of them. `None` where several rows are open.
fn fill_open(rows: &mut [Row<'_>]) -> Option<()> {
    let mut open = (0..rows.len()).filter(|row| rows[*row].cells[TOTAL].is_none());
    let Some(at) = open.next() else { return Some(()) };
    if open.next().is_some() || at + 1 == rows.len() {
        return None;
    }
    SEXES.iter().for_each(|sex| rows[at].cells[*sex] = None);
    let lacking = |column: usize| {
        let known = rows[..rows.len() - 1].iter().filter(|row| labels::role_of(&row.label.text) == Role::Data);
        let known: Decimal = known.filter_map(|row| row.value(column)).sum();
        rows.last().and_then(|row| row.value(column)).map(|total| total - known)
    };
    let [total, first, second] = [lacking(TOTAL)?, lacking(SEXES[0])?, lacking(SEXES[1])?];
    if first.is_negative() || second.is_negative() || first + second != total {
        return None;
    }
    for (column, value) in [(TOTAL, total), (SEXES[0], first), (SEXES[1], second)] {
        let cell = free_cell(rows, at, value);
        // A nought may be left out.
        if cell.is_none() && !value.is_zero() {
            return None;
        }
        rows[at].cells[column] = cell.filter(|_| column == TOTAL || !total.is_zero());
    }
    Some(())
}

/// A cell of the page of a row that holds a number and that no row has.
fn free_cell(rows: &[Row<'_>], at: usize, value: Decimal) -> Option<usize> {
    let part = rows[at].part;
    let own = rows.iter().filter(|row| std::ptr::eq(row.part, part));
    let used: BTreeSet<usize> = own.flat_map(|row| row.cells).flatten().collect();
    (0..part.cells.len()).find(|cell| !used.contains(cell) && part.cells[*cell].value == Some(value))
}

fn lose_sexes(row: &mut Row<'_>) {
    SEXES.iter().for_each(|sex| row.cells[*sex] = None);
}

/// Whether the last number of a column is the sum of the others.
fn sums_up(rows: &[Row<'_>], column: usize) -> bool {
    let Some((last, rows)) = rows.split_last() else { return false };
    let data = rows.iter().filter(|row| labels::role_of(&row.label.text) == Role::Data);
    rows.len() > 1 && last.value(column) == Some(data.filter_map(|row| row.value(column)).sum())
}

fn sheet(text: &CleanText, rows: &[Row<'_>], columns: Vec<Column>, parts: &[(Part, Vec<Group>)]) -> Sheet {
    let sheet_row = |row: &Row<'_>| {
        let (label, marks) = captions::strip_marks(&row.label.text);
        let role = labels::role_of(&label);
        let groups = Some(row.group).filter(|group| !group.is_empty() && role != Role::Total);
        let cells = (0..columns.len()).filter_map(|column| Some(placed(row.part, column, row.cells[column]?)));
        SheetRow {
            groups: groups.into_iter().map(str::to_string).collect(),
            label,
            role,
            unit: None,
            marks,
            pieces: Pieces::Placed(cells.collect()),
            span: text.span(row.label.index),
        }
    };
    let rows: Vec<SheetRow> = rows.iter().map(sheet_row).collect();
    let read: BTreeSet<u32> = rows.iter().flat_map(SheetRow::lines).collect();
    let cells = parts.iter().flat_map(|(part, _)| &part.cells).map(|cell| cell.word.span.line);
    let left_out = cells.filter(|line| !read.contains(line)).collect();
    Sheet { columns, rows, left_out, ..Sheet::default() }
}

fn placed(part: &Part, column: usize, cell: usize) -> Placed {
    let word = &part.cells[cell].word;
    Placed { column, raw: word.text.clone(), text: word.text.clone(), span: word.span, ..Placed::default() }
}
