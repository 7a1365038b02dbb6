//! Footnotes: their bodies, and where they are cited.
//!
//! Some forms show a mark as a superscript. In plain text a mark is glued to a word (`support4`) or to a number
//! (`4,0385` is 4,038 citing 5): only a body with that number, further down, makes it a mark.

use std::ops::Range;

use super::blocks::{Block, Form};
use super::pieces::Part;
use super::{forms, headings, prose};
use crate::normalise::CleanText;
use crate::source::Line;

/// A mark is looked for within so many lines above its note.
const REACH: usize = 160;
/// Type smaller than this (the body's is 1) is that of notes.
const SMALL_TYPE: f32 = 0.92;

/// A footnote's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub number: String,
    /// The number as printed, where it differs (or is lost: empty).
    pub misprinted: Option<String>,
    pub parts: Vec<Part>,
    /// The mark in plain text: line, byte, length.
    pub glued: Option<Glued>,
}

/// A mark glued to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glued {
    pub line: usize,
    pub at: usize,
    pub len: usize,
}

/// What surrounds the block that may be a footnote.
pub(super) struct Context<'a> {
    pub text: &'a CleanText,
    pub block: &'a Block,
    pub next: Option<&'a Block>,
    /// The next block is a numbered paragraph.
    pub next_numbered: bool,
    /// The text before stops in mid-sentence.
    pub open_ended: bool,
    /// Paragraphs have numbers, so that text without one is something else.
    pub numbered: bool,
}

/// Follows the notes.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The form shows superscripts.
    exact: bool,
    /// The form shows pages: what stands under a footnote belongs to the foot of the page.
    paged: bool,
    next: u32,
    /// Superscripts without a note so far.
    pending: Vec<u32>,
    /// A number alone on its line.
    lone: Option<(String, Range<usize>)>,
    /// The end of the note that was read last.
    end: usize,
    open: bool,
}

impl Reader {
    pub fn new(text: &CleanText) -> Self {
        let exact = text.lines.iter().any(|line| line.marks.iter().any(|mark| mark.text.parse::<u32>().is_ok()));
        Self { exact, paged: text.page_starts.contains(&true), next: 1, ..Self::default() }
    }

    /// Takes the block, if it is (or goes on with) a footnote.
    pub fn take(&mut self, context: &Context, notes: &mut Vec<Note>) -> bool {
        if self.take_lone(context) {
            return true;
        }
        let first = context.text.lines[context.block.lines.start].text.trim();
        let found = self.superscript(context).or_else(|| self.plain(context)).or_else(|| self.unnumbered(context));
        if let Some((printed, skip)) = found {
            self.push(context, notes, &printed, skip);
            return true;
        }
        let foot = self.paged && !headings::is_heading_like(first);
        let unfinished = notes.last().is_some_and(|note| is_open(context.text, note)) || prose::starts_within(first);
        let goes_on = self.open && !context.block.seam && (foot || unfinished);
        self.open = goes_on && !context.block.seam_after;
        if let Some(note) = notes.last_mut().filter(|_| goes_on) {
            note.parts.push(Part { lines: context.block.lines.clone(), skip: 0 });
            self.end = context.block.lines.end;
        }
        goes_on
    }

    /// Remembers the superscripts of a text.
    pub fn saw(&mut self, text: &CleanText, lines: Range<usize>) {
        self.open = false;
        let marks = text.lines[lines].iter().flat_map(|line| &line.marks);
        self.pending.extend(marks.filter(|mark| mark.at > 0).filter_map(|mark| mark.text.parse::<u32>().ok()));
    }

    fn take_lone(&mut self, context: &Context) -> bool {
        let first = context.text.lines[context.block.lines.start].text.trim();
        let lone =
            context.block.lines.len() == 1 && first.len() <= 2 && first.bytes().all(|byte| byte.is_ascii_digit());
        let body_follows =
            context.next.is_some_and(|next| next.form == Form::Prose && !next.seam) && !context.next_numbered;
        if lone && body_follows {
            self.lone = Some((first.to_string(), context.block.lines.clone()));
        }
        lone && body_follows
    }

    /// `<sup>4</sup> Text`, or a lone number before the block.
    fn superscript(&mut self, context: &Context) -> Option<(String, usize)> {
        if let Some((number, _)) = &self.lone {
            return Some((number.clone(), 0));
        }
        let mark = context.text.lines[context.block.lines.start].marks.first().filter(|mark| mark.at == 0)?;
        mark.text.parse::<u32>().ok().map(|_| (mark.text.clone(), 0))
    }

    /// `4  Text` in plain text: the number continues the notes, and a mark or the form vouches for it.
    fn plain(&self, context: &Context) -> Option<(String, usize)> {
        let line = &context.text.lines[context.block.lines.start];
        let first = line.text.trim();
        let small = small_number(line);
        let (number, skip) = body_number(first).or(small).or_else(|| {
            let alone = context.block.lines.len() > 1 && first.len() <= 2;
            first.parse().ok().filter(|_| alone).map(|number| (number, first.len()))
        })?;
        let wide = first[..skip].ends_with("  ") || first[..skip].ends_with('\t') || skip == first.len();
        let apart =
            wide || context.block.gap_before > 0 || context.block.seam_after || context.block.speck_before || self.open;
        let counted = number == self.next || number == 1 || (number > self.next && number - self.next <= 3);
        let vouched = find_mark(context.text, number, self.reach(context)).is_some() || self.pending.contains(&number);
        let vouched = vouched || (wide || small.is_some()) && number == self.next;
        (apart && counted && vouched).then(|| (number.to_string(), skip))
    }

    /// A body that lost its number, in a document whose superscripts are known.
    fn unnumbered(&self, context: &Context) -> Option<(String, usize)> {
        let lines = &context.text.lines[context.block.lines.clone()];
        let first = &lines[0];
        let whole = !prose::starts_within(first.text.trim()) && prose::ends_sentence(&lines[lines.len() - 1].text);
        let plain = first.style.heading.is_none() && !first.style.bullet && !first.text.trim().starts_with(['*', '(']);
        if !(self.exact && context.numbered && whole && plain) {
            return None;
        }
        let before_the_next = context.next.is_some_and(|next| {
            let marks = &context.text.lines[next.lines.start].marks;
            marks.first().is_some_and(|mark| mark.at == 0 && mark.text == (self.next + 1).to_string())
        });
        let due = !self.pending.is_empty() && !context.open_ended;
        (context.block.speck_before || before_the_next || due).then(|| (String::new(), 0))
    }

    fn push(&mut self, context: &Context, notes: &mut Vec<Note>, printed: &str, skip: usize) {
        let number = self.settle(printed);
        let text = context.text;
        let glued = if self.exact { None } else { find_mark(text, number, self.reach(context)) };
        let mut parts = vec![Part { lines: context.block.lines.clone(), skip }];
        if let Some((_, lines)) = self.lone.take() {
            let skip = text.lines[lines.start].text.trim().len();
            parts.insert(0, Part { lines, skip });
        }
        let number = number.to_string();
        let misprinted = (printed != number).then(|| printed.to_string());
        notes.push(Note { number, misprinted, parts, glued });
        self.end = context.block.lines.end;
        self.open = !context.block.seam_after;
        self.split_following(context, notes);
    }

    /// A misread number gives way to the order of the notes and to the marks that wait for one.
    fn settle(&mut self, printed: &str) -> u32 {
        let printed: Option<u32> = printed.parse().ok();
        let known = printed
            .filter(|number| *number == self.next || self.pending.contains(number) || *number == 1 || !self.exact);
        let waiting = self.pending.first().copied().filter(|_| printed.is_none());
        let number = known.or(waiting).unwrap_or(self.next);
        self.pending.retain(|mark| *mark != number);
        self.next = number + 1;
        number
    }

    /// Notes that follow each other without a blank line.
    fn split_following(&mut self, context: &Context, notes: &mut Vec<Note>) {
        for line in context.block.lines.start + 1..context.block.lines.end {
            let printed = &context.text.lines[line];
            let Some((number, skip)) = body_number(printed.text.trim()).or(small_number(printed)) else { continue };
            let glued = find_mark(context.text, number, self.reach(context));
            if number != self.next || glued.is_none() {
                continue;
            }
            let end = context.block.lines.end;
            if let Some(part) = notes.last_mut().and_then(|note| note.parts.last_mut()) {
                part.lines.end = line;
            }
            notes.push(Note {
                number: number.to_string(),
                misprinted: None,
                parts: vec![Part { lines: line..end, skip }],
                glued,
            });
            self.next = number + 1;
        }
    }

    /// Where the mark of this note can stand: above it, and below the note before it or not far above.
    fn reach(&self, context: &Context) -> Range<usize> {
        let start = context.block.lines.start;
        start.saturating_sub(REACH)..start
    }
}

/// `4  Text`, `4 Text`: the number and the byte at which the text begins.
fn body_number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok().filter(|_| (1..=3).contains(&digits))?;
    let rest = &text[digits..];
    let bare = rest.trim_start();
    let begins = bare.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘'))
        || bare.starts_with("http")
        || bare.starts_with("www.");
    (bare.len() < rest.len() && begins).then(|| (number, text.len() - bare.len()))
}

/// `4 Text` directly under the text that cites it, as forms without blank lines have it: the text has ended, and a mark
/// vouches for the number.
pub(super) fn begins_note(text: &CleanText, index: usize) -> bool {
    let number = body_number(text.lines[index].text.trim()).map(|(number, _)| number);
    let number = number.filter(|_| index > 0 && prose::ends_sentence(&text.lines[index - 1].text));
    number.is_some_and(|number| find_mark(text, number, index.saturating_sub(REACH)..index).is_some())
}

/// Whether the line is set in the small type of notes.
pub(super) fn is_small(line: &Line) -> bool {
    line.style.size.is_some_and(|size| size < SMALL_TYPE)
}

/// `4. Text` in small type.
fn small_number(line: &Line) -> Option<(u32, usize)> {
    let found = forms::numbered(line.text.trim()).filter(|_| is_small(line))?;
    Some((found.number, found.text_at))
}

/// `4  Text`: more than one blank sets the number of a note apart.
pub(super) fn is_wide_body(text: &str) -> bool {
    let text = text.trim();
    body_number(text).is_some_and(|(_, skip)| text[..skip].ends_with("  ") || text[..skip].ends_with('\t'))
}

/// The note's last line stops in mid-sentence.
fn is_open(text: &CleanText, note: &Note) -> bool {
    note.parts.last().is_some_and(|part| !prose::ends_sentence(&text.lines[part.lines.end - 1].text))
}

/// The best place of a glued mark: the surest form first, then the one nearest to the note.
fn find_mark(text: &CleanText, number: u32, within: Range<usize>) -> Option<Glued> {
    let digits = number.to_string();
    let mut best: Option<(u8, Glued)> = None;
    for line in within.rev().filter(|line| text.is_text(*line) && text.lines[*line].cells.len() <= 2) {
        let printed = &text.lines[line].text;
        for (at, _) in printed.match_indices(&digits) {
            let sure = likelihood(printed, at, digits.len());
            if sure > best.as_ref().map_or(0, |(sure, _)| *sure) {
                best = Some((sure, Glued { line, at, len: digits.len() }));
            }
        }
    }
    best.map(|(_, glued)| glued)
}

/// How surely digits at a place are a mark: 0 not at all, 3 surely.
fn likelihood(text: &str, at: usize, len: usize) -> u8 {
    let (head, tail) = (&text[..at], &text[at + len..]);
    if tail.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '-' | '–' | '/' | '°'))
        || tail.starts_with([',', '.']) && tail[1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return 0;
    }
    let word = head.rsplit(char::is_whitespace).next().unwrap_or(head);
    let Some(last) = word.chars().next_back() else {
        return 0;
    };
    match last {
        '.' | ',' | ';' | ':' | ')' | '”' | '"' | '’' | '?' | '!' | ']' => after_stop(word, last),
        _ if last.is_alphabetic() => after_word(word),
        _ if last.is_ascii_digit() => after_number(word),
        _ => 0,
    }
}

/// `responses.1`, but not `1.1`, `No.1`.
fn after_stop(word: &str, last: char) -> u8 {
    let before = word.chars().rev().nth(1);
    match before {
        Some(c) if c.is_ascii_digit() && matches!(last, '.' | ',' | ':') => {
            u8::from(last == '.' && is_year(&word[..word.len() - 1]))
        }
        Some(c) if c.is_alphabetic() || matches!(c, ')' | '”' | '’' | '.' | '%') => {
            if word.len() > 3 {
                3
            } else {
                0
            }
        }
        _ => u8::from(last == ')') * 2,
    }
}

/// `support4`, but not `m2`, `COVID-19`, `P5`, `SDG3`.
fn after_word(word: &str) -> u8 {
    let tail = word.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(word);
    let lower = tail.chars().filter(|c| c.is_lowercase()).count();
    match tail.chars().count() {
        0..=2 => 0,
        _ if lower == 0 => u8::from(tail.len() >= 4 || tail == "IOM"),
        _ => 3,
    }
}

/// `4,0385`: one digit more than a thousands group holds. `20195`: a year and a mark.
fn after_number(word: &str) -> u8 {
    let group = word.rsplit(',').next().unwrap_or(word);
    let grouped = word.contains(',') && group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    if grouped { 2 } else { u8::from(is_year(word)) }
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure(text: &str, digits: &str) -> u8 {
        let at = text.rfind(digits).expect("digits");
        likelihood(text, at, digits.len())
    }

    #[test]
    fn marks_glued_to_words_and_numbers() {
        assert!(sure("in 10 responses.1 Forty", "1") > 2 && sure("support4", "4") > 2);
        assert!(sure("a total of 4,0385 persons", "5") > 1);
        assert!(sure("in Kosovo5 on", "5") > 2);
    }

    #[test]
    fn what_only_looks_like_a_mark() {
        for (text, digits) in [
            ("146,370 m2.", "2"),
            ("COVID-19 ", "19"),
            ("grade P5 staff", "5"),
            ("SDG3 on", "3"),
            ("Group 1.2 on", "2"),
            ("10.7.2", "2"),
            ("4,038 of", "8"),
            ("in 2019 the", "9"),
        ] {
            assert_eq!(sure(text, digits), 0, "{text}");
        }
    }
}
