//! Fonts: what a code stands for, how wide it is, whether it is bold.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use pdf_extract::{Dictionary, Document, Object, ObjectId};

use super::cmap::{self, CMap};
use super::objects::{decode, get_array, get_dict, get_name, get_number, get_numbers, get_stream, number, resolve};
use super::probe;

/// Character ids have two bytes.
const MOST_CIDS: usize = 0x1_0000;
/// Flags of a font descriptor (PDF 32000-1, table 123).
const FLAG_ITALIC: i64 = 1 << 6;
const FLAG_FORCE_BOLD: i64 = 1 << 18;
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

#[derive(Debug, Clone, Default)]
struct Composite {
    code_ranges: Vec<(usize, u32, u32)>,
    cids: HashMap<u32, u32>,
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

    fn set_style(&mut self, document: &Document, dict: &Dictionary) {
        let name = get_name(document, dict, b"BaseFont").unwrap_or_default();
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let flags =
            descriptor(document, dict).and_then(|found| get_number(document, found, b"Flags")).unwrap_or(0.0) as i64;
        self.bold = is_bold_name(&name) || flags & FLAG_FORCE_BOLD != 0;
        self.italic = name.contains("italic") || name.contains("oblique") || flags & FLAG_ITALIC != 0;
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

    fn code_length(&self, rest: &[u8]) -> Option<usize> {
        let Some(composite) = &self.composite else { return (!rest.is_empty()).then_some(1) };
        let fits = |(length, low, high): &&(usize, u32, u32)| {
            rest.len() >= *length && {
                let code = rest[..*length].iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
                (*low..=*high).contains(&code)
            }
        };
        let length = composite.code_ranges.iter().find(fits).map_or(2, |range| range.0.max(1));
        (!rest.is_empty()).then_some(length.min(rest.len()))
    }
}

fn is_bold_name(name: &str) -> bool {
    ["bold", "black", "heavy", "demi", "cmbx", "sfbx"].iter().any(|word| name.contains(word))
        || name.ends_with("-medi")
        || name.ends_with("-mediital")
}

/// The descriptor of a simple font, or of the descendant of a composite one.
fn descriptor<'a>(document: &'a Document, dict: &'a Dictionary) -> Option<&'a Dictionary> {
    get_dict(document, dict, b"FontDescriptor")
        .or_else(|| get_dict(document, descendant(document, dict)?, b"FontDescriptor"))
}

fn descendant<'a>(document: &'a Document, dict: &'a Dictionary) -> Option<&'a Dictionary> {
    let first = get_array(document, dict, b"DescendantFonts")?.first()?;
    resolve(document, first)?.as_dict().ok()
}

fn to_unicode(document: &Document, dict: &Dictionary) -> CMap {
    let stream = get_stream(document, dict, b"ToUnicode").and_then(|stream| decode(document, stream));
    stream.map(|bytes| cmap::parse(&bytes)).unwrap_or_default()
}

fn composite(document: &Document, dict: &Dictionary) -> Font {
    let encoding = get_stream(document, dict, b"Encoding").and_then(|stream| decode(document, stream));
    let encoding = encoding.map(|bytes| cmap::parse(&bytes)).unwrap_or_default();
    let composite = Composite { code_ranges: encoding.code_ranges, cids: encoding.cids };
    let mut font = Font { composite: Some(composite), unit: 0.001, default_width: 1000.0, ..Font::default() };
    for (code, text) in sorted(to_unicode(document, dict)) {
        font.put(code, &text);
    }
    if let Some(descendant) = descendant(document, dict) {
        font.default_width = get_number(document, descendant, b"DW").unwrap_or(1000.0) as f32;
        font.widths = cid_widths(document, descendant);
    }
    font
}

fn sorted(cmap: CMap) -> Vec<(u32, String)> {
    let mut entries: Vec<(u32, String)> = cmap.unicode.into_iter().collect();
    entries.sort_unstable_by_key(|entry| std::cmp::Reverse(entry.0));
    entries
}

/// `/W`: `c [w w ...]` and `c1 c2 w`, in any mixture.
fn cid_widths(document: &Document, descendant: &Dictionary) -> Vec<f32> {
    let mut widths = Vec::new();
    let mut set = |cid: usize, width: f64| {
        if cid < MOST_CIDS {
            if cid >= widths.len() {
                widths.resize(cid + 1, f32::NAN);
            }
            widths[cid] = width as f32;
        }
    };
    let mut entries = get_array(document, descendant, b"W").unwrap_or_default().iter();
    // Ranges may overlap without end in a hostile file; a sound one sets every width once.
    let mut budget = 2 * MOST_CIDS;
    while let Some(first) = entries.next().and_then(|entry| number(resolve(document, entry)?)) {
        let Some(second) = entries.next().and_then(|entry| resolve(document, entry)) else { break };
        if let Object::Array(list) = second {
            for (step, width) in list.iter().take(MOST_CIDS).enumerate() {
                set(first as usize + step, resolve(document, width).and_then(number).unwrap_or(0.0));
            }
            continue;
        }
        let width = entries.next().and_then(|entry| number(resolve(document, entry)?));
        let (Some(last), Some(width)) = (number(second), width) else { break };
        for cid in (first as usize)..=(last as usize).min(MOST_CIDS - 1) {
            if budget == 0 {
                return widths;
            }
            budget -= 1;
            set(cid, width);
        }
    }
    widths
}

fn simple(document: &Document, dict: &Dictionary) -> Font {
    let mut font = Font { unit: 0.001, widths: simple_widths(document, dict), ..Font::default() };
    font.default_width =
        descriptor(document, dict).and_then(|found| get_number(document, found, b"MissingWidth")).unwrap_or(0.0) as f32;
    let unicode = to_unicode(document, dict);
    let explained = |code: usize| {
        font.widths[code].is_nan() || font.widths[code] == 0.0 || unicode.unicode.contains_key(&(code as u32))
    };
    if font.widths.is_empty() || !(0..font.widths.len()).all(explained) {
        let codes = probe::codes(document, dict, &core_name(document, dict));
        let has_widths = !font.widths.is_empty();
        for (code, (text, width)) in (0..).zip(&codes) {
            if !text.is_empty() && text != "\0" {
                font.put(code, text);
            }
            if !has_widths {
                font.widths.push(*width);
            }
        }
    }
    for (code, text) in sorted(unicode) {
        font.put(code, &text);
    }
    font
}

fn simple_widths(document: &Document, dict: &Dictionary) -> Vec<f32> {
    let first = get_number(document, dict, b"FirstChar").unwrap_or(0.0).clamp(0.0, 255.0) as usize;
    let Some(listed) = get_numbers(document, dict, b"Widths").filter(|listed| !listed.is_empty()) else {
        return Vec::new();
    };
    let mut widths = vec![f32::NAN; first];
    widths.extend(listed.iter().take(256 - first).map(|width| *width as f32));
    widths
}

/// Type 3 glyphs are drawings; their widths are in the units of the font's matrix.
fn type3(document: &Document, dict: &Dictionary) -> Font {
    let mut font = simple(document, dict);
    let matrix = get_numbers(document, dict, b"FontMatrix").filter(|matrix| matrix.len() == 6);
    font.unit = matrix.map_or(0.001, |matrix| matrix[0].abs()).max(1e-6);
    font
}

/// The standard font that comes nearest, for widths that the file leaves out.
fn core_name(document: &Document, dict: &Dictionary) -> String {
    let name = get_name(document, dict, b"BaseFont").unwrap_or_default();
    let name = String::from_utf8_lossy(name.rsplit(|byte| *byte == b'+').next().unwrap_or(name)).to_ascii_lowercase();
    if name == "symbol" || name == "zapfdingbats" {
        return if name == "symbol" { "Symbol" } else { "ZapfDingbats" }.to_string();
    }
    let (bold, italic) = (is_bold_name(&name), name.contains("italic") || name.contains("oblique"));
    let serif =
        ["times", "serif", "roman", "georgia", "garamond", "cambria", "book"].iter().any(|word| name.contains(word));
    if serif && !name.contains("sans") {
        return ["Times-Roman", "Times-Italic", "Times-Bold", "Times-BoldItalic"]
            [usize::from(bold) * 2 + usize::from(italic)]
        .to_string();
    }
    let family = if name.contains("courier") || name.contains("mono") { "Courier" } else { "Helvetica" };
    family.to_string() + ["", "-Oblique", "-Bold", "-BoldOblique"][usize::from(bold) * 2 + usize::from(italic)]
}

/// Text as it is read: ligatures in letters, every blank a blank, bullets of symbol fonts as bullets.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
            '\u{F0B7}' | '\u{F0A7}' | '\u{25CF}' => out.push('•'),
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\t' | '\n' | '\r' => {
                out.push(' ')
            }
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
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
    fn widths_in_both_forms() {
        let widths = dictionary! { "W" => vec![3.into(), Object::Array(vec![500.into(), 600.into()]), 7.into(), 9.into(), 250.into()] };
        let widths = cid_widths(&Document::new(), &widths);
        assert_eq!((widths[3], widths[4], widths[7], widths[9]), (500.0, 600.0, 250.0, 250.0));
        assert!(widths[5].is_nan());
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

    #[test]
    fn ligatures_become_letters() {
        assert_eq!(plain("o\u{FB03}ce\u{A0}1"), "office 1");
    }
}
