//! One row per report.

use std::io;

use super::{REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::Report;
use crate::source;

pub(super) const DATASET: Dataset = Dataset {
    name: "reports",
    about: "One row per report: what its title page says, and the file that it was read from",
    fields: &[
        REPORT_YEAR,
        Field::text("symbol", "Document symbol").hxl("#meta+id+document"),
        Field::text("title", "Title").hxl("#meta+title"),
        Field::text("session", "Session of the organ"),
        Field::text("organ", "The organ that the report was submitted to"),
        Field::text("date", "Date of the report, ISO 8601").hxl("#date+published"),
        Field::text("language", "Language of the original").hxl("#meta+lang"),
        Field::text("inferred", "Names of the columns that are not printed but inferred, joined by ';'"),
        Field::text("source", "Name of the input").required().hxl("#meta+source"),
        Field::text("kind", "Kind of the input").required().one_of(source::Kind::NAMES),
        Field::integer("bytes", "Size of the input").required(),
        Field::text("sha256", "SHA-256 of the input").required().matching("^[0-9a-f]{64}$"),
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    let (metadata, source) = (&report.metadata, &report.source);
    sink(&[
        report_year(report),
        Scalar::maybe(metadata.symbol.as_deref()),
        Scalar::maybe(metadata.title.as_deref()),
        Scalar::maybe(metadata.session.as_deref()),
        Scalar::maybe(metadata.organ.as_deref()),
        Scalar::maybe(metadata.date.as_deref()),
        Scalar::maybe(metadata.language.as_deref()),
        Scalar::text(metadata.inferred.join(";")),
        Scalar::text(source.name.as_str()),
        Scalar::text(source.kind.name()),
        Scalar::int(i64::try_from(source.bytes).ok()),
        Scalar::text(source.sha256.as_str()),
        Scalar::text(report.id.as_str()),
    ])
}
