//! The search for the trees that the names of a header allow.

use std::ops::RangeInclusive;

use super::{Meaning, Tree};

/// Beyond so many steps a header tells nothing.
const MOST_STEPS: usize = 20_000;

/// What the names of a header allow.
pub trait Rules {
    /// How many names there are.
    fn count(&self) -> usize;

    fn name(&self, at: usize) -> &Meaning;

    /// Whether the next name of a tree can be without children.
    fn may_be_leaf(&self, tree: &Tree, at: usize) -> bool;

    /// Where the children of the next name of a tree can end, if they begin at `next`.
    fn ends_of_children(&self, tree: &Tree, at: usize, next: usize) -> RangeInclusive<usize>;

    /// Whether the name at `at` can have the children `from..to`.
    fn may_span(&self, at: usize, from: usize, to: usize) -> bool;

    /// Whether the name at `at` is an empty cell, which parts no pair of names below it.
    fn is_empty_cell(&self, _at: usize) -> bool {
        false
    }

    /// Siblings have different names, and both sexes stand together.
    fn may_be_siblings(&self, from: usize, to: usize) -> bool {
        let parted =
            self.parts_pair(from) && self.starts_pair(from - 1) || self.parts_pair(to) && self.starts_pair(to - 1);
        let double = |at: usize| (from..at).any(|before| self.name(before).is_double(self.name(at)));
        !(parted || (from..to).any(double))
    }

    /// Whether the name at `at` is the other sex than the one before it.
    fn parts_pair(&self, at: usize) -> bool {
        let sex = |at: usize| if at < self.count() { self.name(at).sex } else { None };
        at > 0 && sex(at - 1).is_some() && sex(at).is_some_and(|own| Some(own) != sex(at - 1))
    }

    /// Whether the sex at `at` is the first of its pair: pairs are counted from the start of the run of sexes.
    fn starts_pair(&self, at: usize) -> bool {
        (0..at).rev().take_while(|at| self.name(*at).sex.is_some()).count() % 2 == 0
    }
}

/// How far a search goes.
pub struct Limits {
    /// So many names span others.
    pub inner: usize,
    /// Each of them so many at least.
    pub fewest: usize,
    /// A header that can be more trees tells nothing.
    pub most_trees: usize,
    /// Whether a single name may span all columns.
    pub one_root: bool,
}

/// Every tree. `None` where there are too many, or the search has no end.
pub fn trees<R: Rules>(rules: &R, limits: &Limits) -> Option<Vec<Tree>> {
    let mut walk = Walk { rules, limits, steps: 0, tree: Tree::default(), found: Vec::new() };
    for roots in 1..=rules.count() {
        if (roots > 1 || limits.one_root || rules.count() == 1) && rules.may_be_siblings(0, roots) {
            walk.tree.roots = roots;
            walk.step(roots, limits.inner);
        }
    }
    (walk.steps <= MOST_STEPS && walk.found.len() <= limits.most_trees).then_some(walk.found)
}

/// Gives each name its children, in the order of the print.
struct Walk<'a, R> {
    rules: &'a R,
    limits: &'a Limits,
    steps: usize,
    tree: Tree,
    found: Vec<Tree>,
}

impl<R: Rules> Walk<'_, R> {
    /// Goes on with the next name, whose children begin at `next`; `inner` names still have some.
    fn step(&mut self, next: usize, inner: usize) {
        self.steps += 1;
        let (at, count) = (self.tree.children.len(), self.rules.count());
        if self.steps > MOST_STEPS || count - next < inner * self.limits.fewest {
            return;
        }
        if at == count && inner == 0 {
            self.found.push(self.tree.clone());
        }
        if at >= next {
            return;
        }
        if self.rules.may_be_leaf(&self.tree, at) {
            self.go_on((next, next), inner);
        }
        if inner == 0 {
            return;
        }
        for end in self.rules.ends_of_children(&self.tree, at, next) {
            let together = self.rules.is_empty_cell(at) || self.rules.may_be_siblings(next, end);
            if together && self.rules.may_span(at, next, end) {
                self.go_on((next, end), inner - 1);
            }
        }
    }

    fn go_on(&mut self, children: (usize, usize), inner: usize) {
        self.tree.children.push(children);
        self.step(children.1, inner);
        self.tree.children.pop();
    }
}
