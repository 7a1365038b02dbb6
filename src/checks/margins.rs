//! Tables without totals whose sums stand in another table: projects by service and region here, by service there.

use std::collections::BTreeMap;

use super::claims::{Axis, Board, Claim, Outcome, Position, Way};
use super::same_figure::{self, SAME_FIGURE};
use crate::number::Decimal;
use crate::report::{Report, Role, Row, Table, Unit};

/// Fewer lines than this can agree by chance.
const FEWEST: usize = 3;

/// The claims that the lines of one table add up to the cells of another.
pub fn claims(report: &Report, board: &Board) -> Vec<Claim> {
    let open =
        |axis: &Axis| !axis.heads.is_empty() && axis.heads.iter().all(|head| head.role == Role::Data && head.summable);
    let open: Vec<Axis> = Axis::all(report).filter(open).collect();
    let stubs: Vec<Vec<String>> = report.tables.iter().map(stub_keys).collect();
    open.iter().flat_map(|axis| of_axis(axis, report, &stubs, board)).collect()
}

/// What each row is about; empty for totals.
fn stub_keys(table: &Table) -> Vec<String> {
    let key = |row: &Row| if row.role == Role::Data { same_figure::key(&row.label, Role::Data) } else { String::new() };
    table.rows.iter().map(key).collect()
}

/// The columns of other tables whose stubs name the lines of this one.
fn of_axis(axis: &Axis, report: &Report, stubs: &[Vec<String>], board: &Board) -> Vec<Claim> {
    let lines: BTreeMap<String, usize> =
        (0..axis.lines()).map(|line| (same_figure::key(label_of(axis, line), Role::Data), line)).collect();
    let mut claims = Vec::new();
    for (index, table) in report.tables.iter().enumerate().filter(|(index, _)| *index != axis.index) {
        let named = stubs[index].iter().enumerate().filter_map(|(row, key)| Some((row, *lines.get(key)?)));
        let named: Vec<(usize, usize)> = named.collect();
        if named.len() >= FEWEST {
            claims
                .extend((0..table.columns.len()).flat_map(|column| against(axis, &named, index, table, column, board)));
        }
    }
    claims
}

fn against(
    axis: &Axis,
    named: &[(usize, usize)],
    index: usize,
    table: &Table,
    column: usize,
    board: &Board,
) -> Vec<Claim> {
    let at = |row: usize| Position { table: index, row, column };
    let all = named.iter().filter_map(|(row, line)| claim(axis, *line, at(*row), board, unit_of(table, column)));
    let claims: Vec<Claim> = all.collect();
    let held = claims.iter().filter(|claim| claim.holds()).count();
    if held < FEWEST || held * 4 < claims.len() * 3 { Vec::new() } else { claims }
}

fn label_of<'a>(axis: &Axis<'a>, line: usize) -> &'a str {
    match axis.way {
        Way::Row => &axis.table.rows[line].label,
        _ => &axis.table.columns[line].label,
    }
}

fn unit_of(table: &Table, column: usize) -> Unit {
    table.columns[column].unit.unwrap_or(table.unit)
}

/// The sum along one line is the number in the other table, thousands against millions if need be.
fn claim(axis: &Axis, line: usize, other: Position, board: &Board, unit: Unit) -> Option<Claim> {
    let positions: Vec<Position> = (0..axis.heads.len()).map(|head| axis.at(line, head)).collect();
    let values: Vec<Decimal> = positions.iter().filter_map(|at| board.value(*at)).collect();
    let (sum, printed): (Decimal, Decimal) = (values.iter().copied().sum(), board.value(other)?);
    if values.len() < 2 || sum.is_zero() {
        return None;
    }
    let scaled = match (axis.table.unit, unit) {
        (Unit::UsdThousand, Unit::UsdMillion) => Decimal::new(sum.units_at(0)?, 3),
        _ => sum,
    };
    let off = printed - scaled;
    let outcome = match () {
        () if off.is_zero() => Outcome::Holds,
        // A column of rounded amounts is often forced to add up: then a rounded one is moved by up to a last digit.
        () if scaled.scale() > printed.scale() && off.to_f64().abs() <= 2.0 * printed.half_step() => {
            Outcome::HoldsRounded
        }
        () => Outcome::Off(off),
    };
    let parts = positions.into_iter().map(|at| (at, -1));
    let terms = std::iter::once((other, 1)).chain(parts).collect();
    let says = format!("{} of {}", label_of(axis, line), axis.table.id);
    Some(Claim { rule: &SAME_FIGURE, way: Way::Elsewhere, terms, outcome, vouches_for_all: true, says })
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
