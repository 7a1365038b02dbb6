//! The names of a header as a tree, for all forms of blank-separated text.
//!
//! A header is printed level by level, each level from left to right. So its names are the nodes of a tree in that order,
//! and the tree is told by how many children each node has. [`walk`] finds the trees that the names allow, [`agreement`]
//! says what several of them have in common.

mod agreement;
mod meaning;
mod walk;

pub(super) use agreement::Agreement;
pub(super) use meaning::{Meaning, speaks_of_grade};
pub(super) use walk::{Limits, Rules, trees};

use crate::report::Column;
use crate::tables::labels;

/// A tree over names that are known by their place in the print.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tree {
    /// So many names are the first level.
    pub roots: usize,
    /// Where the children of each name begin and end; a leaf has none.
    pub children: Vec<(usize, usize)>,
}

impl Tree {
    /// Whether a name is known to have children.
    pub fn spans(&self, at: usize) -> bool {
        self.children.get(at).is_some_and(|(from, to)| from < to)
    }

    /// Whether two names that follow each other have the same parent.
    pub fn are_siblings(&self, before: usize, at: usize) -> bool {
        let parted = |(from, to): &(usize, usize)| from < to && (*from == at || *to == at);
        at != self.roots && before + 1 == at && !self.children.iter().any(parted)
    }

    /// Whether a name is the last of its level.
    pub fn closes_level(&self, at: usize) -> bool {
        let mut end = self.roots;
        // The children of the last node of a level end the next one.
        while end < at + 1 {
            let next = self.children[end - 1].1;
            if next == end {
                break;
            }
            end = next;
        }
        end == at + 1
    }

    /// The leaves from left to right, each under its spanners; `text` gives the names.
    pub fn columns<'a>(&self, text: &dyn Fn(usize) -> &'a str) -> Vec<Column> {
        let mut columns = Vec::new();
        (0..self.roots).for_each(|root| self.leaves(root, text, &mut Vec::new(), &mut columns));
        columns
    }

    fn leaves<'a>(
        &self,
        at: usize,
        text: &dyn Fn(usize) -> &'a str,
        path: &mut Vec<String>,
        columns: &mut Vec<Column>,
    ) {
        if !self.spans(at) {
            return columns.push(labels::column(path, text(at)));
        }
        let (from, to) = self.children[at];
        path.push(text(at).to_string());
        (from..to).for_each(|child| self.leaves(child, text, path, columns));
        path.pop();
    }
}
