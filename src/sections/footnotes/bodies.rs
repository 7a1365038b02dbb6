//! What the body of a footnote looks like: its number, and the small type that it is set in.
//!
//! Takes single lines; gives the number and where the text after it begins.

use super::REACH;
use super::glued::find_mark;
use crate::normalise::CleanText;
use crate::sections::{forms, prose};
use crate::source::Line;

/// Type smaller than this (the body's is 1) is that of notes.
const SMALL_TYPE: f32 = 0.92;

/// `4  Text`, `4 Text`: the number and the byte at which the text begins.
pub(super) fn body_number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok().filter(|_| (1..=3).contains(&digits))?;
    let rest = &text[digits..];
    let bare = rest.trim_start();
    let begins = bare.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘'))
        || bare.starts_with("http")
        || bare.starts_with("www.");
    (bare.len() < rest.len() && begins).then(|| (number, text.len() - bare.len()))
}

/// `4 Text` directly under the text that cites it, as forms without blank lines have it: the text has ended, and a mark
/// vouches for the number.
pub(in crate::sections) fn begins_note(text: &CleanText, index: usize) -> bool {
    let number = body_number(text.lines[index].text.trim()).map(|(number, _)| number);
    let number = number.filter(|_| index > 0 && prose::ends_sentence(&text.lines[index - 1].text));
    number.is_some_and(|number| find_mark(text, number, index.saturating_sub(REACH)..index).is_some())
}

/// Whether the line is set in the small type of notes.
pub(in crate::sections) fn is_small(line: &Line) -> bool {
    line.style.size.is_some_and(|size| size < SMALL_TYPE)
}

/// `4. Text` in small type.
pub(super) fn small_number(line: &Line) -> Option<(u32, usize)> {
    let found = forms::numbered(line.text.trim()).filter(|_| is_small(line))?;
    Some((found.number, found.text_at))
}

/// `4  Text`: more than one blank sets the number of a note apart.
pub(in crate::sections) fn is_wide_body(text: &str) -> bool {
    let text = text.trim();
    body_number(text).is_some_and(|(_, skip)| text[..skip].ends_with("  ") || text[..skip].ends_with('\t'))
}
