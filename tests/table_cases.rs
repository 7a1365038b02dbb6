//! Every case under `fixtures/cases/tables`: a small text, a rule, and the cells that are to be read from it.
//!
//! A line of the expected part is `row group | row | column group | column | value`, in the order of the report.
//! A file holds several cases, each under a line `=== name`.

use std::fs;
use std::path::Path;

use iomx::{Options, Report};

struct Case {
    name: String,
    input: String,
    expected: Vec<String>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases/tables");
    let mut files: Vec<_> = fs::read_dir(folder).expect("cases").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    files.iter().flat_map(|file| read(&fs::read_to_string(file).expect("case file"))).collect()
}

fn read(file: &str) -> Vec<Case> {
    let case = |part: &str| {
        let (name, rest) = part.split_once('\n').expect("a name");
        let (input, expected) = rest.split_once("\n-----\n").expect("a rule of five hyphens");
        let expected = expected.lines().map(str::trim).filter(|line| !line.is_empty()).map(String::from).collect();
        Case { name: name.trim().into(), input: input.into(), expected }
    };
    file.split("=== ").skip(1).map(case).collect()
}

fn cells(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for table in &report.tables {
        for (row, cell) in table.cells() {
            let column = cell.column.map(|at| &table.columns[at]);
            let path = column.map_or(String::new(), |column| column.groups.join(" > "));
            let label = column.map_or("", |column| column.label.as_str());
            let value = cell.value.map_or(String::new(), |value| value.to_string());
            lines.push([&row.groups.join(" > "), &row.label, &path, label, &value].join(" | "));
        }
    }
    lines
}

#[test]
fn every_case_is_read_as_expected() {
    let cases = cases();
    assert!(cases.len() >= 8, "only {} cases found", cases.len());
    for case in cases {
        let report = iomx::extract(case.input.as_bytes(), "case.md", &Options::default()).expect("a report");
        let read: Vec<String> = cells(&report).iter().map(|line| line.trim().to_string()).collect();
        assert_eq!(read.join("\n"), case.expected.join("\n"), "case '{}'", case.name);
    }
}
