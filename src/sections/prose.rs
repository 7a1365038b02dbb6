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
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let nil = matches!(word, "-" | "–" | "—" | "..");
    !word.ends_with([',', ';', '.'])
        && (nil || !core.is_empty())
        && core.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
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
        // Most words are told by their length and first letter; only the rest is looked up.
        let seen = |word: &str| (1u64 << (word.len() % 64), 1u64 << (word.as_bytes()[0] % 64));
        let (lengths, firsts) =
            candidates.iter().map(|word| seen(word)).fold((0, 0), |all, one| (all.0 | one.0, all.1 | one.1));
        let likely = |word: &&str| {
            let (length, first) = if word.len() > 5 { seen(word) } else { (0, 0) };
            lengths & length != 0 && firsts & first != 0
        };
        let words = lines.iter().flat_map(|line| line.text.split(|c: char| !c.is_alphabetic() && c != '-'));
        let printed: HashSet<&str> = words.filter(likely).filter(|word| candidates.contains(*word)).collect();
        let torn = candidates.iter().filter(|word| !word.contains('-') && printed.contains(word.as_str()));
        let torn =
            torn.filter(|word| !printed.iter().any(|other| other.contains('-') && other.replace('-', "") == **word));
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
        let mut first = true;
        for word in next.split_whitespace() {
            if !first {
                text.push(' ');
            }
            text.push_str(word);
            first = false;
        }
    }
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
