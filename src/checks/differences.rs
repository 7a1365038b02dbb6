//! Columns and rows of differences between amounts: `Increase/(decrease)` is one year less another.

use super::claims::{Axis, Board, Claim, Outcome};
use super::ratios::POINTS;
use crate::number::Decimal;
use crate::report::Report;
use crate::tables::labels;

/// The claims of all differences of amounts.
pub fn claims(report: &Report, board: &Board) -> Vec<Claim> {
    Axis::all(report).flat_map(|axis| of_axis(&axis, board)).collect()
}

fn of_axis(axis: &Axis, board: &Board) -> Vec<Claim> {
    let named = |head: &usize| axis.heads[*head].summable && is_difference(axis.heads[*head].label);
    (0..axis.heads.len()).filter(named).flat_map(|head| of_head(axis, board, head)).collect()
}

fn is_difference(label: &str) -> bool {
    const NAMES: [&str; 5] = ["increase", "decrease", "change", "difference", "variance"];
    labels::words_in(label).any(|word| NAMES.iter().any(|name| word.eq_ignore_ascii_case(name)))
}

/// The pair of amounts whose difference fits most lines gives the claims.
fn of_head(axis: &Axis, board: &Board, head: usize) -> Vec<Claim> {
    let amounts: Vec<usize> = (0..axis.heads.len())
        .filter(|other| *other != head && axis.heads[*other].summable && !is_difference(axis.heads[*other].label))
        .collect();
    let pairs = amounts.iter().flat_map(|a| amounts.iter().filter(move |b| *b != a).map(move |b| (*a, *b)));
    let all = pairs.map(|(a, b)| (0..axis.lines()).filter_map(|line| claim(axis, board, line, [head, a, b])).collect());
    let fits = |claims: &Vec<Claim>| {
        let held = claims.iter().filter(|claim| claim.holds()).count();
        claims.len() >= 3 && held * 3 >= claims.len() * 2
    };
    all.filter(fits).max_by_key(|claims| claims.iter().filter(|claim| claim.holds()).count()).unwrap_or_default()
}

/// `head` = `a` − `b` in one line.
fn claim(axis: &Axis, board: &Board, line: usize, [head, a, b]: [usize; 3]) -> Option<Claim> {
    let value = |head: usize| board.value(axis.at(line, head));
    let (printed, from, less) = (value(head)?, value(a)?, value(b)?);
    let off = printed - (from - less);
    let slack: f64 =
        [printed, from, less].iter().filter(|number| number.scale() > 0).map(|number| number.half_step()).sum();
    let outcome = match () {
        () if off.is_zero() => Outcome::Holds,
        () if within(off, slack) => Outcome::HoldsRounded,
        () => Outcome::Off(off),
    };
    let terms = vec![(axis.at(line, head), 1), (axis.at(line, a), -1), (axis.at(line, b), 1)];
    let says = format!("{} less {}", axis.heads[a].label, axis.heads[b].label);
    Some(Claim { rule: &POINTS, way: axis.way, terms, outcome, vouches_for_all: true, says })
}

fn within(off: Decimal, slack: f64) -> bool {
    off.to_f64().abs() < slack + f64::EPSILON
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::report;

    #[test]
    fn brackets_are_decreases_and_a_misprint_is_seen() {
        let report = report(
            "
            Region | 2031  | 2030  | Increase/(decrease)
            North  | 10.5  | 12.0  | (1.5)
            South  | 8.0   | 7.5   | 0.5
            East   | 3.0   | 1.0   | 3.0
            West   | 4.0   | 1.0   | 3.0",
        );
        let claims = claims(&report, &Board::new(&report));
        let failing: Vec<usize> =
            claims.iter().filter(|claim| !claim.holds()).map(|claim| claim.terms[0].0.row).collect();
        assert_eq!((claims.len(), failing), (4, vec![2]));
    }
}
