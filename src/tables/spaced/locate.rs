//! Finds tables of blank-separated words: between a caption or an annex heading and the next one, or in the prose.

use super::header;
use super::words::{self, Cut};
use crate::normalise::{CleanText, Role};
use crate::tables::{Caption, Region, captions, kinds, labels};

/// So many lines without a number may stand between two rows: a repeated header block and a wrapped label.
const LONGEST_GAP: usize = 16;

/// So many names of columns in a row announce a table without a caption.
const FEWEST_NAMES: usize = 3;
/// A numbered title heads a table if so many rows follow.
const FEWEST_ROWS: usize = 2;
/// No line of a header is longer.
const HEADER_LINE: usize = 60;
/// So many lines of a title may follow its first one.
const LONGEST_TITLE: usize = 3;
/// A line of a title that could take no further word is longer than this; narrower pages wrap titles before blank lines only.
const TITLE_WIDTH: usize = 78;

/// The labels of a page, where a text lists them before their numbers.
const LONGEST_STUB: usize = 64;

/// What a line can be to a table.
#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Blank,
    /// 'Table 4. ...'
    Caption,
    /// 'Annex II', alone on its line or with its title.
    Annex(String),
    /// '5. Boats by harbour' in an annex: the annex and the number of the item.
    Item(String, String),
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
    let mut kinds: Vec<Kind> = (0..text.lines.len()).map(|index| kind_of(text, index)).collect();
    running_annexes(text, &mut kinds);
    let mut regions: Vec<Region> = Vec::new();
    let mut at = 0;
    while at < kinds.len() {
        let found = match &kinds[at] {
            Kind::Caption => captioned(text, &kinds, at),
            Kind::Annex(number) => annex(text, &kinds, at, number),
            Kind::Item(annex, number) => titled(text, &kinds, at, format!("annex-{annex}-{number}")),
            Kind::Words | Kind::Numbers { .. } if begins_names(text, &kinds, at) => {
                named(text, &kinds, at, regions.last())
            }
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

/// An annex can be announced by nothing but its running header: where that changes, the annex begins.
fn running_annexes(text: &CleanText, kinds: &mut [Kind]) {
    let mut current = None;
    for index in 0..kinds.len() {
        let number = match (&kinds[index], text.roles[index]) {
            (Kind::Annex(number), _) if !is_entry(&text.lines[index].text) => Some(number.clone()),
            (_, Role::Furniture) => annex_in(&text.lines[index].text),
            _ => None,
        };
        if number.is_some() && number != current {
            current.clone_from(&number);
            let index = page_top(text, kinds, index).unwrap_or(index);
            kinds[index] = Kind::Annex(number.unwrap_or_default());
        }
        if let Some(item) = current.as_ref().and_then(|annex| item(text, kinds, index, annex)) {
            kinds[index] = item;
        }
    }
}

/// The blank line above a page whose running header is printed amid its text: some tools put it there.
fn page_top(text: &CleanText, kinds: &[Kind], header: usize) -> Option<usize> {
    let top = (0..=header).rev().find(|index| text.page_starts[*index]).filter(|top| *top > 0 && *top < header)?;
    let amid = (top..header).any(|index| text.is_text(index));
    (amid && text.roles[header] == Role::Furniture && kinds[top - 1] == Kind::Blank).then_some(top - 1)
}

/// A numbered title in an annex with rows of numbers under it, and nothing longer than a header in between.
fn item(text: &CleanText, kinds: &[Kind], index: usize, annex: &str) -> Option<Kind> {
    let (number, _) = captions::scan_item(&text.lines[index].text).filter(|_| text.is_text(index))?;
    let mut below = (index + 1..kinds.len()).filter(|index| kinds[*index] != Kind::Blank).take(LONGEST_GAP);
    let header = |index: usize| kinds[index] == Kind::Words && text.lines[index].text.trim().len() <= HEADER_LINE;
    let row = below.find(|index| !header(*index))?;
    matches!(kinds[row], Kind::Numbers { .. }).then(|| Kind::Item(annex.to_lowercase(), number.to_string()))
}

/// A line of the contents: leader dots and a page.
fn is_entry(line: &str) -> bool {
    line.contains("...") && line.trim().ends_with(|c: char| c.is_ascii_digit())
}

/// The annex that a running header names: `Annex II`, `C/9/1 Annex II Page 3`.
fn annex_in(header: &str) -> Option<String> {
    let words: Vec<&str> = header.split_whitespace().collect();
    let at = words.iter().position(|word| word.eq_ignore_ascii_case("annex"))?;
    let number = words.get(at + 1)?;
    captions::scan_annex(&format!("Annex {number}")).map(|(number, _)| number.to_string())
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
fn titled(text: &CleanText, kinds: &[Kind], start: usize, id: String) -> Option<Region> {
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

/// The end of the title that begins on the line before `start`. Where a blank line follows soon, the title runs up to it;
/// else over each line whose end the next word would not have fitted on.
fn title_lines(text: &CleanText, kinds: &[Kind], start: usize) -> usize {
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

fn begins_names(text: &CleanText, kinds: &[Kind], at: usize) -> bool {
    let years = cut_line(text, at).numbers() > 1;
    !years && names_at(text, kinds, at).len() >= FEWEST_NAMES
}

/// A table in the text whose title is a line without a number, above the names of its columns.
fn named(text: &CleanText, kinds: &[Kind], names: usize, before: Option<&Region>) -> Option<Region> {
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
