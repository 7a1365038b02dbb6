//! Rows of pieces: the runs of a row with what they say.

use super::columns::Extent;
use super::parts::{is_number, split_numbers};
use crate::source::layout::line::Spoken;
use crate::source::layout::runs::{Row, Run};

/// So many numbers at the end of a text are cells, and no words of a sentence.
const SEVERAL: usize = 3;

/// A header that stands alone on its line has no more words.
const MOST_HEADER_WORDS: usize = 6;

/// A run with what it says.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub left: f32,
    pub right: f32,
    pub spoken: Spoken,
    pub is_number: bool,
    /// Its column is not sure.
    pub doubtful: bool,
    pub run: Run,
}

impl Piece {
    pub(super) fn new(run: &Run, y: f32, size: f32) -> Self {
        let spoken = Spoken::of([run], y, size);
        let is_number = is_number(&spoken.text);
        Self { left: run.left, right: run.right, spoken, is_number, doubtful: false, run: run.clone() }
    }

    pub(super) fn center(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    pub(super) fn extent(&self) -> Extent {
        (self.left, self.right)
    }
}

/// A row of pieces.
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    pub y: f32,
    pub size: f32,
    pub typed: bool,
    /// How much higher than a line it is.
    pub tall: f32,
    pub pieces: Vec<Piece>,
}

impl Band {
    pub(super) fn new(row: &Row) -> Self {
        let pieces = row.runs.iter().map(|run| Piece::new(run, row.y, row.size)).collect();
        Self { y: row.y, size: row.size, typed: false, tall: row.tall, pieces }
    }

    /// A row of typed text: several numbers that end it, each with one blank before it, are no part of its label.
    pub(super) fn typed(row: &Row) -> Self {
        let mut band = Self { typed: true, ..Self::new(row) };
        let label = band.pieces.iter().rposition(|piece| !piece.is_number);
        let Some(at) = label.filter(|at| at + 1 == band.pieces.len()) else { return band };
        let (label, numbers) = split_numbers(&band.pieces[at].run);
        if let Some(label) = label.filter(|_| numbers.len() >= SEVERAL) {
            band.pieces.pop();
            band.pieces.extend(std::iter::once(&label).chain(&numbers).map(|run| Piece::new(run, row.y, row.size)));
        }
        band
    }

    /// Whether a text of it is a label, however long it is, or words of a header: numbers follow, or stand apart from others and do
    /// not go on in small letters as prose does.
    pub(super) fn goes_on(&self, nth: usize) -> bool {
        let small = |piece: &Piece| piece.spoken.text.starts_with(|c: char| c.is_lowercase());
        let apart = self.pieces.len() > 1 && !self.pieces[1..].iter().any(small);
        self.typed && (apart || self.pieces.get(nth + 1).is_some_and(|next| next.is_number))
    }

    /// A line of typed text that says more than a header does.
    pub(super) fn is_sentence(&self) -> bool {
        self.typed && self.pieces.len() == 1 && self.pieces[0].spoken.text.split(' ').count() > MOST_HEADER_WORDS
    }

    pub(super) fn numbers(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.is_number).count()
    }
}
