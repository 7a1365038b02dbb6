//! The same figure printed in two tables: totals by grade here and there, this year's column of a series.
//!
//! Found by meaning, not by table number: two lines of different tables (a column keyed by its row labels, a row keyed
//! by its column labels) that share labels and agree on most of them print the same figures.

use std::collections::{BTreeMap, BTreeSet};

use super::claims::{self, Board, Claim, Outcome, Position, Way};
use crate::finding::Rule;
use crate::number::Decimal;
use crate::report::{Report, Role, Table};
use crate::tables::labels;
use crate::tables::relations::sums_up;

/// Two tables that print different numbers for the same thing.
pub const SAME_FIGURE: Rule = Rule {
    code: "IOMX-C07",
    name: "same-figure",
    summary: "two tables of the report print different numbers for the same thing",
    explanation: "Many numbers stand in two tables: the totals by grade of the table by nationality and those of the table by \
sex, this year's column of a series. Two lines that share their labels and agree on most of them are compared on all.\n\n\
A total that leaves out categories which the other table lists is no error: iomx looks whether what is left out is \
exactly the difference.",
    example: "Table 2   P-4 Total 315\nAnnex     P-4 Total 351",
};

/// Lines of larger tables are compared only where they hold totals: nobody prints 180 countries twice in one report.
const LARGE: usize = 60;
/// So many labels must agree, and so many of the shared ones in a hundred, before the lines are taken for the same.
const FEWEST_EQUAL: usize = 3;
const LEAST_SHARE: usize = 75;

/// A number that stands under one label in more lines than this tells none of them apart.
const MOST_ALIKE: usize = 8;

/// One line of a table, keyed by what its numbers are about.
struct Strand<'a> {
    table: usize,
    year: Option<i32>,
    numbers: BTreeMap<&'a str, (Position, Decimal)>,
}

/// What the rows and the columns of a table are about.
struct Keys {
    rows: Vec<String>,
    columns: Vec<String>,
}

/// The claims that two tables print the same figures.
pub fn claims(report: &Report, board: &Board) -> Vec<Claim> {
    let keys: Vec<Keys> = report.tables.iter().map(keys).collect();
    let strands: Vec<Strand> =
        keys.iter().enumerate().flat_map(|(index, keys)| strands(report, index, keys, board)).collect();
    let mut claims = Vec::new();
    let mut seen: BTreeSet<(Position, Position)> = BTreeSet::new();
    for (a, b) in similar(&strands) {
        for claim in compare(report, &strands[a], &strands[b]) {
            if seen.insert((claim.terms[0].0, claim.terms[1].0)) {
                claims.push(claim);
            }
        }
    }
    claims
}

fn keys(table: &Table) -> Keys {
    Keys {
        rows: table.rows.iter().map(|row| key(&row.label, row.role)).collect(),
        columns: table.columns.iter().map(|column| key(&column.label, column.role)).collect(),
    }
}

fn strands<'a>(report: &Report, index: usize, keys: &'a Keys, board: &Board) -> Vec<Strand<'a>> {
    let table = &report.tables[index];
    let at = |row: usize, column: usize| Position { table: index, row, column };
    let large = table.rows.len() > LARGE || table.columns.len() > LARGE;
    let mut strands = Vec::new();
    for (column, head) in table.columns.iter().enumerate() {
        if (!large || head.role != Role::Data) && head.unit.is_none_or(sums_up) {
            let cells = table.rows.iter().enumerate().filter(|(_, row)| row.unit.is_none_or(sums_up));
            let keyed = cells.map(|(row, _)| (keys.rows[row].as_str(), at(row, column)));
            let keyed = keyed.filter(|(_, at)| is_sure(report, board, *at));
            strands.push(strand(index, head.year.or(report.metadata.year), keyed, board));
        }
    }
    for (row, head) in table.rows.iter().enumerate() {
        if (!large || head.role != Role::Data) && head.unit.is_none_or(sums_up) {
            let cells = table.columns.iter().enumerate().filter(|(_, column)| column.unit.is_none_or(sums_up));
            let keyed = cells.map(|(column, _)| (keys.columns[column].as_str(), at(row, column)));
            strands.push(strand(index, None, keyed.filter(|(_, at)| is_sure(report, board, *at)), board));
        }
    }
    strands
}

/// A number that its form gives reason to doubt says nothing about another table.
fn is_sure(report: &Report, board: &Board, at: Position) -> bool {
    claims::cell(report, board, at).is_some_and(|cell| !cell.doubtful)
}

fn strand<'a>(
    table: usize,
    year: Option<i32>,
    keyed: impl Iterator<Item = (&'a str, Position)>,
    board: &Board,
) -> Strand<'a> {
    let (mut numbers, mut twice) = (BTreeMap::new(), BTreeSet::new());
    for (key, at) in keyed {
        let Some(value) = board.value(at) else { continue };
        if numbers.insert(key, (at, value)).is_some() {
            twice.insert(key);
        }
    }
    // A label that stands twice names nothing.
    numbers.retain(|key, _| !twice.contains(key));
    Strand { table, year, numbers }
}

/// What a label is about, whatever its spelling: `UG` is `Ungraded`, every kind of total is the total.
pub(super) fn key(label: &str, role: Role) -> String {
    if role == Role::Total {
        return "total".to_string();
    }
    match labels::sex_of(label) {
        Some(labels::Sex::Female) => return "f".to_string(),
        Some(labels::Sex::Male) => return "m".to_string(),
        None => {}
    }
    let words = labels::words(label).join(" ");
    if words == "ungraded" { "ug".to_string() } else { words }
}

/// Pairs of strands of different tables that agree on enough labels.
fn similar(strands: &[Strand]) -> Vec<(usize, usize)> {
    let mut by_number: BTreeMap<(&str, Decimal), Vec<usize>> = BTreeMap::new();
    let mut equal: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, strand) in strands.iter().enumerate() {
        for (key, (_, value)) in strand.numbers.iter().filter(|(_, (_, value))| !value.is_zero()) {
            let others = by_number.entry((*key, *value)).or_default();
            if others.len() > MOST_ALIKE {
                continue;
            }
            for other in others.iter().filter(|other| strands[**other].table != strand.table) {
                *equal.entry((*other, index)).or_default() += 1;
            }
            others.push(index);
        }
    }
    let enough = |((a, b), equal): &(&(usize, usize), &usize)| {
        let (a, b) = (&strands[*a], &strands[*b]);
        let shared = a.numbers.keys().filter(|key| b.numbers.contains_key(**key)).count();
        let years = a.year.zip(b.year).is_none_or(|(a, b)| a == b);
        years && **equal >= FEWEST_EQUAL && **equal * 100 >= shared * LEAST_SHARE
    };
    equal.iter().filter(enough).map(|(pair, _)| *pair).collect()
}

fn compare(report: &Report, a: &Strand, b: &Strand) -> Vec<Claim> {
    let shared = a.numbers.iter().filter_map(|(key, first)| Some((key, first, b.numbers.get(key)?)));
    shared
        .filter_map(|(key, (first, value), (second, other))| {
            let off = *value - *other;
            if *key == "total" && !off.is_zero() && (explains(a, b, off) || explains(b, a, -off)) {
                return None;
            }
            Some(Claim {
                rule: &SAME_FIGURE,
                way: Way::Elsewhere,
                terms: vec![(*first, 1), (*second, -1)],
                outcome: if off.is_zero() { Outcome::Holds } else { Outcome::Off(off) },
                vouches_for_all: true,
                says: format!("the same figure in {}", report.tables[second.table].id),
            })
        })
        .collect()
}

/// Whether the categories that `wide` lists and `narrow` leaves out make up the difference of their totals.
fn explains(wide: &Strand, narrow: &Strand, off: Decimal) -> bool {
    let only = wide.numbers.iter().filter(|(key, _)| !narrow.numbers.contains_key(**key));
    let left_out: Decimal = only.map(|(_, (_, value))| *value).sum();
    left_out == off
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::reports;

    const BY_HOME: &str = "
        Home     | E-1 | P-3 | P-2 | UG | Total
        Upland   | 1   | 10  | 21  | 4  | 36
        Lowland  |     | 12  | 11  | 7  | 30
        Total    | 1   | 22  | 32  | 11 | 66";

    fn failing(second: &str) -> (usize, Vec<String>) {
        let report = reports(&[BY_HOME, second]);
        let claims = claims(&report, &Board::new(&report));
        let off = claims.iter().filter(|claim| !claim.holds());
        let name = |claim: &Claim| report.tables[0].columns[claim.terms[0].0.column].label.clone();
        (claims.len(), off.map(name).collect())
    }

    #[test]
    fn totals_by_grade_are_found_in_both_tables() {
        let by_sex = "
            Grade    | P-3 | P-2 | Ungraded
            Women    | 12  | 12  | 5
            Men      | 10  | 20  | 6
            Together | 22  | 32  | 11";
        assert_eq!(failing(by_sex), (3, vec![]));
    }

    #[test]
    fn a_total_that_leaves_out_a_grade_is_explained() {
        let by_sex = "
            Grade | P-3 | P-2 | UG | Total
            All   | 22  | 32  | 11 | 65";
        assert_eq!(failing(by_sex), (3, vec![]));
        let wrong = "
            Grade | P-3 | P-2 | UG | Total
            All   | 22  | 32  | 11 | 63";
        assert_eq!(failing(wrong), (4, vec!["Total".to_string()]));
    }
}
