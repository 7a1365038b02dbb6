//! Footnotes: their bodies, and the marks that plain text glues to words.
//!
//! Takes blocks of lines in printed order; gives [`Note`]s, to be tied to where they are cited.
//! Some forms show a mark as a superscript. In plain text a mark is glued to a word (`support4`) or to a number
//! (`4,0385` is 4,038 citing 5): only a body with that number, further down, makes it a mark.

mod bodies;
mod glued;
mod reader;

use super::pieces::Part;

pub(super) use bodies::{begins_note, is_small, is_wide_body};
pub(super) use glued::Glued;
pub(super) use reader::{Context, Reader};

/// A mark is looked for within so many lines above its note.
const REACH: usize = 160;

/// A footnote's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub number: String,
    /// The number as printed, where it differs (or is lost: empty).
    pub misprinted: Option<String>,
    pub parts: Vec<Part>,
    /// The mark in plain text: line, byte, length.
    pub glued: Option<Glued>,
}
