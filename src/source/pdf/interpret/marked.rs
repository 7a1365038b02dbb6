//! Marked content that says what its glyphs mean (`/ActualText`): a hyphen that the font maps to another, a ligature.
//!
//! Takes the beginnings and ends of marked content; gives the glyphs shown between them the characters of the text.
//! Source of the rule: ISO 32000-1, 14.9.4.

use pdf_extract::{Dictionary, Object, StringFormat, decode_text_string};

use super::Interpreter;
use crate::source::layout::Glyph;
use crate::source::pdf::lexer::Token;
use crate::source::pdf::limits::MOST_MARKED_DEEP;
use crate::source::pdf::objects::get_dict;

/// The key of the text.
const ACTUAL_TEXT: &[u8] = b"ActualText";

/// Marked content that is open: what it says, and the first glyph shown in it.
pub(super) struct Open {
    text: Option<String>,
    first: usize,
}

impl<'a> Interpreter<'a> {
    pub(super) fn begin_marked(&mut self, operands: &[Token<'_>], resources: &'a Dictionary) {
        if self.marked.len() >= MOST_MARKED_DEEP {
            self.marked_beyond += 1;
            return;
        }
        let text = inline_text(operands).or_else(|| self.named_text(operands, resources));
        self.marked.push(Open { text, first: self.shown.glyphs.len() });
    }

    pub(super) fn end_marked(&mut self) {
        if self.marked_beyond > 0 {
            self.marked_beyond -= 1;
            return;
        }
        let Some(Open { text: Some(text), first }) = self.marked.pop() else { return };
        say(&mut self.shown.glyphs, first, &text);
    }

    /// The properties may stand in the resources, under a name.
    fn named_text(&self, operands: &[Token<'_>], resources: &'a Dictionary) -> Option<String> {
        let [_, Token::Name(name)] = operands else { return None };
        let properties = get_dict(self.document, get_dict(self.document, resources, b"Properties")?, name)?;
        decode_text_string(properties.get_deref(ACTUAL_TEXT, self.document).ok()?).ok()
    }
}

fn inline_text(operands: &[Token<'_>]) -> Option<String> {
    let said = operands.windows(2).find_map(|pair| match pair {
        [Token::Name(key), Token::Text(bytes)] if *key == ACTUAL_TEXT => Some(bytes),
        _ => None,
    })?;
    decode_text_string(&Object::String(said.clone(), StringFormat::Literal)).ok()
}

/// Gives the glyphs from `first` on the characters of `text`. As many glyphs as characters: one each. Else the characters share
/// the width, where the glyphs stand on one line; text that covers several lines tells no places and is left as it is shown.
fn say(glyphs: &mut Vec<Glyph>, first: usize, text: &str) {
    let Some(shown) = glyphs.get(first..).filter(|shown| !shown.is_empty()) else { return };
    let count = text.chars().count();
    if shown.len() == count {
        glyphs[first..].iter_mut().zip(text.chars()).for_each(|(glyph, c)| glyph.c = c);
        return;
    }
    if !on_one_line(shown) {
        return;
    }
    let whole = shown[0];
    let share = shown.iter().map(|glyph| glyph.advance).sum::<f32>() / count.max(1) as f32;
    glyphs.truncate(first);
    let part = |(index, c): (usize, char)| Glyph {
        starts: whole.starts && index == 0,
        ..whole.shifted(index as f32 * share, share, c)
    };
    glyphs.extend(text.chars().enumerate().map(part));
}

/// One direction, one baseline.
fn on_one_line(glyphs: &[Glyph]) -> bool {
    let across = |glyph: &Glyph| if glyph.turn.is_multiple_of(2) { glyph.y } else { glyph.x };
    let first = glyphs[0];
    glyphs.iter().all(|glyph| glyph.turn == first.turn && (across(glyph) - across(&first)).abs() < first.size / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Vec<Glyph> {
        let glyph = |(index, c)| Glyph { x: index as f32 * 5.0, advance: 5.0, size: 10.0, c, ..Glyph::default() };
        text.chars().enumerate().map(glyph).collect()
    }

    fn said(shown: &str, first: usize, text: &str) -> (String, f32) {
        let mut glyphs = line(shown);
        say(&mut glyphs, first, text);
        (glyphs.iter().map(|glyph| glyph.c).collect(), glyphs.last().map_or(0.0, Glyph::end))
    }

    #[test]
    fn each_glyph_takes_its_character() {
        assert_eq!(said("G\u{AD}1", 1, "-1"), ("G-1".to_string(), 15.0));
    }

    #[test]
    fn characters_share_the_width_of_a_ligature() {
        assert_eq!(said("oX", 1, "ffi"), ("offi".to_string(), 10.0));
    }

    #[test]
    fn glyphs_that_say_nothing_go() {
        assert_eq!(said("ab..", 2, "").0, "ab");
    }

    #[test]
    fn text_over_several_lines_is_left_as_shown() {
        let mut glyphs = line("abcd");
        glyphs[3].y = 12.0;
        say(&mut glyphs, 0, "abc d");
        assert_eq!(glyphs[3].c, 'd');
    }
}
