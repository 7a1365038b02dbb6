//! Too many open rows to try all of their readings: the plain ones, without a blank too many, are tried alone, and believed
//! where a sum over them holds in every column.

use super::super::relations::Sum;
use super::said::{self, Said};
use super::{Candidates, Reading};
use crate::number::Decimal;

/// Fewer columns can agree by chance.
const FEWEST_COLUMNS: usize = 3;

/// The open rows with their plain readings alone; `None` where that changes nothing.
pub(super) fn only(rows: &[Candidates]) -> Option<Vec<Candidates>> {
    let plain: Vec<Candidates> = rows.iter().map(of_row).collect();
    let fewer = plain.iter().zip(rows).any(|(plain, row)| plain.readings.len() < row.readings.len());
    fewer.then_some(plain)
}

/// The more words are joined the fewer blanks are too many.
fn of_row(row: &Candidates) -> Candidates {
    let most = row.readings.iter().map(joined).max().unwrap_or_default();
    Candidates { readings: row.readings.iter().filter(|reading| joined(reading) == most).cloned().collect() }
}

fn joined(reading: &Reading) -> usize {
    reading.cells.iter().map(|cell| cell.raw.matches(' ').count()).sum()
}

/// Takes over what is settled among the plain readings, where a sum bears it out.
pub(super) fn take(rows: &mut [Candidates], plain: &[Candidates], down: &[Sum], width: usize) {
    for sum in down.iter().filter(|sum| holds_everywhere(plain, sum, width)) {
        for row in sum.parts.iter().chain([&sum.total]) {
            rows[*row] = plain[*row].clone();
        }
    }
}

/// Whether all rows of a sum are settled and it holds in all columns.
fn holds_everywhere(rows: &[Candidates], sum: &Sum, width: usize) -> bool {
    let said = |row: &usize| rows[*row].settled().map(|reading| said::by(reading, width));
    let Some(total) = said(&sum.total) else { return false };
    let Some(parts) = sum.parts.iter().map(said).collect::<Option<Vec<Vec<Said>>>>() else { return false };
    let holds = |column: &usize| {
        let printed = parts.iter().filter_map(|part| part[*column].flatten());
        total[*column].flatten().unwrap_or(Decimal::ZERO) == printed.sum()
    };
    let printed = total.iter().filter(|said| said.flatten().is_some_and(|total| !total.is_zero())).count();
    printed >= FEWEST_COLUMNS && (0..width).all(|column| holds(&column))
}
