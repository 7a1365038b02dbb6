//! Decompression bombs among the streams that the library inflates without a limit while it opens a file:
//! object streams and cross-reference streams.

use super::objects::inflate;
use crate::error::{Error, Result};

/// Deflate packs at most 1032 : 1, so a smaller stream cannot do harm.
const HARMLESS: usize = 48 << 10;
/// What one object stream may hold.
const MOST_OBJECTS: usize = 96 << 20;
/// What all of them together may hold.
const MOST_TOGETHER: usize = 384 << 20;
/// How far before `stream` its dictionary is looked for.
const DICTIONARY: usize = 2048;

/// Refuses a file whose structure would not fit into memory.
///
/// # Errors
/// [`Error::TooLarge`].
pub(super) fn check(bytes: &[u8]) -> Result<()> {
    let mut together = 0usize;
    for start in streams(bytes) {
        let dictionary = dictionary_before(bytes, start);
        if !holds(dictionary, b"/ObjStm") && !holds(dictionary, b"/XRef") {
            continue;
        }
        if holds(dictionary, b"FlateDecode/FlateDecode") || holds(dictionary, b"FlateDecode /FlateDecode") {
            return Err(Error::TooLarge("a PDF whose objects are compressed twice".into()));
        }
        let data = &bytes[start..];
        let packed = find(data, b"endstream").unwrap_or(data.len());
        let size = if packed > HARMLESS { inflate(&data[..packed], MOST_OBJECTS).len() } else { packed * 4 };
        together = together.saturating_add(size);
        if size >= MOST_OBJECTS || together > MOST_TOGETHER {
            return Err(Error::TooLarge("a PDF whose objects unpack to more than any report holds".into()));
        }
    }
    Ok(())
}

/// Where the data of each stream begins.
fn streams(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let found = from + find(bytes.get(from..)?, b"stream")?;
            from = found + 6;
            if !bytes[..found].ends_with(b"end") {
                let line_end = bytes[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                return Some(from + line_end.min(2));
            }
        }
    })
}

fn dictionary_before(bytes: &[u8], start: usize) -> &[u8] {
    let window = &bytes[start.saturating_sub(DICTIONARY)..start];
    let opened = window.windows(4).rposition(|four| four == b" obj").unwrap_or(0);
    &window[opened..]
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    find(bytes, word).is_some()
}

/// The first place of `word`, led by its first byte.
pub(super) fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let next = from + bytes.get(from..)?.iter().position(|byte| *byte == word[0])?;
        if bytes[next..].starts_with(word) {
            return Some(next);
        }
        from = next + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    fn object_stream(size: usize) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        let block = vec![b' '; 1 << 20];
        (0..size >> 20).for_each(|_| encoder.write_all(&block).unwrap());
        let mut file = b"%PDF-1.5\n1 0 obj\n<</Type /ObjStm /Filter /FlateDecode>>\nstream\n".to_vec();
        file.extend(encoder.finish().unwrap());
        file.extend_from_slice(b"\nendstream\nendobj\n");
        file
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_opened() {
        assert!(check(&object_stream(1 << 20)).is_ok());
        assert!(matches!(check(&object_stream(128 << 20)), Err(Error::TooLarge(_))));
    }
}
