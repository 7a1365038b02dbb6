//! Characters to rows: one baseline each, parted into runs where a gap is wider than a word's.

use super::Glyph;
use super::gaps::{DigitGaps, WORD_GAP, middle};

/// Baselines closer than this (in sizes) are one row.
const SAME_BASELINE: f32 = 0.25;
/// Rows closer than this (in sizes) leave no room for a line of text between them, and their types are alike.
const SAME_LEVEL: f32 = 0.45;
const SAME_SIZE: f32 = 0.06;
/// A gap this wide ends a run. A thousands blank is 0.28 wide, a blank between words of justified text seldom over 0.6.
const RUN_GAP: f32 = 0.45;
/// Blanks drawn as characters widen what still is one run, for justified text.
const RUN_GAP_DRAWN: f32 = 0.9;
/// How far beyond a drawn blank the next word of a run may be shown anew.
const RUN_GAP_ANEW: f32 = 0.3;
/// A superscript is at most this large beside its line, and raised by this much (in sizes of the line).
const SUPERSCRIPT_SIZE: f32 = 0.87;
const SUPERSCRIPT_RAISE: std::ops::Range<f32> = 0.12..0.75;
/// A mark stands no further behind its word (in sizes).
const MARK_GAP: f32 = 0.12;
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
    attach_superscripts(&mut baselines);
    let digit_gaps = DigitGaps::of(&mut baselines);
    levelled(baselines.into_iter().filter_map(|glyphs| set_row(glyphs, &digit_gaps)))
}

/// Rows so near that no line of text has room between them are one where they stand beside each other: a superscript in a cell
/// moves its text down.
fn levelled(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut levelled: Vec<Row> = Vec::new();
    for row in rows {
        match levelled.last_mut().filter(|above| is_beside(above, &row)) {
            Some(above) => above.take_in(row),
            None => levelled.push(row),
        }
    }
    levelled
}

/// The rows of a page with some more.
pub(super) fn with(mut rows: Vec<Row>, more: Vec<Row>) -> Vec<Row> {
    if more.is_empty() {
        return rows;
    }
    rows.extend(more);
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    levelled(rows.into_iter())
}

fn is_beside(above: &Row, row: &Row) -> bool {
    let near = row.y - above.y < SAME_LEVEL * row.size.min(above.size);
    let alike = (row.size / above.size - 1.0).abs() < SAME_SIZE;
    let apart = |run: &Run| above.runs.iter().all(|other| run.left >= other.right || other.left >= run.right);
    near && alike && row.runs.iter().all(apart)
}

impl Row {
    /// Takes in the runs of a row, on the baseline of the one that says more.
    fn take_in(&mut self, mut other: Row) {
        let letters = |row: &Row| row.runs.iter().map(|run| run.glyphs.len()).sum::<usize>();
        if letters(&other) > letters(self) {
            std::mem::swap(self, &mut other);
        }
        let down = self.y - other.y;
        other.runs.iter_mut().flat_map(|run| &mut run.glyphs).for_each(|glyph| glyph.y += down);
        self.tall = self.tall.max(other.tall);
        self.runs.append(&mut other.runs);
        self.runs.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
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

/// Small raised characters join the line below them, if they stand beside its text.
fn attach_superscripts(lines: &mut Vec<Vec<Glyph>>) {
    let mut index = 0;
    while index + 1 < lines.len() {
        let below = (index + 1..lines.len().min(index + 4)).find(|below| raised_over(&lines[index], &lines[*below]));
        let Some(below) = below else {
            index += 1;
            continue;
        };
        let raised = lines.remove(index);
        let most = SUPERSCRIPT_SIZE * typical_size(&lines[below - 1]);
        lines[below - 1].extend(raised.into_iter().map(|glyph| Glyph { size: glyph.size.min(most), ..glyph }));
    }
}

fn raised_over(small: &[Glyph], line: &[Glyph]) -> bool {
    let size = typical_size(line);
    let raise = (line[0].y - small[0].y) / size;
    let beside = |glyph: &Glyph| {
        line.iter()
            .any(|other| other.c != ' ' && (glyph.x - other.end() < 0.6 * size && other.x - glyph.end() < 0.6 * size))
    };
    let small_enough = typical_size(small) <= SUPERSCRIPT_SIZE * size || are_marks(small, line, size);
    small_enough && SUPERSCRIPT_RAISE.contains(&raise) && small.iter().filter(|glyph| glyph.c != ' ').all(beside)
}

/// Single letters or digits at the very ends of words: raised, they are marks whatever their size.
fn are_marks(raised: &[Glyph], line: &[Glyph], size: f32) -> bool {
    let ends =
        |glyph: &Glyph| line.iter().any(|other| other.c != ' ' && (glyph.x - other.end()).abs() < MARK_GAP * size);
    let goes_on =
        |glyph: &Glyph| line.iter().any(|other| other.c != ' ' && (other.x - glyph.end()).abs() < MARK_GAP * size);
    let plain = |glyph: &Glyph| glyph.c.is_ascii_digit() || glyph.c.is_ascii_lowercase() || glyph.c == '*';
    raised.iter().filter(|glyph| glyph.c != ' ').all(|glyph| plain(glyph) && ends(glyph) && !goes_on(glyph))
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
    let y = glyphs
        .iter()
        .filter(|glyph| glyph.size > SUPERSCRIPT_SIZE * size)
        .map(|glyph| glyph.y)
        .fold(f32::MIN, f32::max);
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

/// The superscripts of a row: glyphs much smaller than the row and raised.
pub(super) fn is_raised(glyph: &Glyph, y: f32, size: f32) -> bool {
    glyph.size <= SUPERSCRIPT_SIZE * size && SUPERSCRIPT_RAISE.contains(&((y - glyph.y) / size))
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

    fn texts(row: &Row) -> Vec<String> {
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
    fn superscripts_join_their_line() {
        let mut glyphs = set("staff", 10.0, 50.0, 10.0);
        glyphs.extend(set("4", 35.0, 46.5, 6.0));
        glyphs.extend(set("next", 10.0, 62.0, 10.0));
        let rows = rows(glyphs);
        assert_eq!(rows.len(), 2);
        assert_eq!(texts(&rows[0]), ["staff4"]);
        assert!(is_raised(&rows[0].runs[0].glyphs[5], rows[0].y, rows[0].size));
    }

    #[test]
    fn a_text_moved_down_by_its_superscript_stays_in_its_row() {
        let mut glyphs = set("Belmora", 10.0, 50.0, 10.0);
        glyphs.extend(set("12", 80.0, 53.0, 10.0));
        glyphs.extend(set("a", 90.0, 49.0, 6.0));
        glyphs.extend(set("7", 120.0, 50.0, 10.0));
        let rows = rows(glyphs);
        assert_eq!(rows.iter().map(texts).collect::<Vec<_>>(), [["Belmora", "12a", "7"]]);
        assert!(is_raised(&rows[0].runs[1].glyphs[2], rows[0].y, rows[0].size));
    }

    #[test]
    fn raised_letters_at_the_ends_of_words_are_marks_whatever_their_size() {
        let mut glyphs = set("staff", 10.0, 50.0, 10.0);
        glyphs.extend(set("b", 35.0, 45.5, 9.6));
        let rows = rows(glyphs);
        assert_eq!(rows.iter().map(texts).collect::<Vec<_>>(), [["staffb"]]);
        assert!(is_raised(&rows[0].runs[0].glyphs[5], rows[0].y, rows[0].size));
    }

    #[test]
    fn boldness_by_drawing_twice_is_one_text() {
        let mut glyphs = set("Sum", 10.0, 50.0, 10.0);
        glyphs.extend(set("Sum", 10.3, 50.0, 10.0));
        assert_eq!(texts(&rows(glyphs)[0]), ["Sum"]);
    }
}
