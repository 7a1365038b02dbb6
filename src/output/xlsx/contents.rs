//! The first sheet: what is in the workbook, and how to read it.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::{Formats, Listed};
use crate::report::Report;

/// Name of the sheet.
pub(super) const NAME: &str = "About";

const STATUSES: [(&str, &str); 4] = [
    ("proved", "at least two independent printed relations cover the number, and all of them hold"),
    ("consistent", "one printed relation covers the number and holds"),
    ("unproved", "nothing printed tests the number"),
    ("contradicted", "a printed relation that covers the number fails; the note on the cell says which"),
];

/// Makes the sheet.
pub(super) fn sheet(
    reports: &[Report],
    sheets: &[(Listed, Worksheet)],
    formats: &Formats,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(NAME)?;
    sheet.set_column_width(0, 34)?.set_column_width(1, 90)?.set_column_width(2, 10)?;
    sheet.write_with_format(0, 0, "Annual reports of IOM, as data", &formats.title)?;
    let mut row = 2;
    for report in reports {
        sheet.write(row, 0, report.source.name.as_str())?.write(row, 1, describe(report))?;
        row += 1;
    }
    row += 1;
    for (column, title) in [(0, "Status"), (1, "What a number is worth")] {
        sheet.write_with_format(row, column, title, &formats.header)?;
    }
    for (status, meaning) in STATUSES {
        row += 1;
        if status == "contradicted" {
            sheet.write_with_format(row, 0, status, &formats.contradicted)?;
        } else {
            sheet.write(row, 0, status)?;
        }
        sheet.write(row, 1, meaning)?;
    }
    row += 2;
    for (column, title) in [(0, "Sheet"), (1, "What is in it"), (2, "Rows")] {
        sheet.write_with_format(row, column, title, &formats.header)?;
    }
    for (listed, _) in sheets {
        row += 1;
        let link = Url::new(format!("internal:'{}'!A1", listed.name)).set_text(&listed.name);
        sheet.write_url(row, 0, link)?;
        sheet.write_with_format(row, 1, listed.what.as_str(), &formats.wrapped)?.write(row, 2, listed.rows)?;
    }
    Ok(sheet)
}

fn describe(report: &Report) -> String {
    let metadata = &report.metadata;
    let year = metadata.year.map(|year| year.to_string());
    let parts =
        [metadata.title.clone(), metadata.symbol.clone(), year, Some(format!("SHA-256 {}", report.source.sha256))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
