//! Blanks and letters in one form: every wide blank is a blank, every letter is composed.
//!
//! Takes text as any form of the input has it; gives the text that all later stages compare.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// No-break, narrow and other wide blanks become blanks; the text becomes NFC. Blanks keep their count.
pub(super) fn fold_blanks(text: &str) -> String {
    let blank = |c: char| match c {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        other => other,
    };
    let kept = |c: &char| !matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}');
    if text.is_ascii() {
        return text.to_string();
    }
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().filter(kept).map(blank));
    if is_nfc(text) { folded } else { folded.nfc().collect() }
}

/// Runs of blanks become one, none at the ends.
pub(super) fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}
