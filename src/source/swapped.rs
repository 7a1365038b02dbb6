//! Letters of ligatures that a tool wrote with the bytes of each swapped: `na琀椀onal` is `national`.
//!
//! `t` (0074) becomes `琀` (7400). Of three letters the last two come out as one character, the sum of both: `ffi` is `昀케`
//! (6600 and 6600 + 6900). Where that sum is one half of a surrogate pair (`tti`), the bytes are no UTF-8 any more.

use std::borrow::Cow;

/// Lone halves of surrogate pairs are no characters: until they are mended, they stand so far up, in a private plane.
const STAND_IN: u32 = 0xF_0000;
const HALVES: std::ops::Range<u32> = 0xD800..0xE000;
/// Letters that follow a doubled one in ligatures: `ffi`, `ffl`, `fft`, `tti`, `ttf`.
const THIRD: [char; 8] = ['b', 'f', 'h', 'i', 'j', 'k', 'l', 't'];
/// Bytes that begin a swapped letter in UTF-8. Hardly any other text in Latin letters holds one.
const FIRST_BYTES: std::ops::RangeInclusive<u8> = 0xE4..=0xE7;

/// Reads UTF-8 with lone halves in it; nothing where it holds anything else that is no UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        match std::str::from_utf8(rest) {
            Ok(last) => {
                text.push_str(last);
                return Some(text);
            }
            Err(error) => {
                let (whole, from) = rest.split_at(error.valid_up_to());
                text.push_str(std::str::from_utf8(whole).ok()?);
                text.push(half(from)?);
                rest = &from[3..];
            }
        }
    }
}

/// The lone half that the bytes begin with, as its stand-in.
fn half(bytes: &[u8]) -> Option<char> {
    let [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..] = *bytes else { return None };
    char::from_u32(STAND_IN + 0xD000 + (u32::from(second & 0x3F) << 6) + u32::from(third & 0x3F))
}

/// Puts swapped letters inside Latin words right.
pub(super) fn mend(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.bytes().any(|byte| FIRST_BYTES.contains(&byte)) {
        return text;
    }
    text.split_inclusive('\n').map(mend_line).collect::<String>().into()
}

/// A character that becomes two takes a blank of the next wide gap, so that what stands behind keeps its place.
fn mend_line(line: &str) -> String {
    let mut mended = String::with_capacity(line.len());
    let mut added = 0;
    for word in line.split_inclusive(' ') {
        if added > 0 && word == " " && mended.ends_with(' ') {
            added -= 1;
        } else if word.contains(|c: char| c.is_ascii_alphabetic()) {
            added += mend_word(word, &mut mended);
        } else {
            mended.push_str(word);
        }
    }
    mended
}

/// Adds a word; gives how many characters it has more than before.
fn mend_word(word: &str, mended: &mut String) -> usize {
    let (mut added, mut before) = (0, None);
    for c in word.chars() {
        let letter = swapped(c);
        if let Some(last_two) = before.and_then(|first| pair(first, c)) {
            mended.extend(last_two);
            added += 1;
        } else {
            mended.push(letter.or((!is_stand_in(c)).then_some(c)).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        before = letter;
    }
    added
}

fn is_stand_in(c: char) -> bool {
    u32::from(c).checked_sub(STAND_IN).is_some_and(|code| HALVES.contains(&code))
}

/// The high byte of a character whose low byte is 0.
fn high_byte(c: char) -> Option<u8> {
    let code = if is_stand_in(c) { u32::from(c) - STAND_IN } else { u32::from(c) };
    (code & 0xFF == 0).then(|| u8::try_from(code >> 8).ok())?
}

/// The letter whose bytes a character holds the wrong way round.
fn swapped(c: char) -> Option<char> {
    high_byte(c).map(char::from).filter(char::is_ascii_alphabetic)
}

/// The last two letters of a ligature of three, of which the first two are the same.
fn pair(first: char, sum: char) -> Option<[char; 2]> {
    let third = high_byte(sum)?.checked_sub(u8::try_from(first).ok()?)?;
    Some([first, char::from(third)]).filter(|[_, third]| THIRD.contains(third))
}

/// The letters of a ligature that a font of a PDF gives so, in units of UTF-16.
pub(super) fn ligature(units: &[u16]) -> Option<String> {
    let bytes: Option<Vec<u8>> = units.iter().map(|unit| (unit & 0xFF == 0).then_some((unit >> 8) as u8)).collect();
    let bytes = bytes.filter(|bytes| bytes.len() > 1)?;
    let mut letters = String::new();
    let mut before: Option<u8> = None;
    for byte in bytes {
        match before.and_then(|before| pair(char::from(before), half_of(byte))) {
            Some(last_two) => letters.extend(last_two),
            None => letters.push(Some(char::from(byte)).filter(char::is_ascii_alphabetic)?),
        }
        before = Some(byte);
    }
    Some(letters)
}

/// The character whose low byte is 0, or the stand-in of such a half of a surrogate pair.
fn half_of(high: u8) -> char {
    let code = u32::from(high) << 8;
    char::from_u32(code).or(char::from_u32(STAND_IN + code)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        mend(text.into()).into_owned()
    }

    #[test]
    fn swapped_letters_are_put_right_inside_latin_words() {
        assert_eq!(mended("Aldma琀椀a  2\nNa琀椀onal sta昀昀"), "Aldmatia  2\nNational staff");
        assert_eq!(mended("琀椀 2"), "琀椀 2");
    }

    #[test]
    fn of_three_letters_the_last_two_are_one_sum() {
        assert_eq!(mended("O昀케cers"), "Officers");
        assert_eq!(mended("sha昀툀ed"), "shaffled");
        assert_eq!(mended("한케a"), "한케a");
    }

    #[test]
    fn ligatures_of_fonts_are_put_right() {
        let read = |units: &[u16]| ligature(units).unwrap_or_default();
        assert_eq!([read(&[0x7400, 0x6900]), read(&[0x6600, 0xCF00]), read(&[0x7400, 0xDD00])], ["ti", "ffi", "tti"]);
        assert_eq!(ligature(&[0x6600]), None);
        assert_eq!(ligature(&[0x0066, 0x0069]), None);
    }

    #[test]
    fn what_stands_behind_keeps_its_place() {
        assert_eq!(mended("O昀케cers   12   7"), "Officers  12   7");
        assert_eq!(mended("o昀케ce work"), "office work");
    }

    #[test]
    fn sums_that_are_half_a_pair_are_read() {
        let read = decode(b"pu\xE7\x90\x80\xED\xB4\x80ng").expect("UTF-8 with a half");
        assert_eq!(mended(&read), "putting");
        assert_eq!(decode(b"C\xF4te"), None);
    }
}
