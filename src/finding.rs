//! Something doubtful that did not stop the run.

use serde::Serialize;

use crate::span::Span;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A contradiction: printed numbers that cannot all be right. `iomx check` exits with 1.
    Error,
    /// Something that a reader should look at.
    Warning,
    /// Worth knowing: an honest difference explained, something set aside.
    Note,
}

/// Whose fault it is, where that can be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The report itself prints it wrong.
    Source,
    /// The text layer or the OCR damaged it.
    Text,
    /// iomx could not decide how to read it.
    Reading,
    /// Not known.
    Unknown,
}

/// A cell named by its labels, so that a finding can be read without the table at hand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct CellRef {
    /// Table id.
    pub table: String,
    /// Row label.
    pub row: String,
    /// Column label.
    pub column: String,
}

/// Something doubtful: what, where, how bad, whose fault, and what was expected instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `IOMX-...`, explained by `iomx explain`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Whose fault it is.
    pub cause: Cause,
    /// Id of the table, for findings about a table.
    pub table: Option<String>,
    /// Label of the row.
    pub row: Option<String>,
    /// Label of the column.
    pub column: Option<String>,
    /// What is printed.
    pub printed: Option<String>,
    /// What the evidence says it should be.
    pub expected: Option<String>,
    /// One sentence that a person understands.
    pub message: String,
    /// The other cells of the relation that fails.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<CellRef>,
    /// Where it is.
    #[serde(flatten)]
    pub span: Span,
}

impl Finding {
    /// A finding with its message and place; the rest is filled in by the `with_` methods.
    pub fn new(code: &'static str, severity: Severity, cause: Cause, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            cause,
            table: None,
            row: None,
            column: None,
            printed: None,
            expected: None,
            message: message.into(),
            cells: Vec::new(),
            span,
        }
    }

    /// Names the table.
    pub fn in_table(mut self, table: impl Into<String>) -> Self {
        self.table = Some(table.into());
        self
    }

    /// Names the row and column.
    pub fn at_cell(mut self, row: impl Into<String>, column: impl Into<String>) -> Self {
        self.row = Some(row.into());
        self.column = Some(column.into());
        self
    }

    /// What is printed, and what it should be.
    pub fn values(mut self, printed: impl Into<String>, expected: Option<String>) -> Self {
        self.printed = Some(printed.into());
        self.expected = expected;
        self
    }
}
