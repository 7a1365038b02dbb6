//! Blocks that say what they are: captions, boxes, annexes, strategy points, notes.
//!
//! Takes the block by its number in order; gives its piece, or says that it has no label.

use super::{Open, Reader};
use crate::report::SectionKind;
use crate::sections::pieces::{Part, Piece};
use crate::sections::{forms, headings};

impl Reader<'_> {
    /// Captions, boxes, annexes, strategy points, notes: blocks that say what they are.
    pub(super) fn labelled(&mut self, order: usize) -> bool {
        let lines = self.blocks[order].lines.clone();
        let first = self.text.lines[lines.start].text.trim();
        if let Some(figure) = forms::figure(first) {
            let number = Some(figure.number.to_string());
            self.body.pieces.push(Piece::Figure { number, part: self.part(order, 0) });
        } else if forms::table(first).is_some() {
            self.body.pieces.push(Piece::Cells(lines));
        } else if let Some(labelled) = forms::text_box(first) {
            self.text_box(order, labelled.number.parse().ok(), labelled.title_at);
        } else if let Some(annex) = forms::annex(first).filter(|_| lines.len() <= 2) {
            self.awaits_title = annex.title_at >= first.len();
            let level = self.levels.part(true);
            self.push_heading(level, SectionKind::Annex, self.part(order, 0));
        } else if let Some(points) = forms::strategy_points(first) {
            self.body.pieces.push(Piece::Strategy { points, part: self.part(order, 0) });
        } else if self.is_note(order) && !self.open_ended() {
            self.body.pieces.push(Piece::Text { number: None, parts: vec![self.part(order, 0)], note: true });
        } else {
            return false;
        }
        true
    }

    fn text_box(&mut self, order: usize, number: Option<u32>, title_at: usize) {
        if let (Open::Piece(index), true) = (self.open, self.open_ended()) {
            self.interrupted = Some(index);
        }
        let lines = self.blocks[order].lines.clone();
        let whole = self.joined(order);
        let titled = headings::is_heading_like(&whole) || lines.len() == 1;
        let end = if titled { lines.end } else { lines.start + 1 };
        let title = vec![Part { lines: lines.start..end, skip: title_at }];
        let rest = (end < lines.end).then(|| vec![Part { lines: end..lines.end, skip: 0 }]);
        self.awaits_title = whole.len() <= title_at;
        self.push_open(Piece::Box { number, title, paragraphs: rest.into_iter().collect() });
    }

    /// The line after 'Annex I' or a lone 'Box 3'.
    pub(super) fn annex_title(&mut self, order: usize) -> bool {
        let fits = std::mem::take(&mut self.awaits_title) && headings::is_heading_like(&self.joined(order));
        if !fits {
            return false;
        }
        let part = self.part(order, 0);
        match self.body.pieces.last_mut() {
            Some(Piece::Box { title, .. }) => title.push(part),
            _ => {
                let level = self.levels.annex_title();
                self.push_heading(level, SectionKind::Annex, part);
            }
        }
        true
    }

    /// A note says so, or has a superscript that is no number.
    fn is_note(&self, order: usize) -> bool {
        let line = &self.text.lines[self.blocks[order].lines.start];
        forms::is_note(line.text.trim()) || line.marks.first().is_some_and(|mark| mark.at == 0)
    }
}
