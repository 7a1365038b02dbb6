//! Labels: unique within their group, and in order where the table keeps an order.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::order;
use crate::countries;
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

/// Shorter groups have no alphabetical order to speak of.
const LONG: usize = 10;
/// So many bands (`18–24`, `25–34`) have an order of their own.
const BANDS: usize = 3;
/// Of a hundred labels so many must stand in order.
const ORDERED: usize = 80;
/// Fewer where an order is expected.
const EXPECTED: usize = 50;

/// Findings about the labels of all tables.
pub fn check(report: &Report) -> Vec<Finding> {
    report.tables.iter().flat_map(|table| repeated(table).into_iter().chain(disordered(table))).collect()
}

/// For each row, whether its label may belong to another row: it stands twice, out of the order of its table, is two labels
/// in one, or is not printed like the labels of its kind.
pub fn doubtful_labels(table: &Table) -> Vec<bool> {
    let mut doubtful = vec![false; table.rows.len()];
    disordered_rows(table).into_iter().chain(misprinted(table)).for_each(|row| doubtful[row] = true);
    // A country is no group: its name has changed places with that of the group.
    let country = |path: &&[String]| path.last().is_some_and(|group| countries::iso3(group).is_some());
    let named = groups(table).into_iter().filter(|(path, _)| country(path));
    named.flat_map(|(_, rows)| rows).for_each(|row| doubtful[row] = true);
    let mut counts: BTreeMap<(&[String], &str), usize> = BTreeMap::new();
    for row in &table.rows {
        *counts.entry((&row.groups, &row.label)).or_default() += 1;
    }
    for (row, doubtful) in table.rows.iter().zip(&mut doubtful) {
        *doubtful |= counts[&(row.groups.as_slice(), row.label.as_str())] > 1
            || row.iso3.is_none() && countries::are_two(&row.label);
    }
    doubtful
}

/// Indexes of the rows of data by group, in printed order.
fn groups(table: &Table) -> BTreeMap<&[String], Vec<usize>> {
    let mut groups: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (index, row) in table.rows.iter().enumerate() {
        if row.role == Role::Data && !row.label.starts_with('(') {
            groups.entry(&row.groups).or_default().push(index);
        }
    }
    groups
}

fn repeated(table: &Table) -> Vec<Finding> {
    let mut findings = Vec::new();
    for group in groups(table).values() {
        let mut seen: BTreeMap<&str, &Row> = BTreeMap::new();
        for row in group.iter().map(|index| &table.rows[*index]) {
            if let Some(first) = seen.insert(&row.label, row) {
                let message = format!("'{}' already stands on line {}", row.label, first.span.line);
                findings.push(about(&REPEATED, table, row, message));
            }
        }
    }
    findings
}

fn disordered(table: &Table) -> Vec<Finding> {
    disordered_rows(table)
        .into_iter()
        .map(|row| {
            let row = &table.rows[row];
            about(&ORDER, table, row, format!("'{}' may be out of order", row.label))
        })
        .collect()
}

/// The rows that break the order of their group. Of two neighbours that changed places both are named: nothing tells which.
fn disordered_rows(table: &Table) -> Vec<usize> {
    let groups = groups(table);
    let judged: Vec<_> = groups.values().map(|group| (group, out_of_order(table, group, false))).collect();
    // Beside a long group of countries in order a short one, or a damaged one, keeps the same order.
    let long =
        judged.iter().any(|(group, order)| order.is_some() && group.len() >= LONG && is_of_countries(table, group));
    let again = |group| if long { out_of_order(table, group, true) } else { None };
    judged.into_iter().filter_map(|(group, order)| order.or_else(|| again(group))).flatten().collect()
}

/// The rows of a group that break its order; nothing where it has none. Another group of its table may lead to `expect` one.
fn out_of_order(table: &Table, group: &[usize], expect: bool) -> Option<Vec<usize>> {
    let label = |row: &usize| table.rows[*row].label.as_str();
    let listed = match group.split_last() {
        // What is no country may close a list of countries whatever its letter.
        Some((last, listed)) if table.rows[*last].iso3.is_none() && band(label(last)).is_none() => listed,
        _ => group,
    };
    let bands: Option<Vec<u64>> = listed.iter().map(|row| band(label(row))).collect();
    let alphabetic = listed.len() >= LONG || expect && is_of_countries(table, listed);
    let firm = match bands.filter(|bands| bands.len() >= BANDS) {
        Some(bands) => order::firm(&bands),
        None if alphabetic => order::firm(&listed.iter().map(|row| sort_key(label(row))).collect::<Vec<_>>()),
        None => return None,
    };
    let kept = firm.iter().filter(|firm| **firm).count();
    let least = if expect { EXPECTED } else { ORDERED };
    if (expect || listed.len() >= LONG) && kept * 100 < listed.len() * least {
        return None;
    }
    Some(listed.iter().zip(firm).filter_map(|(row, firm)| (!firm).then_some(*row)).collect())
}

/// Whether most rows are countries.
fn is_of_countries(table: &Table, rows: &[usize]) -> bool {
    rows.iter().filter(|row| table.rows[**row].iso3.is_some()).count() * 2 > rows.len()
}

/// The rows of data in bold type, and the totals in plain type beside them: their labels have changed places.
fn misprinted(table: &Table) -> Vec<usize> {
    let printed =
        |row: &Row, bold: bool| !row.cells.is_empty() && row.cells.iter().all(|cell| is_bold(&cell.raw) == bold);
    let rows = |wanted: &dyn Fn(&Row) -> bool| -> Vec<usize> {
        (0..table.rows.len()).filter(|row| wanted(&table.rows[*row])).collect()
    };
    let data = rows(&|row| row.role == Role::Data && printed(row, true));
    let sums = rows(&|row| row.role != Role::Data && printed(row, false));
    if data.is_empty() || sums.is_empty() { Vec::new() } else { [data, sums].concat() }
}

fn is_bold(raw: &str) -> bool {
    raw.starts_with("<b>") || raw.starts_with("**")
}

/// The number that a band begins with: `18` of `18–24`.
fn band(label: &str) -> Option<u64> {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    label[..digits].parse().ok()
}

fn about(rule: &Rule, table: &Table, row: &Row, message: String) -> Finding {
    let finding = Finding::new(rule.code, Severity::Warning, Cause::Unknown, row.span, message);
    finding.in_table(&table.id).at_cell(&row.label, "")
}

/// Lower case without accents, apostrophes and leading articles; `Other` comes last.
fn sort_key(label: &str) -> String {
    if label.split(' ').next().is_some_and(|word| matches!(word, "Other" | "Others")) {
        return char::MAX.to_string();
    }
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

    #[test]
    fn a_plain_total_beside_a_bold_row_is_doubted_with_it() {
        let report = report("Coast | Boats\nIsles | 1\nTotal | 2\nCapes | <b>3</b>");
        assert_eq!(doubtful_labels(&report.tables[0]), [false, true, true]);
    }

    #[test]
    fn of_two_bands_that_changed_places_both_are_doubted() {
        let report = report("Age | Boats\n0–4 | 1\n18–59 | 2\n5–17 | 3\n60+ | 4\nTotal | 10");
        assert_eq!(doubtful_labels(&report.tables[0]), [false, true, true, false, false]);
    }
}
