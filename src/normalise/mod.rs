//! Stage 2: a [`Document`] becomes [`CleanText`]: pages told, page furniture and URL runs set aside.
//!
//! Nothing is deleted: what is set aside keeps its line and gets its entry in the [`Ledger`].

use crate::finding::{Finding, Rule};
use crate::ledger::Ledger;
use crate::source::{Document, Line, SourceInfo};
use crate::span::Span;

/// What the findings of normalising mean.
pub const RULES: &[Rule] = &[];

/// What normalising found a line to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// To be read by the later stages.
    #[default]
    Text,
    /// Nothing printed.
    Blank,
    /// Running symbol, page number, running header or footer.
    Furniture,
    /// A URL run at the foot of a page.
    Url,
    /// OCR specks, left-over markup: printed, but nothing to read.
    Speck,
}

/// The lines of the document, index for index, with what normalising found out.
#[derive(Debug, Clone)]
pub struct CleanText {
    /// The input.
    pub source: SourceInfo,
    /// The lines, as in the document.
    pub lines: Vec<Line>,
    /// What each line is.
    pub roles: Vec<Role>,
    /// Printed page number (or physical page in a PDF) of each line, where known.
    pub pages: Vec<Option<u32>>,
    /// Whether a page begins with this line.
    pub page_starts: Vec<bool>,
    /// What became of each line so far.
    pub ledger: Ledger,
    /// What could not be read.
    pub findings: Vec<Finding>,
}

impl CleanText {
    /// The place of the line at `index`.
    pub fn span(&self, index: usize) -> Span {
        Span::line(self.pages[index], self.lines[index].number)
    }

    /// Whether the later stages should read the line at `index`.
    pub fn is_text(&self, index: usize) -> bool {
        self.roles[index] == Role::Text
    }
}

/// Tells pages and sets page furniture aside.
pub fn clean(document: Document) -> CleanText {
    let roles: Vec<Role> =
        document.lines.iter().map(|line| if line.is_blank() { Role::Blank } else { Role::Text }).collect();
    let mut ledger = Ledger::new(document.lines.len());
    for (index, _) in roles.iter().enumerate().filter(|(_, role)| **role == Role::Blank) {
        ledger.assign(index, "blank", "");
    }
    CleanText {
        pages: document.lines.iter().map(|line| line.page).collect(),
        page_starts: document.lines.iter().map(|line| line.starts_page).collect(),
        source: document.source,
        lines: document.lines,
        roles,
        ledger,
        findings: document.findings,
    }
}
