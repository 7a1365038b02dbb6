//! Bold and italic, by the name of a font and by its descriptor.
//!
//! Takes the dictionary of a font; gives its style, and the descriptor for others to read.

use pdf_extract::{Dictionary, Document};

use super::Font;
use super::composite::descendant;
use crate::source::pdf::objects::{get_dict, get_name, get_number};

/// Flags of a font descriptor (PDF 32000-1, table 123).
const FLAG_ITALIC: i64 = 1 << 6;

const FLAG_FORCE_BOLD: i64 = 1 << 18;

impl Font {
    pub(super) fn set_style(&mut self, document: &Document, dict: &Dictionary) {
        let name = get_name(document, dict, b"BaseFont").unwrap_or_default();
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let flags =
            descriptor(document, dict).and_then(|found| get_number(document, found, b"Flags")).unwrap_or(0.0) as i64;
        self.bold = is_bold_name(&name) || flags & FLAG_FORCE_BOLD != 0;
        self.italic = name.contains("italic") || name.contains("oblique") || flags & FLAG_ITALIC != 0;
    }
}

pub(super) fn is_bold_name(name: &str) -> bool {
    ["bold", "black", "heavy", "demi", "cmbx", "sfbx"].iter().any(|word| name.contains(word))
        || name.ends_with("-medi")
        || name.ends_with("-mediital")
}

/// The descriptor of a simple font, or of the descendant of a composite one.
pub(super) fn descriptor<'a>(document: &'a Document, dict: &'a Dictionary) -> Option<&'a Dictionary> {
    get_dict(document, dict, b"FontDescriptor")
        .or_else(|| get_dict(document, descendant(document, dict)?, b"FontDescriptor"))
}
