//! Blocks become pieces: one pass in printed order that knows what is open.
//!
//! Takes blocks and the numbers given to paragraphs; gives the [`Body`]. Each kind of block has a file of its own.

mod habits;
mod labelled;
mod lists;
mod open;
mod titles;

use self::habits::Habits;
use self::open::Open;
use super::blocks::{Block, Form};
use super::footnotes;
use super::forms;
use super::headings::{self, Levels};
use super::numbering::{Given, Numbering};
use super::pieces::{Body, Heading, Part, Piece};
use crate::normalise::CleanText;
use crate::report::SectionKind;

/// The state of the pass.
struct Reader<'a> {
    text: &'a CleanText,
    blocks: &'a [Block],
    numbering: &'a Numbering,
    habits: Habits,
    body: Body,
    open: Open,
    /// The paragraph that a box interrupts.
    interrupted: Option<usize>,
    levels: Levels,
    notes: footnotes::Reader,
    /// 'Annex I' is read and its title is not.
    awaits_title: bool,
}

/// Reads the body.
pub(super) fn read(text: &CleanText, blocks: &[Block], numbering: &Numbering) -> Body {
    let lettered = blocks.iter().any(|block| headings::is_lettered(text.lines[block.lines.start].text.trim()));
    let mut reader = Reader {
        text,
        blocks,
        numbering,
        habits: Habits::of(text, blocks, numbering),
        body: Body { missing: numbering.missing.clone(), ..Body::default() },
        open: Open::Nothing,
        interrupted: None,
        levels: Levels::new(lettered),
        notes: footnotes::Reader::new(text),
        awaits_title: false,
    };
    for order in 0..blocks.len() {
        reader.block(order);
    }
    reader.body
}

impl Reader<'_> {
    fn block(&mut self, order: usize) {
        let block = &self.blocks[order];
        match block.form {
            Form::Table(region) => self.body.pieces.push(Piece::Table(region)),
            Form::Cells => self.body.pieces.push(Piece::Cells(block.lines.clone())),
            Form::Prose => match self.numbering.given[order] {
                Some(given) => self.paragraph(order, given),
                None => self.unnumbered(order),
            },
        }
        if block.form != Form::Prose {
            self.awaits_title = false;
        }
    }

    fn unnumbered(&mut self, order: usize) {
        let taken = self.footnote(order) || self.labelled(order) || self.annex_title(order) || self.listed(order);
        if taken || self.continuation(order) {
            return;
        }
        if self.is_heading(order) {
            self.heading_or_caption(order);
        } else {
            self.free_text(order);
        }
    }

    fn paragraph(&mut self, order: usize, given: Given) {
        self.notes.saw(self.text, self.blocks[order].lines.clone());
        let parts = vec![self.part(order, given.skip)];
        self.push_open(Piece::Paragraph { number: given.number, inferred: given.inferred, parts });
        self.interrupted = None;
    }

    fn footnote(&mut self, order: usize) -> bool {
        let context = footnotes::Context {
            text: self.text,
            block: &self.blocks[order],
            next: self.blocks.get(order + 1),
            next_numbered: self.numbering.given.get(order + 1).is_some_and(Option::is_some),
            open_ended: self.open_ended(),
            numbered: self.habits.numbered,
        };
        let taken = self.notes.take(&context, &mut self.body.notes);
        if !taken {
            self.notes.saw(self.text, self.blocks[order].lines.clone());
        }
        taken
    }

    fn free_text(&mut self, order: usize) {
        let numbered = forms::numbered(self.text.lines[self.blocks[order].lines.start].text.trim());
        if self.in_box() || numbered.is_some() && self.open_announces() && self.in_paragraph() {
            self.add_to_open(self.part(order, 0), self.in_box());
            return;
        }
        let parts = vec![self.part(order, numbered.map_or(0, |found| found.text_at))];
        self.push_open(Piece::Text { number: numbered.map(|found| found.number), parts, note: false });
    }

    fn part(&self, order: usize, skip: usize) -> Part {
        Part { lines: self.blocks[order].lines.clone(), skip }
    }

    fn joined(&self, order: usize) -> String {
        let lines = &self.text.lines[self.blocks[order].lines.clone()];
        lines.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ")
    }

    fn is_given(&self, order: usize) -> bool {
        self.numbering.given.get(order).is_some_and(Option::is_some)
    }

    fn push_heading(&mut self, level: u8, kind: SectionKind, part: Part) {
        self.body.pieces.push(Piece::Heading(Heading { level, kind, part }));
        (self.open, self.interrupted) = (Open::Nothing, None);
    }
}
