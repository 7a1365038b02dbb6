//! From the lines of a region to a [`Sheet`]: which form it has, and who reads that form.

use std::collections::BTreeSet;

use super::blocks;
use super::elsewhere::Elsewhere;
use super::names;
use super::pieces::{self, Piece};
use super::rows;
use super::stubs::{are_alike, group_by_totals, join};
use super::{heads, listed, lost, tiered};
use crate::normalise::CleanText;
use crate::report::{Column, Role, TableNote};
use crate::tables::sheet::{Pieces, Sheet};
use crate::tables::{Region, captions, labels, solver};

/// A table of a form that loses cells has more rows than one.
const FEWEST_ROWS: usize = 2;

/// Reads the sheet of a region. `None` when no header fits the rows.
pub fn read(text: &CleanText, region: &Region, known: &BTreeSet<String>, elsewhere: &Elsewhere<'_>) -> Option<Sheet> {
    let sheet = match pieces::of(text, region) {
        Some(pieces) if counts_blanks(&pieces) || elsewhere.counts_blanks(text) => heads::read(text, pieces, elsewhere),
        Some(pieces) => of_pieces(text, &pieces, known),
        None => pieces::loose(text, region).and_then(|pieces| lost::read_loose(text, &pieces, known)),
    };
    let sheet = sheet.or_else(|| listed::read(text, region))?;
    let unit = labels::unit_of(&region.caption.text).unwrap_or_default();
    Some(Sheet { unit, notes: notes(text, &region.notes), ..sheet })
}

/// The sheet of a table that has lost its empty cells.
fn of_pieces(text: &CleanText, pieces: &[Piece], known: &BTreeSet<String>) -> Option<Sheet> {
    let sheet = match names::find(pieces) {
        Some((names, width)) => under_names(text, pieces, names, width),
        None => tiered::read(text, pieces).map(without_blanks),
    };
    sheet.or_else(|| lost::read(text, pieces, known))
}

/// The rows under the line of `names`. `None` where they are no rows of so many columns.
fn under_names(text: &CleanText, pieces: &[Piece], names: usize, width: usize) -> Option<Sheet> {
    let header_blocks = blocks::header_blocks(text, pieces, &pieces[names].text);
    let stubs: Vec<Vec<String>> = header_blocks.iter().map(|block| blocks::stub_lines(pieces, block)).collect();
    let groups = blocks::group_names(&stubs);
    let headers = blocks::read_block(pieces, header_blocks.first()?, width);
    let rows = rows::rows(text, pieces, &header_blocks, &groups);
    let sheet = without_blanks(Sheet { rows, ..Sheet::default() });
    let lone = headers.first().is_some_and(|header| header.columns.len() == 1 && !is_total(&header.columns[0]));
    let misread = lone || names::go_on(pieces, names) || !names::are_over_rows(pieces, width);
    if sheet.rows.len() < FEWEST_ROWS || misread || are_alike(&sheet.rows) {
        return None;
    }
    best(sheet, headers.into_iter().map(|header| header.columns).collect())
}

/// Where blanks are not counted, no row is short of a cell.
fn without_blanks(mut sheet: Sheet) -> Sheet {
    sheet.rows.iter_mut().for_each(|row| row.pieces = lose_blanks(std::mem::take(&mut row.pieces)));
    group_by_totals(&mut sheet.rows);
    sheet
}

/// A single column is believed only as a total.
fn is_total(column: &Column) -> bool {
    column.role != Role::Data
}

/// Of several ways to read the header the one under which most sums can hold. `None` where that does not tell.
fn best(sheet: Sheet, columns: Vec<Vec<Column>>) -> Option<Sheet> {
    let mut sheets: Vec<Sheet> = columns.into_iter().map(|columns| Sheet { columns, ..sheet.clone() }).collect();
    if sheets.len() == 1 {
        return sheets.pop();
    }
    let sums: Vec<usize> = sheets.iter().map(|sheet| solver::possible_sums(sheet).len()).collect();
    let most = sums.iter().max().copied()?;
    let alone = sums.iter().filter(|count| **count == most).count() == 1;
    let at = sums.iter().position(|count| *count == most)?;
    alone.then(|| sheets.swap_remove(at))
}

/// Whether an empty cell of this table shows as one more blank. A text in which rows are short and no blank is ever
/// doubled has lost its empty cells.
fn counts_blanks(pieces: &[Piece]) -> bool {
    let rows = || pieces.iter().filter(|piece| piece.is_row());
    let doubled = rows().filter(|row| row.cut.words.iter().any(|word| word.text.is_empty())).count();
    doubled * 20 > rows().count()
}

pub(super) fn lose_blanks(pieces: Pieces) -> Pieces {
    match pieces {
        Pieces::Counted(words) => Pieces::Ordered(words.into_iter().filter(|word| !word.text.is_empty()).collect()),
        other => other,
    }
}

fn notes(text: &CleanText, lines: &[usize]) -> Vec<TableNote> {
    let mut notes: Vec<TableNote> = Vec::new();
    for &index in lines {
        let line = text.lines[index].text.trim();
        match notes.last_mut() {
            Some(last) if !captions::is_note(line) => last.text = join(std::mem::take(&mut last.text), line),
            _ => notes.push(TableNote { mark: String::new(), text: line.to_string(), span: text.span(index) }),
        }
    }
    notes
}
