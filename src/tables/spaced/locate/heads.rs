//! What a table can begin with: a caption, an annex, a numbered title, the names of its columns, or nothing but its rows.

use super::extent::collect;
use super::lines::{Kind, cut_line};
use super::titles::{push_words, title_lines};
use super::{FEWEST_NAMES, LONGEST_GAP, last_line, names_at};
use crate::normalise::CleanText;
use crate::tables::spaced::header;
use crate::tables::{Caption, Region, captions, labels};

/// A numbered title heads a table if so many rows follow.
const FEWEST_ROWS: usize = 2;

pub(super) fn captioned(text: &CleanText, kinds: &[Kind], start: usize) -> Option<Region> {
    let captions::Printed { number, text: mut title, .. } = captions::scan_caption(&text.lines[start].text)?;
    let title_end = title_lines(text, kinds, start + 1);
    for index in start + 1..title_end {
        push_words(&mut title, text.lines[index].text.trim());
    }
    let mut region = collect(text, kinds, start, title_end)?;
    region.id = format!("table-{}", captions::slug(&number));
    region.caption = Caption { number: Some(number), text: title, line: start };
    Some(region)
}

pub(super) fn annex(text: &CleanText, kinds: &[Kind], start: usize, number: &str) -> Option<Region> {
    let own_title = captions::scan_annex(&text.lines[start].text).map_or("", |(_, title)| title);
    let mut title = own_title.to_string();
    let first =
        if title.is_empty() { (start + 1..kinds.len()).find(|index| kinds[*index] != Kind::Blank)? } else { start };
    if title.is_empty() && kinds[first] != Kind::Words {
        return None;
    }
    let title_end = title_lines(text, kinds, first + 1);
    let below = if title.is_empty() { first } else { first + 1 };
    for index in below..title_end {
        push_words(&mut title, text.lines[index].text.trim());
    }
    let mut region = collect(text, kinds, title_end, title_end)?;
    region.id = format!("annex-{}", number.to_lowercase());
    region.caption = Caption { number: None, text: title, line: first };
    region.caption_is_heading = true;
    Some(region)
}

/// A table under a numbered title.
pub(super) fn titled(text: &CleanText, kinds: &[Kind], start: usize, id: String) -> Option<Region> {
    let (_, title) = captions::scan_item(&text.lines[start].text)?;
    let mut region = collect(text, kinds, start + 1, start + 1)?;
    let rows = region.lines.iter().filter(|index| matches!(kinds[**index], Kind::Numbers { .. })).count();
    if rows < FEWEST_ROWS {
        return None;
    }
    region.caption = Caption { number: None, text: title.to_string(), line: start };
    (region.id, region.caption_is_heading) = (id, true);
    Some(region)
}

/// A table in the prose without a caption: rows of numbers close together under a line of column names.
pub(super) fn uncaptioned(text: &CleanText, kinds: &[Kind], row: usize, before: Option<&Region>) -> Option<Region> {
    let floor = before.and_then(last_line).map_or(0, |line| line + 1);
    let mut first = row;
    let mut index = row;
    while index > floor
        && matches!(kinds[index - 1], Kind::Words | Kind::Blank | Kind::Numbers { .. })
        && row - index < LONGEST_GAP
    {
        index -= 1;
        if kinds[index] == Kind::Words && ends_like_prose(&text.lines[index].text) {
            break;
        }
        first = if kinds[index] == Kind::Blank { first } else { index };
    }
    let mut region = collect(text, kinds, first, first)?;
    let rows =
        region.lines.iter().filter(|index| matches!(kinds[**index], Kind::Numbers { only_years: false, .. })).count();
    let header =
        region.lines.iter().any(|index| matches!(kinds[*index], Kind::Numbers { only_years: true, count: 2.. }));
    if rows < 2 || !header {
        return None;
    }
    let title = text.lines[first].text.trim().to_string();
    region.id = captions::slug(&title);
    region.caption = Caption { number: None, text: title, line: first };
    Some(region)
}

pub(super) fn begins_names(text: &CleanText, kinds: &[Kind], at: usize) -> bool {
    let years = cut_line(text, at).numbers() > 1;
    !years && names_at(text, kinds, at).len() >= FEWEST_NAMES
}

/// A table in the text whose title is a line without a number, above the names of its columns.
pub(super) fn named(text: &CleanText, kinds: &[Kind], names: usize, before: Option<&Region>) -> Option<Region> {
    let floor = before.and_then(last_line).map_or(0, |line| line + 1);
    let above = |index: &usize| kinds[*index] == Kind::Words && !ends_like_prose_line(&text.lines[*index].text);
    let first = (floor..names).rev().take(LONGEST_GAP).take_while(above).last()?;
    if header::is_frame(&text.lines[first].text) {
        return None;
    }
    let title = text.lines[first].text.trim().to_string();
    let mut region = collect(text, kinds, first + 1, first + 1)?;
    region.id = captions::slug(&title);
    region.caption = Caption { number: None, text: title, line: first };
    region.lines.insert(0, first);
    Some(region)
}

/// Text that ends with a stop; a colon ends the heading of a stub.
fn ends_like_prose_line(line: &str) -> bool {
    ends_like_prose(line) && !line.trim().ends_with(':')
}

fn ends_like_prose(line: &str) -> bool {
    let line = line.trim();
    line.ends_with(['.', ',', ';', ':']) || (line.len() > 70 && labels::role_of(line) == crate::report::Role::Data)
}
