//! Rows that are one though their baselines differ a little.
//!
//! Takes rows from top to bottom; gives them with those beside each other joined.

use super::raised::is_raised;
use super::runs::{Row, Run};

/// Rows closer than this (in sizes) leave no room for a line of text between them, and their types are alike.
const SAME_LEVEL: f32 = 0.45;
const SAME_SIZE: f32 = 0.06;

/// Rows so near that no line of text has room between them are one where they stand beside each other: a superscript in a cell
/// moves its text down.
pub(super) fn levelled(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut levelled: Vec<Row> = Vec::new();
    for row in rows {
        match levelled.last_mut().filter(|above| is_beside(above, &row)) {
            Some(above) => above.take_in(row),
            None => levelled.push(row),
        }
    }
    levelled
}

/// The rows of a page with some more.
pub(super) fn with(mut rows: Vec<Row>, more: Vec<Row>) -> Vec<Row> {
    if more.is_empty() {
        return rows;
    }
    rows.extend(more);
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    levelled(rows.into_iter())
}

fn is_beside(above: &Row, row: &Row) -> bool {
    let near = row.y - above.y < SAME_LEVEL * row.size.min(above.size);
    let alike = (row.size / above.size - 1.0).abs() < SAME_SIZE;
    let apart = |run: &Run| above.runs.iter().all(|other| run.left >= other.right || other.left >= run.right);
    let moved = [above, row].iter().any(|row| row.tall > 0.0 || has_mark(row));
    near && alike && moved && row.runs.iter().all(apart)
}

/// A superscript stands in it.
fn has_mark(row: &Row) -> bool {
    row.runs.iter().flat_map(|run| &run.glyphs).any(|glyph| is_raised(glyph, row.y, row.size))
}

impl Row {
    /// Takes in the runs of a row, on the baseline of the one that says more.
    fn take_in(&mut self, mut other: Row) {
        let letters = |row: &Row| row.runs.iter().map(|run| run.glyphs.len()).sum::<usize>();
        if letters(&other) > letters(self) {
            std::mem::swap(self, &mut other);
        }
        let down = self.y - other.y;
        other.runs.iter_mut().flat_map(|run| &mut run.glyphs).for_each(|glyph| glyph.y += down);
        self.tall = self.tall.max(other.tall);
        self.runs.append(&mut other.runs);
        self.runs.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
}

#[cfg(test)]
mod tests {
    use crate::source::layout::runs::{
        rows,
        tests::{set, texts},
    };

    #[test]
    fn a_text_moved_down_by_its_superscript_stays_in_its_row() {
        let mut glyphs = set("Belmora", 10.0, 50.0, 10.0);
        glyphs.extend(set("12", 80.0, 53.0, 10.0));
        glyphs.extend(set("a", 90.0, 48.0, 6.0));
        glyphs.extend(set("7", 120.0, 50.0, 10.0));
        let rows = rows(glyphs);
        assert_eq!(rows.iter().map(texts).collect::<Vec<_>>(), [["Belmora", "12a", "7"]]);
        assert!(super::is_raised(&rows[0].runs[1].glyphs[2], rows[0].y, rows[0].size));
    }
}
