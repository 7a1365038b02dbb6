//! Texts out of their lines, without marks and moved numbers.
//!
//! Takes the parts of a piece; gives its text, the citations in it, and the entries of its lines in the ledger.

use std::borrow::Cow;

use super::{Builder, Citation};
use crate::sections::numbering::Numbering;
use crate::sections::pieces::{Body, Part};

impl<'a> Builder<'a> {
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
    fn without_cuts(&mut self, line: usize, skip: usize, place: &str) -> Cow<'a, str> {
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
    pub(super) fn relabel(&mut self, part: &Part, title: &str) {
        let cited = self.citations.iter_mut().rev().take_while(|citation| part.lines.contains(&citation.line));
        cited.for_each(|citation| citation.place = title.to_string());
    }
}
