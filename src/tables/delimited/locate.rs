//! Blocks become regions: parts and halves of one table together, with its caption and the notes under it.

use std::collections::HashMap;

use super::blocks::{self, Block};
use super::header;
use super::notes;
use super::parts::{Segment, is_caption_row, segments};
use super::stub;
use super::words::{Words, likeness};
use crate::normalise::{CleanText, Role};
use crate::tables::{Caption, Region, captions};

/// A caption goes on over at most so many lines.
const CAPTION_LINES: usize = 4;

/// So many lines of a table show its header.
const FIRST_LINES: usize = 60;

/// What stands above a block.
enum Above {
    /// 'Table 7: ...', its lines.
    Caption { lines: Vec<usize>, printed: captions::Printed },
    /// A numbered item of an annex, or the title of an annex.
    Heading { line: usize, id: String, title: String },
    /// The title of the table before, with '(continued)'.
    Continued { line: usize },
    /// Only blank lines and notes: the block goes on with the one before.
    Nothing,
    /// Running text.
    Prose,
}

/// Finds the tables whose form delimits the cells.
pub fn locate(text: &CleanText) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let (mut annex, mut words) = (None, None);
    let (mut seen, mut reached, mut cited) = (0, None, Vec::new());
    // The beginning of the latest part that has a title: a wide table has other columns there than in its first part.
    let mut part: Vec<usize> = Vec::new();
    for block in blocks::blocks(text) {
        for index in seen..block.first() {
            annex = annex_at(text, index).or(annex);
        }
        seen = block.last() + 1;
        let above = above(text, &block, reached, annex.as_ref());
        let goes_on = |region: Option<&Region>| region.is_some_and(|region| goes_on(text, region, &part, &block));
        let (titled, known) = (!matches!(above, Above::Nothing), regions.len());
        match above {
            Above::Caption { lines, printed } => captioned(&mut regions, &block, lines, printed),
            Above::Heading { line, id, title } => {
                let caption = Caption { number: None, text: title, line };
                regions.push(region(&block, id, caption, true));
            }
            Above::Nothing if goes_on(regions.last()) => append(&mut regions, None, &block),
            Above::Continued { line } if goes_on(regions.last()) => append(&mut regions, Some(line), &block),
            Above::Nothing | Above::Continued { .. } | Above::Prose => {
                let words = words.get_or_insert_with(|| Words::of(text));
                regions.push(uncaptioned(text, &block, words));
            }
        }
        if titled || regions.len() > known {
            part = block.lines.iter().take(FIRST_LINES).copied().collect();
        }
        cited.resize(regions.len(), notes::Cited::default());
        if let Some(at) = regions.iter().rposition(|region| region.lines.last() == Some(&block.last())) {
            notes::collect(text, &mut regions[at], &mut cited[at]);
            notes::take_rows(text, &mut regions[at]);
            reached = reached.max(last_line(&regions[at]));
        }
    }
    regions.retain(|region| !segments(text, region).is_empty());
    name_apart(&mut regions);
    regions
}

/// Adds a block, and the title above it, to the last table.
fn append(regions: &mut [Region], title: Option<usize>, block: &Block) {
    if let Some(last) = regions.last_mut() {
        last.lines.extend(title.iter().chain(&block.lines));
    }
}

fn last_line(region: &Region) -> Option<usize> {
    region.lines.last().copied().max(region.notes.last().copied())
}

/// The number of an annex and, where it stands on the same line, its title.
fn annex_at(text: &CleanText, index: usize) -> Option<(String, usize)> {
    let line = &text.lines[index];
    // An annex may be announced by the furniture of its pages only.
    let printed = matches!(text.roles[index], Role::Text | Role::Furniture);
    if !printed || !line.cells.is_empty() {
        return None;
    }
    captions::scan_annex(&line.text).map(|(number, _)| (number.to_lowercase(), index))
}

fn above(text: &CleanText, block: &Block, before: Option<usize>, annex: Option<&(String, usize)>) -> Above {
    if let Some((line, printed)) = caption_row(text, block) {
        return Above::Caption { lines: vec![line], printed };
    }
    let floor = before.map_or(0, |line| line + 1);
    let printed = |index: &usize| text.is_text(*index);
    let lines: Vec<usize> = (floor..block.first()).rev().filter(printed).take(CAPTION_LINES).collect();
    let Some(&nearest) = lines.first() else {
        return if before.is_some() { Above::Nothing } else { Above::Prose };
    };
    for (count, &index) in lines.iter().enumerate() {
        if let Some(printed) = captions::scan_caption(&text.lines[index].text) {
            return join_caption(text, &lines[..=count], printed);
        }
        if !text.lines[index].cells.is_empty() || is_sentence(&text.lines[index].text) {
            break;
        }
    }
    if before.is_some() && captions::strip_continued(&text.lines[nearest].text).1 {
        return Above::Continued { line: nearest };
    }
    let Some((number, at)) = annex else { return Above::Prose };
    let line = text.lines[nearest].text.trim();
    if let Some((item, title)) = captions::scan_item(line).filter(|_| nearest > *at) {
        return Above::Heading { line: nearest, id: format!("annex-{number}-{item}"), title: title.to_string() };
    }
    let title: Vec<usize> = (at + 1..=nearest).filter(|index| text.is_text(*index)).collect();
    let first = title.first().copied().unwrap_or(nearest);
    if title.len() > 1 + nearest - first || is_sentence(line) || !(first..=nearest).all(|index| text.is_text(index)) {
        return Above::Prose;
    }
    let lines: Vec<&str> = title.iter().map(|index| text.lines[*index].text.trim()).collect();
    Above::Heading { line: first, id: format!("annex-{number}"), title: lines.join(" ") }
}

/// The caption that the table prints as its first row.
fn caption_row(text: &CleanText, block: &Block) -> Option<(usize, captions::Printed)> {
    let line = block.first();
    let printed = is_caption_row(&text.lines[line]).then(|| captions::scan_caption(&text.lines[line].text))?;
    Some((line, printed?))
}

/// The lines of a caption: `lines` go up from the block to the line with 'Table N'.
fn join_caption(text: &CleanText, lines: &[usize], mut printed: captions::Printed) -> Above {
    for &index in lines.iter().rev().skip(1) {
        let (more, continued) = captions::strip_continued(&text.lines[index].text);
        printed.continued |= continued;
        if !printed.text.is_empty() && !more.is_empty() && !printed.text.ends_with(['-', '–']) {
            printed.text.push(' ');
        }
        printed.text.push_str(more);
    }
    Above::Caption { lines: lines.iter().rev().copied().collect(), printed }
}

/// Ends like a sentence, or is too long for a title.
fn is_sentence(line: &str) -> bool {
    let line = line.trim();
    line.ends_with(['.', ';', ',']) || line.split_whitespace().count() > 35
}

fn region(block: &Block, id: String, caption: Caption, caption_is_heading: bool) -> Region {
    Region { id, caption, caption_is_heading, lines: block.lines.clone(), notes: Vec::new() }
}

/// A caption that came before goes on, with '(continued)' or without.
fn captioned(regions: &mut Vec<Region>, block: &Block, lines: Vec<usize>, printed: captions::Printed) {
    let same = |region: &&mut Region| {
        region.caption.number.as_deref() == Some(printed.number.as_str())
            && (printed.continued || printed.text.is_empty() || likeness(&region.caption.text, &printed.text) > 0.9)
    };
    if let Some(region) = regions.iter_mut().rev().find(same) {
        region.lines.extend(lines.iter().chain(&block.lines));
        region.lines.sort_unstable();
        region.lines.dedup();
        return;
    }
    let id = format!("table-{}", captions::slug(&printed.number));
    let caption = Caption { number: Some(printed.number), text: printed.text, line: lines[0] };
    let mut found = region(block, id, caption, false);
    found.lines.splice(0..0, lines);
    found.lines.dedup();
    regions.push(found);
}

/// Whether a block after nothing but blank lines belongs to the region before: it goes on with its first part or its latest.
fn goes_on(text: &CleanText, region: &Region, part: &[usize], block: &Block) -> bool {
    // Its beginning is enough; a table may go on over hundreds of pages.
    let beginning: Vec<usize> = region.lines.iter().take(FIRST_LINES).copied().collect();
    let here = segments(text, &Region { lines: block.lines.clone(), ..Region::default() });
    let Some(next) = here.first() else { return true };
    [&beginning, part].into_iter().any(|lines| {
        let before = segments(text, &Region { lines: lines.to_vec(), ..Region::default() });
        before.first().is_some_and(|first| goes_on_with(text, first, next, block))
    })
}

/// Whether a block goes on with a part: it has no labels (a half), no header of its own, or the same header.
fn goes_on_with(text: &CleanText, first: &Segment, next: &Segment, block: &Block) -> bool {
    let is_half = next.stubs == 0 && first.stubs > 0 && block.stubs(text) == 0;
    // The stub header may change: it names the group of rows that begins.
    let (mine, theirs) = (header::labels(first), header::labels(next));
    let same = likeness(&mine.concat(), &theirs.concat()) > 0.8;
    is_half || (next.header.is_empty() && next.width.abs_diff(first.width) <= 1) || (same && !mine.is_empty())
}

/// A table in the text without a caption is named after its stub header, else after the heading or sentence above it.
fn uncaptioned(text: &CleanText, block: &Block, words: &Words) -> Region {
    let mut found = region(block, String::new(), Caption { line: block.first(), ..Caption::default() }, false);
    let mut title = segments(text, &found).first().map(|first| stub::title(first, words)).unwrap_or_default();
    if title.is_empty() {
        let headings = (0..block.first()).rev().filter(|index| text.roles[*index] == Role::Text);
        let heading = headings.take(CAPTION_LINES).find(|index| !is_sentence(&text.lines[*index].text));
        title = heading.map(|index| text.lines[index].text.trim().to_string()).unwrap_or_default();
    }
    found.id = captions::slug(&title);
    found.caption.text = title;
    found
}

/// Ids are unique: the second of a name gets a number.
fn name_apart(regions: &mut [Region]) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    for region in regions {
        let count = taken.entry(region.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            region.id = format!("{}-{count}", region.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::text_of;
    use super::*;

    fn found(input: &str) -> Vec<(String, String, usize)> {
        let regions = locate(&text_of(input));
        regions.into_iter().map(|region| (region.id, region.caption.text, region.lines.len())).collect()
    }

    const ROWS: &str = "Port\tBoats\tShips\nAldport\t1\t2\nBirkhaven\t3\t4\n";

    #[test]
    fn parts_with_the_same_caption_are_one_table() {
        let input = format!("Table 3: Boats\n\n{ROWS}\nTable 3: Boats (continued)\n\n{ROWS}\nText.\n");
        assert_eq!(found(&input), [("table-3".into(), "Boats".into(), 8)]);
    }

    #[test]
    fn a_title_without_a_number_may_be_continued() {
        let input = format!("Annex II\n\nBoats by port\n\n{ROWS}\nBoats by port (continued)\n\n{ROWS}\nText.\n");
        assert_eq!(found(&input), [("annex-ii".into(), "Boats by port".into(), 7)]);
    }

    #[test]
    fn captions_go_over_two_lines() {
        let input = format!("Table 3. Boats and ships\nby port\n\n{ROWS}");
        assert_eq!(found(&input), [("table-3".into(), "Boats and ships by port".into(), 5)]);
    }

    #[test]
    fn a_half_without_labels_belongs_to_the_table_before() {
        let input = format!("Table 3: Boats\n\n{ROWS}\n\nRafts\tRopes\n5\t6\n7\t8\n");
        assert_eq!(found(&input), [("table-3".into(), "Boats".into(), 7)]);
    }

    #[test]
    fn items_of_an_annex_and_tables_in_the_text() {
        let input = format!("Annex II\n\nNUMBERS\n\n4. Boats by port, 2031\n\n{ROWS}\nSome text.\n\n{ROWS}");
        assert_eq!(
            found(&input),
            [("annex-ii-4".into(), "Boats by port, 2031".into(), 3), ("port".into(), "Port".into(), 3)]
        );
    }

    #[test]
    fn a_part_with_other_columns_goes_on_under_its_own_header() {
        let more = "Port\tRafts\tCarts\tSleds\nAldport\t5\t6\t7\n";
        let rest = "Port\tRafts\tCarts\tSleds\nBirkhaven\t8\t9\t10\n";
        let input = format!("Table 3: Boats\n\n{ROWS}\nTable 3: Boats (continued)\n\n{more}\n{rest}\nText.\n");
        assert_eq!(found(&input), [("table-3".into(), "Boats".into(), 9)]);
    }

    #[test]
    fn the_contents_are_no_table() {
        assert_eq!(found("CONTENTS\n\nI.\tBOATS\t3\n\tA. Small boats\t3\n\tB. Rafts\t5\n"), []);
    }
}
