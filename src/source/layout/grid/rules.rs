//! Rules that are one, and rules that meet.
//!
//! Takes rules as drawn, piece by piece; gives whole ones, and the groups that may be a table each.

use std::collections::BTreeMap;

use super::groups::Groups;
use super::{MEETS, SAME_RULE};
use crate::source::layout::Rule;

/// Shorter joined rules are underlines of a letter, ticks of a chart.
const SHORTEST: f32 = 6.0;

/// Rules in one line joined to one.
pub(super) fn merged<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.copied().collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut lanes: Vec<Vec<Rule>> = Vec::new();
    for rule in rules {
        match lanes.last_mut() {
            Some(lane) if rule.at - lane[0].at <= SAME_RULE => lane.push(rule),
            _ => lanes.push(vec![rule]),
        }
    }
    lanes.into_iter().flat_map(join).filter(|rule| rule.to - rule.from >= SHORTEST).collect()
}

fn join(mut lane: Vec<Rule>) -> Vec<Rule> {
    lane.sort_by(|a, b| a.from.total_cmp(&b.from));
    // Each with the sum of its places, weighed by length: a dot of another rule has little to say.
    let mut joined: Vec<(Rule, f32, f32)> = Vec::new();
    for rule in lane {
        let length = (rule.to - rule.from).max(f32::EPSILON);
        match joined.last_mut() {
            Some((last, places, lengths)) if rule.from - last.to <= MEETS => {
                last.to = last.to.max(rule.to);
                (*places, *lengths) = (*places + rule.at * length, *lengths + length);
            }
            _ => joined.push((rule, rule.at * length, length)),
        }
    }
    joined.into_iter().map(|(rule, places, lengths)| Rule { at: places / lengths, ..rule }).collect()
}

/// Horizontal and vertical rules.
type Both = (Vec<Rule>, Vec<Rule>);

/// Groups of rules that meet.
pub(super) fn components(horizontal: &[Rule], vertical: &[Rule]) -> Vec<Both> {
    let mut groups = Groups::new(horizontal.len() + vertical.len());
    for (h, across) in horizontal.iter().enumerate() {
        for (v, upright) in vertical.iter().enumerate() {
            if covers(across, upright.at, MEETS) && covers(upright, across.at, MEETS) {
                groups.join(h, horizontal.len() + v);
            }
        }
    }
    let mut by_root: BTreeMap<usize, Both> = BTreeMap::new();
    for (index, rule) in horizontal.iter().chain(vertical).enumerate() {
        let group = by_root.entry(groups.root(index)).or_default();
        if rule.horizontal { group.0.push(*rule) } else { group.1.push(*rule) }
    }
    by_root.into_values().filter(|(horizontal, vertical)| !horizontal.is_empty() && !vertical.is_empty()).collect()
}

pub(super) fn covers(rule: &Rule, at: f32, slack: f32) -> bool {
    rule.from - slack <= at && at <= rule.to + slack
}
