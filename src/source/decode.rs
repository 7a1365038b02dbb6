//! Bytes to text: encodings are told by content.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

use super::swapped;
use crate::error::{Error, Result};

/// How many bytes are looked at to tell text from binary data.
const PROBE: usize = 8192;

/// Decodes UTF-8 (with or without byte order mark), UTF-16 with a byte order mark, and Windows-1252; letters that a tool wrote
/// with their bytes swapped are put right.
///
/// # Errors
/// [`Error::Empty`] and [`Error::Binary`].
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>> {
    characters(bytes).map(swapped::mend)
}

fn characters(bytes: &[u8]) -> Result<Cow<'_, str>> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Ok(String::from_utf8_lossy(rest));
    }
    for (mark, encoding) in [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return Ok(encoding.decode_without_bom_handling(rest).0);
        }
    }
    if let Some(what) = binary_kind(bytes) {
        return Err(Error::Binary(what));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => {
            let halves = swapped::decode(bytes).map(Cow::Owned);
            Ok(halves.unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0))
        }
    }
}

/// What the bytes are, if they are no text.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "a ZIP or Office file"),
        (b"\xD0\xCF\x11\xE0", "an old Office file"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"\x1F\x8B", "a gzip file"),
        (b"GIF8", "a GIF picture"),
    ];
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what);
    let probe = &bytes[..bytes.len().min(PROBE)];
    let control = probe.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    known.or((probe.contains(&0) || control * 50 > probe.len()).then_some("binary data"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_by_content() {
        assert_eq!(decode("\u{FEFF}Côte".as_bytes()).unwrap(), "Côte");
        assert_eq!(decode(b"C\xF4te d\x92Ivoire").unwrap(), "Côte d’Ivoire");
        assert_eq!(decode(b"\xFF\xFEI\0O\0M\0").unwrap(), "IOM");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode(b" \r\n"), Err(Error::Empty)));
        assert!(matches!(decode(b"PK\x03\x04rest"), Err(Error::Binary("a ZIP or Office file"))));
        assert!(matches!(decode(b"ab\0cd"), Err(Error::Binary(_))));
    }
}
