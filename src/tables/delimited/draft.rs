//! A body row on its way to a row of the sheet: stub texts and numbers, with their places.

use super::cell::{self, Content};
use super::header::Head;
use super::names;
use super::numerals::{self, Number, Token};
use super::parts::{Row, Segment, is_label};
use super::torn;
use crate::normalise::CleanText;
use crate::source::RawCell;
use crate::span::Span;
use crate::tables::captions;

/// A numeric cell of a draft.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Entry {
    /// Index of its column in the table.
    pub column: usize,
    /// As printed.
    pub raw: String,
    /// Its numerals.
    pub tokens: Vec<Token>,
    /// The form gives reason to doubt it.
    pub doubtful: bool,
    /// The form leaves open whose row or column it is.
    pub astray: bool,
    /// Where it stands.
    pub span: Span,
}

impl Entry {
    /// Its numbers under the widest grouping.
    pub fn numbers(&self) -> Vec<Number> {
        numerals::widest(&self.tokens)
    }

    /// The sum of its numbers under the widest grouping.
    pub fn sum(&self) -> i64 {
        self.numbers().iter().filter_map(|number| numerals::magnitude(&number.text)).sum()
    }

    /// The least that its numbers can add up to.
    pub fn least_sum(&self) -> i64 {
        numerals::narrowest(&self.tokens).iter().filter_map(|number| numerals::magnitude(&number.text)).sum()
    }

    /// The same cell with other tokens.
    pub fn with(&self, number: &Number, doubtful: bool) -> Self {
        let token = Token { text: number.text.clone(), bold: false, apart: false };
        Self { tokens: vec![token], doubtful: self.doubtful || doubtful, ..self.clone() }
    }
}

/// A body row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    /// Index of its line.
    pub index: usize,
    /// Texts of the stub columns, freed of dirt and marks.
    pub stubs: Vec<String>,
    /// The label as printed, where double blanks still part two labels.
    pub raw_label: String,
    /// Footnote marks on the label.
    pub marks: Vec<String>,
    /// Numbers by column.
    pub entries: Vec<Entry>,
    /// Group labels, outermost first.
    pub groups: Vec<String>,
    /// Header of the stub above it.
    pub title: String,
    /// The stub says by its form that the row is a group label: one cell over all columns, or bold.
    pub heads_group: bool,
    /// Groups are known from exact cells.
    pub exact: bool,
    /// Where it stands.
    pub span: Span,
}

impl Draft {
    /// The label: the last stub text.
    pub fn label(&self) -> &str {
        self.stubs.last().map_or("", String::as_str)
    }

    /// Replaces the label.
    pub fn set_label(&mut self, label: String) {
        if let Some(last) = self.stubs.last_mut() {
            *last = label;
        }
    }

    /// The entry of a column.
    pub fn entry(&self, column: usize) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.column == column)
    }

    /// Some cell holds more than one number.
    pub fn is_stack(&self) -> bool {
        self.entries.iter().any(|entry| entry.numbers().len() > 1)
    }
}

/// How the cells of a segment become drafts.
pub(super) struct Drafting<'a> {
    /// The text.
    pub text: &'a CleanText,
    /// Columns of the segment.
    pub heads: &'a [Head],
    /// Index of the first of them in the table.
    pub offset: usize,
    /// How many grid columns its parts have.
    pub width: usize,
    /// How the table prints nil and fractions.
    pub habits: Habits,
}

impl Drafting<'_> {
    /// The body rows of a segment; rows of dirt only are left out.
    pub fn drafts(&self, segment: &Segment, title: &str) -> Vec<Draft> {
        let mut carried: Vec<Option<(String, usize)>> = vec![None; segment.stubs];
        let shifted = names::are_shifted(segment, self.width, self.heads);
        let rows = segment.body.iter().map(|row| {
            let mut draft = self.draft(row, segment.stubs, title, &mut carried);
            draft.entries.iter_mut().for_each(|entry| entry.astray |= shifted);
            draft
        });
        rows.filter(|draft| !draft.entries.is_empty() || draft.stubs.iter().any(|stub| !stub.is_empty())).collect()
    }

    fn draft(&self, row: &Row, stubs: usize, title: &str, carried: &mut [Option<(String, usize)>]) -> Draft {
        let mut draft = Draft { index: row.index, title: title.to_string(), ..Draft::default() };
        draft.span = self.text.span(row.index);
        for (column, carry) in carried.iter_mut().enumerate() {
            let cell = row.cell(column);
            let text = match (cell, carry.take()) {
                (None, Some((text, rows))) if rows > 0 => {
                    *carry = Some((text.clone(), rows - 1));
                    text
                }
                (Some(cell), _) => stub_text(cell, &mut draft.marks),
                _ => String::new(),
            };
            if let Some(cell) = cell.filter(|cell| cell.exact) {
                *carry = Some((text.clone(), cell.rows.saturating_sub(1)));
                draft.exact = true;
                draft.heads_group |= cell.span >= stubs + self.heads.len() && !text.is_empty();
            }
            draft.heads_group |= cell.is_some_and(|cell| cell.bold) && !text.is_empty();
            draft.stubs.push(text);
        }
        draft.raw_label = stubs.checked_sub(1).and_then(|last| row.cell(last)).map_or(String::new(), |c| c.raw.clone());
        draft.entries = self.entries(row);
        draft.heads_group &= draft.entries.is_empty();
        draft
    }

    fn entries(&self, row: &Row) -> Vec<Entry> {
        let places = self.heads.iter().enumerate();
        let cell = |head: &Head| row.cell(head.at).filter(|cell| !cell.exact || cell.span.max(1) == head.span);
        places.filter_map(|(nth, head)| self.entry(row, self.offset + nth, cell(head)?)).collect()
    }

    fn entry(&self, row: &Row, column: usize, cell: &RawCell) -> Option<Entry> {
        let (tokens, doubtful) = match cell::read(cell) {
            Content::Numbers { tokens, .. } if self.habits.whole && has_fraction(&tokens) => return None,
            Content::Numbers { tokens, doubtful } => (tokens, doubtful),
            Content::Dash if self.habits.dashes => {
                (vec![Token { text: cell.text.trim().to_string(), bold: false, apart: false }], false)
            }
            _ => return None,
        };
        let width = cell.text.chars().count();
        let line = self.text.span(row.index);
        let span = cell.at.map_or(line, |at| line.at(at, at + width));
        Some(Entry { column, raw: cell.raw.trim().to_string(), tokens, doubtful, astray: cell.doubtful, span })
    }
}

fn stub_text(cell: &RawCell, marks: &mut Vec<String>) -> String {
    if !is_label(cell) {
        return String::new();
    }
    let (label, more) = captions::strip_marks(&torn::clean(&cell.text));
    marks.extend(cell.marks.iter().cloned().chain(more));
    label
}

fn has_fraction(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.text.contains('.'))
}

/// What is usual in a table: the exceptions are dirt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Habits {
    /// It prints a dash where nothing is; otherwise it leaves cells empty, and a dash is a speck.
    pub dashes: bool,
    /// Its numbers are whole; `0.700` is a speck.
    pub whole: bool,
}

/// Of so many numbers of a table one may have a fraction by damage.
const RARE: usize = 50;

impl Habits {
    /// Looks at all cells of a table.
    pub fn of(segments: &[Segment]) -> Self {
        let (mut dashes, mut empty, mut numbers, mut fractions) = (0, 0, 0, 0);
        for (_, content) in segments.iter().flat_map(|s| s.body.iter().flat_map(|row| row.contents(s.stubs))) {
            match content {
                Content::Dash => dashes += 1,
                Content::Empty => empty += 1,
                Content::Numbers { tokens, .. } => {
                    numbers += 1;
                    fractions += usize::from(has_fraction(&tokens));
                }
                _ => {}
            }
        }
        Self { dashes: dashes > 0 && dashes >= empty, whole: fractions * RARE < numbers }
    }
}
