//! One row per input line: what became of it.

use std::io;

use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::Report;

pub(super) const DATASET: Dataset = Dataset {
    name: "ledger",
    about: "One row per input line: what became of it",
    fields: &[
        REPORT_YEAR,
        LINE,
        Field::text("role", "What the line is").required(),
        Field::text("item", "Which one: number of the paragraph, id of the table, ..."),
        PAGE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    report.ledger.iter().try_for_each(|row| {
        sink(&[
            report_year(report),
            Scalar::int(Some(row.line)),
            Scalar::text(&*row.role),
            Scalar::text(row.item.as_str()),
            Scalar::int(row.page),
            Scalar::text(report.id.as_str()),
        ])
    })
}
