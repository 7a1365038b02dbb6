//! Pieces become the tree of sections: texts are put together, marks leave them, every line gets its entry.
//!
//! Takes the [`Body`]; gives [`Section`]s, and what is found on the way: citations, figures, findings, the ledger.

mod charts;
mod items;
mod texts;

use std::collections::BTreeMap;

use super::headings;
use super::pieces::{Body, Heading, Piece};
use super::prose::Hyphens;
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::normalise::CleanText;
use crate::report::{Figure, Item, Section, SectionKind};
use crate::span::Span;
use crate::tables::Region;

/// A footnote mark where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Citation {
    pub mark: String,
    pub line: usize,
    /// A paragraph number, `Box 3`, a caption, a heading.
    pub place: String,
}

/// What the tree is made with.
pub(super) struct Builder<'a> {
    pub text: &'a CleanText,
    pub regions: &'a [Region],
    pub hyphens: Hyphens,
    /// Bytes of a line that are no text: glued marks (with the note's number) and moved paragraph numbers.
    pub cuts: BTreeMap<usize, Vec<(usize, usize, Option<String>)>>,
    pub ledger: Ledger,
    pub citations: Vec<Citation>,
    pub figures: Vec<Figure>,
    pub findings: Vec<Finding>,
    sections: Vec<Section>,
    last_paragraph: Option<u32>,
}

impl<'a> Builder<'a> {
    pub fn new(text: &'a CleanText, regions: &'a [Region], ledger: Ledger) -> Self {
        Self {
            text,
            regions,
            hyphens: Hyphens::learn(&text.lines),
            cuts: BTreeMap::new(),
            ledger,
            citations: Vec::new(),
            figures: Vec::new(),
            findings: Vec::new(),
            sections: Vec::new(),
            last_paragraph: None,
        }
    }

    /// Builds the tree.
    pub fn build(&mut self, front: &[usize], body: &Body) -> Vec<Section> {
        let mut done: Vec<Section> = Vec::new();
        for line in front {
            let title = self.text.lines[*line].text.trim().to_string();
            done.push(self.section(1, SectionKind::FrontMatter, title, *line));
        }
        for (order, piece) in body.pieces.iter().enumerate() {
            match piece {
                Piece::Heading(heading) => self.heading(heading, body, order, &mut done),
                _ => {
                    if let Some(item) = self.item(piece) {
                        self.push(item);
                    }
                }
            }
        }
        self.close_to(1, &mut done);
        done
    }

    /// Opens a section; those at its level and below end.
    fn heading(&mut self, heading: &Heading, body: &Body, order: usize, done: &mut Vec<Section>) {
        let title = headings::latin_letter(self.assemble(std::slice::from_ref(&heading.part), ""));
        self.account(std::slice::from_ref(&heading.part), "heading", &title);
        self.relabel(&heading.part, &title);
        self.close_to(heading.level, done);
        let lost = self.is_lost_chart(body, order, heading.level);
        let section = self.section(heading.level, heading.kind, title, heading.part.lines.start);
        self.sections.push(section);
        if lost {
            self.lost_chart();
        }
    }

    fn section(&self, level: u8, kind: SectionKind, title: String, line: usize) -> Section {
        let number = headings::printed_number(&title).map(str::to_string);
        Section { level, kind, number, title, items: Vec::new(), span: self.text.span(line) }
    }

    /// Ends the sections at this level and below; a part ends all.
    fn close_to(&mut self, level: u8, done: &mut Vec<Section>) {
        while let Some(section) = self.sections.pop_if(|open| level == 1 || open.level >= level) {
            match self.sections.last_mut() {
                Some(parent) => parent.items.push(Item::Section(section)),
                None => done.push(section),
            }
        }
    }

    fn push(&mut self, item: Item) {
        if self.sections.is_empty() {
            let span = item_span(&item);
            let section = Section {
                level: 1,
                kind: SectionKind::Untitled,
                number: None,
                title: String::new(),
                items: Vec::new(),
                span,
            };
            self.sections.push(section);
        }
        if let Some(section) = self.sections.last_mut() {
            section.items.push(item);
        }
    }

    fn nearest_heading(&self) -> String {
        self.sections.last().map_or_else(String::new, |section| section.title.clone())
    }
}

fn item_span(item: &Item) -> Span {
    match item {
        Item::Paragraph(paragraph) => paragraph.span,
        Item::Text(text) => text.span,
        Item::Box(text_box) => text_box.span,
        Item::Figure(figure) => figure.span,
        Item::StrategyPoints { span, .. } => *span,
        Item::Section(section) => section.span,
        Item::Table { .. } => Span::default(),
    }
}
