//! The whole typed report as JSON.

use std::io::{self, Write};

use serde::Serialize;

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// On one line.
    #[default]
    Compact,
    /// Indented.
    Pretty,
}

/// Writes a report, or a part of one.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(out: &mut impl Write, value: &impl Serialize, layout: Layout) -> io::Result<()> {
    match layout {
        Layout::Compact => serde_json::to_writer(&mut *out, value)?,
        Layout::Pretty => serde_json::to_writer_pretty(&mut *out, value)?,
    }
    out.write_all(b"\n")
}
