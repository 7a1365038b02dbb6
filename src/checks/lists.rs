//! The same names in two lists: regions stand in one order throughout a report. Where two lists differ by two neighbours alone,
//! one of them has their labels exchanged.

use std::collections::BTreeMap;

use crate::finding::{Cause, Finding, Severity};
use crate::report::{Report, Role, Table};

use super::stubs::ORDER;

/// Fewer common names show no order.
const FEWEST: usize = 4;
/// Longer lists are told by the alphabet.
const MOST: usize = 30;

/// A row whose label may be that of the row after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exchanged {
    /// Index of the table.
    pub table: usize,
    /// Index of the first of the two rows.
    pub row: usize,
}

/// A list of names, and of which rows they are.
struct List<'a> {
    table: usize,
    names: Vec<&'a str>,
    /// None where the names are those of columns.
    rows: Option<Vec<usize>>,
}

/// Findings about exchanged labels.
pub fn check(report: &Report) -> Vec<Finding> {
    let about = |found: Exchanged| {
        let table = &report.tables[found.table];
        let (row, next) = (&table.rows[found.row], &table.rows[found.row + 1]);
        let message = format!("'{}' and '{}' stand the other way round in another list", row.label, next.label);
        let finding = Finding::new(ORDER.code, Severity::Warning, Cause::Unknown, row.span, message);
        finding.in_table(&table.id).at_cell(&row.label, "")
    };
    exchanged(report).into_iter().map(about).collect()
}

/// Neighbours that as many of the other lists have the other way round as have them so.
pub fn exchanged(report: &Report) -> Vec<Exchanged> {
    let tables = report.tables.iter().enumerate();
    let lists: Vec<List> =
        tables.flat_map(|(at, table)| [rows_of(at, table), columns_of(at, table)]).flatten().collect();
    // Most lists of a report stand in one order: each order is compared once, however many tables have it.
    let mut orders: BTreeMap<&[&str], usize> = BTreeMap::new();
    lists.iter().for_each(|list| *orders.entry(&list.names).or_default() += 1);
    let pairs: BTreeMap<&[&str], Vec<usize>> =
        orders.keys().map(|names| (*names, exchanged_pairs(names, &orders))).collect();
    let of_list = |list: &List| {
        let rows = list.rows.as_deref().unwrap_or_default();
        let pairs = pairs[list.names.as_slice()].iter().filter(|pair| rows.get(**pair).is_some());
        let beside = pairs.filter(|pair| rows[**pair] + 1 == rows[**pair + 1]);
        beside.map(|pair| Exchanged { table: list.table, row: rows[*pair] }).collect::<Vec<_>>()
    };
    lists.iter().flat_map(of_list).collect()
}

/// The pairs of neighbours in an order that the others have the other way round, by the place of the first.
fn exchanged_pairs(names: &[&str], orders: &BTreeMap<&[&str], usize>) -> Vec<usize> {
    let (mut against, mut in_favour) = (vec![0; names.len()], vec![0; names.len()]);
    for (other, count) in orders {
        let count = count - usize::from(*other == names);
        let (own, others) = common(names, other);
        if own.len() < FEWEST {
            continue;
        }
        for pair in 0..names.len() - 1 {
            let both = names[pair..=pair + 1].iter().all(|name| own.contains(name));
            in_favour[pair] += if both && own == others { count } else { 0 };
            against[pair] += if both && differ_by(&own, &others, &names[pair..=pair + 1]) { count } else { 0 };
        }
    }
    (0..names.len() - 1).filter(|pair| against[*pair] > 0 && against[*pair] >= in_favour[*pair]).collect()
}

/// The labels of the rows of data, where they stand in no groups.
fn rows_of(at: usize, table: &Table) -> Option<List<'_>> {
    let rows: Vec<usize> = (0..table.rows.len()).filter(|row| table.rows[*row].role == Role::Data).collect();
    let plain = rows.iter().all(|row| table.rows[*row].groups.is_empty());
    let names: Vec<&str> = rows.iter().map(|row| table.rows[*row].label.as_str()).collect();
    (plain && is_list(&names)).then_some(List { table: at, names, rows: Some(rows) })
}

fn columns_of(at: usize, table: &Table) -> Option<List<'_>> {
    let data = table.columns.iter().filter(|column| column.role == Role::Data);
    let names: Vec<&str> = data.map(|column| column.label.as_str()).collect();
    is_list(&names).then_some(List { table: at, names, rows: None })
}

fn is_list(names: &[&str]) -> bool {
    let once = |at: usize| !names[..at].contains(&names[at]);
    (FEWEST..=MOST).contains(&names.len()) && (0..names.len()).all(once)
}

/// The names that two lists share, in the order of the one and of the other.
fn common<'a>(names: &[&'a str], others: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    let shared =
        |own: &[&'a str], others: &[&'a str]| own.iter().copied().filter(|name| others.contains(name)).collect();
    (shared(names, others), shared(others, names))
}

/// Whether one order becomes the other by exchanging two neighbours.
fn differ_by(own: &[&str], others: &[&str], pair: &[&str]) -> bool {
    let Some(at) = own.windows(2).position(|names| names == pair) else { return false };
    let swapped = own[at] == others[at + 1] && own[at + 1] == others[at];
    swapped && own[..at] == others[..at] && own[at + 2..] == others[at + 2..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::reports;

    #[test]
    fn neighbours_that_stand_the_other_way_round_elsewhere_are_doubted() {
        let rows = "Coast | Boats\nIsles | 1\nCapes | 2\nBays | 3\nFjords | 4";
        let columns = "Boats | Isles | Bays | Capes | Fjords\nOld | 1 | 2 | 3 | 4";
        assert_eq!(exchanged(&reports(&[rows, columns])), [Exchanged { table: 0, row: 1 }]);
        assert_eq!(exchanged(&reports(&[rows, columns, rows, rows])), []);
    }

    #[test]
    fn lists_of_another_order_say_nothing() {
        let one = "Coast | Boats\nIsles | 1\nCapes | 2\nBays | 3\nFjords | 4";
        let other = "Coast | Boats\nFjords | 1\nBays | 2\nCapes | 3\nIsles | 4";
        assert_eq!(exchanged(&reports(&[one, other])), []);
    }
}
