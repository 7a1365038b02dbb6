//! Stages 3 and 5: where the tables are, and what is in them.

pub mod captions;
pub mod sheet;
pub mod solver;

use crate::finding::Finding;
use crate::normalise::CleanText;
use crate::report::Table;
use crate::sections::Structure;

/// A printed caption.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// `7` of 'Table 7: ...'.
    pub number: Option<String>,
    /// Lines joined, without 'Table 7:' and '(continued)'.
    pub text: String,
    /// Index of its first line.
    pub line: usize,
}

/// The lines of one table, all its parts ('(continued)', page breaks, halves) together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Region {
    /// Id of the table: `table-1`, `annex-ii`, `annex-i-5`, a slug.
    pub id: String,
    /// Its caption; an annex or item heading where no caption is printed.
    pub caption: Caption,
    /// Whether the caption is also a heading (annex title, numbered item), so that sections keep it.
    pub caption_is_heading: bool,
    /// Indexes of all its lines: captions that are no headings, header rows, body rows. Sorted.
    pub lines: Vec<usize>,
    /// Indexes of the notes under it. Sorted.
    pub notes: Vec<usize>,
}

impl Region {
    /// Whether the line at `index` belongs to the table or to its notes.
    pub fn holds(&self, index: usize) -> bool {
        self.lines.binary_search(&index).is_ok() || self.notes.binary_search(&index).is_ok()
    }
}

/// Finds the tables, with or without number or caption.
pub fn locate(text: &CleanText) -> Vec<Region> {
    let _ = text;
    Vec::new()
}

/// Reads the tables.
pub fn parse(text: &mut CleanText, regions: &[Region], structure: &Structure) -> (Vec<Table>, Vec<Finding>) {
    let _ = (text, regions, structure);
    (Vec::new(), Vec::new())
}
