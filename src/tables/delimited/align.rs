//! Which line of the second half of a wide table belongs to which row of the first.
//!
//! Both are in printed order; OCR has dropped, doubled or run together lines on either side. The total that a row
//! prints, less what its first half holds, is what its second half has to hold: the alignment that misses these sums
//! least is taken.

use super::draft::{Draft, Entry};
use super::numerals::{self, Number};

/// A row of the first half without a line in the second costs so much, unless the first half holds the whole total.
const NO_LINE: f64 = 0.7;
/// A line of the second half that belongs to no row of its own.
const NO_ROW: f64 = 0.9;
/// A line that holds two rows, on top of their misfit.
const RUN_TOGETHER: f64 = 0.4;
/// Nothing tells whether the line fits.
const NO_SUM: f64 = 0.45;
/// A stack whose second half goes over two lines, on top of their misfit.
const GOES_ON: f64 = 0.25;
/// More numbers than the total allows weigh more than fewer: OCR loses numbers rather than makes them.
const EXCESS: f64 = 1.5;
/// Sums that meet the totals as closely as this do so by no chance.
const MET: f64 = 0.005;
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
pub(super) enum Step {
    /// The beginning.
    Start,
    /// A row and its line.
    Pair,
    /// A row without a line.
    NoLine,
    /// A line without a row.
    NoRow,
    /// A line that holds two rows.
    TwoRows,
    /// A stack of rows whose second half goes over two lines.
    TwoLines,
}

/// A line of two rows in which `164 670` may be two numbers: it is where all such cells cut in two fit the totals better.
pub(super) fn in_two(rows: &[&Draft], line: Draft, sums: Option<&Sums>) -> Draft {
    let mut halved = line.clone();
    for entry in &mut halved.entries {
        if let [only] = numerals::cuts(&entry.tokens, 2).as_slice() {
            entry.tokens = only.iter().map(Number::token).collect();
        }
    }
    let rows: Vec<Draft> = rows.iter().map(|row| (*row).clone()).collect();
    if misfit(&rows, &halved, sums) < misfit(&rows, &line, sums) { halved } else { line }
}

pub(super) fn align(left: &[Draft], right: &[Draft], sums: Option<&Sums>) -> Vec<Step> {
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
            if i < left.len() && j + 1 < right.len() && is_many(&left[i]) {
                let lines = paired(right[j].clone(), right[j + 1].clone());
                reach(i + 1, j + 2, extra(GOES_ON, fit(&left[i..=i], &lines, sums)), Step::TwoLines);
            }
            if i + 1 < left.len() && j < right.len() && holds_two(&right[j]) {
                let line = in_two(&[&left[i], &left[i + 1]], right[j].clone(), sums);
                reach(i + 2, j + 1, extra(RUN_TOGETHER, misfit(&left[i..=i + 1], &line, sums)), Step::TwoRows);
            }
        }
    }
    trace(&best, left.len(), right.len())
}

/// The cost of an unusual step; where it meets the totals it is hardly one.
fn extra(cost: f64, misfit: f64) -> f64 {
    misfit + if misfit < MET { cost * 0.25 } else { cost }
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
            Step::TwoLines => (i - 1, j - 2),
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

/// From 0 (the line holds what the rows still need) to 1, more for a stack beside a single row.
fn misfit(rows: &[Draft], line: &Draft, sums: Option<&Sums>) -> f64 {
    let other_kind = rows.len() == 1 && is_many(&rows[0]) != is_many(line);
    fit(rows, line, sums) + if other_kind { OTHER_KIND } else { 0.0 }
}

/// In a stack blanks part both thousands and numbers: any sum between the least and the greatest will do.
fn fit(rows: &[Draft], line: &Draft, sums: Option<&Sums>) -> f64 {
    let needed: Option<i64> = sums.and_then(|sums| rows.iter().map(|row| rest(row, sums)).sum());
    let (Some(needed), Some(sums)) = (needed, sums) else { return NO_SUM };
    let greatest = held(line, sums);
    let found = match rows {
        [row] if is_many(row) => needed.clamp(least(line, sums), greatest),
        _ => greatest,
    };
    let most = needed.abs().max(found.abs()).max(1) as f64;
    let off = (needed - found).abs() as f64 / most;
    if found > needed { (off * EXCESS).min(1.0) } else { off }
}

fn least(line: &Draft, sums: &Sums) -> i64 {
    line.entries.iter().filter(|entry| sums.parts.contains(&entry.column)).map(Entry::least_sum).sum()
}

/// Several numbers in more than one cell.
pub(super) fn is_many(row: &Draft) -> bool {
    row.entries.iter().any(|entry| entry.numbers().len() > 2)
}

/// A row with the numbers of a line.
pub(super) fn paired(mut row: Draft, line: Draft) -> Draft {
    row.entries.extend(line.entries);
    row
}
