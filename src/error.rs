//! What stops a run. Everything less is a [`crate::Finding`].

use thiserror::Error;

/// Result of a step that can stop the run.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an input could not be read, in one line that says what to do.
#[derive(Debug, Error)]
pub enum Error {
    /// There is nothing in the input.
    #[error("the file is empty")]
    Empty,
    /// Neither text nor PDF.
    #[error("this is neither text nor a PDF ({0}); give a .txt, .md or .pdf report")]
    Binary(&'static str),
    /// Encrypted, and no (or a wrong) password was given.
    #[error("the PDF is encrypted; give its password with --password")]
    Encrypted,
    /// A PDF of pictures, without a text layer.
    #[error(
        "the PDF holds only pictures of pages, no text ({0} pages); run OCR on it first (for example with ocrmypdf)"
    )]
    Scanned(usize),
    /// A PDF that cannot be opened at all.
    #[error("the PDF cannot be read: {0}")]
    DamagedPdf(String),
    /// Beyond the limits that keep time and memory bounded.
    #[error("the input is too large: {0}")]
    TooLarge(String),
}
