//! Several rows in one line: labels and numbers stacked in the cells of one row.
//!
//! The labels are told apart by the labels that the table or the report prints elsewhere. A cell with as many numbers
//! as there are rows is dealt out; where blanks leave several ways to cut it, the subtotal below decides. A cell with
//! fewer numbers than rows does not say which rows they belong to: they stay unassigned.

use super::draft::{Draft, Entry};
use super::halves::{UNASSIGNED, unassigned};
use super::numerals::{self, Number, Token};
use super::remarks::Remark;
use super::spread::group_of_total;
use super::words::Words;
use crate::report::Role;
use crate::tables::labels;

/// Deals out the stacks.
pub(super) fn deal(drafts: Vec<Draft>, known: &[&str], words: &Words, remarks: &mut Vec<Remark>) -> Vec<Draft> {
    let mut dealt: Vec<Draft> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let names = names(draft, known, words);
        if names.len() < 2 {
            dealt.push(draft.clone());
        } else if is_counted(draft, names.len()) {
            dealt.extend(split(draft, &names, &|column| total_of(&drafts, at, column)));
        } else if words.label_count(draft.label()) > 1 {
            dealt.push(draft.clone());
        } else {
            let row = one_of(draft, &names, dealt.last());
            dealt.push(row);
            remarks.push(Remark::TwoLabels(draft.index, names));
        }
    }
    dealt
}

/// Cuts the cells of stacks that can be cut in one way only into as many numbers as rows.
pub(super) fn settle(drafts: &mut [Draft], known: &[&str], words: &Words) {
    for draft in drafts {
        let rows = names(draft, known, words).len();
        for entry in draft.entries.iter_mut().filter(|_| rows > 1) {
            if let [only] = numerals::cuts(&entry.tokens, rows).as_slice() {
                entry.tokens = only.iter().map(Number::token).collect();
            }
        }
    }
}

/// The labels in the label cell; none if it is one label.
pub(super) fn names(draft: &Draft, known: &[&str], words: &Words) -> Vec<String> {
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

/// Words of the longest label that a stack may hold.
const LONGEST_LABEL: usize = 14;

/// Cuts a text into the fewest known labels.
pub(super) fn cut_labels(text: &str, is_label: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut best: Vec<Option<(usize, usize)>> = vec![None; words.len() + 1];
    best[0] = Some((0, 0));
    for end in 1..=words.len() {
        for start in end.saturating_sub(LONGEST_LABEL)..end {
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

/// What sums up a column of the stack at `at`: the subtotal below or, where that has lost the number and no other row of
/// the block has one, the total of the block.
fn total_of(drafts: &[Draft], at: usize, column: usize) -> Option<&Entry> {
    let below = drafts[at + 1..].iter().filter(|draft| draft.label() != UNASSIGNED);
    let mut rows = below.take_while(|draft| labels::role_of(draft.label()) != Role::Total);
    let subtotal = rows.next().filter(|draft| labels::role_of(draft.label()) == Role::Subtotal)?;
    let ends = |draft: &&Draft| group_of_total(draft.label()).is_some();
    if subtotal.entry(column).is_some() || ends(&subtotal) {
        return subtotal.entry(column);
    }
    let above = drafts[..at].iter().rev().take_while(|draft| !ends(draft));
    let alone = above.clone().all(|draft| draft.entry(column).is_none());
    let first = rows.find(|draft| ends(draft) || draft.entry(column).is_some())?;
    if alone && ends(&first) { first.entry(column) } else { None }
}

fn split<'a>(draft: &Draft, names: &[String], total: &dyn Fn(usize) -> Option<&'a Entry>) -> Vec<Draft> {
    let mut rows: Vec<Draft> = names.iter().map(|name| row(draft, name)).collect();
    let mut strays = Vec::new();
    let mut columns: Vec<usize> = draft.entries.iter().map(|entry| entry.column).collect();
    columns.sort_unstable();
    columns.dedup();
    for column in columns {
        let pieces: Vec<&Entry> = draft.entries.iter().filter(|entry| entry.column == column).collect();
        match choose(&pieces, names.len(), total(column)) {
            Some(dealt) => rows.iter_mut().zip(dealt).for_each(|(row, entry)| row.entries.push(entry)),
            None => strays.extend(pieces.into_iter().cloned()),
        }
    }
    let strays = by_lines(draft, &mut rows, strays);
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

/// The way to cut the pieces of a column into as many numbers as rows. Where several ways stand, the total below has to
/// decide; without it the one way that there is stays in doubt.
fn choose(pieces: &[&Entry], rows: usize, total: Option<&Entry>) -> Option<Vec<Entry>> {
    let joined = joined_tokens(pieces);
    let mut cuts = numerals::cuts(&joined, rows);
    let sum = |cut: &[Number]| -> i64 { cut.iter().filter_map(|number| numerals::magnitude(&number.text)).sum() };
    let meeting = total.map(|total| (0..cuts.len()).filter(|at| sum(&cuts[*at]) == total.sum()).collect::<Vec<_>>());
    if pieces.len() > 1 && meeting.as_ref().is_some_and(Vec::is_empty) {
        // Pieces of other rows may be among them.
        return None;
    }
    let certain = meeting.filter(|meeting| meeting.len() == 1).map(|meeting| meeting[0]);
    let only = certain.or((cuts.len() == 1).then_some(0))?;
    let cut = cuts.swap_remove(only);
    let bold = total.is_none() && cut.iter().any(|number| number.bold) && cut.iter().any(|number| !number.bold);
    Some(dealt(pieces, &cut, certain.is_none() && !bold))
}

/// The tokens of several pieces; a number never goes from one to the next.
fn joined_tokens(pieces: &[&Entry]) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::new();
    for piece in pieces {
        let start = joined.len();
        joined.extend(piece.tokens.iter().cloned());
        if let Some(first) = joined.get_mut(start) {
            first.apart = true;
        }
    }
    joined
}

/// Each number as a cell of its own, at the place of the piece that prints it.
fn dealt(pieces: &[&Entry], cut: &[Number], doubtful: bool) -> Vec<Entry> {
    let (mut piece, mut left) = (0, pieces.first().map_or(0, |piece| piece.tokens.len()));
    let mut cells = Vec::new();
    for number in cut {
        while left == 0 && piece + 1 < pieces.len() {
            piece += 1;
            left = pieces[piece].tokens.len();
        }
        left = left.saturating_sub(number.tokens);
        let mut cell = pieces[piece].with(number, doubtful);
        // The total has cleared the piece of what its form made doubtful.
        cell.doubtful = doubtful;
        cells.push(cell);
    }
    cells
}

/// A stack whose second half goes over several lines: a line whose sum is the total of one of the rows is that row.
fn by_lines(draft: &Draft, rows: &mut [Draft], strays: Vec<Entry>) -> Vec<Entry> {
    let totals: Option<Vec<i64>> = rows.iter().map(|row| Some(row.entries.first()?.sum())).collect();
    let mut lines: Vec<u32> = draft.entries.iter().map(|entry| entry.span.line).collect();
    // A few numbers of another line have slipped in from there.
    let count = |line: u32| draft.entries.iter().filter(|entry| entry.span.line == line).count();
    lines.retain(|line| *line != draft.span.line && count(*line) > 2);
    lines.sort_unstable();
    lines.dedup();
    let (Some(totals), true) = (totals, lines.len() > 1) else { return strays };
    let sum_of = |line: u32| -> i64 { draft.entries.iter().filter(|e| e.span.line == line).map(Entry::sum).sum() };
    let mut left = strays;
    // The first lines hold the first rows, the last line the last ones.
    for (line, row) in [(lines[0], 0), (lines[lines.len() - 1], rows.len() - 1)] {
        let (found, needed) = (sum_of(line), totals[row]);
        let fits = found <= needed && (needed - found) as f64 <= needed as f64 * LOST;
        let single = |entry: &Entry| entry.span.line == line && entry.numbers().len() == 1;
        if fits && left.iter().filter(|entry| entry.span.line == line).all(single) {
            let (mine, others) = left.into_iter().partition::<Vec<_>, _>(|entry| entry.span.line == line);
            rows[row].entries.extend(mine.into_iter().map(|entry| Entry { doubtful: true, ..entry }));
            left = others;
        }
    }
    left
}

/// The share of a row that may be missing in its line: what OCR lost, and what the first half holds.
const LOST: f64 = 0.03;

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
        deal(rows, &known, &Words::default(), &mut Vec::new()).iter().map(text).collect()
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
