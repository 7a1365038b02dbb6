//! Totals that are the sum of nothing: by their names they add up rows or columns, and no such sum is borne out in the table.
//!
//! Such a sum is not tested, for the report may never have meant it. But what else holds of these numbers is no reason to vouch
//! for them: a thousand may have been lost from two totals alike, and their difference is right.

use std::collections::BTreeSet;

use super::claims::{Axis, Board, Claim, Position, Way};
use super::sums;
use crate::number::Decimal;
use crate::report::{Report, Role};
use crate::tables::relations::{Hypotheses, Outcome, Sum};

/// The totals that no suggested sum gives; those about which there is a claim are tested anyway.
pub fn totals(report: &Report, board: &Board, claims: &[Claim]) -> BTreeSet<Position> {
    let sums = claims.iter().filter(|claim| sums::is_sum(claim));
    let tested: Tested = sums.filter_map(|claim| Some((claim.way == Way::Row, claim.terms.first()?.0))).collect();
    Axis::all(report).flat_map(|axis| along(&axis, board, &tested)).collect()
}

/// Totals about which there is a claim: whether along their row, and where they stand.
type Tested = BTreeSet<(bool, Position)>;

fn along(axis: &Axis, board: &Board, tested: &Tested) -> Vec<Position> {
    let lines: Vec<usize> = (0..axis.lines()).filter(|line| axis.summable[*line]).collect();
    let is_tested =
        |head: usize| lines.iter().any(|line| tested.contains(&(axis.way == Way::Row, axis.at(*line, head))));
    let totals: Vec<usize> =
        (0..axis.heads.len()).filter(|head| axis.heads[*head].role != Role::Data && !is_tested(*head)).collect();
    if totals.is_empty() {
        return Vec::new();
    }
    let hypotheses = Hypotheses::of(&axis.heads);
    let mut unfounded = Vec::new();
    for total in totals {
        let of_total = hypotheses.about(total).filter(|(other, _)| *other == total);
        let sums: Vec<Sum> = of_total.map(|(total, parts)| Sum { total, parts: parts.to_vec() }).collect();
        let value = |line: usize, head: usize| board.value(axis.at(line, head));
        let failing = lines.iter().filter(|line| all_fail(&sums, &|head| value(**line, head)));
        unfounded.extend(failing.map(|line| axis.at(*line, total)));
    }
    unfounded
}

/// The total is printed beside parts, and is the sum of none of them.
fn all_fail(sums: &[Sum], value: &dyn Fn(usize) -> Option<Decimal>) -> bool {
    let fails = |sum: &Sum| matches!(sum.test(value), Outcome::Off(_));
    let beside = |sum: &Sum| sum.parts.iter().filter(|part| value(**part).is_some()).count() > 1;
    sums.iter().all(fails) && sums.iter().any(beside)
}

#[cfg(test)]
mod tests {
    use crate::checks::run;
    use crate::checks::testing::report;
    use crate::report::Status;

    #[test]
    fn totals_that_lost_a_thousand_alike_are_not_vouched_for_by_their_difference() {
        let mut report = report(
            "
            Region | 2030   | 2031  | Increase/(decrease)
            North  | 1010.5 | 912.0 | (98.5)
            South  | 908.0  | 987.5 | 79.5
            East   | 103.0  | 101.0 | (2.0)
            Total  | 21.5   | 0.5   | (21.0)",
        );
        run(&mut report);
        let status = |row: usize, column: usize| report.tables[0].rows[row].cells[column].status;
        assert_eq!([status(3, 0), status(3, 1)], [Status::Unproved; 2]);
        assert_eq!([status(0, 0), status(3, 2)], [Status::Consistent, Status::Consistent]);
    }
}
