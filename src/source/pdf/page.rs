//! One page: its box, its rotation, its content.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Dictionary, Document, Object};

use super::fonts::{FontCache, UNKNOWN};
use super::interpret::{Interpreter, Shown};
use super::limits::Budget;
use super::matrix::Matrix;
use super::objects::{decode, get, number, resolve};
use super::{edge, open, quiet};
use crate::source::layout::Page;

/// A4 in points, for pages that do not tell their size.
const DEFAULT_BOX: [f64; 4] = [0.0, 0.0, 595.0, 842.0];
/// Larger pages than PDF allows are damage.
const MOST_POINTS: f64 = 14_400.0;

/// A page as read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub page: Page,
    /// Nothing of it could be read.
    pub failed: bool,
    /// A content stream is missing or cannot be decoded.
    pub damaged: bool,
    /// The limits cut it short.
    pub cut: bool,
    /// Text goes on beyond its right edge.
    pub beyond: bool,
    /// Pictures on it.
    pub images: usize,
    /// Characters that no font explains.
    pub unknown: usize,
}

/// Reads a page; whatever is wrong with it stays on it.
pub(super) fn read(document: &Document, dict: &Dictionary, number: u32, fonts: &FontCache, budget: &Budget) -> Reading {
    let read = || interpret(document, dict, number, fonts, budget);
    quiet::silently(|| catch_unwind(AssertUnwindSafe(read))).unwrap_or_else(|_| Reading {
        page: Page { number, ..Page::default() },
        failed: true,
        ..Reading::default()
    })
}

fn interpret(document: &Document, dict: &Dictionary, number: u32, fonts: &FontCache, budget: &Budget) -> Reading {
    let (base, width, height) = frame(document, dict);
    let (content, damaged) = content(document, dict);
    let empty = Dictionary::new();
    let resources = open::inherited(document, dict, b"Resources").and_then(|found| found.as_dict().ok());
    let mut interpreter = Interpreter::new(document, fonts, budget, base);
    interpreter.run(&content, resources.unwrap_or(&empty));
    let Shown { mut glyphs, ruling, images, cut } = interpreter.finish();
    let unknown = glyphs.iter().filter(|glyph| glyph.c == UNKNOWN).count();
    let reach = edge::reach(&glyphs, &ruling.rules, width);
    glyphs.retain(|glyph| glyph.is_within(reach, height));
    let page = Page { number, glyphs, rules: ruling.rules, edges: ruling.edges, painted: ruling.painted };
    Reading { page, failed: false, damaged, cut, beyond: reach > width, images, unknown }
}

/// The content streams, one after the other; whether one of them is lost.
fn content(document: &Document, dict: &Dictionary) -> (Vec<u8>, bool) {
    let parts: Vec<&Object> = match get(document, dict, b"Contents") {
        Some(Object::Array(parts)) => parts.iter().collect(),
        Some(single) => vec![single],
        None => return (Vec::new(), dict.has(b"Contents")),
    };
    let (mut content, mut damaged) = (Vec::new(), false);
    for part in parts {
        let stream = resolve(document, part).and_then(|part| part.as_stream().ok());
        match stream.and_then(|stream| Some((decode(document, stream)?, !stream.content.is_empty()))) {
            Some((decoded, had_data)) => {
                damaged |= had_data && decoded.is_empty();
                content.extend_from_slice(&decoded);
                content.push(b'\n');
            }
            None => damaged = true,
        }
    }
    (content, damaged)
}

/// The transform to the reader's view (origin at the top left, y downwards, /Rotate applied), width and height.
fn frame(document: &Document, dict: &Dictionary) -> (Matrix, f32, f32) {
    let [left, bottom, right, top] = page_box(document, dict);
    let (width, height) = ((right - left) as f32, (top - bottom) as f32);
    let rotate = open::inherited(document, dict, b"Rotate").and_then(number).unwrap_or(0.0) as i64;
    match rotate.rem_euclid(360) {
        90 => (Matrix([0.0, 1.0, 1.0, 0.0, -bottom, -left]), height, width),
        180 => (Matrix([-1.0, 0.0, 0.0, 1.0, right, -bottom]), width, height),
        270 => (Matrix([0.0, -1.0, -1.0, 0.0, top, right]), height, width),
        _ => (Matrix([1.0, 0.0, 0.0, -1.0, -left, top]), width, height),
    }
}

/// The visible part of the page.
fn page_box(document: &Document, dict: &Dictionary) -> [f64; 4] {
    let media = read_box(document, dict, b"MediaBox").unwrap_or(DEFAULT_BOX);
    let Some(crop) = read_box(document, dict, b"CropBox") else { return media };
    let both = [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
    if both[2] - both[0] > 1.0 && both[3] - both[1] > 1.0 { both } else { media }
}

fn read_box(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<[f64; 4]> {
    let array = open::inherited(document, dict, key)?.as_array().ok()?;
    let numbers: Vec<f64> = array.iter().filter_map(|entry| number(resolve(document, entry)?)).collect();
    let [a, b, c, d] = numbers.try_into().ok()?;
    let (left, bottom, right, top) = (f64::min(a, c), f64::min(b, d), f64::max(a, c), f64::max(b, d));
    let sound = |length: f64| length > 1.0 && length <= MOST_POINTS;
    (sound(right - left) && sound(top - bottom)).then_some([left, bottom, right, top])
}
