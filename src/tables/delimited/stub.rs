//! The header of the stub: what the rows are, or the name of a group of rows.

use super::parts::Segment;
use super::torn;
use super::words::{Words, likeness};
use crate::tables::captions;

/// From this likeness on a line is an image of a part of the line beside it.
const IMAGE: f64 = 0.5;
/// A line of which the report prints less than this share of the words elsewhere is garbled: less likeness is enough.
const GARBLED: f64 = 0.5;
const GARBLED_IMAGE: f64 = 0.35;

/// The stub header of a segment, joined over its header rows, without the garbled images that OCR leaves in it.
pub(super) fn title(segment: &Segment, words: &Words) -> String {
    join(lines(segment), words)
}

/// The texts over the label column, from the top.
fn lines(segment: &Segment) -> Vec<String> {
    let Some(column) = segment.stubs.checked_sub(1) else { return Vec::new() };
    let cells = segment.header.iter().filter_map(|row| row.cell(column));
    let texts = cells.filter(|cell| super::parts::is_label(cell)).map(|cell| torn::clean(&cell.text));
    let mut lines: Vec<String> = texts.map(|text| captions::strip_marks(&text).0).collect();
    lines.dedup();
    lines
}

fn join(mut lines: Vec<String>, words: &Words) -> String {
    let all = lines.clone();
    let image = |line: &String| {
        let garbled = words.share(line) <= GARBLED;
        let least = if garbled { GARBLED_IMAGE } else { IMAGE };
        !words.knows(line) && all.iter().any(|other| words.knows(other) && is_image(line, other, least))
    };
    if all.len() > 1 {
        lines.retain(|line| !image(line));
    }
    torn::unspaced(&lines.join(" "))
}

/// Whether a line looks like the beginning or the end of another.
fn is_image(line: &str, other: &str, least: f64) -> bool {
    let (words, all): (Vec<&str>, Vec<&str>) = (line.split(' ').collect(), other.split(' ').collect());
    let near = words.len().saturating_sub(1)..=words.len() + 1;
    near.filter(|count| *count > 0 && *count <= all.len()).any(|count| {
        let (head, tail) = (all[..count].join(" "), all[all.len() - count..].join(" "));
        likeness(line, &head).max(likeness(line, &tail)) >= least
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> String {
        let words = Words::of_prose("own and foreign ports of the league by kind, strange and non member ports");
        join(lines.iter().map(ToString::to_string).collect(), &words)
    }

    #[test]
    fn lines_are_joined() {
        assert_eq!(joined(&["Strange and non-", "Member ports"]), "Strange and non-Member ports");
    }

    #[test]
    fn images_of_a_line_leave_the_title() {
        assert_eq!(joined(&["Own ports of the league", "1eaque"]), "Own ports of the league");
        assert_eq!(joined(&["Forejqn qorts", "Foreign ports by kind"]), "Foreign ports by kind");
    }
}
