//! Rows that their own sums leave open, decided together by the sums over rows.
//!
//! The search looks at the product of the readings that are left. Each combination costs as many sums as it breaks,
//! within the rows and down the columns; the cheapest wins if it is alone. Where several are equally cheap the rows
//! keep all readings that occur among them.

use super::{Candidates, Reading, broken};
use crate::number::Decimal;
use crate::tables::relations::Sum;

/// Beyond so many combinations the rows are left undecided: a bound on effort, not on what real reports hold (some 24).
const MOST_COMBINATIONS: usize = 50_000;

/// Decides the open rows by the sums `down` the columns; `across` are the sums within a row.
pub(super) fn decide(rows: &mut [Candidates], down: &[Sum], across: &[Sum]) {
    let open: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].readings.len() > 1).collect();
    let combinations = open.iter().try_fold(1usize, |product, row| product.checked_mul(rows[*row].readings.len()));
    if open.is_empty() || combinations.is_none_or(|count| count > MOST_COMBINATIONS) {
        return;
    }
    let width =
        open.iter().flat_map(|row| &rows[*row].readings).filter_map(last_column).max().map_or(0, |last| last + 1);
    let kept = Search::new(rows, &open, down, across, width).cheapest();
    for (row, kept) in open.iter().zip(kept) {
        let mut keep = kept.into_iter();
        rows[*row].readings.retain(|_| keep.next().unwrap_or(true));
    }
}

fn last_column(reading: &Reading) -> Option<usize> {
    reading.cells.iter().filter_map(|cell| cell.column).max()
}

/// The product of the readings of some rows; a combination picks one of each.
struct Search {
    /// The numbers of each reading of each open row, by column, and how many sums within the row it breaks.
    readings: Vec<Vec<(Vec<Option<Decimal>>, usize)>>,
    checks: Vec<Check>,
}

/// A sum in one column: what the closed rows give is known before the search.
struct Check {
    column: usize,
    /// The printed total, or which open row holds it.
    total: Result<Option<Decimal>, usize>,
    /// The sum of the closed parts, if any is printed.
    closed: Option<Decimal>,
    /// The parts that are open.
    open: Vec<usize>,
}

impl Search {
    fn new(rows: &[Candidates], open: &[usize], down: &[Sum], across: &[Sum], width: usize) -> Self {
        let read = |reading: &Reading| (reading.values(width), broken(across, reading));
        let closed: Vec<Vec<Option<Decimal>>> = rows
            .iter()
            .map(|row| row.readings.first().map_or_else(|| vec![None; width], |first| first.values(width)))
            .collect();
        let checks = down.iter().flat_map(|sum| checks(sum, open, &closed, width));
        Self {
            readings: open.iter().map(|row| rows[*row].readings.iter().map(read).collect()).collect(),
            checks: checks.collect(),
        }
    }

    /// For each open row, which of its readings occur in a cheapest combination.
    fn cheapest(&self) -> Vec<Vec<bool>> {
        let mut kept: Vec<Vec<bool>> = Vec::new();
        let mut least = usize::MAX;
        let mut choice = vec![0; self.readings.len()];
        loop {
            let cost = self.cost(&choice, least);
            if cost < least {
                least = cost;
                kept = self.readings.iter().map(|readings| vec![false; readings.len()]).collect();
            }
            if cost == least {
                choice.iter().zip(&mut kept).for_each(|(picked, flags)| flags[*picked] = true);
            }
            if !self.advance(&mut choice) {
                return kept;
            }
        }
    }

    fn advance(&self, choice: &mut [usize]) -> bool {
        for (picked, readings) in choice.iter_mut().zip(&self.readings) {
            *picked += 1;
            if *picked < readings.len() {
                return true;
            }
            *picked = 0;
        }
        false
    }

    /// Broken sums of a combination; counting stops beyond `limit`.
    fn cost(&self, choice: &[usize], limit: usize) -> usize {
        let mut cost: usize = choice.iter().zip(&self.readings).map(|(picked, readings)| readings[*picked].1).sum();
        for check in &self.checks {
            if cost > limit {
                return cost;
            }
            cost += usize::from(check.fails(|row| self.readings[row][choice[row]].0[check.column]));
        }
        cost
    }
}

/// The checks of a sum that an open row takes part in.
fn checks(sum: &Sum, open: &[usize], closed: &[Vec<Option<Decimal>>], width: usize) -> Vec<Check> {
    let place = |row: usize| open.binary_search(&row);
    let parts: Vec<usize> = sum.parts.iter().filter_map(|row| place(*row).ok()).collect();
    if parts.is_empty() && place(sum.total).is_err() {
        return Vec::new();
    }
    let check = |column: usize| {
        let fixed = sum.parts.iter().filter(|row| place(**row).is_err()).filter_map(|row| closed[*row][column]);
        Check {
            column,
            total: place(sum.total).map_or_else(|_| Ok(closed[sum.total][column]), Err),
            closed: fixed.reduce(std::ops::Add::add),
            open: parts.clone(),
        }
    };
    (0..width).map(check).collect()
}

impl Check {
    /// Whether the sum is broken, given the numbers of the open rows.
    fn fails(&self, value: impl Fn(usize) -> Option<Decimal>) -> bool {
        let total = self.total.unwrap_or_else(&value);
        let parts = self.open.iter().filter_map(|row| value(*row)).chain(self.closed).reduce(std::ops::Add::add);
        match total {
            Some(total) => total != parts.unwrap_or(Decimal::ZERO),
            None => parts.is_some(),
        }
    }
}
