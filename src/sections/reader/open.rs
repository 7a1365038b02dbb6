//! What is open: the paragraph, box or text that a block without a mark of its own goes on with.
//!
//! Takes blocks that may be the rest of something; gives them to it, and tells how it stops.

use super::Reader;
use crate::sections::pieces::{Part, Piece};
use crate::sections::{footnotes, prose};
use crate::source::Line;

/// A wrapped line of running text is longer than this.
const FULL_LINE: usize = 50;

/// What text without a mark of its own can go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Nothing,
    /// A paragraph, a free text or a box, by its index.
    Piece(usize),
}

impl Reader<'_> {
    pub(super) fn push_open(&mut self, piece: Piece) {
        self.open = Open::Piece(self.body.pieces.len());
        self.body.pieces.push(piece);
    }

    pub(super) fn add_to_open(&mut self, part: Part, new_paragraph: bool) -> bool {
        let Open::Piece(index) = self.open else {
            return false;
        };
        match &mut self.body.pieces[index] {
            Piece::Paragraph { parts, .. } | Piece::Text { parts, .. } => parts.push(part),
            Piece::Box { paragraphs, .. } => match paragraphs.last_mut().filter(|_| !new_paragraph) {
                Some(last) => last.push(part),
                None => paragraphs.push(vec![part]),
            },
            _ => return false,
        }
        true
    }

    /// Text that goes on with what is open.
    pub(super) fn continuation(&mut self, order: usize) -> bool {
        let block = &self.blocks[order];
        let within = prose::starts_within(self.text.lines[block.lines.start].text.trim());
        if within && let Some(index) = self.interrupted.filter(|_| self.in_box() && !self.open_ended()) {
            self.open = Open::Piece(index);
        }
        // A numbered paragraph may end a sentence at the foot of a page and go on without a number on the next.
        // Without blank lines only full lines are sure to be text, and no rest of a table.
        let full = self.text.lines[block.lines.start].text.trim().len() > FULL_LINE && block.lines.len() > 1;
        let whole = self.habits.airy || self.habits.numbered && full;
        let seamless = block.seam && self.in_paragraph() && whole && !self.follows_table();
        let like = self.is_heading(order);
        let announced = self.in_paragraph() && self.open_announces();
        let smaller = footnotes::is_small(&self.text.lines[block.lines.start])
            && self.open_line().is_some_and(|line| !footnotes::is_small(line));
        let goes_on = !smaller && (within || !like && (self.open_ended() || seamless || announced));
        goes_on && self.add_to_open(self.part(order, 0), false)
    }

    /// A table stands between what is open and this place.
    fn follows_table(&self) -> bool {
        let Open::Piece(index) = self.open else { return false };
        self.body.pieces[index + 1..].iter().any(|piece| matches!(piece, Piece::Table(_) | Piece::Cells(_)))
    }

    pub(super) fn in_box(&self) -> bool {
        matches!(self.open, Open::Piece(index) if matches!(self.body.pieces[index], Piece::Box { .. }))
    }

    pub(super) fn in_paragraph(&self) -> bool {
        matches!(self.open, Open::Piece(index) if matches!(self.body.pieces[index], Piece::Paragraph { .. }))
    }

    /// The text of the last line of what is open.
    fn open_tail(&self) -> Option<&str> {
        self.open_line().map(|line| line.text.trim())
    }

    /// The last line of what is open.
    fn open_line(&self) -> Option<&Line> {
        let Open::Piece(index) = self.open else {
            return None;
        };
        let part = match &self.body.pieces[index] {
            Piece::Paragraph { parts, .. } | Piece::Text { parts, .. } => parts.last(),
            Piece::Box { paragraphs, .. } => paragraphs.last().and_then(|parts| parts.last()),
            _ => None,
        };
        part.map(|part| &self.text.lines[part.lines.end - 1])
    }

    /// What is open stops in the middle of a sentence.
    pub(super) fn open_ended(&self) -> bool {
        self.open_tail().is_some_and(|tail| !prose::ends_sentence(tail))
    }

    /// What is open ends with a colon: a list follows.
    pub(super) fn open_announces(&self) -> bool {
        self.open_tail().is_some_and(|tail| tail.ends_with([':', ';']))
    }
}
