//! Lines become blocks: runs of lines that belong together by form, whatever they turn out to be.

use std::ops::Range;

use super::{footnotes, forms, headings, prose};
use crate::normalise::{CleanText, Role};
use crate::source::Line;
use crate::tables::Region;

/// A wrapped line of running text is longer than this.
const LONG_LINE: usize = 70;
/// So many lines of headings, or blank ones after them, may lead to a paragraph.
const HEADING_LINES: usize = 3;

/// What a block is by form alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Words.
    Prose,
    /// Rows of cells or numbers that no table has taken.
    Cells,
    /// The place of a table, by the index of its region.
    Table(usize),
}

/// A run of lines without a gap.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub lines: Range<usize>,
    pub form: Form,
    /// Lines with nothing to read directly before and after it: a gap of the layout.
    pub gap_before: usize,
    pub gap_after: usize,
    /// A page begins between the block before and this one.
    pub seam: bool,
    /// A page begins between this one and the next.
    pub seam_after: bool,
    /// A rule or speck stands directly before it.
    pub speck_before: bool,
}

/// Cuts the text into blocks; the lines of a table are left out, but for its place.
pub(super) fn cut(text: &CleanText, regions: &[Region], from: usize) -> Vec<Block> {
    let owner = owners(text.lines.len(), regions);
    let mut blocks: Vec<Block> = Vec::new();
    let mut placed = vec![false; regions.len()];
    let mut open = false;
    for (index, owner) in owner.into_iter().enumerate().skip(from) {
        if let Some(region) = owner {
            if !std::mem::replace(&mut placed[region], true) {
                blocks.push(block(index, Form::Table(region)));
            }
            open = false;
        } else if !text.is_text(index) {
            open = false;
        } else {
            let form = form_of(&text.lines[index]);
            if open && joins(text, index, form, blocks.last()) {
                blocks.last_mut().expect("open").lines.end = index + 1;
            } else {
                blocks.push(block(index, form));
                open = true;
            }
        }
    }
    surroundings(text, &mut blocks, from);
    blocks
}

fn block(index: usize, form: Form) -> Block {
    Block {
        lines: index..index + 1,
        form,
        gap_before: 0,
        gap_after: 0,
        seam: false,
        seam_after: false,
        speck_before: false,
    }
}

/// Which region holds each line.
fn owners(lines: usize, regions: &[Region]) -> Vec<Option<usize>> {
    let mut owner = vec![None; lines];
    for (order, region) in regions.iter().enumerate() {
        for line in region.lines.iter().chain(&region.notes) {
            if let Some(slot) = owner.get_mut(*line) {
                *slot = Some(order);
            }
        }
    }
    owner
}

fn form_of(line: &Line) -> Form {
    if is_cellular(line) || line.cells.is_empty() && prose::is_number_row(&line.text) {
        Form::Cells
    } else {
        Form::Prose
    }
}

/// Cells that are not just a number or list mark and its text (`12.<TAB>Text`).
fn is_cellular(line: &Line) -> bool {
    let mut cells = line.cells.iter().filter(|cell| !cell.text.is_empty());
    match (cells.next(), cells.next(), cells.next()) {
        (None, ..) | (Some(_), None, _) => false,
        (Some(mark), Some(_), None) => !is_list_mark(&mark.text),
        _ => true,
    }
}

fn is_list_mark(text: &str) -> bool {
    let core = text.trim_start_matches('(').trim_end_matches(['.', ')']);
    let short = core.len() < 4 && text.len() > core.len() && core.bytes().all(|byte| byte.is_ascii_alphanumeric());
    short
        || matches!(text, "•" | "-" | "–" | "▪" | "·" | "●" | "◦" | "o")
        || forms::text_box(text).is_some()
        || forms::figure(text).is_some()
}

/// Whether a line goes on with the block before it.
fn joins(text: &CleanText, index: usize, form: Form, last: Option<&Block>) -> bool {
    let Some(last) = last.filter(|last| last.form == form && !text.page_starts[index]) else {
        return false;
    };
    let (line, before) = (&text.lines[index], &text.lines[index - 1]);
    form == Form::Cells || !(starts_item(line, before) || restyled(line, before) || parted(text, last, index))
}

/// Whether the line announces something new.
fn starts_item(line: &Line, before: &Line) -> bool {
    let text = line.text.trim();
    let ended = prose::ends_sentence(&before.text);
    line.style.bullet
        || forms::bullet(text, ended).is_some()
        || forms::numbered(text).is_some()
        || line.marks.first().is_some_and(|mark| mark.at == 0)
        || footnotes::is_wide_body(&line.text)
        || (ended || before.style.heading.is_some() || !is_long(before))
            && (forms::figure(text).is_some()
                || forms::text_box(text).is_some()
                || forms::table(text).is_some()
                || forms::annex(text).is_some())
        || forms::annex(before.text.trim()).is_some_and(|annex| annex.title_at >= before.text.trim().len())
        || forms::strategy_points(text).is_some()
}

/// Whether heading marks, weight or size change between the lines.
fn restyled(line: &Line, before: &Line) -> bool {
    let sizes = line.style.size.unwrap_or(1.0) - before.style.size.unwrap_or(1.0);
    line.style.heading.is_some()
        || before.style.heading.is_some()
        || line.style.bold != before.style.bold
        || sizes.abs() > 0.08
}

/// Headings without a blank line around them: capitals beside other text, or short lines between a full stop and a number.
fn parted(text: &CleanText, last: &Block, index: usize) -> bool {
    let (line, before) = (text.lines[index].text.trim(), text.lines[index - 1].text.trim());
    let ended = prose::ends_sentence(before);
    let (caps, caps_before) = (prose::is_caps(line), prose::is_caps(before));
    if caps != caps_before && line.len().min(before.len()) > 6 && (ended || caps_before) {
        return true;
    }
    if caps && caps_before {
        return false;
    }
    let after_heading =
        index - 1 == last.lines.start && headings::is_heading_like(before) && !is_long(&text.lines[index - 1]);
    (ended && !before.ends_with(':') || after_heading) && leads_to_number(text, index)
}

/// Short lines without a stop, and then a numbered paragraph.
fn leads_to_number(text: &CleanText, index: usize) -> bool {
    for line in index..(index + HEADING_LINES + 2).min(text.lines.len()) {
        let printed = text.lines[line].text.trim();
        if line > index && forms::numbered(printed).is_some() {
            return true;
        }
        let title = text.is_text(line) && headings::is_heading_like(printed) && printed.len() < LONG_LINE + 20;
        if !title && (text.is_text(line) || line == index) || line - index > HEADING_LINES {
            return false;
        }
    }
    false
}

/// Long enough to be a wrapped line of running text.
fn is_long(line: &Line) -> bool {
    line.text.len() > LONG_LINE
}

/// Fills in what stands around the blocks.
fn surroundings(text: &CleanText, blocks: &mut [Block], from: usize) {
    let mut end = from;
    for order in 0..blocks.len() {
        let start = blocks[order].lines.start;
        let between = end..start;
        let blank = |index: &usize| text.roles[*index] == Role::Blank;
        let gap = between.clone().filter(|index| blank(index)).count();
        let furniture = between.clone().any(|index| text.roles[index] == Role::Furniture);
        blocks[order].seam = furniture || (between.start..=start).any(|index| text.page_starts[index]) && start > 0;
        blocks[order].gap_before = between.clone().rev().take_while(blank).count();
        blocks[order].speck_before = between.clone().any(|index| text.roles[index] == Role::Speck);
        if order > 0 {
            let seam = blocks[order].seam;
            blocks[order - 1].seam_after = seam;
            blocks[order - 1].gap_after = if seam { between.take_while(blank).count() } else { gap };
        }
        end = blocks[order].lines.end;
    }
    if let Some(last) = blocks.last_mut() {
        last.gap_after = text.lines.len() - last.lines.end;
    }
}
