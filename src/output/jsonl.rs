//! JSON Lines: one object per row.

use std::io::{self, Write};

use super::dataset::{Dataset, Scalar};
use crate::report::Report;

/// Writes the rows of a report, one object a line, every field in every object.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(out: &mut impl Write, dataset: &Dataset, report: &Report) -> io::Result<()> {
    (dataset.rows)(report, &mut |row| {
        for (index, (field, scalar)) in dataset.fields.iter().zip(row).enumerate() {
            let opening = if index == 0 { '{' } else { ',' };
            write!(out, "{opening}\"{}\":", field.name)?;
            write_scalar(out, scalar)?;
        }
        out.write_all(b"}\n")
    })
}

fn write_scalar(out: &mut impl Write, scalar: &Scalar<'_>) -> io::Result<()> {
    match scalar {
        Scalar::Empty => out.write_all(b"null"),
        Scalar::Text(text) => Ok(serde_json::to_writer(out, text)?),
        Scalar::Integer(value) => write!(out, "{value}"),
        Scalar::Number(value) => write!(out, "{value}"),
        Scalar::Boolean(value) => write!(out, "{value}"),
    }
}
