//! All ways to lay blocks of numbers beside a total: each goes on with one of the two lists, or with neither.

use std::ops::Range;

use super::super::{SEXES, TOTAL};
use super::{Columns, Leeway};
use crate::number::Decimal;

/// A jump, and an open row, cost as much as so many numbers passed over.
const PRICE: usize = 4;
/// Beyond so many steps the lists stay open.
pub(super) const MOST_STEPS: usize = 20_000;
/// More ways tell nothing.
pub(super) const MOST_WAYS: usize = 32;

pub(super) struct Search<'a> {
    pub values: &'a [Decimal],
    pub blocks: &'a [Range<usize>],
    pub leeway: Leeway,
    pub steps: usize,
    pub jumps: usize,
    pub columns: Columns,
    /// How many rows of each list are behind it, printed or empty.
    pub ends: [usize; 3],
    pub ways: Vec<(usize, Columns)>,
}

impl Search<'_> {
    /// All ways in which the first list begins with the block `first`.
    pub fn begin(&mut self, first: usize) {
        self.put(first, SEXES[0], 0);
    }

    fn go(&mut self, block: usize, passed: usize) {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.ways.len() > MOST_WAYS {
            return;
        }
        if let Some(open) = self.open_rows().filter(|open| *open <= self.leeway.open) {
            self.ways.push((passed + PRICE * (open + self.jumps), self.columns.clone()));
            return;
        }
        if block == self.blocks.len() {
            return;
        }
        self.place(block, passed);
        let over = passed + self.blocks[block].len();
        if over <= self.leeway.passed {
            self.go(block + 1, over);
        }
        if self.jumps < self.leeway.jumps && self.may_jump() {
            self.jumps += 1;
            (block + 1..self.blocks.len()).for_each(|next| self.place(next, passed));
            self.jumps -= 1;
        }
    }

    /// Rows are whole where the lists go on further down, and most of them are there.
    fn may_jump(&self) -> bool {
        let [first, second] = SEXES.map(|list| self.ends[list]);
        first == second && first * 2 > self.rows()
    }

    /// Tries a block in all columns.
    fn place(&mut self, block: usize, passed: usize) {
        SEXES.iter().for_each(|list| self.put(block, *list, passed));
        self.put_total(block, passed);
    }

    /// How many rows have an open total, if all others hold. The last row may be the total of all.
    fn open_rows(&self) -> Option<usize> {
        let open = |row: &usize| self.total(*row).is_none() && row + 1 < self.rows();
        (0..self.rows()).all(|row| open(&row) || self.holds(row)).then(|| (0..self.rows()).filter(open).count())
    }

    fn rows(&self) -> usize {
        self.columns[TOTAL].len()
    }

    /// Tries a block in one list, behind every number of empty cells that can stand before it.
    fn put(&mut self, block: usize, list: usize, passed: usize) {
        let cells = self.blocks[block].clone();
        let (end, mut lone) = (self.ends[list], 0);
        for start in end..self.rows() {
            if self.fits(&cells, list, start) {
                self.lay(&cells, list, start);
                self.go(block + 1, passed);
                self.take_up(&cells, list, start, end);
            }
            lone += usize::from(self.total(start).is_some_and(|total| !total.is_zero()));
            if lone > self.leeway.lone || !self.may_be_empty(list, start) {
                return;
            }
        }
    }

    /// Tries a block in the first rows whose total is open.
    fn put_total(&mut self, block: usize, passed: usize) {
        let cells = self.blocks[block].clone();
        let Some(start) = self.columns[TOTAL].iter().position(Option::is_none) else { return };
        let open = self.columns[TOTAL][start..].iter().take_while(|cell| cell.is_none()).count();
        if cells.len() <= open
            && cells.clone().enumerate().all(|(at, cell)| self.may_total(self.values[cell], start + at))
        {
            self.lay(&cells, TOTAL, start);
            self.go(block + 1, passed);
            self.take_up(&cells, TOTAL, start, 0);
        }
    }

    fn lay(&mut self, cells: &Range<usize>, list: usize, start: usize) {
        cells.clone().enumerate().for_each(|(at, cell)| self.columns[list][start + at] = Some(cell));
        self.ends[list] = start + cells.len();
    }

    fn take_up(&mut self, cells: &Range<usize>, list: usize, start: usize, end: usize) {
        (start..start + cells.len()).for_each(|row| self.columns[list][row] = None);
        self.ends[list] = end;
    }

    fn value(&self, list: usize, row: usize) -> Option<Decimal> {
        self.columns[list][row].map(|cell| self.values[cell])
    }

    fn total(&self, row: usize) -> Option<Decimal> {
        self.value(TOTAL, row)
    }

    fn fits(&self, cells: &Range<usize>, list: usize, start: usize) -> bool {
        start + cells.len() <= self.rows()
            && cells.clone().enumerate().all(|(at, cell)| self.fits_row(self.values[cell], list, start + at))
    }

    fn fits_row(&self, value: Decimal, list: usize, row: usize) -> bool {
        let other = SEXES[usize::from(list == SEXES[0])];
        let Some(total) = self.total(row) else { return !value.is_negative() };
        match self.value(other, row) {
            Some(other) => value + other == total,
            // The left one of two columns is printed first; or the other list has passed the row by.
            None if list == SEXES[1] || row < self.ends[other] => value == total,
            None => value <= total,
        }
    }

    fn may_be_empty(&self, list: usize, row: usize) -> bool {
        let other = SEXES[usize::from(list == SEXES[0])];
        let Some(total) = self.total(row) else { return self.leeway.open > 0 };
        match self.value(other, row) {
            Some(other) => other == total,
            None => total.is_zero() || row >= self.ends[other],
        }
    }

    fn may_total(&self, value: Decimal, row: usize) -> bool {
        let sexes: Vec<Decimal> = SEXES.iter().filter_map(|list| self.value(*list, row)).collect();
        let sum: Decimal = sexes.iter().copied().sum();
        if sexes.len() == SEXES.len() { value == sum } else { value >= sum }
    }

    fn holds(&self, row: usize) -> bool {
        let value = |list: usize| self.value(list, row).unwrap_or(Decimal::ZERO);
        self.total(row).is_some_and(|total| total == value(SEXES[0]) + value(SEXES[1]))
    }
}
