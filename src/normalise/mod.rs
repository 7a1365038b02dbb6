//! Stage 2: a [`Document`] becomes [`CleanText`]: pages told, page furniture and URL runs set aside.
//!
//! Nothing is deleted: what is set aside keeps its line and gets its entry in the [`Ledger`].

mod furniture;
mod links;
mod page_breaks;
mod page_numbers;
mod specks;

pub use links::find as find_links;

pub(crate) use furniture::is_symbol;

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
    /// Its text was joined to another line.
    Joined,
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
    let lines = document.lines;
    let mut roles: Vec<Role> = lines.iter().map(first_role).collect();
    let mut page_starts = page_breaks::find(&lines);
    specks::set_aside(&lines, &mut roles);
    links::set_aside(&lines, &page_starts, &mut roles);
    let printed = furniture::set_aside(&lines, &page_starts, &mut roles);
    if !lines.iter().any(|line| line.starts_page) {
        page_breaks::add_headers(&mut page_starts, &roles, &printed);
    }
    CleanText {
        pages: page_numbers::number(&lines, &page_starts, &printed),
        ledger: account(&roles),
        source: document.source,
        lines,
        roles,
        page_starts,
        findings: document.findings,
    }
}

fn first_role(line: &Line) -> Role {
    match (line.joined, line.is_blank()) {
        (true, _) => Role::Joined,
        (false, true) => Role::Blank,
        (false, false) => Role::Text,
    }
}

/// What is set aside here has its entry already.
fn account(roles: &[Role]) -> Ledger {
    let mut ledger = Ledger::new(roles.len());
    for (index, role) in roles.iter().enumerate() {
        let name = match role {
            Role::Text => continue,
            Role::Blank => "blank",
            Role::Joined => "joined",
            Role::Furniture => "page furniture",
            Role::Url => "url",
            Role::Speck => "speck",
        };
        ledger.assign(index, name, "");
    }
    ledger
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A text, read.
    pub(crate) fn lines(text: &str) -> Vec<Line> {
        crate::source::read(text.as_bytes(), "test.txt", &crate::Options::default()).expect("text").lines
    }

    /// A text, read and cleaned.
    pub(crate) fn cleaned(text: &str) -> CleanText {
        clean(crate::source::read(text.as_bytes(), "test.txt", &crate::Options::default()).expect("text"))
    }

    #[test]
    fn what_is_set_aside_is_accounted_for() {
        let text = cleaned("One\n\nhttps://a.example/\n\n_\n");
        let roles: Vec<_> = text.ledger.entries().iter().map(|entry| entry.role.as_ref()).collect();
        assert_eq!(roles, ["", "blank", "url", "blank", "speck"]);
    }
}
