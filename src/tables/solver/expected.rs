//! Rows that can be read in too many ways, as the total of a wide table: the sums down the columns say what they must hold.

use super::super::relations::Hypotheses;
use super::super::sheet::{Pieces, Sheet, Word};
use super::readings::{self, ReadCell, Reading};
use super::{Candidates, value};
use crate::number::Decimal;
use crate::tables::spaced::joins;

/// Fewer columns can agree by chance.
const FEWEST_COLUMNS: usize = 3;

/// Reads rows without any reading, of which some sum says what stands in every column.
pub(super) fn settle(sheet: &Sheet, hypotheses: &Hypotheses, rows: &mut [Candidates]) {
    let width = sheet.columns.len();
    let unread: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].readings.is_empty()).collect();
    for row in unread {
        let Pieces::Counted(words) = &sheet.rows[row].pieces else { continue };
        let found = hypotheses.about(row).find_map(|(total, parts)| {
            let expected = expected(rows, row, total, parts, width)?;
            reading(words, &expected)
        });
        rows[row].readings.extend(found);
    }
}

/// What a sum says of each column of a row, where all others of its rows are settled.
fn expected(rows: &[Candidates], row: usize, total: usize, parts: &[usize], width: usize) -> Option<Vec<Decimal>> {
    let others = parts.iter().copied().filter(|part| *part != row);
    let of_parts: Vec<Vec<Option<Decimal>>> = others.map(|part| values(rows, part, width)).collect::<Option<_>>()?;
    let sum = |column: usize| of_parts.iter().filter_map(|values| values[column]).sum::<Decimal>();
    if total == row {
        return Some((0..width).map(sum).collect());
    }
    let totals = values(rows, total, width)?;
    Some((0..width).map(|column| totals[column].unwrap_or(Decimal::ZERO) - sum(column)).collect())
}

fn values(rows: &[Candidates], row: usize, width: usize) -> Option<Vec<Option<Decimal>>> {
    Some(rows[row].settled()?.values(width))
}

/// The reading that puts what is expected in every column; nothing may be left.
fn reading(words: &[Word], expected: &[Decimal]) -> Option<Reading> {
    let mut cells: Vec<ReadCell> = Vec::new();
    let mut at = 0;
    for (column, expected) in expected.iter().enumerate() {
        let word = words.get(at)?;
        if word.text.is_empty() && expected.is_zero() {
            at += 1;
            continue;
        }
        let last = (at..words.len())
            .take_while(|last| *last == at || joins(&words[at].text, &words[*last].text))
            .find(|last| read(&words[at..=*last]) == Some(*expected))?;
        cells.push(readings::cell(words, Some(column), at, last));
        at = last + 1;
    }
    (at == words.len() && cells.len() >= FEWEST_COLUMNS).then_some(Reading { cells })
}

fn read(words: &[Word]) -> Option<Decimal> {
    let printed: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    value::read(&printed.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn a_row_is_read_as_its_sums_say() {
        let words = |line: &str| -> Vec<Word> {
            line.split(' ').map(|text| Word { text: text.into(), span: Span::default() }).collect()
        };
        let expected = [1_305, 0, 1, 324].map(Decimal::whole);
        let raws: Vec<String> =
            reading(&words("1 305  1 324"), &expected).unwrap().cells.into_iter().map(|cell| cell.raw).collect();
        assert_eq!(raws, ["1 305", "1", "324"]);
        assert_eq!(reading(&words("1 305  1 325"), &expected), None);
    }
}
