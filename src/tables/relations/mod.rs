//! Which sums a table claims to hold, read off its header paths and row groups and confirmed by its numbers.
//!
//! Columns and rows are alike here: both are [`Head`]s with a group path, a label and a role. A head that is named a
//! total gives hypotheses (the sum of its group, of another group, of the split by sex, ...). A hypothesis is accepted
//! when the numbers bear it out far more often than not; a table with a misprint keeps its relation, and a sum that
//! the report never meant is not tested.

mod hypotheses;
mod parts;

pub use hypotheses::Hypotheses;

use super::labels;
use crate::number::Decimal;
use crate::report::{Column, Role, Unit};

/// One line of a table's frame: a column or a row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Head<'a> {
    /// Group labels, outermost first.
    pub groups: &'a [String],
    /// The label.
    pub label: &'a str,
    /// Data or sum.
    pub role: Role,
    /// Whether sums over its numbers mean anything; they do not for shares and ranks.
    pub summable: bool,
    /// Data by its label, a sum by its group: `Total IOM Officials > F`.
    pub in_total_group: bool,
}

impl<'a> Head<'a> {
    /// The head of a column.
    pub fn of_column(column: &'a Column) -> Self {
        Self::new(&column.groups, &column.label, column.role, column.unit)
    }

    /// A head with its path.
    pub fn new(groups: &'a [String], label: &'a str, role: Role, unit: Option<Unit>) -> Self {
        let in_total_group = groups.iter().any(|group| labels::role_of(group) != Role::Data);
        Self { groups, label, role, summable: unit.is_none_or(sums_up), in_total_group }
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
    /// Whether the numbers of a line may be used: it sums up and its reading is settled.
    pub usable: &'a dyn Fn(usize) -> bool,
    /// The number at a line and head.
    pub value: &'a dyn Fn(usize, usize) -> Option<Decimal>,
}

/// How often a hypothesis was tested, and how it fared.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    holds: usize,
    fails: usize,
}

impl Tally {
    fn count(&mut self, total: Decimal, parts: Decimal) {
        match total == parts {
            // 0 = 0 says nothing for a hypothesis.
            true => self.holds += usize::from(!total.is_zero()),
            false => self.fails += 1,
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    /// Heads by path (`Grade>P-2`) and role.
    fn columns(paths: &[(&str, Role)]) -> Vec<Column> {
        let column = |(path, role): &(&str, Role)| {
            let mut groups: Vec<String> = path.split('>').map(str::to_string).collect();
            let label = groups.pop().unwrap_or_default();
            Column { groups, label, role: *role, ..Column::default() }
        };
        paths.iter().map(column).collect()
    }

    fn found(paths: &[(&str, Role)], lines: &[&[i64]]) -> Vec<String> {
        let columns = columns(paths);
        let heads: Vec<Head> = columns.iter().map(Head::of_column).collect();
        let value = |line: usize, head: usize| lines[line].get(head).map(|n| Decimal::whole(*n));
        let numbers = Numbers { lines: lines.len(), usable: &|_| true, value: &value };
        let name = |sum: &Sum| {
            let parts: Vec<&str> = sum.parts.iter().map(|part| heads[*part].label).collect();
            format!("{} = {}", heads[sum.total].label, parts.join(" + "))
        };
        Hypotheses::of(&heads).confirmed(&numbers).iter().map(name).collect()
    }

    #[test]
    fn a_total_can_have_two_partitions() {
        let heads = [
            ("Grade>P-2", Role::Data),
            ("Grade>P-1", Role::Data),
            ("Total", Role::Total),
            ("Sex>F", Role::Data),
            ("Sex>M", Role::Data),
        ];
        let lines: [&[i64]; 3] = [&[1, 2, 3, 1, 2], &[4, 0, 4, 0, 4], &[2, 2, 4, 1, 3]];
        assert_eq!(found(&heads, &lines), ["Total = P-2 + P-1", "Total = F + M"]);
    }

    #[test]
    fn group_totals_add_up_to_the_grand_total() {
        let heads = [
            ("North>Air", Role::Data),
            ("North>Sea", Role::Data),
            ("North>North total", Role::Subtotal),
            ("South>Air", Role::Data),
            ("South>South total", Role::Subtotal),
            ("Grand total", Role::Total),
        ];
        let lines: [&[i64]; 1] = [&[1, 2, 3, 4, 4, 7]];
        let expected = ["North total = Air + Sea", "South total = Air", "Grand total = North total + South total"];
        assert_eq!(found(&heads, &lines), expected);
    }

    #[test]
    fn a_misprint_does_not_hide_the_relation_and_a_chance_does_not_make_one() {
        let heads = [("Men", Role::Data), ("Women", Role::Data), ("Total", Role::Total)];
        assert_eq!(found(&heads, &[&[1, 2, 3], &[4, 5, 9], &[1, 1, 3]]), ["Total = Men + Women"]);
        assert!(found(&heads, &[&[1, 2, 9], &[4, 5, 7], &[1, 1, 2]]).is_empty());
    }
}
