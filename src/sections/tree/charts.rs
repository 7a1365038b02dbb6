//! Charts: the text keeps their captions, and now and then words and numbers out of them.
//!
//! Takes captions, headings without anything under them, rows that no table has taken; gives [`Figure`]s.

use std::ops::Range;

use super::Builder;
use crate::report::{Figure, Item, SectionKind};
use crate::sections::pieces::{Body, Part, Piece};

impl Builder<'_> {
    pub(super) fn figure(&mut self, number: Option<String>, part: &Part) -> Item {
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
    pub(super) fn loose_rows(&mut self, lines: Range<usize>) {
        let after_figure = self.sections.last().and_then(|section| section.items.last());
        if let Some(Item::Figure(figure)) = after_figure {
            let caption = figure.caption.clone();
            lines
                .filter(|line| self.text.lines[*line].cells.is_empty())
                .for_each(|line| self.ledger.assign(line, "figure", caption.clone()));
        }
    }

    /// In an annex, a heading with nothing under it headed a chart.
    pub(super) fn is_lost_chart(&self, body: &Body, order: usize, level: u8) -> bool {
        let annex = level > 1 && self.sections.first().is_some_and(|part| part.kind == SectionKind::Annex);
        let title = matches!(&body.pieces[order], Piece::Heading(heading) if heading.kind == SectionKind::Annex);
        let mut below =
            body.pieces[order + 1..].iter().filter(|piece| !matches!(piece, Piece::Text { note: true, .. }));
        let empty = below.next().is_none_or(|next| matches!(next, Piece::Heading(heading) if heading.level <= level));
        annex && !title && empty
    }

    pub(super) fn lost_chart(&mut self) {
        let Some(section) = self.sections.last_mut() else { return };
        let number = section.number.as_ref().map(|number| number.trim_end_matches('.').to_string());
        let figure =
            Figure { number, caption: section.title.clone(), section: section.title.clone(), span: section.span };
        section.items.push(Item::Figure(figure.clone()));
        self.figures.push(figure);
    }
}
