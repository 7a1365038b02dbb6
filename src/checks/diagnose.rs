//! Which cell is wrong when claims fail.
//!
//! Rows and columns of sums are a product code: one wrong cell breaks its row and its column by the same amount, and
//! mending it there mends both. The search peels: the cells whose every claim fails by the same amount are named
//! first, their claims count as explained, and what is left is looked at again. A cell that any holding claim covers
//! is never named, and where two cells explain the same failure equally well none is.

use std::collections::{BTreeMap, BTreeSet};

use super::claims::{Board, Claim, Outcome, Position};
use crate::number::Decimal;

/// A cell that is wrong by all that the report prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Culprit {
    /// Where it stands; the place may be empty when a number has been lost.
    pub at: Position,
    /// What mends every claim that it breaks.
    pub expected: Decimal,
    /// Indexes of those claims.
    pub claims: Vec<usize>,
}

/// What became of the failing claims.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diagnosis {
    /// The cells named.
    pub culprits: Vec<Culprit>,
    /// Indexes of the claims that fail and that no culprit explains.
    pub open: BTreeSet<usize>,
}

/// Finds the culprits among the cells of the failing claims.
pub fn diagnose(claims: &[Claim], board: &Board) -> Diagnosis {
    let failing: BTreeSet<usize> = (0..claims.len()).filter(|index| !claims[*index].holds()).collect();
    if failing.is_empty() {
        return Diagnosis::default();
    }
    let mut bench = Bench::new(claims, board, failing);
    bench.clear_empty_totals();
    loop {
        let named = [Bench::crossings, Bench::last_suspects, Bench::only_unheld].iter().map(|search| search(&bench));
        let Some(named) = named.into_iter().find(|named| !named.is_empty()) else { break };
        let before = bench.culprits.len();
        named.into_iter().for_each(|(at, change)| bench.mend(at, change));
        if bench.culprits.len() == before {
            break;
        }
    }
    Diagnosis { culprits: bench.culprits, open: bench.failing }
}

struct Bench<'a> {
    board: &'a Board,
    claims: &'a [Claim],
    /// How each claim fares after what was mended.
    outcomes: Vec<Outcome>,
    /// Claims by the tables that they are about.
    by_table: BTreeMap<usize, BTreeSet<usize>>,
    /// Claims by the positions that they cover, for the positions of failing claims.
    covering: BTreeMap<Position, Vec<usize>>,
    failing: BTreeSet<usize>,
    culprits: Vec<Culprit>,
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
    fn new(claims: &'a [Claim], board: &'a Board, failing: BTreeSet<usize>) -> Self {
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

    /// Where the total of counted things is printed as 0, every part is 0: what stands there is an image of another row.
    fn clear_empty_totals(&mut self) {
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
    fn crossings(&self) -> Vec<(Position, Decimal)> {
        let suspects = self.covering.keys().filter_map(|at| self.suspect(*at, 2)).collect::<Vec<_>>();
        self.unrivalled(suspects)
    }

    /// Cells of a failing claim all others of which are held by some other claim.
    fn last_suspects(&self) -> Vec<(Position, Decimal)> {
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
    fn only_unheld(&self) -> Vec<(Position, Decimal)> {
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

    fn is_held(&self, at: Position) -> bool {
        self.covering
            .get(&at)
            .is_some_and(|claims| claims.iter().any(|index| !matches!(self.outcomes[*index], Outcome::Off(_))))
    }

    /// What would have to be added to the cell at a position alone to make a claim hold.
    fn correction(&self, index: usize, at: Position) -> Option<Decimal> {
        let Outcome::Off(off) = self.outcomes[index] else { return None };
        let (_, coefficient) = self.claims[index].terms.iter().find(|(term, _)| *term == at)?;
        Some(if *coefficient > 0 { -off } else { off })
    }

    fn is_named(&self, at: Position) -> bool {
        self.culprits.iter().any(|culprit| culprit.at == at)
    }

    /// Counts do not become negative by mending.
    fn is_possible(&self, at: Position, change: Decimal) -> bool {
        let value = self.board.value(at).unwrap_or(Decimal::ZERO);
        !(value + change).is_negative() || value.is_negative()
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

    /// Takes a cell for mended: its claims are tested anew.
    fn mend(&mut self, at: Position, change: Decimal) {
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

#[cfg(test)]
mod tests {
    use super::super::sums;
    use super::*;
    use crate::checks::testing::report;

    fn culprits(table: &str) -> Vec<String> {
        let report = report(table);
        let board = Board::new(&report);
        let claims = sums::claims(&report, &board);
        let name = |culprit: &Culprit| {
            let table = &report.tables[0];
            let (row, column) = (&table.rows[culprit.at.row].label, &table.columns[culprit.at.column].label);
            format!("{row}/{column} = {}", culprit.expected)
        };
        diagnose(&claims, &board).culprits.iter().map(name).collect()
    }

    #[test]
    fn a_cell_is_named_where_its_row_and_its_column_fail_alike() {
        let table = "
            Land    | P-2 | P-1 | Total
            Upland  | 3   | 4   | 7
            Lowland | 5   | 9   | 11
            Island  | 1   | 2   | 3
            Total   | 9   | 12  | 21";
        assert_eq!(culprits(table), ["Lowland/P-1 = 6"]);
    }

    #[test]
    fn images_in_a_row_without_staff_are_cleared() {
        let table = "
            Land    | P-2 | P-1 | Total
            Upland  | 3   | 4   | 7
            Lowland | 3   | 4   | 0
            Island  | 1   | 2   | 3
            Total   | 4   | 6   | 10";
        assert_eq!(culprits(table), ["Lowland/P-2 = 0", "Lowland/P-1 = 0"]);
    }

    #[test]
    fn nobody_is_named_where_two_cells_explain_it_alike() {
        let table = "
            Land    | P-2 | P-1 | Total
            Upland  | 3   | 4   | 8
            Lowland | 5   | 6   | 11
            Island  | 1   | 2   | 3";
        assert!(culprits(table).is_empty());
    }

    #[test]
    fn a_lost_number_is_expected_where_nothing_is_printed() {
        let table = "
            Land    | P-2 | P-1 | Total
            Upland  | 3   | 4   | 7
            Lowland | 5   |     | 11
            Island  | 1   | 2   | 3
            Total   | 9   | 12  | 21";
        assert_eq!(culprits(table), ["Lowland/P-1 = 6"]);
    }
}
