//! The best guess at an open row while relations are looked for: the reading under which most hypotheses hold.

use super::readings::Reading;
use crate::number::Decimal;
use crate::tables::relations::Hypotheses;

/// With more readings than this a guess is not worth its time.
const MOST_GUESSES: usize = 100;

/// The numbers on which the readings of each row agree, by column.
type Agreed = [Vec<Option<Decimal>>];

/// The reading of an `open` row under which the hypotheses about its table hold in most columns.
pub(super) fn best(hypotheses: &Hypotheses, readings: &[Reading], open: usize, agreed: &Agreed) -> Option<usize> {
    if !(2..=MOST_GUESSES).contains(&readings.len()) {
        return None;
    }
    let width = agreed[open].len();
    // Sums without the row hold alike under every reading.
    let stakes: Vec<Stake> =
        hypotheses.about(open).map(|(total, parts)| Stake::new(total, parts, open, agreed)).collect();
    let support = |reading: &usize| {
        let own = readings[*reading].values(width);
        let holding = |column: usize| stakes.iter().filter(|stake| stake.holds(own[column], agreed, column)).count();
        (0..width).map(holding).sum::<usize>()
    };
    (0..readings.len()).max_by_key(support)
}

/// A sum in which the open row is the total or a part.
struct Stake {
    /// The row of the total; `None` where that is the open row.
    total: Option<usize>,
    /// The sum of the parts but the open row, by column.
    rest: Vec<Decimal>,
}

impl Stake {
    fn new(total: usize, parts: &[usize], open: usize, agreed: &Agreed) -> Self {
        let others = parts.iter().filter(|part| **part != open);
        let rest = |column: usize| others.clone().filter_map(|part| agreed[*part][column]).sum();
        Self { total: (total != open).then_some(total), rest: (0..agreed[open].len()).map(rest).collect() }
    }

    fn holds(&self, own: Option<Decimal>, agreed: &Agreed, column: usize) -> bool {
        let (total, parts) = match self.total {
            None => (own, self.rest[column]),
            Some(row) => (agreed[row][column], self.rest[column] + own.unwrap_or(Decimal::ZERO)),
        };
        // 0 = 0 says nothing for a hypothesis.
        total.is_some_and(|total| !total.is_zero() && total == parts)
    }
}
