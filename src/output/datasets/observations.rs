//! One row per printed cell of a table.

use std::io;

use super::{ISO3, LINE, M49, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::countries;
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::{Cell, Report, Role, Row, Status, Table};

pub(super) const DATASET: Dataset = Dataset {
    name: "observations",
    about: "One row per printed cell of a table, with its labels, its value and what the value is worth",
    fields: &[
        REPORT_YEAR,
        Field::text("symbol", "Document symbol of the report").hxl("#meta+id+document"),
        Field::text("table", "Id of the table").required().hxl("#meta+id+table"),
        Field::text("caption", "Caption of the table").hxl("#meta+title"),
        Field::text("row_group", "Labels of the row groups, outermost first, joined by ' > '")
            .hxl("#indicator+group+row"),
        Field::text("row", "Label of the row").hxl("#indicator+name+row"),
        Field::text("row_role", "Whether the row holds data or sums").one_of(Role::NAMES).hxl("#indicator+type"),
        ISO3,
        Field::text("column_group", "Labels above the column's, outermost first, joined by ' > '")
            .hxl("#indicator+group+column"),
        Field::text("column", "Label of the column").hxl("#indicator+name+column"),
        Field::year("year", "The year that the cell is about").hxl("#date+year"),
        Field::number("value", "The printed number; empty for a nil sign").hxl("#indicator+num+value"),
        Field::text("unit", "What the number counts").hxl("#indicator+unit"),
        Field::text("raw", "The cell as printed").required().hxl("#indicator+text"),
        Field::text("status", "What the number is worth").required().one_of(Status::NAMES).hxl("#status"),
        PAGE,
        LINE,
        M49,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    for table in &report.tables {
        for (row, cell) in table.cells() {
            write_cell(report, table, row, cell, sink)?;
        }
    }
    Ok(())
}

fn write_cell(report: &Report, table: &Table, row: &Row, cell: &Cell, sink: &mut Sink<'_>) -> io::Result<()> {
    let column = cell.column.and_then(|index| table.columns.get(index));
    let iso3 = row.iso3.as_deref();
    sink(&[
        report_year(report),
        Scalar::maybe(report.metadata.symbol.as_deref()),
        Scalar::text(table.id.as_str()),
        Scalar::text(table.caption.as_str()),
        Scalar::path(&row.groups),
        Scalar::text(row.label.as_str()),
        Scalar::text(row.role.name()),
        Scalar::maybe(iso3),
        column.map_or(Scalar::Empty, |column| Scalar::path(&column.groups)),
        column.map_or(Scalar::Empty, |column| Scalar::text(column.label.as_str())),
        Scalar::int(cell.year.or(report.metadata.year)),
        Scalar::number(cell.value),
        Scalar::text(cell.unit.name()),
        Scalar::text(cell.raw.as_str()),
        Scalar::text(cell.status.name()),
        Scalar::int(cell.span.page),
        Scalar::int(Some(cell.span.line)),
        Scalar::maybe(iso3.and_then(countries::m49)),
        Scalar::text(report.id.as_str()),
    ])
}
