//! Which blocks are numbered paragraphs. A number counts only where it continues the count.

use super::blocks::{Block, Form};
use super::{footnotes, forms, headings, prose};
use crate::normalise::CleanText;

/// So many numbers in a row may be lost and the count still goes on.
const MOST_LOST: u32 = 4;
/// How many candidates are looked at to see whether the count goes on.
const AHEAD: usize = 6;
/// A full line of running text is longer than this.
const FULL_LINE: usize = 70;
/// Numbered points shorter than this are a list, not paragraphs.
const PARAGRAPH: usize = 250;

/// The number of a paragraph and where it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Given {
    pub number: u32,
    /// Bytes of the first line that are the number.
    pub skip: usize,
    /// The number is not printed where the paragraph begins.
    pub inferred: bool,
    /// A number that OCR moved into the text: line, byte, length.
    pub moved: Option<(usize, usize, usize)>,
}

/// What counting found.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    pub given: Vec<Option<Given>>,
    /// First and last missing number, and the line before which they are missed.
    pub missing: Vec<(u32, u32, usize)>,
}

/// A block that begins with a number.
struct Candidate {
    block: usize,
    number: u32,
    skip: usize,
    /// Nothing speaks against a new paragraph here.
    clean: bool,
    /// It looks like a numbered heading.
    heading: bool,
}

/// Counts the paragraphs.
pub(super) fn count(text: &CleanText, blocks: &[Block]) -> Numbering {
    let candidates = candidates(text, blocks);
    let mut numbering = Numbering { given: vec![None; blocks.len()], missing: Vec::new() };
    let mut last: Option<(u32, usize)> = None;
    for order in 0..candidates.len() {
        let found = &candidates[order];
        let restarted = found.number == 1 && restarts(text, blocks, &candidates[order..]);
        if !restarted && !continues(&candidates, order, last.map(|(number, _)| number)) {
            continue;
        }
        if let Some((before, at)) = last.filter(|(before, _)| !restarted && found.number > before + 1) {
            fill_gap(text, blocks, &mut numbering, (at, found.block), (before + 1, found.number - 1));
        }
        numbering.given[found.block] =
            Some(Given { number: found.number, skip: found.skip, inferred: false, moved: None });
        last = Some((found.number, found.block));
    }
    numbering
}

fn candidates(text: &CleanText, blocks: &[Block]) -> Vec<Candidate> {
    let numbered =
        blocks.iter().enumerate().filter(|(_, block)| block.form == Form::Prose).filter_map(|(order, block)| {
            let line = &text.lines[block.lines.start];
            let found = forms::numbered(line.text.trim()).filter(|_| !footnotes::is_small(line))?;
            Some(Candidate {
                block: order,
                number: found.number,
                skip: found.text_at,
                clean: block.gap_before > 0
                    || block.seam
                    || line.style.bullet
                    || order == 0
                    || ended(text, &blocks[order - 1]),
                heading: looks_like_heading(text, block),
            })
        });
    numbered.collect()
}

fn ended(text: &CleanText, block: &Block) -> bool {
    let last = &text.lines[block.lines.end - 1].text;
    let alone = block.lines.len() == 1 && headings::is_heading_like(last);
    block.form != Form::Prose || prose::ends_sentence(last) || alone || ends_short(text, block)
}

/// A last line that ends well before the others: the text could have gone on there.
fn ends_short(text: &CleanText, block: &Block) -> bool {
    let lengths = || block.lines.clone().map(|line| text.lines[line].text.trim().chars().count());
    let longest = lengths().max().unwrap_or(0);
    block.lines.len() > 1 && longest > FULL_LINE && lengths().next_back().is_some_and(|last| last * 2 < longest)
}

/// Short, without a stop, set apart.
fn looks_like_heading(text: &CleanText, block: &Block) -> bool {
    let lines = &text.lines[block.lines.clone()];
    let length: usize = lines.iter().map(|line| line.text.trim().len()).sum();
    let styled = lines[0].style.heading.is_some() || lines.iter().all(|line| line.style.bold);
    let apart = block.gap_after > 0 || block.seam_after;
    let short = length <= 100 && lines.len() <= 2 && headings::is_heading_like(&lines[lines.len() - 1].text);
    styled && length <= 160 || short && apart && !lines[0].style.bullet
}

fn continues(candidates: &[Candidate], order: usize, last: Option<u32>) -> bool {
    let found = &candidates[order];
    let ahead = &candidates[order + 1..candidates.len().min(order + 1 + AHEAD)];
    let follows = |number: u32| ahead.iter().any(|next| next.number == number && next.clean && !next.heading);
    let expected = last.map_or(1, |last| last + 1);
    if !found.clean {
        // What comes before may end without a stop; then the count must be without a gap, and no other place better.
        return last.is_some()
            && found.number == expected
            && !found.heading
            && !follows(expected)
            && follows(expected + 1);
    }
    if found.number < expected {
        return false;
    }
    if found.number == expected {
        return !found.heading || !follows(expected) && follows(expected + 1) && last.is_some();
    }
    let goes_on = (follows(found.number + 1) || follows(found.number + 2)) && !(expected..found.number).any(follows);
    match last {
        Some(_) if found.number - expected <= MOST_LOST => !found.heading && (goes_on || ahead.is_empty()),
        // An excerpt: the count goes on much further down, and surely.
        Some(_) => !found.heading && goes_on && follows(found.number + 2) && follows(found.number + 3),
        None => !found.heading && goes_on && follows(found.number + 2),
    }
}

/// A new count in an annex is one of paragraphs where they are long and no introduction announces them as a list.
fn restarts(text: &CleanText, blocks: &[Block], rest: &[Candidate]) -> bool {
    let first = rest[0].block;
    let before = blocks[..first].iter().rev().take(4);
    let lines = |block: &Block| block.lines.clone().map(|line| text.lines[line].text.trim().len()).sum::<usize>();
    let in_annex = before.clone().any(|block| forms::annex(text.lines[block.lines.start].text.trim()).is_some());
    let announced = before
        .clone()
        .next()
        .is_some_and(|block| block.form == Form::Prose && text.lines[block.lines.end - 1].text.trim().ends_with(':'));
    let run = rest.iter().enumerate().take_while(|(order, next)| next.number == *order as u32 + 1);
    let mut lengths: Vec<usize> = run.map(|(_, next)| lines(&blocks[next.block])).collect();
    lengths.sort_unstable();
    in_annex && !announced && !rest[0].heading && lengths[lengths.len() / 2] >= PARAGRAPH
}

/// Gives lost numbers to the blocks that must bear them, if there are as many as numbers.
fn fill_gap(text: &CleanText, blocks: &[Block], numbering: &mut Numbering, between: (usize, usize), lost: (u32, u32)) {
    let inner = between.0 + 1..between.1;
    let mut missing: Vec<u32> = (lost.0..=lost.1).collect();
    missing.retain(|number| {
        let found = inner.clone().find_map(|order| Some((order, moved_number(text, &blocks[order], *number)?)));
        if let Some((order, moved)) = found {
            numbering.given[order] = Some(Given { number: *number, skip: 0, inferred: true, moved: Some(moved) });
        }
        found.is_none()
    });
    let listed = text.lines[blocks[between.0].lines.end - 1].text.trim().ends_with(':');
    let bearers: Vec<usize> =
        inner.filter(|order| !listed && numbering.given[*order].is_none() && can_bear(text, blocks, *order)).collect();
    let marked: Vec<usize> =
        bearers.iter().copied().filter(|order| text.lines[blocks[*order].lines.start].style.bullet).collect();
    let bearers = [bearers, marked].into_iter().find(|bearers| bearers.len() == missing.len());
    match bearers {
        Some(bearers) => {
            for (order, number) in bearers.into_iter().zip(missing) {
                numbering.given[order] = Some(Given { number, skip: 0, inferred: true, moved: None });
            }
        }
        None => numbering.missing.push((missing[0], missing[missing.len() - 1], blocks[between.1].lines.start)),
    }
}

/// `178. ` in the middle of a line.
fn moved_number(text: &CleanText, block: &Block, number: u32) -> Option<(usize, usize, usize)> {
    let token = format!(" {number}. ");
    let mut lines = block.lines.clone().filter(|_| block.form == Form::Prose);
    lines.find_map(|line| text.lines[line].text.find(&token).map(|at| (line, at + 1, token.len() - 1)))
}

/// Full sentences that begin where a paragraph can begin.
fn can_bear(text: &CleanText, blocks: &[Block], order: usize) -> bool {
    let block = &blocks[order];
    let (first, last) = (&text.lines[block.lines.start], &text.lines[block.lines.end - 1]);
    let length: usize = text.lines[block.lines.clone()].iter().map(|line| line.text.trim().len()).sum();
    block.form == Form::Prose
        && length > 60
        && first.style.heading.is_none()
        && first.marks.first().is_none_or(|mark| mark.at > 0)
        && !prose::starts_within(first.text.trim())
        && first.text.trim().starts_with(char::is_alphabetic)
        && prose::ends_sentence(&last.text)
        && ended(text, &blocks[order - 1])
        && forms::figure(first.text.trim()).is_none()
}
