//! The one place that calls the stages in order.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use crate::error::Result;
use crate::report::{self, Report};
use crate::{checks, normalise, sections, source, tables};

/// What a user may choose about reading.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Password of an encrypted PDF.
    pub password: Option<String>,
    /// Where to count the pages of a PDF while they are read.
    pub pages: Option<Arc<PagesRead>>,
}

/// How far the reading of a PDF has come; for those who wait.
#[derive(Debug, Default)]
pub struct PagesRead {
    /// Pages of the PDF; 0 until that is known.
    pub all: AtomicUsize,
    /// Pages read so far.
    pub read: AtomicUsize,
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
    extract_watched(bytes, name, options, &mut |_, _| ())
}

/// Takes the name of a stage that has just ended and how many things it gave.
pub type Watch<'a> = dyn FnMut(&'static str, usize) + 'a;

/// As [`extract`], telling `watch` of every stage: for timings, and for a view of what each stage found.
///
/// # Errors
/// As [`extract`].
pub fn extract_watched(bytes: &[u8], name: &str, options: &Options, watch: &mut Watch<'_>) -> Result<Report> {
    let document = source::read(bytes, name, options)?;
    watch("source: lines read", document.lines.len());
    let mut text = normalise::clean(document);
    watch("normalise: lines to read on", text.roles.iter().filter(|role| **role == normalise::Role::Text).count());
    let regions = tables::locate(&text);
    watch("locate: tables seen", regions.len());
    let structure = sections::split(&mut text, &regions);
    watch("sections: top headings", structure.sections.len());
    let (tables, findings) = tables::parse(&mut text, &regions);
    watch("tables: tables read", tables.len());
    let mut report = report::build(text, structure, tables, findings);
    watch("report: findings so far", report.findings.len());
    checks::run(&mut report);
    watch("checks: findings in all", report.findings.len());
    Ok(report)
}
