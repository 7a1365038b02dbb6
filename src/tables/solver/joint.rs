//! Rows that their own sums leave open, decided together by the sums over rows.
//!
//! The search looks at the product of the readings that are left. Each combination costs as many sums as it breaks,
//! within the rows and down the columns; the cheapest wins if it is alone. Where several are equally cheap the rows
//! keep all readings that occur among them.

use super::{Candidates, Reading, broken};
use crate::number::Decimal;
use crate::tables::relations::{Outcome, Sum};

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
    let search = Search { rows, open: &open, sums: touched(down, &open), across, width };
    let kept = search.cheapest();
    for (row, kept) in open.iter().zip(kept) {
        let mut keep = kept.into_iter();
        rows[*row].readings.retain(|_| keep.next().unwrap_or(true));
    }
}

fn last_column(reading: &Reading) -> Option<usize> {
    reading.cells.iter().filter_map(|cell| cell.column).max()
}

/// The sums that an open row takes part in.
fn touched<'a>(down: &'a [Sum], open: &[usize]) -> Vec<&'a Sum> {
    down.iter().filter(|sum| open.iter().any(|row| sum.total == *row || sum.parts.contains(row))).collect()
}

struct Search<'a> {
    rows: &'a [Candidates],
    open: &'a [usize],
    sums: Vec<&'a Sum>,
    across: &'a [Sum],
    width: usize,
}

impl Search<'_> {
    /// For each open row, which of its readings occur in a cheapest combination.
    fn cheapest(&self) -> Vec<Vec<bool>> {
        let mut kept: Vec<Vec<bool>> = Vec::new();
        let mut least = usize::MAX;
        let mut choice = vec![0; self.open.len()];
        loop {
            let cost = self.cost(&choice, least);
            if cost < least {
                least = cost;
                kept = self.open.iter().map(|row| vec![false; self.rows[*row].readings.len()]).collect();
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
        for (picked, row) in choice.iter_mut().zip(self.open) {
            *picked += 1;
            if *picked < self.rows[*row].readings.len() {
                return true;
            }
            *picked = 0;
        }
        false
    }

    /// Broken sums of a combination; counting stops beyond `limit`.
    fn cost(&self, choice: &[usize], limit: usize) -> usize {
        let picked = |row: usize| {
            let open = self.open.iter().position(|open| *open == row);
            &self.rows[row].readings[open.map_or(0, |open| choice[open])]
        };
        let mut cost: usize = self.open.iter().map(|row| broken(self.across, picked(*row))).sum();
        for sum in &self.sums {
            for column in 0..self.width {
                let value = |row: usize| -> Option<Decimal> {
                    if self.rows[row].readings.is_empty() { None } else { picked(row).value(column) }
                };
                cost += usize::from(matches!(sum.test(value), Outcome::Off(_) | Outcome::NoTotal));
            }
            if cost > limit {
                return cost;
            }
        }
        cost
    }
}
