//! The heads that a total can be the sum of, looked up by path and label: tables can have thousands of rows.

use std::collections::{BTreeMap, BTreeSet};

use super::Head;
use crate::report::Role;
use crate::tables::labels;

/// A group path.
type Path<'a> = &'a [String];

/// Lists of parts among some heads, each made once. A list is ascending and is named by its index.
pub(super) struct Parts<'h, 'a> {
    heads: &'h [Head<'a>],
    lists: Vec<Vec<usize>>,
    /// Heads with data that adds up, as they stand, by path and by label.
    data: Vec<usize>,
    by_path: BTreeMap<Path<'a>, Vec<usize>>,
    by_label: BTreeMap<&'a str, Vec<usize>>,
    /// Heads of totals, as they stand and the first of each path.
    totals: Vec<usize>,
    first_totals: BTreeMap<Path<'a>, usize>,
    /// The sub-groups right under each path.
    below: BTreeMap<Path<'a>, BTreeSet<Path<'a>>>,
    /// Lists by what they were asked for.
    trees: BTreeMap<Path<'a>, usize>,
    sexes: BTreeMap<Path<'a>, usize>,
    groups: BTreeMap<&'a str, usize>,
}

impl<'h, 'a> Parts<'h, 'a> {
    pub fn of(heads: &'h [Head<'a>]) -> Self {
        let mut parts = Self {
            heads,
            lists: Vec::new(),
            data: Vec::new(),
            by_path: BTreeMap::new(),
            by_label: BTreeMap::new(),
            totals: Vec::new(),
            first_totals: BTreeMap::new(),
            below: BTreeMap::new(),
            trees: BTreeMap::new(),
            sexes: BTreeMap::new(),
            groups: BTreeMap::new(),
        };
        (0..heads.len()).for_each(|at| parts.enter(at));
        parts.enter_groups();
        parts
    }

    fn enter(&mut self, at: usize) {
        let head = &self.heads[at];
        for depth in 0..head.groups.len() {
            self.below.entry(&head.groups[..depth]).or_default().insert(&head.groups[..=depth]);
        }
        match (head.summable, head.role) {
            (false, _) => {}
            (true, Role::Data) => {
                self.data.push(at);
                self.by_path.entry(head.groups).or_default().push(at);
                self.by_label.entry(head.label).or_default().push(at);
            }
            (true, _) => {
                self.totals.push(at);
                self.first_totals.entry(head.groups).or_insert(at);
            }
        }
    }

    fn enter_groups(&mut self) {
        let first = |head: &Head<'a>| head.groups.first().map(String::as_str);
        let mut groups: BTreeMap<&str, Vec<usize>> =
            self.heads.iter().filter_map(first).map(|group| (group, Vec::new())).collect();
        for at in self.data.iter().filter(|at| self.is_part(**at)) {
            if let Some(list) = first(&self.heads[*at]).and_then(|group| groups.get_mut(group)) {
                list.push(*at);
            }
        }
        self.groups = groups.into_iter().map(|(group, list)| (group, self.keep(list))).collect();
    }

    /// Data within a total's group is a sum itself.
    fn is_part(&self, at: usize) -> bool {
        !self.heads[at].in_total_group
    }

    fn keep(&mut self, list: Vec<usize>) -> usize {
        self.lists.push(list);
        self.lists.len() - 1
    }

    /// A list that was made.
    pub fn list(&self, index: usize) -> &[usize] {
        &self.lists[index]
    }

    /// All lists that were made.
    pub fn into_lists(self) -> Vec<Vec<usize>> {
        self.lists
    }

    /// The parts under `path`: what stands directly in it, and one total (or, without one, the parts) of each sub-group.
    pub fn tree(&mut self, path: Path<'a>) -> usize {
        if let Some(known) = self.trees.get(path) {
            return *known;
        }
        let own = self.by_path.get(path).into_iter().flatten().copied();
        let mut parts: Vec<usize> = own.filter(|at| self.is_part(*at)).collect();
        for subgroup in self.below.get(path).cloned().unwrap_or_default() {
            match self.first_totals.get(subgroup) {
                Some(total) => parts.push(*total),
                None => {
                    let list = self.tree(subgroup);
                    parts.extend_from_slice(&self.lists[list]);
                }
            }
        }
        parts.sort_unstable();
        let tree = self.keep(parts);
        self.trees.insert(path, tree);
        tree
    }

    /// The parts since the total before.
    pub fn since_last(&mut self, total: usize) -> usize {
        let before = self.totals.partition_point(|at| *at < total);
        let start = before.checked_sub(1).map_or(0, |last| self.totals[last]);
        let from = self.data.partition_point(|at| *at < start);
        let to = self.data.partition_point(|at| *at < total);
        let list = self.data[from..to].iter().copied().filter(|at| self.is_part(*at)).collect();
        self.keep(list)
    }

    /// The parts of each group on the outside that is not the head's own.
    pub fn other_groups(&self, own: &Head) -> Vec<usize> {
        let own = own.groups.first().map(String::as_str);
        self.groups.iter().filter(|(group, _)| own != Some(**group)).map(|(_, list)| *list).collect()
    }

    /// The two sexes in a group; an empty list where there are no two.
    pub fn sexes(&mut self, path: Path<'a>) -> usize {
        if let Some(known) = self.sexes.get(path) {
            return *known;
        }
        let own = self.by_path.get(path).into_iter().flatten().copied();
        let pair: Vec<usize> = own.filter(|at| labels::sex_of(self.heads[*at].label).is_some()).collect();
        let list = self.keep(if pair.len() == 2 { pair } else { Vec::new() });
        self.sexes.insert(path, list);
        list
    }

    /// The parts with the head's label in other groups.
    pub fn same_label(&mut self, own: &Head) -> usize {
        let alike = self.by_label.get(own.label).into_iter().flatten().copied();
        let list = alike.filter(|at| self.is_part(*at) && self.heads[*at].groups != own.groups).collect();
        self.keep(list)
    }
}
