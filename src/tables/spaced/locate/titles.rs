//! Titles of several lines.

use super::lines::Kind;
use crate::normalise::{CleanText, Role};
use crate::tables::spaced::header;
use crate::tables::{kinds, labels};

/// So many lines of a title may follow its first one.
const LONGEST_TITLE: usize = 3;
/// A line of a title that could take no further word is longer than this; narrower pages wrap titles before blank lines only.
const TITLE_WIDTH: usize = 78;

/// The end of the title that begins on the line before `start`. Where a blank line follows soon, the title runs up to it;
/// else over each line whose end the next word would not have fitted on.
pub(super) fn title_lines(text: &CleanText, kinds: &[Kind], start: usize) -> usize {
    // `as at 31` | `December 2030`
    let dated = |index: usize| {
        let above = index > 0 && matches!(kinds[index - 1], Kind::Words | Kind::Caption);
        let closed = kinds.get(index + 1).is_none_or(|kind| *kind == Kind::Blank);
        let line = text.lines[index].text.trim();
        let whole = line.rsplit_once(' ').is_some_and(|(before, _)| opens_date(before));
        let open = above && (whole || opens_date(&text.lines[index - 1].text));
        above && (closed || open) && matches!(kinds[index], Kind::Numbers { count: 1, only_years: true })
    };
    let goes_on = |index: &usize| {
        let line = &text.lines[*index].text;
        let words = matches!(kinds[*index], Kind::Words) && (is_rest(line) || !heads_columns(text, *index));
        (words || dated(*index)) && !text.page_starts[*index]
    };
    let end = (start..kinds.len()).find(|index| !goes_on(index)).unwrap_or(kinds.len());
    let apart = text.roles.get(end).is_none_or(|role| *role == Role::Blank);
    if apart && end - start <= LONGEST_TITLE {
        return end;
    }
    let wrapped = |index: &usize| start > 0 && goes_on(index) && is_wrapped(text, *index - 1, *index);
    (start..end).find(|index| !wrapped(index)).unwrap_or(end)
}

/// Whether a line under a title names columns: words of a header alone, several names at its end, or groups of staff side
/// by side, which no sentence is.
fn heads_columns(text: &CleanText, index: usize) -> bool {
    let line = text.lines[index].text.trim();
    let words: Vec<String> = line.split_whitespace().map(str::to_string).collect();
    let capitals = words.len() > 1 && words.iter().all(|word| word.starts_with(|c: char| c.is_uppercase()));
    let above = if index > 0 { text.lines[index - 1].text.trim() } else { "" };
    let open = above.ends_with(',')
        || above.rsplit(' ').next().is_some_and(|word| word.starts_with(|c: char| c.is_lowercase()));
    let staff = || capitals && !open && kinds::words::meaning(&[], line).is_some();
    header::is_frame(line) || header::trailing_names(&words) > 2 || staff()
}

/// `as at 31`, `as at 31 December`: the rest of the date follows on the next line.
fn opens_date(line: &str) -> bool {
    let last = line.trim().rsplit(' ').next().unwrap_or_default();
    let day = last.len() <= 2 && last.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    // `may` in small letters is no month.
    day || last.starts_with(char::is_uppercase) && labels::is_month(last)
}

/// `sex` under a line that ends with `by grade and`: headings begin with a capital.
fn is_rest(line: &str) -> bool {
    line.trim().starts_with(|c: char| c.is_lowercase())
}

/// Whether the first word of a line would not have fitted on the line before.
fn is_wrapped(text: &CleanText, before: usize, index: usize) -> bool {
    let length = |line: &str| line.trim().chars().count();
    let first = text.lines[index].text.split_whitespace().next().unwrap_or_default();
    length(&text.lines[before].text) + 1 + length(first) > TITLE_WIDTH
}

pub(super) fn push_words(text: &mut String, more: &str) {
    if !text.is_empty() && !text.ends_with(['-', '–']) {
        text.push(' ');
    }
    text.push_str(more);
}
