//! Numbers that no evidence gives a column.

use crate::finding::{Cause, Finding, Rule, Severity};
use crate::report::{Report, Row, Table};

/// A row that allows several readings.
pub const UNDECIDED: Rule = Rule {
    code: "IOMX-C08",
    name: "undecided",
    summary: "numbers of a row could stand in several columns, or be joined in several ways, and nothing settles it",
    explanation: "Where a text parts cells by blanks only, `1 191` can be one number or two, and one blank too many moves all \
cells after it. iomx tries every reading and lets the sums of the row and of the columns decide. What they leave open is \
written without a column and never as proved.\n\nLook at the row in the source and enter the numbers by hand.",
    example: "Upland   3  1 191      3 and 1 191, or 3, 1 and 191",
};

/// One finding for each row with numbers that have no column.
pub fn check(report: &Report) -> Vec<Finding> {
    let rows = report.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    rows.filter_map(|(table, row)| finding(table, row)).collect()
}

fn finding(table: &Table, row: &Row) -> Option<Finding> {
    let open: Vec<&str> = row.cells.iter().filter(|cell| cell.column.is_none()).map(|cell| cell.raw.as_str()).collect();
    let first = row.cells.iter().find(|cell| cell.column.is_none())?;
    let message = format!("{}: the place of {} is not settled by any sum", row.label, open.join(", "));
    let finding = Finding::new(UNDECIDED.code, Severity::Warning, Cause::Reading, first.span, message);
    Some(finding.in_table(&table.id).at_cell(&row.label, "").values(open.join(" "), None))
}
