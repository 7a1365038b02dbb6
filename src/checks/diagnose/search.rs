//! The searches for culprits, the surest first.
//!
//! Takes the bench; gives cells, each with the change that mends the claims about it.

use std::collections::{BTreeMap, BTreeSet};

use super::bench::Bench;
use crate::checks::claims::Position;
use crate::number::Decimal;

impl Bench<'_> {
    /// Where the total of counted things is printed as 0, every part is 0: what stands there is an image of another row.
    pub(super) fn clear_empty_totals(&mut self) {
        for index in self.failing.clone() {
            let claim = &self.claims[index];
            let Some((total, parts)) = claim.terms.split_first() else { continue };
            let values: Vec<_> = parts.iter().filter_map(|(at, _)| Some((*at, self.board.value(*at)?))).collect();
            let counts = values.iter().all(|(_, value)| !value.is_negative());
            if counts && parts.len() > 1 && self.board.value(total.0).is_some_and(Decimal::is_zero) {
                for (at, value) in values.into_iter().filter(|(_, value)| !value.is_zero()) {
                    self.mend(at, -value);
                }
            }
        }
    }

    /// Cells that two or more failing claims, and no holding one, would have changed by the same amount.
    pub(super) fn crossings(&self) -> Vec<(Position, Decimal)> {
        let suspects = self.covering.keys().filter_map(|at| self.suspect(*at, 2)).collect::<Vec<_>>();
        self.unrivalled(suspects)
    }

    /// Cells of a failing claim all others of which are held by some other claim.
    pub(super) fn last_suspects(&self) -> Vec<(Position, Decimal)> {
        let alone = |index: &usize| {
            let claim = &self.claims[*index];
            let printed: Vec<Position> =
                claim.terms.iter().map(|(at, _)| *at).filter(|at| self.board.cell(*at).is_some()).collect();
            let mut left = printed.iter().filter_map(|at| self.suspect(*at, 1));
            left.next().filter(|_| left.next().is_none() && printed.len() > 1)
        };
        let suspects = self.failing.iter().filter(|index| self.claims[**index].vouches_for_all).filter_map(alone);
        self.unrivalled(suspects.collect())
    }

    /// Cells that no claim holds, in a failing claim whose every other place is held; what else fails about them may be
    /// the fault of other cells. Where two claims ask for different values nothing is said.
    pub(super) fn only_unheld(&self) -> Vec<(Position, Decimal)> {
        let mut wanted: BTreeMap<Position, BTreeSet<Decimal>> = BTreeMap::new();
        for index in self.failing.iter().filter(|index| self.claims[**index].vouches_for_all) {
            let claim = &self.claims[*index];
            let mut unheld = claim.terms.iter().map(|(at, _)| *at).filter(|at| !self.is_held(*at));
            if let (Some(at), None) = (unheld.next(), unheld.next()) {
                wanted.entry(at).or_default().extend(self.correction(*index, at));
            }
        }
        let printed = |at: &Position| self.board.cell(*at).is_some() && !self.is_named(*at);
        let alone = wanted.into_iter().filter(|(at, changes)| changes.len() == 1 && printed(at));
        let changes = alone.filter_map(|(at, changes)| Some((at, *changes.first()?)));
        changes.filter(|(at, change)| self.is_possible(*at, *change)).collect()
    }

    /// The change that mends all claims about a cell, if they are at least `least` and all fail by the same amount.
    fn suspect(&self, at: Position, least: usize) -> Option<(Position, Decimal)> {
        let claims = self.covering.get(&at)?;
        let first = self.correction(*claims.first()?, at)?;
        let agree = claims.iter().all(|index| self.correction(*index, at) == Some(first));
        let free = self.is_possible(at, first) && !self.is_named(at) && !self.board.is_open(at);
        (agree && free && claims.len() >= least).then_some((at, first))
    }

    /// Those suspects that share no claim with another one as good.
    fn unrivalled(&self, suspects: Vec<(Position, Decimal)>) -> Vec<(Position, Decimal)> {
        let strength = |at: &Position| (self.covering[at].len(), usize::from(self.board.cell(*at).is_some()));
        let rivals = |a: &Position, b: &Position| {
            a != b
                && self.covering[a].iter().any(|index| self.covering[b].contains(index))
                && strength(b) >= strength(a)
        };
        let free = |(at, _): &&(Position, Decimal)| !suspects.iter().any(|(other, _)| rivals(at, other));
        suspects.iter().filter(free).copied().collect()
    }
}
