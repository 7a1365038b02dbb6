//! Runs to text: superscripts become marks, styles are told, lines are numbered.

use super::Placed;
use super::raised::is_raised;
use super::runs::Run;
use crate::source::blanks::fold_blanks;
use crate::source::{Line, Mark, Style};

/// A space between lines that is this much wider (in sizes) than the usual one shows as a blank line.
const BLANK_LINE: f32 = 0.35;
/// The usual space between lines, where there is no prose to see it in.
const USUAL_SPACE: f32 = 0.2;
/// Wider spaces (in sizes) than this are not those between the lines of a paragraph.
const WIDEST_SPACE: f32 = 2.0;
/// At least one of so many spaces between lines is a usual one.
const USUAL_SHARE: usize = 8;
/// Spaces are counted in such steps (in sizes).
const STEP: f32 = 0.05;
/// Sizes that differ less are the same.
const SAME_SIZE: f32 = 0.05;
/// Rows of a table may stand further apart.
const BLANK_ROW: f32 = 3.0;
/// Longest superscript that is taken for a mark.
const MARK_LONGEST: usize = 5;

/// Text with what its setting shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Spoken {
    pub text: String,
    pub marks: Vec<Mark>,
    letters: usize,
    bold: usize,
    italic: usize,
}

impl Spoken {
    /// Reads the runs of one row, one blank between them.
    pub(super) fn of<'r>(runs: impl IntoIterator<Item = &'r Run>, y: f32, size: f32) -> Self {
        let mut spoken = Self::default();
        for run in runs {
            if !spoken.text.is_empty() {
                spoken.text.push(' ');
            }
            spoken.read(run, y, size);
        }
        spoken
    }

    fn read(&mut self, run: &Run, y: f32, size: f32) {
        let mut index = 0;
        while index < run.glyphs.len() {
            let raised = run.glyphs[index..].iter().take_while(|glyph| is_raised(glyph, y, size)).count();
            let mark: String = run.glyphs[index..index + raised].iter().map(|glyph| glyph.c).collect();
            if raised > 0 && self.is_mark(&mark) {
                self.marks.push(Mark { at: self.text.len(), text: mark });
            } else {
                for at in index..index + raised.max(1) {
                    self.push(run, at);
                }
            }
            index += raised.max(1);
        }
    }

    fn push(&mut self, run: &Run, index: usize) {
        if run.blanks[index] && !self.text.is_empty() {
            self.text.push(' ');
        }
        let glyph = &run.glyphs[index];
        self.text.push(glyph.c);
        self.letters += 1;
        self.bold += usize::from(glyph.bold);
        self.italic += usize::from(glyph.italic);
    }

    /// `4`, `a`, `1, 2`, `*`; but not the end of `m2` or `19th`.
    fn is_mark(&self, mark: &str) -> bool {
        let word = self.text.rsplit(' ').next().unwrap_or_default();
        let power = matches!(mark, "2" | "3")
            && ["m", "km", "cm"].contains(&word.trim_start_matches(|c: char| c.is_ascii_digit()));
        let ordinal = matches!(mark, "st" | "nd" | "rd" | "th") && word.ends_with(|c: char| c.is_ascii_digit());
        let plain = |c: char| {
            c.is_ascii_digit() || c.is_ascii_lowercase() || matches!(c, ',' | '*' | '†' | '‡' | '/' | ')' | '(')
        };
        !power && !ordinal && mark.len() <= MARK_LONGEST && mark.chars().all(plain)
    }

    /// All of it is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.letters > 0 && self.bold == self.letters
    }

    /// All of it is italic.
    pub(super) fn is_italic(&self) -> bool {
        self.letters > 0 && self.italic == self.letters
    }

    /// A line of prose.
    pub(super) fn into_line(self) -> Line {
        let style = Style { bold: self.is_bold(), italic: self.is_italic(), ..Style::default() };
        Line { raw: self.text.clone(), text: fold_blanks(&self.text), marks: self.marks, style, ..Line::default() }
    }
}

/// The size of most of the prose of the document; of its tables, where there is no prose.
pub(super) fn body_size<'p>(placed: impl Iterator<Item = &'p Placed>) -> f32 {
    let mut counts = std::collections::BTreeMap::new();
    for Placed { size, line, .. } in placed {
        let weight = if line.cells.is_empty() { 1000 } else { 1 };
        *counts.entry((size * 10.0) as u32).or_insert(0usize) += line.text.len() * weight;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(1.0, |(tenths, _)| (tenths as f32 / 10.0).max(0.1))
}

/// The space between two lines of a paragraph, in sizes: the narrowest that is usual. The pages are in reading order.
pub(super) fn usual_space<'p>(pages: impl Iterator<Item = &'p [Placed]>, body: f32) -> f32 {
    let is_body = |placed: &Placed| placed.line.cells.is_empty() && (placed.size / body - 1.0).abs() < SAME_SIZE;
    let mut counts = std::collections::BTreeMap::new();
    for pair in pages.flat_map(|page| page.windows(2)).filter(|pair| pair.iter().all(is_body)) {
        let space = (pair[1].top - pair[0].bottom) / body;
        if (0.0..WIDEST_SPACE).contains(&space) {
            *counts.entry((space / STEP) as u32).or_insert(0usize) += 1;
        }
    }
    // Where paragraphs are short, wider spaces are more frequent.
    let all: usize = counts.values().sum();
    let usual = counts.into_iter().find(|(_, count)| count * USUAL_SHARE >= all);
    usual.map_or(USUAL_SPACE, |(steps, _)| (steps + 1) as f32 * STEP)
}

/// How the document is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// Size of its body.
    pub body: f32,
    /// Space between the lines of a paragraph, in sizes.
    pub space: f32,
}

/// Numbers the lines of a page, which are in reading order, and shows wide spaces as blank lines.
pub(super) fn finish_page(placed: Vec<Placed>, page: u32, setting: Setting, lines: &mut Vec<Line>) {
    let (mut number, mut above): (u32, Option<f32>) = (0, None);
    for Placed { top, bottom, size, mut line, .. } in placed {
        let rows = !line.cells.is_empty() && lines.last().is_some_and(|last| number > 0 && !last.cells.is_empty());
        let wide = size * if rows { BLANK_ROW } else { setting.space + BLANK_LINE };
        if above.is_some_and(|above| top - above > wide) {
            lines.push(Line { number, page: Some(page), ..Line::default() });
        }
        number += 1;
        line.starts_page = number == 1;
        line.number = number;
        line.page = Some(page);
        line.style.size = Some((size / setting.body * 100.0).round() / 100.0);
        above = Some(bottom);
        lines.push(line);
    }
}
