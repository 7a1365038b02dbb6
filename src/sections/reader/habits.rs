//! What the document does everywhere: how it sets headings, numbers and gaps.
//!
//! Takes all blocks; gives the [`Habits`] by which single blocks are read.

use crate::normalise::CleanText;
use crate::sections::blocks::{Block, Form};
use crate::sections::headings;
use crate::sections::numbering::Numbering;

/// Fewer titles with a style are chance.
const FEWEST_STYLED: usize = 3;

/// What the document does everywhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// Headings have a style.
    pub styled: bool,
    /// Paragraphs have numbers.
    pub numbered: bool,
    /// Blank lines stand between paragraphs.
    pub airy: bool,
    /// Blank lines after a block, as a rule.
    pub gap: usize,
}

impl Habits {
    /// What most blocks show.
    pub(super) fn of(text: &CleanText, blocks: &[Block], numbering: &Numbering) -> Self {
        let numbered = blocks.iter().zip(&numbering.given).filter(|(_, given)| given.is_some());
        let numbered: Vec<&Block> = numbered.map(|(block, _)| block).collect();
        let spaced = numbered.iter().filter(|block| block.gap_before > 0).count();
        Self {
            styled: are_titles_styled(text, blocks, numbering),
            numbered: !numbered.is_empty(),
            airy: numbered.is_empty() || spaced * 2 > numbered.len(),
            gap: usual_gap(blocks),
        }
    }
}

/// Whether lines that stand alone, as titles do, mostly have a style.
fn are_titles_styled(text: &CleanText, blocks: &[Block], numbering: &Numbering) -> bool {
    let is_title = |block: &Block| {
        let apart = block.lines.len() == 1 && block.gap_before > 0 && block.gap_after > 0;
        let prose = block.form == Form::Prose;
        prose && apart && headings::is_heading_like(&text.lines[block.lines.start].text)
    };
    let unnumbered = blocks.iter().zip(&numbering.given).filter(|(_, given)| given.is_none());
    let titles: Vec<&Block> = unnumbered.map(|(block, _)| block).filter(|block| is_title(block)).collect();
    let styled = titles.iter().filter(|block| headings::is_styled(&text.lines[block.lines.start])).count();
    styled >= FEWEST_STYLED && styled * 2 >= titles.len()
}

/// The gap in the middle; page breaks are none.
fn usual_gap(blocks: &[Block]) -> usize {
    let whole = blocks.iter().filter(|block| block.form == Form::Prose && !block.seam_after);
    let mut gaps: Vec<usize> = whole.map(|block| block.gap_after).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or(1).max(1)
}
