//! What the columns are called, and which of the two lists is whose.

use std::ops::Range;

use super::super::header;
use super::parts::{Part, Words};
use super::sexes::Lists;
use crate::report::{Column, Role};
use crate::tables::labels;

/// The total, and the sexes if it is split by them. `None` where the header names no total.
pub(super) fn of(first: &Part) -> Option<Vec<Column>> {
    let total = first.words.iter().find(|words| labels::role_of(&words.text) == Role::Total)?;
    let total = labels::column(&[], &total.text);
    let sexes: Vec<&Words> = first.words.iter().filter(|words| is_sex(words)).collect();
    let spanner = first.words.iter().find(|words| is_sex_spanner(&words.text));
    let groups: Vec<String> = spanner.into_iter().map(|words| words.text.clone()).collect();
    let [one, other] = sexes.as_slice() else { return Some(vec![total]) };
    Some(vec![total, labels::column(&groups, &one.text), labels::column(&groups, &other.text)])
}

fn is_sex(words: &Words) -> bool {
    labels::sex_of(&words.text).is_some()
}

/// `Sex`, `Gender`
fn is_sex_spanner(text: &str) -> bool {
    let text = text.to_lowercase();
    ["sex", "gender"].contains(&text.as_str()) && !header::is_leaf(&text)
}

/// Puts two lists into the order of the names. Where both names stand together the lists follow in their order; else each
/// stands under its own name.
pub(super) fn split(part: &Part, lists: Lists, first_name: &str) -> Option<Lists> {
    let begins = |list: &Vec<Option<usize>>| Some(part.cells[list.iter().flatten().min().copied()?].at);
    let names = |list: usize| over(part, begins(&lists[list])?);
    match (names(0)?, names(1)) {
        (Names::Pair(first), _) => {
            let [one, two] = lists;
            Some(if first == first_name { [one, two] } else { [two, one] })
        }
        (Names::Lone(first), Some(Names::Lone(second))) if first != second => {
            let [one, two] = lists;
            Some(if first == first_name { [one, two] } else { [two, one] })
        }
        _ => None,
    }
}

/// The left one of the sexes: the first one, wherever their names are printed together. Names that stand apart tell
/// nothing, for some tools print the words of a header out of order.
pub(super) fn left<'a>(parts: impl Iterator<Item = &'a Part>) -> Option<&'a str> {
    let together = |pair: &[Words]| {
        pair[0].at + 1 == pair[1].at && is_sex(&pair[0]) && is_sex(&pair[1]) && pair[0].text != pair[1].text
    };
    let pairs = parts.flat_map(|part| part.words.windows(2)).filter(|pair| together(pair));
    let mut first = pairs.map(|pair| pair[0].text.as_str());
    let left = first.next()?;
    first.all(|other| other == left).then_some(left)
}

/// The sex whose name stands directly over the first of two lists, where that of the other one stands over the second.
pub(super) fn over_lists<'a>(part: &'a Part, lists: &Lists) -> Option<&'a str> {
    let name = |list: &Vec<Option<usize>>| {
        let at = part.cells[list.iter().flatten().min().copied()?].at;
        part.words.iter().find(|words| is_sex(words) && words.at + 1 == at).map(|words| words.text.as_str())
    };
    let (one, other) = (name(&lists[0])?, name(&lists[1])?);
    (one != other).then_some(one)
}

/// The lists that stand directly under the names of the sexes and make up a total. `None` where several do.
pub(super) fn under(part: &Part, total: &Range<usize>, first: &str) -> Option<Lists> {
    let list = |words: &&Words| {
        let first = part.cells.iter().position(|cell| cell.at == words.at + 1)?;
        let cells = first..first + total.len();
        let apart = cells.end <= part.cells.len() && (cells.end <= total.start || cells.start >= total.end);
        (apart && cells.clone().skip(1).all(|cell| part.follows(cell))).then_some(cells)
    };
    let value = |cell: usize| part.cells[cell].value;
    let adds_up = |one: &Range<usize>, other: &Range<usize>| {
        let mut rows = total.clone().zip(one.clone().zip(other.clone()));
        rows.all(|(total, (one, other))| value(one).zip(value(other)).map(|(one, other)| one + other) == value(total))
    };
    let named =
        |name: &str| part.words.iter().filter(|words| words.text == name).filter_map(|words| list(&words)).collect();
    let second = &part.words.iter().find(|words| is_sex(words) && words.text != first)?.text;
    let (ones, others): (Vec<Range<usize>>, Vec<Range<usize>>) = (named(first), named(second));
    let mut found = ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
    let mut found = found.by_ref().filter(|(one, other)| adds_up(one, other));
    let (one, other) = found.next().filter(|_| found.next().is_none())?;
    Some([one.clone().map(Some).collect(), other.clone().map(Some).collect()])
}

enum Names {
    /// Both names, with no number between them; the first.
    Pair(String),
    Lone(String),
}

/// The names of sexes nearest before a line.
fn over(part: &Part, at: usize) -> Option<Names> {
    let mut before = part.words.iter().rev().filter(|words| words.at < at && is_sex(words));
    let last = before.next()?;
    let apart = |first: &Words| part.cells.iter().any(|cell| (first.at..last.at).contains(&cell.at));
    match before.next().filter(|first| first.text != last.text && !apart(first)) {
        Some(first) => Some(Names::Pair(first.text.clone())),
        None => Some(Names::Lone(last.text.clone())),
    }
}
