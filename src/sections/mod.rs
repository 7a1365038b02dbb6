//! Stage 4: [`CleanText`] becomes a [`Structure`]: front matter, headings, paragraphs, boxes, figures, notes.

mod blocks;
mod citing;
mod findings;
mod footnotes;
mod forms;
mod front;
mod gaps;
mod headings;
mod numbering;
mod pieces;
mod prose;
mod reader;
#[cfg(test)]
mod tests;
mod tree;

use crate::finding::{Finding, Rule};
use crate::normalise::CleanText;
use crate::report::{Abbreviation, ContentsEntry, Figure, Footnote, Foreword, Link, Metadata, Section};
use crate::tables::Region;

/// What the findings of splitting into sections mean.
pub const RULES: &[Rule] = &findings::RULES;

/// What is in the report besides its tables.
#[derive(Debug, Clone, Default)]
pub struct Structure {
    /// Title page facts, printed or inferred.
    pub metadata: Metadata,
    /// The foreword.
    pub foreword: Option<Foreword>,
    /// The list of abbreviations.
    pub abbreviations: Vec<Abbreviation>,
    /// The table of contents.
    pub contents: Vec<ContentsEntry>,
    /// The tree of sections; tables in it are named by their [`Region::id`].
    pub sections: Vec<Section>,
    /// Footnotes, tied to where they are cited.
    pub footnotes: Vec<Footnote>,
    /// Captions of charts that the text has lost.
    pub figures: Vec<Figure>,
    /// Links.
    pub links: Vec<Link>,
    /// Numbers inferred, gaps, marks without notes.
    pub findings: Vec<Finding>,
}

/// Splits the text into sections. Lines that belong to a table's region are left to the tables.
pub fn split(text: &mut CleanText, regions: &[Region]) -> Structure {
    let mut front = front::read(text);
    front::infer(text, &mut front.metadata);
    let blocks = blocks::cut(text, regions, front.end);
    let numbering = numbering::count(text, &blocks);
    let body = reader::read(text, &blocks, &numbering);

    let ledger = std::mem::take(&mut text.ledger);
    let mut builder = tree::Builder::new(text, regions, ledger);
    builder.cut_marks(&body, &numbering);
    let sections = builder.build(&front.headings, &body);
    let footnotes = citing::tie(&mut builder, &body, &sections);
    gaps::find(&mut builder, &body);
    let (figures, findings, ledger) = (builder.figures, builder.findings, builder.ledger);
    text.ledger = ledger;
    Structure {
        metadata: front.metadata,
        foreword: front.foreword,
        abbreviations: front.abbreviations,
        contents: front.contents,
        sections,
        footnotes,
        figures,
        links: crate::normalise::find_links(&text.lines, &text.roles, |line| text.span(line)),
        findings,
    }
}
