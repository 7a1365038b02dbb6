//! Fonts: what a code stands for, how wide it is, whether it is bold.
//!
//! Takes the dictionary of a font; gives a [`Font`], which turns shown bytes into characters and their widths.

mod composite;
mod plain;
mod simple;
mod style;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use pdf_extract::{Dictionary, Document, ObjectId};

use super::cmap::{self, CMap};
use super::objects::{decode, get_name, get_stream};
use composite::{Composite, composite};
use plain::plain;
use simple::{simple, type3};

/// A code that nothing explains.
pub(super) const UNKNOWN: char = '\u{FFFD}';

/// A font, ready to decode.
#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    /// Two-byte codes (or those of the CMap) instead of single bytes.
    composite: Option<Composite>,
    /// By code: the character; NUL where `strings` has to be asked.
    chars: Vec<char>,
    strings: HashMap<u32, String>,
    /// By code, or by character id in a composite font; in thousandths of the size.
    widths: Vec<f32>,
    default_width: f32,
    /// Size of a unit of `widths`; 0.001 but for Type 3.
    pub unit: f64,
    pub bold: bool,
    pub italic: bool,
}

/// The fonts of a document, each read once.
#[derive(Debug, Default)]
pub(super) struct FontCache(Mutex<HashMap<ObjectId, Arc<OnceLock<Arc<Font>>>>>);

impl FontCache {
    /// The font of the dictionary `dict`, which is the object `id` where it has one.
    pub(super) fn font(&self, document: &Document, id: Option<ObjectId>, dict: &Dictionary) -> Arc<Font> {
        let Some(id) = id else { return Arc::new(Font::read(document, dict)) };
        let slot = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default());
        Arc::clone(slot.get_or_init(|| Arc::new(Font::read(document, dict))))
    }
}

/// One shown code.
pub(super) struct Shown<'f> {
    /// What it stands for.
    pub text: Text<'f>,
    /// Advance, in units of the font.
    pub width: f32,
    /// The single-byte code 32, to which word spacing applies.
    pub is_space: bool,
}

/// Most codes are one character.
pub(super) enum Text<'f> {
    Char(char),
    Text(&'f str),
}

impl Font {
    /// Reads a font; what it lacks is replaced by what comes nearest.
    pub(super) fn read(document: &Document, dict: &Dictionary) -> Self {
        let mut font = match get_name(document, dict, b"Subtype") {
            Some(b"Type0") => composite(document, dict),
            Some(b"Type3") => type3(document, dict),
            _ => simple(document, dict),
        };
        font.set_style(document, dict);
        font
    }

    fn put(&mut self, code: u32, text: &str) {
        let text = plain(text);
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(single), None) => {
                let index = code as usize;
                if index >= self.chars.len() {
                    self.chars.resize(index + 1, '\0');
                }
                self.chars[index] = single;
            }
            _ => {
                self.strings.insert(code, text);
            }
        }
    }

    fn text(&self, code: u32) -> Text<'_> {
        match self.chars.get(code as usize) {
            Some(c) if *c != '\0' => Text::Char(*c),
            _ => self.strings.get(&code).map_or(Text::Char(UNKNOWN), |text| Text::Text(text)),
        }
    }

    /// The codes of a shown string.
    pub(super) fn shown<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Shown<'f>> {
        let mut rest = bytes;
        std::iter::from_fn(move || {
            let length = self.code_length(rest)?;
            let (head, tail) = rest.split_at(length);
            rest = tail;
            let code = head.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            let cid = match &self.composite {
                Some(composite) if !composite.cids.is_empty() => composite.cids.get(&code).copied().unwrap_or(code),
                _ => code,
            };
            let width =
                self.widths.get(cid as usize).copied().filter(|width| !width.is_nan()).unwrap_or(self.default_width);
            Some(Shown { text: self.text(code), width, is_space: length == 1 && code == 32 })
        })
    }
}

fn to_unicode(document: &Document, dict: &Dictionary) -> CMap {
    let stream = get_stream(document, dict, b"ToUnicode").and_then(|stream| decode(document, stream));
    stream.map(|bytes| cmap::parse(&bytes)).unwrap_or_default()
}

fn sorted(cmap: CMap) -> Vec<(u32, String)> {
    let mut entries: Vec<(u32, String)> = cmap.unicode.into_iter().collect();
    entries.sort_unstable_by_key(|entry| std::cmp::Reverse(entry.0));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use pdf_extract::dictionary;

    fn shown(font: &Font, bytes: &[u8]) -> (String, Vec<f32>) {
        let (mut text, mut widths) = (String::new(), Vec::new());
        for code in font.shown(bytes) {
            match code.text {
                Text::Char(c) => text.push(c),
                Text::Text(s) => text.push_str(s),
            }
            widths.push(code.width);
        }
        (text, widths)
    }

    #[test]
    fn a_standard_font_needs_no_widths() {
        let font = Font::read(&Document::new(), &dictionary! { "Subtype" => "Type1", "BaseFont" => "Helvetica-Bold" });
        assert_eq!(shown(&font, b"A1"), ("A1".to_string(), vec![722.0, 556.0]));
        assert!(font.bold);
    }

    #[test]
    fn a_code_without_meaning_is_told() {
        let font = Font::read(&Document::new(), &dictionary! { "Subtype" => "Type0", "BaseFont" => "X" });
        assert_eq!(shown(&font, &[0, 5]).0, UNKNOWN.to_string());
    }
}
