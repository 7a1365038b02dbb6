//! A line of blank-separated words: a label, then numbers. An extra blank is an empty word, because this form shows
//! an empty cell by nothing but its blank.

use crate::span::Span;
use crate::tables::labels;
use crate::tables::sheet::Word;

/// A line cut into label and numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cut {
    /// The words before the numbers, joined with one blank.
    pub label: String,
    /// The numbers and the empty words between them; empty when the line has no numbers at its end.
    pub words: Vec<Word>,
}

impl Cut {
    /// How many numbers there are.
    pub fn numbers(&self) -> usize {
        self.words.iter().filter(|word| !word.text.is_empty()).count()
    }

    /// Whether every number is a year, as in a header.
    pub fn only_years(&self) -> bool {
        self.words.iter().filter(|word| !word.text.is_empty()).all(|word| labels::year_of(&word.text).is_some())
    }
}

/// Whether a word can stand in a cell: a number with its sign, group commas, decimals, per cent, brackets; a nil sign.
pub fn is_numeric(word: &str) -> bool {
    if matches!(word, "-" | "–" | "—") {
        return true;
    }
    // `(1 416.3)` is two words.
    let inner = word.strip_prefix('(').unwrap_or(word);
    let inner = inner.strip_suffix(')').unwrap_or(inner);
    let inner = inner.strip_prefix(['+', '-', '−', '–']).unwrap_or(inner);
    let inner = inner.strip_suffix('*').unwrap_or(inner);
    let inner = inner.strip_suffix('%').unwrap_or(inner);
    inner.starts_with(|c: char| c.is_ascii_digit())
        && inner.ends_with(|c: char| c.is_ascii_digit())
        && inner.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
}

/// Whether a line ends like a number: nearly all of the prose does not, and need not be cut.
fn may_end_in_numbers(body: &str) -> bool {
    body.trim_end().ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | ')' | '*' | '-' | '–' | '—'))
}

/// What a line is without its numbers being taken out: enough to tell rows from prose.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shape {
    /// The words before the numbers, joined with one blank.
    pub label: String,
    /// How many numbers there are.
    pub numbers: usize,
    /// Whether every number is a year.
    pub only_years: bool,
}

/// The shape of a line, as [`cut`] would cut it.
pub fn shape(text: &str, page_start: bool) -> Shape {
    let (body, _) = body(text, page_start);
    let Some((words, first)) = split_at_numbers(body) else { return Shape::default() };
    let numbers = || words[first..].iter().filter(|word| !word.is_empty());
    Shape {
        label: join(&words[..first]),
        numbers: numbers().count(),
        only_years: numbers().all(|word| labels::year_of(word).is_some()),
    }
}

/// Cuts a line; without numbers at its end it stays whole. `page_start` tells that one leading blank shows a page break and is no cell.
pub fn cut(text: &str, page_start: bool, line: Span) -> Cut {
    let (body, skipped) = body(text, page_start);
    let Some((words, first)) = split_at_numbers(body) else { return Cut::default() };
    let mut at = skipped + words[..first].iter().map(|word| word.chars().count() + 1).sum::<usize>();
    let numbers = words[first..].iter().map(|word| {
        let length = word.chars().count();
        let placed = Word { text: (*word).to_string(), span: line.at(at, at + length) };
        at += length + 1;
        placed
    });
    Cut { words: numbers.collect(), label: join(&words[..first]) }
}

/// A line without the blank of a page break, which counts as skipped, and without the one that closes the row.
pub(super) fn body(text: &str, page_start: bool) -> (&str, usize) {
    let (body, skipped) = match text.strip_prefix(' ') {
        Some(rest) if page_start => (rest, 1),
        _ => (text, 0),
    };
    // Each cell is followed by one blank; the last one closes the row.
    (body.strip_suffix(' ').unwrap_or(body), skipped)
}

/// The words of a line that ends like a number, and where its numbers begin: behind the last word if there are none.
fn split_at_numbers(body: &str) -> Option<(Vec<&str>, usize)> {
    if !may_end_in_numbers(body) {
        return None;
    }
    let words: Vec<&str> = body.split(' ').collect();
    let tail = words.iter().rev().take_while(|word| word.is_empty() || is_numeric(word)).count();
    let first = words.len() - tail;
    // `Total in 2019 460 29`: a year after a small word belongs to the label.
    let small = first > 0 && words[first - 1].starts_with(|c: char| c.is_lowercase());
    let first = match () {
        () if words[first..].iter().all(|word| word.is_empty()) => words.len(),
        () if small && labels::year_of(words[first]).is_some() => first + 1,
        () if first > 0 && is_named(words[first - 1], words[first]) => first + 1,
        () if first > 0 && ends_range(&words[..first], words[first]) => first + 1,
        () => first,
    };
    Some((words, first))
}

/// `> 90` is an age group; in `Resolution/XYZ 1044` four digits that no blank groups, after an abbreviation, are part of a
/// name.
fn is_named(before: &str, number: &str) -> bool {
    if matches!(before, ">" | "<" | "≥" | "≤") {
        return true;
    }
    let abbreviation = before.rsplit('/').next().unwrap_or_default();
    let capitals = abbreviation.len() > 2 && abbreviation.bytes().all(|byte| byte.is_ascii_uppercase());
    capitals && number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Under 18`, `More than 60`: a bound of an age or a size.
fn ends_range(before: &[&str], number: &str) -> bool {
    let bound = match before {
        [first] => matches!(*first, "Under" | "Over" | "Above" | "Below" | "Aged"),
        [.., last] => *last == "than",
        [] => false,
    };
    bound && number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn join(words: &[&str]) -> String {
    let mut joined = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> (String, Vec<String>) {
        let cut = cut(line, false, Span::default());
        (cut.label, cut.words.into_iter().map(|word| word.text).collect())
    }

    #[test]
    fn blanks_are_counted_after_the_label() {
        let (label, words) = texts("Upper Land   3 1 014 ");
        assert_eq!(
            (label.as_str(), words.as_slice()),
            ("Upper Land", &["", "", "3", "1", "014"].map(String::from)[..])
        );
    }

    #[test]
    fn cells_on_a_line_of_their_own_begin_with_their_blanks() {
        assert_eq!(texts("  7  2 ").1, ["", "", "7", "", "2"]);
    }

    #[test]
    fn trailing_empty_cells_are_kept() {
        assert_eq!(texts("Nowhere  0   ").1, ["", "0", "", ""]);
    }

    #[test]
    fn a_year_after_a_small_word_belongs_to_the_label() {
        assert_eq!(texts("Share in 2031 52% 31% ").0, "Share in 2031");
        assert_eq!(texts("2031 2032 2033 ").1.len(), 3);
        assert_eq!(texts("Shoal/XYZ 1044 3 7 ").0, "Shoal/XYZ 1044");
        assert_eq!(texts("> 90 3 7 ").0, "> 90");
        assert_eq!(texts("Under 18  7 ").0, "Under 18");
        assert_eq!(texts("More than 60 3 7 ").0, "More than 60");
    }

    #[test]
    fn prose_has_no_numbers_at_its_end() {
        assert!(texts("The office moved in the spring of that year. ").1.is_empty());
    }
}
