//! Finds tables of blank-separated words: between a caption or an annex heading and the next one, or in the prose.

use super::words::{self, Cut};
use crate::normalise::CleanText;
use crate::tables::{Caption, Region, captions, labels};

/// So many lines without a number may stand between two rows: a repeated header block and a wrapped label.
const LONGEST_GAP: usize = 16;

/// What a line can be to a table.
#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Blank,
    /// 'Table 4. ...'
    Caption,
    /// 'Annex II', alone on its line or with its title.
    Annex(String),
    /// A numbered paragraph begins, or prose that no table holds.
    Prose,
    /// A row of numbers, how many, and whether all of them are years.
    Numbers {
        count: usize,
        only_years: bool,
    },
    /// Anything short: labels, header words.
    Words,
}

/// Finds the tables.
pub fn locate(text: &CleanText) -> Vec<Region> {
    let kinds: Vec<Kind> = (0..text.lines.len()).map(|index| kind_of(text, index)).collect();
    let mut regions: Vec<Region> = Vec::new();
    let mut at = 0;
    while at < kinds.len() {
        let found = match &kinds[at] {
            Kind::Caption => captioned(text, &kinds, at),
            Kind::Annex(number) => annex(text, &kinds, at, number),
            Kind::Numbers { count, .. } if *count > 1 => uncaptioned(text, &kinds, at, regions.last()),
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

fn kind_of(text: &CleanText, index: usize) -> Kind {
    let line = &text.lines[index];
    if !text.is_text(index) {
        return Kind::Blank;
    }
    let trimmed = line.text.trim();
    if !line.cells.is_empty() {
        return Kind::Prose;
    }
    if captions::scan_caption(trimmed).is_some() {
        return Kind::Caption;
    }
    if let Some((number, _)) = captions::scan_annex(trimmed) {
        return Kind::Annex(number.to_string());
    }
    if starts_paragraph(trimmed) {
        return Kind::Prose;
    }
    let shape = words::shape(&line.text, text.page_starts[index]);
    match shape.numbers {
        0 if is_sentence(trimmed) => Kind::Prose,
        0 => Kind::Words,
        _ if is_sentence(&shape.label) => Kind::Prose,
        count => Kind::Numbers { count, only_years: shape.only_years },
    }
}

/// The label and numbers of a line.
pub(super) fn cut_line(text: &CleanText, index: usize) -> Cut {
    words::cut(&text.lines[index].text, text.page_starts[index], text.span(index))
}

/// `12. Text`: the number of a paragraph, with words after it.
fn starts_paragraph(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix('.').unwrap_or_default();
    (1..=3).contains(&digits) && rest.starts_with([' ', '\t']) && rest.split_whitespace().count() > 4
}

/// Long, with the small words of a sentence: no label of a table.
fn is_sentence(line: &str) -> bool {
    let small =
        |word: &str| matches!(word, "was" | "were" | "is" | "are" | "had" | "has" | "have" | "been" | "which" | "that");
    line.len() > 60 && line.split_whitespace().any(small) && line.split_whitespace().nth(9).is_some()
}

fn captioned(text: &CleanText, kinds: &[Kind], start: usize) -> Option<Region> {
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

fn annex(text: &CleanText, kinds: &[Kind], start: usize, number: &str) -> Option<Region> {
    let (_, own_title) = captions::scan_annex(&text.lines[start].text)?;
    let mut title = own_title.to_string();
    let first =
        if title.is_empty() { (start + 1..kinds.len()).find(|index| kinds[*index] != Kind::Blank)? } else { start };
    if title.is_empty() && kinds[first] != Kind::Words {
        return None;
    }
    let below = if title.is_empty() { first } else { first + 1 };
    let title_end = title_lines(text, kinds, below);
    for index in below..title_end {
        push_words(&mut title, text.lines[index].text.trim());
    }
    let mut region = collect(text, kinds, title_end, title_end)?;
    region.id = format!("annex-{}", number.to_lowercase());
    region.caption = Caption { number: None, text: title, line: first };
    region.caption_is_heading = true;
    Some(region)
}

/// A title runs until a blank line or a row of numbers.
fn title_lines(text: &CleanText, kinds: &[Kind], start: usize) -> usize {
    let ends = |index: &usize| !matches!(kinds[*index], Kind::Words) || text.page_starts[*index];
    (start..kinds.len())
        .find(|index| ends(index) && *index > start || kinds[*index] == Kind::Blank)
        .unwrap_or(kinds.len())
}

fn push_words(text: &mut String, more: &str) {
    if !text.is_empty() && !text.ends_with(['-', '–']) {
        text.push(' ');
    }
    text.push_str(more);
}

/// From `first` (the caption) over the header and the rows that begin at `body` to the last row.
fn collect(text: &CleanText, kinds: &[Kind], first: usize, body: usize) -> Option<Region> {
    let (mut last, mut rows, mut gap) = (None, 0, 0);
    let mut end = kinds.len();
    for (index, kind) in kinds.iter().enumerate().skip(body) {
        match kind {
            Kind::Blank => {}
            Kind::Numbers { only_years, .. } => {
                rows += usize::from(!only_years);
                last = Some(index);
                gap = 0;
            }
            Kind::Words if gap < LONGEST_GAP => gap += 1,
            _ => {
                end = index;
                break;
            }
        }
    }
    let last = last.filter(|_| rows > 0)?;
    let printed =
        |range: std::ops::Range<usize>| range.filter(|index| kinds[*index] != Kind::Blank).collect::<Vec<_>>();
    let notes = note_lines(text, &printed(last + 1..end));
    Some(Region { lines: printed(first..last + 1), notes, ..Region::default() })
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

/// A table in the prose without a caption: rows of numbers close together under a line of column names.
fn uncaptioned(text: &CleanText, kinds: &[Kind], row: usize, before: Option<&Region>) -> Option<Region> {
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

fn ends_like_prose(line: &str) -> bool {
    let line = line.trim();
    line.ends_with(['.', ',', ';', ':']) || (line.len() > 70 && labels::role_of(line) == crate::report::Role::Data)
}
