//! One row per footnote.

use std::io;

use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::Report;

pub(super) const DATASET: Dataset = Dataset {
    name: "footnotes",
    about: "One row per footnote, with where it is cited",
    fields: &[
        REPORT_YEAR,
        Field::text("number", "Number or mark").hxl("#meta+num"),
        Field::text("text", "Clean text").hxl("#description"),
        Field::text("cited_in", "A paragraph number, 'Box 3', or a caption; several joined by ';'"),
        PAGE,
        LINE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    report.footnotes.iter().try_for_each(|footnote| {
        sink(&[
            report_year(report),
            Scalar::text(footnote.number.as_str()),
            Scalar::text(footnote.text.as_str()),
            Scalar::text(footnote.cited_in.join(";")),
            Scalar::int(footnote.span.page),
            Scalar::int(Some(footnote.span.line)),
            Scalar::text(report.id.as_str()),
        ])
    })
}
