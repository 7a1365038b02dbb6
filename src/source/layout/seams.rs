//! Words that were cut at the edge of a narrow cell: `Caribbea|n`, `To|tal`, `16|99|4`.
//!
//! [`glue`] tells by the room in the cell where a line may have been cut within a word, and leaves a [`SEAM`] there. When all
//! pages are read, [`close`] settles with the words that the report prints whole whether a blank stood at the seam.

use std::collections::HashSet;

use super::ruled::table_line;
use super::runs::{Row, Run};
use crate::source::Line;
use crate::source::hyphens::ends_in_hyphen;

/// Stands where a line of one word was cut, as far as the room tells; no font shows it.
const SEAM: char = '\u{1F}';
/// Stands where a line of several words, or one between capitals, may have been cut.
const LOOSE_SEAM: char = '\u{1E}';
/// Stands after a hyphen at the end of a line that may have been set to cut a word.
pub(super) const HYPHEN_SEAM: char = '\u{1D}';
pub(super) const SEAMS: [char; 3] = [SEAM, LOOSE_SEAM, HYPHEN_SEAM];
/// A character is this much narrower (in sizes) than its advance says.
const SLACK: f32 = 0.06;
/// A blank is about so wide (in sizes).
const BLANK: f32 = 0.25;

/// What stands between a line of a cell and the next: nothing after a hyphen, else a blank, or a seam.
pub(super) fn glue(line: &Row, next: &Row, text: &str, room: f32) -> Option<char> {
    let capital = next.runs.first().is_some_and(|run| run.glyphs[0].c.is_uppercase());
    match (is_full(line, next, room), is_one_word(line) && !capital) {
        _ if ends_in_hyphen(text) => None,
        (true, true) => Some(SEAM),
        (true, false) => Some(LOOSE_SEAM),
        (false, _) => Some(' '),
    }
}

/// Not even the first character of the next line had room on the line, and it can be the next one of the same word.
pub(super) fn is_full(line: &Row, next: &Row, room: f32) -> bool {
    let ends = (line.runs.first(), line.runs.last().and_then(|run| run.glyphs.last()));
    let ((Some(left), Some(last)), Some(first)) = (ends, next.runs.first().and_then(|run| run.glyphs.first())) else {
        return false;
    };
    let inside_word = match first.c {
        'a'..='z' | '-' => last.c.is_alphabetic(),
        '0'..='9' => last.c.is_ascii_digit() || matches!(last.c, '.' | ',' | '('),
        'A'..='Z' => last.c.is_uppercase(),
        c => c.is_lowercase() || matches!(c, ',' | '.' | ')' | '%'),
    };
    inside_word && last.end() - left.left + first.advance + SLACK * line.size > room
}

/// A number that was wrapped at its thousands blank: its next three digits had no room on the line.
pub(super) fn is_wrapped(line: &Row, next: &Row, room: f32) -> bool {
    let ([own], [rest]) = (line.runs.as_slice(), next.runs.as_slice()) else { return false };
    let digits = |run: &Run| run.glyphs.iter().all(|glyph| glyph.c.is_ascii_digit());
    let thousands =
        digits(rest) && rest.glyphs.len() == 3 && own.glyphs.last().is_some_and(|last| last.c.is_ascii_digit());
    thousands && (own.right - own.left) + BLANK * line.size + (rest.right - rest.left) > room
}

fn is_one_word(line: &Row) -> bool {
    matches!(line.runs.as_slice(), [run] if !run.blanks.iter().skip(1).any(|blank| *blank))
}

/// Closes the seams of all lines.
pub(super) fn close(lines: &mut [Line]) {
    let seamed: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].text.contains(SEAMS)).collect();
    if seamed.is_empty() {
        return;
    }
    let words = words(lines);
    let texts = || seamed.iter().flat_map(|at| &lines[*at].cells).map(|cell| cell.text.as_str());
    let (within, between) = cuts(texts(), SEAM, &words);
    let cuts_long_words = within > 0 || between == 0;
    let (within, between) = cuts(texts(), LOOSE_SEAM, &words);
    let lexicon = Lexicon { cuts_words: within > between, cuts_long_words, words };
    for at in seamed {
        let line = &mut lines[at];
        for cell in line.cells.iter_mut().filter(|cell| cell.text.contains(SEAMS)) {
            cell.text = lexicon.closed(&cell.text);
            cell.raw = lexicon.closed(&cell.raw);
        }
        let whole = table_line(std::mem::take(&mut line.cells));
        // Of text the line is kept as it is printed.
        if line.raw.contains(SEAMS) {
            line.raw = whole.raw;
        }
        (line.text, line.cells) = (whole.text, whole.cells);
    }
}

/// The words that stand whole in the report, in lower case.
fn words(lines: &[Line]) -> HashSet<String> {
    let texts = lines.iter().flat_map(|line| {
        let prose = line.cells.is_empty().then_some(line.text.as_str());
        prose.into_iter().chain(line.cells.iter().map(|cell| cell.text.as_str()))
    });
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic() && !SEAMS.contains(&c)));
    words.filter(|word| !word.is_empty() && !word.contains(SEAMS)).map(str::to_lowercase).collect()
}

/// What settles the seams.
struct Lexicon {
    /// The words that stand whole in the report.
    words: HashSet<String>,
    /// Lines of several words are cut within words too.
    cuts_words: bool,
    /// Words longer than their line are cut; no line of one word is known to end at the end of it.
    cuts_long_words: bool,
}

/// How many of the seams of a kind are within a word, and how many between two, where the words are known.
fn cuts<'t>(texts: impl Iterator<Item = &'t str>, seam: char, words: &HashSet<String>) -> (usize, usize) {
    let (mut within, mut between) = (0, 0);
    for text in texts {
        for (at, _) in text.match_indices(seam) {
            let (head, tail) = (&text[..at], &text[at + seam.len_utf8()..]);
            let head = head.rsplit([' ', SEAM, LOOSE_SEAM]).next().unwrap_or(head);
            let tail = tail.split([' ', SEAM, LOOSE_SEAM]).next().unwrap_or(tail);
            let whole = is_known(&format!("{head}{tail}"), words);
            let parts = is_known(head, words) && is_known(tail, words);
            within += usize::from(whole && !parts);
            between += usize::from(parts && !whole);
        }
    }
    (within, between)
}

impl Lexicon {
    fn closed(&self, text: &str) -> String {
        let closed: Vec<String> = self.hyphens_closed(text).split(' ').map(|part| self.close_part(part)).collect();
        closed.join(" ")
    }

    /// A hyphen goes where the report prints the word without it.
    fn hyphens_closed(&self, text: &str) -> String {
        let mut parts = text.split(HYPHEN_SEAM);
        let mut closed = parts.next().unwrap_or_default().to_string();
        for tail in parts {
            let stem = closed.strip_suffix('-').unwrap_or(&closed);
            let word = |c: char| !c.is_alphabetic();
            let (head, rest) = (stem.rsplit(word).next(), tail.split(word).next());
            let whole = format!("{}{}", head.unwrap_or_default(), rest.unwrap_or_default());
            if self.words.contains(&whole.to_lowercase()) {
                closed.truncate(stem.len());
            }
            closed.push_str(tail);
        }
        closed
    }

    /// Cuts the pieces between seams into as few unknown words as can be, and as few words.
    fn close_part(&self, part: &str) -> String {
        let pieces: Vec<&str> = part.split(SEAMS).collect();
        // By piece: the best way to cut what comes before it (unknown words, words, where the last word begins).
        let mut best: Vec<(usize, usize, usize)> = vec![(0, 0, 0)];
        for end in 1..=pieces.len() {
            let way = |start: usize| {
                let word = pieces[start..end].concat();
                let unknown = usize::from(!is_known(&word, &self.words)) * (1 + end - start);
                (best[start].0 + unknown, best[start].1 + 1, start)
            };
            let shortest = (0..end).map(way).min_by_key(|(unknown, count, _)| (*unknown, *count));
            best.push(shortest.unwrap_or_default());
        }
        if best[pieces.len()].0 > 0 {
            let blank = |cuts: bool| if cuts { "" } else { " " };
            return part.replace(SEAM, blank(self.cuts_long_words)).replace(LOOSE_SEAM, blank(self.cuts_words));
        }
        let (mut cut, mut end) = (Vec::new(), pieces.len());
        while end > 0 {
            let start = best[end].2;
            cut.push(pieces[start..end].concat());
            end = start;
        }
        cut.reverse();
        cut.join(" ")
    }
}

/// Every word of it stands whole elsewhere, or it is a number.
fn is_known(text: &str, words: &HashSet<String>) -> bool {
    let mut parts = text.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
    parts.all(|part| words.contains(&part.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let words = ["total", "migrants", "decrease", "increase", "africa"].map(String::from).into_iter().collect();
        Lexicon { words, cuts_words: false, cuts_long_words: true }
    }

    fn seamed(text: &str) -> String {
        text.replace('|', "\u{1F}").replace(';', "\u{1E}")
    }

    fn close(text: &str) -> String {
        lexicon().closed(&seamed(text))
    }

    #[test]
    fn known_words_are_closed() {
        assert_eq!(close("Increase/(decre|ase)"), "Increase/(decrease)");
        assert_eq!(close("To|tal|mi|gr|an|ts"), "Total migrants");
        assert_eq!(close("Af|ric|a t;ot|al"), "Africa total");
        assert_eq!(close("on total;migrants"), "on total migrants");
    }

    #[test]
    fn hyphens_that_cut_known_words_go() {
        assert_eq!(lexicon().closed("mi-\u{1D}grants of the south-\u{1D}east"), "migrants of the south-east");
    }

    #[test]
    fn unknown_words_and_numbers_stay_whole() {
        assert_eq!(close("Belmo|ra"), "Belmora");
        assert_eq!(close("16|99|4"), "16994");
        assert_eq!(close("by Belmo;ra"), "by Belmo ra");
    }

    #[test]
    fn the_known_words_tell_whether_lines_are_cut_within_words() {
        let cut = [seamed("on mig;rants"), seamed("by Belmo;ra"), seamed("on total;migrants")];
        assert_eq!(cuts(cut.iter().map(String::as_str), LOOSE_SEAM, &lexicon().words), (1, 1));
    }
}
