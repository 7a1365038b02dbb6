//! One row per line of the table of contents.

use std::io;

use super::{LINE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::Report;

pub(super) const DATASET: Dataset = Dataset {
    name: "contents",
    about: "One row per line of the table of contents",
    fields: &[
        REPORT_YEAR,
        Field::integer("level", "1 for a part, 2 below it").required(),
        Field::text("number", "Its number or letter, where printed").hxl("#meta+num"),
        Field::text("title", "Title as printed").hxl("#meta+heading"),
        Field::integer("page", "The page that it points at, where printed").hxl("#meta+page"),
        LINE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    report.contents.iter().try_for_each(|entry| {
        sink(&[
            report_year(report),
            Scalar::Integer(entry.level.into()),
            Scalar::maybe(entry.number.as_deref()),
            Scalar::text(entry.title.as_str()),
            Scalar::int(entry.target),
            Scalar::int(Some(entry.span.line)),
            Scalar::text(report.id.as_str()),
        ])
    })
}
