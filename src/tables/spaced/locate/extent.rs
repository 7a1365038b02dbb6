//! How far a table goes: its rows, the rest of its last label, the notes under it.

use super::lines::{Kind, cut_line};
use super::{FEWEST_NAMES, HEADER_LINE, LONGEST_GAP, names_at};
use crate::normalise::CleanText;
use crate::tables::spaced::header;
use crate::tables::{Region, captions, labels};

/// The labels of a page, where a text lists them before their numbers.
const LONGEST_STUB: usize = 96;

/// From `first` (the caption) over the header and the rows that begin at `body` to the last row.
pub(super) fn collect(text: &CleanText, kinds: &[Kind], first: usize, body: usize) -> Option<Region> {
    let (mut last, mut rows, mut gap) = (None, 0, 0);
    let mut end = kinds.len();
    let mut names: Vec<String> = Vec::new();
    for (index, kind) in kinds.iter().enumerate().skip(body) {
        let found = if *kind == Kind::Blank { Vec::new() } else { names_at(text, kinds, index) };
        if found.len() >= FEWEST_NAMES {
            // Other names head another table.
            if rows > 0 && !names.is_empty() && !header::are_akin(&names, &found) {
                end = index;
                break;
            }
            names.extend(found);
        } else if !names.is_empty() {
            // Names of one header may stand apart, with numbers between them.
            names.extend(found.into_iter().filter(|name| labels::is_grade(name)));
        }
        match kind {
            Kind::Blank => {}
            Kind::Numbers { only_years, .. } => {
                rows += usize::from(!only_years);
                last = Some(index);
                gap = 0;
            }
            Kind::Words if gap < longest_gap(text, last, index) => {
                gap += usize::from(!header::is_frame(&text.lines[index].text));
            }
            _ => {
                end = index;
                break;
            }
        }
    }
    let last = last.filter(|_| rows > 0).map(|last| rest_of_label(text, kinds, body, last))?;
    let printed =
        |range: std::ops::Range<usize>| range.filter(|index| kinds[*index] != Kind::Blank).collect::<Vec<_>>();
    let notes = note_lines(text, &printed(last + 1..end));
    Some(Region { lines: printed(first..last + 1), notes, ..Region::default() })
}

/// A stub that is listed before its numbers is as long as a page.
fn longest_gap(text: &CleanText, last: Option<usize>, index: usize) -> usize {
    let lone = last.is_none_or(|last| cut_line(text, last).label.is_empty());
    let short = text.lines[index].text.trim().len() <= HEADER_LINE;
    if lone && short { LONGEST_STUB } else { LONGEST_GAP }
}

/// Some tools print the numbers beside the first or middle line of a label: its rest follows, at the end of the table or
/// page. A heading may stand there too: only a line that could not have stood beside the label is its rest.
fn rest_of_label(text: &CleanText, kinds: &[Kind], body: usize, last: usize) -> usize {
    let line = |index: usize| text.lines[index].text.trim();
    let rest = last + 1;
    let printed = kinds.get(rest) == Some(&Kind::Words) && !text.page_starts[rest] && !captions::is_note(line(rest));
    let ends = |kind: &Kind| matches!(kind, Kind::Blank | Kind::Caption | Kind::Annex(_) | Kind::Item(..));
    let own = cut_line(text, last).label;
    // A label of one line would stand beside its numbers.
    let around = own.is_empty() && last > body + 1 && kinds[last - 1] == Kind::Words && kinds[last - 2] != Kind::Words;
    if printed && around && cut_line(text, last - 2).numbers() > 0 {
        return rest;
    }
    if !printed || !kinds.get(rest + 1).is_none_or(ends) {
        return last;
    }
    let label = if own.is_empty() && last > body { line(last - 1).to_string() } else { own };
    let length = |text: &str| text.chars().count();
    let longest = (body..last).map(|index| length(&cut_line(text, index).label)).max().unwrap_or_default();
    let first = line(rest).split(' ').next().unwrap_or_default();
    let wrapped = length(&label) + 1 + length(first) > longest && length(line(rest)) <= length(&label);
    if wrapped || line(rest).starts_with(|c: char| c.is_lowercase()) { rest } else { last }
}

/// Notes follow the last row: `UG: Ungraded`, `Note: ...`, `* ...`, `Source: ...`. The first other line ends them.
fn note_lines(text: &CleanText, after: &[usize]) -> Vec<usize> {
    let mut notes = Vec::new();
    for &index in after {
        let line = text.lines[index].text.trim();
        let continues =
            !notes.is_empty() && index == notes.last().copied().unwrap_or(index) + 1 && !text.page_starts[index];
        let begins = !text.page_starts[index] && captions::is_note(line);
        if !(begins || continues) {
            break;
        }
        notes.push(index);
    }
    notes
}
