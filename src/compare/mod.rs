//! What changed between two reports: tables, rows and columns that came or went, figures that were revised.

pub mod across;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::names::names;
use crate::number::Decimal;
use crate::report::{Cell, Report, Row, Table};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// Table, by the id in the report that has it; the later one's where both have.
    pub table: String,
    /// What happened.
    pub change: Kind,
    /// Row, with its groups.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// Column, with its groups.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// The year that a revised figure is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// The figure before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Decimal>,
    /// The figure after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Decimal>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Only the earlier report has the table.
    TableGone,
    /// Only the later report has the table.
    TableNew,
    /// A row has gone.
    RowGone,
    /// A row is new.
    RowNew,
    /// A column has gone.
    ColumnGone,
    /// A column is new.
    ColumnNew,
    /// Both print a figure about the same year, and it differs.
    Revised,
}

names!(Kind {
    TableGone => "table_gone",
    TableNew => "table_new",
    RowGone => "row_gone",
    RowNew => "row_new",
    ColumnGone => "column_gone",
    ColumnNew => "column_new",
    Revised => "revised",
});

/// All changes, table by table.
pub fn compare(old: &Report, new: &Report) -> Vec<Change> {
    let (before, after) = (by_subject(old), by_subject(new));
    let mut changes = Vec::new();
    for (subject, table) in &before {
        match after.get(subject) {
            Some(later) => compare_tables(table, later, &mut changes),
            None => changes.push(Change::of(&table.id, Kind::TableGone).row(&table.caption)),
        }
    }
    let fresh = after.iter().filter(|(subject, _)| !before.contains_key(*subject));
    changes.extend(fresh.map(|(_, table)| Change::of(&table.id, Kind::TableNew).row(&table.caption)));
    changes
}

impl Change {
    fn of(table: &str, change: Kind) -> Self {
        let (table, row, column) = (table.to_string(), String::new(), String::new());
        Self { table, change, row, column, year: None, before: None, after: None }
    }

    fn row(mut self, row: &str) -> Self {
        self.row = row.to_string();
        self
    }

    fn column(mut self, column: &str) -> Self {
        self.column = column.to_string();
        self
    }
}

/// Tables by what they are about; a second one about the same is told apart by its id.
fn by_subject(report: &Report) -> BTreeMap<String, &Table> {
    let mut tables = BTreeMap::new();
    for table in &report.tables {
        let subject = subject(table);
        let taken = tables.contains_key(&subject);
        tables.insert(if taken { format!("{subject} {}", table.id) } else { subject }, table);
    }
    tables
}

/// What a table is about: its caption without years and other numbers, which differ from report to report.
fn subject(table: &Table) -> String {
    let words = table.caption.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit()));
    let caption = words.collect::<Vec<_>>().join(" ").to_lowercase();
    if caption.is_empty() { table.id.clone() } else { caption }
}

fn compare_tables(old: &Table, new: &Table, changes: &mut Vec<Change>) {
    let (gone, fresh) = apart(rows(old), rows(new));
    changes.extend(gone.iter().map(|row| Change::of(&new.id, Kind::RowGone).row(row)));
    changes.extend(fresh.iter().map(|row| Change::of(&new.id, Kind::RowNew).row(row)));
    let (gone, fresh) = apart(columns(old), columns(new));
    changes.extend(gone.iter().map(|column| Change::of(&new.id, Kind::ColumnGone).column(column)));
    changes.extend(fresh.iter().map(|column| Change::of(&new.id, Kind::ColumnNew).column(column)));
    revisions(old, new, changes);
}

/// What only the first has, and what only the second has, in printed order.
fn apart(old: Vec<String>, new: Vec<String>) -> (Vec<String>, Vec<String>) {
    let (before, after): (BTreeSet<_>, BTreeSet<_>) = (old.iter().cloned().collect(), new.iter().cloned().collect());
    let gone = old.into_iter().filter(|label| !after.contains(label)).collect();
    let fresh = new.into_iter().filter(|label| !before.contains(label)).collect();
    (gone, fresh)
}

fn rows(table: &Table) -> Vec<String> {
    table.rows.iter().map(row_path).collect()
}

/// Columns that are no years: those move on by themselves.
fn columns(table: &Table) -> Vec<String> {
    table
        .columns
        .iter()
        .filter(|column| column.year.is_none())
        .map(|column| path(&column.groups, &column.label))
        .collect()
}

fn row_path(row: &Row) -> String {
    path(&row.groups, &row.label)
}

fn path(groups: &[String], label: &str) -> String {
    groups.iter().map(String::as_str).chain([label]).collect::<Vec<_>>().join(" > ")
}

/// Row, column and year of a figure.
type Place = (String, String, i32);

/// The figures of a table by place. A place that is printed twice is none: which one is meant cannot be told.
fn figures(table: &Table) -> BTreeMap<Place, Option<Decimal>> {
    let mut figures = BTreeMap::new();
    for (row, cell) in table.cells() {
        if let Some((place, value)) = figure(table, row, cell) {
            figures.entry(place).and_modify(|known| *known = None).or_insert(Some(value));
        }
    }
    figures
}

fn figure(table: &Table, row: &Row, cell: &Cell) -> Option<(Place, Decimal)> {
    let column = table.columns.get(cell.column?)?;
    let label = path(&column.groups, if column.year.is_some() { "" } else { &column.label });
    Some(((row_path(row), label, cell.year?), cell.value?))
}

fn revisions(old: &Table, new: &Table, changes: &mut Vec<Change>) {
    let after = figures(new);
    for (place, before) in figures(old) {
        let (Some(before), Some(Some(after))) = (before, after.get(&place)) else { continue };
        if before != *after {
            let change = Change::of(&new.id, Kind::Revised).row(&place.0).column(&place.1);
            changes.push(Change { year: Some(place.2), before: Some(before), after: Some(*after), ..change });
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::report::Column;

    pub(crate) fn table(caption: &str, years: &[i32], rows: &[(&str, &[i64])]) -> Table {
        let columns =
            years.iter().map(|year| Column { label: year.to_string(), year: Some(*year), ..Column::default() });
        let cell = |(place, value): (usize, &i64)| Cell {
            column: Some(place),
            value: Some(Decimal::whole(*value)),
            year: Some(years[place]),
            ..Cell::default()
        };
        let row = |(label, values): &(&str, &[i64])| Row {
            label: (*label).to_string(),
            cells: values.iter().enumerate().map(cell).collect(),
            ..Row::default()
        };
        let (id, caption) = ("table-1".to_string(), caption.to_string());
        Table { id, caption, columns: columns.collect(), rows: rows.iter().map(row).collect(), ..Table::default() }
    }

    pub(crate) fn report(table: Table) -> Report {
        let mut report = crate::extract(b"1. Text.\n", "x.txt", &crate::Options::default()).unwrap();
        report.tables = vec![table];
        report
    }

    #[test]
    fn rows_come_and_go_and_figures_of_the_same_year_are_revised() {
        let old = report(table("Staff (2017–2018)", &[2017, 2018], &[("Men", &[5, 6]), ("Others", &[1, 1])]));
        let new = report(table("Staff (2018–2019)", &[2018, 2019], &[("Men", &[7, 9]), ("Women", &[4, 4])]));
        let said: Vec<_> =
            compare(&old, &new).into_iter().map(|c| (c.change, c.row, c.year, c.before, c.after)).collect();
        let revised = (Kind::Revised, "Men".into(), Some(2018), Some(Decimal::whole(6)), Some(Decimal::whole(7)));
        let gone = (Kind::RowGone, "Others".into(), None, None, None);
        assert_eq!(said, [gone, (Kind::RowNew, "Women".into(), None, None, None), revised]);
    }

    #[test]
    fn another_subject_is_another_table() {
        let changes = compare(&report(table("Staff by grade", &[], &[])), &report(table("Projects", &[], &[])));
        let kinds: Vec<_> = changes.iter().map(|change| change.change).collect();
        assert_eq!(kinds, [Kind::TableGone, Kind::TableNew]);
    }
}
