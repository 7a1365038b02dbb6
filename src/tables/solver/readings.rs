//! All readings of one row that its form allows.
//!
//! In counted form a blank parts two cells, or the thousands of one number, or stands for an empty cell, or is one too
//! many. A reading settles each blank; it has exactly as many cells as the table has columns.

use crate::number::Decimal;
use crate::span::Span;
use crate::tables::sheet::Word;
use crate::tables::spaced::joins;

use super::value;

/// Beyond so many readings a row is left undecided; the largest real rows have some forty.
const MOST_READINGS: usize = 5_000;
/// How many blanks of a row may be surplus, tried in this order: a row with one blank too many and a row with joined
/// thousands look alike, so both are readings; two too many are believed only where nothing else fits.
const SURPLUS: [&[usize]; 2] = [&[0, 1], &[2]];

/// A cell of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadCell {
    /// Column that the reading puts it in; `None` where it leaves that open.
    pub column: Option<usize>,
    /// Words joined with one blank.
    pub raw: String,
    /// Its number; `None` for a nil sign.
    pub value: Option<Decimal>,
    /// Where it stands.
    pub span: Span,
}

/// One way to read a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The printed cells, in the order of the columns.
    pub cells: Vec<ReadCell>,
}

impl Reading {
    /// The number in a column; a nil sign counts as nothing printed.
    pub fn value(&self, column: usize) -> Option<Decimal> {
        self.cells.iter().find(|cell| cell.column == Some(column))?.value
    }

    /// The numbers in all columns.
    pub fn values(&self, width: usize) -> Vec<Option<Decimal>> {
        let mut values = vec![None; width];
        // Of two cells in one column the first counts, as in [`Reading::value`].
        for cell in self.cells.iter().rev() {
            if let Some(value) = cell.column.and_then(|column| values.get_mut(column)) {
                *value = cell.value;
            }
        }
        values
    }
}

/// All readings of counted words with `width` cells; empty when none fits or there are too many.
pub fn counted(words: &[Word], width: usize) -> Vec<Reading> {
    if words.len() == width && !words.iter().any(|word| is_group_only(&word.text)) {
        let printed = (0..width).filter(|at| !words[*at].text.is_empty());
        return vec![Reading { cells: printed.map(|at| cell(words, Some(at), at, at)).collect() }];
    }
    // Blanks at the end of a line are lost in many files: then the row is short by its last empty cells.
    let missing = width.saturating_sub(words.len());
    let mut search = Search { words, width, missing, joins: joins_after(words), found: Vec::new(), cells: Vec::new() };
    for step in SURPLUS {
        for surplus in step.iter().filter(|surplus| missing == 0 || **surplus <= 1) {
            // A blank too many hides one more of the cells that are missing at the end.
            search.missing = if missing > 0 { missing + surplus } else { 0 };
            search.walk(0, 0, *surplus);
        }
        if !search.found.is_empty() {
            break;
        }
    }
    if search.found.len() > MOST_READINGS {
        return Vec::new();
    }
    search.found.iter().map(|cells| reading(words, cells)).collect()
}

/// How many words from each one on could be joined to the word before them.
fn joins_after(words: &[Word]) -> Vec<usize> {
    let mut counts = vec![0; words.len() + 1];
    for at in (1..words.len()).rev() {
        let group = words[at].text.len() >= 3 && !words[at - 1].text.is_empty();
        counts[at] = counts[at + 1] + usize::from(group);
    }
    counts[0] = counts.get(1).copied().unwrap_or(0);
    counts
}

fn reading(words: &[Word], cells: &[Cell]) -> Reading {
    Reading { cells: cells.iter().map(|(column, first, last)| cell(words, Some(*column), *first, *last)).collect() }
}

pub(super) fn cell(words: &[Word], column: Option<usize>, first: usize, last: usize) -> ReadCell {
    let raw = match &words[first..=last] {
        [word] => word.text.clone(),
        several => several.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "),
    };
    let (start, end) = (words[first].span, words[last].span);
    let columns = start.columns.zip(end.columns).map(|(start, end)| (start.0, end.1));
    ReadCell { column, value: value::read(&raw), raw, span: Span { columns, ..start } }
}

/// Column, first word and last word of a cell.
type Cell = (usize, usize, usize);

struct Search<'a> {
    words: &'a [Word],
    width: usize,
    missing: usize,
    joins: Vec<usize>,
    found: Vec<Vec<Cell>>,
    cells: Vec<Cell>,
}

impl Search<'_> {
    /// Reads on from word `at` in column `column`, with `surplus` blanks still to be dropped.
    fn walk(&mut self, at: usize, column: usize, surplus: usize) {
        if self.found.len() > MOST_READINGS {
            return;
        }
        if at == self.words.len() {
            if column + self.missing == self.width && surplus == 0 {
                self.found.push(self.cells.clone());
            }
            return;
        }
        // The words left give at most one cell each, and at least so many as cannot be joined or dropped.
        let most = self.words.len() - at;
        let least = most.saturating_sub(self.joins[at] + surplus);
        if !(column + least..=column + most).contains(&self.width.saturating_sub(self.missing)) {
            return;
        }
        if self.words[at].text.is_empty() {
            self.walk(at + 1, column + 1, surplus);
            let run_starts = at == 0 || !self.words[at - 1].text.is_empty();
            if surplus > 0 && run_starts {
                self.walk(at + 1, column, surplus - 1);
            }
            return;
        }
        let mut last = at;
        loop {
            // No number is printed with a leading zero: `061` can only be a group of thousands.
            if last > at || !is_group_only(&self.words[at].text) {
                self.cells.push((column, at, last));
                self.walk(last + 1, column + 1, surplus);
                self.cells.pop();
            }
            let goes_on = last + 1 < self.words.len()
                && joins(lead(&self.words[at..=last]), &self.words[last + 1].text)
                && (last == at || self.words[last].text.len() == 3);
            if !goes_on {
                return;
            }
            last += 1;
        }
    }
}

fn is_group_only(word: &str) -> bool {
    word.len() == 3 && word.starts_with('0') && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a further group of thousands would be joined to.
fn lead(words: &[Word]) -> &str {
    words.first().map_or("", |word| word.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, width: usize) -> Vec<Vec<String>> {
        let words: Vec<Word> = line.split(' ').map(|text| Word { text: text.into(), span: Span::default() }).collect();
        let show = |reading: Reading| {
            let mut cells = vec![String::from("_"); width];
            for cell in reading.cells {
                cells[cell.column.unwrap()] = cell.raw;
            }
            cells
        };
        counted(&words, width).into_iter().map(show).collect()
    }

    #[test]
    fn a_row_that_fits_has_one_reading() {
        assert_eq!(read(" 3  14", 4), [["_", "3", "_", "14"]]);
    }

    #[test]
    fn thousands_may_be_joined_where_the_width_asks_for_it() {
        assert_eq!(read("1 305 1 324", 3), [["1", "305", "1 324"], ["1 305", "1", "324"]]);
        assert_eq!(read("1 305 1 324", 2), [["1 305", "1 324"]]);
    }

    #[test]
    fn one_blank_too_many_may_stand_in_any_run() {
        assert_eq!(read(" 3  5", 3), [["_", "3", "5"], ["3", "_", "5"]]);
    }

    #[test]
    fn a_surplus_blank_and_joined_thousands_compete() {
        assert_eq!(read(" 7 127", 2), [["_", "7 127"], ["7", "127"]]);
    }

    #[test]
    fn rows_cut_short_lack_their_last_empty_cells() {
        // Such a row can have a surplus blank too: then the sums decide.
        assert_eq!(read(" 0", 4), [["_", "0", "_", "_"], ["0", "_", "_", "_"]]);
    }

    #[test]
    fn long_rows_stay_bounded() {
        let line = ["1 234"; 40].join(" ");
        assert!(read(&line, 60).len() <= MOST_READINGS + 1);
    }
}
