//! Headers that are set sideways over their columns: each word stands on its own line, one beside the other.
//!
//! Takes the characters of one direction, turned upright; gives the rows that they are over the columns of the page.

use super::Glyph;
use super::runs::{self, Row, Run};

/// Fewer words beside each other are a note in the margin.
const FEWEST: usize = 3;
/// Lines of one header are no further apart than this (in sizes).
const NEXT_LINE: f32 = 0.45;
/// How far characters reach over and under their baseline (in sizes).
const OVER: f32 = 0.8;
const UNDER: f32 = 0.2;

/// A text that is set sideways: where it stands on the page.
struct Word {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    size: f32,
    run: Run,
}

/// The headers among texts that were written in direction `turn`; none where other text stands among them.
pub(super) fn heads(upright: &[Glyph], turn: u8) -> Vec<Row> {
    if turn == 2 {
        return Vec::new();
    }
    let rows = runs::rows(upright.to_vec());
    let mut words: Vec<Word> =
        rows.iter().flat_map(|row| row.runs.iter().map(|run| Word::new(run, row, turn == 1))).collect();
    words.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut groups: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match groups.last_mut().filter(|group| group.iter().any(|other| other.bottom > word.top)) {
            Some(group) => group.push(word),
            None => groups.push(vec![word]),
        }
    }
    if groups.iter().any(|group| group.len() < FEWEST) {
        return Vec::new();
    }
    groups.into_iter().map(|group| row(group, turn == 1)).collect()
}

impl Word {
    /// Written downwards, the next line stands to the left; upwards, to the right.
    fn new(run: &Run, row: &Row, down: bool) -> Self {
        let (over, under) = (OVER * row.size, UNDER * row.size);
        let (left, right) = if down { (-row.y - under, -row.y + over) } else { (row.y - over, row.y + under) };
        let (top, bottom) = if down { (run.left, run.right) } else { (-run.right, -run.left) };
        Self { left, right, top, bottom, size: row.size, run: run.clone() }
    }

    /// The next line of the same header.
    fn take_in(&mut self, next: Word, down: bool) {
        let (mut first, mut second) = (std::mem::take(&mut self.run), next.run);
        if down {
            std::mem::swap(&mut first, &mut second);
        }
        second.blanks[0] = true;
        first.blanks.append(&mut second.blanks);
        first.glyphs.append(&mut second.glyphs);
        self.run = first;
        self.right = next.right;
        (self.top, self.bottom) = (self.top.min(next.top), self.bottom.max(next.bottom));
    }

    /// The text as if it were written upright, as wide as its line is high.
    fn into_run(self, y: f32) -> Run {
        let advance = (self.right - self.left) / self.run.glyphs.len().max(1) as f32;
        let place =
            |(index, glyph): (usize, &Glyph)| Glyph { x: self.left + index as f32 * advance, y, advance, ..*glyph };
        let glyphs = self.run.glyphs.iter().enumerate().map(place).collect();
        Run { left: self.left, right: self.right, glyphs, blanks: self.run.blanks }
    }
}

fn row(mut group: Vec<Word>, down: bool) -> Row {
    group.sort_by(|a, b| a.left.total_cmp(&b.left));
    let top = group.iter().map(|word| word.top).fold(f32::MAX, f32::min);
    let y = group.iter().map(|word| word.bottom).fold(f32::MIN, f32::max);
    let size = group[0].size;
    let mut words: Vec<Word> = Vec::new();
    for word in group {
        match words.last_mut().filter(|last| word.left - last.right < NEXT_LINE * size) {
            Some(last) => last.take_in(word, down),
            None => words.push(word),
        }
    }
    Row { y, size, runs: words.into_iter().map(|word| word.into_run(y)).collect(), tall: (y - top - size).max(0.0) }
}

#[cfg(test)]
mod tests {
    use super::super::runs::tests::set;
    use super::*;

    #[test]
    fn words_beside_each_other_are_a_header() {
        // Written upwards over columns at 100, 130 and 160; turned upright, their baselines stand below each other.
        let words = [set("Boats", -90.0, 100.0, 10.0), set("Nets", -90.0, 130.0, 10.0), set("All", -90.0, 160.0, 10.0)];
        let heads = heads(&words.concat(), 3);
        let places: Vec<(f32, f32)> = heads[0].runs.iter().map(|run| (run.left, run.right)).collect();
        assert_eq!(places, [(92.0, 102.0), (122.0, 132.0), (152.0, 162.0)]);
        assert_eq!((heads[0].y, heads[0].tall), (90.0, 15.0));
    }

    #[test]
    fn lines_of_one_header_are_joined() {
        let lines = ["Lake", "boats"].into_iter().zip([100.0, 112.0]);
        let mut words: Vec<Glyph> = lines.flat_map(|(text, y)| set(text, -90.0, y, 10.0)).collect();
        words.extend([set("Nets", -90.0, 140.0, 10.0), set("All", -90.0, 170.0, 10.0)].concat());
        assert_eq!(heads(&words, 3)[0].runs.len(), 3);
    }

    #[test]
    fn a_note_in_the_margin_is_none() {
        assert!(heads(&set("Draft", -90.0, 100.0, 10.0), 3).is_empty());
    }
}
