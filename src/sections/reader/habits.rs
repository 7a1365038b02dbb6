//! What the document does everywhere: how it sets headings, numbers and gaps.
//!
//! Takes all blocks; gives the [`Habits`] by which single blocks are read.

use crate::normalise::CleanText;
use crate::sections::blocks::{Block, Form};
use crate::sections::headings;
use crate::sections::numbering::Numbering;

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
        let given: Vec<&Block> =
            blocks.iter().zip(&numbering.given).filter(|(_, given)| given.is_some()).map(|(block, _)| block).collect();
        let titles = blocks.iter().zip(&numbering.given).filter(|(block, given)| {
            let apart = block.lines.len() == 1 && block.gap_before > 0 && block.gap_after > 0;
            let prose = given.is_none() && block.form == Form::Prose;
            prose && apart && headings::is_heading_like(&text.lines[block.lines.start].text)
        });
        let titles: Vec<bool> = titles.map(|(block, _)| headings::is_styled(&text.lines[block.lines.start])).collect();
        let styled = titles.iter().filter(|styled| **styled).count();
        let mut gaps: Vec<usize> = blocks
            .iter()
            .filter(|block| block.form == Form::Prose && !block.seam_after)
            .map(|block| block.gap_after)
            .collect();
        gaps.sort_unstable();
        Self {
            styled: styled >= 3 && styled * 2 >= titles.len(),
            numbered: !given.is_empty(),
            airy: given.is_empty() || given.iter().filter(|block| block.gap_before > 0).count() * 2 > given.len(),
            gap: gaps.get(gaps.len() / 2).copied().unwrap_or(1).max(1),
        }
    }
}
