//! What a delimited cell holds: nothing, a speck of the OCR, a nil sign, numbers, words.

use super::numerals::{self, Token, is_numeral};
use crate::source::RawCell;

/// The content of a cell, told by its form alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing printed.
    Empty,
    /// Dirt, or the rule between two columns read as a letter: `i`, `l I`, `!`, `- 1`.
    Speck,
    /// A dash by itself: nil where the table uses dashes for nil, a speck where it leaves cells empty.
    Dash,
    /// A single letter that can be a header (`F`, `M`).
    Letter,
    /// Words.
    Words,
    /// Digits that make no number: `4 40=`, `00:1`.
    Illegible,
    /// Numbers.
    Numbers {
        /// In printed order.
        tokens: Vec<Token>,
        /// Something else stands in the cell, so that a digit may be a speck or a speck a digit.
        doubtful: bool,
    },
}

impl Content {
    /// Whether the cell holds numbers.
    pub fn is_numeric(&self) -> bool {
        matches!(self, Self::Numbers { .. })
    }

    /// Whether the cell holds text that a label or header could be made of.
    #[cfg(test)]
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Words | Self::Letter)
    }
}

/// Reads a cell.
pub(super) fn read(cell: &RawCell) -> Content {
    let text = cell.text.trim();
    if text.is_empty() {
        return Content::Empty;
    }
    if is_dash(text) {
        return Content::Dash;
    }
    if text.contains(|c: char| c.is_ascii_digit()) {
        return with_digits(cell, text);
    }
    match letters(text) {
        _ if is_speck(text) => Content::Speck,
        0 => Content::Speck,
        1 if text.len() <= 2 && text.starts_with(|c: char| c.is_ascii_uppercase()) => Content::Letter,
        1 => Content::Speck,
        _ => Content::Words,
    }
}

/// A dash that can be a nil sign.
pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "−")
}

/// Whether the cell is a year by itself.
pub(super) fn year_of(text: &str) -> Option<i32> {
    let year: i32 = text.trim().parse().ok()?;
    (text.trim().len() == 4 && (1945..2100).contains(&year)).then_some(year)
}

/// What column rules and dirt are read as.
fn is_speck(text: &str) -> bool {
    const DIRT: &str = "iIlLjJ1!|'`´’‘.,;:-–_*[](){}ıįİĺÌļľÍíìîÎ\\/";
    text.chars().all(|c| c.is_whitespace() || DIRT.contains(c))
}

/// Letters of a script that the reports are printed in; look-alikes of other scripts count.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic() && ((*c as u32) < 0x250 || look_alike(*c).is_some())).count()
}

/// The Latin letter that a Cyrillic or Greek letter looks like. OCR mixes them up.
pub(super) fn look_alike(c: char) -> Option<char> {
    const PAIRS: [(char, char); 26] = [
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('Н', 'H'),
        ('О', 'O'),
        ('Р', 'P'),
        ('С', 'C'),
        ('Т', 'T'),
        ('У', 'Y'),
        ('Х', 'X'),
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('у', 'y'),
        ('х', 'x'),
        ('і', 'i'),
        ('І', 'I'),
        ('Ε', 'E'),
        ('Α', 'A'),
        ('Ο', 'O'),
        ('Μ', 'M'),
        ('ο', 'o'),
    ];
    PAIRS.iter().find(|(from, _)| *from == c).map(|(_, to)| *to)
}

fn with_digits(cell: &RawCell, text: &str) -> Content {
    if is_band(text) {
        return Content::Words;
    }
    let Some((tokens, doubtful)) = tokens(&cell.raw, text) else {
        let words = text.split_whitespace().any(|word| letters(word) > 1) || is_grade(text);
        return if words {
            Content::Words
        } else if is_speck(text) {
            Content::Speck
        } else {
            Content::Illegible
        };
    };
    if numerals::widest(&tokens).iter().any(|number| is_padded(&number.text)) {
        return Content::Illegible;
    }
    let lone_mark = !cell.marks.is_empty() && cell.marks.iter().any(|mark| mark.chars().all(|c| c.is_ascii_digit()));
    Content::Numbers { tokens, doubtful: doubtful || lone_mark }
}

/// `09`, `00`: what is left of a number.
fn is_padded(number: &str) -> bool {
    number.starts_with('0') && number[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// `0-9`, `> 90`, `80+`: bands of ages or amounts.
fn is_band(text: &str) -> bool {
    let digits = |part: &str| !part.trim().is_empty() && part.trim().bytes().all(|b| b.is_ascii_digit());
    let range = text.split_once(['-', '–']).is_some_and(|(from, to)| digits(from) && digits(to));
    range || text.starts_with(['>', '<', '≥', '≤']) || text.strip_suffix('+').is_some_and(digits)
}

/// `P-5`, `D1`: a capital and a digit.
fn is_grade(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase() && !"IJL".contains(c)) && text.len() <= 5
}

/// The numerals of a cell, and whether anything else stands there. `None` if some digits make no numeral.
fn tokens(raw: &str, text: &str) -> Option<(Vec<Token>, bool)> {
    let mixed = raw.contains("<b>") && raw.contains("</b>");
    let runs = if mixed { bold_runs(raw) } else { vec![(text.to_string(), false)] };
    let whole_bold = runs.iter().filter(|(run, _)| !run.trim().is_empty()).all(|(_, bold)| *bold);
    let (mut tokens, mut doubtful) = (Vec::new(), false);
    for (run, bold) in runs {
        let mut apart = !tokens.is_empty();
        for word in run.split_whitespace() {
            let numeral = word.trim_end_matches('*');
            if word == "%" || (is_note_letter(word) && !tokens.is_empty()) {
                continue;
            }
            if is_numeral(numeral) {
                tokens.push(Token { text: numeral.to_string(), bold: bold && !whole_bold, apart });
                apart = false;
            } else if word.contains(|c: char| c.is_ascii_digit()) {
                let inner = word.trim_matches(|c: char| !c.is_ascii_digit());
                if !is_numeral(inner) || word.contains(char::is_alphabetic) || word.contains('=') {
                    return None;
                }
                tokens.push(Token { text: inner.to_string(), bold: bold && !whole_bold, apart });
                doubtful = true;
            } else if letters(word) > 1 || is_dash(word) {
                return None;
            } else {
                doubtful = true;
                apart = true;
            }
        }
    }
    (!tokens.is_empty()).then_some((tokens, doubtful))
}

/// `a` to `h` after a number is a footnote mark.
fn is_note_letter(word: &str) -> bool {
    word.len() == 1 && word.starts_with(|c: char| ('a'..='h').contains(&c))
}

/// The parts of a cell that are bold and those that are not, freed of tags.
fn bold_runs(raw: &str) -> Vec<(String, bool)> {
    let (mut runs, mut rest, mut bold) = (Vec::new(), raw, false);
    loop {
        let tag = if bold { "</b>" } else { "<b>" };
        let end = rest.find(tag).unwrap_or(rest.len());
        runs.push((free_of_tags(&rest[..end]), bold));
        if end == rest.len() {
            return runs;
        }
        rest = &rest[end + tag.len()..];
        bold = !bold;
    }
}

fn free_of_tags(run: &str) -> String {
    let (mut freed, mut rest) = (String::new(), run);
    while let Some(open) = rest.find('<') {
        let tag = rest[open + 1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        let Some(close) = rest[open..].find('>').filter(|_| tag) else { break };
        freed.push_str(&rest[..open]);
        rest = &rest[open + close + 1..];
    }
    freed + rest
}

#[cfg(test)]
mod tests {
    use super::super::numerals::widest;
    use super::*;

    fn content(raw: &str) -> Content {
        let text = free_of_tags(raw);
        read(&RawCell {
            raw: raw.into(),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            ..RawCell::default()
        })
    }

    fn numbers(raw: &str) -> (Vec<String>, bool) {
        match content(raw) {
            Content::Numbers { tokens, doubtful } => (widest(&tokens).into_iter().map(|n| n.text).collect(), doubtful),
            other => panic!("{raw}: {other:?}"),
        }
    }

    #[test]
    fn specks_are_no_numbers() {
        for raw in ["i", "l I", "!", "- 1", "'", "]", "<u> </u>", "اً ا", "1,1", "_", "j", ") "] {
            assert!(!content(raw).is_numeric() && !content(raw).is_text(), "{raw}: {:?}", content(raw));
        }
        for raw in ["4 40=", "00:1", "1 3/3", "00", "09 1"] {
            assert_eq!(content(raw), Content::Illegible, "{raw}");
        }
    }

    #[test]
    fn labels_are_words_even_with_digits() {
        for raw in ["0-9", "> 90", "P-5", "E-1", "Harbour", "UG", "80+"] {
            assert!(content(raw).is_text(), "{raw}");
        }
        assert_eq!(content("F"), Content::Letter);
    }

    #[test]
    fn numbers_with_what_stands_beside_them() {
        assert_eq!(numbers("1 014"), (vec!["1 014".into()], false));
        assert_eq!(numbers("(83.5)"), (vec!["(83.5)".into()], false));
        assert_eq!(numbers("0%"), (vec!["0%".into()], false));
        assert_eq!(numbers("J 3"), (vec!["3".into()], true));
        assert_eq!(numbers("84*"), (vec!["84".into()], false));
        assert_eq!(numbers("79."), (vec!["79".into()], true));
        assert_eq!(numbers("116 <b>8 080</b>"), (vec!["116".into(), "8 080".into()], false));
        assert_eq!(numbers("<b>135</b> 533"), (vec!["135".into(), "533".into()], false));
    }
}
