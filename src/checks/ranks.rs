//! Ranks: the place of a number among the numbers of its column.

use super::claims::{Board, Claim, Outcome, Position, Way};
use crate::finding::Rule;
use crate::number::Decimal;
use crate::report::{Report, Role, Table, Unit};

/// A rank that the numbers do not give.
pub const RANK: Rule = Rule {
    code: "IOMX-C06",
    name: "rank",
    summary: "a printed rank is not the place of its number among the others",
    explanation: "Where a column of ranks stands beside a column of amounts, the largest amount has rank 1. Equal amounts may \
share a rank or take the next one.",
    example: "North   10.5   (2)\nSouth    8.0   (1)      10.5 is the largest",
};

/// The claims of all ranks.
pub fn claims(report: &Report, board: &Board) -> Vec<Claim> {
    let tables = report.tables.iter().enumerate();
    tables.flat_map(|(index, table)| of_table(index, table, board)).collect()
}

fn of_table(index: usize, table: &Table, board: &Board) -> Vec<Claim> {
    let is_rank = |column: &usize| table.columns[*column].unit == Some(Unit::Rank);
    let (ranks, amounts): (Vec<usize>, Vec<usize>) = (0..table.columns.len()).partition(is_rank);
    let best = |rank: usize| {
        let all = amounts.iter().map(|amount| of_columns(index, table, board, rank, *amount));
        all.max_by_key(|claims| claims.iter().filter(|claim| claim.holds()).count()).unwrap_or_default()
    };
    let convincing = |claims: &Vec<Claim>| claims.iter().filter(|claim| claim.holds()).count() * 3 > claims.len() * 2;
    ranks.into_iter().map(best).filter(convincing).flatten().collect()
}

fn of_columns(index: usize, table: &Table, board: &Board, rank: usize, amount: usize) -> Vec<Claim> {
    let at = |row: usize, column: usize| Position { table: index, row, column };
    let ranked = (0..table.rows.len()).filter(|row| table.rows[*row].role == Role::Data);
    let rows: Vec<(usize, Decimal, Decimal)> =
        ranked.filter_map(|row| Some((row, board.value(at(row, rank))?, board.value(at(row, amount))?))).collect();
    let claim = |(row, printed, value): &(usize, Decimal, Decimal)| {
        let larger = rows.iter().filter(|(_, _, other)| other > value).count() as i64;
        let equal = rows.iter().filter(|(_, _, other)| other == value).count() as i64;
        let places = Decimal::whole(larger + 1)..=Decimal::whole(larger + equal);
        let outcome = if places.contains(printed) { Outcome::Holds } else { Outcome::Off(*printed - *places.start()) };
        let says = format!("place by {}", table.columns[amount].label);
        let terms = vec![(at(*row, rank), 1), (at(*row, amount), -1)];
        Claim { rule: &RANK, way: Way::Column, terms, outcome, vouches_for_all: false, says }
    };
    rows.iter().map(claim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::report;

    #[test]
    fn the_largest_amount_has_rank_one() {
        let report = report(
            "
            Region | 2031  | Rank
            North  | 10.5  | 1
            South  | 8.0   | 3
            East   | 3.0   | 3
            West   | 2.0   | 4",
        );
        let claims = claims(&report, &Board::new(&report));
        let failing: Vec<usize> =
            claims.iter().filter(|claim| !claim.holds()).map(|claim| claim.terms[0].0.row).collect();
        assert_eq!(failing, [1]);
    }
}
