//! How well the rows of a sheet bear out its columns: of the sums that the names suggest, how many hold.

use super::super::relations::{self, Head, Hypotheses, Outcome, Sum};
use super::super::sheet::{Pieces, Sheet, SheetRow};
use super::differences;
use super::readings::{self, Reading};
use crate::report::{Column, Role};
use crate::tables::labels;

/// So many rows are looked at.
const SAMPLE: usize = 40;
/// A row that can be read in more ways says little, and costs much.
const MOST_READINGS: usize = 100;
/// A total beside a single column may stand alone.
const FEWEST_COLUMNS: usize = 3;
/// Fewer rows bear out nothing.
const FEWEST_ROWS: usize = 3;

/// How many of the sums that the names suggest hold.
pub fn held_sums(sheet: &Sheet) -> usize {
    sums(sheet).len()
}

/// Whether the names speak of a total, enough rows can test it, and no sum holds, or none under a spanner that is a total, or
/// none of a column that is named a total and nothing else: such names stand over other columns.
pub fn breaks_sums(sheet: &Sheet) -> bool {
    let total = |column: &Column| claims_sum(&column.label) || column.groups.iter().any(|group| claims_sum(group));
    if sheet.columns.len() < FEWEST_COLUMNS || !sheet.columns.iter().any(total) {
        return false;
    }
    let rows = telling_rows(sheet);
    if rows.len() < FEWEST_ROWS {
        return false;
    }
    let held: Vec<(Sum, bool)> = suggested(sheet).into_iter().map(|sum| (sum.clone(), holds(&rows, &sum))).collect();
    // What is no total itself is a sum by its spanner: `Total > F`.
    let spanned = |sum: &Sum| sheet.columns[sum.total].role == Role::Data;
    let unborne = |wanted: &dyn Fn(&Sum) -> bool| {
        held.iter().any(|(sum, _)| wanted(sum)) && !held.iter().any(|(sum, holds)| wanted(sum) && *holds)
    };
    let plain = |column: usize| sheet.columns[column].label.eq_ignore_ascii_case("total");
    let of_total = |column: usize| unborne(&|sum| sum.total == column);
    !held.iter().any(|(_, holds)| *holds)
        || unborne(&spanned)
        || (0..sheet.columns.len()).filter(|at| plain(*at)).any(of_total)
}

/// The sums that the names of the columns suggest, each once.
fn suggested(sheet: &Sheet) -> Vec<Sum> {
    let heads: Vec<Head> = sheet.columns.iter().map(Head::of_column).collect();
    let mut sums: Vec<Sum> = Vec::new();
    for sum in Hypotheses::of(&heads).suggested() {
        if !sums.contains(&sum) {
            sums.push(sum);
        }
    }
    sums
}

/// A total that is said to be one of something, `Total outstanding`, need not be that of the columns beside it.
fn claims_sum(label: &str) -> bool {
    let counted = || label.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_lowercase));
    labels::role_of(label) != Role::Data && (!counted() || label.to_lowercase().ends_with("total"))
}

/// The readings of the rows that say something about sums.
fn telling_rows(sheet: &Sheet) -> Vec<Vec<Reading>> {
    let telling = |row: &&SheetRow| row.unit.is_none_or(relations::sums_up);
    let rows = sheet.rows.iter().filter(telling).take(SAMPLE).map(|row| row_readings(row, sheet.columns.len()));
    rows.filter(|readings| (1..=MOST_READINGS).contains(&readings.len())).collect()
}

/// The suggested sums that nearly every row can satisfy, where blanks are counted or no cell is empty.
pub(super) fn sums(sheet: &Sheet) -> Vec<Sum> {
    let rows = telling_rows(sheet);
    suggested(sheet).into_iter().filter(|sum| holds(&rows, sum)).collect()
}

/// The differences that nearly every row can satisfy.
pub(super) fn differences(sheet: &Sheet) -> Vec<Sum> {
    let suggested = differences::suggested(sheet);
    if suggested.is_empty() {
        return suggested;
    }
    let rows = telling_rows(sheet);
    suggested.into_iter().filter(|sum| holds(&rows, sum)).collect()
}

fn row_readings(row: &SheetRow, width: usize) -> Vec<Reading> {
    match &row.pieces {
        Pieces::Counted(words) | Pieces::Ordered(words) => readings::counted(words, width),
        Pieces::Placed(_) => Vec::new(),
    }
}

fn holds(rows: &[Vec<Reading>], sum: &Sum) -> bool {
    let tests = |readings: &[Reading], wanted: fn(&Outcome) -> bool| {
        readings.iter().any(|reading| wanted(&sum.test(|column| reading.value(column))))
    };
    let met = rows.iter().filter(|row| tests(row, |outcome| matches!(outcome, Outcome::Holds))).count();
    let silent = rows.iter().filter(|row| tests(row, |outcome| matches!(outcome, Outcome::Silent))).count();
    met >= FEWEST_ROWS && (met + silent) * 10 >= rows.len() * 9
}
