//! CSV as RFC 4180 has it, safe to open in a spreadsheet.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::dataset::{Dataset, Scalar};
use crate::report::Report;

/// How a CSV is laid out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Layout {
    /// Begin with the byte order mark by which Excel knows UTF-8.
    pub bom: bool,
    /// A second header row of HXL hashtags.
    pub hxl: bool,
}

/// Large enough that a report is written in a few calls.
const BUFFER: usize = 1 << 16;

/// Writes the rows of any number of reports under one header.
pub struct Writer<W: Write> {
    records: ::csv::Writer<W>,
    dataset: &'static Dataset,
    number: String,
}

impl<W: Write> Writer<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(out: W, dataset: &'static Dataset, layout: Layout) -> io::Result<Self> {
        let mut records = begin(out, layout.bom)?;
        records.write_record(dataset.fields.iter().map(|field| field.name)).map_err(trouble)?;
        if layout.hxl {
            records.write_record(dataset.fields.iter().map(|field| field.hxl)).map_err(trouble)?;
        }
        Ok(Self { records, dataset, number: String::new() })
    }

    /// Goes on under a header that is already written.
    pub fn without_header(out: W, dataset: &'static Dataset) -> Self {
        Self { records: records(out), dataset, number: String::new() }
    }

    /// Writes the rows of one report.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn report(&mut self, report: &Report) -> io::Result<()> {
        let Self { records, dataset, number } = self;
        (dataset.rows)(report, &mut |row| write_row(records, row, number))
    }

    /// Writes what is still buffered and gives the output back.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.records.into_inner().map_err(|error| error.into_error())
    }
}

/// Begins a file of records, with the byte order mark where it is wanted.
///
/// # Errors
/// When `out` cannot be written.
pub fn begin<W: Write>(mut out: W, bom: bool) -> io::Result<::csv::Writer<W>> {
    if bom {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    Ok(records(out))
}

/// A writer of records that end as RFC 4180 says.
fn records<W: Write>(out: W) -> ::csv::Writer<W> {
    ::csv::WriterBuilder::new()
        .buffer_capacity(BUFFER)
        .terminator(::csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(out)
}

fn write_row<W: Write>(records: &mut ::csv::Writer<W>, row: &[Scalar<'_>], number: &mut String) -> io::Result<()> {
    for scalar in row {
        number.clear();
        match scalar {
            Scalar::Empty => {}
            Scalar::Text(text) => {
                write_text(records, text)?;
                continue;
            }
            Scalar::Integer(value) => _ = write!(number, "{value}"),
            Scalar::Number(value) => _ = write!(number, "{value}"),
            Scalar::Boolean(value) => _ = write!(number, "{value}"),
        }
        records.write_field(&number).map_err(trouble)?;
    }
    end_row(records)
}

/// Writes a text so that a spreadsheet does not run it: behind an apostrophe where it would be a formula.
///
/// # Errors
/// When the output cannot be written.
pub fn write_text<W: Write>(records: &mut ::csv::Writer<W>, text: &str) -> io::Result<()> {
    let written = if is_formula(text) { records.write_field(format!("'{text}")) } else { records.write_field(text) };
    written.map_err(trouble)
}

/// Ends a row whose fields are written.
///
/// # Errors
/// When the output cannot be written.
pub fn end_row<W: Write>(records: &mut ::csv::Writer<W>) -> io::Result<()> {
    records.write_record(None::<&[u8]>).map_err(trouble)
}

/// The error of the output itself, so that a closed pipe can be told from a full disk.
fn trouble(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Whether a spreadsheet would take the text for a formula. A signed number (`-2%`, `+5 000`) or a lone sign is none.
fn is_formula(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    match first {
        '=' | '@' | '\t' | '\r' => true,
        '+' | '-' => text[1..].bytes().any(|byte| !matches!(byte, b'0'..=b'9' | b' ' | b'.' | b',' | b'%')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_numbers_stay() {
        for formula in ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-1+2", "\t=1", "- see note"] {
            assert!(is_formula(formula), "{formula}");
        }
        for harmless in ["-", "-2%", "+5%", "-1 197.4", "- ", "Côte d’Ivoire", "", "2-1", "(83.5)"] {
            assert!(!is_formula(harmless), "{harmless}");
        }
    }

    #[test]
    fn a_row_ends_with_cr_lf_and_quotes_what_needs_it() {
        let mut records = records(Vec::new());
        let row = [Scalar::Empty, Scalar::text("a,b"), Scalar::Integer(-3), Scalar::text("=x"), Scalar::Boolean(true)];
        write_row(&mut records, &row, &mut String::new()).unwrap();
        assert_eq!(records.into_inner().unwrap(), b",\"a,b\",-3,'=x,true\r\n");
    }
}
