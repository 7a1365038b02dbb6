//! Nothing vanishes: every line has a role, every numeral of a table line is used.

use std::collections::BTreeMap;

use crate::finding::{Cause, Finding, Rule, Severity};
use crate::ledger::Ledger;
use crate::report::{Report, Table};
use crate::span::Span;

/// A line that nothing took.
pub const UNASSIGNED: Rule = Rule {
    code: "IOMX-C15",
    name: "unassigned-line",
    summary: "a line of the report was not understood",
    explanation: "Every line gets a role: paragraph, heading, table, page furniture, ... A line without one is text that iomx \
could not place; what stands on it is in no dataset but `ledger`.",
    example: "~~ 3 ~ lf ~~",
};

/// A numeral that no cell used.
pub const UNUSED: Rule = Rule {
    code: "IOMX-C16",
    name: "unused-numeral",
    summary: "a number is printed on a line of a table, and no cell holds it",
    explanation: "All numerals on the rows of a table belong to cells or labels. One that does not is a speck that OCR read as \
digits, or a number that iomx could not place.",
    example: "Upland   3   '1   4      the 1 is a column rule",
};

/// Findings about lines and numerals that were left over.
pub fn check(report: &Report) -> Vec<Finding> {
    unassigned(report).into_iter().chain(unused(report)).collect()
}

fn unassigned(report: &Report) -> Vec<Finding> {
    let rows = report.ledger.iter().zip(&report.lines);
    let left = rows.filter(|(row, line)| row.role == Ledger::UNASSIGNED && !line.text.trim().is_empty());
    let finding = |(row, line): (&crate::report::LedgerRow, &crate::report::SourceLine)| {
        let start: String = line.text.trim().chars().take(60).collect();
        let span = Span::line(row.page, row.line);
        Finding::new(UNASSIGNED.code, Severity::Warning, Cause::Reading, span, format!("not understood: {start}"))
    };
    left.map(finding).collect()
}

/// Lines by page and number.
type Place = (Option<u32>, u32);

fn unused(report: &Report) -> Vec<Finding> {
    let text: BTreeMap<Place, &str> =
        report.lines.iter().map(|line| ((line.page, line.line), line.text.as_str())).collect();
    report.tables.iter().flat_map(|table| unused_in(table, &text)).collect()
}

fn unused_in(table: &Table, text: &BTreeMap<Place, &str>) -> Vec<Finding> {
    let mut used: BTreeMap<Place, Vec<&str>> = BTreeMap::new();
    for row in &table.rows {
        let own = (row.span.page, row.span.line);
        used.entry(own).or_default().push(&row.label);
        for cell in &row.cells {
            let place = (cell.span.page, cell.span.line);
            let here = used.entry(place).or_default();
            here.push(&cell.raw);
            here.extend((place != own).then_some(row.label.as_str()));
        }
    }
    let mut findings = Vec::new();
    for (place, used) in used {
        let line = text.get(&place).copied().unwrap_or_default();
        let left = unheld(line, &used);
        if !left.is_empty() {
            let message = format!("no cell holds {}", left.join(", "));
            let span = Span::line(place.0, place.1);
            let finding = Finding::new(UNUSED.code, Severity::Warning, Cause::Reading, span, message);
            findings.push(finding.in_table(&table.id).values(left.join(" "), None));
        }
    }
    findings
}

/// The numerals of a line that nothing on it holds. Cells stand in printed order, so each numeral is looked for first
/// where the one before it was found.
fn unheld<'a>(line: &'a str, used: &[&str]) -> Vec<&'a str> {
    let mut last = 0;
    let mut is_left = |number: &&str| {
        let mut order = (last..used.len()).chain(0..last);
        let found = order.find(|at| used[*at].contains(*number));
        last = found.unwrap_or(last);
        found.is_none()
    };
    numerals(line).filter(&mut is_left).collect()
}

/// Runs of digits, HTML tags left out.
fn numerals(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::report;
    use crate::report::{LedgerRow, SourceLine};

    #[test]
    fn a_numeral_that_no_cell_holds_is_found() {
        let mut report = report("Home | Staff\nUpland | 14");
        report.lines.push(SourceLine { page: None, line: 2, text: "Upland 14 ' 201".into() });
        assert_eq!(check(&report)[0].message, "no cell holds 201");
    }

    #[test]
    fn a_line_without_a_role_is_found() {
        let mut report = report("Home | Staff\nUpland | 14");
        report.ledger.push(LedgerRow { page: None, line: 1, role: Ledger::UNASSIGNED.into(), item: String::new() });
        report.lines.push(SourceLine { page: None, line: 1, text: "~~ lf ~~".into() });
        assert_eq!(check(&report)[0].code, UNASSIGNED.code);
    }
}
