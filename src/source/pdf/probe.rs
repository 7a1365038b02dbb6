//! Encodings of simple fonts, through `pdf-extract`.
//!
//! The library knows the encodings, glyph names, built-in encodings of font programs and the metrics of the standard fonts,
//! but its page interpreter gives no font name and misplaces or loses text in many files. So it is asked about one font only:
//! a page made for the purpose shows each of the 256 codes, and the library says what each stands for and how wide it is.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{
    Dictionary, Document, MediaBox, Object, OutputDev, OutputError, Stream, Transform, dictionary, output_doc_page,
};

use super::objects::{decode, get, get_dict, get_name, get_stream};
use super::quiet;

/// Text and width (in thousandths of the size) of every code.
pub(super) type Codes = Vec<(String, f32)>;

/// Asks for the codes of the simple font `font`; `core` is the standard font whose metrics serve where it has none.
/// Empty when the font is too odd for the library.
pub(super) fn codes(document: &Document, font: &Dictionary, core: &str) -> Codes {
    let asked = |font: Dictionary| {
        let page = page_showing_all(font);
        quiet::silently(|| {
            catch_unwind(AssertUnwindSafe(|| {
                let mut heard = Heard::default();
                output_doc_page(&page, &mut heard, 1).ok().map(|()| heard.codes)
            }))
        })
        .ok()
        .flatten()
        .filter(|codes| codes.len() == 256)
    };
    asked(sound_copy(document, font, core, true))
        .or_else(|| asked(sound_copy(document, font, core, false)))
        .unwrap_or_default()
}

/// The font, reduced to what tells its encoding, in a form that the library reads without panic.
fn sound_copy(document: &Document, font: &Dictionary, core: &str, program: bool) -> Dictionary {
    let mut copy = dictionary! {
        "Type" => "Font",
        "Subtype" => Object::Name(get_name(document, font, b"Subtype").filter(|kind| *kind == b"TrueType").unwrap_or(b"Type1").to_vec()),
        "BaseFont" => Object::Name(core.as_bytes().to_vec()),
    };
    match get(document, font, b"Encoding") {
        Some(Object::Name(name)) if is_known(name) => copy.set("Encoding", Object::Name(name.clone())),
        Some(Object::Dictionary(encoding)) => copy.set("Encoding", sound_encoding(document, encoding)),
        _ => {}
    }
    let descriptor = get_dict(document, font, b"FontDescriptor").filter(|_| program);
    if let Some(descriptor) = descriptor.and_then(|descriptor| sound_descriptor(document, descriptor)) {
        copy.set("FontDescriptor", descriptor);
    }
    copy
}

fn is_known(encoding: &[u8]) -> bool {
    matches!(encoding, b"MacRomanEncoding" | b"MacExpertEncoding" | b"WinAnsiEncoding")
}

fn sound_encoding(document: &Document, encoding: &Dictionary) -> Dictionary {
    let mut copy = dictionary! { "Type" => "Encoding" };
    if let Some(base) = get_name(document, encoding, b"BaseEncoding").filter(|name| is_known(name)) {
        copy.set("BaseEncoding", Object::Name(base.to_vec()));
    }
    let Some(Object::Array(differences)) = get(document, encoding, b"Differences") else { return copy };
    let mut sound = Vec::with_capacity(differences.len());
    let mut code = 0;
    for entry in differences.iter().filter_map(|entry| document.dereference(entry).ok()) {
        match entry.1 {
            Object::Integer(start) if (0..256).contains(start) => code = *start,
            Object::Name(_) if code < 256 => code += 1,
            _ => continue,
        }
        sound.push(entry.1.clone());
    }
    copy.set("Differences", sound);
    copy
}

/// The embedded program of a Type 1 or CFF font: it holds the built-in encoding. TrueType programs do not help.
fn sound_descriptor(document: &Document, descriptor: &Dictionary) -> Option<Dictionary> {
    let mut copy = dictionary! { "Type" => "FontDescriptor" };
    for key in ["FontFile", "FontFile3"] {
        let Some(stream) = get_stream(document, descriptor, key.as_bytes()) else { continue };
        let mut dict = Dictionary::new();
        if let Some(kind) = get_name(document, &stream.dict, b"Subtype") {
            dict.set("Subtype", Object::Name(kind.to_vec()));
        }
        copy.set(key, Object::Stream(Stream::new(dict, decode(document, stream)?)));
    }
    (copy.len() > 1).then_some(copy)
}

fn page_showing_all(font: Dictionary) -> Document {
    let mut page = Document::new();
    let shown: String = (0..256).map(|code| format!("<{code:02X}> Tj\n")).collect();
    let content = page.add_object(Stream::new(Dictionary::new(), format!("BT /F 1 Tf {shown} ET").into_bytes()));
    let pages = page.new_object_id();
    let leaf = page.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
        "Contents" => content,
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![leaf.into()], "Count" => 1 };
    page.objects.insert(pages, Object::Dictionary(tree));
    let catalog = page.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    page.trailer.set("Root", catalog);
    page
}

/// Listens to what the page shows.
#[derive(Default)]
struct Heard {
    codes: Codes,
}

impl OutputDev for Heard {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(&mut self, _: &Transform, width: f64, _: f64, _: f64, text: &str) -> Result<(), OutputError> {
        self.codes.push((text.to_string(), (width * 1000.0) as f32));
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(codes: &Codes, code: usize) -> (&str, f32) {
        (codes[code].0.as_str(), codes[code].1)
    }

    #[test]
    fn standard_fonts_and_differences() {
        let document = Document::new();
        let font = dictionary! {
            "Subtype" => "Type1",
            "Encoding" => dictionary! { "BaseEncoding" => "WinAnsiEncoding", "Differences" => vec![1.into(), "emdash".into()] },
        };
        let codes = codes(&document, &font, "Helvetica");
        assert_eq!(text(&codes, 65), ("A", 667.0));
        assert_eq!(text(&codes, 1), ("—", 1000.0));
        assert_eq!(text(&codes, 0x92), ("’", 222.0));
    }

    #[test]
    fn an_unreadable_font_program_is_left_aside() {
        let document = Document::new();
        let program = Stream::new(dictionary! { "Subtype" => "Type1C" }, b"no font".to_vec());
        let font = dictionary! {
            "Subtype" => "Type1",
            "Encoding" => "WinAnsiEncoding",
            "FontDescriptor" => dictionary! { "FontFile3" => Object::Stream(program) },
        };
        assert_eq!(text(&codes(&document, &font, "Courier"), 66), ("B", 600.0));
    }
}
