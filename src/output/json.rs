//! The whole typed report as JSON.

use std::io::{self, Write};

use crate::report::Report;

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// On one line.
    #[default]
    Compact,
    /// Indented.
    Pretty,
}

/// Writes one report.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(out: &mut impl Write, report: &Report, layout: Layout) -> io::Result<()> {
    match layout {
        Layout::Compact => serde_json::to_writer(&mut *out, report)?,
        Layout::Pretty => serde_json::to_writer_pretty(&mut *out, report)?,
    }
    out.write_all(b"\n")
}
