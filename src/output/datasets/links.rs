//! One row per printed link.

use std::io;

use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::Report;

pub(super) const DATASET: Dataset = Dataset {
    name: "links",
    about: "One row per printed link",
    fields: &[REPORT_YEAR, Field::text("url", "The address").required().hxl("#meta+url"), PAGE, LINE, REPORT],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    report.links.iter().try_for_each(|link| {
        sink(&[
            report_year(report),
            Scalar::text(link.url.as_str()),
            Scalar::int(link.span.page),
            Scalar::int(Some(link.span.line)),
            Scalar::text(report.id.as_str()),
        ])
    })
}
