//! Which cell is wrong when claims fail.
//!
//! Rows and columns of sums are a product code: one wrong cell breaks its row and its column by the same amount, and
//! mending it there mends both. The search peels: the cells whose every claim fails by the same amount are named
//! first, their claims count as explained, and what is left is looked at again. A cell that any holding claim covers
//! is never named, and where two cells explain the same failure equally well none is.

mod bench;
mod search;

use std::collections::BTreeSet;

use self::bench::Bench;
use super::claims::{Board, Claim, Position};
use crate::number::Decimal;

/// A cell that is wrong by all that the report prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Culprit {
    /// Where it stands; the place may be empty when a number has been lost.
    pub at: Position,
    /// What mends every claim that it breaks.
    pub expected: Decimal,
    /// Indexes of those claims.
    pub claims: Vec<usize>,
}

/// What became of the failing claims.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diagnosis {
    /// The cells named.
    pub culprits: Vec<Culprit>,
    /// Indexes of the claims that fail and that no culprit explains.
    pub open: BTreeSet<usize>,
}

/// Finds the culprits among the cells of the failing claims.
pub fn diagnose(claims: &[Claim], board: &Board) -> Diagnosis {
    let failing: BTreeSet<usize> = (0..claims.len()).filter(|index| !claims[*index].holds()).collect();
    if failing.is_empty() {
        return Diagnosis::default();
    }
    let mut bench = Bench::new(claims, board, failing);
    bench.clear_empty_totals();
    loop {
        let named = [Bench::crossings, Bench::last_suspects, Bench::only_unheld].iter().map(|search| search(&bench));
        let Some(named) = named.into_iter().find(|named| !named.is_empty()) else { break };
        let before = bench.culprits.len();
        named.into_iter().for_each(|(at, change)| bench.mend(at, change));
        if bench.culprits.len() == before {
            break;
        }
    }
    Diagnosis { culprits: bench.culprits, open: bench.failing }
}

#[cfg(test)]
mod tests {
    use super::super::sums;
    use super::*;
    use crate::checks::testing::report;

    /// Asserts which cells are named.
    fn assert_named(table: &str, expected: &[&str]) {
        let report = report(table);
        let board = Board::new(&report);
        let claims = sums::claims(&report, &board);
        let name = |culprit: &Culprit| {
            let table = &report.tables[0];
            let (row, column) = (&table.rows[culprit.at.row].label, &table.columns[culprit.at.column].label);
            format!("{row}/{column} = {}", culprit.expected)
        };
        let named: Vec<String> = diagnose(&claims, &board).culprits.iter().map(name).collect();
        assert_eq!(named, expected);
    }

    #[test]
    fn a_cell_is_named_where_its_row_and_its_column_fail_alike() {
        assert_named(
            "
            Land    | P-2 | P-1 | Total
            Upland  | 3   | 4   | 7
            Lowland | 5   | 9   | 11
            Island  | 1   | 2   | 3
            Total   | 9   | 12  | 21",
            &["Lowland/P-1 = 6"],
        );
    }

    #[test]
    fn images_in_a_row_without_staff_are_cleared() {
        assert_named(
            "
            Land    | P-2 | P-1 | Total
            Upland  | 3   | 4   | 7
            Lowland | 3   | 4   | 0
            Island  | 1   | 2   | 3
            Total   | 4   | 6   | 10",
            &["Lowland/P-2 = 0", "Lowland/P-1 = 0"],
        );
    }

    #[test]
    fn nobody_is_named_where_two_cells_explain_it_alike() {
        assert_named(
            "
            Land    | P-2 | P-1 | Total
            Upland  | 3   | 4   | 8
            Lowland | 5   | 6   | 11
            Island  | 1   | 2   | 3",
            &[],
        );
    }

    #[test]
    fn a_lost_number_is_expected_where_nothing_is_printed() {
        assert_named(
            "
            Land    | P-2 | P-1 | Total
            Upland  | 3   | 4   | 7
            Lowland | 5   |     | 11
            Island  | 1   | 2   | 3
            Total   | 9   | 12  | 21",
            &["Lowland/P-1 = 6"],
        );
    }
}
