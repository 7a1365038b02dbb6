//! Columns of changes: `2030`, `2031`, `Increase/(decrease)`. What stands before the change is the earlier figure, or the
//! change is what is left of it.

use super::super::relations::Sum;
use super::super::sheet::Sheet;
use crate::report::{Column, Role, Unit};

/// The words, in small letters, that name a change; one of these is among those of the label.
const CHANGES: [&str; 5] = ["increase", "decrease", "variance", "difference", "change"];

/// The sums that columns of changes suggest: the later figure is the earlier one and the change, or the other way round.
pub(super) fn suggested(sheet: &Sheet) -> Vec<Sum> {
    let changes = (2..sheet.columns.len()).filter(|at| is_change(&sheet.columns[*at]));
    let figures = |at: &usize| sheet.columns[at - 2..*at].iter().all(is_figure);
    let sums =
        |at: usize| [Sum { total: at - 1, parts: vec![at - 2, at] }, Sum { total: at - 2, parts: vec![at - 1, at] }];
    changes.filter(figures).flat_map(sums).collect()
}

fn is_change(column: &Column) -> bool {
    let label = column.label.to_lowercase();
    column.unit != Some(Unit::PerCent)
        && label.split(|c: char| !c.is_alphabetic()).any(|word| CHANGES.contains(&word))
        && !label.contains("percentage")
}

fn is_figure(column: &Column) -> bool {
    column.role == Role::Data && column.unit != Some(Unit::PerCent) && !is_change(column)
}
