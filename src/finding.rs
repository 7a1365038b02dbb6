//! Something doubtful that did not stop the run.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::across;
use crate::names::names;
use crate::span::Span;
use crate::{checks, countries, normalise, sections, source, tables};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A contradiction: printed numbers that cannot all be right. `iomx check` exits with 1.
    Error,
    /// Something that a reader should look at.
    Warning,
    /// Worth knowing: an honest difference explained, something set aside.
    Note,
}

names!(Severity { Error => "error", Warning => "warning", Note => "note" });

/// Whose fault it is, where that can be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

names!(Cause { Source => "source", Text => "text", Reading => "reading", Unknown => "unknown" });

/// A cell named by its labels, so that a finding can be read without the table at hand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct CellRef {
    /// Table id.
    pub table: String,
    /// Row label.
    pub row: String,
    /// Column label.
    pub column: String,
}

/// Something doubtful: what, where, how bad, whose fault, and what was expected instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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

/// What a code means: what `iomx explain` prints. The stage that gives the finding owns the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// `IOMX-...`.
    pub code: &'static str,
    /// Its name in words and hyphens: `total-differs`.
    pub name: &'static str,
    /// What it says, in one line.
    pub summary: &'static str,
    /// What is tested and what to do about a finding; paragraphs parted by a blank line.
    pub explanation: &'static str,
    /// A small example of what gives the finding, as printed.
    pub example: &'static str,
}

/// Every rule of every stage, in the order of the stages.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let stages = [
        source::RULES,
        normalise::RULES,
        sections::RULES,
        tables::RULES,
        countries::RULES,
        checks::RULES,
        across::RULES,
    ];
    stages.into_iter().flatten()
}

/// The rule of this code or name, whatever the case.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name.eq_ignore_ascii_case(code))
}
