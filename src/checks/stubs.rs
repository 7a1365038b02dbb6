//! Labels: unique within their group, and in order where the table keeps an order.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::finding::{Cause, Finding, Rule, Severity};
use crate::report::{Report, Role, Row, Table};

/// A label that stands twice.
pub const REPEATED: Rule = Rule {
    code: "IOMX-C11",
    name: "label-repeated",
    summary: "a label stands twice in the same group of a table",
    explanation: "Every row of a group has its own label. A second one is a row that OCR printed twice, or a label that slipped \
to the row beside it.",
    example: "Upland   3\nUpland   3",
};

/// A label out of order.
pub const ORDER: Rule = Rule {
    code: "IOMX-C12",
    name: "label-order",
    summary: "a label does not stand where the alphabetical order of its table puts it",
    explanation: "Where nearly all labels of a long group stand in alphabetical order, one that does not is either printed out \
of order or a damaged label: check that its numbers belong to it.",
    example: "Island\nZealand\nLowland      after Island",
};

/// Shorter groups have no order to speak of.
const LONG: usize = 20;
/// Of a hundred neighbours so many must stand in order.
const ORDERED: usize = 90;

/// Findings about the labels of all tables.
pub fn check(report: &Report) -> Vec<Finding> {
    report.tables.iter().flat_map(|table| repeated(table).into_iter().chain(disordered(table))).collect()
}

fn groups(table: &Table) -> BTreeMap<&[String], Vec<&Row>> {
    let mut groups: BTreeMap<&[String], Vec<&Row>> = BTreeMap::new();
    for row in table.rows.iter().filter(|row| row.role == Role::Data && !row.label.starts_with('(')) {
        groups.entry(&row.groups).or_default().push(row);
    }
    groups
}

fn repeated(table: &Table) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rows in groups(table).values() {
        let mut seen: BTreeMap<&str, &Row> = BTreeMap::new();
        for row in rows {
            if let Some(first) = seen.insert(&row.label, row) {
                let message = format!("'{}' already stands on line {}", row.label, first.span.line);
                findings.push(about(&REPEATED, table, row, message));
            }
        }
    }
    findings
}

fn disordered(table: &Table) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rows in groups(table).values().filter(|rows| rows.len() >= LONG) {
        let keys: Vec<String> = rows.iter().map(|row| sort_key(&row.label)).collect();
        let ordered = keys.windows(2).filter(|pair| pair[0] <= pair[1]).count();
        if ordered * 100 < (keys.len() - 1) * ORDERED {
            continue;
        }
        for (at, row) in rows.iter().enumerate().skip(1).filter(|(at, _)| keys[*at] < keys[*at - 1]) {
            // `Other` closes a list whatever its letter.
            let closes = at + 1 == rows.len();
            let before_is_off = at >= 2 && keys[at] >= keys[at - 2];
            let off = if before_is_off { rows[at - 1] } else { row };
            if !closes {
                let message = format!("'{}' is out of alphabetical order", off.label);
                findings.push(about(&ORDER, table, off, message));
            }
        }
    }
    findings
}

fn about(rule: &Rule, table: &Table, row: &Row, message: String) -> Finding {
    let finding = Finding::new(rule.code, Severity::Warning, Cause::Unknown, row.span, message);
    finding.in_table(&table.id).at_cell(&row.label, "")
}

/// Lower case without accents, apostrophes and leading articles.
fn sort_key(label: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || *c == ' ';
    let key: String = if label.is_ascii() {
        label.chars().map(|c| c.to_ascii_lowercase()).filter(kept).collect()
    } else {
        label.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).filter(kept).collect()
    };
    key.strip_prefix("the ").map(str::to_string).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::report;

    #[test]
    fn a_label_that_stands_twice_is_found() {
        let report = report("Home | Staff\nUpland | 1\nLowland | 2\nUpland | 3");
        assert_eq!(check(&report).iter().map(|f| f.code).collect::<Vec<_>>(), [REPEATED.code]);
    }

    #[test]
    fn one_label_out_of_order_is_named() {
        let mut lines: Vec<String> = (b'a'..=b'x').map(|c| format!("{0}{0}land | 1", char::from(c))).collect();
        lines[10] = "Zzland | 1".to_string();
        let report = report(&format!("Home | Staff\n{}", lines.join("\n")));
        let found = check(&report);
        assert_eq!(found.iter().map(|f| f.row.as_deref()).collect::<Vec<_>>(), [Some("Zzland")]);
    }
}
