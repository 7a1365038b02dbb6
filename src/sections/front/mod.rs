//! What stands before the body: title page, contents, abbreviations, foreword.

mod abbreviations;
mod contents;
mod foreword;
mod metadata;

use std::ops::Range;

use super::{forms, headings, prose};
use crate::normalise::{CleanText, is_symbol};
use crate::report::{Abbreviation, ContentsEntry, Foreword, Metadata};

pub(super) use metadata::infer;

/// So many headings may stand in a row above the first paragraph.
const MOST_HEADINGS: usize = 3;

/// The front matter, and where the body begins.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub metadata: Metadata,
    pub foreword: Option<Foreword>,
    pub abbreviations: Vec<Abbreviation>,
    pub contents: Vec<ContentsEntry>,
    /// Lines of the headings of these parts.
    pub headings: Vec<usize>,
    /// The first line of the body.
    pub end: usize,
}

/// The parts that have a heading of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Contents,
    Abbreviations,
    Foreword,
}

/// Reads the front matter and accounts for its lines.
pub(super) fn read(text: &mut CleanText) -> Front {
    let limit = first_paragraph(text);
    let mut front = Front::default();
    let mut at = match (0..limit).find(|line| kind(text, *line).is_some()) {
        Some(head) => head,
        None => body_start(text, limit),
    };
    metadata::read(text, 0..at, &mut front.metadata);
    if !metadata::is_title_page(&front.metadata) && at == body_start(text, limit) && front.metadata.title.is_none() {
        at = 0;
    } else {
        assign(text, 0..at, "metadata", "");
    }
    while let Some(kind) = (at < limit).then(|| kind(text, at)).flatten() {
        front.headings.push(at);
        let head = text.lines[at].text.trim().to_string();
        assign(text, at..at + 1, "heading", &head);
        at = match kind {
            Kind::Contents => contents::read(text, at + 1, limit, &mut front.contents),
            Kind::Abbreviations => abbreviations::read(text, at + 1, limit, &mut front.abbreviations),
            Kind::Foreword => foreword::read(text, at + 1, limit, &mut front.foreword),
        };
        at = next_text(text, at);
    }
    front.end = at;
    front
}

/// Gives the lines of a range that have words their entry in the ledger.
fn assign(text: &mut CleanText, lines: Range<usize>, role: &'static str, item: &str) {
    for line in lines.filter(|line| text.roles[*line] == crate::normalise::Role::Text) {
        text.ledger.assign(line, role, item);
    }
}

fn next_text(text: &CleanText, from: usize) -> usize {
    (from..text.lines.len()).find(|line| text.is_text(*line)).unwrap_or(text.lines.len())
}

/// Which part a line heads.
fn kind(text: &CleanText, line: usize) -> Option<Kind> {
    let title = text.lines[line].text.trim();
    if !text.is_text(line) || title.len() > 60 {
        return None;
    }
    let lower = title.trim_end_matches([':', '.']).to_lowercase();
    match lower.as_str() {
        "contents" | "table of contents" => Some(Kind::Contents),
        "abbreviations"
        | "list of abbreviations"
        | "acronyms"
        | "list of acronyms"
        | "abbreviations and acronyms"
        | "acronyms and abbreviations"
        | "list of acronyms and abbreviations"
        | "list of abbreviations and acronyms" => Some(Kind::Abbreviations),
        "foreword"
        | "preface"
        | "foreword by the director general"
        | "message from the director general"
        | "foreword from the director general" => Some(Kind::Foreword),
        _ => None,
    }
}

/// The line of the first numbered paragraph: front matter ends before it. Without one, a third of the text is searched.
fn first_paragraph(text: &CleanText) -> usize {
    let prose_line = |line: &usize| {
        let printed = &text.lines[*line];
        let found = forms::numbered(printed.text.trim()).filter(|found| found.number == 1);
        let cells = printed.cells.iter().filter(|cell| !cell.text.is_empty()).count();
        found.is_some()
            && text.is_text(*line)
            && cells <= 2
            && printed.text.trim().len() > 60
            && !contents::is_entry(&printed.text)
    };
    (0..text.lines.len()).find(prose_line).unwrap_or(text.lines.len() / 3)
}

/// The headings that lead to the first paragraph; the report's own title is none of them.
fn body_start(text: &CleanText, paragraph: usize) -> usize {
    let mut start = paragraph.min(text.lines.len());
    let above = (0..start).rev().filter(|line| text.is_text(*line)).take(MOST_HEADINGS).collect::<Vec<_>>();
    for line in above {
        let printed = text.lines[line].text.trim();
        let lower = printed.to_lowercase();
        let title = lower.contains("report") || lower.contains("session") || lower.starts_with("for the year");
        if title || !headings::is_heading_like(printed) || is_symbol(printed) {
            break;
        }
        start = line;
        if matches!(lower.as_str(), "introduction" | "executive summary" | "overview") {
            break;
        }
    }
    start
}
