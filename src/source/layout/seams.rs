//! Words that were cut at the edge of a narrow cell: `Caribbea|n`, `To|tal`, `16|99|4`.
//!
//! [`glue`] tells by the room in the cell where a line may have been cut within a word, and leaves a [`SEAM`] there. When all
//! pages are read, [`close`] settles with the words that the report prints whole whether a blank stood at the seam.

use std::collections::HashSet;

use super::ruled::table_line;
use super::runs::Row;
use crate::source::Line;

/// Stands where a line of a cell may have been cut within a word; no font shows it.
const SEAM: char = '\u{1F}';
/// A character is this much narrower (in sizes) than its advance says.
const SLACK: f32 = 0.06;

/// What stands between a line of a cell and the next: nothing after a hyphen, else a blank, or a seam.
pub(super) fn glue(line: &Row, next: &Row, text: &str, room: f32) -> Option<char> {
    if text.ends_with('-') {
        return None;
    }
    Some(if is_full(line, next, room) { SEAM } else { ' ' })
}

/// The line is one word, and not even the first character of the next line had room on it.
pub(super) fn is_full(line: &Row, next: &Row, room: f32) -> bool {
    let [run] = line.runs.as_slice() else { return false };
    let Some(first) = next.runs.first().and_then(|run| run.glyphs.first()) else { return false };
    let one_word = !run.blanks.iter().skip(1).any(|blank| *blank);
    let inside_word = first.c.is_lowercase() || first.c.is_ascii_digit();
    one_word && inside_word && run.right - run.left + first.advance + SLACK * line.size > room
}

/// Closes the seams of all lines.
pub(super) fn close(lines: &mut [Line]) {
    let seamed = |line: &&mut Line| line.cells.iter().any(|cell| cell.text.contains(SEAM));
    if !lines.iter_mut().any(|line| seamed(&line)) {
        return;
    }
    let words = words(lines);
    for line in lines.iter_mut().filter(seamed) {
        for cell in line.cells.iter_mut().filter(|cell| cell.text.contains(SEAM)) {
            cell.text = closed(&cell.text, &words);
            cell.raw = closed(&cell.raw, &words);
        }
        let whole = table_line(std::mem::take(&mut line.cells));
        (line.text, line.raw, line.cells) = (whole.text, whole.raw, whole.cells);
    }
}

/// The words that stand whole in the report, in lower case.
fn words(lines: &[Line]) -> HashSet<String> {
    let texts = lines.iter().flat_map(|line| {
        let prose = line.cells.is_empty().then_some(line.text.as_str());
        prose.into_iter().chain(line.cells.iter().map(|cell| cell.text.as_str()))
    });
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic() && c != SEAM));
    words.filter(|word| !word.is_empty() && !word.contains(SEAM)).map(str::to_lowercase).collect()
}

fn closed(text: &str, words: &HashSet<String>) -> String {
    let closed: Vec<String> = text.split(' ').map(|part| close_part(part, words)).collect();
    closed.join(" ")
}

/// Cuts the pieces between seams into as few unknown words as can be, and as few words.
fn close_part(part: &str, words: &HashSet<String>) -> String {
    let pieces: Vec<&str> = part.split(SEAM).collect();
    // By piece: the best way to cut what comes before it (unknown words, words, where the last word begins).
    let mut best: Vec<(usize, usize, usize)> = vec![(0, 0, 0)];
    for end in 1..=pieces.len() {
        let way = |start: usize| {
            let word = pieces[start..end].concat();
            let unknown = usize::from(!is_known(&word, words)) * (1 + end - start);
            (best[start].0 + unknown, best[start].1 + 1, start)
        };
        let shortest = (0..end).map(way).min_by_key(|(unknown, count, _)| (*unknown, *count));
        best.push(shortest.unwrap_or_default());
    }
    if best[pieces.len()].0 > 0 {
        return pieces.concat();
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

/// Every word of it stands whole elsewhere, or it is a number.
fn is_known(text: &str, words: &HashSet<String>) -> bool {
    let mut parts = text.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
    parts.all(|part| words.contains(&part.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(text: &str) -> String {
        let words = ["total", "migrants", "decrease", "increase", "africa"].map(String::from).into_iter().collect();
        closed(&text.replace('|', "\u{1F}"), &words)
    }

    #[test]
    fn known_words_are_closed() {
        assert_eq!(close("Increase/(decre|ase)"), "Increase/(decrease)");
        assert_eq!(close("To|tal|mi|gr|an|ts"), "Total migrants");
        assert_eq!(close("Af|ric|a t|ot|al"), "Africa total");
    }

    #[test]
    fn unknown_words_and_numbers_stay_whole() {
        assert_eq!(close("Belmo|ra"), "Belmora");
        assert_eq!(close("16|99|4"), "16994");
    }
}
