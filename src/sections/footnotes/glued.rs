//! Marks glued to words and numbers.
//!
//! Takes the number of a note and the lines above it; gives the place that most likely is its mark.

use std::ops::Range;

use crate::normalise::CleanText;

/// A mark glued to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sections) struct Glued {
    pub line: usize,
    pub at: usize,
    pub len: usize,
}

/// The best place of a glued mark: the surest form first, then the one nearest to the note.
pub(super) fn find_mark(text: &CleanText, number: u32, within: Range<usize>) -> Option<Glued> {
    let digits = number.to_string();
    let mut best: Option<(u8, Glued)> = None;
    for line in within.rev().filter(|line| text.is_text(*line) && text.lines[*line].cells.len() <= 2) {
        let printed = &text.lines[line].text;
        for (at, _) in printed.match_indices(&digits) {
            let sure = likelihood(printed, at, digits.len());
            if sure > best.as_ref().map_or(0, |(sure, _)| *sure) {
                best = Some((sure, Glued { line, at, len: digits.len() }));
            }
        }
    }
    best.map(|(_, glued)| glued)
}

/// How surely digits at a place are a mark: 0 not at all, 3 surely.
fn likelihood(text: &str, at: usize, len: usize) -> u8 {
    let (head, tail) = (&text[..at], &text[at + len..]);
    if tail.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '-' | '–' | '/' | '°'))
        || tail.starts_with([',', '.']) && tail[1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return 0;
    }
    let word = head.rsplit(char::is_whitespace).next().unwrap_or(head);
    let Some(last) = word.chars().next_back() else {
        return 0;
    };
    match last {
        '.' | ',' | ';' | ':' | ')' | '”' | '"' | '’' | '?' | '!' | ']' => after_stop(word, last),
        _ if last.is_alphabetic() => after_word(word),
        _ if last.is_ascii_digit() => after_number(word),
        _ => 0,
    }
}

/// `responses.1`, but not `1.1`, `No.1`.
fn after_stop(word: &str, last: char) -> u8 {
    let before = word.chars().rev().nth(1);
    match before {
        Some(c) if c.is_ascii_digit() && matches!(last, '.' | ',' | ':') => {
            u8::from(last == '.' && is_year(&word[..word.len() - 1]))
        }
        Some(c) if c.is_alphabetic() || matches!(c, ')' | '”' | '’' | '.' | '%') => {
            if word.len() > 3 {
                3
            } else {
                0
            }
        }
        _ => u8::from(last == ')') * 2,
    }
}

/// `support4`, but not `m2`, `COVID-19`, `P5`, `SDG3`.
fn after_word(word: &str) -> u8 {
    let tail = word.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(word);
    let lower = tail.chars().filter(|c| c.is_lowercase()).count();
    match tail.chars().count() {
        0..=2 => 0,
        _ if lower == 0 => u8::from(tail.len() >= 4 || tail == "IOM"),
        _ => 3,
    }
}

/// `4,0385`: one digit more than a thousands group holds. `20195`: a year and a mark.
fn after_number(word: &str) -> u8 {
    let group = word.rsplit(',').next().unwrap_or(word);
    let grouped = word.contains(',') && group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    if grouped { 2 } else { u8::from(is_year(word)) }
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure(text: &str, digits: &str) -> u8 {
        let at = text.rfind(digits).expect("digits");
        likelihood(text, at, digits.len())
    }

    #[test]
    fn marks_glued_to_words_and_numbers() {
        assert!(sure("in 10 responses.1 Forty", "1") > 2 && sure("support4", "4") > 2);
        assert!(sure("a total of 4,0385 persons", "5") > 1);
        assert!(sure("in Kosovo5 on", "5") > 2);
    }

    #[test]
    fn what_only_looks_like_a_mark() {
        for (text, digits) in [
            ("146,370 m2.", "2"),
            ("COVID-19 ", "19"),
            ("grade P5 staff", "5"),
            ("SDG3 on", "3"),
            ("Group 1.2 on", "2"),
            ("10.7.2", "2"),
            ("4,038 of", "8"),
            ("in 2019 the", "9"),
        ] {
            assert_eq!(sure(text, digits), 0, "{text}");
        }
    }
}
