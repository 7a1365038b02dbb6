//! A new cross-reference table for a file that has lost its own: cut short, or with places that no longer fit.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::bombs::find;

/// More objects than any report has.
const MOST_OBJECTS: usize = 2_000_000;

/// The file with a table of the objects that are found in it. The trailer names the catalogue where it is found in the open;
/// one within an object stream is looked for when the objects are read. An encrypted file cannot be mended.
pub(super) fn with_new_table(bytes: &[u8]) -> Option<Vec<u8>> {
    let bytes = &bytes[find(bytes, b"%PDF-")?..];
    let objects = objects(bytes);
    let highest = *objects.keys().next_back()?;
    if find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let mut table = String::from("\nxref\n");
    for (number, (generation, place)) in &objects {
        // Writing into a String cannot fail.
        let _ = write!(table, "{number} 1\n{place:010} {generation:05} n \n");
    }
    let size = highest.saturating_add(1);
    let root = objects.iter().rev().find(|(_, place)| is_catalog(&bytes[place.1..]));
    let root = root.map_or(String::new(), |(number, place)| format!("/Root {number} {} R ", place.0));
    let _ = write!(table, "trailer\n<< /Size {size} {root}>>\n");
    let _ = write!(table, "startxref\n{}\n%%EOF\n", bytes.len() + 1);
    let mut mended = bytes.to_vec();
    mended.extend_from_slice(table.as_bytes());
    Some(mended)
}

fn is_catalog(object: &[u8]) -> bool {
    let end = find(object, b"endobj").unwrap_or(object.len()).min(4096);
    let body = &object[..end];
    find(body, b"/Catalog").is_some() && find(body, b"/Pages").is_some()
}

/// Number, generation and place of every `N G obj`; of several with one number the last counts.
fn objects(bytes: &[u8]) -> BTreeMap<u32, (u16, usize)> {
    let mut objects = BTreeMap::new();
    let mut from = 0;
    while let Some(found) = bytes.get(from..).and_then(|rest| find(rest, b"obj")).map(|found| from + found) {
        from = found + 3;
        if let Some((number, generation, place)) = header_before(bytes, found)
            && objects.len() < MOST_OBJECTS
        {
            objects.insert(number, (generation, place));
        }
    }
    objects
}

/// Reads `12 0 ` backwards from `end`.
fn header_before(bytes: &[u8], end: usize) -> Option<(u32, u16, usize)> {
    let (generation, place) = number_before(bytes, end)?;
    let (number, place) = number_before(bytes, place)?;
    Some((u32::try_from(number).ok()?, u16::try_from(generation).ok()?, place))
}

fn number_before(bytes: &[u8], end: usize) -> Option<(u64, usize)> {
    let blanks = bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    let end = end - blanks;
    let digits = bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let text = std::str::from_utf8(&bytes[end - digits..end]).ok()?;
    (blanks > 0 && digits <= 10).then(|| text.parse().ok().map(|number| (number, end - digits))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_without_a_table() {
        let file = b"junk%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages>>\nendobj\n";
        let mended = String::from_utf8(with_new_table(file).unwrap()).unwrap();
        assert!(mended.starts_with("%PDF"));
        assert!(mended.contains("1 1\n0000000009 00000 n \n2 1\n"), "{mended}");
        assert!(mended.contains("/Size 3 /Root 1 0 R"));
    }

    #[test]
    fn without_objects_there_is_nothing_to_mend() {
        assert_eq!(with_new_table(b"%PDF-1.4\nnothing"), None);
    }
}
