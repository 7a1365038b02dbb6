//! One row per table.

use std::io;

use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::{Report, Status};

pub(super) const DATASET: Dataset = Dataset {
    name: "tables",
    about: "One row per table: its size and what its cells are worth",
    fields: &[
        REPORT_YEAR,
        Field::text("table", "Id of the table").required().hxl("#meta+id+table"),
        Field::text("caption", "Caption").hxl("#meta+title"),
        Field::text("unit", "What its cells count unless row or column say otherwise").hxl("#indicator+unit"),
        Field::integer("rows", "Rows that carry numbers").required(),
        Field::integer("columns", "Columns that carry numbers").required(),
        Field::integer("cells", "Printed cells").required(),
        Field::integer("proved", "Cells that are proved").required(),
        Field::integer("consistent", "Cells that are consistent").required(),
        Field::integer("unproved", "Cells that are unproved").required(),
        Field::integer("contradicted", "Cells that are contradicted").required(),
        PAGE,
        LINE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    report.tables.iter().try_for_each(|table| {
        let with = |status: Status| Scalar::count(table.cells().filter(|(_, cell)| cell.status == status).count());
        sink(&[
            report_year(report),
            Scalar::text(table.id.as_str()),
            Scalar::text(table.caption.as_str()),
            Scalar::text(table.unit.name()),
            Scalar::count(table.rows.len()),
            Scalar::count(table.columns.len()),
            Scalar::count(table.cells().count()),
            with(Status::Proved),
            with(Status::Consistent),
            with(Status::Unproved),
            with(Status::Contradicted),
            Scalar::int(table.span.page),
            Scalar::int(Some(table.span.line)),
            Scalar::text(report.id.as_str()),
        ])
    })
}
