//! What became of every input line. Nothing vanishes: a line that is not blank has a role.

use std::borrow::Cow;

/// What became of one line: a role such as `paragraph` and the item, such as `12`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// `paragraph`, `table`, `heading`, `footnote`, `page furniture`, `blank`, ...; empty while unassigned.
    pub role: Cow<'static, str>,
    /// Which one: the paragraph's number, the table's id, the heading's title.
    pub item: String,
}

/// One entry per line of the [`crate::source::Document`].
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    entries: Vec<Entry>,
}

impl Ledger {
    /// The role of lines that nothing took.
    pub const UNASSIGNED: &'static str = "unassigned";

    /// A ledger in which no line has a role yet.
    pub fn new(lines: usize) -> Self {
        Self { entries: vec![Entry::default(); lines] }
    }

    /// Says what became of the line at `index` (0-based, into `Document::lines`). A later stage may refine an earlier one.
    pub fn assign(&mut self, index: usize, role: impl Into<Cow<'static, str>>, item: impl Into<String>) {
        if let Some(entry) = self.entries.get_mut(index) {
            *entry = Entry { role: role.into(), item: item.into() };
        }
    }

    /// Whether something has taken the line.
    pub fn is_assigned(&self, index: usize) -> bool {
        self.entries.get(index).is_some_and(|entry| !entry.role.is_empty())
    }

    /// The entries, in the order of the lines.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries, to be kept.
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }
}
