//! One row per figure in the prose: foreword, paragraphs, boxes.

use std::io;

use super::walk::{Node, walk};
use super::{LINE, PAGE, REPORT, REPORT_YEAR, report_year};
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::quantities::{Kind, Qualifier, in_text};
use crate::report::{Item, Report};
use crate::span::Span;

pub(super) const DATASET: Dataset = Dataset {
    name: "quantities",
    about: "One row per figure in the prose: counts, money, shares",
    fields: &[
        REPORT_YEAR,
        Field::text("paragraph", "A paragraph number, 'foreword', or 'Box 3'").required().hxl("#meta+num"),
        Field::text("raw", "The number as printed, with its currency, scale and unit").required(),
        Field::number("value", "The number with its scale worked out; per cent as 0 to 100; a decrease has no sign")
            .required()
            .hxl("#value"),
        Field::text("unit", "ISO currency, per_cent, percentage_points, a measure of time or size, ratio, or count")
            .required()
            .hxl("#value+unit"),
        Field::text("noun", "The words after it that say what is counted"),
        Field::text("qualifier", "How exact the text says the number is").required().one_of(Qualifier::NAMES),
        Field::text("year", "The year printed with it, else that of the report; a period as 2014-2019")
            .hxl("#date+year"),
        Field::text("kind", "What kind of figure it is").required().one_of(Kind::NAMES),
        PAGE,
        LINE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    if let Some(foreword) = &report.foreword {
        rows_of(report, "foreword", &foreword.text, foreword.span, sink)?;
    }
    walk(&report.sections, &mut |_, node| match node {
        Node::Item(Item::Paragraph(paragraph)) => {
            rows_of(report, &paragraph.number.to_string(), &paragraph.text, paragraph.span, sink)
        }
        Node::Item(Item::Box(framed)) => {
            let place = framed.number.map_or_else(|| framed.title.clone(), |number| format!("Box {number}"));
            rows_of(report, &place, &framed.text, framed.span, sink)
        }
        _ => Ok(()),
    })
}

fn rows_of(report: &Report, place: &str, text: &str, span: Span, sink: &mut Sink<'_>) -> io::Result<()> {
    in_text(text, report.metadata.year).iter().try_for_each(|figure| {
        sink(&[
            report_year(report),
            Scalar::text(place),
            Scalar::text(figure.raw.as_str()),
            Scalar::Number(figure.value),
            Scalar::text(figure.unit),
            Scalar::text(figure.noun.as_str()),
            Scalar::text(figure.qualifier.name()),
            Scalar::text(figure.year.as_str()),
            Scalar::text(figure.kind.name()),
            Scalar::int(span.page),
            Scalar::int(Some(span.line)),
            Scalar::text(report.id.as_str()),
        ])
    })
}
