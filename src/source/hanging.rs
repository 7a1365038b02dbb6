//! Numbers and list marks that hang before their text: in many texts out of PDFs they stand on a line of their own.
//!
//! ```text
//! 12.
//! In the year under review ...
//! ```
//!
//! The mark goes to the line of its text, where every other form has it; its own line is left without text. Some tools write
//! the mark behind the first line of its text, because that line is set higher.

use super::Line;

/// So many blank lines may stand between a mark and its text.
const MOST_BLANKS: usize = 2;
/// So many numbers may be lost between two that count on.
const MOST_LOST: u32 = 4;

/// The first line of a paragraph that a number hangs behind is longer: a heading would be shorter.
const LONG_LINE: usize = 50;

/// A line as long as this that does not end a sentence is no heading.
const FULL_LINE: usize = 84;

/// Joins hanging marks to their text.
pub(super) fn rejoin(lines: &mut [Line]) {
    let numbers: Vec<(usize, u32)> =
        (0..lines.len()).filter_map(|index| Some((index, number(lines[index].text.trim())?))).collect();
    let counted = numbers.iter().enumerate().filter(|(order, _)| counts_on(&numbers, *order));
    let counted: Vec<usize> = counted.map(|(_, (index, _))| *index).collect();
    let marks = (0..lines.len()).filter(|index| is_bullet(lines[*index].text.trim()) || is_letter(lines, *index));
    for index in counted.into_iter().chain(marks.collect::<Vec<_>>()) {
        if let Some(text) = text_before(lines, index) {
            join(lines, text, index, index);
        } else if let Some(text) = text_after(lines, index) {
            let to = beside_rest(lines, text);
            join(lines, text, index, to);
        }
    }
}

/// `12.`
fn number(text: &str) -> Option<u32> {
    let digits = text.strip_suffix('.').filter(|digits| (1..=3).contains(&digits.len()))?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// A number that ends a sentence stands alone too, but no other number counts on from it or up to it.
fn counts_on(numbers: &[(usize, u32)], order: usize) -> bool {
    let own = numbers[order].1;
    let after = numbers.get(order + 1).is_some_and(|(_, next)| (own + 1..=own + MOST_LOST).contains(next));
    let before = order > 0 && (own.saturating_sub(MOST_LOST)..own).contains(&numbers[order - 1].1);
    after || before
}

fn is_bullet(text: &str) -> bool {
    matches!(text, "•" | "▪" | "●" | "◦" | "■" | "\u{F0B7}")
}

/// `A.`, `IV.` before a title.
fn is_letter(lines: &[Line], index: usize) -> bool {
    let Some(letters) = lines[index].text.trim().strip_suffix('.') else { return false };
    let roman = !letters.is_empty() && letters.len() < 6 && letters.bytes().all(|byte| b"IVX".contains(&byte));
    roman || letters.len() == 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The line before a mark, where it begins a paragraph: it is long and unfinished, a blank line stands above it, and the
/// line under the mark goes on with it.
fn text_before(lines: &[Line], mark: usize) -> Option<usize> {
    let blank = |index: usize| lines.get(index).is_none_or(Line::is_blank);
    let text = (0..mark).rev().take(2).find(|index| !blank(*index))?;
    let goes_on = lines.get(mark + 1).is_some_and(|next| next.text.trim().starts_with(|c: char| c.is_lowercase()));
    let touches = text + 1 == mark && !blank(mark + 1);
    let line = lines[text].text.trim();
    let full = line.len() > FULL_LINE && !blank(mark + 1) && line.chars().any(char::is_lowercase);
    let begins = text.checked_sub(1).is_none_or(blank) && (touches || goes_on || full);
    let unfinished = line.len() > LONG_LINE && !line.ends_with(['.', ':', ';', '?', '!']);
    (begins && unfinished && lines[text].cells.is_empty() && !lines[mark].starts_page).then_some(text)
}

/// The line of the text that a mark belongs to: the next printed one, on the same page, with words.
fn text_after(lines: &[Line], mark: usize) -> Option<usize> {
    let near = mark + 1..(mark + 2 + MOST_BLANKS).min(lines.len());
    let index = near.into_iter().find(|index| !lines[*index].is_blank())?;
    let text = lines[index].text.trim();
    let words = text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let plain = lines[index].cells.is_empty() && !lines[index].starts_page;
    (words && plain && number(text).is_none()).then_some(index)
}

/// Some tools leave a blank line under the first line of such a text: the line before its rest. Else the line itself.
fn beside_rest(lines: &[Line], text: usize) -> usize {
    let length = |index: usize| lines.get(index).map_or(0, |line| line.text.trim().len());
    let parted = length(text) > LONG_LINE + 20 && length(text + 1) == 0 && length(text + 2) > LONG_LINE;
    let unfinished = !lines[text].text.trim_end().ends_with(['.', ':', ';', '?', '!']);
    let plain = lines.get(text + 2).is_some_and(|rest| rest.cells.is_empty() && !rest.starts_page);
    if parted && unfinished && plain { text + 1 } else { text }
}

/// Puts the mark before its text, on the line next to the rest of the text.
fn join(lines: &mut [Line], text: usize, mark: usize, to: usize) {
    let hung = std::mem::take(&mut lines[mark].text);
    let words = std::mem::take(&mut lines[text].text);
    let starts_page = lines[mark].starts_page || lines[text].starts_page;
    for index in [mark, text] {
        lines[index].joined = index != to;
        lines[index].starts_page = false;
    }
    lines[to].starts_page = starts_page;
    lines[to].text = format!("{} {}", hung.trim(), words.trim_start());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut lines: Vec<Line> =
            text.lines().map(|text| Line { text: text.to_string(), ..Line::default() }).collect();
        rejoin(&mut lines);
        lines.into_iter().map(|line| line.text).filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn a_hanging_number_goes_to_its_text() {
        assert_eq!(read("7.\nThe boats\nsailed.\n\n8.\n\nThe nets"), ["7. The boats", "sailed.", "8. The nets"]);
    }

    #[test]
    fn a_number_behind_the_first_line_of_its_text_goes_before_it() {
        let text =
            "Nets.\n\nThe boats that were lost in the long winter storms of the\n7.\nspring came home.\n\n8.\nThe nets";
        let read = read(text);
        assert_eq!(read[1], "7. The boats that were lost in the long winter storms of the");
        assert_eq!(read[3], "8. The nets");
    }

    #[test]
    fn a_number_that_ends_a_sentence_stays() {
        assert_eq!(read("See sections 4 and\n12.\nThe boats"), ["See sections 4 and", "12.", "The boats"]);
    }

    #[test]
    fn letters_and_list_marks_hang_too() {
        assert_eq!(read("IV.\nHARBOURS\n•\nNets"), ["IV. HARBOURS", "• Nets"]);
    }
}
