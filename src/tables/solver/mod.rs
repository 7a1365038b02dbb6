//! Decides what the text leaves open: which words are one number, and which column a number stands in.
//!
//! Space-grouped thousands against neighbouring cells, and blanks against empty cells, are one decoding problem:
//!
//! 1. [`readings`] enumerates for each row every reading that its form allows (so many cells as columns).
//! 2. The rows with one reading show which sums the table holds ([`relations`](super::relations)).
//! 3. Of the readings of a row those stay that break the fewest of the sums within the row.
//! 4. Where several still stand, the column sums of all such rows together decide ([`joint`], [`together`]); where these
//!    are too many, they are tried without blanks too many ([`plain`]).
//! 5. Where a form has lost the empty cells, the sums say how many numbers belong to each block of columns ([`ordered`]);
//!    which of a block's columns are the empty ones stays open, unless the totals of the columns force it ([`places`]).
//! 6. What no evidence settles stays undecided: a cell on which the readings that are left agree keeps its column, any
//!    other has none and is reported. Nothing is ever chosen by preference.

mod differences;
mod expected;
mod guess;
mod held;
mod joint;
mod ordered;
mod places;
mod plain;
pub mod readings;
mod said;
mod together;
pub mod value;

pub use held::{breaks_sums, held_sums};
use readings::{ReadCell, Reading};
use said::Said;

use super::relations::{self, Head, Hypotheses, Numbers, Outcome, Sum};
use super::sheet::{Pieces, Placed, Sheet, SheetRow, UNASSIGNED};
use crate::number::Decimal;
use crate::report::{Cell, Row, Status, Unit};

/// A row while its readings compete; never empty of readings.
#[derive(Debug, Clone, Default)]
struct Candidates {
    readings: Vec<Reading>,
}

impl Candidates {
    fn is_settled(&self) -> bool {
        self.readings.len() == 1
    }

    fn settled(&self) -> Option<&Reading> {
        self.readings.first().filter(|_| self.is_settled())
    }

    /// The only reading; all of them where there are several.
    fn into_settled(mut self) -> Result<Reading, Self> {
        if !self.is_settled() {
            return Err(self);
        }
        Ok(self.readings.remove(0))
    }
}

/// The sums that the columns of a sheet suggest and nearly all its rows can satisfy.
pub fn possible_sums(sheet: &Sheet) -> Vec<Sum> {
    ordered::sums(sheet)
}

/// Turns the pieces of a sheet into the cells of rows.
pub fn solve(sheet: &Sheet) -> Vec<Row> {
    let mut rows: Vec<Candidates> = sheet.rows.iter().map(|row| candidates(&row.pieces, sheet.columns.len())).collect();
    if rows.iter().any(|row| row.readings.len() != 1) {
        decide(sheet, &mut rows);
    }
    sheet.rows.iter().zip(rows).map(|(row, candidates)| build_row(sheet, row, candidates)).collect()
}

fn candidates(pieces: &Pieces, width: usize) -> Candidates {
    let readings = match pieces {
        Pieces::Placed(cells) => vec![placed(cells)],
        Pieces::Counted(words) => readings::counted(words, width),
        // A row of shares or ranks has no sums; one of as many words as columns has nothing to lose.
        Pieces::Ordered(words) if words.len() >= width => readings::counted(words, width),
        // Which columns are empty only the sums can say: see [`ordered`].
        Pieces::Ordered(_) => Vec::new(),
    };
    Candidates { readings }
}

fn placed(cells: &[Placed]) -> Reading {
    let read = |cell: &Placed| ReadCell {
        column: Some(cell.column),
        raw: cell.raw.clone(),
        value: value::read(&cell.text),
        span: cell.span,
    };
    Reading { cells: cells.iter().map(read).collect() }
}

/// Lets the sums decide between the readings of the rows.
fn decide(sheet: &Sheet, rows: &mut [Candidates]) {
    let mut across = row_sums(sheet, rows);
    let suggested = ordered::sums(sheet);
    let is_new = |sum: &Sum| !across.iter().any(|known| known == sum || ordered::rivals(known, sum));
    across.extend(suggested.into_iter().filter(is_new).collect::<Vec<_>>());
    if across.is_empty() {
        // No row shows a sum by itself, because each has several readings.
        across = held::sums(sheet);
    }
    across.extend(held::differences(sheet));
    for (row, candidates) in sheet.rows.iter().zip(rows.iter_mut()) {
        if let Pieces::Ordered(words) = &row.pieces {
            let sums: &[Sum] = if adds_up(row) { &across } else { &[] };
            ordered::complete(&mut candidates.readings, words, sheet.columns.len(), sums);
        }
    }
    for (_, candidates) in sheet.rows.iter().zip(rows.iter_mut()).filter(|(row, _)| adds_up(row)) {
        keep_best(&mut candidates.readings, |reading| broken(&across, reading));
    }
    let hypotheses = hypotheses_of_rows(sheet);
    expected::settle(sheet, &hypotheses, rows);
    let down = decide_down(sheet, &hypotheses, rows, &across);
    places::settle(rows, &down, sheet.columns.len());
    if rows.iter().any(|row| row.readings.len() > 1)
        && let Some(mut plain) = plain::only(rows)
    {
        let down = decide_down(sheet, &hypotheses, &mut plain, &across);
        plain::take(rows, &plain, &down, sheet.columns.len());
    }
}

/// Lets the sums down the columns decide; gives those sums.
fn decide_down(sheet: &Sheet, hypotheses: &Hypotheses, rows: &mut [Candidates], across: &[Sum]) -> Vec<Sum> {
    let mut down = column_sums(sheet, hypotheses, rows);
    down.extend(together::sums(hypotheses, rows, &down, sheet.columns.len()));
    joint::decide(rows, &down, across);
    down
}

/// What the labels of the rows suggest.
fn hypotheses_of_rows(sheet: &Sheet) -> Hypotheses {
    let heads: Vec<Head> =
        sheet.rows.iter().map(|row| Head::new(&row.groups, &row.label, row.role, row.unit)).collect();
    Hypotheses::of(&heads)
}

fn adds_up(row: &SheetRow) -> bool {
    row.unit.is_none_or(relations::sums_up)
}

/// The sums that the settled rows show among the columns.
fn row_sums(sheet: &Sheet, rows: &[Candidates]) -> Vec<Sum> {
    let heads: Vec<Head> = sheet.columns.iter().map(Head::of_column).collect();
    let usable = |row: usize| adds_up(&sheet.rows[row]) && rows[row].is_settled();
    let agreed = agreed(rows, heads.len());
    let value = |row: usize, column: usize| agreed[row][column].flatten();
    let open = |row: usize, column: usize| agreed[row][column].is_none();
    Hypotheses::of(&heads).confirmed(&Numbers { lines: rows.len(), usable: &usable, open: &open, value: &value })
}

/// The sums that the columns show among the rows. Rows that are still open stand in with their best guess: it may show
/// that a sum is meant, it decides nothing.
fn column_sums(sheet: &Sheet, hypotheses: &Hypotheses, rows: &[Candidates]) -> Vec<Sum> {
    let lines = sheet.columns.len();
    let agreed = agreed(rows, lines);
    let open: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].readings.len() > 1).collect();
    let flat: Vec<Vec<Option<Decimal>>> =
        agreed.iter().map(|row| row.iter().map(|at| at.flatten()).collect()).collect();
    let guesses: Vec<(usize, usize)> = open
        .iter()
        .filter_map(|row| Some((*row, guess::best(hypotheses, &rows[*row].readings, *row, &flat)?)))
        .collect();
    let mut numbers = agreed;
    for (row, guess) in guesses {
        numbers[row] = said::by(&rows[row].readings[guess], lines);
    }
    let value = |column: usize, row: usize| numbers[row][column].flatten();
    let open = |column: usize, row: usize| numbers[row][column].is_none();
    hypotheses.confirmed(&Numbers { lines, usable: &|_| true, open: &open, value: &value })
}

/// What all readings of each row say alike.
fn agreed(rows: &[Candidates], width: usize) -> Vec<Vec<Said>> {
    rows.iter().map(|row| said::alike(row, width)).collect()
}

/// How many sums a reading breaks.
fn broken(sums: &[Sum], reading: &Reading) -> usize {
    let fails = |sum: &&Sum| matches!(sum.test(|column| reading.value(column)), Outcome::Off(_) | Outcome::NoTotal);
    sums.iter().filter(fails).count()
}

fn keep_best<T>(readings: &mut Vec<T>, cost: impl Fn(&T) -> usize) {
    let costs: Vec<usize> = readings.iter().map(cost).collect();
    if let Some(least) = costs.iter().min() {
        let mut keep = costs.iter().map(|cost| cost == least);
        readings.retain(|_| keep.next().unwrap_or(true));
    }
}

fn build_row(sheet: &Sheet, row: &SheetRow, candidates: Candidates) -> Row {
    let cells = match (candidates.into_settled(), &row.pieces) {
        (Ok(reading), Pieces::Placed(pieces)) => {
            let read = |(read, piece): (ReadCell, &Placed)| Cell {
                astray: piece.astray,
                ..cell(sheet, row, read, true, piece.doubtful)
            };
            reading.cells.into_iter().zip(pieces).map(read).collect()
        }
        (Ok(reading), _) => reading.cells.into_iter().map(|read| cell(sheet, row, read, true, false)).collect(),
        (Err(candidates), _) => undecided(sheet, row, &candidates),
    };
    let lost = row.label == UNASSIGNED && !matches!(row.pieces, Pieces::Placed(_));
    let cells = if lost { astray(cells) } else { cells };
    Row {
        groups: row.groups.clone(),
        label: row.label.clone(),
        role: row.role,
        unit: row.unit,
        iso3: None,
        marks: row.marks.clone(),
        cells,
        span: row.span,
    }
}

/// Cells whose row has no legible label.
fn astray(cells: Vec<Cell>) -> Vec<Cell> {
    cells.into_iter().map(|cell| Cell { astray: true, ..cell }).collect()
}

/// The cells of a row that stays open: those on which the readings agree keep their column.
fn undecided(sheet: &Sheet, row: &SheetRow, candidates: &Candidates) -> Vec<Cell> {
    let Some(first) = candidates.readings.first() else { return unread(sheet, row) };
    let agreed = |read: &ReadCell| candidates.readings.iter().all(|reading| reading.cells.contains(read));
    first
        .cells
        .iter()
        .map(|read| (read, agreed(read)))
        .map(|(read, agreed)| cell(sheet, row, read.clone(), agreed, !agreed))
        .collect()
}

/// The words of a row that no reading fits, each as it is printed.
fn unread(sheet: &Sheet, row: &SheetRow) -> Vec<Cell> {
    let words = match &row.pieces {
        Pieces::Counted(words) | Pieces::Ordered(words) => words.as_slice(),
        Pieces::Placed(_) => &[],
    };
    let printed = words.iter().filter(|word| !word.text.is_empty());
    let read = printed.map(|word| ReadCell {
        column: None,
        raw: word.text.clone(),
        value: value::read(&word.text),
        span: word.span,
    });
    read.map(|read| cell(sheet, row, read, false, true)).collect()
}

fn cell(sheet: &Sheet, row: &SheetRow, read: ReadCell, decided: bool, doubtful: bool) -> Cell {
    let place = read.column.filter(|_| decided);
    let column = place.map(|column| &sheet.columns[column]);
    let per_cent = read.raw.contains('%').then_some(Unit::PerCent);
    let unit = row.unit.or(per_cent).or(column.and_then(|column| column.unit)).unwrap_or(sheet.unit);
    let year = column.and_then(|column| column.year).or_else(|| super::labels::year_in(&row.label));
    Cell {
        column: place,
        raw: read.raw,
        value: read.value,
        unit,
        year,
        status: Status::Unproved,
        doubtful,
        astray: false,
        span: read.span,
    }
}
