//! Rows that OCR prints again and again while they grow: a stack of labels and numbers, one more with every line.
//!
//! Of all states one is kept: the last with as many totals as labels. Where each state adds a label, the states show
//! where one label ends and the next begins.

use super::draft::{Draft, Entry};
use super::halves::unassigned;
use super::numerals;
use super::words::Words;
use crate::countries;

/// Shorter runs may be rows with similar labels.
const LEAST_STATES: usize = 4;

/// A run of states that was replaced.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Growth {
    /// Indexes of the lines of all states.
    pub lines: Vec<usize>,
    /// Index of the line that was kept.
    pub kept: Option<usize>,
}

/// Replaces growing stacks by their rows.
pub(super) fn settle(drafts: Vec<Draft>, words: &Words) -> (Vec<Draft>, Vec<Growth>) {
    let (mut settled, mut growths) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < drafts.len() {
        let states = run(&drafts[at..]);
        if states < LEAST_STATES {
            settled.push(drafts[at].clone());
            at += 1;
            continue;
        }
        let (rows, mut growth) = rows(&drafts[at..at + states], words);
        growth.lines.extend(drop_first_state(&mut settled, &rows));
        settled.extend(rows);
        growths.push(growth);
        at += states;
    }
    (settled, growths)
}

/// How many rows from the first on are states of one stack: of two neighbours one begins like the other.
fn run(drafts: &[Draft]) -> usize {
    let grows = |pair: &[Draft]| {
        let (a, b) = (pair[0].label(), pair[1].label());
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        !short.is_empty() && !pair[0].exact && long.starts_with(short) && long.len() > 2
    };
    1 + drafts.windows(2).take_while(|pair| grows(pair)).count()
}

/// A state before the run holds the row above and the first label: `Aldport`, `Aldport Birkhaven`, `Birkhaven Cove`.
fn drop_first_state(settled: &mut Vec<Draft>, rows: &[Draft]) -> Option<usize> {
    let [.., above, state] = settled.as_slice() else { return None };
    let both = format!("{} {}", above.label(), rows.first()?.label());
    (state.label() == both).then(|| settled.pop()).flatten().map(|state| state.index)
}

fn rows(states: &[Draft], words: &Words) -> (Vec<Draft>, Growth) {
    let longest = states.iter().max_by_key(|state| state.label().len()).map_or("", Draft::label);
    let names = labels(states, longest, words);
    let total = states.iter().flat_map(|state| &state.entries).map(|entry| entry.column).max().unwrap_or(0);
    let whole = |state: &&Draft| {
        let held = count_names(state.label(), &names);
        held > 0 && state.entry(total).is_some_and(|entry| numerals::cuts(&entry.tokens, held).len() == 1)
    };
    let kept = states.iter().filter(whole).max_by_key(|state| state.label().len());
    let lines: Vec<usize> = states.iter().map(|state| state.index).collect();
    let growth = Growth { lines, kept: kept.map(|kept| kept.index) };
    let rows = match kept {
        Some(kept) => deal(kept, &names, total),
        None => {
            let fullest = states.iter().max_by_key(|state| state.entries.len());
            fullest.map(|state| unassigned(state, state.entries.clone())).into_iter().collect()
        }
    };
    (rows, growth)
}

/// One row per label with its total; the other stacks do not say which rows they belong to.
fn deal(kept: &Draft, names: &[String], total: usize) -> Vec<Draft> {
    let held = count_names(kept.label(), names);
    let entry = kept.entry(total);
    let numbers = entry.and_then(|entry| numerals::cuts(&entry.tokens, held).into_iter().next()).unwrap_or_default();
    let mut numbers = numbers.iter();
    let mut rows: Vec<Draft> = Vec::new();
    for name in names {
        let mut row = Draft { entries: Vec::new(), ..kept.clone() };
        row.set_label(name.clone());
        row.entries.extend(entry.zip(numbers.next()).map(|(entry, number)| entry.with(number, false)));
        rows.push(row);
    }
    let others: Vec<Entry> = kept.entries.iter().filter(|entry| entry.column != total).cloned().collect();
    if !others.is_empty() {
        rows.push(unassigned(kept, others));
    }
    rows
}

/// How many of the labels a state holds.
fn count_names(label: &str, names: &[String]) -> usize {
    let mut rest = label;
    let mut count = 0;
    for name in names {
        let Some(after) = rest.trim_start().strip_prefix(name.as_str()) else { continue };
        rest = after;
        count += 1;
    }
    count
}

/// Cuts the longest label where a state ends, and where a label ends that the report or the world knows.
fn labels(states: &[Draft], longest: &str, words: &Words) -> Vec<String> {
    // A state is no label for being printed.
    let states_of = |text: &str| states.iter().filter(|state| state.label() == text).count();
    let known = |text: &str| words.label_count(text) > states_of(text) || countries::iso3(text).is_some();
    let mut ends: Vec<usize> = states.iter().map(|state| state.label().len()).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut labels = Vec::new();
    let mut start = 0;
    for (nth, &end) in ends.iter().enumerate() {
        let Some(piece) = longest.get(start..end).map(str::trim) else { continue };
        // A label of two lines grows by a line.
        let grown = ends.get(nth + 1).and_then(|next| longest.get(start..*next)).map(str::trim);
        if !known(piece) && grown.is_some_and(known) {
            continue;
        }
        labels.extend(cut(piece, &known));
        start = end;
    }
    labels
}

/// `Lao People's Democratic Republic Lebanon`: known labels are cut off the end.
fn cut(piece: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    if known(piece) {
        return vec![piece.to_string()];
    }
    let blanks: Vec<usize> = piece.match_indices(' ').map(|(at, _)| at).collect();
    for at in blanks {
        let (head, tail) = (&piece[..at], piece[at..].trim());
        if known(tail) {
            let mut labels = cut(head, known);
            labels.push(tail.to_string());
            return labels;
        }
    }
    vec![piece.to_string()].into_iter().filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::numerals::Token;
    use super::super::testing::draft;
    use super::*;

    fn state(label: &str, totals: &str) -> Draft {
        let tokens = totals.split_whitespace().map(|t| Token { text: t.into(), bold: false, apart: false }).collect();
        let mut row = draft(label, "");
        row.entries.push(Entry { column: 1, raw: totals.into(), tokens, ..Entry::default() });
        row
    }

    #[test]
    fn the_state_with_as_many_totals_as_labels_is_kept() {
        let mut words = Words::default();
        words.add_label("Cove");
        let states = vec![
            state("Aldport", "1"),
            state("Aldport Birkhaven", "1 0"),
            state("Aldport Birkhaven Port of the North", "1"),
            state("Aldport Birkhaven Port of the North Cove", "1 0 12 4"),
            state("Aldport Birkhaven Port of the North Cove Dunmouth", "1 0 12 4"),
        ];
        let (rows, growths) = settle(states, &words);
        let read: Vec<_> = rows.iter().map(|row| (row.label(), row.entries.first().map(Entry::sum))).collect();
        let expected = [
            ("Aldport", Some(1)),
            ("Birkhaven", Some(0)),
            ("Port of the North", Some(12)),
            ("Cove", Some(4)),
            ("Dunmouth", None),
        ];
        assert_eq!(read, expected);
        assert_eq!(growths.len(), 1);
    }

    #[test]
    fn rows_that_share_a_first_word_do_not_grow() {
        let rows = vec![draft("Niger", "1"), draft("Nigeria", "2"), draft("Norway", "3")];
        assert_eq!(settle(rows, &Words::default()).0.len(), 3);
    }
}
