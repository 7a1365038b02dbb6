//! Stage 1: bytes become a [`Document`] of lines, each with its place.
//!
//! Text, OCR Markdown and PDF meet here in one common form; nothing downstream asks where a line came from.
//! What the form of the input shows (cells that it delimits, superscripts, heading size) is kept as evidence on the line.

mod blanks;
mod decode;
pub mod findings;
mod hanging;
mod html;
mod hyphens;
mod layout;
mod markup;
mod pdf;
mod swapped;
mod text;

use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::finding::{Finding, Rule};
use crate::names::names;
use crate::pipeline::Options;

/// What the findings of reading mean.
pub const RULES: &[Rule] = &findings::RULES;

/// What kind of input it was. For the user's information only: no later stage looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown, as OCR tools write it.
    Markdown,
    /// PDF.
    Pdf,
}

names!(Kind { Text => "text", Markdown => "markdown", Pdf => "pdf" });

/// The input file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct SourceInfo {
    /// Name as the user gave it, without folders; `-` for standard input.
    pub name: String,
    /// Kind, told by content.
    pub kind: Kind,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
}

/// A superscript that the form of the input shows as such (`<sup>4</sup>`, a small raised glyph).
/// In plain text nothing shows it: `support4` is settled later, by the footnotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Byte offset in [`Line::text`] at which it stands.
    pub at: usize,
    /// `4`, `a`, `*`.
    pub text: String,
}

/// How a line is set; evidence for headings, never proof.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Style {
    /// Number of `#` in Markdown. OCR counts them badly.
    pub heading: Option<u8>,
    /// The whole line is bold.
    pub bold: bool,
    /// The whole line is italic.
    pub italic: bool,
    /// The line begins with a list mark (`- `, `• `), which `text` leaves out.
    pub bullet: bool,
    /// Font size relative to the body's, where known.
    pub size: Option<f32>,
    /// Under it stands a picture or a drawn chart, and no text.
    pub over_picture: bool,
}

/// A cell that the form delimits: by TAB, by `|`, by ruling lines, by position.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawCell {
    /// As in the input, markup included; lines of a cell joined with one space.
    pub raw: String,
    /// Freed of markup and of superscripts, blanks folded.
    pub text: String,
    /// First grid column, 0-based.
    pub column: usize,
    /// Grid columns covered; 1 where the form does not tell (TAB).
    pub span: usize,
    /// Rows covered, downwards; 1 where the form does not tell.
    pub rows: usize,
    /// Whether column, span and rows are known from geometry (a PDF) or only counted (TAB out of OCR: spans are lost or torn).
    pub exact: bool,
    /// Which row or column it belongs to is not sure.
    pub doubtful: bool,
    /// Set in bold. In OCR, bold parts of a cell mark totals.
    pub bold: bool,
    /// Superscripts seen in the cell: footnote marks.
    pub marks: Vec<String>,
    /// Where the cell's first character stands in the printed line, where known.
    pub at: Option<usize>,
}

/// One line of the input (of a PDF: one line of a page, or one row of a table).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// 1-based: of the input; of a PDF, of the page.
    pub number: u32,
    /// Physical page, where the form tells (PDF, form feeds).
    pub page: Option<u32>,
    /// A form feed or a new PDF page begins here.
    pub starts_page: bool,
    /// As in the input, decoded, without the line end. Leading and trailing blanks are kept: some forms speak by them.
    pub raw: String,
    /// Freed of markup and of the superscripts in `marks`, NFC, no-break blanks as blanks; blanks at the ends kept as in `raw`
    /// where the input is plain text (counted blanks are cells).
    pub text: String,
    /// Non-empty where the form delimits cells.
    pub cells: Vec<RawCell>,
    /// Superscripts seen by the form.
    pub marks: Vec<Mark>,
    /// How it is set.
    pub style: Style,
    /// Its text stands on another line: the rest of a wrapped label or header of a table, a number that hangs before its text.
    pub joined: bool,
}

impl Line {
    /// Nothing but blanks (and no cell with text).
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.cells.iter().all(|cell| cell.text.is_empty())
    }
}

/// The common form.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it came from.
    pub source: SourceInfo,
    /// All lines in order.
    pub lines: Vec<Line>,
    /// What could not be read.
    pub findings: Vec<Finding>,
}

/// Reads an input; the kind is told by content, never by the name.
///
/// # Errors
/// When nothing can be read at all: see [`crate::Error`].
pub fn read(bytes: &[u8], name: &str, options: &Options) -> Result<Document> {
    let (kind, mut lines, findings) = if pdf::is_pdf(bytes) {
        let (lines, findings) = pdf::read(bytes, options)?;
        (Kind::Pdf, lines, findings)
    } else {
        let (kind, mut lines) = text::read(&decode::decode(bytes)?);
        layout::read_tables(&mut lines);
        if kind == Kind::Text {
            hanging::rejoin(&mut lines);
        }
        (kind, lines, Vec::new())
    };
    hyphens::rejoin(&mut lines);
    Ok(Document { source: describe(bytes, name, kind), lines, findings })
}

fn describe(bytes: &[u8], name: &str, kind: Kind) -> SourceInfo {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    SourceInfo { name: name.to_string(), kind, bytes: bytes.len() as u64, sha256 }
}
