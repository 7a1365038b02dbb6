//! The labels of rows: wrapped over lines, under the names of groups, beside groups that are printed in a column of their own.

use std::collections::BTreeSet;

use super::pieces::Piece;
use crate::countries;
use crate::normalise::{self, CleanText};
use crate::report::Role;
use crate::tables::sheet::SheetRow;

pub(super) fn join(mut label: String, more: &str) -> String {
    if !(label.is_empty() || more.is_empty() || label.ends_with(['-', '–', '/'])) {
        label.push(' ');
    }
    label.push_str(more);
    label
}

/// Lines of words that wait for their numbers.
#[derive(Default)]
pub(super) struct Pending {
    pub lines: Vec<(usize, String)>,
}

impl Pending {
    /// The first lines as one text.
    fn joined(&self, lines: usize) -> String {
        self.lines[..lines].iter().fold(String::new(), |joined, (_, line)| join(joined, line))
    }

    /// The label of a row that begins on the line at `index`, and the group label that stood above it, if any.
    /// Where each group ends with its subtotal, a group `starts` behind one.
    pub fn take(&mut self, index: usize, own: &str, habits: &Habits, starts: bool) -> (Option<String>, String) {
        let mut lines = std::mem::take(&mut self.lines);
        let country = || if own.is_empty() { part_country(&lines) } else { None };
        if let Some((group, rest)) = habits.part_group(&lines).or_else(country) {
            self.lines = rest;
            return (Some(group), self.take(index, own, habits, starts).1);
        }
        if own.is_empty() && habits.airy {
            // What a blank line parts from the label is the name of its group.
            let label = (1..lines.len()).rev().find(|at| lines[at - 1].0 + 1 != lines[*at].0).unwrap_or_default();
            let rest = lines.split_off(label);
            let whole =
                |lines: Vec<(usize, String)>| lines.into_iter().fold(String::new(), |all, (_, line)| join(all, &line));
            let group = whole(lines);
            return ((!group.is_empty()).then_some(group), whole(rest));
        }
        let touches = lines.last().is_some_and(|(last, _)| last + 1 == index);
        let waiting = lines.iter().fold(String::new(), |joined, (_, line)| join(joined, line));
        let whole = join(waiting.clone(), own);
        let last = lines.last().map_or("", |(_, line)| line.as_str());
        let named = habits.summed.contains(&waiting.to_lowercase()) || is_alone(&waiting, own);
        let named = named || starts && habits.closed && !continues(&waiting, own);
        let wrapped = touches && habits.wraps(last, own) && !named;
        let whole_country = || countries::iso3(&whole).is_some();
        if waiting.is_empty() || own.is_empty() || wrapped || continues(&waiting, own) || whole_country() {
            return (None, whole);
        }
        (Some(waiting), own.to_string())
    }
}

/// The name of a group on the first of the lines, where those below it are a country and all of them are none.
fn part_country(lines: &[(usize, String)]) -> Option<(String, Vec<(usize, String)>)> {
    let whole = |lines: &[(usize, String)]| lines.iter().fold(String::new(), |all, (_, line)| join(all, line));
    let country = |lines: &[(usize, String)]| countries::iso3(&whole(lines)).is_some();
    let from = (1..lines.len()).find(|from| country(&lines[*from..])).filter(|_| !country(lines))?;
    Some((whole(&lines[..from]), lines[from..].to_vec()))
}

/// Whether a label is a country by itself, and none with the words that wait above it.
fn is_alone(waiting: &str, own: &str) -> bool {
    countries::iso3(own).is_some() && countries::iso3(&join(waiting.to_string(), own)).is_none()
}

/// Words that stand below the names of the columns and are the rest of what stands over the stub, by what it begins with:
/// a header that is printed again has them again.
#[derive(Default)]
pub(super) struct StubEnds {
    known: Vec<(String, String)>,
}

impl StubEnds {
    /// Moves such words from the lines that wait for the row labelled `own` to the stub.
    pub fn complete(&mut self, stub: &mut String, pending: &mut Pending, own: &str) {
        let end = self.again(stub, pending).or_else(|| self.first(stub, pending, own));
        *stub = join(std::mem::take(stub), &end.unwrap_or_default());
    }

    /// The end that this stub had before.
    fn again(&self, stub: &str, pending: &mut Pending) -> Option<String> {
        let (_, end) = self.known.iter().find(|(begin, _)| begin == stub)?;
        let lines = (1..=pending.lines.len()).find(|lines| pending.joined(*lines) == *end)?;
        pending.lines.drain(..lines);
        Some(end.clone())
    }

    fn first(&mut self, stub: &str, pending: &mut Pending, own: &str) -> Option<String> {
        let waiting = pending.joined(pending.lines.len());
        let ends = is_alone(&waiting, own) || waiting.starts_with(|c: char| c.is_lowercase());
        if waiting.is_empty() || !ends {
            return None;
        }
        pending.lines.clear();
        self.known.push((stub.to_string(), waiting.clone()));
        Some(waiting)
    }
}

/// What the labels of a table show about its groups and its wrapped labels.
pub(super) struct Habits {
    /// Blank lines part what does not belong together.
    airy: bool,
    /// The longest label that stands on one line with its numbers.
    longest: usize,
    /// A label that has no room beside its numbers stands over them as a whole.
    pub above: bool,
    /// Each group ends with a row that is named `Subtotal` alone.
    closed: bool,
    /// Groups that have a total of their own: `Africa` where a row is named `Africa total`.
    summed: BTreeSet<String>,
}

impl Habits {
    pub fn of(text: &CleanText, pieces: &[Piece]) -> Self {
        let blank =
            |pair: &&[Piece]| (pair[0].index..pair[1].index).any(|index| text.roles[index] == normalise::Role::Blank);
        let pairs = || pieces.windows(2).filter(|pair| pair[0].index != pair[1].index);
        let rows = || pieces.iter().filter(|piece| piece.is_row());
        Self {
            // Single blank lines show page breaks.
            airy: pairs().filter(blank).count() * 2 > pairs().count(),
            longest: rows().map(|row| row.cut.label.chars().count()).max().unwrap_or_default(),
            closed: rows().any(|row| is_plain_subtotal(&row.cut.label)),
            above: (1..pieces.len()).any(|at| ends_below_label(text, pieces, at)),
            summed: rows().filter_map(|row| summed_group(&row.cut.label)).map(|group| group.to_lowercase()).collect(),
        }
    }

    /// The name of a group that has a total of its own, printed on the first of the lines, and the lines below it.
    fn part_group(&self, lines: &[(usize, String)]) -> Option<(String, Vec<(usize, String)>)> {
        let whole = |count: usize| lines[..count].iter().fold(String::new(), |all, (_, line)| join(all, line));
        let count = (1..lines.len()).rev().find(|count| self.summed.contains(&whole(*count).to_lowercase()))?;
        Some((whole(count), lines[count..].to_vec()))
    }

    /// Whether the label of a row is above and below it, and the name of its group beside its numbers: `Help for`, `Africa 12`,
    /// `Boats`, where a row is named `Africa total`. The total tells the group.
    pub fn is_beside_group(&self, text: &CleanText, pieces: &[Piece], at: usize) -> bool {
        let words = |at: usize| pieces.get(at).is_some_and(|piece| !piece.is_row());
        let between =
            at > 0 && words(at - 1) && words(at + 1) && touches(text, pieces, at) && touches(text, pieces, at + 1);
        between && self.summed.contains(&pieces[at].cut.label.to_lowercase())
    }

    /// Whether a line of words can be the beginning of the label on the next line. Where no blank lines part groups from
    /// labels, a line is wrapped only if the next word had no room.
    fn wraps(&self, line: &str, next: &str) -> bool {
        let first = next.split(' ').next().unwrap_or_default();
        self.airy || line.chars().count() + 1 + first.chars().count() > self.longest
    }
}

impl Habits {
    /// Whether a line of words is the rest of the label of the row directly before it: some tools print the numbers
    /// beside the first line of a label.
    pub fn ends_label(&self, text: &CleanText, pieces: &[Piece], at: usize, row: &SheetRow) -> bool {
        if at == 0 || !pieces[at - 1].is_row() || !touches(text, pieces, at) || row.label.is_empty() {
            return false;
        }
        let (label, rest) = (row.label.as_str(), pieces[at].text.as_str());
        let open = label.matches('(').count() > label.matches(')').count();
        let small =
            label.rsplit(' ').next().is_some_and(|word| matches!(word, "of" | "and" | "the" | "&" | "in" | "to"));
        let named = |label: &str| countries::iso3(label).is_some();
        let country = named(&join(label.to_string(), rest)) && !named(label);
        let last = !pieces[at + 1..].iter().any(Piece::is_row) && row.role == Role::Data && self.wraps(label, rest);
        open || small || country || rest.starts_with(|c: char| c.is_lowercase()) || (last && !self.airy)
    }
}

/// Whether a row without a label of its own has words above it and none below: another row follows at once, or nothing.
fn ends_below_label(text: &CleanText, pieces: &[Piece], at: usize) -> bool {
    let own = |at: usize| pieces[at].is_row() && !pieces[at].cut.label.is_empty();
    let alone = pieces[at].is_row() && !own(at);
    let closed = at + 1 == pieces.len() || own(at + 1) && touches(text, pieces, at + 1);
    alone && !pieces[at - 1].is_row() && touches(text, pieces, at) && closed
}

/// Whether a piece stands directly under the one before it.
pub(super) fn touches(text: &CleanText, pieces: &[Piece], at: usize) -> bool {
    at > 0 && pieces[at - 1].index + 1 == pieces[at].index && !text.page_starts[pieces[at].index]
}

/// The total of a group that it does not name.
pub(super) fn is_plain_subtotal(label: &str) -> bool {
    matches!(label.to_lowercase().as_str(), "subtotal" | "sub-total" | "sub total")
}

/// The group that a total sums up: `Africa total`.
pub(super) fn summed_group(label: &str) -> Option<String> {
    let at = label.len().checked_sub(" total".len())?;
    let named = label.get(at..).is_some_and(|last| last.eq_ignore_ascii_case(" total"));
    named.then(|| label[..at].to_string())
}

/// Whether a label goes on: an open bracket, a small word at the seam.
fn continues(before: &str, after: &str) -> bool {
    let open = before.matches('(').count() > before.matches(')').count() || before.ends_with(',');
    let seam =
        before.rsplit(' ').next().is_some_and(|word| word.starts_with(|c: char| c.is_lowercase()) || word == "&");
    open || (seam && before.contains(' ')) || after.starts_with(|c: char| c.is_lowercase())
}

/// The rows before `Africa total`, back to the total before, are the rows of `Africa`; where the form has lost the column
/// of groups, the first of them begins with its name.
pub(super) fn group_by_totals(rows: &mut [SheetRow]) {
    let mut from = 0;
    for at in 0..rows.len() {
        if rows[at].role == Role::Data {
            continue;
        }
        if let Some(group) = summed_group(&rows[at].label).filter(|_| rows[at].role == Role::Subtotal) {
            put_in_group(&mut rows[from..=at], &group);
        }
        from = at + 1;
    }
}

/// As [`group_by_totals`], where some of the rows are known to be of the group, by a label over them or before their own:
/// the column of groups may share the lines of the rows.
pub(super) fn group_by_labels(rows: &mut [SheetRow]) {
    let summed: BTreeSet<String> = rows.iter().filter_map(|row| summed_group(&row.label)).collect();
    let mut from = 0;
    for at in 0..rows.len() {
        if rows[at].role == Role::Data {
            continue;
        }
        let group = summed_group(&rows[at].label).filter(|_| rows[at].role == Role::Subtotal);
        if let Some(group) = group.filter(|group| rows[from..at].iter().any(|row| is_of(row, group))) {
            rows[from..=at].iter_mut().for_each(|row| move_to_group(row, &group, &summed));
        }
        from = at + 1;
    }
}

fn is_of(row: &SheetRow, group: &str) -> bool {
    row.groups.iter().any(|own| own == group) || own_label(row, group).is_some()
}

/// The label of a row of data behind the name of its group.
fn own_label(row: &SheetRow, group: &str) -> Option<String> {
    let rest = row.label.strip_prefix(group)?.strip_prefix(' ')?;
    (row.role == Role::Data).then(|| rest.to_string())
}

fn move_to_group(row: &mut SheetRow, group: &str, summed: &BTreeSet<String>) {
    row.label = own_label(row, group).unwrap_or(std::mem::take(&mut row.label));
    row.groups.retain(|own| !summed.contains(own));
    row.groups.push(group.to_string());
}

fn put_in_group(rows: &mut [SheetRow], group: &str) {
    let free: Vec<Option<String>> = free_of(rows, group);
    for (row, label) in rows.iter_mut().zip(free) {
        if !row.groups.iter().any(|own| own == group) {
            row.groups.push(group.to_string());
        }
        row.label = label.unwrap_or(std::mem::take(&mut row.label));
    }
}

/// The labels without the words of the group, which stand before each of them, before the first, or line by line before the
/// first few. Nothing where they do not make up the whole group.
fn free_of(rows: &[SheetRow], group: &str) -> Vec<Option<String>> {
    let prefix = format!("{group} ");
    let data = |row: &&SheetRow| row.role == Role::Data;
    if rows.iter().filter(data).all(|row| row.label.starts_with(&prefix)) {
        return rows
            .iter()
            .map(|row| row.label.strip_prefix(&prefix).filter(|_| data(&row)).map(String::from))
            .collect();
    }
    let mut left: Vec<&str> = group.split(' ').collect();
    let mut labels = Vec::new();
    for row in rows.iter().filter(data) {
        let words: Vec<&str> = row.label.split(' ').collect();
        let same = words.iter().zip(&left).take_while(|(own, of)| own == of).count();
        left.drain(..same);
        labels.push((same > 0 && same < words.len()).then(|| words[same..].join(" ")));
    }
    labels.resize(rows.len(), None);
    if left.is_empty() { labels } else { vec![None; rows.len()] }
}

/// Whether two rows of data have the same path: then groups are misread, or columns were taken for rows.
pub(super) fn are_alike(rows: &[SheetRow]) -> bool {
    let mut seen = BTreeSet::new();
    let data = rows.iter().filter(|row| row.role == Role::Data);
    data.map(|row| (&row.groups, &row.label)).any(|path| !seen.insert(path))
}
