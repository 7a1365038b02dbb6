//! A table as its form shows it: header paths and stubs are read, the numbers are not decided yet.
//!
//! Every form of table text (cells delimited, blanks counted, empty cells lost) becomes a [`Sheet`];
//! the [solver](crate::tables::solver) turns its pieces into cells.

use crate::report::{Column, Role, TableNote, Unit};
use crate::span::Span;

/// The label of a row whose numbers are legible and whose own label is not.
pub const UNASSIGNED: &str = "(unassigned)";

/// One table before its numbers are decided.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The columns that carry numbers, from left to right; the stub is no column.
    pub columns: Vec<Column>,
    /// Those of them whose names the header does not tell: no number is placed there, and the table is without them.
    pub untold: Vec<usize>,
    /// The rows that carry numbers, in printed order; header rows and repeated headers are no rows.
    pub rows: Vec<SheetRow>,
    /// Lines of numbers that the text gives no row: the table is without them.
    pub left_out: Vec<u32>,
    /// What the cells count unless row or column say otherwise.
    pub unit: Unit,
    /// Notes under the table.
    pub notes: Vec<TableNote>,
}

/// One row of numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetRow {
    /// Group labels, outermost first.
    pub groups: Vec<String>,
    /// The label, joined over lines, freed of marks and markup; [`UNASSIGNED`] where it cannot be read.
    pub label: String,
    /// Data or sum, as the label says.
    pub role: Role,
    /// What the row counts, where its label says.
    pub unit: Option<Unit>,
    /// Footnote marks on the label.
    pub marks: Vec<String>,
    /// The numbers as the form shows them.
    pub pieces: Pieces,
    /// Where the label (or the first number) stands.
    pub span: Span,
}

impl SheetRow {
    /// The lines on which its label and its numbers stand.
    pub fn lines(&self) -> Vec<u32> {
        let numbers: Vec<u32> = match &self.pieces {
            Pieces::Placed(cells) => cells.iter().map(|cell| cell.span.line).collect(),
            Pieces::Counted(words) | Pieces::Ordered(words) => words.iter().map(|word| word.span.line).collect(),
        };
        std::iter::once(self.span.line).chain(numbers).collect()
    }
}

/// What a form shows of the numbers of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Pieces {
    /// The form delimits the cells; a column may hold two pieces when the text prints two numbers there.
    Placed(Vec<Placed>),
    /// Words between single blanks; an empty word is one blank too many, that is an empty cell or nothing.
    Counted(Vec<Word>),
    /// Words in printed order; the form has lost the empty cells.
    Ordered(Vec<Word>),
}

impl Default for Pieces {
    fn default() -> Self {
        Self::Placed(Vec::new())
    }
}

/// A delimited cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placed {
    /// Index into [`Sheet::columns`].
    pub column: usize,
    /// As printed, markup included.
    pub raw: String,
    /// What is to be read as a value: `1 014`, `(83.5)`, `43%`, `-`.
    pub text: String,
    /// The form itself gives reason to doubt the place or the value (a speck beside it, a ghost line, a stack with fewer numbers than rows).
    pub doubtful: bool,
    /// The form leaves open whose row or column it is: no sum can tell.
    pub astray: bool,
    /// Where it stands.
    pub span: Span,
}

/// A blank-separated word of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Word {
    /// As printed; empty for an extra blank.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}
