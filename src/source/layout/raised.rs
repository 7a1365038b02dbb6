//! Superscripts: small characters that are raised over their line.
//!
//! Takes the characters of each baseline; gives those of superscripts to the line beside which they stand.

use super::Glyph;
use super::runs::typical_size;

/// A superscript is at most this large beside its line, and raised by this much (in sizes of the line).
pub(super) const SIZE: f32 = 0.87;
const RAISE: std::ops::Range<f32> = 0.12..0.75;
/// A mark stands no further behind its word (in sizes).
const MARK_GAP: f32 = 0.12;

/// Small raised characters join the line below them, if they stand beside its text.
pub(super) fn attach(lines: &mut Vec<Vec<Glyph>>) {
    let mut index = 0;
    while index + 1 < lines.len() {
        let below = (index + 1..lines.len().min(index + 4)).find(|below| raised_over(&lines[index], &lines[*below]));
        let Some(below) = below else {
            index += 1;
            continue;
        };
        let raised = lines.remove(index);
        let most = SIZE * typical_size(&lines[below - 1]);
        lines[below - 1].extend(raised.into_iter().map(|glyph| Glyph { size: glyph.size.min(most), ..glyph }));
    }
}

fn raised_over(small: &[Glyph], line: &[Glyph]) -> bool {
    let size = typical_size(line);
    let raise = (line[0].y - small[0].y) / size;
    let beside = |glyph: &Glyph| {
        line.iter()
            .any(|other| other.c != ' ' && (glyph.x - other.end() < 0.6 * size && other.x - glyph.end() < 0.6 * size))
    };
    let small_enough = typical_size(small) <= SIZE * size || are_marks(small, line, size);
    small_enough && RAISE.contains(&raise) && small.iter().filter(|glyph| glyph.c != ' ').all(beside)
}

/// Single letters or digits at the very ends of words: raised, they are marks whatever their size.
fn are_marks(raised: &[Glyph], line: &[Glyph], size: f32) -> bool {
    let ends =
        |glyph: &Glyph| line.iter().any(|other| other.c != ' ' && (glyph.x - other.end()).abs() < MARK_GAP * size);
    let goes_on =
        |glyph: &Glyph| line.iter().any(|other| other.c != ' ' && (other.x - glyph.end()).abs() < MARK_GAP * size);
    let plain = |glyph: &Glyph| glyph.c.is_ascii_digit() || glyph.c.is_ascii_lowercase() || glyph.c == '*';
    raised.iter().filter(|glyph| glyph.c != ' ').all(|glyph| plain(glyph) && ends(glyph) && !goes_on(glyph))
}

/// The superscripts of a row: glyphs much smaller than the row and raised.
pub(super) fn is_raised(glyph: &Glyph, y: f32, size: f32) -> bool {
    glyph.size <= SIZE * size && RAISE.contains(&((y - glyph.y) / size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::layout::runs::{
        rows,
        tests::{set, texts},
    };

    #[test]
    fn superscripts_join_their_line() {
        let mut glyphs = set("staff", 10.0, 50.0, 10.0);
        glyphs.extend(set("4", 35.0, 46.5, 6.0));
        glyphs.extend(set("next", 10.0, 62.0, 10.0));
        let rows = rows(glyphs);
        assert_eq!(rows.len(), 2);
        assert_eq!(texts(&rows[0]), ["staff4"]);
        assert!(is_raised(&rows[0].runs[0].glyphs[5], rows[0].y, rows[0].size));
    }

    #[test]
    fn raised_letters_at_the_ends_of_words_are_marks_whatever_their_size() {
        let mut glyphs = set("staff", 10.0, 50.0, 10.0);
        glyphs.extend(set("b", 35.0, 45.5, 9.6));
        let rows = rows(glyphs);
        assert_eq!(rows.iter().map(texts).collect::<Vec<_>>(), [["staffb"]]);
        assert!(is_raised(&rows[0].runs[0].glyphs[5], rows[0].y, rows[0].size));
    }
}
