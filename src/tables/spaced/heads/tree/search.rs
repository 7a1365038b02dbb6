//! The search: which trees the names of a header allow.

use std::ops::RangeInclusive;

use super::{Node, speaks_of_grade, speaks_of_sex};
use crate::report::Column;
use crate::tables::labels;

/// Beyond so many steps a header tells nothing.
const MOST_STEPS: usize = 20_000;
/// Beyond so many trees neither.
const MOST_TREES: usize = 128;

/// Gives each node its children, in the order of the print.
#[derive(Default)]
pub(super) struct Search<'a> {
    nodes: &'a [Node],
    inner: usize,
    fewest: usize,
    steps: usize,
    /// So many nodes are the first level.
    roots: usize,
    /// Where the children of each node begin and end.
    children: Vec<(usize, usize)>,
    found: Vec<(usize, Vec<(usize, usize)>)>,
}

impl<'a> Search<'a> {
    /// For trees in which `inner` nodes span others, at least `fewest` each.
    pub fn new(nodes: &'a [Node], inner: usize, fewest: usize) -> Self {
        Self { nodes, inner, fewest, ..Self::default() }
    }

    /// The columns of every tree. Nothing where the search has no end.
    pub fn run(mut self) -> Vec<Vec<Column>> {
        for roots in 1..=self.nodes.len() {
            if self.may_be_siblings(0, roots) {
                self.roots = roots;
                self.walk(roots, roots, self.inner);
            }
        }
        if self.steps > MOST_STEPS || self.found.len() > MOST_TREES {
            return Vec::new();
        }
        self.found.iter().map(|(roots, children)| self.columns(*roots, children)).collect()
    }

    /// Goes on with the next node, whose children begin at `next`; `inner` nodes still have some.
    fn walk(&mut self, roots: usize, next: usize, inner: usize) {
        self.steps += 1;
        let at = self.children.len();
        if self.steps > MOST_STEPS || self.nodes.len() - next < inner {
            return;
        }
        if at == self.nodes.len() {
            if inner == 0 {
                self.found.push((roots, self.children.clone()));
            }
            return;
        }
        if at >= next {
            return;
        }
        let leaf = self.nodes[at].leaf && self.is_like_sibling(at, false);
        if leaf && !(self.shares_line_with_next_level(at) && self.has_spanner_on_line(at)) {
            self.children.push((next, next));
            self.walk(roots, next, inner);
            self.children.pop();
        }
        let spans = self.is_like_sibling(at, true) && !self.shares_line_with_next_level(at);
        for end in self.ends_of_children(at, next, inner).filter(|_| spans) {
            if self.may_be_siblings(next, end) && self.may_span(at, next, end) {
                self.children.push((next, end));
                self.walk(roots, end, inner - 1);
                self.children.pop();
            }
        }
    }

    /// Siblings of one kind, years or sexes, all span others or none does.
    fn is_like_sibling(&self, at: usize, spans: bool) -> bool {
        let before = at.checked_sub(1).filter(|before| self.are_siblings(*before, at));
        before.is_none_or(|before| {
            let kind = |at: usize| self.nodes[at].kind();
            let spanned = self.children[before].0 < self.children[before].1;
            kind(at).is_none() || kind(before) != kind(at) || spanned == spans
        })
    }

    fn are_siblings(&self, before: usize, at: usize) -> bool {
        let parted = |(from, to): &(usize, usize)| from < to && (*from == at || *to == at);
        at != self.roots && before + 1 == at && !self.children.iter().any(parted)
    }

    /// Names on one line are of one level: the last of a level may stand on the line of the next one only if all on that
    /// line span levels themselves, so that they have no children.
    fn shares_line_with_next_level(&self, at: usize) -> bool {
        self.nodes.get(at + 1).is_some_and(|next| next.beside) && self.closes_level(at)
    }

    /// Whether a name before `at`, on its line, has children.
    fn has_spanner_on_line(&self, at: usize) -> bool {
        let line = (1..=at).rev().take_while(|at| self.nodes[*at].beside);
        line.map(|at| self.children[at - 1]).any(|(from, to)| from < to)
    }

    /// Whether the node at `at` is the last of its level.
    fn closes_level(&self, at: usize) -> bool {
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

    /// An empty cell stands over one name.
    fn ends_of_children(&self, at: usize, next: usize, inner: usize) -> RangeInclusive<usize> {
        let node = &self.nodes[at];
        match () {
            () if node.text.is_empty() && inner > 0 => next + 1..=(next + 1).min(self.nodes.len()),
            () if node.spans && inner > 0 => next + self.fewest..=self.nodes.len(),
            () => next + 1..=next,
        }
    }

    /// Siblings have different names, and both sexes stand together.
    fn may_be_siblings(&self, from: usize, to: usize) -> bool {
        let sex = |at: usize| self.nodes.get(at).and_then(|node| node.sex);
        let parts_pair =
            |at: usize| at > 0 && sex(at - 1).is_some() && sex(at).is_some_and(|own| Some(own) != sex(at - 1));
        let first_is_second = parts_pair(from) && self.starts_pair(from - 1);
        let last_is_first = parts_pair(to) && self.starts_pair(to - 1);
        let names = &self.nodes[from..to];
        let alike = names.iter().enumerate().any(|(at, node)| names[..at].iter().any(|before| is_double(before, node)));
        !(first_is_second || last_is_first || alike)
    }

    /// Whether the sex at `at` is the first of its pair: pairs are counted from the start of the run of sexes.
    fn starts_pair(&self, at: usize) -> bool {
        let run = self.nodes[..at].iter().rev().take_while(|node| node.sex.is_some()).count();
        run % 2 == 0
    }

    /// A spanner of sexes covers these alone and one of grades none; the total of a group is the last of that group; no sex
    /// stands under a sex, no year under a year.
    fn may_span(&self, at: usize, from: usize, to: usize) -> bool {
        let (parent, children) = (&self.nodes[at], &self.nodes[from..to]);
        if parent.text.is_empty() {
            return true;
        }
        let sexes = children.iter().filter(|child| child.sex.is_some()).count();
        let years = children.iter().filter(|child| child.year.is_some()).count();
        let closes = |node: &Node| node.summed.as_ref() == Some(&parent.lower);
        let of_other = |group: &String| *group != parent.lower && group != "grand";
        let total_of_other = children.iter().filter_map(|child| child.summed.as_ref()).any(of_other);
        let open = self.nodes[from..].iter().any(closes) && !children.last().is_some_and(closes);
        let of_sex = speaks_of_sex(&parent.lower) && sexes < children.len();
        let of_grade = speaks_of_grade(&parent.lower) && sexes > 0;
        let total = parent.total && !parent.text.contains(' ');
        let of_total = total && children.iter().any(|child| child.kind().is_none() && !child.total);
        let own_name = children.iter().any(|child| child.lower == parent.lower && !total);
        let of_own_kind = parent.sex.is_some() && sexes > 0 || parent.year.is_some() && years > 0;
        !(total_of_other || open || of_sex || of_grade || of_total || own_name || of_own_kind)
    }

    /// The leaves from left to right, each under its spanners.
    fn columns(&self, roots: usize, children: &[(usize, usize)]) -> Vec<Column> {
        let mut columns = Vec::new();
        (0..roots).for_each(|root| self.leaves(root, children, &mut Vec::new(), &mut columns));
        columns
    }

    fn leaves(&self, at: usize, children: &[(usize, usize)], path: &mut Vec<String>, columns: &mut Vec<Column>) {
        let text = &self.nodes[at].text;
        match children.get(at).filter(|(from, to)| from < to) {
            Some(&(from, to)) => {
                path.push(text.clone());
                (from..to).for_each(|child| self.leaves(child, children, path, columns));
                path.pop();
            }
            None => columns.push(labels::column(path, text)),
        }
    }
}

fn is_double(one: &Node, other: &Node) -> bool {
    // Years can head two runs of columns, counts and shares.
    one.text == other.text && !one.text.is_empty() && one.year.is_none()
}
