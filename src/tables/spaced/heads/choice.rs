//! Which of the readings of a header the rows bear out best.

use super::readings::{MOST_READINGS, Priced, Reading};
use crate::report::{Column, Role};
use crate::tables::labels;
use crate::tables::sheet::Sheet;
use crate::tables::solver;
use crate::tables::spaced::tree::Agreement;

/// Of several readings the one under which most sums hold, and of those the cheapest; what is left must agree.
pub(super) fn best(found: Vec<Priced>, sheet_of: &dyn Fn(&Reading) -> Sheet) -> Option<Reading> {
    let least = found.first()?.cost;
    if found.iter().filter(|one| one.cost == least).count() > MOST_READINGS {
        return None;
    }
    let sums: Vec<usize> = match found.len() {
        1 => vec![0],
        _ => found.iter().map(|one| solver::held_sums(&sheet_of(&one.reading))).collect(),
    };
    let most = sums.iter().max().copied()?;
    let mut sums = sums.into_iter();
    let best: Vec<Priced> = found.into_iter().filter(|_| sums.next() == Some(most)).collect();
    let least = best.first()?.cost;
    let mut cheapest: Vec<Reading> =
        best.into_iter().take_while(|one| one.cost == least).map(|one| one.reading).collect();
    if cheapest.iter().any(sexes_stand_alone) {
        cheapest.retain(sexes_stand_alone);
    }
    let columns = agreed(&cheapest)?;
    Some(Reading { columns, ..cheapest.into_iter().next()? })
}

/// Sexes and the total right behind them stand under a spanner with nothing else; without a spanner, only where they are all
/// columns there are.
fn sexes_stand_alone(reading: &Reading) -> bool {
    let columns = &reading.columns;
    let is_sex = |column: &Column| labels::sex_of(&column.label).is_some();
    let is_total = |column: &Column| column.role != Role::Data;
    let totalled = |at: usize| at >= 2 && is_total(&columns[at]) && columns[at - 2..at].iter().all(is_sex);
    (0..columns.len()).filter(|at| totalled(*at)).all(|total| {
        let within = |column: &&Column| column.groups.starts_with(&columns[total].groups);
        columns.iter().filter(within).all(|column| is_sex(column) || is_total(column))
            && columns.iter().filter(within).all(|column| column.groups.len() == columns[total].groups.len())
    })
}

/// What all readings say of the same lines, if it tells the columns apart.
fn agreed(readings: &[Reading]) -> Option<Vec<Column>> {
    let (first, others) = readings.split_first()?;
    if others.iter().any(|other| other.lines != first.lines) {
        return None;
    }
    let agreement = Agreement::of(readings.iter().map(|reading| reading.columns.as_slice()))?;
    let columns = agreement.under_common_spanners()?;
    let alike =
        |at: usize| columns[..at].iter().any(|c| c.label == columns[at].label && c.groups == columns[at].groups);
    (!(1..columns.len()).any(alike)).then_some(columns)
}
