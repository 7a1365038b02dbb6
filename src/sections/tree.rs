//! Pieces become the tree of sections: texts are put together, marks leave them, every line gets its entry.

use std::collections::BTreeMap;

use super::findings;
use super::headings;
use super::numbering::Numbering;
use super::pieces::{Body, Part, Piece};
use super::prose::Hyphens;
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::normalise::CleanText;
use crate::report::{Figure, FreeText, Item, Paragraph, Section, SectionKind, TextBox};
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

    /// Marks that only a note vouches for, and paragraph numbers that OCR moved, leave the text.
    pub fn cut_marks(&mut self, body: &Body, numbering: &Numbering) {
        for (note, glued) in body.notes.iter().filter_map(|note| Some((note, note.glued?))) {
            self.cuts.entry(glued.line).or_default().push((glued.at, glued.len, Some(note.number.clone())));
        }
        for (line, at, len) in numbering.given.iter().flatten().filter_map(|given| given.moved) {
            self.cuts.entry(line).or_default().push((at, len, None));
        }
        for cuts in self.cuts.values_mut() {
            cuts.sort_unstable();
            cuts.dedup_by_key(|(at, ..)| *at);
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
                Piece::Heading(heading) => {
                    let title = headings::latin_letter(self.assemble(std::slice::from_ref(&heading.part), ""));
                    self.account(std::slice::from_ref(&heading.part), "heading", &title);
                    self.relabel(&heading.part, &title);
                    self.close_to(heading.level, &mut done);
                    let lost = self.is_lost_chart(body, order, heading.level);
                    let section = self.section(heading.level, heading.kind, title, heading.part.lines.start);
                    self.sections.push(section);
                    if lost {
                        self.lost_chart();
                    }
                }
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

    fn section(&self, level: u8, kind: SectionKind, title: String, line: usize) -> Section {
        let number = headings::printed_number(&title).map(str::to_string);
        Section { level, kind, number, title, items: Vec::new(), span: self.text.span(line) }
    }

    /// Ends the sections at this level and below.
    fn close_to(&mut self, level: u8, done: &mut Vec<Section>) {
        while self.sections.last().is_some_and(|open| open.level >= level) {
            let Some(section) = self.sections.pop() else { return };
            match self.sections.last_mut() {
                Some(parent) => parent.items.push(Item::Section(section)),
                None => done.push(section),
            }
        }
        if level == 1 {
            while let Some(section) = self.sections.pop() {
                match self.sections.last_mut() {
                    Some(parent) => parent.items.push(Item::Section(section)),
                    None => done.push(section),
                }
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

    fn item(&mut self, piece: &Piece) -> Option<Item> {
        Some(match piece {
            Piece::Heading(_) => return None,
            Piece::Cells(lines) => {
                self.loose_rows(lines.clone());
                return None;
            }
            Piece::Table(region) => Item::Table { id: self.regions[*region].id.clone() },
            Piece::Paragraph { number, inferred, parts } => self.paragraph(*number, *inferred, parts),
            Piece::Text { number, parts, note } => self.free_text(*number, parts, *note),
            Piece::Box { number, title, paragraphs } => self.text_box(*number, title, paragraphs),
            Piece::Figure { number, part } => self.figure(number.clone(), part),
            Piece::Strategy { points, part } => {
                self.account(std::slice::from_ref(part), "strategy points", "");
                Item::StrategyPoints { points: points.clone(), span: self.text.span(part.lines.start) }
            }
        })
    }

    fn paragraph(&mut self, number: u32, inferred: bool, parts: &[Part]) -> Item {
        let (place, first) = (number.to_string(), self.citations.len());
        let text = self.assemble(parts, &place);
        self.account(parts, "paragraph", &place);
        let span = self.text.span(parts[0].lines.start);
        if inferred {
            self.findings.push(findings::number_inferred(number, span));
        }
        self.last_paragraph = Some(number);
        let footnotes = self.citations[first..].iter().map(|citation| citation.mark.clone()).collect();
        Item::Paragraph(Paragraph { number, inferred, text, footnotes, span })
    }

    fn free_text(&mut self, number: Option<u32>, parts: &[Part], note: bool) -> Item {
        let heading = self.nearest_heading();
        let place = number.map_or(heading.clone(), |number| format!("{heading}, point {number}"));
        let text = self.assemble(parts, &place);
        self.account(parts, if note { "note" } else { "text" }, &place);
        Item::Text(FreeText {
            number: number.map(|number| number.to_string()),
            text,
            span: self.text.span(parts[0].lines.start),
        })
    }

    fn text_box(&mut self, number: Option<u32>, title: &[Part], paragraphs: &[Vec<Part>]) -> Item {
        let place = number.map_or_else(|| "Box".to_string(), |number| format!("Box {number}"));
        let heading = self.assemble(title, &place);
        let texts: Vec<String> = paragraphs.iter().map(|parts| self.assemble(parts, &place)).collect();
        self.account(title, "box", &place);
        paragraphs.iter().for_each(|parts| self.account(parts, "box", &place));
        let span = self.text.span(title[0].lines.start);
        Item::Box(TextBox {
            number,
            title: heading,
            text: texts.join("\n\n"),
            after_paragraph: self.last_paragraph,
            span,
        })
    }

    fn figure(&mut self, number: Option<String>, part: &Part) -> Item {
        let parts = std::slice::from_ref(part);
        let first = self.citations.len();
        let caption = self.assemble(parts, "");
        self.citations[first..].iter_mut().for_each(|citation| citation.place.clone_from(&caption));
        self.account(parts, "figure", &caption);
        let figure =
            Figure { number, caption, section: self.nearest_heading(), span: self.text.span(part.lines.start) };
        self.figures.push(figure.clone());
        Item::Figure(figure)
    }

    /// Words and numbers that a chart has left behind belong to its caption; other rows wait for a table.
    fn loose_rows(&mut self, lines: std::ops::Range<usize>) {
        let after_figure = self.sections.last().and_then(|section| section.items.last());
        if let Some(Item::Figure(figure)) = after_figure {
            let caption = figure.caption.clone();
            lines
                .filter(|line| self.text.lines[*line].cells.is_empty())
                .for_each(|line| self.ledger.assign(line, "figure", caption.clone()));
        }
    }

    /// In an annex, a heading with nothing under it headed a chart.
    fn is_lost_chart(&self, body: &Body, order: usize, level: u8) -> bool {
        let annex = level > 1 && self.sections.first().is_some_and(|part| part.kind == SectionKind::Annex);
        let title = matches!(&body.pieces[order], Piece::Heading(heading) if heading.kind == SectionKind::Annex);
        let mut below =
            body.pieces[order + 1..].iter().filter(|piece| !matches!(piece, Piece::Text { note: true, .. }));
        let empty = below.next().is_none_or(|next| matches!(next, Piece::Heading(heading) if heading.level <= level));
        annex && !title && empty
    }

    fn lost_chart(&mut self) {
        let Some(section) = self.sections.last_mut() else { return };
        let number = section.number.as_ref().map(|number| number.trim_end_matches('.').to_string());
        let figure =
            Figure { number, caption: section.title.clone(), section: section.title.clone(), span: section.span };
        section.items.push(Item::Figure(figure.clone()));
        self.figures.push(figure);
    }

    fn nearest_heading(&self) -> String {
        self.sections.last().map_or_else(String::new, |section| section.title.clone())
    }

    /// Puts the text of some parts together and notes the marks in it.
    pub fn assemble(&mut self, parts: &[Part], place: &str) -> String {
        let lines = parts.iter().flat_map(|part| &self.text.lines[part.lines.clone()]);
        let mut text = String::with_capacity(lines.map(|line| line.text.len() + 1).sum());
        for part in parts {
            for line in part.lines.clone().filter(|line| self.text.is_text(*line)) {
                let skip = if line == part.lines.start { part.skip } else { 0 };
                let printed = self.without_cuts(line, skip, place);
                self.hyphens.join(&mut text, &printed);
            }
        }
        text
    }

    /// A line without its marks, and without `skip` bytes of its trimmed text.
    fn without_cuts(&mut self, line: usize, skip: usize, place: &str) -> std::borrow::Cow<'a, str> {
        let whole = &self.text.lines[line];
        let lead = whole.text.len() - whole.text.trim_start().len();
        let cite = |mark: &str| Citation { mark: mark.to_string(), line, place: place.to_string() };
        self.citations.extend(whole.marks.iter().filter(|mark| mark.at > 0).map(|mark| cite(&mark.text)));
        let start = (lead + skip).min(whole.text.len());
        let Some(cuts) = self.cuts.get(&line) else {
            return whole.text[start..].trim_end().into();
        };
        let mut printed = String::new();
        let mut at = start;
        for (cut, len, mark) in cuts.iter().filter(|(cut, ..)| *cut >= start) {
            printed.push_str(&whole.text[at..*cut]);
            at = cut + len;
            self.citations.extend(mark.iter().map(|mark| cite(mark)));
        }
        printed.push_str(whole.text[at..].trim_end());
        printed.into()
    }

    /// Says in the ledger what became of the lines.
    pub fn account(&mut self, parts: &[Part], role: &'static str, item: &str) {
        for line in parts.iter().flat_map(|part| part.lines.clone()) {
            if self.text.is_text(line) {
                self.ledger.assign(line, role, item);
            }
        }
    }

    /// A mark in a heading is cited in that heading.
    fn relabel(&mut self, part: &Part, title: &str) {
        let cited = self.citations.iter_mut().rev().take_while(|citation| part.lines.contains(&citation.line));
        cited.for_each(|citation| citation.place = title.to_string());
    }
}

fn item_span(item: &Item) -> crate::span::Span {
    match item {
        Item::Paragraph(paragraph) => paragraph.span,
        Item::Text(text) => text.span,
        Item::Box(text_box) => text_box.span,
        Item::Figure(figure) => figure.span,
        Item::StrategyPoints { span, .. } => *span,
        Item::Section(section) => section.span,
        Item::Table { .. } => crate::span::Span::default(),
    }
}
