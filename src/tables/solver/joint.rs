//! Rows that their own sums leave open, decided together by the sums over rows.
//!
//! The search looks at the product of the readings that are left. Each combination costs as many sums as it breaks,
//! within the rows and down the columns; the cheapest wins if it is alone. Where several are equally cheap the rows
//! keep all readings that occur among them.

use super::said::{self, Said};
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
    let table = Table { open: &open, alike: super::agreed(rows, width), said: said(rows, &open, width) };
    let within = |row: &usize| rows[*row].readings.iter().map(|reading| broken(across, reading)).collect();
    let equations = down.iter().flat_map(|sum| (0..width).filter_map(|column| table.equation(sum, column)));
    let search = Search { within: open.iter().map(within).collect(), equations: equations.collect() };
    let kept = search.cheapest();
    for (row, kept) in open.iter().zip(kept) {
        let mut keep = kept.into_iter();
        rows[*row].readings.retain(|_| keep.next().unwrap_or(true));
    }
}

fn last_column(reading: &Reading) -> Option<usize> {
    reading.cells.iter().filter_map(|cell| cell.column).max()
}

/// What each reading of the open rows says.
fn said(rows: &[Candidates], open: &[usize], width: usize) -> Vec<Vec<Vec<Said>>> {
    let of_row = |row: &usize| rows[*row].readings.iter().map(|reading| said::by(reading, width)).collect();
    open.iter().map(of_row).collect()
}

/// A sum down one column, of which only the open rows are to be filled in.
struct Equation {
    /// The total, where its row is settled.
    total: Option<Option<Decimal>>,
    /// The sum of the settled parts, and whether any is printed.
    settled: Decimal,
    printed: bool,
    /// The open rows of the sum, by their order, with what each of their readings says; the total comes first where it is open.
    open: Vec<(usize, Vec<Said>)>,
}

/// The numbers of all rows, by column.
struct Table<'a> {
    /// The open rows, and what each of their readings says.
    open: &'a [usize],
    said: Vec<Vec<Vec<Said>>>,
    /// What is settled of each row.
    alike: Vec<Vec<Said>>,
}

impl Table<'_> {
    /// `None` where no open row takes part, or a row of which nothing is known.
    fn equation(&self, sum: &Sum, column: usize) -> Option<Equation> {
        let order = |row: &usize| self.open.binary_search(row).ok();
        let all = |order: usize| self.said[order].iter().map(|said| said[column]).collect::<Vec<_>>();
        let mut equation = Equation { total: None, settled: Decimal::ZERO, printed: false, open: Vec::new() };
        match order(&sum.total) {
            Some(at) => equation.open.push((at, all(at))),
            None => equation.total = Some(self.alike[sum.total][column]?),
        }
        for row in &sum.parts {
            match order(row) {
                Some(at) => equation.open.push((at, all(at))),
                None => {
                    let value = self.alike[*row][column]?;
                    equation.printed |= value.is_some();
                    equation.settled = equation.settled + value.unwrap_or(Decimal::ZERO);
                }
            }
        }
        (!equation.open.is_empty()).then_some(equation)
    }
}

impl Equation {
    /// Whether it fails under a choice of readings. What a choice leaves open cannot fail.
    fn fails(&self, choice: &[usize]) -> bool {
        let mut picked = self.open.iter().map(|(order, said)| said[choice[*order]]);
        let total = self.total.or_else(|| picked.next()?);
        let Some(total) = total else { return false };
        let (mut sum, mut printed) = (self.settled, self.printed);
        for part in picked {
            let Some(value) = part else { return false };
            printed |= value.is_some();
            sum = sum + value.unwrap_or(Decimal::ZERO);
        }
        total.map_or(printed, |total| total != sum)
    }
}

struct Search {
    /// For each open row, the sums within it that each of its readings breaks.
    within: Vec<Vec<usize>>,
    equations: Vec<Equation>,
}

impl Search {
    /// For each open row, which of its readings occur in a cheapest combination.
    fn cheapest(&self) -> Vec<Vec<bool>> {
        let mut kept: Vec<Vec<bool>> = Vec::new();
        let mut least = usize::MAX;
        let mut choice = vec![0; self.within.len()];
        loop {
            let cost = self.cost(&choice, least);
            if cost < least {
                least = cost;
                kept = self.within.iter().map(|readings| vec![false; readings.len()]).collect();
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
        for (picked, readings) in choice.iter_mut().zip(&self.within) {
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
        let mut cost: usize = choice.iter().zip(&self.within).map(|(picked, broken)| broken[*picked]).sum();
        for equation in &self.equations {
            cost += usize::from(equation.fails(choice));
            if cost > limit {
                return cost;
            }
        }
        cost
    }
}
