//! Headings by their form, their numbers and their levels.

use super::prose;
use crate::source::Line;

/// Longer texts are no headings.
const LONGEST: usize = 170;

/// Type larger than this (the body's is 1) is that of titles.
const LARGE_TYPE: f32 = 1.08;

/// Words in which no heading ends: the line goes on.
const UNFINISHED: [&str; 16] =
    ["the", "of", "and", "to", "in", "for", "by", "with", "a", "an", "on", "at", "from", "or", "that", "as"];

/// Whether the text could be a heading: short, begun, finished, and without a full stop.
pub(super) fn is_heading_like(text: &str) -> bool {
    let text = text.trim();
    let last = text.rsplit(' ').next().unwrap_or(text);
    text.len() <= LONGEST
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !prose::starts_within(text)
        && !text.starts_with(['(', '*'])
        && !text.ends_with(['.', ';', ':', ',', '-', '–'])
        && !prose::is_number_row(text)
        && !UNFINISHED.contains(&last.to_lowercase().as_str())
        && text.split_whitespace().count() <= 24
        && !text.contains("://")
}

/// Titles of charts begin with what they count; headings hardly ever do.
pub(super) fn tells_a_count(title: &str) -> bool {
    const COUNTS: [&str; 6] =
        ["Number of ", "Percentage of ", "Share of ", "Distribution of ", "Breakdown of ", "Proportion of "];
    COUNTS.iter().any(|words| title.starts_with(words))
}

/// Whether the form of the line shows a heading.
pub(super) fn is_styled(line: &Line) -> bool {
    let style = &line.style;
    style.heading.is_some() || style.bold || style.italic || is_large(line)
}

/// Whether the line is set in larger type than the body.
pub(super) fn is_large(line: &Line) -> bool {
    line.style.size.is_some_and(|size| size > LARGE_TYPE)
}

/// The number before a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadingNumber {
    /// `IV.`
    Roman(u32),
    /// `B.`, as 2.
    Letter(u32),
    /// `1.2`, as its depth.
    Decimal(u8),
}

/// The number as printed, and what it can be read as. `I.` and `C.` are settled by [`Levels`].
pub(super) fn printed_number(title: &str) -> Option<&str> {
    let end = title.find(char::is_whitespace)?;
    let word = &title[..end];
    let core = word.strip_suffix(['.', ')']).unwrap_or(word);
    let parts =
        core.split('.').all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let stopped = core.len() < word.len();
    let roman = stopped && roman(core).is_some();
    let letter = stopped && core.len() == 1 && core.bytes().all(|b| b.is_ascii_uppercase());
    (roman || letter || parts && (stopped || core.contains('.'))).then_some(word)
}

/// `XIV` is 14.
fn roman(text: &str) -> Option<u32> {
    let value = |c| {
        Some(match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            'D' => 500,
            _ => return None,
        })
    };
    let digits: Option<Vec<u32>> = text.chars().map(value).collect();
    let digits = digits.filter(|digits| !digits.is_empty())?;
    let signed = digits.iter().enumerate().map(|(order, digit)| {
        let smaller = digits.get(order + 1).is_some_and(|next| next > digit);
        if smaller { -i64::from(*digit) } else { i64::from(*digit) }
    });
    u32::try_from(signed.sum::<i64>()).ok()
}

/// Follows the headings and tells their levels.
#[derive(Debug, Default)]
pub(super) struct Levels {
    last_roman: u32,
    last_letter: u32,
    /// Letters head the second level somewhere in the report.
    lettered: bool,
    in_annex: bool,
    /// Level of the last heading without a number in this part.
    plain: Option<u8>,
    last: u8,
}

impl Levels {
    pub fn new(lettered: bool) -> Self {
        Self { lettered, ..Self::default() }
    }

    /// The level of an annex or front heading.
    pub fn part(&mut self, annex: bool) -> u8 {
        (self.in_annex, self.plain, self.last, self.last_letter) = (annex, None, 1, 0);
        1
    }

    /// The title under 'Annex I'.
    pub fn annex_title(&mut self) -> u8 {
        self.last = 2;
        2
    }

    /// The level of a heading in the body; `in_a_row` says that nothing stands between it and the heading before.
    pub fn next(&mut self, title: &str, in_a_row: bool) -> u8 {
        let level = match self.number(title) {
            Some(HeadingNumber::Roman(number)) => {
                (self.last_roman, self.last_letter, self.plain) = (number, 0, None);
                1
            }
            Some(HeadingNumber::Letter(number)) => {
                (self.last_letter, self.plain) = (number, None);
                2
            }
            Some(HeadingNumber::Decimal(_)) if self.in_annex => 3,
            Some(HeadingNumber::Decimal(depth)) => depth.min(3),
            None if self.in_annex => 3,
            None if prose::is_caps(title) || is_part_word(title) => self.part(false),
            None => self.plain_level(in_a_row),
        };
        self.last = level;
        level
    }

    fn plain_level(&mut self, in_a_row: bool) -> u8 {
        let level = match self.plain {
            _ if self.lettered => 3,
            _ if in_a_row => (self.last + 1).min(3),
            Some(level) => level,
            None => 2,
        };
        self.plain = Some(level);
        level
    }

    /// A letter that continues the letters is one, even if it is a Roman numeral too (`I.` after `H.`, `C.` after `B.`).
    fn number(&self, title: &str) -> Option<HeadingNumber> {
        let word = printed_number(title)?;
        let core = word.trim_end_matches(['.', ')']);
        if core.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(HeadingNumber::Decimal(core.split('.').count() as u8));
        }
        let letter = (core.len() == 1).then(|| u32::from(core.as_bytes()[0] - b'A') + 1);
        let caps = prose::is_caps(&title[word.len()..]);
        match (roman(core), letter) {
            (Some(number), Some(letter))
                if letter == self.last_letter + 1 && !(caps && number == self.last_roman + 1) =>
            {
                Some(HeadingNumber::Letter(letter))
            }
            (Some(number), _) => Some(HeadingNumber::Roman(number)),
            (None, letter) => letter.map(HeadingNumber::Letter),
        }
    }
}

/// Titles that are parts whatever their letters.
fn is_part_word(title: &str) -> bool {
    let lower = title.to_lowercase();
    let first = lower.split([' ', ':']).next().unwrap_or("");
    matches!(
        lower.as_str(),
        "introduction"
            | "foreword"
            | "contents"
            | "abbreviations"
            | "conclusion"
            | "conclusions"
            | "executive summary"
            | "annexes"
    ) || matches!(first, "part" | "chapter") && lower.split(' ').nth(1).is_some_and(|word| word.len() <= 5)
}

/// Whether headings with letters (`B. Title`) occur.
pub(super) fn is_lettered(title: &str) -> bool {
    printed_number(title).is_some_and(|word| word.len() == 2 && matches!(word.as_bytes()[0], b'A' | b'B' | b'E'..=b'H'))
}

/// Greek and Cyrillic capitals that OCR takes for the letter before a title.
pub(super) fn latin_letter(title: String) -> String {
    let mut chars = title.chars();
    let latin = match chars.next() {
        Some('Α' | 'А') => 'A',
        Some('Β' | 'В') => 'B',
        Some('Ε' | 'Е') => 'E',
        Some('Η' | 'Н') => 'H',
        Some('Ι' | 'І') => 'I',
        Some('С') => 'C',
        _ => return title,
    };
    if chars.as_str().starts_with('.') { format!("{latin}{}", chars.as_str()) } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_roman_numerals_are_settled_by_their_order() {
        let mut levels = Levels { lettered: true, ..Levels::default() };
        let titles = ["I. THE OFFICE", "A. One", "B. Two", "C. Three", "Plain", "D. Four", "II. ELSEWHERE", "A. Again"];
        let found: Vec<u8> = titles.iter().map(|title| levels.next(title, false)).collect();
        assert_eq!(found, [1, 2, 2, 2, 3, 2, 1, 2]);
    }

    #[test]
    fn the_ninth_letter_is_no_numeral() {
        let mut levels = Levels { lettered: true, last_letter: 8, last_roman: 1, ..Levels::default() };
        assert_eq!((levels.next("I. Occupational health", false), levels.next("II. NEXT", false)), (2, 1));
    }

    #[test]
    fn headings_in_a_row_go_deeper() {
        let mut levels = Levels::default();
        let rows = [("PART OF IT", false), ("Principled", true), ("Gender", true), ("Disability", false)];
        let found: Vec<u8> = rows.iter().map(|(title, row)| levels.next(title, *row)).collect();
        assert_eq!(found, [1, 2, 3, 3]);
    }

    #[test]
    fn headings_are_short_and_finished() {
        assert!(is_heading_like("Data protection") && is_heading_like("2019 HIGHLIGHTS"));
        assert!(!is_heading_like("The end.") && !is_heading_like("the rest") && !is_heading_like("Strengthening the"));
        assert_eq!(latin_letter("Ε. Fund".into()), "E. Fund");
    }
}
