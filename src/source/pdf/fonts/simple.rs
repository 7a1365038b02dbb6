//! Simple fonts: a byte is a code.
//!
//! Takes a Type 1, TrueType or Type 3 font; gives a font, with what its encoding and the standard fonts tell.

use pdf_extract::{Dictionary, Document};

use super::style::{descriptor, is_bold_name};
use super::{Font, sorted, to_unicode};
use crate::source::pdf::objects::{get_name, get_number, get_numbers};
use crate::source::pdf::probe;

pub(super) fn simple(document: &Document, dict: &Dictionary) -> Font {
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
pub(super) fn type3(document: &Document, dict: &Dictionary) -> Font {
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
