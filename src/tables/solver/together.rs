//! Sums over several open rows: no row shows the sum by itself, but some readings of all of them together satisfy it in
//! every column, which no chance does.

use super::super::relations::{Hypotheses, Sum};
use super::said::{self, Said};
use super::{Candidates, Reading};
use crate::number::Decimal;

/// With more combinations of readings than this a sum is not tried.
const MOST_COMBINATIONS: usize = 20_000;
/// Fewer columns can agree by chance.
const FEWEST_COLUMNS: usize = 3;

/// The sums about rows that are open, of which none of `known` speaks, that some of their readings satisfy everywhere.
pub(super) fn sums(hypotheses: &Hypotheses, rows: &[Candidates], known: &[Sum], width: usize) -> Vec<Sum> {
    let is_open = |row: &usize| rows[*row].readings.len() > 1;
    let is_told = |row: usize| known.iter().any(|sum| sum.total == row || sum.parts.contains(&row));
    let mut found: Vec<Sum> = Vec::new();
    for row in (0..rows.len()).filter(is_open) {
        if is_told(row) || found.iter().any(|sum| sum.total == row || sum.parts.contains(&row)) {
            continue;
        }
        let sums = hypotheses.about(row).map(|(total, parts)| Sum { total, parts: parts.to_vec() });
        found.extend(sums.filter(|sum| can_hold(rows, sum, width)).take(1));
    }
    found
}

/// Whether some readings of the rows of a sum satisfy it in all columns.
fn can_hold(rows: &[Candidates], sum: &Sum, width: usize) -> bool {
    let of_sum = || sum.parts.iter().chain([&sum.total]).map(|row| rows[*row].readings.as_slice());
    let combinations = of_sum().try_fold(1usize, |all, readings| all.checked_mul(readings.len()));
    if combinations.is_none_or(|count| !(1..=MOST_COMBINATIONS).contains(&count)) {
        return false;
    }
    let said = |reading: &Reading| said::by(reading, width);
    let mut parts: Vec<Vec<Vec<Said>>> = of_sum().map(|readings| readings.iter().map(said).collect()).collect();
    let Some(totals) = parts.pop() else { return false };
    let settled = vec![Some(None); width];
    totals.iter().any(|total| reaches(total, &parts, &settled))
}

/// Whether the readings of the parts can add what is missing to `sums`.
fn reaches(total: &[Said], parts: &[Vec<Vec<Said>>], sums: &[Said]) -> bool {
    let Some((first, others)) = parts.split_first() else { return is_sum(total, sums) };
    first.iter().any(|part| {
        let added: Vec<Said> = sums.iter().zip(part).map(|(sum, part)| add(*sum, *part)).collect();
        reaches(total, others, &added)
    })
}

fn add(sum: Said, part: Said) -> Said {
    match (sum?, part?) {
        (None, part) => Some(part),
        (Some(sum), part) => Some(Some(sum + part.unwrap_or(Decimal::ZERO))),
    }
}

/// Whether the sums are the totals wherever something is printed.
fn is_sum(total: &[Said], sums: &[Said]) -> bool {
    let number = |said: &Said| said.flatten().unwrap_or(Decimal::ZERO);
    let printed = total.iter().filter(|total| !number(total).is_zero()).count();
    printed >= FEWEST_COLUMNS && total.iter().zip(sums).all(|(total, sum)| number(total) == number(sum))
}

#[cfg(test)]
mod tests {
    use super::super::super::relations::Head;
    use super::super::readings;
    use super::*;
    use crate::report::Role;
    use crate::span::Span;
    use crate::tables::sheet::Word;

    #[test]
    fn several_open_rows_show_a_sum() {
        let row = |line: &str| {
            let words: Vec<Word> =
                line.split(' ').map(|text| Word { text: text.into(), span: Span::default() }).collect();
            Candidates { readings: readings::counted(&words, 3) }
        };
        let rows = [row("3 264 2 800 724"), row("1 528 3 296 928"), row("4 792 6 096 1 652")];
        let heads = [("Pilots", Role::Data), ("Crews", Role::Data), ("Total", Role::Total)];
        let heads = heads.map(|(label, role)| Head::new(&[], label, role, None));
        assert!(rows[0].readings.len() > 1 && rows[1].readings.len() > 1);
        let sums = sums(&Hypotheses::of(&heads), &rows, &[], 3);
        assert_eq!(sums, [Sum { total: 2, parts: vec![0, 1] }]);
    }
}
