//! Titles in capitals get the case that the text itself gives the words.
//!
//! Takes a title and the text; gives the title in small letters, names with their capitals.

use super::OPENING;
use crate::normalise::CleanText;
use crate::source::Line;

/// Words of small account in a title.
const SMALL: [&str; 14] = ["of", "the", "on", "for", "and", "in", "to", "by", "with", "a", "an", "at", "from", "or"];

/// A title in capitals gets the case that the text itself gives the words; the first one begins with a capital.
pub(super) fn sentence_case(title: &str, text: &CleanText) -> String {
    if title.chars().any(char::is_lowercase) {
        return title.to_string();
    }
    let wanted = title.to_lowercase();
    let sample = || text.lines.iter().filter(|line| line.text.chars().any(char::is_lowercase)).take(OPENING);
    let whole = sample().find_map(|line| {
        let lower = line.text.to_lowercase();
        (lower.len() == line.text.len())
            .then(|| lower.find(&wanted))
            .flatten()
            .map(|at| line.text[at..at + wanted.len()].to_string())
    });
    let cased =
        whole.unwrap_or_else(|| wanted.split(' ').map(|word| word_case(word, sample())).collect::<Vec<_>>().join(" "));
    let mut chars = cased.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The case in which the text prints a word most often within a line.
fn word_case<'a>(word: &str, sample: impl Iterator<Item = &'a Line>) -> String {
    let (mut lower, mut upper) = (0, 0);
    for printed in sample.flat_map(|line| line.text.split_whitespace().skip(1)) {
        if printed.eq_ignore_ascii_case(word) {
            let capital = printed.starts_with(char::is_uppercase);
            (lower, upper) = (lower + usize::from(!capital), upper + usize::from(capital));
        }
    }
    if SMALL.contains(&word) || lower >= upper {
        return word.to_string();
    }
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
