//! What holds for every input: no text lost, two runs equal, and no damaged number vouched for.
#![allow(missing_docs)]

use iomx::report::{Report, Status};
use proptest::prelude::*;

const HARD_WRAPPED: &str = include_str!("../fixtures/reports/hard-wrapped.txt");
const MARKDOWN: &str = include_str!("../fixtures/reports/ocr-markdown.md");

fn extract(text: &str) -> Report {
    iomx::extract(text.as_bytes(), "report.txt", &iomx::Options::default()).expect("a text that is not empty is read")
}

/// Row, column and printed text of every cell called proved.
fn proved(report: &Report) -> Vec<(String, String, String)> {
    let cells = report.tables.iter().flat_map(|table| {
        let named = table.cells().filter(|(_, cell)| cell.status == Status::Proved);
        named.map(move |(row, cell)| {
            let column = cell.column.map(|column| table.columns[column].label.clone()).unwrap_or_default();
            (row.label.clone(), column, cell.raw.clone())
        })
    });
    cells.collect()
}

#[test]
fn every_line_has_its_entry_in_the_ledger() {
    for text in [HARD_WRAPPED, MARKDOWN] {
        let report = extract(text);
        assert_eq!(report.ledger.len(), text.lines().count());
        let lost: Vec<_> = report.ledger.iter().zip(text.lines()).filter(|(row, _)| row.role == "unassigned").collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}

#[test]
fn two_runs_give_the_same() {
    for text in [HARD_WRAPPED, MARKDOWN] {
        let json = |report: &Report| serde_json::to_string(report).unwrap();
        assert_eq!(json(&extract(text)), json(&extract(text)));
    }
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let plain = extract(HARD_WRAPPED);
    let other = extract(&format!("\u{FEFF}{}", HARD_WRAPPED.replace('\n', "\r\n")));
    assert_eq!(plain.tables, other.tables);
    assert_eq!(plain.sections, other.sections);
}

/// Every digit of the largest table, changed one at a time: each change is found, and the changed number is never proved.
#[test]
fn a_damaged_digit_is_never_vouched_for() {
    let start = HARD_WRAPPED.find("Ardenia").unwrap();
    let end = HARD_WRAPPED.find("Tarn ").unwrap();
    let before = proved(&extract(HARD_WRAPPED));
    let digits =
        HARD_WRAPPED[start..end].match_indices(|c: char| c.is_ascii_digit() && c != '0').map(|(at, _)| start + at);
    let in_rows = digits.filter(|at| {
        let line = HARD_WRAPPED[..*at].rfind('\n').map_or(0, |line| line + 1);
        !HARD_WRAPPED[line..].starts_with("S-1")
    });
    for at in in_rows.step_by(5) {
        let digit = if &HARD_WRAPPED[at..=at] == "9" { "8" } else { "9" };
        let damaged = extract(&format!("{}{digit}{}", &HARD_WRAPPED[..at], &HARD_WRAPPED[at + 1..]));
        let line = HARD_WRAPPED[..at].lines().count();
        assert!(!damaged.findings.is_empty(), "line {line}: a changed digit was not noticed");
        let wrong: Vec<_> = proved(&damaged).into_iter().filter(|cell| !before.contains(cell)).collect();
        assert!(wrong.is_empty(), "line {line}: {wrong:?} called proved");
    }
}

/// The same on a report out of OCR, whose relations fail in several places at once.
#[test]
fn a_damaged_report_out_of_ocr_is_read_to_its_end() {
    let before = proved(&extract(MARKDOWN));
    let rows = MARKDOWN.match_indices('\n').map(|(at, _)| at + 1).filter(|at| {
        let line = MARKDOWN[*at..].lines().next().unwrap_or_default();
        line.matches('\t').count() > 2 && line.ends_with(|c: char| c.is_ascii_digit())
    });
    for start in rows {
        let end = start + MARKDOWN[start..].find('\n').unwrap_or(0);
        let digit = if MARKDOWN[..end].ends_with('9') { "8" } else { "9" };
        let damaged = extract(&format!("{}{digit}{}", &MARKDOWN[..end - 1], &MARKDOWN[end..]));
        let wrong: Vec<_> = proved(&damaged).into_iter().filter(|cell| !before.contains(cell)).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?} called proved", &MARKDOWN[start..end]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic_or_lose_a_line(text in "([A-Za-z0-9 .,%()\\-\t#*|]{0,60}\n){1,40}") {
        if let Ok(report) = iomx::extract(text.as_bytes(), "any.txt", &iomx::Options::default()) {
            prop_assert_eq!(report.ledger.len(), text.strip_suffix('\n').unwrap_or(&text).split('\n').count());
        }
    }

    #[test]
    fn a_report_cut_anywhere_is_still_read(at in 0..HARD_WRAPPED.len()) {
        let cut: String = HARD_WRAPPED.chars().take(at).collect();
        let read = iomx::extract(cut.as_bytes(), "cut.txt", &iomx::Options::default());
        prop_assert!(read.is_ok() || cut.trim().is_empty());
    }
}
