//! Headings and captions: by their form and by what stands around them.
//!
//! Takes a block of a few words; gives a heading, or the figure that it is the caption of.

use super::Reader;
use crate::report::SectionKind;
use crate::sections::blocks::Form;
use crate::sections::pieces::Piece;
use crate::sections::{forms, headings, prose};

impl Reader<'_> {
    /// A heading stays with what it heads; the caption of a lost chart is followed by the gap that the chart left.
    pub(super) fn heading_or_caption(&mut self, order: usize) {
        let block = &self.blocks[order];
        let before_prose = self.blocks.get(order + 1).is_some_and(|next| next.form == Form::Prose);
        let text = self.joined(order);
        let gap = block.gap_after >= self.habits.gap + 2 && self.habits.airy && !self.habits.styled;
        let lost = gap || block.seam_after && !self.habits.styled;
        let seen = self.is_over_picture(order);
        let chart = (before_prose && lost || seen) && !prose::is_caps(&text);
        let counts = headings::tells_a_count(&text) && self.is_given(order + 1);
        if (chart || counts) && headings::printed_number(&text).is_none() {
            self.body.pieces.push(Piece::Figure { number: None, part: self.part(order, 0) });
            return;
        }
        let in_a_row = matches!(self.body.pieces.last(), Some(Piece::Heading(_)));
        let level = self.levels.next(&headings::latin_letter(text), in_a_row);
        self.push_heading(
            level,
            if level == 1 { SectionKind::Part } else { SectionKind::Heading },
            self.part(order, 0),
        );
    }

    /// The page shows a chart under it. Titles in larger type head the whole that begins with a picture.
    fn is_over_picture(&self, order: usize) -> bool {
        let last = &self.text.lines[self.blocks[order].lines.end - 1];
        last.style.over_picture && !headings::is_large(last)
    }

    /// Whether the block is a heading by its form and by what stands around it.
    pub(super) fn is_heading(&self, order: usize) -> bool {
        let block = &self.blocks[order];
        let (first, text) = (&self.text.lines[block.lines.start], self.joined(order));
        if first.style.heading.is_some() {
            return text.len() <= 120 || !prose::ends_sentence(&text);
        }
        if !headings::is_heading_like(&text) || block.lines.len() > 3 {
            return false;
        }
        let caps = prose::is_caps(&text);
        if !caps && self.goes_on_within(order) {
            return false;
        }
        if self.habits.styled {
            return caps || headings::is_styled(first) && (self.stands_apart(order) || self.heads_paragraph(order));
        }
        let broken = self.open_ended() && (block.seam || block.gap_before == 0);
        (caps || !broken) && self.stands_apart(order) && (self.text_follows(order) || self.heads_something(order))
    }

    /// The next page goes on in mid-sentence.
    fn goes_on_within(&self, order: usize) -> bool {
        let next = self.blocks.get(order + 1).filter(|next| next.form == Form::Prose && next.seam);
        next.is_some_and(|next| prose::starts_within(self.text.lines[next.lines.start].text.trim()))
            && !self.is_given(order + 1)
    }

    /// Blank lines or page breaks on both sides, where the document has such.
    fn stands_apart(&self, order: usize) -> bool {
        let block = &self.blocks[order];
        let begins = block.gap_before > 0 || block.seam || order == 0 || !self.open_ended();
        let ends = block.gap_after > 0 || block.seam_after || self.is_styled_title(order + 1);
        !self.habits.airy || begins && (ends || self.leads_on(order + 1))
    }

    /// Many layouts set a heading right over what it heads: a numbered paragraph, a table, or one more heading over such.
    fn leads_on(&self, order: usize) -> bool {
        let Some(next) = self.blocks.get(order) else { return false };
        let first = self.text.lines[next.lines.start].text.trim();
        let heads = || headings::is_heading_like(&self.joined(order)) && self.leads_on(order + 1);
        next.form != Form::Prose || self.is_given(order) || forms::table(first).is_some() || heads()
    }

    /// Headings may follow each other without a gap: the next block is set as one too.
    fn is_styled_title(&self, order: usize) -> bool {
        let Some(block) = self.blocks.get(order).filter(|block| block.form == Form::Prose) else { return false };
        headings::is_styled(&self.text.lines[block.lines.start]) && headings::is_heading_like(&self.joined(order))
    }

    /// No gap, but a numbered paragraph in the type of the body right under it: its own type sets it apart.
    fn heads_paragraph(&self, order: usize) -> bool {
        let next = self.blocks.get(order + 1).map(|next| &self.text.lines[next.lines.start]);
        let plain = next.is_some_and(|next| !headings::is_styled(next));
        self.is_given(order + 1) && plain && !self.open_ended()
    }

    /// A paragraph comes next.
    pub(super) fn text_follows(&self, order: usize) -> bool {
        let next = self.blocks.get(order + 1).filter(|next| next.form == Form::Prose);
        self.is_given(order + 1)
            || next.is_some() && !self.habits.numbered && !headings::is_heading_like(&self.joined(order + 1))
    }

    /// A table, or another heading, or a box, comes next.
    fn heads_something(&self, order: usize) -> bool {
        let Some(next) = self.blocks.get(order + 1) else {
            return false;
        };
        let first = self.text.lines[next.lines.start].text.trim();
        let labelled = forms::text_box(first).is_some()
            || forms::figure(first).is_some()
            || forms::table(first).is_some()
            || forms::annex(first).is_some();
        let bullet = forms::bullet(first, false).map_or(0, |skip| skip);
        next.form != Form::Prose
            || labelled
            || headings::is_heading_like(&self.joined(order + 1)[bullet..])
            || next.lines.len() > 1
    }
}
