//! What the blocks turn out to be, before their text is put together.

use std::ops::Range;

use super::footnotes::Note;
use crate::report::SectionKind;

/// Some lines, without the number or list mark at the beginning of the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub lines: Range<usize>,
    /// Bytes of the first line (trimmed) that are not text.
    pub skip: usize,
}

/// A heading, its title not yet put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub level: u8,
    pub kind: SectionKind,
    pub part: Part,
}

/// Something in printed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Heading(Heading),
    Paragraph {
        number: u32,
        inferred: bool,
        parts: Vec<Part>,
    },
    Text {
        number: Option<u32>,
        parts: Vec<Part>,
        note: bool,
    },
    Box {
        number: Option<u32>,
        title: Vec<Part>,
        paragraphs: Vec<Vec<Part>>,
    },
    Figure {
        number: Option<String>,
        part: Part,
    },
    Strategy {
        points: Vec<u32>,
        part: Part,
    },
    Table(usize),
    /// Rows that no table has taken.
    Cells(Range<usize>),
}

/// Everything that the body holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Body {
    pub pieces: Vec<Piece>,
    pub notes: Vec<Note>,
    /// Numbers of paragraphs that are not there: first, last, and the line before which they are missed.
    pub missing: Vec<(u32, u32, usize)>,
}
