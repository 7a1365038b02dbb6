//! What the names of a header with counted blanks allow: also lines tell levels, and a name may be an empty cell.

use std::ops::RangeInclusive;

use super::Node;
use crate::tables::spaced::tree::{Meaning, Rules, Tree};

/// The names, each spanner over at least `fewest` columns.
pub(super) struct Allowed<'a> {
    pub nodes: &'a [Node],
    pub fewest: usize,
    /// Whether names of the first level alone span others.
    pub flat: bool,
}

impl Rules for Allowed<'_> {
    fn count(&self) -> usize {
        self.nodes.len()
    }

    fn name(&self, at: usize) -> &Meaning {
        &self.nodes[at].name
    }

    fn is_empty_cell(&self, at: usize) -> bool {
        self.nodes[at].name.text.is_empty()
    }

    fn may_be_leaf(&self, tree: &Tree, at: usize) -> bool {
        let beside_spanner = || self.shares_line_with_next_level(tree, at) && self.has_spanner_on_line(tree, at);
        self.nodes[at].leaf && self.is_like_sibling(tree, at, false) && !beside_spanner()
    }

    fn ends_of_children(&self, tree: &Tree, at: usize, next: usize) -> RangeInclusive<usize> {
        let node = &self.nodes[at];
        let level = !self.flat || at < tree.roots;
        let spans = level && self.is_like_sibling(tree, at, true) && !self.shares_line_with_next_level(tree, at);
        match () {
            // An empty cell stands over one name.
            () if spans && node.name.text.is_empty() => next + 1..=(next + 1).min(self.nodes.len()),
            // A total that is printed on two levels.
            () if spans && node.total && self.nodes.get(next).is_some_and(|child| child.total) => {
                next + 1..=self.nodes.len()
            }
            () if spans && node.spans => next + self.fewest..=self.nodes.len(),
            () => next + 1..=next,
        }
    }

    /// No sex stands under a sex, no year under a year, no grade under a grade, and under a total nothing that is neither.
    fn may_span(&self, at: usize, from: usize, to: usize) -> bool {
        let (parent, children) = (&self.nodes[at], &self.nodes[from..to]);
        if parent.name.text.is_empty() {
            return true;
        }
        let total = parent.total && !parent.name.text.contains(' ');
        let of_total = total && children.iter().any(|child| child.kind().is_none_or(|_| child.grade) && !child.total);
        let own_name = children.iter().any(|child| child.name.lower == parent.name.lower && !total)
            && !(parent.total && children.len() == 1);
        // What is grand is neither part of a total nor of what has a total.
        let totalled =
            (parent.total && !begins_grand(parent)) || children.iter().any(|child| child.total && !begins_grand(child));
        let of_part = totalled && children.iter().any(begins_grand);
        let of_own_kind = parent.kind().is_some() && children.iter().any(|child| child.kind() == parent.kind());
        // A grade is split by sex or over years.
        let splits = |child: &Node| child.total || child.kind().is_some();
        let of_grade = parent.grade && !children.iter().all(splits);
        let below: Vec<&Meaning> = self.nodes[from..].iter().map(|node| &node.name).collect();
        !(of_total || of_part || own_name || of_own_kind || of_grade) && parent.name.may_span(&below, to - from)
    }
}

/// `Grand total` is the total of totals.
fn begins_grand(node: &Node) -> bool {
    node.total && node.name.lower.starts_with("grand")
}

impl Allowed<'_> {
    /// Siblings of one kind, years, sexes or grades, all span others or none does.
    fn is_like_sibling(&self, tree: &Tree, at: usize, spans: bool) -> bool {
        let before = at.checked_sub(1).filter(|before| tree.are_siblings(*before, at));
        before.is_none_or(|before| {
            let kind = |at: usize| self.nodes[at].kind();
            kind(at).is_none() || kind(before) != kind(at) || tree.spans(before) == spans
        })
    }

    /// Names on one line are of one level: the last of a level may stand on the line of the next one only if all on that
    /// line span levels themselves, so that they have no children.
    fn shares_line_with_next_level(&self, tree: &Tree, at: usize) -> bool {
        self.nodes.get(at + 1).is_some_and(|next| next.beside) && tree.closes_level(at)
    }

    /// Whether a name before `at`, on its line, has children.
    fn has_spanner_on_line(&self, tree: &Tree, at: usize) -> bool {
        (1..=at).rev().take_while(|at| self.nodes[*at].beside).any(|at| tree.spans(at - 1))
    }
}
