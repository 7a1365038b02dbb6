//! Rows of totals that have lost their line: run into the next total, or without the half that prints their label.

use super::draft::{Draft, Entry};
use super::halves::UNASSIGNED;
use super::numerals::{self, Number};
use super::spread::group_of_total;
use super::stacks;
use super::words::Words;
use crate::report::Role;
use crate::span::Span;
use crate::tables::labels;

/// So many columns have to bear out that a row sums up the table, and two thirds of those that can.
const LEAST_COLUMNS: usize = 5;

/// Where every stack is followed by its subtotal but one, and the total after that one holds two numbers in a cell, the
/// subtotal has run into it: a number that is the sum of the stack is the subtotal's.
pub(super) fn part_subtotals(drafts: Vec<Draft>, known: &[&str], words: &Words) -> Vec<Draft> {
    let is_stack = |draft: &Draft| stacks::names(draft, known, words).len() > 1;
    let usual = drafts.windows(2).filter(|pair| is_stack(&pair[0])).find_map(|pair| subtotal_label(&pair[1]));
    let Some(usual) = usual else { return drafts };
    let mut parted: Vec<Draft> = Vec::new();
    for draft in drafts {
        let runs_in = group_of_total(draft.label()).is_some() && draft.is_stack();
        match parted.last().filter(|above| runs_in && is_stack(above)) {
            Some(above) => {
                let (subtotal, total) = part(above, draft, &usual);
                parted.extend([subtotal, total]);
            }
            None => parted.push(draft),
        }
    }
    parted
}

/// `Subtotal`, not the total of a named group.
fn subtotal_label(draft: &Draft) -> Option<String> {
    let subtotal = labels::role_of(draft.label()) == Role::Subtotal && group_of_total(draft.label()).is_none();
    subtotal.then(|| draft.label().to_string())
}

fn part(stack: &Draft, total: Draft, label: &str) -> (Draft, Draft) {
    let mut subtotal = Draft { entries: Vec::new(), marks: Vec::new(), ..total.clone() };
    subtotal.stubs.iter_mut().for_each(String::clear);
    subtotal.set_label(label.to_string());
    let mut rest = Draft { entries: Vec::new(), ..total.clone() };
    for entry in &total.entries {
        let sums = stack.entry(entry.column).map(sums_of).unwrap_or_default();
        let adds_up = |number: &Number| numerals::magnitude(&number.text).is_some_and(|value| sums.contains(&value));
        match entry.numbers().as_slice() {
            [first, second] if adds_up(first) => {
                subtotal.entries.push(entry.with(first, false));
                rest.entries.push(entry.with(second, false));
            }
            [only] if adds_up(only) => subtotal.entries.push(entry.clone()),
            _ => rest.entries.push(entry.clone()),
        }
    }
    (subtotal, rest)
}

/// What the numbers of a stacked cell may add up to.
fn sums_of(entry: &Entry) -> Vec<i64> {
    let cuts = (1..=entry.tokens.len()).flat_map(|count| numerals::cuts(&entry.tokens, count));
    cuts.map(|cut| cut.iter().filter_map(|number| numerals::magnitude(&number.text)).sum()).collect()
}

/// A last line without a row whose numbers are the sums of the totals above it is the total of the table. Gives its
/// place.
pub(super) fn name_total(rows: &mut [Draft], words: &Words) -> Option<Span> {
    let (last, above) = rows.split_last_mut()?;
    let has_total = above.iter().any(|row| labels::role_of(row.label()) == Role::Total);
    if last.label() != UNASSIGNED || has_total {
        return None;
    }
    let totals: Vec<&Draft> = above.iter().filter(|row| group_of_total(row.label()).is_some()).collect();
    let (mut holds, mut fails) = (0, 0);
    for entry in &last.entries {
        let parts: Vec<i64> = totals.iter().filter_map(|row| row.entry(entry.column)).map(Entry::sum).collect();
        let equal = parts.iter().sum::<i64>() == entry.sum();
        holds += usize::from(equal && !parts.is_empty());
        fails += usize::from(!equal);
    }
    let sums_up = holds >= LEAST_COLUMNS && holds > fails * 2;
    if sums_up {
        let printed = ["Grand total", "Total"].into_iter().find(|label| words.label_count(label) > 0);
        last.stubs.iter_mut().for_each(String::clear);
        last.set_label(printed.unwrap_or("Total").to_string());
        last.entries.iter_mut().for_each(|entry| entry.doubtful = false);
    }
    sums_up.then_some(last.span)
}

#[cfg(test)]
mod tests {
    use super::super::numerals::Token;
    use super::super::testing::{draft, stubbed};
    use super::*;

    fn cells(label: &str, cells: &[&str]) -> Draft {
        let mut row = stubbed(&["", label], "");
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let token = |text: &str| Token { text: text.into(), bold: false, apart: false };
            row.entries.push(Entry { column, tokens: cell.split(' ').map(token).collect(), ..Entry::default() });
        }
        row
    }

    #[test]
    fn a_subtotal_run_into_the_total_is_parted() {
        let known = ["North", "South"];
        let rows = vec![
            cells("North South", &["1 2"]),
            cells("Subtotal", &["3"]),
            cells("North South", &["7 4", "", "6 2"]),
            cells("Boats total", &["11 14", "5", "8"]),
        ];
        let rows = part_subtotals(rows, &known, &Words::default());
        let sums = |row: &Draft| row.entries.iter().map(|entry| (entry.column, entry.sum())).collect::<Vec<_>>();
        assert_eq!((rows[3].label(), sums(&rows[3])), ("Subtotal", vec![(0, 11), (2, 8)]));
        assert_eq!((rows[4].label(), sums(&rows[4])), ("Boats total", vec![(0, 14), (1, 5)]));
    }

    #[test]
    fn a_last_line_that_sums_up_the_totals_is_the_total() {
        let mut rows = vec![
            draft("Boats total", "1 2 3 4 5 6"),
            draft("Rafts total", "1 1 1 1 1 1"),
            draft(UNASSIGNED, "2 3 4 5 6 9"),
        ];
        assert!(name_total(&mut rows, &Words::default()).is_some());
        assert_eq!(rows[2].label(), "Total");
    }
}
