//! Borders that are not drawn: where a rule between columns ends inside the table, the cells beside it end too.
//!
//! Some tools part a spanning header from the names below it by no line of its own; only the rules between the names stop there.

use super::rules::covers;
use super::{MEETS, SAME_RULE};
use crate::source::layout::Rule;

/// A rule that ends this far from every line across does not end at one.
const APART: f32 = 6.0;

/// The lines across that the ends of upright rules imply, between the next rules that go on there.
pub(super) fn across(horizontal: &[Rule], vertical: &[Rule]) -> Vec<Rule> {
    let (Some(top), Some(bottom)) = (least(horizontal), most(horizontal)) else { return Vec::new() };
    let ends = vertical.iter().flat_map(|rule| [(rule.at, rule.from), (rule.at, rule.to)]);
    let inside = |(_, y): &(f32, f32)| *y > top + APART && *y < bottom - APART;
    let free =
        |(x, y): &(f32, f32)| !horizontal.iter().any(|rule| (rule.at - y).abs() <= APART && covers(rule, *x, MEETS));
    ends.filter(inside).filter(free).filter_map(|(x, y)| between(vertical, x, y)).collect()
}

fn least(rules: &[Rule]) -> Option<f32> {
    rules.iter().map(|rule| rule.at).reduce(f32::min)
}

fn most(rules: &[Rule]) -> Option<f32> {
    rules.iter().map(|rule| rule.at).reduce(f32::max)
}

/// A line across at `y`, from the next rule on the left of `x` that goes on above and below to the next on the right.
fn between(vertical: &[Rule], x: f32, y: f32) -> Option<Rule> {
    let goes_on = |rule: &&Rule| rule.from < y - APART && rule.to > y + APART;
    let xs = || vertical.iter().filter(goes_on).map(|rule| rule.at);
    let from = xs().filter(|at| *at < x - SAME_RULE).reduce(f32::max)?;
    let to = xs().filter(|at| *at > x + SAME_RULE).reduce(f32::min)?;
    Some(Rule { horizontal: true, at: y, from, to })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upright(at: f32, from: f32, to: f32) -> Rule {
        Rule { horizontal: false, at, from, to }
    }

    fn lines() -> [Rule; 3] {
        [0.0, 40.0, 60.0].map(|at| Rule { horizontal: true, at, from: 0.0, to: 90.0 })
    }

    #[test]
    fn names_under_a_spanner_without_a_line_are_cells() {
        let rules =
            [upright(0.0, 0.0, 60.0), upright(30.0, 0.0, 60.0), upright(60.0, 20.0, 60.0), upright(90.0, 0.0, 60.0)];
        assert_eq!(across(&lines(), &rules), [Rule { horizontal: true, at: 20.0, from: 30.0, to: 90.0 }]);
    }

    #[test]
    fn a_rule_that_ends_at_a_line_implies_none() {
        let rules = [upright(0.0, 0.0, 60.0), upright(30.0, 42.0, 60.0), upright(90.0, 0.0, 60.0)];
        assert!(across(&lines(), &rules).is_empty());
    }
}
