//! Row sums, column sums with groups, sub-totals and grand totals, and splits by sex.

use super::claims::{Axis, Board, Claim, Outcome, Position, Way, equation};
use crate::finding::Rule;
use crate::number::Decimal;
use crate::report::{Report, Table, Unit};
use crate::tables::labels;
use crate::tables::relations::{Head, Hypotheses, Numbers, Outcome as Fit, Sum};

/// A row whose printed total is not the sum of its cells.
pub const ROW_SUM: Rule = Rule {
    code: "IOMX-C01",
    name: "row-sum",
    summary: "the cells of a row do not add up to its printed total",
    explanation: "A column headed as a total is the sum of the columns of its group, of another group (grades, sexes), or of all. \
iomx reads off the header which sum it can be, keeps it if the rows of the table bear it out, and tests every row.\n\n\
Look at the row in the source. If its column sums hold, a single cell of the row is wrong and the finding names it.",
    example: "            P-2 P-1 Total\nUpland        3   4     8      3 + 4 is 7",
};

/// A column whose printed total is not the sum of its rows.
pub const COLUMN_SUM: Rule = Rule {
    code: "IOMX-C02",
    name: "column-sum",
    summary: "the rows of a column do not add up to its printed total",
    explanation: "A row named a total or sub-total is the sum of the rows of its group, of the sub-totals, or of all rows, over \
page breaks too. A column sum is also what proves in which column a number stands.",
    example: "           Staff\nUpland         7\nLowland        5\nTotal         13      7 + 5 is 12",
};

/// A split by sex that does not give the total.
pub const SEX_SPLIT: Rule = Rule {
    code: "IOMX-C03",
    name: "sex-split",
    summary: "women and men do not add up to the printed total",
    explanation: "Where a table prints women and men beside (or above) a total, the two are its parts.",
    example: "           Total  F  M\nUpland         7  3  5      3 + 5 is 8",
};

/// All sums that the tables print.
pub fn claims(report: &Report, board: &Board) -> Vec<Claim> {
    Axis::all(report).flat_map(|axis| along(&axis, board)).collect()
}

/// Whether a claim is such a sum; its total is the first of its terms.
pub fn is_sum(claim: &Claim) -> bool {
    [ROW_SUM.code, COLUMN_SUM.code, SEX_SPLIT.code].contains(&claim.rule.code)
}

/// The claims of all sums among the heads of an axis, in every line that crosses them.
fn along(axis: &Axis, board: &Board) -> Vec<Claim> {
    let value = |line: usize, head: usize| board.value(axis.at(line, head));
    let open = |line: usize, head: usize| board.is_open(axis.at(line, head));
    let usable = |line: usize| axis.summable[line];
    let numbers = Numbers { lines: axis.lines(), usable: &usable, open: &open, value: &value };
    let sums = Hypotheses::of(&axis.heads).confirmed(&numbers);
    let mut claims = Vec::new();
    for sum in &sums {
        let rule = rule_of(sum, &axis.heads, axis.way);
        let labels: Vec<&str> = sum.parts.iter().map(|part| axis.heads[*part].label).collect();
        let says = equation(&labels, axis.heads[sum.total].label);
        for line in (0..axis.lines()).filter(|line| axis.summable[*line]) {
            let terms = terms(sum, &|head| axis.at(line, head));
            let unsettled = terms.iter().any(|(position, _)| board.is_open(*position));
            let outcome = outcome(sum, axis.table, &|head| value(line, head)).filter(|_| !unsettled);
            let says = says.clone();
            claims.extend(outcome.map(|outcome| Claim {
                rule,
                way: axis.way,
                terms,
                outcome,
                vouches_for_all: true,
                says,
            }));
        }
    }
    claims
}

fn rule_of(sum: &Sum, heads: &[Head], way: Way) -> &'static Rule {
    let sexes = sum.parts.len() == 2 && sum.parts.iter().all(|part| labels::sex_of(heads[*part].label).is_some());
    match way {
        _ if sexes => &SEX_SPLIT,
        Way::Row => &ROW_SUM,
        _ => &COLUMN_SUM,
    }
}

fn terms(sum: &Sum, at: &dyn Fn(usize) -> Position) -> Vec<(Position, i8)> {
    let parts = sum.parts.iter().map(|part| (at(*part), -1));
    std::iter::once((at(sum.total), 1)).chain(parts).collect()
}

/// How a sum fares in one line; `None` where nothing is printed.
fn outcome(sum: &Sum, table: &Table, value: &dyn Fn(usize) -> Option<Decimal>) -> Option<Outcome> {
    match sum.test(value) {
        Fit::Silent => None,
        Fit::Holds => Some(Outcome::Holds),
        // A total that is not printed beside its parts: the sum is off by all of them. Parts of nothing prove nothing.
        Fit::NoTotal => {
            let parts: Decimal = sum.parts.iter().filter_map(|part| value(*part)).sum();
            (!parts.is_zero()).then_some(Outcome::Off(-parts))
        }
        Fit::Off(off) if within_rounding(sum, table, off, value) => Some(Outcome::HoldsRounded),
        Fit::Off(off) => Some(Outcome::Off(off)),
    }
}

/// Money is printed rounded: a sum of rounded numbers may differ by half a last digit for each of them. Persons are not.
fn within_rounding(sum: &Sum, table: &Table, off: Decimal, value: &dyn Fn(usize) -> Option<Decimal>) -> bool {
    let money = matches!(table.unit, Unit::UsdMillion | Unit::UsdThousand);
    let printed = sum.parts.iter().chain([&sum.total]).filter_map(|head| value(*head));
    let slack: f64 = printed.filter(|number| money || number.scale() > 0).map(Decimal::half_step).sum();
    off.to_f64().abs() < slack + f64::EPSILON
}
