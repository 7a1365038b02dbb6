//! Tables without totals whose sums stand in another table: projects by service and region here, by service there.

use std::collections::BTreeMap;

use super::claims::{Axis, Board, Claim, Outcome, Position, Way};
use super::same_figure::{self, SAME_FIGURE};
use crate::number::Decimal;
use crate::report::{Report, Role, Table, Unit};

/// Fewer lines than this can agree by chance.
const FEWEST: usize = 3;

/// The claims that the lines of one table add up to the cells of another.
pub fn claims(report: &Report, board: &Board) -> Vec<Claim> {
    let open =
        |axis: &Axis| !axis.heads.is_empty() && axis.heads.iter().all(|head| head.role == Role::Data && head.summable);
    let stubs = stubs(report);
    Axis::all(report).filter(open).flat_map(|axis| of_axis(&axis, report, &stubs, board)).collect()
}

/// Table and row of all stubs that are no totals, by what they are about.
type Stubs = BTreeMap<String, Vec<(usize, usize)>>;

fn stubs(report: &Report) -> Stubs {
    let mut stubs = Stubs::new();
    for (index, table) in report.tables.iter().enumerate() {
        for (row, stub) in table.rows.iter().enumerate().filter(|(_, stub)| stub.role == Role::Data) {
            stubs.entry(same_figure::key(&stub.label, Role::Data)).or_default().push((index, row));
        }
    }
    stubs.remove("");
    stubs
}

/// The columns of other tables whose stubs name the lines of this one.
fn of_axis(axis: &Axis, report: &Report, stubs: &Stubs, board: &Board) -> Vec<Claim> {
    let lines: BTreeMap<String, usize> =
        (0..axis.lines()).map(|line| (same_figure::key(label_of(axis, line), Role::Data), line)).collect();
    let mut named: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (key, line) in &lines {
        for (table, row) in stubs.get(key).into_iter().flatten().filter(|(table, _)| *table != axis.index) {
            named.entry(*table).or_default().push((*row, *line));
        }
    }
    named.retain(|_, rows| rows.len() >= FEWEST);
    named.values_mut().for_each(|rows| rows.sort_unstable());
    if named.is_empty() {
        return Vec::new();
    }
    let sums: Vec<Option<Decimal>> = (0..axis.lines()).map(|line| sum(axis, line, board)).collect();
    let margin = Margin { axis, sums: &sums, board };
    let columns = named
        .iter()
        .flat_map(|(index, rows)| (0..report.tables[*index].columns.len()).map(move |column| (*index, rows, column)));
    columns.flat_map(|(index, rows, column)| margin.against(&report.tables[index], rows, index, column)).collect()
}

/// The sum along a line; `None` where it says nothing.
fn sum(axis: &Axis, line: usize, board: &Board) -> Option<Decimal> {
    let values = (0..axis.heads.len()).filter_map(|head| board.value(axis.at(line, head)));
    let sum: Decimal = values.clone().sum();
    (values.count() >= 2 && !sum.is_zero()).then_some(sum)
}

/// The lines of one table with their sums.
struct Margin<'a> {
    axis: &'a Axis<'a>,
    sums: &'a [Option<Decimal>],
    board: &'a Board,
}

impl Margin<'_> {
    /// The claims about a column of another table, if the sums bear it out. Most columns are about something else, so
    /// the numbers are looked at before any claim is made.
    fn against(&self, table: &Table, named: &[(usize, usize)], index: usize, column: usize) -> Vec<Claim> {
        let unit = table.columns[column].unit.unwrap_or(table.unit);
        let tested = named.iter().filter_map(|(row, line)| {
            let at = Position { table: index, row: *row, column };
            Some((*line, at, outcome(self.scaled(*line, unit)?, self.board.value(at)?)))
        });
        let (mut all, mut held) = (0, 0);
        for (_, _, outcome) in tested.clone() {
            all += 1;
            held += usize::from(!matches!(outcome, Outcome::Off(_)));
        }
        if held < FEWEST || held * 4 < all * 3 {
            return Vec::new();
        }
        tested.map(|(line, at, outcome)| self.claim(line, at, outcome)).collect()
    }

    /// The sum of a line in the unit of another table, thousands as millions if need be.
    fn scaled(&self, line: usize, unit: Unit) -> Option<Decimal> {
        let sum = self.sums[line]?;
        match (self.axis.table.unit, unit) {
            (Unit::UsdThousand, Unit::UsdMillion) => Some(Decimal::new(sum.units_at(0)?, 3)),
            _ => Some(sum),
        }
    }

    fn claim(&self, line: usize, other: Position, outcome: Outcome) -> Claim {
        let parts = (0..self.axis.heads.len()).map(|head| (self.axis.at(line, head), -1));
        let terms = std::iter::once((other, 1)).chain(parts).collect();
        let says = format!("{} of {}", label_of(self.axis, line), self.axis.table.id);
        Claim { rule: &SAME_FIGURE, way: Way::Elsewhere, terms, outcome, vouches_for_all: true, says }
    }
}

fn label_of<'a>(axis: &Axis<'a>, line: usize) -> &'a str {
    match axis.way {
        Way::Row => &axis.table.rows[line].label,
        _ => &axis.table.columns[line].label,
    }
}

/// How a sum fares against the number that another table prints.
fn outcome(sum: Decimal, printed: Decimal) -> Outcome {
    let off = printed - sum;
    match () {
        () if off.is_zero() => Outcome::Holds,
        // A column of rounded amounts is often forced to add up: then a rounded one is moved by up to a last digit.
        () if sum.scale() > printed.scale() && off.to_f64().abs() <= 2.0 * printed.half_step() => Outcome::HoldsRounded,
        () => Outcome::Off(off),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::reports;

    #[test]
    fn sums_of_a_table_without_totals_are_found_in_another() {
        let by_both = "
            Service | North | South | West
            Air     | 3     | 4     | 5
            Sea     | 6     | 7     | 8
            Rail    | 1     | 2     | 9
            Road    | 5     | 5     | 5";
        let by_service = "
            Service | Number of projects
            Air     | 12
            Sea     | 21
            Rail    | 13
            Road    | 15
            Total   | 61";
        let report = reports(&[by_both, by_service]);
        let claims = claims(&report, &Board::new(&report));
        let failing: Vec<&str> =
            claims.iter().filter(|claim| !claim.holds()).map(|claim| claim.says.as_str()).collect();
        assert_eq!((claims.len(), failing), (4, vec!["Rail of table-1"]));
    }
}
