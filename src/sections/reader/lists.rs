//! Items of lists, and headings that are set as one.
//!
//! Takes a block with a list mark; gives a heading, or text that goes on with what is open.

use super::{Open, Reader};
use crate::report::SectionKind;
use crate::sections::blocks::Form;
use crate::sections::pieces::Piece;
use crate::sections::{forms, headings};

impl Reader<'_> {
    /// Items of a list, and headings set as one.
    pub(super) fn listed(&mut self, order: usize) -> bool {
        let point = forms::numbered(self.text.lines[self.blocks[order].lines.start].text.trim()).is_some();
        let Some(skip) = self.bullet(order).filter(|_| !point || self.in_paragraph() || self.in_box()) else {
            return false;
        };
        let next_listed =
            order + 1 < self.blocks.len() && self.bullet(order + 1).is_some() && !self.is_given(order + 1);
        let after_listed =
            order > 0 && self.bullet(order - 1).is_some() && !self.is_given(order - 1) && self.open != Open::Nothing;
        let alone = !next_listed && !after_listed && !self.open_ended() && !self.open_announces() && !self.in_box();
        if alone && headings::is_heading_like(&self.joined(order)[skip..]) && self.text_follows(order) {
            self.push_heading(3, SectionKind::BulletHeading, self.part(order, skip));
        } else if self.is_under_table() || !self.add_to_open(self.part(order, skip), false) {
            let (parts, note) = (vec![self.part(order, skip)], self.is_under_table());
            self.push_open(Piece::Text { number: None, parts, note });
        }
        true
    }

    /// A table has just ended, and no sentence waits for its rest.
    fn is_under_table(&self) -> bool {
        let table = matches!(self.body.pieces.last(), Some(Piece::Table(_) | Piece::Cells(_)));
        table && !self.open_announces() && !self.open_ended()
    }

    /// The byte after a list mark of a block.
    fn bullet(&self, order: usize) -> Option<usize> {
        let block = &self.blocks[order];
        let line = &self.text.lines[block.lines.start];
        let apart = block.gap_before > 0 || block.seam || order == 0 || self.open_announces();
        let style = line.style.bullet.then_some(0);
        style.or_else(|| forms::bullet(line.text.trim(), apart)).filter(|_| block.form == Form::Prose)
    }
}
