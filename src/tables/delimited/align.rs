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

/// What the sums know of a row or line.
#[derive(Debug, Clone, Copy)]
struct Facts {
    /// What the second half of a row has to hold, where the row prints its total.
    needed: Option<i64>,
    /// The greatest and the least sum of its numbers.
    held: i64,
    least: i64,
    /// More than two numbers in a cell: a stack.
    many: bool,
    /// The greatest sum when each cell that can be is cut in two; for lines with two numbers in several cells.
    halved: Option<i64>,
}

impl Facts {
    fn of(draft: &Draft, sums: Option<&Sums>) -> Self {
        let parts = |entry: &&Entry| sums.is_some_and(|sums| sums.parts.contains(&entry.column));
        let held = draft.entries.iter().filter(parts).map(Entry::sum).fold(0, i64::saturating_add);
        let least = draft.entries.iter().filter(parts).map(Entry::least_sum).fold(0, i64::saturating_add);
        let total = sums.and_then(|sums| draft.entry(sums.total)).filter(|total| !total.doubtful);
        let needed = total.map(|total| total.sum().saturating_sub(held)).filter(|_| sums.is_some());
        let two = draft.entries.iter().filter(|entry| entry.numbers().len() == 2).count() > 1;
        let cut = |entry: &Entry| halves(entry).map_or_else(|| entry.sum(), |entry| entry.sum());
        let halved = two.then(|| draft.entries.iter().filter(parts).map(cut).fold(0, i64::saturating_add));
        Self { needed, held, least: least.min(held), many: is_many(draft), halved }
    }
}

/// The cell cut into two numbers, if there is one way to do so.
fn halves(entry: &Entry) -> Option<Entry> {
    match numerals::cuts(&entry.tokens, 2).as_slice() {
        [only] => Some(Entry { tokens: only.iter().map(Number::token).collect(), ..entry.clone() }),
        _ => None,
    }
}

/// A line of two rows in which `164 670` may be two numbers: it is where all such cells cut in two fit the totals better.
pub(super) fn in_two(first: &Draft, second: &Draft, mut line: Draft, sums: Option<&Sums>) -> Draft {
    let needed = both(Facts::of(first, sums).needed, Facts::of(second, sums).needed);
    let facts = Facts::of(&line, sums);
    if facts.halved.is_some_and(|halved| off(needed, halved) < off(needed, facts.held)) {
        line.entries.iter_mut().for_each(|entry| *entry = halves(entry).unwrap_or_else(|| entry.clone()));
    }
    line
}

/// So far two halves may run apart; it keeps long tables fast.
const BAND: usize = 60;
/// Halves longer than these (rows times lines) are paired row by row: no report prints such, and time is bounded.
const LARGEST: usize = 1_000_000;

/// The steps from the first row and line to the last.
pub(super) fn align(left: &[Draft], right: &[Draft], sums: Option<&Sums>) -> Vec<Step> {
    if left.len() * right.len() > LARGEST {
        let pairs = left.len().min(right.len());
        let rest = left.len().max(right.len()) - pairs;
        let alone = if left.len() > right.len() { Step::NoLine } else { Step::NoRow };
        return [vec![Step::Pair; pairs], vec![alone; rest]].concat();
    }
    let rows: Vec<Facts> = left.iter().map(|row| Facts::of(row, sums)).collect();
    let lines: Vec<Facts> = right.iter().map(|line| Facts::of(line, sums)).collect();
    let mut best = vec![vec![(f64::INFINITY, Step::Start); lines.len() + 1]; rows.len() + 1];
    best[0][0].0 = 0.0;
    let reach = BAND + rows.len().abs_diff(lines.len());
    for i in 0..=rows.len() {
        for j in i.saturating_sub(reach)..=(i + reach).min(lines.len()) {
            let here = best[i][j].0;
            for (step, cost) in steps(&rows[i..], &lines[j..]).into_iter().filter(|_| here.is_finite()) {
                let (down, across) = step.size();
                let there = &mut best[i + down][j + across];
                if here + cost < there.0 {
                    *there = (here + cost, step);
                }
            }
        }
    }
    trace(&best)
}

/// What can follow, and what it costs.
fn steps(rows: &[Facts], lines: &[Facts]) -> Vec<(Step, f64)> {
    let mut steps = Vec::with_capacity(5);
    if let [row, ..] = rows {
        steps.push((Step::NoLine, if row.needed == Some(0) { 0.0 } else { NO_LINE }));
    }
    if !lines.is_empty() {
        steps.push((Step::NoRow, NO_ROW));
    }
    if let ([row, ..], [line, ..]) = (rows, lines) {
        let kind = if row.many == line.many { 0.0 } else { OTHER_KIND };
        steps.push((Step::Pair, kind + fit(row, line.least, line.held)));
    }
    if let ([row, ..], [line, more, ..]) = (rows, lines)
        && row.many
    {
        let (least, held) = (line.least.saturating_add(more.least), line.held.saturating_add(more.held));
        steps.push((Step::TwoLines, extra(GOES_ON, fit(row, least, held))));
    }
    if let ([first, second, ..], [line, ..]) = (rows, lines)
        && let Some(halved) = line.halved
    {
        let needed = both(first.needed, second.needed);
        steps.push((Step::TwoRows, extra(RUN_TOGETHER, off(needed, halved).min(off(needed, line.held)))));
    }
    steps
}

impl Step {
    /// Rows and lines that it takes.
    fn size(self) -> (usize, usize) {
        match self {
            Self::Start => (0, 0),
            Self::Pair => (1, 1),
            Self::NoLine => (1, 0),
            Self::NoRow => (0, 1),
            Self::TwoRows => (2, 1),
            Self::TwoLines => (1, 2),
        }
    }
}

/// The cost of an unusual step; where it meets the totals it is hardly one.
fn extra(cost: f64, misfit: f64) -> f64 {
    misfit + if misfit < MET { cost * 0.25 } else { cost }
}

fn trace(best: &[Vec<(f64, Step)>]) -> Vec<Step> {
    let (mut i, mut j) = (best.len() - 1, best[0].len() - 1);
    let mut steps = Vec::new();
    while best[i][j].1 != Step::Start {
        let step = best[i][j].1;
        steps.push(step);
        let (down, across) = step.size();
        (i, j) = (i - down, j - across);
    }
    steps.reverse();
    steps
}

fn both(first: Option<i64>, second: Option<i64>) -> Option<i64> {
    Some(first?.saturating_add(second?))
}

/// From 0 (the line holds what the row still needs) to 1. In a stack blanks part both thousands and numbers: any sum
/// between the least and the greatest will do.
fn fit(row: &Facts, least: i64, held: i64) -> f64 {
    match row.needed.filter(|_| row.many) {
        Some(needed) => off(Some(needed), needed.clamp(least, held.max(least))),
        None => off(row.needed, held),
    }
}

fn off(needed: Option<i64>, found: i64) -> f64 {
    let Some(needed) = needed else { return NO_SUM };
    let most = needed.saturating_abs().max(found.saturating_abs()).max(1) as f64;
    let off = needed.saturating_sub(found).saturating_abs() as f64 / most;
    if found > needed { (off * EXCESS).min(1.0) } else { off.min(1.0) }
}

/// Several numbers in one cell.
pub(super) fn is_many(row: &Draft) -> bool {
    row.entries.iter().any(|entry| entry.numbers().len() > 2)
}

/// A row with the numbers of a line.
pub(super) fn paired(mut row: Draft, line: Draft) -> Draft {
    row.entries.extend(line.entries);
    row
}
