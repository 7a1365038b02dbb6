//! What stands around tables: their numbers without gaps, every footnote mark with its note.

use std::collections::BTreeSet;

use crate::finding::{Cause, Finding, Rule, Severity};
use crate::report::{Report, Table};

/// A table number that is missing or stands twice.
pub const NUMBERING: Rule = Rule {
    code: "IOMX-C13",
    name: "table-numbering",
    summary: "the numbers of the tables have a gap",
    explanation: "Numbered tables count from 1. Where a number is missing, a table is missing from the file or its caption could \
not be read; then its cells may stand in the table before.",
    example: "Table 1 ... Table 2 ... Table 4",
};

/// A mark on a label without its note.
pub const MARK: Rule = Rule {
    code: "IOMX-C14",
    name: "mark-without-note",
    summary: "a label of a table carries a footnote mark, and no note under the table has it",
    explanation: "Marks on labels (`a`, `*`) belong to notes under the table. Where the note is missing it was lost with the \
page, or the mark is a speck.",
    example: "Subtotal a      no note a under the table",
};

/// Findings about the frames of all tables.
pub fn check(report: &Report) -> Vec<Finding> {
    gaps(report).into_iter().chain(report.tables.iter().flat_map(marks)).collect()
}

fn gaps(report: &Report) -> Vec<Finding> {
    let numbered = |table: &Table| table.number.as_ref()?.parse::<u32>().ok();
    let printed: BTreeSet<u32> = report.tables.iter().filter_map(numbered).collect();
    let last = printed.last().copied().unwrap_or(0);
    let missing = (1..last).filter(|number| !printed.contains(number));
    let finding = |number: u32| {
        let after = report.tables.iter().find(|table| numbered(table).is_some_and(|other| other > number));
        let span = after.map(|table| table.span).unwrap_or_default();
        let message = format!("Table {number} was not found");
        Finding::new(NUMBERING.code, Severity::Warning, Cause::Unknown, span, message)
    };
    missing.map(finding).collect()
}

fn marks(table: &Table) -> Vec<Finding> {
    let noted: BTreeSet<&str> = table.notes.iter().map(|note| note.mark.as_str()).collect();
    let rows = table.rows.iter().flat_map(|row| row.marks.iter().map(move |mark| (row, mark)));
    let unknown = rows.filter(|(_, mark)| !noted.contains(mark.as_str()));
    let finding = |(row, mark): (&crate::report::Row, &String)| {
        let message = format!("'{}' carries the mark {mark}, no note under the table has it", row.label);
        Finding::new(MARK.code, Severity::Warning, Cause::Unknown, row.span, message)
            .in_table(&table.id)
            .at_cell(&row.label, "")
    };
    unknown.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::reports;

    #[test]
    fn a_missing_table_is_named() {
        let mut report = reports(&["Home | Staff\nUpland | 1", "Home | Staff\nUpland | 1"]);
        report.tables[1].number = Some("3".into());
        assert_eq!(check(&report)[0].message, "Table 2 was not found");
    }

    #[test]
    fn a_mark_needs_its_note() {
        let mut report = reports(&["Home | Staff\nUpland | 1"]);
        report.tables[0].rows[0].marks = vec!["a".into()];
        assert_eq!(check(&report).len(), 1);
    }
}
