//! The claims under test, and how each fares after what was mended.
//!
//! Takes claims and the printed board; gives which cells are held, what would mend them, and the culprits so far.

use std::collections::{BTreeMap, BTreeSet};

use super::Culprit;
use crate::checks::claims::{Board, Claim, Outcome, Position};
use crate::number::Decimal;

pub(super) struct Bench<'a> {
    pub board: &'a Board,
    pub claims: &'a [Claim],
    /// How each claim fares after what was mended.
    pub outcomes: Vec<Outcome>,
    /// Claims by the tables that they are about.
    by_table: BTreeMap<usize, BTreeSet<usize>>,
    /// Claims by the positions that they cover, for the positions of failing claims.
    pub covering: BTreeMap<Position, Vec<usize>>,
    pub failing: BTreeSet<usize>,
    pub culprits: Vec<Culprit>,
}

fn by_table(claims: &[Claim]) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut by_table: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        // Terms of one table stand together.
        for terms in claim.terms.chunk_by(|(a, _), (b, _)| a.table == b.table) {
            by_table.entry(terms[0].0.table).or_default().insert(index);
        }
    }
    by_table
}

impl<'a> Bench<'a> {
    pub(super) fn new(claims: &'a [Claim], board: &'a Board, failing: BTreeSet<usize>) -> Self {
        let mut bench = Self {
            board,
            claims,
            outcomes: claims.iter().map(|claim| claim.outcome).collect(),
            by_table: by_table(claims),
            covering: BTreeMap::new(),
            failing,
            culprits: Vec::new(),
        };
        let positions = bench.failing.iter().filter(|index| claims[**index].vouches_for_all);
        let positions: BTreeSet<Position> =
            positions.flat_map(|index| claims[*index].terms.iter().map(|(at, _)| *at)).collect();
        bench.cover(&positions);
        bench
    }

    /// Looks up which claims cover some positions.
    fn cover(&mut self, positions: &BTreeSet<Position>) {
        for position in positions {
            self.covering.insert(*position, Vec::new());
        }
        let tables: BTreeSet<usize> = positions.iter().map(|at| at.table).collect();
        let near: BTreeSet<usize> =
            tables.iter().filter_map(|table| self.by_table.get(table)).flatten().copied().collect();
        for index in near.into_iter().filter(|index| self.claims[*index].vouches_for_all) {
            for (position, _) in self.claims[index].terms.iter().filter(|(at, _)| positions.contains(at)) {
                self.covering.entry(*position).or_default().push(index);
            }
        }
    }

    pub(super) fn is_held(&self, at: Position) -> bool {
        self.covering
            .get(&at)
            .is_some_and(|claims| claims.iter().any(|index| !matches!(self.outcomes[*index], Outcome::Off(_))))
    }

    /// What would have to be added to the cell at a position alone to make a claim hold.
    pub(super) fn correction(&self, index: usize, at: Position) -> Option<Decimal> {
        let Outcome::Off(off) = self.outcomes[index] else { return None };
        let (_, coefficient) = self.claims[index].terms.iter().find(|(term, _)| *term == at)?;
        Some(if *coefficient > 0 { -off } else { off })
    }

    pub(super) fn is_named(&self, at: Position) -> bool {
        self.culprits.iter().any(|culprit| culprit.at == at)
    }

    /// Counts do not become negative by mending.
    pub(super) fn is_possible(&self, at: Position, change: Decimal) -> bool {
        let value = self.board.value(at).unwrap_or(Decimal::ZERO);
        !(value + change).is_negative() || value.is_negative()
    }

    /// Takes a cell for mended: its claims are tested anew.
    pub(super) fn mend(&mut self, at: Position, change: Decimal) {
        let Some(covering) = self.covering.get(&at).cloned() else { return };
        if self.is_named(at) {
            return;
        }
        let mut mended = Vec::new();
        let mut shaken = BTreeSet::new();
        for index in covering {
            let claim = &self.claims[index];
            let shift = if claim.coefficient(at) > 0 { change } else { -change };
            let off = match self.outcomes[index] {
                Outcome::Off(off) => off + shift,
                _ => shift,
            };
            if off.is_zero() {
                mended.push(index);
                self.failing.remove(&index);
                self.outcomes[index] = Outcome::Holds;
            } else {
                self.failing.insert(index);
                self.outcomes[index] = Outcome::Off(off);
                shaken.extend(claim.terms.iter().map(|(at, _)| *at).filter(|at| !self.covering.contains_key(at)));
            }
        }
        // A claim that fails only now brings its own cells under suspicion.
        if !shaken.is_empty() {
            self.cover(&shaken);
        }
        let expected = self.board.value(at).unwrap_or(Decimal::ZERO) + change;
        self.culprits.push(Culprit { at, expected, claims: mended });
    }
}
