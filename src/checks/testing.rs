//! Small tables written out for the tests of the checks.

use crate::report::{Cell, Column, Metadata, Report, Row, Status, Table};
use crate::source::{Kind, SourceInfo};
use crate::span::Span;
use crate::tables::labels;
use crate::tables::solver::value;

/// A report with one table: cells parted by `|`, the first line the header, the first cell of each line the stub.
pub fn report(table: &str) -> Report {
    reports(&[table])
}

/// A report with several tables.
pub fn reports(tables: &[&str]) -> Report {
    let source = SourceInfo { name: "test".into(), kind: Kind::Text, bytes: 0, sha256: String::new() };
    Report {
        id: "2031".into(),
        metadata: Metadata { year: Some(2031), ..Metadata::default() },
        source,
        foreword: None,
        abbreviations: Vec::new(),
        contents: Vec::new(),
        sections: Vec::new(),
        tables: tables.iter().enumerate().map(|(index, text)| table(index, text)).collect(),
        footnotes: Vec::new(),
        figures: Vec::new(),
        links: Vec::new(),
        findings: Vec::new(),
        tallies: Vec::new(),
        ledger: Vec::new(),
        lines: Vec::new(),
    }
}

fn table(index: usize, text: &str) -> Table {
    let lines: Vec<Vec<&str>> =
        text.lines().filter(|line| line.contains('|')).map(|line| line.split('|').map(str::trim).collect()).collect();
    let (header, rows) = lines.split_first().expect("a table has a header");
    Table {
        id: format!("table-{}", index + 1),
        number: Some((index + 1).to_string()),
        columns: header[1..].iter().map(|label| column(label)).collect(),
        rows: rows.iter().enumerate().map(|(line, cells)| row(line, cells)).collect(),
        ..Table::default()
    }
}

fn path(label: &str) -> (Vec<String>, String) {
    let mut groups: Vec<String> = label.split(" > ").map(str::to_string).collect();
    let label = groups.pop().unwrap_or_default();
    (groups, label)
}

fn column(text: &str) -> Column {
    let (groups, label) = path(text);
    let year = labels::year_of(&label);
    Column { role: labels::role_of(&label), unit: labels::unit_of(&label), groups, label, year }
}

fn row(line: usize, cells: &[&str]) -> Row {
    let (groups, label) = path(cells[0]);
    let span = Span::line(None, line as u32 + 2);
    let cell = |(column, raw): (usize, &&str)| Cell {
        column: Some(column),
        raw: (*raw).to_string(),
        value: value::read(raw),
        status: Status::Unproved,
        span,
        ..Cell::default()
    };
    Row {
        role: labels::role_of(&label),
        unit: labels::unit_of(&label),
        cells: cells[1..].iter().enumerate().filter(|(_, raw)| !raw.is_empty()).map(cell).collect(),
        groups,
        label,
        span,
        ..Row::default()
    }
}
