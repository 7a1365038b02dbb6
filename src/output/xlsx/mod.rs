//! A workbook: a first sheet that says what is in it, a sheet per dataset, a sheet per table as printed.
//!
//! Numbers are numbers; labels, grades and age bands are text, so that no spreadsheet takes one for a date.
//! The same reports give the same bytes: the workbook's dates are fixed.

mod contents;
mod datasheet;
mod tablesheet;

use std::collections::BTreeSet;

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::datasets;
use crate::report::Report;

/// The most characters that a cell can hold.
const CELL_CHARACTERS: usize = 32_767;

/// The most characters that a sheet's name can have.
const NAME_CHARACTERS: usize = 31;

/// Columns are no wider than this, in characters.
const WIDEST: usize = 60;

/// Makes a workbook of one or several reports.
///
/// # Errors
/// When the reports do not fit into a workbook.
pub fn workbook(reports: &[Report]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title("IOM annual reports").set_creation_datetime(&fixed));
    let formats = Formats::new();
    let mut names = Names::default();
    names.unique(contents::NAME);
    let mut sheets = Vec::new();
    for dataset in datasets::ALL {
        let name = names.unique(dataset.name);
        let (sheet, rows) = datasheet::sheet(dataset, reports, &formats)?;
        sheets.push((Listed { name, what: dataset.about.to_string(), rows }, sheet));
    }
    for report in reports {
        for table in &report.tables {
            let name = if reports.len() == 1 { table.id.clone() } else { format!("{} {}", report.id, table.id) };
            let (sheet, rows) = tablesheet::sheet(table, &report.findings, &formats)?;
            sheets.push((Listed { name: names.unique(&name), what: table.caption.clone(), rows }, sheet));
        }
    }
    workbook.push_worksheet(contents::sheet(reports, &sheets, &formats)?);
    for (listed, mut sheet) in sheets {
        sheet.set_name(&listed.name)?;
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

/// A sheet as the first sheet lists it.
struct Listed {
    name: String,
    what: String,
    rows: u32,
}

/// The few formats of the workbook.
struct Formats {
    header: Format,
    title: Format,
    contradicted: Format,
    wrapped: Format,
}

impl Formats {
    fn new() -> Self {
        let header = Format::new().set_bold().set_background_color(Color::RGB(0xDD_E6_F0)).set_align(FormatAlign::Top);
        Self {
            header,
            title: Format::new().set_bold().set_font_size(14),
            contradicted: Format::new()
                .set_background_color(Color::RGB(0xFF_C7_CE))
                .set_font_color(Color::RGB(0x9C_00_06)),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

/// Names of sheets: unique whatever the case, of the allowed length and characters.
#[derive(Default)]
struct Names {
    given: BTreeSet<String>,
}

impl Names {
    fn unique(&mut self, wanted: &str) -> String {
        let allowed = |c: char| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') { '-' } else { c };
        let cleaned: String = wanted.chars().map(allowed).take(NAME_CHARACTERS).collect();
        let mut name = cleaned.clone();
        let mut count = 1;
        while !self.given.insert(name.to_lowercase()) {
            count += 1;
            let ending = format!("~{count}");
            name = cleaned.chars().take(NAME_CHARACTERS - ending.len()).collect::<String>() + &ending;
        }
        name
    }
}

/// A text that a cell can hold.
fn fitting(text: &str) -> String {
    if text.chars().count() <= CELL_CHARACTERS {
        return text.to_string();
    }
    text.chars().take(CELL_CHARACTERS - 1).chain(['…']).collect()
}

/// The widths of the columns of a sheet, from what is written into them.
#[derive(Default)]
struct Widths {
    characters: Vec<usize>,
}

impl Widths {
    fn see(&mut self, column: u16, text: &str) {
        let column = usize::from(column);
        if self.characters.len() <= column {
            self.characters.resize(column + 1, 0);
        }
        self.characters[column] = self.characters[column].max(text.chars().count());
    }

    fn set(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, characters) in (0u16..).zip(&self.characters) {
            sheet.set_column_width(column, (*characters).clamp(4, WIDEST) as f64 + 2.0)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_short_unique_and_allowed() {
        let mut names = Names::default();
        let long = "operational-expenditure-by-region-of-the-world";
        let given = [names.unique(long), names.unique(long), names.unique("a/b"), names.unique("A-B")];
        assert_eq!(given, ["operational-expenditure-by-regi", "operational-expenditure-by-re~2", "a-b", "A-B~2"]);
    }
}
