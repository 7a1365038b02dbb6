//! One row per finding.

use std::io;

use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::finding::{Cause, Severity};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::Report;

pub(super) const DATASET: Dataset = Dataset {
    name: "findings",
    about: "One row per finding: what is doubtful, where, and whose fault it is",
    fields: &[
        REPORT_YEAR,
        Field::text("code", "Code of the finding; 'iomx explain CODE' tells more").required().hxl("#meta+code"),
        Field::text("severity", "How much it matters").required().one_of(Severity::NAMES),
        Field::text("cause", "Whose fault it is").required().one_of(Cause::NAMES),
        Field::text("table", "Id of the table").hxl("#meta+id+table"),
        Field::text("row", "Label of the row").hxl("#indicator+name+row"),
        Field::text("column", "Label of the column").hxl("#indicator+name+column"),
        Field::text("printed", "What is printed"),
        Field::text("expected", "What the evidence says it should be"),
        Field::text("message", "One sentence that a person understands").required().hxl("#description"),
        PAGE,
        LINE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    report.findings.iter().try_for_each(|finding| {
        sink(&[
            report_year(report),
            Scalar::text(finding.code),
            Scalar::text(finding.severity.name()),
            Scalar::text(finding.cause.name()),
            Scalar::maybe(finding.table.as_deref()),
            Scalar::maybe(finding.row.as_deref()),
            Scalar::maybe(finding.column.as_deref()),
            Scalar::maybe(finding.printed.as_deref()),
            Scalar::maybe(finding.expected.as_deref()),
            Scalar::text(finding.message.as_str()),
            Scalar::int(finding.span.page),
            Scalar::int(Some(finding.span.line)),
            Scalar::text(report.id.as_str()),
        ])
    })
}
