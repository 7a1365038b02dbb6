//! One row per count of staff, whichever table prints it.

use std::io;

use super::{ISO3, LINE, M49, PAGE, REPORT, REPORT_YEAR};
use crate::countries;
use crate::output::dataset::Sink;
use crate::output::{Dataset, Field, Scalar};
use crate::report::staff::{self, Location, Membership, Population, Sex};
use crate::report::{Report, Status};

pub(super) const DATASET: Dataset = Dataset {
    name: "staff",
    about: "One row per count of staff, in one form for all staff tables of all years",
    fields: &[
        REPORT_YEAR,
        Field::text("population", "Which staff is counted").required().one_of(Population::NAMES),
        Field::text("membership", "Whose nationals").required().one_of(Membership::NAMES),
        Field::text("nationality", "Country as printed; 'all' for a sum over countries")
            .required()
            .hxl("#country+name"),
        ISO3,
        Field::text("grade", "Grade or category as printed; 'all' for a sum over grades").required(),
        Field::text("sex", "Sex").required().one_of(Sex::NAMES),
        Field::text("location", "Where they work").required().one_of(Location::NAMES),
        Field::integer("count", "Persons").required().hxl("#affected+num"),
        Field::text("status", "What the number is worth").required().one_of(Status::NAMES).hxl("#status"),
        Field::text("table", "Id of the table").required().hxl("#meta+id+table"),
        LINE,
        M49,
        Field::year("year", "The year that the count is about").hxl("#date+year"),
        PAGE,
        REPORT,
    ],
    rows,
};

fn rows(report: &Report, sink: &mut Sink<'_>) -> io::Result<()> {
    staff::rows(report).iter().try_for_each(|row| {
        sink(&[
            Scalar::int(report.metadata.year),
            Scalar::text(row.population.name()),
            Scalar::text(row.membership.name()),
            Scalar::text(row.nationality),
            Scalar::maybe(row.iso3),
            Scalar::text(row.grade),
            Scalar::text(row.sex.name()),
            Scalar::text(row.location.name()),
            Scalar::Integer(row.count),
            Scalar::text(row.status.name()),
            Scalar::text(row.table),
            Scalar::int(Some(row.span.line)),
            Scalar::maybe(row.iso3.and_then(countries::m49)),
            Scalar::int(row.year.or(report.metadata.year)),
            Scalar::int(row.span.page),
            Scalar::text(report.id.as_str()),
        ])
    })
}
