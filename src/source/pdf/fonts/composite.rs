//! Composite fonts: codes of several bytes, character ids and their widths.
//!
//! Takes a Type 0 font and its descendant; gives a font, and how long each of its codes is.

use std::collections::HashMap;

use pdf_extract::{Dictionary, Document, Object};

use super::{Font, sorted, to_unicode};
use crate::source::pdf::cmap;
use crate::source::pdf::objects::{decode, get_array, get_number, get_stream, number, resolve};

/// Character ids have two bytes.
const MOST_CIDS: usize = 0x1_0000;

#[derive(Debug, Clone, Default)]
pub(super) struct Composite {
    code_ranges: Vec<(usize, u32, u32)>,
    pub cids: HashMap<u32, u32>,
}

impl Font {
    pub(super) fn code_length(&self, rest: &[u8]) -> Option<usize> {
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

pub(super) fn descendant<'a>(document: &'a Document, dict: &'a Dictionary) -> Option<&'a Dictionary> {
    let first = get_array(document, dict, b"DescendantFonts")?.first()?;
    resolve(document, first)?.as_dict().ok()
}

pub(super) fn composite(document: &Document, dict: &Dictionary) -> Font {
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

#[cfg(test)]
mod tests {
    use super::*;
    use pdf_extract::dictionary;

    #[test]
    fn widths_in_both_forms() {
        let widths = dictionary! { "W" => vec![3.into(), Object::Array(vec![500.into(), 600.into()]), 7.into(), 9.into(), 250.into()] };
        let widths = cid_widths(&Document::new(), &widths);
        assert_eq!((widths[3], widths[4], widths[7], widths[9]), (500.0, 600.0, 250.0, 250.0));
        assert!(widths[5].is_nan());
    }
}
