//! Words cut at the end of a line by a soft hyphen: `employ\u{AD}` above `ment`.
//!
//! A soft hyphen shows only where a word was cut, so the rest of the word on the next line belongs to it, without a blank.

use super::Line;

/// The character.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// The text ends within a compound, a range or a word: no blank follows.
pub(super) fn ends_in_hyphen(text: &str) -> bool {
    let joint = text.ends_with(['–', '/']) && text.chars().rev().nth(1).is_some_and(|c| !c.is_whitespace());
    joint || text.ends_with(['-', SOFT_HYPHEN])
}

/// Gives each word back the rest of it that stands on the next line.
pub(super) fn rejoin(lines: &mut [Line]) {
    for at in 1..lines.len() {
        let (before, after) = lines.split_at_mut(at);
        let (above, below) = (&mut before[at - 1], &mut after[0]);
        if is_cut(above) && goes_on(below) {
            let kept = below.text.trim_start();
            let word = kept.find(' ').unwrap_or(kept.len());
            above.text.truncate(above.text.trim_end().len());
            above.text.push_str(&kept[..word]);
            below.joined |= word == kept.len();
            take(below, below.text.len() - kept.len() + word);
        }
    }
}

fn is_cut(line: &Line) -> bool {
    line.cells.is_empty() && line.raw.trim_end().ends_with(SOFT_HYPHEN)
}

fn goes_on(line: &Line) -> bool {
    line.cells.is_empty() && line.text.trim_start().starts_with(char::is_lowercase)
}

/// Leaves the line what comes after its first `length` bytes; marks keep their places.
fn take(line: &mut Line, length: usize) {
    let rest = &line.text[length..];
    let gone = length + rest.len() - rest.trim_start().len();
    line.text = line.text[gone..].to_string();
    line.marks.iter_mut().for_each(|mark| mark.at = mark.at.saturating_sub(gone));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejoined(texts: [&str; 2]) -> Vec<String> {
        let line = |text: &str| Line { raw: text.to_string(), text: text.replace(SOFT_HYPHEN, ""), ..Line::default() };
        let mut lines: Vec<Line> = texts.into_iter().map(line).collect();
        rejoin(&mut lines);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn the_rest_of_a_word_goes_back_to_it() {
        assert_eq!(rejoined(["The employ\u{AD}", "ment of clerks"]), ["The employment", "of clerks"]);
        assert_eq!(rejoined(["The depart\u{AD}", "ment."]), ["The department.", ""]);
    }

    #[test]
    fn compounds_and_ranges_go_on_without_a_blank() {
        assert!(["Category/", "D-1–", "Non-", "employ\u{AD}"].iter().all(|text| ends_in_hyphen(text)));
        assert!(!["2015 –", "Total"].iter().any(|text| ends_in_hyphen(text)));
    }

    #[test]
    fn what_is_no_rest_stays() {
        assert_eq!(rejoined(["The employ\u{AD}", "Page 5"]), ["The employ", "Page 5"]);
        assert_eq!(rejoined(["A follow-", "up mission"]), ["A follow-", "up mission"]);
    }
}
