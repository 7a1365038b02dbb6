//! Words of one run as texts over columns side by side.
//!
//! A text that spans columns stands over a header of each of them. Where one of the columns below has none, the words are lines of
//! the headers of single columns: they are parted so that each text stands as the others do over its column.

use crate::source::layout::aligned::columns::{Columns, Extent, distance, middle, overlap};
use crate::source::layout::aligned::joined;
use crate::source::layout::runs::Run;

/// Texts stand off their columns alike, to so much (in sizes).
const ALIKE: f32 = 0.8;
/// And by no more than this share of the distance of columns.
const MOST_OFF: f32 = 0.4;
/// No run has lines of more columns.
const MOST_TEXTS: usize = 8;

/// A header line and what stands above and below it.
pub(super) struct Beside<'c> {
    pub columns: &'c Columns,
    pub above: &'c [Vec<Extent>],
    pub below: &'c [Vec<Extent>],
    pub size: f32,
}

/// Words parted at some of their blanks: after the last word of each text, and how far each is off its column.
#[derive(Clone, Default)]
struct Way {
    ends: Vec<usize>,
    offs: Vec<f32>,
}

impl Way {
    fn end(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    fn with(&self, end: usize, off: f32) -> Way {
        let mut way = self.clone();
        way.ends.push(end);
        way.offs.push(off);
        way
    }

    fn mean(&self) -> f32 {
        self.offs.iter().sum::<f32>() / self.offs.len() as f32
    }

    /// How unlike the texts stand, and how far off their columns.
    fn cost(&self) -> f32 {
        self.unrest() + self.mean().abs()
    }

    fn unrest(&self) -> f32 {
        self.offs.iter().map(|off| (off - self.mean()).abs()).fold(0.0, f32::max)
    }

    fn texts<'w>(&self, words: &'w [Run]) -> Vec<&'w [Run]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &words[start..*end]).collect()
    }
}

impl Beside<'_> {
    /// The texts of a run, if it is several.
    pub(super) fn texts(&self, words: &[Run]) -> Option<Vec<Run>> {
        let ways = (0..self.columns.spans.len()).flat_map(|first| {
            let whole = self.ways(words, first);
            whole.into_iter().filter(move |way| self.holds(words, first, way))
        });
        let best = ways.min_by(|a, b| a.cost().total_cmp(&b.cost()))?;
        best.texts(words).into_iter().map(|text| joined(text.iter().cloned())).collect()
    }

    /// The ways to part words into two texts or more, the first over column `first`.
    fn ways(&self, words: &[Run], first: usize) -> Vec<Way> {
        let (mut open, mut whole) = (vec![Way::default()], Vec::new());
        for column in (first..self.columns.spans.len()).take(MOST_TEXTS) {
            let longer: Vec<Way> = open.iter().flat_map(|way| self.longer(words, way, column)).collect();
            let (done, more) = longer.into_iter().partition(|way: &Way| way.end() == words.len());
            whole.extend(done);
            open = more;
        }
        whole.retain(|way: &Way| way.ends.len() > 1);
        whole
    }

    /// A way with one more text, over `column`.
    fn longer(&self, words: &[Run], way: &Way, column: usize) -> Vec<Way> {
        let limit = MOST_OFF * distance(&self.columns.spans) + ALIKE * self.size;
        let start = way.end();
        let off = |end: usize| middle((words[start].left, words[end - 1].right)) - middle(self.columns.spans[column]);
        let ends = (start + 1..=words.len()).map(|end| (end, off(end)));
        ends.filter(|(_, off)| off.abs() <= limit).map(|(end, off)| way.with(end, off)).collect()
    }

    /// The texts stand alike, no text that spans the columns stands there, and those that begin in the middle of one go on.
    fn holds(&self, words: &[Run], first: usize, way: &Way) -> bool {
        let columns = first..first + way.ends.len();
        let bare = |column: usize| !self.below.iter().flatten().any(|word| self.stands_over(*word, column));
        let over = |text: &[Run]| {
            let extent = (text[0].left, text[text.len() - 1].right);
            self.above.iter().flatten().any(|word| overlap(*word, extent) > 0.0)
        };
        let begins = |text: &[Run]| !text[0].glyphs[0].c.is_lowercase() || over(text);
        way.unrest() <= ALIKE * self.size && columns.into_iter().any(bare) && way.texts(words).into_iter().all(begins)
    }

    /// Whether the column is the one that a word stands nearest to.
    fn stands_over(&self, word: Extent, column: usize) -> bool {
        let off = |at: usize| (middle(self.columns.spans[at]) - middle(word)).abs();
        (0..self.columns.spans.len()).all(|other| off(column) <= off(other))
    }
}
