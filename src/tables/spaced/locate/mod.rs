//! Finds tables of blank-separated words: between a caption or an annex heading and the next one, or in the prose.

mod annexes;
mod extent;
mod heads;
mod lines;
mod titles;

pub(super) use self::lines::cut_line;

use self::lines::Kind;
use super::header;
use crate::normalise::CleanText;
use crate::tables::{Region, captions};

/// So many lines without a number may stand between two rows: a repeated header block and a wrapped label.
const LONGEST_GAP: usize = 16;
/// So many names of columns in a row announce a table without a caption.
const FEWEST_NAMES: usize = 3;
/// No line of a header is longer.
const HEADER_LINE: usize = 60;

/// Finds the tables.
pub fn locate(text: &CleanText) -> Vec<Region> {
    let mut kinds: Vec<Kind> = (0..text.lines.len()).map(|index| lines::kind_of(text, index)).collect();
    annexes::running_annexes(text, &mut kinds);
    let mut regions: Vec<Region> = Vec::new();
    let mut at = 0;
    while at < kinds.len() {
        let found = match &kinds[at] {
            Kind::Caption => heads::captioned(text, &kinds, at),
            Kind::Annex(number) => heads::annex(text, &kinds, at, number),
            Kind::Item(annex, number) => heads::titled(text, &kinds, at, format!("annex-{annex}-{number}")),
            Kind::Words | Kind::Numbers { .. } if heads::begins_names(text, &kinds, at) => {
                heads::named(text, &kinds, at, regions.last())
            }
            Kind::Numbers { count, .. } if *count > 1 => heads::uncaptioned(text, &kinds, at, regions.last()),
            _ => None,
        };
        let caption = if kinds[at] == Kind::Caption { captions::scan_caption(&text.lines[at].text) } else { None };
        let continued = caption.is_some_and(|caption| caption.continued);
        at = found.as_ref().and_then(last_line).unwrap_or(at) + 1;
        match (found, regions.last_mut()) {
            (Some(part), Some(last)) if continued && last.caption.number == part.caption.number => join(last, part),
            (found, _) => regions.extend(found),
        }
    }
    regions
}

/// A part marked '(continued)' goes on with its table.
fn join(table: &mut Region, part: Region) {
    table.lines.extend(part.lines);
    table.notes.extend(part.notes);
}

fn last_line(region: &Region) -> Option<usize> {
    region.lines.last().copied().max(region.notes.last().copied())
}

/// The names of columns that begin here: several on the line, or one on each of several lines.
fn names_at(text: &CleanText, kinds: &[Kind], at: usize) -> Vec<String> {
    let line = |index: usize| text.lines[index].text.trim();
    let printed = |index: &usize| kinds[*index] != Kind::Blank;
    if !line(at).rsplit(' ').next().is_some_and(header::is_leaf) {
        return Vec::new();
    }
    let words: Vec<String> = line(at).split_whitespace().map(str::to_string).collect();
    if words.len() != 1 {
        return words[words.len() - header::trailing_names(&words)..].to_vec();
    }
    if (0..at).rev().find(printed).is_some_and(|before| header::is_leaf(line(before))) {
        return Vec::new();
    }
    let run = (at..kinds.len()).filter(printed).take_while(|index| header::is_leaf(line(*index)));
    run.map(|index| line(index).to_string()).collect()
}
