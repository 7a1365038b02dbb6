//! A dataset as a sheet.

use std::io;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Formats, Widths, fitting};
use crate::output::dataset::{Dataset, Scalar};
use crate::report::{Report, Status};

/// Makes the sheet; also gives the number of its rows.
pub(super) fn sheet(dataset: &Dataset, reports: &[Report], formats: &Formats) -> Result<(Worksheet, u32), XlsxError> {
    let mut sheet = Worksheet::new();
    let mut widths = Widths::default();
    for (column, field) in (0u16..).zip(dataset.fields) {
        sheet.write_with_format(0, column, field.name, &formats.header)?;
        widths.see(column, field.name);
    }
    let mut row = 0;
    for report in reports {
        (dataset.rows)(report, &mut |scalars| {
            row += 1;
            write_row(&mut sheet, row, scalars, &mut widths, formats).map_err(io::Error::other)
        })?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_freeze_panes(1, 0)?;
    let last = u16::try_from(dataset.fields.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, row, last)?;
    widths.set(&mut sheet)?;
    Ok((sheet, row))
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    scalars: &[Scalar<'_>],
    widths: &mut Widths,
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (column, scalar) in (0u16..).zip(scalars) {
        match scalar {
            Scalar::Empty => {}
            Scalar::Text(text) if text == Status::Contradicted.name() => {
                sheet.write_string_with_format(row, column, text.as_ref(), &formats.contradicted)?;
            }
            Scalar::Text(text) => {
                widths.see(column, text);
                sheet.write_string(row, column, fitting(text))?;
            }
            Scalar::Integer(number) => _ = sheet.write_number(row, column, *number as f64)?,
            Scalar::Number(number) => _ = sheet.write_number(row, column, number.to_f64())?,
            Scalar::Boolean(truth) => _ = sheet.write_boolean(row, column, *truth)?,
        }
    }
    Ok(())
}
