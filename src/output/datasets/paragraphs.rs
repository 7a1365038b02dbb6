//! One row per numbered paragraph.

use std::io;

use super::walk::{Node, walk};
use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::{Item, Report};

pub(super) const DATASET: Dataset = Dataset {
    name: "paragraphs",
    about: "One row per numbered paragraph, its text clean",
    fields: &[
        REPORT_YEAR,
        Field::integer("number", "Number of the paragraph").required().hxl("#meta+num"),
        Field::boolean("inferred", "Whether the number is not in the text but follows from its neighbours").required(),
        Field::text("section", "The nearest heading above").hxl("#meta+heading"),
        Field::text("path", "All headings above, outermost first, joined by ' > '"),
        Field::text("text", "Clean text").hxl("#description"),
        Field::text("footnotes", "Numbers of the footnotes cited in it, joined by ';'"),
        PAGE,
        LINE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    walk(&report.sections, &mut |path, node| match node {
        Node::Item(Item::Paragraph(paragraph)) => sink(&[
            report_year(report),
            Scalar::Integer(paragraph.number.into()),
            Scalar::Boolean(paragraph.inferred),
            Scalar::maybe(path.last().copied()),
            Scalar::text(path.join(" > ")),
            Scalar::text(paragraph.text.as_str()),
            Scalar::text(paragraph.footnotes.join(";")),
            Scalar::int(paragraph.span.page),
            Scalar::int(Some(paragraph.span.line)),
            Scalar::text(report.id.as_str()),
        ]),
        _ => Ok(()),
    })
}
