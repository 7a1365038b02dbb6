//! The names that are known to be whole: kinds, labels of rows.

use std::collections::BTreeSet;

use super::super::super::header;
use crate::report::Role;
use crate::tables::kinds;
use crate::tables::labels;
use crate::tables::sheet::SheetRow;

/// A name or a spanner.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub text: String,
    pub kind: Kind,
}

/// What a name can be in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The name of a column: a grade, a sex, a total, the label of a row of the same table.
    Leaf,
    /// A spanner: `Sex`, `Category/Grade`, and words of which nothing is known.
    Spanner,
    /// Either: a year, a category of staff, the label of a row of another table.
    Either,
}

/// The names that are known to be whole.
pub struct Vocabulary<'a> {
    /// Labels of the rows of this table: a matrix has the same names as rows and columns.
    own: BTreeSet<String>,
    /// Groups of its rows.
    groups: BTreeSet<String>,
    /// Labels of the rows of other tables.
    others: &'a BTreeSet<String>,
}

impl<'a> Vocabulary<'a> {
    pub fn of(rows: &[SheetRow], others: &'a BTreeSet<String>) -> Self {
        let labels = rows.iter().filter(|row| row.role != Role::Total).map(|row| row.label.to_lowercase());
        let groups = rows.iter().flat_map(|row| &row.groups).map(|group| group.to_lowercase());
        Self { own: labels.collect(), groups: groups.collect(), others }
    }

    pub(super) fn kind(&self, phrase: &str) -> Option<Kind> {
        let lower = phrase.to_lowercase();
        match () {
            () if is_leaf(phrase) || self.own.contains(&lower) => Some(Kind::Leaf),
            () if !phrase.contains(' ') && header::split_spanners(phrase).0.is_empty() => Some(Kind::Spanner),
            () if self.others.contains(&lower) || self.groups.contains(&lower) => Some(Kind::Either),
            () if labels::year_of(phrase).is_some() || kinds::words::names_staff(&lower) => Some(Kind::Either),
            () => None,
        }
    }
}

pub(super) fn is_leaf(word: &str) -> bool {
    labels::is_grade(word) || labels::sex_of(word).is_some() || is_total(word)
}

pub(super) fn is_total(word: &str) -> bool {
    word.eq_ignore_ascii_case("total")
}
