//! PDF pages become lines and table rows, by position.

use super::Line;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::pipeline::Options;

/// Whether the bytes are a PDF; some writers put a few bytes before the header.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    head.windows(5).any(|window| window == b"%PDF-")
}

/// Reads the pages.
///
/// # Errors
/// When the file cannot be opened at all, is encrypted, or has no text.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<(Vec<Line>, Vec<Finding>)> {
    let _ = (bytes, options);
    Err(Error::DamagedPdf("not read yet".into()))
}
