//! Blocks become pieces: one pass in printed order that knows what is open.

use super::blocks::{Block, Form};
use super::footnotes;
use super::headings::{self, Levels};
use super::numbering::{Given, Numbering};
use super::pieces::{Body, Heading, Part, Piece};
use super::{forms, prose};
use crate::normalise::CleanText;
use crate::report::SectionKind;
use crate::source::Line;

/// A wrapped line of running text is longer than this.
const FULL_LINE: usize = 50;

/// What text without a mark of its own can go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    /// A paragraph, a free text or a box, by its index.
    Piece(usize),
}

/// The state of the pass.
struct Reader<'a> {
    text: &'a CleanText,
    blocks: &'a [Block],
    numbering: &'a Numbering,
    habits: Habits,
    body: Body,
    open: Open,
    /// The paragraph that a box interrupts.
    interrupted: Option<usize>,
    levels: Levels,
    notes: footnotes::Reader,
    /// 'Annex I' is read and its title is not.
    awaits_title: bool,
}

/// What the document does everywhere.
#[derive(Debug, Clone, Copy)]
struct Habits {
    /// Headings have a style.
    styled: bool,
    /// Paragraphs have numbers.
    numbered: bool,
    /// Blank lines stand between paragraphs.
    airy: bool,
    /// Blank lines after a block, as a rule.
    gap: usize,
}

/// Reads the body.
pub(super) fn read(text: &CleanText, blocks: &[Block], numbering: &Numbering) -> Body {
    let habits = habits(text, blocks, numbering);
    let lettered = blocks.iter().any(|block| headings::is_lettered(text.lines[block.lines.start].text.trim()));
    let mut reader = Reader {
        text,
        blocks,
        numbering,
        habits,
        body: Body { missing: numbering.missing.clone(), ..Body::default() },
        open: Open::Nothing,
        interrupted: None,
        levels: Levels::new(lettered),
        notes: footnotes::Reader::new(text),
        awaits_title: false,
    };
    for order in 0..blocks.len() {
        reader.block(order);
    }
    reader.body
}

fn habits(text: &CleanText, blocks: &[Block], numbering: &Numbering) -> Habits {
    let given: Vec<&Block> =
        blocks.iter().zip(&numbering.given).filter(|(_, given)| given.is_some()).map(|(block, _)| block).collect();
    let titles = blocks.iter().zip(&numbering.given).filter(|(block, given)| {
        let apart = block.lines.len() == 1 && block.gap_before > 0 && block.gap_after > 0;
        let prose = given.is_none() && block.form == Form::Prose;
        prose && apart && headings::is_heading_like(&text.lines[block.lines.start].text)
    });
    let titles: Vec<bool> = titles.map(|(block, _)| headings::is_styled(&text.lines[block.lines.start])).collect();
    let styled = titles.iter().filter(|styled| **styled).count();
    let mut gaps: Vec<usize> = blocks
        .iter()
        .filter(|block| block.form == Form::Prose && !block.seam_after)
        .map(|block| block.gap_after)
        .collect();
    gaps.sort_unstable();
    Habits {
        styled: styled >= 3 && styled * 2 >= titles.len(),
        numbered: !given.is_empty(),
        airy: given.is_empty() || given.iter().filter(|block| block.gap_before > 0).count() * 2 > given.len(),
        gap: gaps.get(gaps.len() / 2).copied().unwrap_or(1).max(1),
    }
}

impl Reader<'_> {
    fn block(&mut self, order: usize) {
        let block = &self.blocks[order];
        match block.form {
            Form::Table(region) => self.body.pieces.push(Piece::Table(region)),
            Form::Cells => self.body.pieces.push(Piece::Cells(block.lines.clone())),
            Form::Prose => match self.numbering.given[order] {
                Some(given) => self.paragraph(order, given),
                None => self.unnumbered(order),
            },
        }
        if block.form != Form::Prose {
            self.awaits_title = false;
        }
    }

    fn unnumbered(&mut self, order: usize) {
        let taken = self.footnote(order) || self.labelled(order) || self.annex_title(order) || self.listed(order);
        if taken || self.continuation(order) {
            return;
        }
        if self.is_heading(order) {
            self.heading_or_caption(order);
        } else {
            self.free_text(order);
        }
    }

    fn paragraph(&mut self, order: usize, given: Given) {
        self.notes.saw(self.text, self.blocks[order].lines.clone());
        let parts = vec![self.part(order, given.skip)];
        self.push_open(Piece::Paragraph { number: given.number, inferred: given.inferred, parts });
        self.interrupted = None;
    }

    fn footnote(&mut self, order: usize) -> bool {
        let context = footnotes::Context {
            text: self.text,
            block: &self.blocks[order],
            next: self.blocks.get(order + 1),
            next_numbered: self.numbering.given.get(order + 1).is_some_and(Option::is_some),
            open_ended: self.open_ended(),
            numbered: self.habits.numbered,
        };
        let taken = self.notes.take(&context, &mut self.body.notes);
        if !taken {
            self.notes.saw(self.text, self.blocks[order].lines.clone());
        }
        taken
    }

    /// Captions, boxes, annexes, strategy points, notes: blocks that say what they are.
    fn labelled(&mut self, order: usize) -> bool {
        let lines = self.blocks[order].lines.clone();
        let first = self.text.lines[lines.start].text.trim();
        if let Some(figure) = forms::figure(first) {
            let number = Some(figure.number.to_string());
            self.body.pieces.push(Piece::Figure { number, part: self.part(order, 0) });
        } else if forms::table(first).is_some() {
            self.body.pieces.push(Piece::Cells(lines));
        } else if let Some(labelled) = forms::text_box(first) {
            self.text_box(order, labelled.number.parse().ok(), labelled.title_at);
        } else if let Some(annex) = forms::annex(first).filter(|_| lines.len() <= 2) {
            self.awaits_title = annex.title_at >= first.len();
            let level = self.levels.part(true);
            self.push_heading(level, SectionKind::Annex, self.part(order, 0));
        } else if let Some(points) = forms::strategy_points(first) {
            self.body.pieces.push(Piece::Strategy { points, part: self.part(order, 0) });
        } else if self.is_note(order) && !self.open_ended() {
            self.body.pieces.push(Piece::Text { number: None, parts: vec![self.part(order, 0)], note: true });
        } else {
            return false;
        }
        true
    }

    fn text_box(&mut self, order: usize, number: Option<u32>, title_at: usize) {
        if let (Open::Piece(index), true) = (self.open, self.open_ended()) {
            self.interrupted = Some(index);
        }
        let lines = self.blocks[order].lines.clone();
        let whole = self.joined(order);
        let titled = headings::is_heading_like(&whole) || lines.len() == 1;
        let end = if titled { lines.end } else { lines.start + 1 };
        let title = vec![Part { lines: lines.start..end, skip: title_at }];
        let rest = (end < lines.end).then(|| vec![Part { lines: end..lines.end, skip: 0 }]);
        self.awaits_title = whole.len() <= title_at;
        self.push_open(Piece::Box { number, title, paragraphs: rest.into_iter().collect() });
    }

    /// The line after 'Annex I' or a lone 'Box 3'.
    fn annex_title(&mut self, order: usize) -> bool {
        let fits = std::mem::take(&mut self.awaits_title) && headings::is_heading_like(&self.joined(order));
        if !fits {
            return false;
        }
        let part = self.part(order, 0);
        match self.body.pieces.last_mut() {
            Some(Piece::Box { title, .. }) => title.push(part),
            _ => {
                let level = self.levels.annex_title();
                self.push_heading(level, SectionKind::Annex, part);
            }
        }
        true
    }

    /// Items of a list, and headings set as one.
    fn listed(&mut self, order: usize) -> bool {
        let point = forms::numbered(self.text.lines[self.blocks[order].lines.start].text.trim()).is_some();
        let Some(skip) = self.bullet(order).filter(|_| !point || self.in_paragraph() || self.in_box()) else {
            return false;
        };
        let next_listed =
            order + 1 < self.blocks.len() && self.bullet(order + 1).is_some() && !self.is_given(order + 1);
        let after_listed =
            order > 0 && self.bullet(order - 1).is_some() && !self.is_given(order - 1) && self.open != Open::Nothing;
        let alone = !next_listed && !after_listed && !self.open_ended() && !self.open_announces() && !self.in_box();
        if alone && headings::is_heading_like(&self.joined(order)[skip..]) && self.text_follows(order) {
            self.push_heading(3, SectionKind::BulletHeading, self.part(order, skip));
        } else if self.is_under_table() || !self.add_to_open(self.part(order, skip), false) {
            let (parts, note) = (vec![self.part(order, skip)], self.is_under_table());
            self.push_open(Piece::Text { number: None, parts, note });
        }
        true
    }

    /// A table has just ended, and no sentence waits for its rest.
    fn is_under_table(&self) -> bool {
        let table = matches!(self.body.pieces.last(), Some(Piece::Table(_) | Piece::Cells(_)));
        table && !self.open_announces() && !self.open_ended()
    }

    /// The byte after a list mark of a block.
    fn bullet(&self, order: usize) -> Option<usize> {
        let block = &self.blocks[order];
        let line = &self.text.lines[block.lines.start];
        let apart = block.gap_before > 0 || block.seam || order == 0 || self.open_announces();
        let style = line.style.bullet.then_some(0);
        style.or_else(|| forms::bullet(line.text.trim(), apart)).filter(|_| block.form == Form::Prose)
    }

    /// Text that goes on with what is open.
    fn continuation(&mut self, order: usize) -> bool {
        let block = &self.blocks[order];
        let within = prose::starts_within(self.text.lines[block.lines.start].text.trim());
        if within && let Some(index) = self.interrupted.filter(|_| self.in_box() && !self.open_ended()) {
            self.open = Open::Piece(index);
        }
        // A numbered paragraph may end a sentence at the foot of a page and go on without a number on the next.
        // Without blank lines only full lines are sure to be text, and no rest of a table.
        let full = self.text.lines[block.lines.start].text.trim().len() > FULL_LINE && block.lines.len() > 1;
        let whole = self.habits.airy || self.habits.numbered && full;
        let seamless = block.seam && self.in_paragraph() && whole;
        let like = self.is_heading(order);
        let announced = self.in_paragraph() && self.open_announces();
        let smaller = footnotes::is_small(&self.text.lines[block.lines.start])
            && self.open_line().is_some_and(|line| !footnotes::is_small(line));
        let goes_on = !smaller && (within || !like && (self.open_ended() || seamless || announced));
        goes_on && self.add_to_open(self.part(order, 0), false)
    }

    /// Whether the block is a heading by its form and by what stands around it.
    fn is_heading(&self, order: usize) -> bool {
        let block = &self.blocks[order];
        let (first, text) = (&self.text.lines[block.lines.start], self.joined(order));
        if first.style.heading.is_some() {
            return text.len() <= 120 || !prose::ends_sentence(&text);
        }
        if !headings::is_heading_like(&text) || block.lines.len() > 3 {
            return false;
        }
        let caps = prose::is_caps(&text);
        if !caps && self.goes_on_within(order) {
            return false;
        }
        if self.habits.styled {
            return caps || headings::is_styled(first) && (self.stands_apart(order) || self.heads_paragraph(order));
        }
        let broken = self.open_ended() && (block.seam || block.gap_before == 0);
        (caps || !broken) && self.stands_apart(order) && (self.text_follows(order) || self.heads_something(order))
    }

    /// The next page goes on in mid-sentence.
    fn goes_on_within(&self, order: usize) -> bool {
        let next = self.blocks.get(order + 1).filter(|next| next.form == Form::Prose && next.seam);
        next.is_some_and(|next| prose::starts_within(self.text.lines[next.lines.start].text.trim()))
            && !self.is_given(order + 1)
    }

    /// Blank lines or page breaks on both sides, where the document has such.
    fn stands_apart(&self, order: usize) -> bool {
        let block = &self.blocks[order];
        let begins = block.gap_before > 0 || block.seam || order == 0 || !self.open_ended();
        let ends = block.gap_after > 0 || block.seam_after || self.is_styled_title(order + 1);
        !self.habits.airy || begins && ends
    }

    /// Headings may follow each other without a gap: the next block is set as one too.
    fn is_styled_title(&self, order: usize) -> bool {
        let Some(block) = self.blocks.get(order).filter(|block| block.form == Form::Prose) else { return false };
        headings::is_styled(&self.text.lines[block.lines.start]) && headings::is_heading_like(&self.joined(order))
    }

    /// No gap, but a numbered paragraph in the type of the body right under it: its own type sets it apart.
    fn heads_paragraph(&self, order: usize) -> bool {
        let next = self.blocks.get(order + 1).map(|next| &self.text.lines[next.lines.start]);
        let plain = next.is_some_and(|next| !headings::is_styled(next));
        self.is_given(order + 1) && plain && !self.open_ended()
    }

    /// A paragraph comes next.
    fn text_follows(&self, order: usize) -> bool {
        let next = self.blocks.get(order + 1).filter(|next| next.form == Form::Prose);
        self.is_given(order + 1)
            || next.is_some() && !self.habits.numbered && !headings::is_heading_like(&self.joined(order + 1))
    }

    /// A table, or another heading, or a box, comes next.
    fn heads_something(&self, order: usize) -> bool {
        let Some(next) = self.blocks.get(order + 1) else {
            return false;
        };
        let first = self.text.lines[next.lines.start].text.trim();
        let labelled = forms::text_box(first).is_some()
            || forms::figure(first).is_some()
            || forms::table(first).is_some()
            || forms::annex(first).is_some();
        let bullet = forms::bullet(first, false).map_or(0, |skip| skip);
        next.form != Form::Prose
            || labelled
            || headings::is_heading_like(&self.joined(order + 1)[bullet..])
            || next.lines.len() > 1
    }

    /// A heading stays with what it heads; the caption of a lost chart is followed by the gap that the chart left.
    fn heading_or_caption(&mut self, order: usize) {
        let block = &self.blocks[order];
        let before_prose = self.blocks.get(order + 1).is_some_and(|next| next.form == Form::Prose);
        let text = self.joined(order);
        let gap = block.gap_after >= self.habits.gap + 2 && self.habits.airy && !self.habits.styled;
        let lost = gap || block.seam_after && !self.habits.styled;
        let seen = self.is_over_picture(order);
        let chart = (before_prose && lost || seen) && !prose::is_caps(&text);
        let counts = headings::tells_a_count(&text) && self.is_given(order + 1);
        if (chart || counts) && headings::printed_number(&text).is_none() {
            self.body.pieces.push(Piece::Figure { number: None, part: self.part(order, 0) });
            return;
        }
        let in_a_row = matches!(self.body.pieces.last(), Some(Piece::Heading(_)));
        let level = self.levels.next(&headings::latin_letter(text), in_a_row);
        self.push_heading(
            level,
            if level == 1 { SectionKind::Part } else { SectionKind::Heading },
            self.part(order, 0),
        );
    }

    /// The page shows a chart under it. Titles in larger type head the whole that begins with a picture.
    fn is_over_picture(&self, order: usize) -> bool {
        let last = &self.text.lines[self.blocks[order].lines.end - 1];
        last.style.over_picture && !headings::is_large(last)
    }

    fn free_text(&mut self, order: usize) {
        let numbered = forms::numbered(self.text.lines[self.blocks[order].lines.start].text.trim());
        if self.in_box() || numbered.is_some() && self.open_announces() && self.in_paragraph() {
            self.add_to_open(self.part(order, 0), self.in_box());
            return;
        }
        let parts = vec![self.part(order, numbered.map_or(0, |found| found.text_at))];
        self.push_open(Piece::Text { number: numbered.map(|found| found.number), parts, note: false });
    }

    /// A note says so, or has a superscript that is no number.
    fn is_note(&self, order: usize) -> bool {
        let line = &self.text.lines[self.blocks[order].lines.start];
        forms::is_note(line.text.trim()) || line.marks.first().is_some_and(|mark| mark.at == 0)
    }

    fn part(&self, order: usize, skip: usize) -> Part {
        Part { lines: self.blocks[order].lines.clone(), skip }
    }

    fn joined(&self, order: usize) -> String {
        let lines = &self.text.lines[self.blocks[order].lines.clone()];
        lines.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ")
    }

    fn is_given(&self, order: usize) -> bool {
        self.numbering.given.get(order).is_some_and(Option::is_some)
    }

    fn push_heading(&mut self, level: u8, kind: SectionKind, part: Part) {
        self.body.pieces.push(Piece::Heading(Heading { level, kind, part }));
        (self.open, self.interrupted) = (Open::Nothing, None);
    }

    fn push_open(&mut self, piece: Piece) {
        self.open = Open::Piece(self.body.pieces.len());
        self.body.pieces.push(piece);
    }

    fn add_to_open(&mut self, part: Part, new_paragraph: bool) -> bool {
        let Open::Piece(index) = self.open else {
            return false;
        };
        match &mut self.body.pieces[index] {
            Piece::Paragraph { parts, .. } | Piece::Text { parts, .. } => parts.push(part),
            Piece::Box { paragraphs, .. } => match paragraphs.last_mut().filter(|_| !new_paragraph) {
                Some(last) => last.push(part),
                None => paragraphs.push(vec![part]),
            },
            _ => return false,
        }
        true
    }

    fn in_box(&self) -> bool {
        matches!(self.open, Open::Piece(index) if matches!(self.body.pieces[index], Piece::Box { .. }))
    }

    fn in_paragraph(&self) -> bool {
        matches!(self.open, Open::Piece(index) if matches!(self.body.pieces[index], Piece::Paragraph { .. }))
    }

    /// The text of the last line of what is open.
    fn open_tail(&self) -> Option<&str> {
        self.open_line().map(|line| line.text.trim())
    }

    /// The last line of what is open.
    fn open_line(&self) -> Option<&Line> {
        let Open::Piece(index) = self.open else {
            return None;
        };
        let part = match &self.body.pieces[index] {
            Piece::Paragraph { parts, .. } | Piece::Text { parts, .. } => parts.last(),
            Piece::Box { paragraphs, .. } => paragraphs.last().and_then(|parts| parts.last()),
            _ => None,
        };
        part.map(|part| &self.text.lines[part.lines.end - 1])
    }

    /// What is open stops in the middle of a sentence.
    fn open_ended(&self) -> bool {
        self.open_tail().is_some_and(|tail| !prose::ends_sentence(tail))
    }

    /// What is open ends with a colon: a list follows.
    fn open_announces(&self) -> bool {
        self.open_tail().is_some_and(|tail| tail.ends_with([':', ';']))
    }
}
