//! Two lists of numbers that add up to a third one, row by row.
//!
//! The numbers of a column are printed in the order of its rows, in blocks of rows that follow each other; an empty cell
//! ends a block. Of the same rows the left column is printed first. So every block goes on with one of the two lists, or
//! belongs to neither, and each row must hold. Of all ways those are kept that pass over the fewest numbers; rows in which
//! they differ are left open.

use std::collections::BTreeSet;
use std::ops::Range;

use super::parts::Part;
use super::{SEXES, TOTAL};
use crate::number::Decimal;

/// What the print of a page may do beyond listing both columns in order.
#[derive(Debug, Clone, Copy, Default)]
struct Leeway {
    /// So many numbers of other columns stand between those of the sexes.
    passed: usize,
    /// So many rows with one sex alone follow each other; most reports print a nought there.
    lone: usize,
    /// So many times the lists go on further down.
    jumps: usize,
    /// So many rows whose total is open stay so: their numbers are printed out of order.
    open: usize,
}

/// Tried in this order.
const LEEWAYS: [Leeway; 8] = [
    Leeway { passed: 0, lone: 0, jumps: 0, open: 0 },
    Leeway { passed: 2, lone: 0, jumps: 0, open: 0 },
    Leeway { passed: 6, lone: 0, jumps: 0, open: 0 },
    Leeway { passed: 2, lone: 0, jumps: 0, open: 1 },
    Leeway { passed: 0, lone: 1, jumps: 0, open: 0 },
    Leeway { passed: 4, lone: 0, jumps: 1, open: 0 },
    Leeway { passed: 14, lone: 0, jumps: 0, open: 0 },
    Leeway { passed: 2, lone: 2, jumps: 0, open: 0 },
];
/// A jump, and an open row, cost as much as so many numbers passed over.
const PRICE: usize = 4;
/// Beyond so many steps the lists stay open.
const MOST_STEPS: usize = 20_000;
/// More ways tell nothing.
const MOST_WAYS: usize = 32;

/// The cells of both lists by rows, in the order in which the lists begin.
pub(super) type Lists = [Vec<Option<usize>>; 2];
/// The cells of the total and of both lists.
type Columns = [Vec<Option<usize>>; 3];

/// The cells of a total, some of which may be open, and the two lists that make it up.
pub(super) fn find(
    part: &Part,
    total: &[Option<usize>],
    taken: &BTreeSet<usize>,
) -> Option<(usize, Vec<Option<usize>>, Lists)> {
    let own: BTreeSet<usize> = total.iter().flatten().copied().collect();
    let free = |block: &&Range<usize>| {
        let taken = |cell: usize| own.contains(&cell) || taken.contains(&cell) || part.cells[cell].value.is_none();
        !(**block).clone().any(taken)
    };
    let blocks: Vec<Range<usize>> = part.blocks.iter().filter(free).cloned().collect();
    let values: Vec<Decimal> = part.cells.iter().map(|cell| cell.value.unwrap_or(Decimal::ZERO)).collect();
    let (cost, [total, first, second]) = search(total, &values, &blocks)?;
    Some((cost, total, [first, second]))
}

fn search(total: &[Option<usize>], values: &[Decimal], blocks: &[Range<usize>]) -> Option<(usize, Columns)> {
    if total.iter().flatten().all(|cell| values[*cell].is_zero()) {
        return None;
    }
    for leeway in LEEWAYS {
        let columns = [total.to_vec(), vec![None; total.len()], vec![None; total.len()]];
        let (ends, ways) = ([0; 3], Vec::new());
        let mut search = Search { values, blocks, leeway, steps: 0, jumps: 0, columns, ends, ways };
        (0..blocks.len()).for_each(|first| search.begin(first));
        if search.steps > MOST_STEPS || search.ways.len() > MOST_WAYS {
            continue;
        }
        if !search.ways.is_empty() {
            return agreed(&search.ways);
        }
    }
    None
}

/// What all ways with the fewest numbers passed over say alike. `None` where they differ in a total.
fn agreed(ways: &[(usize, Columns)]) -> Option<(usize, Columns)> {
    let least = ways.iter().map(|(passed, _)| *passed).min()?;
    let mut best = ways.iter().filter(|(passed, _)| *passed == least).map(|(_, columns)| columns);
    let mut agreed = best.next().cloned()?;
    for columns in best {
        if columns[TOTAL] != agreed[TOTAL] {
            return None;
        }
        for row in 0..columns[TOTAL].len() {
            if SEXES.iter().any(|list| agreed[*list][row] != columns[*list][row]) {
                SEXES.iter().for_each(|list| agreed[*list][row] = None);
            }
        }
    }
    Some((least, agreed))
}

struct Search<'a> {
    values: &'a [Decimal],
    blocks: &'a [Range<usize>],
    leeway: Leeway,
    steps: usize,
    jumps: usize,
    columns: Columns,
    /// How many rows of each list are behind it, printed or empty.
    ends: [usize; 3],
    ways: Vec<(usize, Columns)>,
}

impl Search<'_> {
    /// All ways in which the first list begins with the block `first`.
    fn begin(&mut self, first: usize) {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks are parted by `|`; the first is the total, of which `?` is open.
    fn read(text: &str) -> Option<[String; 3]> {
        let (mut values, mut blocks) = (Vec::new(), Vec::new());
        for block in text.split('|') {
            let start = values.len();
            values.extend(block.split(' ').map(|word| Decimal::parse(word).unwrap_or(Decimal::ZERO)));
            blocks.push(start..values.len());
        }
        let total = blocks.remove(0);
        let open = |word: &str| word == "?";
        let first = text.split('|').next()?.split(' ');
        let total: Vec<Option<usize>> = total.zip(first).map(|(cell, word)| (!open(word)).then_some(cell)).collect();
        let (_, lists) = search(&total, &values, &blocks)?;
        let show = |cell: &Option<usize>| cell.map_or("-".to_string(), |cell| values[cell].to_string());
        Some(lists.map(|list| list.iter().map(show).collect::<Vec<_>>().join(" ")))
    }

    #[test]
    fn blocks_of_both_lists_by_turns() {
        assert_eq!(read("9 7 0 30 4|4 2|5 5|11 3|19 1").unwrap()[1..], ["4 2 - 11 3", "5 5 - 19 1"]);
    }

    #[test]
    fn one_list_after_the_other_with_strangers_before_them() {
        assert_eq!(read("9 7 30|6|1 1|4|2|11|5|5|19").unwrap()[1..], ["4 2 11", "5 5 19"]);
    }

    #[test]
    fn one_sex_alone_makes_up_its_row() {
        assert_eq!(read("9 7 30|4|11|5 7 19").unwrap()[1..], ["4 - 11", "5 7 19"]);
    }

    #[test]
    fn an_open_total_is_what_the_sexes_add_up_to() {
        assert_eq!(read("9 ? 30|4|5|7|2|5|11|19").unwrap(), ["9 7 30", "4 2 11", "5 5 19"]);
    }

    #[test]
    fn numbers_that_do_not_add_up_are_no_sexes() {
        assert_eq!(read("9 7 30|4 2 11|5 5 18"), None);
    }
}
