//! Two lists of numbers that add up to a third one, row by row.
//!
//! The numbers of a column are printed in the order of its rows, in blocks of rows that follow each other; an empty cell
//! ends a block. Of the same rows the left column is printed first. So every block goes on with one of the two lists, or
//! belongs to neither, and each row must hold. Of all ways those are kept that pass over the fewest numbers; rows in which
//! they differ are left open.

mod search;

use std::collections::BTreeSet;
use std::ops::Range;

use super::parts::Part;
use super::{SEXES, TOTAL};
use crate::number::Decimal;
use search::{MOST_STEPS, MOST_WAYS, Search};

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
