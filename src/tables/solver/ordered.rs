//! Rows whose empty cells are lost: `Upland 4 2 9 15 7 8` under twenty columns.
//!
//! Within the sums of a table the columns fall into blocks that always appear together: the grades, the total, women,
//! men. A sum needs only to know how many numbers stand in each block, so the search is over those counts, which is
//! small, and not over all choices of columns, which is huge. A block that is full has its columns; in any other the
//! place of its numbers stays open.

use super::super::relations::{self, Head, Hypotheses, Sum};
use super::super::sheet::{Pieces, Sheet, SheetRow, Word};
use super::super::spaced::joins;
use super::readings::{self, ReadCell, Reading};
use super::value;
use crate::number::Decimal;

/// Beyond so many steps of the search a row is left open. The longest real row takes some ten thousand.
const MOST_STEPS: usize = 300_000;
/// The same where only one sum is tried, to see whether it can hold.
const MOST_TRIAL_STEPS: usize = 20_000;
/// A row that allows more readings than this is open whatever else is known.
const MOST_READINGS: usize = 1_000;
/// Fewer rows tell nothing of a table's sums.
const FEWEST_ROWS: usize = 3;
/// So many rows are looked at to find out which sums a table holds.
const SAMPLE: usize = 40;

/// The sums that the names of the columns suggest and that nearly every row can satisfy.
pub(super) fn sums(sheet: &Sheet) -> Vec<Sum> {
    let heads: Vec<Head> = sheet.columns.iter().map(Head::of_column).collect();
    let telling = |row: &&SheetRow| row.unit.is_none_or(relations::sums_up);
    let rows: Vec<&[Word]> = sheet.rows.iter().filter(telling).filter_map(several_words).take(SAMPLE).collect();
    if rows.len() < FEWEST_ROWS {
        return Vec::new();
    }
    let mut suggested = Hypotheses::of(&heads).suggested();
    suggested.sort();
    suggested.dedup();
    let met = |sum: Sum| (rows.iter().filter(|words| can_hold(words, heads.len(), &sum)).count(), sum);
    let possible = |(met, _): &(usize, Sum)| met * 10 >= rows.len() * 9;
    widest(suggested.into_iter().map(met).filter(possible).collect())
}

/// Of two sums that claim the same total with some of the same parts at most one is meant. Where rows are sparse the one
/// with fewer parts can hold nearly as often; the one that more rows allow, or else the one with more parts, says less.
fn widest(sums: Vec<(usize, Sum)>) -> Vec<Sum> {
    let rank = |(met, sum): &(usize, Sum)| (*met, sum.parts.len());
    let beaten = |own: &(usize, Sum)| sums.iter().any(|other| rivals(&own.1, &other.1) && rank(other) > rank(own));
    sums.iter().filter(|sum| !beaten(sum)).map(|(_, sum)| sum.clone()).collect()
}

/// Whether two different sums claim the same total with some of the same parts.
pub(super) fn rivals(one: &Sum, other: &Sum) -> bool {
    one.total == other.total && one != other && one.parts.iter().any(|part| other.parts.contains(part))
}

fn several_words(row: &SheetRow) -> Option<&[Word]> {
    match &row.pieces {
        Pieces::Ordered(words) if words.len() > 2 => Some(words),
        _ => None,
    }
}

fn can_hold(words: &[Word], width: usize, sum: &Sum) -> bool {
    Search::new(words, width, std::slice::from_ref(sum), MOST_TRIAL_STEPS, 1)
        .run()
        .is_some_and(|found| !found.is_empty())
}

/// Completes the readings of a row: `full` ones take it for a row without empty cells, but some may be lost. Where the
/// table has sums only readings that satisfy all of them are believed, unless the row allows but one.
pub(super) fn complete(full: &mut Vec<Reading>, words: &[Word], width: usize, sums: &[Sum]) {
    let certain = words.len() == width && !words.windows(2).any(|pair| joins(&pair[0].text, &pair[1].text));
    if sums.is_empty() || certain {
        return;
    }
    let search = Search::new(words, width, sums, MOST_STEPS, MOST_READINGS);
    *full = search.run().unwrap_or_default();
}

/// Consecutive columns with the same part in every sum.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    columns: std::ops::Range<usize>,
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

/// A sum in terms of blocks.
struct BlockSum {
    total: usize,
    parts: Vec<usize>,
}

impl BlockSum {
    fn new(sum: &Sum, blocks: &[Block]) -> Self {
        let block_of = |column: usize| blocks.iter().position(|block| block.columns.contains(&column)).unwrap_or(0);
        let mut parts: Vec<usize> = sum.parts.iter().map(|part| block_of(*part)).collect();
        parts.dedup();
        Self { total: block_of(sum.total), parts }
    }

    /// The block with which the last of its numbers is known.
    fn last(&self) -> usize {
        self.parts.iter().copied().max().unwrap_or(0).max(self.total)
    }

    fn holds(&self, totals: &[Option<Decimal>]) -> bool {
        let given: Decimal = self.parts.iter().filter_map(|part| totals[*part]).sum();
        let printed = self.parts.iter().any(|part| totals[*part].is_some());
        totals[self.total].map_or(!printed, |total| total == given)
    }
}

/// The exact search: words are joined to numbers and shared out over the blocks, from left to right; a sum is tested as
/// soon as its last block is closed.
struct Search<'a> {
    words: &'a [Word],
    blocks: Vec<Block>,
    sums: Vec<BlockSum>,
    /// The least cells that the words from each one on can make.
    least: Vec<usize>,
    steps: usize,
    most: usize,
    totals: Vec<Option<Decimal>>,
    counts: Vec<usize>,
    /// First and last word of each number so far.
    numbers: Vec<(usize, usize)>,
    found: Vec<Reading>,
}

impl<'a> Search<'a> {
    fn new(words: &'a [Word], width: usize, sums: &[Sum], steps: usize, most: usize) -> Self {
        let blocks = blocks(width, sums);
        let sums = sums.iter().map(|sum| BlockSum::new(sum, &blocks)).collect();
        let mut least = vec![0; words.len() + 1];
        for at in (0..words.len()).rev() {
            let joined = at + 1 < words.len() && may_join(&words[at + 1]);
            least[at] = least[at + 1] + usize::from(!joined);
        }
        let (totals, counts) = (vec![None; blocks.len()], vec![0; blocks.len()]);
        Self { words, blocks, sums, least, steps, most, totals, counts, numbers: Vec::new(), found: Vec::new() }
    }

    /// All readings that satisfy the sums; `None` where there are too many ways or too many readings.
    fn run(mut self) -> Option<Vec<Reading>> {
        self.walk(0, 0);
        (self.steps > 0 && (self.found.len() < self.most || self.most == 1)).then_some(self.found)
    }

    /// Reads on from word `at` in block `block`.
    fn walk(&mut self, at: usize, block: usize) {
        let room: usize = self.blocks[block..].iter().map(|block| block.columns.len()).sum();
        if self.steps == 0 || self.found.len() >= self.most || self.least[at] + self.counts[block] > room {
            return;
        }
        self.steps -= 1;
        if self.counts[block] < self.blocks[block].columns.len() {
            self.take(at, block);
        }
        self.close(at, block);
    }

    /// The next number belongs to the block.
    fn take(&mut self, at: usize, block: usize) {
        let before = self.totals[block];
        for last in at..self.words.len() {
            if last > at
                && !(joins(&self.words[at].text, &self.words[last].text)
                    && (last < at + 2 || is_group(&self.words[last - 1])))
            {
                break;
            }
            let printed = joined(&self.words[at..=last]);
            // A nil sign counts as nothing; digits that make no number are none.
            let value =
                value::read(&printed).or_else(|| (!printed.contains(char::is_numeric)).then_some(Decimal::ZERO));
            let Some(value) = value else { continue };
            self.totals[block] = Some(before.unwrap_or(Decimal::ZERO) + value);
            self.counts[block] += 1;
            self.numbers.push((at, last));
            self.walk(last + 1, block);
            self.numbers.pop();
            self.counts[block] -= 1;
            self.totals[block] = before;
        }
    }

    /// The block is complete: the sums that it completes hold, or this is no way.
    fn close(&mut self, at: usize, block: usize) {
        if !self.sums.iter().filter(|sum| sum.last() == block).all(|sum| sum.holds(&self.totals)) {
            return;
        }
        if block + 1 < self.blocks.len() {
            self.walk(at, block + 1);
        } else if at == self.words.len() {
            let reading = self.reading();
            if !self.found.contains(&reading) {
                self.found.push(reading);
            }
        }
    }

    /// A block that is full has its columns; in any other the place of its numbers stays open.
    fn reading(&self) -> Reading {
        let mut cells: Vec<ReadCell> =
            self.numbers.iter().map(|(first, last)| readings::cell(self.words, None, *first, *last)).collect();
        let mut at = 0;
        for (block, count) in self.blocks.iter().zip(&self.counts) {
            if *count == block.columns.len() {
                for (cell, column) in cells[at..at + count].iter_mut().zip(block.columns.clone()) {
                    cell.column = Some(column);
                }
            }
            at += count;
        }
        Reading { cells }
    }
}

/// Whether a word can be a group of thousands after another one.
fn may_join(word: &Word) -> bool {
    joins("1", &word.text)
}

fn is_group(word: &Word) -> bool {
    word.text.len() == 3
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
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
        let mut found = Vec::new();
        complete(&mut found, &words, 7, &sums());
        found.into_iter().map(show).collect()
    }

    #[test]
    fn the_sums_tell_totals_and_sexes_from_grades() {
        assert_eq!(read("3 4 7 5 2"), ["?:3 ?:4 4:7 5:5 6:2"]);
        assert_eq!(read("1 200 3 4 1 207 4 1 203"), ["?:1 200 ?:3 ?:4 4:1 207 5:4 6:1 203"]);
    }

    #[test]
    fn thousands_are_joined_where_the_sums_ask_for_it() {
        assert_eq!(read("1 305 19 1 324 730 594"), ["?:1 305 ?:19 4:1 324 5:730 6:594"]);
    }

    #[test]
    fn a_lone_zero_is_the_total() {
        assert_eq!(read("0"), ["4:0"]);
    }

    #[test]
    fn a_row_that_breaks_a_sum_is_left_open() {
        assert_eq!(read("3 4 8 5 2"), Vec::<String>::new());
    }
}
