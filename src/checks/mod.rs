//! Stage 7: every relation that the report prints is tested; each cell gets its status, each failure its finding.
//!
//! A check is a file and a line in the register below. Checks that compare numbers give [`claims`]; the others give
//! findings at once. Of the failing claims [`diagnose`] tells which cell they are about; [`status`] says what each
//! cell is worth; [`messages`] turns failures into findings.

pub mod claims;
mod coverage;
pub mod diagnose;
mod differences;
mod lists;
mod margins;
mod messages;
mod order;
mod prose;
mod ranks;
mod ratios;
mod same_figure;
mod status;
mod stubs;
mod sums;
mod table_frame;
#[cfg(test)]
mod testing;
mod undecided;
mod unfounded;

use claims::{Board, Claim};

use crate::finding::{Finding, Rule};
use crate::report::{Report, Tally};

/// Checks that compare numbers.
const CLAIMS: &[fn(&Report, &Board) -> Vec<Claim>] = &[
    sums::claims,
    ratios::claims,
    differences::claims,
    ranks::claims,
    same_figure::claims,
    margins::claims,
    prose::claims,
];

/// Checks of anything else.
const OTHERS: &[fn(&Report) -> Vec<Finding>] =
    &[undecided::check, prose::check, stubs::check, lists::check, table_frame::check, coverage::check];

/// What the findings of the checks mean.
pub const RULES: &[Rule] = &[
    sums::ROW_SUM,
    sums::COLUMN_SUM,
    sums::SEX_SPLIT,
    ratios::SHARE,
    ratios::POINTS,
    ranks::RANK,
    same_figure::SAME_FIGURE,
    undecided::UNDECIDED,
    prose::PROSE,
    messages::MISPRINT,
    messages::ROUNDED,
    stubs::REPEATED,
    stubs::ORDER,
    table_frame::NUMBERING,
    table_frame::MARK,
    coverage::UNASSIGNED,
    coverage::UNUSED,
];

/// Runs all checks of the register.
pub fn run(report: &mut Report) {
    let board = Board::new(report);
    let claims: Vec<Claim> = CLAIMS.iter().flat_map(|check| check(report, &board)).collect();
    let diagnosis = diagnose::diagnose(&claims, &board);
    let mut findings = messages::of_claims(report, &board, &claims, &diagnosis);
    findings.extend(OTHERS.iter().flat_map(|check| check(report)));
    let unfounded = unfounded::totals(report, &board, &claims);
    status::assign(report, &board, &claims, &diagnosis, &unfounded);
    report.tallies = tallies(&claims);
    report.findings.extend(findings);
    report.findings.sort_by_key(|finding| (finding.span.page, finding.span.line, finding.code));
}

/// How many claims of each kind hold and fail, in the order of the register.
fn tallies(claims: &[Claim]) -> Vec<Tally> {
    let mut tallies: Vec<Tally> = Vec::new();
    for claim in claims {
        let (held, failed) = (usize::from(claim.holds()), usize::from(!claim.holds()));
        match tallies.iter_mut().find(|tally| tally.kind == claim.rule.name) {
            Some(tally) => (tally.held, tally.failed) = (tally.held + held, tally.failed + failed),
            None => tallies.push(Tally { kind: claim.rule.name, held, failed }),
        }
    }
    tallies
}
