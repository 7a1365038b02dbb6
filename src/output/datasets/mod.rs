//! The register of datasets. A new one is a file and a line here.

mod abbreviations;
mod boxes;
mod contents;
mod figures;
mod findings;
mod footnotes;
mod ledger;
mod links;
mod observations;
mod paragraphs;
mod quantities;
mod reports;
mod sections;
mod staff;
mod tables;
mod walk;

use super::{Dataset, Field, Scalar};
use crate::report::Report;

/// All datasets, in the order in which they are listed and written.
pub const ALL: &[Dataset] = &[
    observations::DATASET,
    paragraphs::DATASET,
    sections::DATASET,
    boxes::DATASET,
    figures::DATASET,
    footnotes::DATASET,
    links::DATASET,
    abbreviations::DATASET,
    contents::DATASET,
    tables::DATASET,
    staff::DATASET,
    findings::DATASET,
    ledger::DATASET,
    quantities::DATASET,
    reports::DATASET,
];

/// The dataset of this name.
pub fn find(name: &str) -> Option<&'static Dataset> {
    ALL.iter().find(|dataset| dataset.name == name)
}

/// The field with which every dataset begins.
const REPORT_YEAR: Field = Field::year("report_year", "The year that the report is about").hxl("#date+year+report");

/// The field with which every dataset ends.
const REPORT: Field =
    Field::text("report", "Id of the report among those of one run").required().hxl("#meta+id+report");

/// Where a row stands.
const PAGE: Field = Field::integer("page", "Page, where known").hxl("#meta+page");
const LINE: Field =
    Field::integer("line", "Line of the input; in a PDF, line of the page").required().hxl("#meta+line");

/// The codes of a country.
const ISO3: Field = Field::text("iso3", "ISO 3166-1 alpha-3 code, where a country is named")
    .matching("^[A-Z]{3}$")
    .hxl("#country+code+v_iso3");
const M49: Field =
    Field::text("m49", "UN M49 code, where a country is named").matching("^[0-9]{3}$").hxl("#country+code+v_m49");

fn report_year(report: &Report) -> Scalar<'static> {
    Scalar::int(report.metadata.year)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_every_dataset_tells_reports_apart() {
        let names: BTreeSet<_> = ALL.iter().map(|dataset| dataset.name).collect();
        assert_eq!(names.len(), ALL.len());
        for dataset in ALL {
            assert_eq!(dataset.fields[0].name, "report_year", "{}", dataset.name);
            assert_eq!(dataset.fields[dataset.fields.len() - 1].name, "report", "{}", dataset.name);
            let fields: BTreeSet<_> = dataset.fields.iter().map(|field| field.name).collect();
            assert_eq!(fields.len(), dataset.fields.len(), "{}", dataset.name);
        }
    }
}
