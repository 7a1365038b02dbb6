//! What each cell is worth, from the claims that cover it.

use std::collections::{BTreeMap, BTreeSet};

use super::claims::{Board, Claim, Outcome, Position, Way};
use super::diagnose::Diagnosis;
use super::{lists, stubs};
use crate::report::{Report, Status};

/// The claims about one cell, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Evidence {
    /// Claims that hold along its row.
    along: u16,
    /// Claims that hold down its column or to another place: these also test where the cell stands.
    placing: u16,
    /// Claims that hold within rounding only: a digit below the rounding may be any.
    rounded: u16,
    /// Failing claims that no culprit explains.
    open: u16,
    /// Failing claims about which no other cell is under suspicion.
    unshared: u16,
    /// The cell is named as wrong.
    culprit: bool,
}

/// Gives every cell its status; `unfounded` are totals that are the sum of nothing.
pub fn assign(
    report: &mut Report,
    board: &Board,
    claims: &[Claim],
    diagnosis: &Diagnosis,
    unfounded: &BTreeSet<Position>,
) {
    let mut evidence = Sheets::new(report);
    count_holding(claims, board, &mut evidence);
    count_open(claims, diagnosis, &mut evidence);
    for culprit in &diagnosis.culprits {
        evidence.at(culprit.at).culprit = true;
    }
    let exchanged = lists::exchanged(report);
    for (index, table) in report.tables.iter_mut().enumerate() {
        let width = table.columns.len();
        let mut misnamed = stubs::doubtful_labels(table);
        for pair in exchanged.iter().filter(|pair| pair.table == index) {
            misnamed[pair.row..=pair.row + 1].fill(true);
        }
        for (row, line) in table.rows.iter_mut().enumerate() {
            let full = line.cells.len() >= width;
            for cell in &mut line.cells {
                let Some(column) = cell.column else { continue };
                let at = Position { table: index, row, column };
                let seen = if board.is_open(at) { Evidence::default() } else { *evidence.at(at) };
                let status = seen.status(full, cell.doubtful || cell.value.is_none());
                // Sums do not see whose row it is.
                let held_back = misnamed[row] || cell.astray || unfounded.contains(&at);
                cell.status = if held_back && status != Status::Contradicted { Status::Unproved } else { status };
            }
        }
    }
}

impl Evidence {
    /// `full`: no cell of the row is empty, so that its values can stand nowhere else.
    fn status(self, full: bool, doubtful: bool) -> Status {
        let exact = self.along + self.placing;
        let holding = exact + self.rounded;
        match () {
            () if self.culprit || self.unshared > 0 => Status::Contradicted,
            () if self.open > 1 || (self.open == 1 && holding == 0) => Status::Contradicted,
            // Others are under suspicion and a claim speaks for this cell: cleared, but not vouched for.
            () if self.open == 1 => Status::Unproved,
            () if exact >= 2 && !doubtful && (self.placing > 0 || full) => Status::Proved,
            () if exact >= 2 || (holding > 0 && !doubtful) => Status::Consistent,
            () => Status::Unproved,
        }
    }
}

fn count_holding(claims: &[Claim], board: &Board, evidence: &mut Sheets) {
    let anchored = anchored_zeros(claims, board);
    for claim in claims.iter().filter(|claim| claim.holds()) {
        let covered = if claim.vouches_for_all { claim.terms.len() } else { 1 };
        for (position, _) in claim.terms[..covered].iter().filter(|(at, _)| board.cell(*at).is_some()) {
            let seen = evidence.at(*position);
            let tested = !is_zero(board, *position) || anchored.contains(position);
            match claim.way {
                _ if claim.outcome == Outcome::HoldsRounded && claim.vouches_for_all => seen.rounded += 1,
                Way::Row if tested => seen.along += 1,
                Way::Column if tested => seen.placing += 1,
                Way::Elsewhere => seen.placing += 1,
                Way::Row | Way::Column => {}
            }
        }
    }
}

fn is_zero(board: &Board, at: Position) -> bool {
    board.value(at).is_some_and(|value| value.is_zero())
}

/// The zeros whose place is tested. A zero changes no sum: it could stand in any empty cell beside it and all would add up,
/// unless no cell of the sum is empty or it is the total of its row.
fn anchored_zeros(claims: &[Claim], board: &Board) -> BTreeSet<Position> {
    let mut anchored = BTreeSet::new();
    for claim in claims.iter().filter(|claim| claim.holds()) {
        let full = claim.terms.iter().all(|(at, _)| board.cell(*at).is_some());
        let tested = match (full, claim.way) {
            (true, _) => claim.terms.len(),
            (false, Way::Row) => 1,
            (false, _) => 0,
        };
        anchored.extend(claim.terms[..tested].iter().map(|(at, _)| *at).filter(|at| is_zero(board, *at)));
    }
    anchored
}

fn count_open(claims: &[Claim], diagnosis: &Diagnosis, evidence: &mut Sheets) {
    let mut failures: BTreeMap<Position, u16> = BTreeMap::new();
    for index in &diagnosis.open {
        for (position, _) in covered(&claims[*index]) {
            *failures.entry(*position).or_default() += 1;
        }
    }
    let crossing: BTreeSet<Position> = failures.iter().filter(|(_, count)| **count > 1).map(|(at, _)| *at).collect();
    for index in &diagnosis.open {
        let terms = covered(&claims[*index]);
        let shared = terms.iter().any(|(at, _)| crossing.contains(at));
        for (position, _) in terms {
            let seen = evidence.at(*position);
            seen.open += 1;
            seen.unshared += u16::from(!shared);
        }
    }
}

fn covered(claim: &Claim) -> &[(Position, i8)] {
    if claim.vouches_for_all { &claim.terms } else { &claim.terms[..1] }
}

/// Evidence by position.
struct Sheets(Vec<Vec<Vec<Evidence>>>);

impl Sheets {
    fn new(report: &Report) -> Self {
        let tables = report.tables.iter();
        Self(tables.map(|table| vec![vec![Evidence::default(); table.columns.len()]; table.rows.len()]).collect())
    }

    fn at(&mut self, at: Position) -> &mut Evidence {
        &mut self.0[at.table][at.row][at.column]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(along: u16, placing: u16, open: u16) -> Evidence {
        Evidence { along, placing, open, ..Evidence::default() }
    }

    #[test]
    fn a_row_alone_does_not_prove_where_a_number_stands() {
        assert_eq!(seen(2, 0, 0).status(false, false), Status::Consistent);
        assert_eq!(seen(2, 0, 0).status(true, false), Status::Proved);
        assert_eq!(seen(1, 1, 0).status(false, false), Status::Proved);
    }

    #[test]
    fn a_doubt_lowers_what_claims_can_say() {
        assert_eq!(seen(1, 1, 0).status(false, true), Status::Consistent);
        assert_eq!(seen(1, 0, 0).status(false, true), Status::Unproved);
    }

    #[test]
    fn rounded_sums_never_prove() {
        let rounded = |along: u16, placing: u16| Evidence { rounded: 2, ..seen(along, placing, 0) };
        assert_eq!(rounded(0, 0).status(true, false), Status::Consistent);
        assert_eq!(rounded(0, 0).status(true, true), Status::Unproved);
        assert_eq!(rounded(1, 0).status(true, false), Status::Consistent);
        assert_eq!(rounded(1, 1).status(true, false), Status::Proved);
    }

    #[test]
    fn a_failing_claim_contradicts_unless_others_are_suspected() {
        assert_eq!(seen(0, 0, 1).status(false, false), Status::Contradicted);
        assert_eq!(seen(1, 0, 1).status(false, false), Status::Unproved);
        assert_eq!(Evidence { unshared: 1, ..seen(2, 1, 1) }.status(false, false), Status::Contradicted);
    }
}
