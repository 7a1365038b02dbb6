//! Characters to rows: one baseline each, parted into runs where a gap is wider than a word's.

use super::Glyph;
use super::gaps::{DigitGaps, WORD_GAP, middle};
use super::{levels, raised};

/// Baselines closer than this (in sizes) are one row.
const SAME_BASELINE: f32 = 0.25;
/// A gap this wide ends a run. A thousands blank is 0.28 wide, a blank between words of justified text seldom over 0.6.
const RUN_GAP: f32 = 0.45;
/// Blanks drawn as characters widen what still is one run, for justified text.
const RUN_GAP_DRAWN: f32 = 0.9;
/// How far beyond a drawn blank the next word of a run may be shown anew.
const RUN_GAP_ANEW: f32 = 0.3;
/// The same character this near (in sizes) is drawn twice for boldness.
const DRAWN_TWICE: f32 = 0.12;

/// How much wider than its drawn blank the gap between digits of one number may be.
const DIGIT_SLACK: f32 = 0.1;

/// A stretch of text without a wide gap.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub left: f32,
    pub right: f32,
    pub glyphs: Vec<Glyph>,
    /// By glyph: a blank stands before it.
    pub blanks: Vec<bool>,
}

/// Runs on one baseline, from left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub y: f32,
    pub size: f32,
    pub runs: Vec<Run>,
    /// How much higher than a line it is: its words are set sideways.
    pub tall: f32,
}

/// The rows of upright characters, top to bottom.
pub(super) fn rows(glyphs: Vec<Glyph>) -> Vec<Row> {
    let mut baselines = baselines(glyphs);
    raised::attach(&mut baselines);
    let digit_gaps = DigitGaps::of(&mut baselines);
    levels::levelled(baselines.into_iter().filter_map(|glyphs| set_row(glyphs, &digit_gaps)))
}

/// Characters by baseline. Blanks stay in, they part words.
fn baselines(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if near(&line[0], &glyph) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    lines
}

fn near(first: &Glyph, glyph: &Glyph) -> bool {
    glyph.y - first.y <= SAME_BASELINE * first.size.min(glyph.size)
}

/// The runs of one baseline; nothing where only blanks are drawn.
pub(super) fn row(glyphs: Vec<Glyph>) -> Option<Row> {
    set_row(glyphs, &DigitGaps::default())
}

fn set_row(mut glyphs: Vec<Glyph>, digit_gaps: &DigitGaps) -> Option<Row> {
    if glyphs.is_empty() {
        return None;
    }
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let size = typical_size(&glyphs);
    let digit_gap = digit_gaps.at(size);
    let y =
        glyphs.iter().filter(|glyph| glyph.size > raised::SIZE * size).map(|glyph| glyph.y).fold(f32::MIN, f32::max);
    let mut runs: Vec<Run> = Vec::new();
    let mut blanks = Blanks::default();
    for glyph in glyphs {
        if glyph.c == ' ' {
            blanks.add(&glyph);
            continue;
        }
        if runs.last().is_some_and(|run| drawn_twice(run, &glyph)) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if glyph.x - run.right <= blanks.run_gap(run, &glyph, size, digit_gap) => {
                let gap = glyph.x - run.right;
                run.blanks.push(blanks.count > 0 || gap > WORD_GAP * size);
                run.right = run.right.max(glyph.end());
                run.glyphs.push(glyph);
            }
            _ => runs.push(Run { left: glyph.x, right: glyph.end(), blanks: vec![false], glyphs: vec![glyph] }),
        }
        blanks = Blanks::default();
    }
    (!runs.is_empty()).then_some(Row { y, size, runs, tall: 0.0 })
}

/// Blanks drawn since the last character.
#[derive(Default)]
struct Blanks {
    count: usize,
    width: f32,
}

impl Blanks {
    fn add(&mut self, glyph: &Glyph) {
        self.count += 1;
        self.width += glyph.advance;
    }

    /// The widest gap between `run` and `glyph` that still is one run.
    fn run_gap(&self, run: &Run, glyph: &Glyph, size: f32, digit_gap: f32) -> f32 {
        let last = run.glyphs.last().map_or(' ', |last| last.c);
        let after_digit = last.is_ascii_digit();
        let starts_number = glyph.c.is_ascii_digit() || matches!(glyph.c, '+' | '-' | '−' | '(');
        match self.count {
            // After a per cent sign another number is another cell.
            _ if matches!(last, '%' | ')') && starts_number => size * WORD_GAP,
            // Cells of numbers may stand near: there the gap must be that of the blank itself.
            0 if after_digit && glyph.c.is_ascii_digit() => size * digit_gap,
            1 if after_digit && glyph.c.is_ascii_digit() => self.width + size * DIGIT_SLACK,
            0 => size * RUN_GAP,
            1 if glyph.c.is_ascii_digit() => (size * RUN_GAP).max(self.width + size * WORD_GAP),
            _ if glyph.c.is_ascii_digit() => size * RUN_GAP,
            // A blank that ends a line of a cell reaches no further than itself; the next cell is shown anew.
            _ if glyph.starts => (size * RUN_GAP_DRAWN).min(self.width + size * RUN_GAP_ANEW),
            _ => size * RUN_GAP_DRAWN,
        }
    }
}

fn drawn_twice(run: &Run, glyph: &Glyph) -> bool {
    let same = |other: &&Glyph| other.c == glyph.c && (other.x - glyph.x).abs() < DRAWN_TWICE * glyph.size;
    run.glyphs.iter().rev().take(2).any(|other| same(&other))
}

/// The size in the middle.
pub(super) fn typical_size(glyphs: &[Glyph]) -> f32 {
    if glyphs.is_empty() { 1.0 } else { middle(glyphs.iter().map(|glyph| glyph.size).collect()) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Sets text in a font whose characters are half as wide as their size.
    pub(crate) fn set(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
        let place = |(index, c): (usize, char)| Glyph {
            x: x + index as f32 * size / 2.0,
            y,
            advance: size / 2.0,
            size,
            c,
            ..Glyph::default()
        };
        text.chars().enumerate().map(place).collect()
    }

    pub(crate) fn texts(row: &Row) -> Vec<String> {
        let text = |run: &Run| {
            let parts = run.glyphs.iter().zip(&run.blanks);
            parts.flat_map(|(glyph, blank)| blank.then_some(' ').into_iter().chain([glyph.c])).collect()
        };
        row.runs.iter().map(text).collect()
    }

    #[test]
    fn gaps_part_runs_and_thousands_blanks_do_not() {
        let mut glyphs = set("Total", 10.0, 50.0, 10.0);
        glyphs.extend(set("1 052", 100.0, 50.0, 10.0));
        glyphs.extend(set("7", 131.0, 50.2, 10.0));
        let rows = rows(glyphs);
        assert_eq!(rows.len(), 1);
        assert_eq!(texts(&rows[0]), ["Total", "1 052", "7"]);
    }

    #[test]
    fn boldness_by_drawing_twice_is_one_text() {
        let mut glyphs = set("Sum", 10.0, 50.0, 10.0);
        glyphs.extend(set("Sum", 10.3, 50.0, 10.0));
        assert_eq!(texts(&rows(glyphs)[0]), ["Sum"]);
    }
}
