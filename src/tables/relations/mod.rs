//! Which sums a table claims to hold, read off its header paths and row groups and confirmed by its numbers.
//!
//! Columns and rows are alike here: both are [`Head`]s with a group path, a label and a role. A head that is named a
//! total gives hypotheses (the sum of its group, of another group, of the split by sex, ...). A hypothesis is accepted
//! when the numbers bear it out far more often than not; a table with a misprint keeps its relation, and a sum that
//! the report never meant is not tested.

mod hypotheses;

use super::labels;
use crate::number::Decimal;
use crate::report::{Column, Role, Unit};

/// One line of a table's frame: a column or a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// Group labels, outermost first.
    pub groups: Vec<String>,
    /// The label.
    pub label: String,
    /// Data or sum.
    pub role: Role,
    /// Whether sums over its numbers mean anything; they do not for shares and ranks.
    pub summable: bool,
    /// Data by its label, a sum by its group: `Total IOM Officials > F`.
    pub in_total_group: bool,
}

impl Head {
    /// The head of a column.
    pub fn of_column(column: &Column) -> Self {
        Self::new(&column.groups, &column.label, column.role, column.unit)
    }

    /// A head with its path.
    pub fn new(groups: &[String], label: &str, role: Role, unit: Option<Unit>) -> Self {
        Self {
            groups: groups.to_vec(),
            label: label.to_string(),
            role,
            summable: unit.is_none_or(sums_up),
            in_total_group: groups.iter().any(|group| labels::role_of(group) != Role::Data),
        }
    }
}

/// Whether numbers of a unit can be added.
pub fn sums_up(unit: Unit) -> bool {
    !matches!(unit, Unit::PerCent | Unit::PercentagePoints | Unit::Rank)
}

/// `total` is the sum of `parts`; indexes of heads of one axis.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sum {
    /// Index of the head that holds the sum.
    pub total: usize,
    /// Indexes of the heads that are added, ascending.
    pub parts: Vec<usize>,
}

/// How a sum stands in one line of the other axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is printed that could be tested.
    Silent,
    /// Printed and equal.
    Holds,
    /// Printed total less the sum of the parts.
    Off(Decimal),
    /// Parts are printed, the total is not.
    NoTotal,
}

impl Sum {
    /// Whether both claim the same total with some of the same parts: then at most one is meant. `Field` alone makes
    /// up the total of every country that has nobody at headquarters.
    fn overlaps(&self, other: &Self) -> bool {
        self.total == other.total && self != other && self.parts.iter().any(|part| other.parts.contains(part))
    }

    /// Tests the sum on the numbers of one line, given by index.
    pub fn test(&self, value: impl Fn(usize) -> Option<Decimal>) -> Outcome {
        let parts = self.parts.iter().filter_map(|part| value(*part));
        match value(self.total) {
            None if self.parts.iter().any(|part| value(*part).is_some()) => Outcome::NoTotal,
            None => Outcome::Silent,
            Some(total) => {
                let off = total - parts.sum();
                if off.is_zero() { Outcome::Holds } else { Outcome::Off(off) }
            }
        }
    }
}

/// The numbers of a table while relations are looked for: `value(line, head)`; `None` for an empty cell.
pub struct Numbers<'a> {
    /// How many lines cross the heads.
    pub lines: usize,
    /// Whether the numbers of a line may be added at all; those of shares may not.
    pub usable: &'a dyn Fn(usize) -> bool,
    /// Whether it is not settled what stands at a line and head: a sum is not tested there.
    pub open: &'a dyn Fn(usize, usize) -> bool,
    /// The number at a line and head.
    pub value: &'a dyn Fn(usize, usize) -> Option<Decimal>,
}

/// The sums that hold among `heads`.
pub fn sums(heads: &[Head], numbers: &Numbers) -> Vec<Sum> {
    let candidates = hypotheses::all(heads);
    let tallies: Vec<Tally> = candidates.iter().map(|candidate| tally(&candidate.sum, numbers)).collect();
    let mut accepted: Vec<(&hypotheses::Candidate, Tally)> = Vec::new();
    for (candidate, own) in candidates.iter().zip(&tallies) {
        let family = family_tally(candidate, &candidates, &tallies);
        let repeated = accepted.iter().any(|(other, _)| candidate.repeats(other));
        if !repeated && own.convinces(&family) {
            accepted.push((candidate, *own));
        }
    }
    let rivals = accepted.clone();
    let beaten = |(candidate, own): &(&hypotheses::Candidate, Tally)| {
        rivals.iter().any(|(other, tally)| candidate.sum.overlaps(&other.sum) && tally.beats(*own))
    };
    accepted.into_iter().filter(|entry| !beaten(entry)).map(|(candidate, _)| candidate.sum.clone()).collect()
}

/// Everything that the names of `heads` suggest, not confirmed by any number.
pub fn suggested(heads: &[Head]) -> Vec<Sum> {
    let mut sums: Vec<Sum> = hypotheses::all(heads).into_iter().map(|candidate| candidate.sum).collect();
    sums.dedup();
    sums
}

/// In how many places the hypotheses about `heads` hold, confirmed or not: of several readings of a line the one that
/// makes most of them hold is the best guess while relations are looked for.
pub fn support(heads: &[Head], numbers: &Numbers) -> usize {
    hypotheses::all(heads).iter().map(|candidate| tally(&candidate.sum, numbers).holds).sum()
}

/// How often a hypothesis was tested, and how it fared.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    holds: usize,
    fails: usize,
}

impl Tally {
    /// A hypothesis with few lines of its own leans on its kind: `Africa total` on the other group totals of the table.
    fn convinces(&self, family: &Self) -> bool {
        const ENOUGH: usize = 3;
        let judged = if self.holds + self.fails >= ENOUGH { self } else { family };
        judged.holds > 0 && judged.holds >= judged.fails
    }

    fn beats(self, other: Self) -> bool {
        (self.holds, other.fails) > (other.holds, self.fails)
    }
}

fn tally(sum: &Sum, numbers: &Numbers) -> Tally {
    let mut tally = Tally::default();
    let open = |line: usize| sum.parts.iter().chain([&sum.total]).any(|head| (numbers.open)(line, *head));
    for line in (0..numbers.lines).filter(|line| (numbers.usable)(*line) && !open(*line)) {
        let total = (numbers.value)(line, sum.total);
        match sum.test(|head| (numbers.value)(line, head)) {
            // 0 = 0 says nothing for a hypothesis.
            Outcome::Holds if total.is_some_and(|total| !total.is_zero()) => tally.holds += 1,
            Outcome::Off(_) => tally.fails += 1,
            _ => {}
        }
    }
    tally
}

fn family_tally(candidate: &hypotheses::Candidate, all: &[hypotheses::Candidate], tallies: &[Tally]) -> Tally {
    let kin = all.iter().zip(tallies).filter(|(other, _)| other.family == candidate.family);
    kin.fold(Tally::default(), |sum, (_, t)| Tally { holds: sum.holds + t.holds, fails: sum.fails + t.fails })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(path: &str, role: Role) -> Head {
        let mut groups: Vec<String> = path.split('>').map(str::to_string).collect();
        let label = groups.pop().unwrap_or_default();
        groups.retain(|group| !group.is_empty());
        Head::new(&groups, &label, role, None)
    }

    fn found(heads: &[Head], lines: &[&[i64]]) -> Vec<String> {
        let value = |line: usize, head: usize| lines[line].get(head).map(|n| Decimal::whole(*n));
        let numbers = Numbers { lines: lines.len(), usable: &|_| true, open: &|_, _| false, value: &value };
        let name = |sum: &Sum| {
            let parts: Vec<&str> = sum.parts.iter().map(|part| heads[*part].label.as_str()).collect();
            format!("{} = {}", heads[sum.total].label, parts.join(" + "))
        };
        sums(heads, &numbers).iter().map(name).collect()
    }

    #[test]
    fn a_total_can_have_two_partitions() {
        let heads = [
            head("Grade>P-2", Role::Data),
            head("Grade>P-1", Role::Data),
            head("Total", Role::Total),
            head("Sex>F", Role::Data),
            head("Sex>M", Role::Data),
        ];
        let lines: [&[i64]; 3] = [&[1, 2, 3, 1, 2], &[4, 0, 4, 0, 4], &[2, 2, 4, 1, 3]];
        assert_eq!(found(&heads, &lines), ["Total = P-2 + P-1", "Total = F + M"]);
    }

    #[test]
    fn group_totals_add_up_to_the_grand_total() {
        let heads = [
            head("North>Air", Role::Data),
            head("North>Sea", Role::Data),
            head("North>North total", Role::Subtotal),
            head("South>Air", Role::Data),
            head("South>South total", Role::Subtotal),
            head("Grand total", Role::Total),
        ];
        let lines: [&[i64]; 1] = [&[1, 2, 3, 4, 4, 7]];
        let expected = ["North total = Air + Sea", "South total = Air", "Grand total = North total + South total"];
        assert_eq!(found(&heads, &lines), expected);
    }

    #[test]
    fn a_misprint_does_not_hide_the_relation_and_a_chance_does_not_make_one() {
        let heads = [head("Men", Role::Data), head("Women", Role::Data), head("Total", Role::Total)];
        assert_eq!(found(&heads, &[&[1, 2, 3], &[4, 5, 9], &[1, 1, 3]]), ["Total = Men + Women"]);
        assert!(found(&heads, &[&[1, 2, 9], &[4, 5, 7], &[1, 1, 2]]).is_empty());
    }
}
