//! Follows the notes in printed order: which block is one, which goes on with one, what its number is.
//!
//! Takes a block with what surrounds it; gives the notes so far.

use std::ops::Range;

use super::bodies::{body_number, small_number};
use super::glued::find_mark;
use super::{Note, REACH};
use crate::normalise::CleanText;
use crate::sections::blocks::{Block, Form};
use crate::sections::pieces::Part;
use crate::sections::{headings, prose};

/// What surrounds the block that may be a footnote.
pub(in crate::sections) struct Context<'a> {
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
pub(in crate::sections) struct Reader {
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

/// The note's last line stops in mid-sentence.
fn is_open(text: &CleanText, note: &Note) -> bool {
    note.parts.last().is_some_and(|part| !prose::ends_sentence(&text.lines[part.lines.end - 1].text))
}
