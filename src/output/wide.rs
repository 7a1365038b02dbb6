//! One table as it is printed: labels down, columns across.

use std::io::{self, Write};

use super::csv::{self, write_text};
use crate::report::{Cell, Row, Table};

/// Heads the column of cells whose own column no evidence settles.
const UNDECIDED: &str = "(column undecided)";

/// Writes the table as CSV. Every level of the header is a row of its own, in which a spanner is repeated over its columns;
/// every level of the stub is a column.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_csv(out: impl Write, table: &Table, bom: bool) -> io::Result<()> {
    let mut records = csv::begin(out, bom)?;
    for line in lines(table) {
        for text in &line {
            write_text(&mut records, text)?;
        }
        csv::end_row(&mut records)?;
    }
    records.flush()
}

/// The lines of the table, header first, all of the same length.
pub fn lines(table: &Table) -> Vec<Vec<String>> {
    let stub = depth(table.rows.iter().map(|row| row.groups.len()));
    let header = depth(table.columns.iter().map(|column| column.groups.len()));
    let undecided = table.cells().any(|(_, cell)| cell.column.is_none());
    let mut lines: Vec<_> = (0..header).map(|level| header_line(table, level, header, stub, undecided)).collect();
    lines.extend(table.rows.iter().map(|row| row_line(table, row, stub, undecided)));
    lines
}

/// How many header rows the table has when it is laid out.
pub fn header_lines(table: &Table) -> usize {
    depth(table.columns.iter().map(|column| column.groups.len()))
}

/// How many stub columns the table has when it is laid out.
pub fn stub_columns(table: &Table) -> usize {
    depth(table.rows.iter().map(|row| row.groups.len()))
}

/// Levels of a path: its groups and the label.
fn depth(groups: impl Iterator<Item = usize>) -> usize {
    groups.max().unwrap_or(0) + 1
}

/// A path of labels set against the last of `levels`: labels stand next to the cells, groups outside.
fn level_of<'a>(groups: &'a [String], label: &'a str, level: usize, levels: usize) -> &'a str {
    let empty = levels - 1 - groups.len();
    match level {
        _ if level + 1 == levels => label,
        _ if level < empty => "",
        _ => &groups[level - empty],
    }
}

fn header_line(table: &Table, level: usize, levels: usize, stub: usize, undecided: bool) -> Vec<String> {
    let mut line = vec![String::new(); stub];
    line.extend(table.columns.iter().map(|column| level_of(&column.groups, &column.label, level, levels).to_string()));
    if undecided {
        line.push(if level + 1 == levels { UNDECIDED.to_string() } else { String::new() });
    }
    line
}

fn row_line(table: &Table, row: &Row, stub: usize, undecided: bool) -> Vec<String> {
    let mut line: Vec<_> = (0..stub).map(|level| level_of(&row.groups, &row.label, level, stub).to_string()).collect();
    line.resize(stub + table.columns.len() + usize::from(undecided), String::new());
    for cell in &row.cells {
        let place = stub + cell.column.unwrap_or(table.columns.len());
        if let Some(text) = line.get_mut(place) {
            if !text.is_empty() {
                text.push_str(" | ");
            }
            text.push_str(&shown(cell));
        }
    }
    line
}

/// The value as a plain number; what is no number, as printed.
fn shown(cell: &Cell) -> String {
    cell.value.map_or_else(|| cell.raw.trim().to_string(), |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Decimal;
    use crate::report::Column;

    fn cell(column: Option<usize>, value: i64) -> Cell {
        Cell { column, raw: value.to_string(), value: Some(Decimal::whole(value)), ..Cell::default() }
    }

    #[test]
    fn header_levels_are_rows_and_groups_are_columns() {
        let column = |groups: &[&str], label: &str| Column {
            groups: groups.iter().map(|group| (*group).to_string()).collect(),
            label: label.to_string(),
            ..Column::default()
        };
        let row = |groups: &[&str], label: &str, cells| Row {
            groups: groups.iter().map(|group| (*group).to_string()).collect(),
            label: label.to_string(),
            cells,
            ..Row::default()
        };
        let table = Table {
            columns: vec![column(&["Sex"], "F"), column(&["Sex"], "M"), column(&[], "Total")],
            rows: vec![
                row(&["Coast"], "Arden", vec![cell(Some(0), 2), cell(Some(2), 2)]),
                row(&[], "Total", vec![cell(Some(2), 2), cell(None, 9)]),
            ],
            ..Table::default()
        };
        let joined: Vec<_> = lines(&table).iter().map(|line| line.join(",")).collect();
        assert_eq!(joined, [",,Sex,Sex,,", ",,F,M,Total,(column undecided)", "Coast,Arden,2,,2,", ",Total,,,2,9"]);
    }
}
