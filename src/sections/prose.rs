//! What running text looks like: where sentences end, how lines join.

use std::collections::HashSet;

use crate::source::Line;

/// Whether a text ends where a sentence can end; a footnote mark glued to the full stop does not hide it.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end();
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let text = if bare.len() < text.len() && bare.ends_with(['.', ')', '”']) { bare } else { text };
    let text = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*']);
    text.ends_with(['.', '!', '?', ':', ';', '…'])
}

/// Whether a text begins in the middle of a sentence.
pub(super) fn starts_within(text: &str) -> bool {
    let first = text.chars().find(|c| !matches!(c, '"' | '“' | '‘' | '(' | '\''));
    first.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '–' | '&'))
}

/// A title in capitals may have one small letter among so many.
const CAPS_TO_ONE: usize = 12;

/// Whether its letters are capitals, and there are enough to tell.
pub(super) fn is_caps(text: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for c in text.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        if lower * CAPS_TO_ONE > text.len() {
            return false;
        }
    }
    upper >= 4 && lower * CAPS_TO_ONE <= upper
}

/// Whether a line is a row of a table: most of its words are numbers, and there are two of them at least.
pub(super) fn is_number_row(text: &str) -> bool {
    let mut words = text.split_whitespace();
    // Nearly every line of prose is told by its last word.
    if !words.next_back().is_some_and(is_cell_number) {
        return false;
    }
    let (mut count, mut numbers) = (1, 1);
    for word in words {
        count += 1;
        numbers += usize::from(is_cell_number(word));
    }
    numbers >= 2 && numbers * 2 >= count
}

/// A number as a cell prints it; one with a comma behind it belongs to a sentence.
fn is_cell_number(word: &str) -> bool {
    if matches!(word, "-" | "–" | "—") {
        return true;
    }
    // Nearly every word of prose is told by its end.
    if word.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | ';' | '.')) {
        return false;
    }
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    !core.is_empty() && core.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
}

/// A hyphen that a layout program sets where it tears a word; writers type another one.
const SET_HYPHEN: char = '\u{2010}';

/// Words torn by the layout at a line end: what is left is one word without the hyphen.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    torn: HashSet<String>,
}

impl Hyphens {
    /// Learns from the document: a hyphen at a line end was set by the layout if the word is printed elsewhere without it
    /// and never with it.
    pub fn learn(lines: &[Line]) -> Self {
        let mut candidates: HashSet<String> = HashSet::new();
        for pair in lines.windows(2) {
            if let Some((head, tail)) = line_end_hyphen(&pair[0].text, &pair[1].text) {
                candidates.insert(format!("{head}{tail}"));
                candidates.insert(format!("{head}-{tail}"));
            }
        }
        if candidates.is_empty() {
            return Self::default();
        }
        let likely = Likely::of(&candidates);
        let mut printed: HashSet<&str> = HashSet::new();
        for line in lines {
            likely.words(&line.text, |word| {
                printed.extend(candidates.get(word).map(String::as_str));
            });
        }
        let whole: HashSet<String> =
            printed.iter().filter(|word| word.contains('-')).map(|word| word.replace('-', "")).collect();
        let torn = candidates
            .iter()
            .filter(|word| !word.contains('-') && printed.contains(word.as_str()) && !whole.contains(word.as_str()));
        Self { torn: torn.cloned().collect() }
    }

    /// Adds a line to a text as a person would read on.
    pub fn join(&self, text: &mut String, next: &str) {
        if text.ends_with(SET_HYPHEN) {
            text.pop();
        } else if let Some((head, tail)) = line_end_hyphen(text, next) {
            if self.torn.contains(&format!("{head}{tail}")) {
                text.pop();
            }
        } else if !text.is_empty() && !glued_dash(text) {
            text.push(' ');
        }
        let next = next.trim();
        if is_even(next) {
            text.push_str(next);
        } else {
            text.push_str(&next.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

/// Whether its words stand one blank apart, as they nearly always do.
fn is_even(text: &str) -> bool {
    !text.contains("  ") && !text.contains(|c: char| c != ' ' && c.is_whitespace())
}

/// Tells by length and first letter that a word is none of some: nearly all words of a report need not be looked up.
struct Likely {
    /// First letters by length, both folded into 64 values.
    firsts: [u64; 64],
}

impl Likely {
    /// Shorter words are not looked for: a hyphen in one says little.
    const SHORTEST: usize = 6;

    fn of(words: &HashSet<String>) -> Self {
        let mut firsts = [0; 64];
        words.iter().for_each(|word| firsts[word.len() % 64] |= Self::bit(word));
        Self { firsts }
    }

    fn bit(word: &str) -> u64 {
        1 << (word.as_bytes()[0] % 64)
    }

    /// Gives the words of a text (letters and hyphens) that can be one of them.
    fn words<'a>(&self, text: &'a str, mut give: impl FnMut(&'a str)) {
        let mut given = |word: &'a str| {
            if word.len() >= Self::SHORTEST && self.firsts[word.len() % 64] & Self::bit(word) != 0 {
                give(word);
            }
        };
        // Bytes first: few words hold a character beyond ASCII, and all of the text goes through here.
        for run in ascii_words(text).filter(|run| run.len() >= Self::SHORTEST) {
            if run.is_ascii() {
                given(run);
            } else {
                run.split(|c: char| !c.is_alphabetic() && c != '-').for_each(&mut given);
            }
        }
    }
}

/// The bytes that part words.
const PARTS: [bool; 256] = {
    let mut parts = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        parts[byte as usize] = !(byte as u8).is_ascii_alphabetic() && byte as u8 != b'-';
        byte += 1;
    }
    parts
};

/// What stands between ASCII characters that are neither letters nor hyphens.
fn ascii_words(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    text.as_bytes().split(|byte| PARTS[usize::from(*byte)]).map(move |run| {
        let word = &text[start..start + run.len()];
        start += run.len() + 1;
        word
    })
}

/// The two halves of a word with a hyphen between them at a line end.
fn line_end_hyphen<'a>(line: &'a str, next: &'a str) -> Option<(&'a str, &'a str)> {
    let stem = line.trim_end().strip_suffix('-')?;
    let head = stem.rsplit(|c: char| !c.is_alphanumeric()).next().filter(|head| !head.is_empty())?;
    let next = next.trim_start();
    let end = next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len());
    (end > 0).then(|| (head, &next[..end]))
}

/// A dash or slash that joins two words without blanks.
fn glued_dash(text: &str) -> bool {
    let mut back = text.chars().rev();
    matches!(back.next(), Some('–' | '—' | '/')) && back.next().is_some_and(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str], elsewhere: &str) -> String {
        let mut all: Vec<Line> = lines.iter().map(|text| Line { text: (*text).into(), ..Line::default() }).collect();
        all.push(Line { text: elsewhere.into(), ..Line::default() });
        let hyphens = Hyphens::learn(&all);
        lines.iter().fold(String::new(), |mut text, line| {
            hyphens.join(&mut text, line);
            text
        })
    }

    #[test]
    fn lines_join_as_a_person_reads() {
        assert_eq!(joined(&["a high- ", "level meeting"], ""), "a high-level meeting");
        assert_eq!(joined(&["the develop-", "ment of"], "development"), "the development of");
        assert_eq!(joined(&["the re-", "admission"], "readmission, re-admission"), "the re-admission");
        assert_eq!(joined(&["the of\u{2010}", "fice of"], ""), "the office of");
        assert_eq!(joined(&["Chad–", "Libya"], ""), "Chad–Libya");
        assert_eq!(joined(&["one –", "two"], ""), "one – two");
    }

    #[test]
    fn sentences_end_at_their_stops() {
        assert!(
            ends_sentence("the end.")
                && ends_sentence("as follows: ")
                && ends_sentence("(in all).”")
                && ends_sentence("responses.4")
        );
        assert!(!ends_sentence("the report of") && !ends_sentence("in 2014"));
    }

    #[test]
    fn rows_of_numbers_are_no_prose() {
        assert!(is_number_row("Men 606 662 788") && is_number_row("Total 1 062 1 193"));
        assert!(!is_number_row("in 2012 and 2013 the staff grew") && !is_number_row("from 12 to 14."));
        assert!(!is_number_row("4. Keepers, 2031"));
        assert!(!is_number_row("• Direct recruitments: 108 (18% decrease)"));
        assert!(!is_number_row("Points: 2, 3, 4, 5 and 7"));
    }
}
