//! One row per framed box.

use std::io;

use super::walk::{Node, walk};
use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::{Item, Report};

pub(super) const DATASET: Dataset = Dataset {
    name: "boxes",
    about: "One row per framed box in the running text",
    fields: &[
        REPORT_YEAR,
        Field::integer("number", "Number of the box, where printed").hxl("#meta+num"),
        Field::text("title", "Title, without the number").hxl("#meta+heading"),
        Field::text("text", "Clean text, paragraphs parted by a blank line").hxl("#description"),
        Field::integer("after_paragraph", "Number of the paragraph before it"),
        PAGE,
        LINE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    walk(&report.sections, &mut |_, node| match node {
        Node::Item(Item::Box(framed)) => sink(&[
            report_year(report),
            Scalar::int(framed.number),
            Scalar::text(framed.title.as_str()),
            Scalar::text(framed.text.as_str()),
            Scalar::int(framed.after_paragraph),
            Scalar::int(framed.span.page),
            Scalar::int(Some(framed.span.line)),
            Scalar::text(report.id.as_str()),
        ]),
        _ => Ok(()),
    })
}
