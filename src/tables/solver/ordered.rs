//! Rows whose empty cells are lost: `Upland 4 2 9 15 7 8` under twenty columns.
//!
//! Within the sums of a table the columns fall into blocks that always appear together: the grades, the total, women,
//! men. A sum needs only to know how many numbers stand in each block, so the search is over those counts, which is
//! small, and not over all choices of columns, which is huge. A block that is full has its columns; in any other the
//! place of its numbers stays open.

use super::super::relations::{self, Head, Hypotheses, Sum};
use super::super::sheet::{Pieces, Sheet, SheetRow, Word};
use super::super::spaced::joins;
use super::keep_best;
use super::readings::{self, ReadCell, Reading};
use crate::number::Decimal;

/// Beyond so many ways to join words or to share them out, the row is left open.
const MOST_WAYS: usize = 2_000;

/// So many rows are looked at to find out which sums a table holds.
const SAMPLE: usize = 40;

/// The sums that the names of the columns suggest and that nearly every row can satisfy.
pub(super) fn sums(sheet: &Sheet) -> Vec<Sum> {
    let heads: Vec<Head> = sheet.columns.iter().map(Head::of_column).collect();
    let telling = |row: &&SheetRow| row.unit.is_none_or(relations::sums_up);
    let rows: Vec<&[Word]> = sheet.rows.iter().filter(telling).filter_map(several_words).take(SAMPLE).collect();
    let possible = |sum: &Sum| {
        let one = std::slice::from_ref(sum);
        let met = rows.iter().filter(|words| least_broken(words, heads.len(), one) == Some(0)).count();
        rows.len() >= 3 && met * 10 >= rows.len() * 9
    };
    let mut suggested = Hypotheses::of(&heads).suggested();
    suggested.dedup();
    suggested.into_iter().filter(possible).collect()
}

fn several_words(row: &SheetRow) -> Option<&[Word]> {
    match &row.pieces {
        Pieces::Ordered(words) if words.len() > 2 => Some(words),
        _ => None,
    }
}

fn least_broken(words: &[Word], width: usize, sums: &[Sum]) -> Option<usize> {
    let blocks = blocks(width, sums);
    let mut least = None;
    for cells in groupings(words, width) {
        share_out(&blocks, cells.len(), &mut Vec::new(), &mut |counts| {
            let cost = broken(&blocks, counts, &cells, sums);
            least = Some(least.map_or(cost, |least: usize| least.min(cost)));
        });
    }
    least
}

/// Consecutive columns with the same part in every sum.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    columns: std::ops::Range<usize>,
}

/// The readings that break the fewest sums; each says which numbers belong to which block.
pub(super) fn readings(words: &[Word], width: usize, sums: &[Sum]) -> Vec<Reading> {
    let blocks = blocks(width, sums);
    let numbers = groupings(words, width);
    let mut found: Vec<(Vec<usize>, Vec<ReadCell>)> = Vec::new();
    for cells in &numbers {
        share_out(&blocks, cells.len(), &mut Vec::new(), &mut |counts| found.push((counts.to_vec(), cells.clone())));
        if found.len() > MOST_WAYS {
            return Vec::new();
        }
    }
    keep_best(&mut found, |(counts, cells)| broken(&blocks, counts, cells, sums));
    let mut readings: Vec<Reading> = Vec::new();
    for (counts, cells) in found {
        let reading = place(&blocks, &counts, cells);
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

fn blocks(width: usize, sums: &[Sum]) -> Vec<Block> {
    let part = |column: usize| -> Vec<i8> {
        sums.iter().map(|sum| if sum.total == column { 1 } else { -i8::from(sum.parts.contains(&column)) }).collect()
    };
    // Each of two parts (women, men) is told by its own number; a block of two would leave both open.
    let paired = |column: usize| sums.iter().any(|sum| sum.parts.len() == 2 && sum.parts.contains(&column));
    let mut blocks: Vec<Block> = Vec::new();
    for column in 0..width {
        match blocks.last_mut() {
            Some(last) if part(last.columns.start) == part(column) && !paired(column) => last.columns.end = column + 1,
            _ => blocks.push(Block { columns: column..column + 1 }),
        }
    }
    blocks
}

/// All ways to join neighbouring words into numbers.
fn groupings(words: &[Word], width: usize) -> Vec<Vec<ReadCell>> {
    let mut ways: Vec<Vec<ReadCell>> = vec![Vec::new()];
    let mut at: Vec<usize> = vec![0];
    let mut done = Vec::new();
    while let (Some(cells), Some(from)) = (ways.pop(), at.pop()) {
        if from == words.len() {
            if cells.len() <= width {
                done.push(cells);
            }
            continue;
        }
        let longest = (from..words.len())
            .find(|last| *last + 1 == words.len() || !joins(&words[from].text, &words[last + 1].text));
        for last in from..=longest.unwrap_or(from) {
            let mut more = cells.clone();
            more.push(readings::cell(words, None, from, last));
            ways.push(more);
            at.push(last + 1);
        }
        if done.len() + ways.len() > MOST_WAYS {
            return Vec::new();
        }
    }
    done
}

/// All ways to share `left` numbers out over the blocks, in order.
fn share_out(blocks: &[Block], left: usize, counts: &mut Vec<usize>, found: &mut dyn FnMut(&[usize])) {
    let Some(block) = blocks.get(counts.len()) else {
        if left == 0 {
            found(counts);
        }
        return;
    };
    let room: usize = blocks[counts.len() + 1..].iter().map(|block| block.columns.len()).sum();
    for count in left.saturating_sub(room)..=left.min(block.columns.len()) {
        counts.push(count);
        share_out(blocks, left - count, counts, found);
        counts.pop();
    }
}

fn broken(blocks: &[Block], counts: &[usize], cells: &[ReadCell], sums: &[Sum]) -> usize {
    let mut totals: Vec<Option<Decimal>> = Vec::with_capacity(blocks.len());
    let mut rest = cells;
    for count in counts {
        let (own, after) = rest.split_at(*count);
        totals.push((*count > 0).then(|| own.iter().filter_map(|cell| cell.value).sum()));
        rest = after;
    }
    let block_of = |column: usize| blocks.iter().position(|block| block.columns.contains(&column));
    let fails = |sum: &&Sum| {
        let total = block_of(sum.total).and_then(|block| totals[block]);
        let mut parts: Vec<usize> = sum.parts.iter().filter_map(|part| block_of(*part)).collect();
        parts.dedup();
        let printed = parts.iter().any(|block| totals[*block].is_some());
        let given: Decimal = parts.iter().filter_map(|block| totals[*block]).sum();
        total.map_or(printed, |total| total != given)
    };
    sums.iter().filter(fails).count()
}

fn place(blocks: &[Block], counts: &[usize], mut cells: Vec<ReadCell>) -> Reading {
    let mut at = 0;
    for (block, count) in blocks.iter().zip(counts) {
        if *count == block.columns.len() {
            for (cell, column) in cells[at..at + count].iter_mut().zip(block.columns.clone()) {
                cell.column = Some(column);
            }
        }
        at += count;
    }
    Reading { cells }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    /// Four grades, the total, women and men.
    fn sums() -> Vec<Sum> {
        vec![Sum { total: 4, parts: vec![0, 1, 2, 3] }, Sum { total: 4, parts: vec![5, 6] }]
    }

    fn read(line: &str) -> Vec<String> {
        let words: Vec<Word> = line.split(' ').map(|text| Word { text: text.into(), span: Span::default() }).collect();
        let show = |cell: &ReadCell| match cell.column {
            Some(column) => format!("{column}:{}", cell.raw),
            None => format!("?:{}", cell.raw),
        };
        let show = |reading: Reading| reading.cells.iter().map(show).collect::<Vec<_>>().join(" ");
        readings(&words, 7, &sums()).into_iter().map(show).collect()
    }

    #[test]
    fn the_sums_tell_totals_and_sexes_from_grades() {
        assert_eq!(read("3 4 7 5 2"), ["?:3 ?:4 4:7 5:5 6:2"]);
        assert_eq!(read("1 2 3 4 10 4 6"), ["0:1 1:2 2:3 3:4 4:10 5:4 6:6"]);
    }

    #[test]
    fn thousands_are_joined_where_the_sums_ask_for_it() {
        assert_eq!(read("1 305 19 1 324 730 594"), ["?:1 305 ?:19 4:1 324 5:730 6:594"]);
    }

    #[test]
    fn a_lone_zero_is_the_total() {
        assert_eq!(read("0"), ["4:0"]);
    }
}
