//! One row per heading.

use std::io;

use super::walk::{Node, walk};
use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::{Report, SectionKind};

pub(super) const DATASET: Dataset = Dataset {
    name: "sections",
    about: "One row per heading",
    fields: &[
        REPORT_YEAR,
        Field::integer("level", "1 for a part, 2 for a heading, 3 for a sub-heading").required(),
        Field::text("kind", "What it heads").required().one_of(SectionKind::NAMES),
        Field::text("number", "Its number or letter, where printed").hxl("#meta+num"),
        Field::text("title", "Title as printed").hxl("#meta+heading"),
        Field::text("path", "All headings above and its own, joined by ' > '"),
        PAGE,
        LINE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    walk(&report.sections, &mut |path, node| match node {
        Node::Section(section) if section.kind != SectionKind::Untitled => sink(&[
            report_year(report),
            Scalar::Integer(section.level.into()),
            Scalar::text(section.kind.name()),
            Scalar::maybe(section.number.as_deref()),
            Scalar::text(section.title.as_str()),
            Scalar::text(path.join(" > ")),
            Scalar::int(section.span.page),
            Scalar::int(Some(section.span.line)),
            Scalar::text(report.id.as_str()),
        ]),
        _ => Ok(()),
    })
}
