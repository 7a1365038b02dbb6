//! What a head that is named a total could be the sum of. The order matters: of the exclusive kinds the first that the
//! numbers confirm is taken.

use std::collections::BTreeSet;

use super::{Head, Sum};
use crate::report::Role;
use crate::tables::labels;

/// Kinds of hypotheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// The heads under the total's own group, each sub-group by its own total if it has one.
    Tree,
    /// The heads since the total before.
    SinceLast,
    /// The heads of another group: grades, or sexes.
    OtherGroup,
    /// The two sexes beside it.
    Sexes,
    /// The same label in the other groups: `Total > F` of `Headquarters > F` and `Field > F`.
    SameLabel,
}

/// A hypothesis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub family: Family,
    pub sum: Sum,
    /// Whether it says the same thing as other exclusive kinds about the same total, in another way.
    pub exclusive: bool,
}

impl Candidate {
    /// Whether it says nothing new beside `other`.
    pub fn repeats(&self, other: &Self) -> bool {
        self.sum == other.sum || (self.exclusive && other.exclusive && self.sum.total == other.sum.total)
    }
}

/// All hypotheses about `heads`.
pub(super) fn all(heads: &[Head]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (total, head) in heads.iter().enumerate().filter(|(_, head)| head.summable) {
        let mut add = |family, parts: Vec<usize>| {
            let exclusive = matches!(family, Family::Tree | Family::SinceLast);
            if !parts.is_empty() && !parts.contains(&total) {
                candidates.push(Candidate { family, sum: Sum { total, parts }, exclusive });
            }
        };
        if head.role != Role::Data {
            add(Family::Tree, tree(heads, &head.groups, total));
            add(Family::SinceLast, since_last(heads, total));
            for group in other_groups(heads, head) {
                add(Family::OtherGroup, data(heads, |other| other.groups.first() == Some(&group)));
            }
            add(Family::Sexes, sexes(heads, head));
        }
        if head.in_total_group {
            add(Family::SameLabel, same_label(heads, head));
        }
    }
    candidates.retain(|candidate| candidate.sum.parts.len() > 1 || candidate.family == Family::Tree);
    candidates
}

fn data(heads: &[Head], keep: impl Fn(&Head) -> bool) -> Vec<usize> {
    let data = |head: &Head| head.role == Role::Data && head.summable && !head.in_total_group;
    (0..heads.len()).filter(|index| data(&heads[*index]) && keep(&heads[*index])).collect()
}

/// The parts under `path`: what stands directly in it, and one total (or, without one, the parts) of each sub-group.
fn tree(heads: &[Head], path: &[String], total: usize) -> Vec<usize> {
    let mut parts = data(heads, |head| head.groups == path);
    let below = |head: &&Head| head.groups.len() > path.len() && head.groups.starts_with(path);
    let subgroups: BTreeSet<&[String]> = heads.iter().filter(below).map(|head| &head.groups[..=path.len()]).collect();
    for subgroup in subgroups {
        let own_total = |head: &Head| head.groups == subgroup && head.role != Role::Data && head.summable;
        match heads.iter().position(own_total).filter(|found| *found != total) {
            Some(found) => parts.push(found),
            None => parts.extend(tree(heads, subgroup, total)),
        }
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}

fn since_last(heads: &[Head], total: usize) -> Vec<usize> {
    let start = heads[..total].iter().rposition(|head| head.role != Role::Data && head.summable).map_or(0, |at| at + 1);
    data(heads, |_| true).into_iter().filter(|index| (start..total).contains(index)).collect()
}

fn other_groups(heads: &[Head], own: &Head) -> BTreeSet<String> {
    let groups = heads.iter().filter_map(|head| head.groups.first());
    groups.filter(|group| own.groups.first() != Some(group)).cloned().collect()
}

fn sexes(heads: &[Head], own: &Head) -> Vec<usize> {
    let pair = data_any(heads, |head| head.groups == own.groups && labels::sex_of(&head.label).is_some());
    if pair.len() == 2 { pair } else { Vec::new() }
}

fn same_label(heads: &[Head], own: &Head) -> Vec<usize> {
    data(heads, |head| head.label == own.label && head.groups != own.groups)
}

/// Like [`data`], but within total groups too.
fn data_any(heads: &[Head], keep: impl Fn(&Head) -> bool) -> Vec<usize> {
    let fits = |head: &Head| head.role == Role::Data && head.summable && keep(head);
    (0..heads.len()).filter(|index| fits(&heads[*index])).collect()
}
