//! A wide table printed in two halves, one after the other: the second has headers but no labels.
//!
//! Its rows are joined to those of the first half in their order. Where OCR has dropped, doubled or run together rows
//! on either side, the sums say which belong together: the total that a row prints, less what its first half holds, is
//! what its second half has to hold. The alignment that misses these sums least is taken; what it had to leave out or
//! cut stays in doubt.

use super::draft::{Draft, Entry};
use super::numerals::{self, Token};

/// The label of numbers whose row is not known.
pub(super) const UNASSIGNED: &str = "(unassigned)";

/// A row of the first half without a line in the second costs so much, unless the first half holds the whole total.
const NO_LINE: f64 = 0.7;
/// A line of the second half that belongs to no row of its own.
const NO_ROW: f64 = 0.9;
/// A line that holds two rows, on top of their misfit.
const RUN_TOGETHER: f64 = 0.4;
/// Nothing tells whether the line fits.
const NO_SUM: f64 = 0.45;
/// A stack beside a single row.
const OTHER_KIND: f64 = 0.5;

/// Columns whose sum is the total of a row: all data columns, or the subtotals of all groups.
pub(super) struct Sums {
    /// The column with the total.
    pub total: usize,
    /// The columns that add up to it.
    pub parts: Vec<usize>,
}

/// How the alignment came to a place.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Start,
    Pair,
    NoLine,
    NoRow,
    TwoRows,
}

/// Joins a side that prints the labels again: row by row, by label.
pub(super) fn join_by_label(mut rows: Vec<Draft>, side: Vec<Draft>) -> Vec<Draft> {
    let mut next = 0;
    for line in side {
        let found = (next..rows.len()).find(|at| rows[*at].label() == line.label());
        match found {
            Some(at) => {
                rows[at].entries.extend(line.entries);
                next = at + 1;
            }
            None => {
                rows.insert(next, line);
                next += 1;
            }
        }
    }
    rows
}

/// Joins halves of which the second has no labels.
pub(super) fn join(left: Vec<Draft>, right: Vec<Draft>, sums: Option<&Sums>) -> Vec<Draft> {
    let steps = align(&left, &right, sums);
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let mut joined: Vec<Draft> = Vec::new();
    for step in steps {
        match step {
            Step::Start => {}
            Step::NoLine => joined.extend(left.next()),
            Step::Pair => joined.extend(left.next().zip(right.next()).map(|(row, line)| paired(row, line))),
            Step::NoRow => {
                if let (Some(row), Some(line)) = (joined.last(), right.next()) {
                    let stray = unassigned(row, line.entries);
                    joined.push(stray);
                }
            }
            Step::TwoRows => {
                if let (Some(first), Some(second), Some(line)) = (left.next(), left.next(), right.next()) {
                    let line = in_two(&[&first, &second], line, sums);
                    joined.extend(cut(first, second, line));
                }
            }
        }
    }
    joined
}

fn paired(mut row: Draft, line: Draft) -> Draft {
    row.entries.extend(line.entries);
    row
}

/// A row for numbers that belong beside `row`, nobody knows in which row.
pub(super) fn unassigned(row: &Draft, mut entries: Vec<Entry>) -> Draft {
    entries.iter_mut().for_each(|entry| entry.doubtful = true);
    let mut stray = Draft { entries, marks: Vec::new(), ..row.clone() };
    stray.span = stray.entries.first().map_or(row.span, |entry| crate::span::Span { columns: None, ..entry.span });
    stray.set_label(UNASSIGNED.to_string());
    stray
}

/// Two rows in one line: cells with two numbers are cut, of the others nobody knows the row.
fn cut(mut first: Draft, mut second: Draft, line: Draft) -> Vec<Draft> {
    let mut strays = Vec::new();
    for entry in line.entries {
        match entry.numbers().as_slice() {
            [above, below] => {
                first.entries.push(entry.with(above, true));
                second.entries.push(entry.with(below, true));
            }
            _ => strays.push(entry),
        }
    }
    let stray = (!strays.is_empty()).then(|| unassigned(&first, strays));
    [Some(first), stray, Some(second)].into_iter().flatten().collect()
}

/// A line of two rows in which `164 670` may be two numbers: it is where all such cells cut in two fit the totals better.
fn in_two(rows: &[&Draft], line: Draft, sums: Option<&Sums>) -> Draft {
    let mut halved = line.clone();
    for entry in &mut halved.entries {
        if let [only] = numerals::cuts(&entry.tokens, 2).as_slice() {
            entry.tokens =
                only.iter().map(|number| Token { text: number.text.clone(), bold: number.bold, apart: true }).collect();
        }
    }
    let rows: Vec<Draft> = rows.iter().map(|row| (*row).clone()).collect();
    if misfit(&rows, &halved, sums) < misfit(&rows, &line, sums) { halved } else { line }
}

fn align(left: &[Draft], right: &[Draft], sums: Option<&Sums>) -> Vec<Step> {
    let mut best = vec![vec![(f64::INFINITY, Step::Start); right.len() + 1]; left.len() + 1];
    best[0][0].0 = 0.0;
    for i in 0..=left.len() {
        for j in 0..=right.len() {
            let here = best[i][j].0;
            if !here.is_finite() {
                continue;
            }
            let mut reach = |i: usize, j: usize, cost: f64, step: Step| {
                if here + cost < best[i][j].0 {
                    best[i][j] = (here + cost, step);
                }
            };
            if i < left.len() {
                reach(i + 1, j, no_line(&left[i], sums), Step::NoLine);
            }
            if j < right.len() {
                reach(i, j + 1, NO_ROW, Step::NoRow);
            }
            if i < left.len() && j < right.len() {
                reach(i + 1, j + 1, misfit(&left[i..=i], &right[j], sums), Step::Pair);
            }
            if i + 1 < left.len() && j < right.len() && holds_two(&right[j]) {
                let line = in_two(&[&left[i], &left[i + 1]], right[j].clone(), sums);
                reach(i + 2, j + 1, RUN_TOGETHER + misfit(&left[i..=i + 1], &line, sums), Step::TwoRows);
            }
        }
    }
    trace(&best, left.len(), right.len())
}

fn trace(best: &[Vec<(f64, Step)>], mut i: usize, mut j: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    while i > 0 || j > 0 {
        let step = best[i][j].1;
        steps.push(step);
        (i, j) = match step {
            Step::Start => break,
            Step::Pair => (i - 1, j - 1),
            Step::NoLine => (i - 1, j),
            Step::NoRow => (i, j - 1),
            Step::TwoRows => (i - 2, j - 1),
        };
    }
    steps.reverse();
    steps
}

fn holds_two(line: &Draft) -> bool {
    line.entries.iter().filter(|entry| entry.numbers().len() == 2).count() > 1
}

fn no_line(row: &Draft, sums: Option<&Sums>) -> f64 {
    let complete = sums.and_then(|sums| rest(row, sums)) == Some(0);
    if complete { 0.0 } else { NO_LINE }
}

/// What a row's second half has to hold.
fn rest(row: &Draft, sums: &Sums) -> Option<i64> {
    let total = row.entry(sums.total)?;
    (!total.doubtful).then(|| total.sum() - held(row, sums))
}

fn held(row: &Draft, sums: &Sums) -> i64 {
    row.entries.iter().filter(|entry| sums.parts.contains(&entry.column)).map(Entry::sum).sum()
}

/// From 0 (the line holds what the rows still need) to 1.
fn misfit(rows: &[Draft], line: &Draft, sums: Option<&Sums>) -> f64 {
    let kinds = rows.len() == 1 && is_many(&rows[0]) != is_many(line);
    let kind = if kinds { OTHER_KIND } else { 0.0 };
    let needed: Option<i64> = sums.and_then(|sums| rows.iter().map(|row| rest(row, sums)).sum());
    let (Some(needed), Some(sums)) = (needed, sums) else { return NO_SUM + kind };
    let found = held(line, sums);
    let most = needed.abs().max(found.abs());
    if most == 0 { kind } else { (needed - found).abs() as f64 / most as f64 + kind }
}

/// Several numbers in more than one cell.
fn is_many(row: &Draft) -> bool {
    let stacked = row.entries.iter().filter(|entry| numerals::widest(&entry.tokens).len() > 2).count();
    stacked > 0
}

#[cfg(test)]
mod tests {
    use super::super::testing::{draft, stubbed};
    use super::*;

    fn right(numbers: &str) -> Draft {
        let mut line = stubbed(&[], numbers);
        line.entries.iter_mut().for_each(|entry| entry.column += 2);
        line
    }

    fn joined(left: Vec<Draft>, right: Vec<Draft>) -> Vec<(String, String)> {
        let sums = Sums { total: 0, parts: vec![1, 2, 3] };
        let text = |row: &Draft| row.entries.iter().map(|e| e.raw.clone()).collect::<Vec<_>>().join(" ");
        join(left, right, Some(&sums)).iter().map(|row| (row.label().to_string(), text(row))).collect()
    }

    #[test]
    fn rows_are_joined_in_their_order() {
        let left = vec![draft("Aldport", "10 4"), draft("Birkhaven", "7 7")];
        let rows = joined(left, vec![right("5 1"), right("")]);
        assert_eq!(rows, [("Aldport".into(), "10 4 5 1".into()), ("Birkhaven".into(), "7 7".into())]);
    }

    #[test]
    fn the_totals_show_which_line_is_missing() {
        let left = vec![draft("Aldport", "10 4"), draft("Birkhaven", "3 3"), draft("Cove", "9 2")];
        let rows = joined(left, vec![right("5 1"), right("7")]);
        assert_eq!(rows[1].1, "3 3");
        assert_eq!(rows[2].1, "9 2 7");
    }
}
