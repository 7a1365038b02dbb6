//! A table as printed, as a sheet: contradicted cells in colour, with the finding as a note.

use rust_xlsxwriter::{Format, Note, Worksheet, XlsxError};

use super::{Formats, Widths, fitting};
use crate::finding::Finding;
use crate::output::wide;
use crate::report::{Cell, Row, Status, Table};

/// Row of the first header line; the caption stands above.
const HEADER: u32 = 1;

/// Makes the sheet; also gives the number of the table's rows.
pub(super) fn sheet(table: &Table, findings: &[Finding], formats: &Formats) -> Result<(Worksheet, u32), XlsxError> {
    let mut sheet = Worksheet::new();
    let mut widths = Widths::default();
    sheet.write_with_format(0, 0, table.caption.as_str(), &formats.title)?;
    let (header, stub) = (wide::header_lines(table), wide::stub_columns(table));
    let first = HEADER + header as u32;
    for (row, (line, place)) in (HEADER..).zip(wide::lines(table).iter().zip(0..)) {
        let texts = if place < header { line.as_slice() } else { &line[..stub] };
        for (column, text) in (0u16..).zip(texts) {
            widths.see(column, text);
            if place < header {
                sheet.write_string_with_format(row, column, text, &formats.header)?;
            } else {
                sheet.write_string(row, column, fitting(text))?;
            }
        }
    }
    for (number, row) in (first..).zip(&table.rows) {
        for cell in &row.cells {
            let column = (stub + cell.column.unwrap_or(table.columns.len())) as u16;
            widths.see(column, &cell.raw);
            write_cell(&mut sheet, (number, column), cell, formats)?;
            if let Some(text) = note(table, row, cell, findings) {
                sheet.insert_note(number, column, &Note::new(text).set_author("iomx"))?;
            }
        }
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_freeze_panes(first, stub as u16)?;
    widths.set(&mut sheet)?;
    Ok((sheet, table.rows.len() as u32))
}

fn write_cell(sheet: &mut Worksheet, place: (u32, u16), cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    let plain = Format::default();
    let format = if cell.status == Status::Contradicted { &formats.contradicted } else { &plain };
    match cell.value {
        Some(value) => sheet.write_number_with_format(place.0, place.1, value.to_f64(), format)?,
        None => sheet.write_string_with_format(place.0, place.1, fitting(cell.raw.trim()), format)?,
    };
    Ok(())
}

/// What the findings say about a contradicted cell.
fn note(table: &Table, row: &Row, cell: &Cell, findings: &[Finding]) -> Option<String> {
    (cell.status == Status::Contradicted).then_some(())?;
    let column = cell.column.and_then(|index| table.columns.get(index)).map(|column| column.label.as_str());
    let about = findings.iter().filter(|finding| finding.table.as_deref() == Some(table.id.as_str()));
    let said: Vec<String> = about
        .filter(|finding| concerns(finding, row, column))
        .map(|finding| match &finding.expected {
            Some(expected) => format!("{}: {} (expected {expected})", finding.code, finding.message),
            None => format!("{}: {}", finding.code, finding.message),
        })
        .collect();
    Some(if said.is_empty() { "A printed relation that covers this cell fails".to_string() } else { said.join("\n") })
}

fn concerns(finding: &Finding, row: &Row, column: Option<&str>) -> bool {
    let is = |named: Option<&str>, label: Option<&str>| named.is_none() || named == label;
    let named = is(finding.row.as_deref(), Some(&row.label)) && is(finding.column.as_deref(), column);
    let listed = finding.cells.iter().any(|cell| cell.row == row.label && Some(cell.column.as_str()) == column);
    let somewhere = finding.row.is_some() || finding.column.is_some();
    listed || (named && somewhere)
}
