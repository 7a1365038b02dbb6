//! Numbers of a lost column, placed where the sums of rows and columns together leave no choice.
//!
//! After the rows are settled each total says how much its column still lacks. All ways to give the numbers of the open
//! rows to their columns, in order, are searched; a number that has the same column in every way that fits has it for sure.
//! The effort is bounded: in a table of a hundred countries nearly everything fits, and nothing is decided.

use super::Candidates;
use super::readings::Reading;
use crate::number::Decimal;
use crate::tables::relations::Sum;

/// Beyond so many steps the search is given up, and nothing is placed.
const MOST_STEPS: usize = 200_000;
/// More open rows than this fit in too many ways to be worth the search.
const MOST_ROWS: usize = 24;

/// Places what the sums `down` the columns force.
pub(super) fn settle(rows: &mut [Candidates], down: &[Sum], width: usize) {
    for sum in down {
        let Some(mut search) = Search::new(rows, sum, width) else { continue };
        search.walk(0);
        if search.steps == 0 {
            continue;
        }
        for (open, agreed) in search.open.iter().zip(search.agreed) {
            let cells = &mut rows[open.row].readings[0].cells;
            for (cell, column) in open.cells.iter().zip(agreed.unwrap_or_default()) {
                cells[*cell].column = column;
            }
        }
    }
}

/// A row with numbers that have no column.
struct Open {
    row: usize,
    /// Which of its cells they are, and what they print.
    cells: Vec<usize>,
    values: Vec<Decimal>,
    /// For each of them the columns that it could stand in.
    columns: Vec<Vec<usize>>,
}

struct Search {
    open: Vec<Open>,
    /// What each column lacks; `None` where its total is not known.
    lacking: Vec<Option<Decimal>>,
    chosen: Vec<Vec<usize>>,
    /// For each open row the columns on which all ways so far agree; `None` before the first.
    agreed: Vec<Option<Vec<Option<usize>>>>,
    steps: usize,
}

impl Search {
    /// `None` where a row of the sum is unread, or too much is open.
    fn new(rows: &[Candidates], sum: &Sum, width: usize) -> Option<Self> {
        let total = rows[sum.total].settled()?;
        let parts: Option<Vec<(usize, &Reading)>> =
            sum.parts.iter().map(|row| Some((*row, rows[*row].settled()?))).collect();
        let parts = parts?;
        let open: Option<Vec<Open>> = parts
            .iter()
            .filter(|(_, reading)| is_open(reading))
            .map(|(row, reading)| open_row(*row, reading, width))
            .collect();
        let open = open.filter(|open| !open.is_empty() && open.len() <= MOST_ROWS)?;
        let lacks = |column: usize| {
            let printed = parts.iter().filter_map(|(_, reading)| reading.value(column)).sum::<Decimal>();
            let known = !total.is_open(column);
            known.then(|| total.value(column).unwrap_or(Decimal::ZERO) - printed)
        };
        let lacking = (0..width).map(lacks).collect();
        let (chosen, agreed) = (vec![Vec::new(); open.len()], vec![None; open.len()]);
        Some(Self { open, lacking, chosen, agreed, steps: MOST_STEPS })
    }

    /// Gives columns to the numbers of the row at `order` and all after it.
    fn walk(&mut self, order: usize) {
        if self.steps == 0 {
            return;
        }
        if order == self.open.len() {
            if self.lacking.iter().flatten().all(|lacks| lacks.is_zero()) {
                self.agree();
            }
            return;
        }
        self.place(order, 0);
    }

    fn place(&mut self, order: usize, cell: usize) {
        if cell == self.open[order].cells.len() {
            return self.walk(order + 1);
        }
        let value = self.open[order].values[cell];
        let after = self.chosen[order].last().copied();
        for at in 0..self.open[order].columns[cell].len() {
            let column = self.open[order].columns[cell][at];
            let lacks = self.lacking[column];
            if after.is_some_and(|after| column <= after) || lacks.is_some_and(|lacks| lacks < value) {
                continue;
            }
            self.steps = self.steps.saturating_sub(1);
            if self.steps == 0 {
                return;
            }
            self.lacking[column] = lacks.map(|lacks| lacks - value);
            self.chosen[order].push(column);
            self.place(order, cell + 1);
            self.chosen[order].pop();
            self.lacking[column] = lacks;
        }
    }

    /// Takes note of a way that fits.
    fn agree(&mut self) {
        for (agreed, chosen) in self.agreed.iter_mut().zip(&self.chosen) {
            match agreed {
                None => *agreed = Some(chosen.iter().copied().map(Some).collect()),
                Some(before) => {
                    before
                        .iter_mut()
                        .zip(chosen)
                        .filter(|(before, own)| **before != Some(**own))
                        .for_each(|(before, _)| *before = None);
                }
            }
        }
    }
}

fn is_open(reading: &Reading) -> bool {
    reading.cells.iter().any(|cell| cell.column.is_none())
}

/// `None` where a number cannot be read or is negative: then what a column lacks bounds nothing.
fn open_row(row: usize, reading: &Reading, width: usize) -> Option<Open> {
    let cells: Vec<usize> = (0..reading.cells.len()).filter(|at| reading.cells[*at].column.is_none()).collect();
    let values: Option<Vec<Decimal>> =
        cells.iter().map(|at| reading.cells[*at].value.filter(|value| !value.is_negative())).collect();
    let columns = cells.iter().map(|at| between(reading, *at, width)).collect();
    Some(Open { row, values: values?, columns, cells })
}

/// The columns between the nearest placed numbers before and after a cell.
fn between(reading: &Reading, at: usize, width: usize) -> Vec<usize> {
    let before = reading.cells[..at].iter().rev().find_map(|cell| cell.column).map_or(0, |column| column + 1);
    let after = reading.cells[at..].iter().find_map(|cell| cell.column).unwrap_or(width);
    (before..after).collect()
}

#[cfg(test)]
mod tests {
    use super::super::readings::ReadCell;
    use super::*;
    use crate::span::Span;

    fn row(cells: &[(Option<usize>, i64)]) -> Candidates {
        let cell = |(column, value): &(Option<usize>, i64)| ReadCell {
            column: *column,
            raw: value.to_string(),
            value: Some(Decimal::whole(*value)),
            span: Span::default(),
        };
        Candidates { readings: vec![Reading { cells: cells.iter().map(cell).collect() }] }
    }

    fn columns(row: &Candidates) -> Vec<Option<usize>> {
        row.readings[0].cells.iter().map(|cell| cell.column).collect()
    }

    fn settled(mut rows: Vec<Candidates>) -> Vec<Vec<Option<usize>>> {
        let sum = Sum { total: rows.len() - 1, parts: (0..rows.len() - 1).collect() };
        settle(&mut rows, &[sum], 4);
        rows.iter().map(columns).collect()
    }

    #[test]
    fn what_the_totals_force_is_placed() {
        let total = row(&[(Some(0), 2), (Some(1), 13), (Some(2), 88), (Some(3), 103)]);
        let rows = vec![
            row(&[(None, 11), (None, 77), (Some(3), 88)]),
            row(&[(None, 2), (None, 11), (Some(3), 13)]),
            row(&[(None, 2), (Some(3), 2)]),
            total,
        ];
        let placed = settled(rows);
        assert_eq!(placed[0], [Some(1), Some(2), Some(3)]);
        assert_eq!(placed[2][1], Some(3));
    }

    #[test]
    fn what_fits_in_several_ways_stays_open() {
        let total = row(&[(Some(0), 3), (Some(1), 3), (Some(2), 0), (Some(3), 6)]);
        let placed = settled(vec![row(&[(None, 3), (Some(3), 3)]), row(&[(None, 3), (Some(3), 3)]), total]);
        assert_eq!(placed[..2], [[None, Some(3)], [None, Some(3)]]);
    }

    #[test]
    fn totals_that_do_not_fit_place_nothing() {
        let total = row(&[(Some(0), 3), (Some(1), 4), (Some(2), 0), (Some(3), 6)]);
        let placed = settled(vec![row(&[(None, 3), (Some(3), 3)]), row(&[(None, 3), (Some(3), 3)]), total]);
        assert_eq!(placed[0], [None, Some(3)]);
    }
}
