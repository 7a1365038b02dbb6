//! One row per chart of which the text keeps the caption.

use std::io;

use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::Report;

pub(super) const DATASET: Dataset = Dataset {
    name: "figures",
    about: "One row per chart of which the text keeps only the caption",
    fields: &[
        REPORT_YEAR,
        Field::text("number", "Number, where printed").hxl("#meta+num"),
        Field::text("caption", "Caption as printed").hxl("#meta+title"),
        Field::text("section", "The heading above it").hxl("#meta+heading"),
        PAGE,
        LINE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    report.figures.iter().try_for_each(|figure| {
        sink(&[
            report_year(report),
            Scalar::maybe(figure.number.as_deref()),
            Scalar::text(figure.caption.as_str()),
            Scalar::text(figure.section.as_str()),
            Scalar::int(figure.span.page),
            Scalar::int(Some(figure.span.line)),
            Scalar::text(report.id.as_str()),
        ])
    })
}
