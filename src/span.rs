//! Where a value came from. A number that cannot point at its line cannot be checked by a reader.

use schemars::JsonSchema;
use serde::Serialize;

/// A place in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, JsonSchema)]
pub struct Span {
    /// Page, where known: the printed page number of a text, the physical page of a PDF.
    pub page: Option<u32>,
    /// Line, 1-based: of the input; in a PDF, of the page.
    pub line: u32,
    /// First column and the one after the last, 0-based, in characters of the printed line; where known.
    #[serde(skip)]
    pub columns: Option<(u32, u32)>,
}

impl Span {
    /// A whole line.
    pub fn line(page: Option<u32>, line: u32) -> Self {
        Self { page, line, columns: None }
    }

    /// The same line, narrowed to some of its characters.
    pub fn at(self, start: usize, end: usize) -> Self {
        Self { columns: Some((start as u32, end as u32)), ..self }
    }
}
