//! Rows of a body as a label and the words that may be its cells.

use std::ops::RangeInclusive;

use crate::source::layout::aligned::{Band, Piece, is_number, is_one_number, joined, split_numbers, words};
use crate::source::layout::runs::Run;

/// Words no further apart than this (in characters) may be one cell.
pub(super) const ONE_BLANK: f32 = 1.2;
/// A number has no more groups of thousands.
const MOST_GROUPS: usize = 4;

/// A word; its place is in characters.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub left: f32,
    pub right: f32,
    pub text: String,
    /// A single blank stands before it: what stands before may have pushed it to the right.
    pub pushed: bool,
    pub run: Run,
}

impl Word {
    pub(super) fn new(run: Run, unit: f32) -> Self {
        let text: String = run.glyphs.iter().map(|glyph| glyph.c).collect();
        Self { left: run.left / unit, right: run.right / unit, text, pushed: false, run }
    }
}

/// A row: its label, and the words that may be its cells.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub label: Vec<Piece>,
    pub words: Vec<Word>,
    /// So many of the words end the label, or are cells that it runs into.
    pub open: usize,
    /// Where its label begins.
    pub edge: Option<f32>,
}

/// Some words that may be one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    pub first: usize,
    pub last: usize,
    pub left: f32,
    pub right: f32,
    pub pushed: bool,
}

/// How wide a character is.
pub(super) fn unit(band: &Band) -> f32 {
    band.size / 2.0
}

impl Line {
    /// What stands right of `labels` from the first number on may be cells.
    pub(super) fn of(band: &Band, labels: f32) -> Line {
        let unit = unit(band);
        let mut line = Line::default();
        for piece in &band.pieces {
            let is_cell = piece.is_number && piece.left / unit >= labels;
            if line.words.is_empty() && !is_cell {
                line.begin(piece, band);
            } else if piece.is_number {
                line.words.extend(words(&piece.run).into_iter().map(|run| Word::new(run, unit)));
            } else {
                line.words.push(Word::new(piece.run.clone(), unit));
            }
        }
        let end = line.label.last().map(|piece| piece.right / unit);
        push(&mut line.words, end);
        line.open_label(unit);
        line.edge = line.label.first().map(|piece| piece.left / unit);
        line
    }

    /// The numbers that end the label may be cells.
    fn open_label(&mut self, unit: f32) {
        let Some(last) = self.label.last().filter(|last| !last.is_number && !self.words.is_empty()) else { return };
        let (_, numbers) = split_numbers(&last.run);
        self.open = numbers.len();
        let own = numbers.into_iter().map(|run| Word { pushed: true, ..Word::new(run, unit) });
        self.words.splice(0..0, own);
    }

    /// The same words at other places.
    pub(super) fn moved(&self, map: impl Fn(f32) -> f32) -> Line {
        let mut line = self.clone();
        for word in &mut line.words {
            let by = map((word.left + word.right) / 2.0) - (word.left + word.right) / 2.0;
            (word.left, word.right) = (word.left + by, word.right + by);
        }
        line
    }

    /// The label, if so many of the words that may end it do.
    pub(super) fn label(&self, own: usize, y: f32, size: f32) -> Vec<Piece> {
        let mut label = self.label.clone();
        if let Some(last) = label.pop() {
            let mut parts = words(&last.run);
            parts.truncate(parts.len() - (self.open - own));
            label.extend(joined(parts).map(|run| Piece { doubtful: last.doubtful, ..Piece::new(&run, y, size) }));
        }
        label
    }

    /// A label; of a number that begins a row only the first word is.
    fn begin(&mut self, piece: &Piece, band: &Band) {
        let mut parts = if piece.is_number { words(&piece.run) } else { vec![piece.run.clone()] };
        let rest = parts.split_off(1);
        self.label.extend(parts.iter().map(|run| Piece::new(run, band.y, band.size)));
        self.words.extend(rest.into_iter().map(|run| Word::new(run, unit(band))));
    }

    /// How many cells it has at least: words that can be one number counted once.
    pub(super) fn fewest(&self) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut at = self.open;
        while at < self.words.len() {
            let longest = cells_from(&self.words, at).last();
            let Some(cell) = longest else { break };
            at = cell.last + 1;
            cells.push(cell);
        }
        cells
    }
}

/// Tells which words stand right after others.
pub(super) fn push(words: &mut [Word], mut end: Option<f32>) {
    for word in words {
        word.pushed = end.is_some_and(|end| word.left - end < ONE_BLANK);
        end = Some(word.right);
    }
}

/// The cells that can begin with a word.
pub(super) fn cells_from(words: &[Word], first: usize) -> impl Iterator<Item = Cell> + '_ {
    let joins = move |last: &usize| {
        let text = || words[first..=*last].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        *last == first || (words[*last].pushed && is_number(&text()) && is_one_number(&text()))
    };
    let ends: RangeInclusive<usize> = first..=(first + MOST_GROUPS - 1).min(words.len().saturating_sub(1));
    let alone = !(is_rest(&words[first].text) && words[first].pushed && first > 0);
    ends.take_while(joins).filter(move |_| alone).map(move |last| Cell {
        first,
        last,
        left: words[first].left,
        right: words[last].right,
        pushed: words[first].pushed,
    })
}

/// `052` can only be a group of thousands.
fn is_rest(text: &str) -> bool {
    text.len() == 3 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}
