//! What stands in a section: paragraphs, free texts, boxes, tables.
//!
//! Takes a piece; gives its item, the text put together.

use super::Builder;
use crate::report::{FreeText, Item, Paragraph, TextBox};
use crate::sections::findings;
use crate::sections::pieces::{Part, Piece};

impl Builder<'_> {
    pub(super) fn item(&mut self, piece: &Piece) -> Option<Item> {
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
}
