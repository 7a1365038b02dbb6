//! One row per entry of the list of abbreviations.

use std::io;

use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::Report;

pub(super) const DATASET: Dataset = Dataset {
    name: "abbreviations",
    about: "One row per entry of the list of abbreviations",
    fields: &[
        REPORT_YEAR,
        Field::text("short", "The abbreviation").required(),
        Field::text("long", "What it stands for").hxl("#description"),
        LINE,
        PAGE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    report.abbreviations.iter().try_for_each(|abbreviation| {
        sink(&[
            report_year(report),
            Scalar::text(abbreviation.short.as_str()),
            Scalar::text(abbreviation.long.as_str()),
            Scalar::int(Some(abbreviation.span.line)),
            Scalar::int(abbreviation.span.page),
            Scalar::text(report.id.as_str()),
        ])
    })
}
