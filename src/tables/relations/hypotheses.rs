//! What a head that is named a total could be the sum of. The order matters: of the exclusive kinds the first that the
//! numbers confirm is taken.

use std::collections::BTreeMap;

use super::parts::Parts;
use super::{Head, Numbers, Sum, Tally};
use crate::number::Decimal;
use crate::report::Role;

/// Kinds of hypotheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub family: Family,
    /// Index of the head that would be the sum.
    pub total: usize,
    /// Index of the list of its parts: many totals can claim the same parts.
    pub parts: usize,
}

impl Candidate {
    /// Whether it says the same thing as other exclusive kinds about the same total, in another way.
    fn is_exclusive(&self) -> bool {
        matches!(self.family, Family::Tree | Family::SinceLast)
    }

    /// Nothing is part of itself, and only a group may have a single part.
    fn can_be(&self, parts: &[usize]) -> bool {
        let fewest = if self.family == Family::Tree { 1 } else { 2 };
        parts.len() >= fewest && parts.binary_search(&self.total).is_err()
    }
}

/// All hypotheses about some heads.
#[derive(Debug, Clone, Default)]
pub struct Hypotheses {
    /// By total, ascending.
    candidates: Vec<Candidate>,
    parts: Vec<Vec<usize>>,
}

impl Hypotheses {
    /// Everything that the names of `heads` suggest, not confirmed by any number.
    pub fn of(heads: &[Head]) -> Self {
        let mut parts = Parts::of(heads);
        let mut candidates = Vec::new();
        for (total, head) in heads.iter().enumerate().filter(|(_, head)| head.summable) {
            let mut found = Vec::new();
            if head.role != Role::Data {
                found.push((Family::Tree, parts.tree(head.groups)));
                found.push((Family::SinceLast, parts.since_last(total)));
                found.extend(parts.other_groups(head).into_iter().map(|group| (Family::OtherGroup, group)));
                found.push((Family::Sexes, parts.sexes(head.groups)));
            }
            if head.in_total_group {
                found.push((Family::SameLabel, parts.same_label(head)));
            }
            let all = found.into_iter().map(|(family, parts)| Candidate { family, total, parts });
            candidates.extend(all.filter(|candidate| candidate.can_be(parts.list(candidate.parts))));
        }
        Self { candidates, parts: parts.into_lists() }
    }

    /// The sums that are suggested, each as often as it is.
    pub fn suggested(&self) -> Vec<Sum> {
        self.candidates.iter().map(|candidate| self.sum(candidate)).collect()
    }

    /// The totals and parts of those sums in which a head is the total or a part.
    pub fn about(&self, head: usize) -> impl Iterator<Item = (usize, &[usize])> {
        let all = self.candidates.iter().map(|candidate| (candidate.total, self.parts[candidate.parts].as_slice()));
        all.filter(move |(total, parts)| *total == head || parts.binary_search(&head).is_ok())
    }

    /// The sums that hold.
    pub fn confirmed(&self, numbers: &Numbers) -> Vec<Sum> {
        let tallies = self.tallies(numbers);
        let families = families(&self.candidates, &tallies);
        let judged: Vec<(Candidate, Tally)> = self.candidates.iter().copied().zip(tallies).collect();
        // Only hypotheses about one total can repeat or beat each other.
        let by_total = judged.chunk_by(|(a, _), (b, _)| a.total == b.total);
        by_total.flat_map(|rivals| self.best(rivals, &families)).collect()
    }

    /// Of the hypotheses about one total those that its numbers confirm.
    fn best(&self, rivals: &[(Candidate, Tally)], families: &BTreeMap<Family, Tally>) -> Vec<Sum> {
        let mut accepted: Vec<&(Candidate, Tally)> = Vec::new();
        for rival in rivals {
            let (candidate, tally) = rival;
            let repeated = accepted.iter().any(|(other, _)| self.repeats(candidate, other));
            if !repeated && tally.convinces(&families[&candidate.family]) {
                accepted.push(rival);
            }
        }
        let beaten = |(candidate, own): &(Candidate, Tally)| {
            accepted.iter().any(|(other, tally)| self.overlap(candidate, other) && tally.beats(*own))
        };
        accepted.iter().filter(|entry| !beaten(entry)).map(|(candidate, _)| self.sum(candidate)).collect()
    }

    fn sum(&self, candidate: &Candidate) -> Sum {
        Sum { total: candidate.total, parts: self.parts[candidate.parts].clone() }
    }

    /// Whether one of two hypotheses about a total says nothing new beside the other.
    fn repeats(&self, one: &Candidate, other: &Candidate) -> bool {
        self.parts[one.parts] == self.parts[other.parts] || (one.is_exclusive() && other.is_exclusive())
    }

    /// Whether two claim the same total with some of the same parts: then at most one is meant. `Field` alone makes up
    /// the total of every country that has nobody at headquarters.
    fn overlap(&self, one: &Candidate, other: &Candidate) -> bool {
        let (own, others) = (&self.parts[one.parts], &self.parts[other.parts]);
        own != others && own.iter().any(|part| others.binary_search(part).is_ok())
    }

    fn tallies(&self, numbers: &Numbers) -> Vec<Tally> {
        let lines: Vec<usize> = (0..numbers.lines).filter(|line| (numbers.usable)(*line)).collect();
        // The parts of a line are added once, however many totals claim them.
        let mut sums: Vec<Vec<Option<Decimal>>> = vec![Vec::new(); self.parts.len()];
        let tally = |candidate: &Candidate| {
            let known = &mut sums[candidate.parts];
            known.resize(numbers.lines, None);
            let mut tally = Tally::default();
            for line in &lines {
                let Some(total) = (numbers.value)(*line, candidate.total) else { continue };
                let parts = self.parts[candidate.parts].iter();
                let sum =
                    known[*line].get_or_insert_with(|| parts.filter_map(|part| (numbers.value)(*line, *part)).sum());
                tally.count(total, *sum);
            }
            tally
        };
        self.candidates.iter().map(tally).collect()
    }
}

/// How the hypotheses of each kind fared together.
fn families(candidates: &[Candidate], tallies: &[Tally]) -> BTreeMap<Family, Tally> {
    let mut families: BTreeMap<Family, Tally> = BTreeMap::new();
    for (candidate, tally) in candidates.iter().zip(tallies) {
        let family = families.entry(candidate.family).or_default();
        family.holds += tally.holds;
        family.fails += tally.fails;
    }
    families
}
