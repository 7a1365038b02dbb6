//! A wide table printed in two halves, one after the other: the second has headers but no labels.
//!
//! Its rows are joined to those of the first half in their order. Where OCR has dropped, doubled or run together rows
//! on either side, the sums say which belong together: the total that a row prints, less what its first half holds, is
//! what its second half has to hold. The alignment that misses these sums least is taken; what it had to leave out or
//! cut stays in doubt.

use super::align::{self, Step, Sums, paired};
use super::draft::{Draft, Entry};
use super::numerals::Token;
use crate::report::Role;
use crate::tables::labels;

/// The label of numbers whose row is not known.
pub(super) use crate::tables::sheet::UNASSIGNED;

/// Joins a side that prints the labels again: row by row, by label.
pub(super) fn join_by_label(mut rows: Vec<Draft>, side: Vec<Draft>) -> Vec<Draft> {
    let mut next = 0;
    for line in side {
        let found = (next..rows.len()).find(|at| rows[*at].label() == line.label());
        match found {
            Some(at) => {
                rows[at].entries.extend(line.entries);
                next = at + 1;
            }
            None => {
                rows.insert(next, line);
                next += 1;
            }
        }
    }
    rows
}

/// Joins halves of which the second has no labels.
pub(super) fn join(left: Vec<Draft>, right: Vec<Draft>, sums: Option<&Sums>) -> Vec<Draft> {
    let steps = align::align(&left, &right, sums);
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let mut joined: Vec<Draft> = Vec::new();
    for step in steps {
        match step {
            Step::Start => {}
            Step::NoLine => joined.extend(left.next()),
            Step::Pair => joined.extend(left.next().zip(right.next()).map(|(row, line)| paired(row, line))),
            Step::NoRow => {
                if let (Some(row), Some(line)) = (joined.last(), right.next()) {
                    let stray = unassigned(row, line.entries);
                    joined.push(stray);
                }
            }
            Step::TwoLines => {
                if let (Some(row), Some(line), Some(rest)) = (left.next(), right.next(), right.next()) {
                    joined.push(paired(paired(row, line), rest));
                }
            }
            Step::TwoRows => {
                if let (Some(first), Some(second), Some(line)) = (left.next(), left.next(), right.next()) {
                    let line = align::in_two(&first, &second, line, sums);
                    joined.extend(cut(first, second, line));
                }
            }
        }
    }
    part_bold(joined)
}

/// A cell with bold and plain numbers holds those of two rows: bold is the print of totals.
fn part_bold(mut rows: Vec<Draft>) -> Vec<Draft> {
    for at in 0..rows.len() {
        let sums_up = labels::role_of(rows[at].label()) != Role::Data;
        for nth in 0..rows[at].entries.len() {
            let entry = &rows[at].entries[nth];
            let own = entry.tokens.iter().position(|token| token.bold == sums_up);
            let Some(own) = own.filter(|_| entry.tokens.iter().any(|token| token.bold != sums_up)) else { continue };
            let part = |tokens: &[Token]| {
                let tokens = tokens.iter().filter(|token| token.bold != sums_up).cloned().collect();
                Entry { tokens, doubtful: true, ..entry.clone() }
            };
            let (before, after) = (part(&entry.tokens[..own]), part(&entry.tokens[own..]));
            let kept = entry.tokens.iter().filter(|token| token.bold == sums_up).cloned().collect();
            rows[at].entries[nth].tokens = kept;
            slip(at.checked_sub(1).and_then(|above| rows.get_mut(above)), before, true);
            slip(rows.get_mut(at + 1), after, false);
        }
    }
    rows
}

/// Numbers that have slipped out of a row go back into it, unless it prints its own.
fn slip(row: Option<&mut Draft>, entry: Entry, at_end: bool) {
    let Some(row) = row.filter(|_| !entry.tokens.is_empty()) else { return };
    if align::is_many(row) {
        let place = if at_end { row.entries.len() } else { 0 };
        row.entries.insert(place, entry);
    } else if row.entry(entry.column).is_none() {
        row.entries.push(entry);
    }
}

/// A row for numbers that belong beside `row`, nobody knows in which row.
pub(super) fn unassigned(row: &Draft, mut entries: Vec<Entry>) -> Draft {
    entries.iter_mut().for_each(|entry| entry.doubtful = true);
    let mut stray = Draft { entries, marks: Vec::new(), ..row.clone() };
    stray.span = stray.entries.first().map_or(row.span, |entry| crate::span::Span { columns: None, ..entry.span });
    stray.set_label(UNASSIGNED.to_string());
    stray
}

/// Two rows in one line: cells with two numbers are cut, of the others nobody knows the row.
fn cut(mut first: Draft, mut second: Draft, line: Draft) -> Vec<Draft> {
    let mut strays = Vec::new();
    for entry in line.entries {
        match entry.numbers().as_slice() {
            [above, below] => {
                first.entries.push(entry.with(above, true));
                second.entries.push(entry.with(below, true));
            }
            _ => strays.push(entry),
        }
    }
    let stray = (!strays.is_empty()).then(|| unassigned(&first, strays));
    [Some(first), stray, Some(second)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{draft, stubbed};
    use super::*;

    fn right(numbers: &str) -> Draft {
        let mut line = stubbed(&[], numbers);
        line.entries.iter_mut().for_each(|entry| entry.column += 2);
        line
    }

    fn joined(left: Vec<Draft>, right: Vec<Draft>) -> Vec<(String, String)> {
        let sums = Sums { total: 0, parts: vec![1, 2, 3] };
        let text = |row: &Draft| row.entries.iter().map(|e| e.raw.clone()).collect::<Vec<_>>().join(" ");
        join(left, right, Some(&sums)).iter().map(|row| (row.label().to_string(), text(row))).collect()
    }

    #[test]
    fn rows_are_joined_in_their_order() {
        let left = vec![draft("Aldport", "10 4"), draft("Birkhaven", "7 7")];
        let rows = joined(left, vec![right("5 1"), right("")]);
        assert_eq!(rows, [("Aldport".into(), "10 4 5 1".into()), ("Birkhaven".into(), "7 7".into())]);
    }

    #[test]
    fn the_totals_show_which_line_is_missing() {
        let left = vec![draft("Aldport", "10 4"), draft("Birkhaven", "3 3"), draft("Cove", "9 2")];
        let rows = joined(left, vec![right("5 1"), right("7")]);
        assert_eq!(rows[1].1, "3 3");
        assert_eq!(rows[2].1, "9 2 7");
    }
}
