//! Shares, rates of change and differences of shares: a printed 43% allows every share that rounds to it.

use super::claims::{Axis, Board, Claim, Outcome};
use crate::finding::Rule;
use crate::number::Decimal;
use crate::report::{Report, Unit};

/// A share that its parts do not give.
pub const SHARE: Rule = Rule {
    code: "IOMX-C04",
    name: "share",
    summary: "a printed percentage is not the share (or the rate of change) of the numbers that it is made of",
    explanation: "Where a row or column of percentages is, line by line, the share of one row in another, or its change against \
another, iomx finds out which and tests every line. A printed 43% allows every share that rounds to it.\n\n\
If the numbers of the share add up with their totals, the percentage is the misprint.",
    example: "Women       310\nTotal      2 600\nShare        14%      310 of 2 600 is 12%",
};

/// A change of shares that the shares do not give.
pub const POINTS: Rule = Rule {
    code: "IOMX-C05",
    name: "difference",
    summary: "a printed change is not the difference of the numbers that it is made of",
    explanation: "Changes between two years are tested against the two: amounts exactly, percentages within what rounding allows \
(a change of +2 between 28% and 31% can be right). A dash counts as zero.",
    example: "Share in 2030    28%\nShare in 2031    35%\nChange           +3%      at least 6 points",
};

/// Beyond so many heads the pairs are not tried: shares stand in small tables.
const MOST_HEADS: usize = 40;

/// What a ratio is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Formula {
    /// 100 × a / b.
    Share(usize, usize),
    /// 100 × (a − b) / b.
    Growth(usize, usize),
    /// a − b.
    Difference(usize, usize),
    /// a, less a in the line before.
    Step(usize),
}

impl Formula {
    /// The heads that it uses.
    fn heads(self) -> Vec<usize> {
        match self {
            Self::Share(a, b) | Self::Growth(a, b) | Self::Difference(a, b) => vec![a, b],
            Self::Step(a) => vec![a],
        }
    }

    fn says(self, axis: &Axis) -> String {
        let label = |head: usize| axis.heads[head].label;
        match self {
            Self::Share(a, b) => format!("{} of {}", label(a), label(b)),
            Self::Growth(a, b) => format!("change of {} against {}", label(a), label(b)),
            Self::Difference(a, b) => format!("{} less {}", label(a), label(b)),
            Self::Step(a) => format!("{} less the one before", label(a)),
        }
    }

    /// What it gives in a line: the middle and the most by which rounding can have moved it.
    fn gives(self, value: &dyn Fn(usize, usize) -> Option<Decimal>, line: usize) -> Option<(f64, f64)> {
        let at = |head: usize| value(line, head);
        match self {
            Self::Share(a, b) => ratio(at(a)?, at(b)?),
            Self::Growth(a, b) => ratio(at(a)? - at(b)?, at(b)?),
            Self::Difference(a, b) => Some(difference(at(a)?, at(b)?)),
            Self::Step(a) => Some(difference(at(a)?, value(line.checked_sub(1)?, a)?)),
        }
    }
}

fn ratio(part: Decimal, whole: Decimal) -> Option<(f64, f64)> {
    let share = 100.0 * part.to_f64() / whole.to_f64();
    // Counted persons are exact; amounts with decimals are rounded themselves.
    let slack = if whole.scale() > 0 { 100.0 * part.half_step() / whole.to_f64().abs() } else { 0.0 };
    (!whole.is_zero()).then_some((share, slack))
}

fn difference(a: Decimal, b: Decimal) -> (f64, f64) {
    ((a - b).to_f64(), a.half_step() + b.half_step())
}

/// The claims of all ratios.
pub fn claims(report: &Report, board: &Board) -> Vec<Claim> {
    Axis::all(report).flat_map(|axis| of_axis(&axis, board)).collect()
}

fn of_axis(axis: &Axis, board: &Board) -> Vec<Claim> {
    let ratio = |head: &usize| matches!(axis.unit(*head), Some(Unit::PerCent | Unit::PercentagePoints));
    let ratios: Vec<usize> = (0..axis.heads.len()).filter(ratio).collect();
    if axis.heads.len() > MOST_HEADS {
        return Vec::new();
    }
    ratios.into_iter().flat_map(|head| of_head(axis, board, head)).collect()
}

/// The claims about one head of percentages, if a formula fits most of its lines.
fn of_head(axis: &Axis, board: &Board, head: usize) -> Vec<Claim> {
    let value = |line: usize, head: usize| board.value(axis.at(line, head));
    let printed: Vec<(usize, Decimal)> =
        (0..axis.lines()).filter_map(|line| Some((line, value(line, head)?))).collect();
    let fits = |formula: &Formula| {
        let tested = printed.iter().filter_map(|(line, p)| Some((*p, formula.gives(&value, *line)?)));
        let (held, all) = tested.fold((0, 0), |(held, all), (p, given)| (held + usize::from(meets(p, given)), all + 1));
        // One misprint among several lines must not hide the formula; two agreeing lines can be chance.
        (all >= 3 && held * 3 >= all * 2).then_some(held)
    };
    let formulas = formulas(axis, head);
    let Some(best) =
        formulas.iter().filter_map(|formula| Some((fits(formula)?, formula))).rev().max_by_key(|(held, _)| *held)
    else {
        return Vec::new();
    };
    let claim = |(line, p): &(usize, Decimal)| claim(axis, head, *best.1, *line, *p, best.1.gives(&value, *line)?);
    printed.iter().filter_map(claim).collect()
}

fn formulas(axis: &Axis, head: usize) -> Vec<Formula> {
    let others = || (0..axis.heads.len()).filter(move |other| *other != head);
    let amounts: Vec<usize> = others().filter(|other| axis.heads[*other].summable).collect();
    let shares: Vec<usize> = others().filter(|other| axis.unit(*other) == Some(Unit::PerCent)).collect();
    let pairs = |of: &[usize]| -> Vec<(usize, usize)> {
        of.iter().flat_map(|a| of.iter().filter(move |b| *b != a).map(move |b| (*a, *b))).collect()
    };
    if axis.unit(head) == Some(Unit::PercentagePoints) {
        let steps = shares.iter().map(|share| Formula::Step(*share));
        return pairs(&shares).into_iter().map(|(a, b)| Formula::Difference(a, b)).chain(steps).collect();
    }
    let amounts = pairs(&amounts);
    let share = amounts.iter().map(|(a, b)| Formula::Share(*a, *b));
    share.chain(amounts.iter().map(|(a, b)| Formula::Growth(*a, *b))).collect()
}

/// Whether the interval of a printed number and that of a computed one meet.
fn meets(printed: Decimal, (middle, slack): (f64, f64)) -> bool {
    (printed.to_f64() - middle).abs() <= printed.half_step() + slack + 1e-9
}

fn claim(
    axis: &Axis,
    head: usize,
    formula: Formula,
    line: usize,
    printed: Decimal,
    given: (f64, f64),
) -> Option<Claim> {
    let rule = if matches!(formula, Formula::Share(..) | Formula::Growth(..)) { &SHARE } else { &POINTS };
    let outcome =
        if meets(printed, given) { Outcome::Holds } else { Outcome::Off(printed - rounded(given.0, printed.scale())?) };
    let parts = formula.heads().into_iter().map(|part| (axis.at(line, part), -1));
    let terms = std::iter::once((axis.at(line, head), 1)).chain(parts).collect();
    Some(Claim { rule, way: axis.way, terms, outcome, vouches_for_all: false, says: formula.says(axis) })
}

fn rounded(number: f64, scale: u8) -> Option<Decimal> {
    Decimal::parse(&format!("{number:.*}", usize::from(scale)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::report;

    fn failures(table: &str) -> (usize, Vec<String>) {
        let report = report(table);
        let claims = claims(&report, &Board::new(&report));
        let failing = claims.iter().filter(|claim| !claim.holds());
        (claims.len(), failing.map(|claim| format!("{} {:?}", claim.says, claim.outcome)).collect())
    }

    #[test]
    fn a_share_is_found_and_its_misprint_named() {
        let table = "
            Category              | 2028 | 2029 | 2030 | 2031
            Women                 | 40   | 45   | 50   | 61
            Total                 | 90   | 97   | 101  | 120
            Percentage of women   | 44%  | 46%  | 53%  | 51%";
        let (all, failing) = failures(table);
        assert_eq!(all, 4);
        assert_eq!(failing, ["Women of Total Off(Decimal { units: 3, scale: 0 })"]);
    }

    #[test]
    fn a_change_of_shares_may_be_off_by_rounding_only() {
        let table = "
            Category                      | 2028 | 2029 | 2030 | 2031
            Percentage of women           | 28%  | 31%  | 35%  | 36%
            Change in percentage of women | +2%  | +3%  | +3%  | +3%";
        let (all, failing) = failures(table);
        assert_eq!((all, failing.len()), (3, 1));
    }
}
