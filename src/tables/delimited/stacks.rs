//! Several rows in one line: labels and numbers stacked in the cells of one row.
//!
//! The labels are told apart by the labels that the table or the report prints elsewhere. A cell with as many numbers
//! as there are rows is dealt out; where blanks leave several ways to cut it, the subtotal below decides. A cell with
//! fewer numbers than rows does not say which rows they belong to: they stay unassigned.

use super::draft::{Draft, Entry};
use super::halves::unassigned;
use super::numerals::{self, Number};
use super::words::Words;
use crate::report::Role;
use crate::tables::labels;

/// Deals out the stacks.
pub(super) fn deal(drafts: Vec<Draft>, known: &[&str], words: &Words) -> Vec<Draft> {
    let mut dealt = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let names = names(draft, known, words);
        if names.len() < 2 {
            dealt.push(draft.clone());
        } else if is_counted(draft, names.len()) {
            let below = subtotal(&drafts[at + 1..]);
            dealt.extend(split(draft, &names, below));
        } else if words.label_count(draft.label()) > 1 {
            dealt.push(draft.clone());
        } else {
            dealt.push(one_of(draft, &names, dealt.last()));
        }
    }
    dealt
}

/// The labels in the label cell; none if it is one label.
fn names(draft: &Draft, known: &[&str], words: &Words) -> Vec<String> {
    if draft.exact || known.contains(&draft.label()) {
        return Vec::new();
    }
    let parts: Vec<&str> = draft.raw_label.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.concat().len() + parts.len() > draft.label().len() {
        return parts.into_iter().map(super::header::label).collect();
    }
    // The labels of the table itself first: elsewhere a stack may be printed that looks like one label.
    let of_table = |text: &str| known.contains(&text);
    let of_report = |text: &str| words.label_count(text) > 0;
    cut_labels(draft.label(), &of_table).or_else(|| cut_labels(draft.label(), &of_report)).unwrap_or_default()
}

/// Cuts a text into the fewest known labels.
pub(super) fn cut_labels(text: &str, is_label: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut best: Vec<Option<(usize, usize)>> = vec![None; words.len() + 1];
    best[0] = Some((0, 0));
    for end in 1..=words.len() {
        for start in 0..end {
            let whole = start == 0 && end == words.len();
            let Some((count, _)) = best[start].filter(|_| !whole && is_label(&words[start..end].join(" "))) else {
                continue;
            };
            if best[end].is_none_or(|(least, _)| count + 1 < least) {
                best[end] = Some((count + 1, start));
            }
        }
    }
    let (mut labels, mut end) = (Vec::new(), words.len());
    while end > 0 {
        let (_, start) = best[end]?;
        labels.push(words[start..end].join(" "));
        end = start;
    }
    labels.reverse();
    Some(labels)
}

/// Whether some cell has a number for each row.
fn is_counted(draft: &Draft, rows: usize) -> bool {
    draft.entries.iter().any(|entry| !numerals::cuts(&entry.tokens, rows).is_empty())
}

/// The row below, if it sums up the stack.
fn subtotal(below: &[Draft]) -> Option<&Draft> {
    below
        .iter()
        .find(|draft| draft.label() != super::halves::UNASSIGNED)
        .filter(|draft| labels::role_of(draft.label()) == Role::Subtotal)
}

fn split(draft: &Draft, names: &[String], below: Option<&Draft>) -> Vec<Draft> {
    let mut rows: Vec<Draft> = names.iter().map(|name| row(draft, name)).collect();
    let mut strays = Vec::new();
    for entry in &draft.entries {
        match choose(entry, names.len(), below.and_then(|row| row.entry(entry.column))) {
            Some((numbers, certain)) => {
                for (row, number) in rows.iter_mut().zip(&numbers) {
                    row.entries.push(entry.with(number, !certain));
                }
            }
            None => strays.push(entry.clone()),
        }
    }
    if !strays.is_empty() {
        rows.push(unassigned(draft, strays));
    }
    rows
}

fn row(draft: &Draft, name: &str) -> Draft {
    let mut row = Draft { entries: Vec::new(), ..draft.clone() };
    row.set_label(name.to_string());
    row
}

/// The way to cut a cell into as many numbers as rows, and whether sum or form leave no doubt.
fn choose(entry: &Entry, rows: usize, total: Option<&Entry>) -> Option<(Vec<Number>, bool)> {
    let mut cuts = numerals::cuts(&entry.tokens, rows);
    let sum = |cut: &[Number]| -> i64 { cut.iter().filter_map(|number| numerals::magnitude(&number.text)).sum() };
    if let Some(total) = total {
        let meeting: Vec<usize> = (0..cuts.len()).filter(|at| sum(&cuts[*at]) == total.sum()).collect();
        if let [only] = meeting.as_slice() {
            return Some((cuts.swap_remove(*only), true));
        }
    }
    let bold = |cut: &[Number]| cut.iter().any(|number| number.bold) && cut.iter().any(|number| !number.bold);
    let certain = total.is_none() && cuts.first().is_some_and(|cut| bold(cut));
    (cuts.len() == 1).then(|| (cuts.remove(0), certain))
}

/// Two labels and one row of numbers: the label of the row above printed again, or one that has lost its row.
fn one_of(draft: &Draft, names: &[String], above: Option<&Draft>) -> Draft {
    let mut row = draft.clone();
    let repeated = above.is_some_and(|above| above.label() == names[0]) || names.iter().all(|name| *name == names[0]);
    row.set_label(names[names.len() - 1].clone());
    if !repeated {
        row.entries.iter_mut().for_each(|entry| entry.doubtful = true);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::super::numerals::Token;
    use super::super::testing::draft;
    use super::*;

    fn stack(label: &str, cells: &[&str]) -> Draft {
        let mut row = draft(label, "");
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let token = |text: &str| Token { text: text.into(), bold: false, apart: false };
            let tokens = cell.split(' ').map(token).collect();
            row.entries.push(Entry { column, raw: (*cell).into(), tokens, ..Entry::default() });
        }
        row
    }

    fn dealt(rows: Vec<Draft>) -> Vec<String> {
        let known = ["North", "South", "Low Coast"];
        let text = |row: &Draft| {
            let numbers =
                row.entries.iter().map(|e| e.numbers().iter().map(|n| n.text.clone()).collect::<Vec<_>>().join("+"));
            format!("{}: {}", row.label(), numbers.collect::<Vec<_>>().join(" | "))
        };
        deal(rows, &known, &Words::default()).iter().map(text).collect()
    }

    #[test]
    fn the_subtotal_settles_how_to_cut() {
        let rows = vec![stack("North South Low Coast", &["6 1 884 2", "7 1"]), stack("Subtotal", &["1 892", "8"])];
        assert_eq!(
            dealt(rows),
            ["North: 6", "South: 1 884", "Low Coast: 2", "(unassigned): 7+1", "Subtotal: 1 892 | 8"]
        );
    }

    #[test]
    fn a_label_printed_again_leaves_one_row() {
        assert_eq!(dealt(vec![draft("North", "3"), draft("North South", "7")]), ["North: 3", "South: 7"]);
    }
}
