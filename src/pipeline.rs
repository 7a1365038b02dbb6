//! The one place that calls the stages in order.

use crate::error::Result;
use crate::report::{self, Report};
use crate::{checks, normalise, sections, source, tables};

/// What a user may choose about reading.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Password of an encrypted PDF.
    pub password: Option<String>,
}

/// Reads one report: bytes and a name in, typed data with statuses and findings out.
///
/// ```
/// let text = "1. In 2019 the Organization grew.\n";
/// let report = iomx::extract(text.as_bytes(), "note.txt", &iomx::Options::default())?;
/// assert_eq!(report.source.name, "note.txt");
/// # Ok::<(), iomx::Error>(())
/// ```
///
/// # Errors
/// When the bytes are empty, binary, encrypted, or a PDF that cannot be opened. Anything less is a finding.
pub fn extract(bytes: &[u8], name: &str, options: &Options) -> Result<Report> {
    let document = source::read(bytes, name, options)?;
    let mut text = normalise::clean(document);
    let regions = tables::locate(&text);
    let structure = sections::split(&mut text, &regions);
    let (tables, findings) = tables::parse(&mut text, &regions, &structure);
    let mut report = report::build(text, structure, tables, findings);
    checks::run(&mut report);
    Ok(report)
}
