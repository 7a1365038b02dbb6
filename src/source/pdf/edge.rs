//! Pages that cut what stands on them: a table wider than its page.
//!
//! Takes what is drawn; gives how far to the right the page has to be read. What a page was cropped to on purpose is left alone:
//! there no word and no rule goes on over the edge.

use crate::source::layout::{Glyph, Rule};

/// A character follows another within a word or a text where it begins no further behind it (in sizes).
const NEXT: f32 = 0.2;
/// A rule that ends this far beyond the edge (in points) goes on there.
const OVER: f32 = 6.0;
/// So many rules or lines of text are those of a table.
const FEWEST: usize = 3;
/// Text so near to the edge (in sizes) stands in no margin.
const NEAR: f32 = 4.0;
/// Baselines that differ less are the same.
const LEVEL: f32 = 0.1;

/// The right end of what is read: that of the page, or twice as far where the page cuts a word or the rules of a table.
pub(super) fn reach(glyphs: &[Glyph], rules: &[Rule], width: f32) -> f32 {
    if !glyphs.iter().any(|glyph| glyph.x > width + OVER) {
        return width;
    }
    let over = |rule: &&Rule| rule.horizontal && rule.from < width - OVER && rule.to > width + OVER;
    let cut_rules = rules.iter().filter(over).count();
    let cuts_word = || glyphs.windows(2).any(|pair| is_cut(&pair[0], &pair[1], width));
    if cut_rules >= FEWEST || cuts_word() || cut_lines(glyphs, width) >= FEWEST { 2.0 * width } else { width }
}

/// How many lines go on over the edge: on their baseline text stands near it on both sides, where pages have margins.
fn cut_lines(glyphs: &[Glyph], width: f32) -> usize {
    let near = |glyph: &&Glyph| glyph.turn == 0 && glyph.c != ' ' && (glyph.x - width).abs() < NEAR * glyph.size;
    let (inside, beyond): (Vec<&Glyph>, Vec<&Glyph>) = glyphs.iter().filter(near).partition(|glyph| glyph.x < width);
    let on_both = |glyph: &&&Glyph| inside.iter().any(|other| (other.y - glyph.y).abs() < LEVEL);
    let mut lines: Vec<i32> = beyond.iter().filter(on_both).map(|glyph| glyph.y as i32).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.len()
}

/// Two characters of one text, the second of which begins beyond the edge.
fn is_cut(glyph: &Glyph, next: &Glyph, width: f32) -> bool {
    let level = (glyph.y - next.y).abs() < LEVEL && glyph.turn == 0 && next.turn == 0;
    level && glyph.x < width && next.x >= width && next.x - glyph.end() < NEXT * glyph.size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, x: f32) -> Vec<Glyph> {
        let glyph =
            |(index, c)| Glyph { c, x: x + 5.0 * index as f32, y: 50.0, advance: 5.0, size: 10.0, ..Glyph::default() };
        text.chars().enumerate().map(glyph).collect()
    }

    #[test]
    fn a_word_over_the_edge_is_read_to_its_end() {
        assert_eq!(reach(&set("Belmora", 80.0), &[], 100.0), 200.0);
    }

    #[test]
    fn what_was_cropped_away_beside_the_page_is_not_read() {
        let glyphs = [set("Aldport", 10.0), set("draft 3", 140.0)].concat();
        assert_eq!(reach(&glyphs, &[], 100.0), 100.0);
        let line = Rule { horizontal: true, at: 20.0, from: 0.0, to: 130.0 };
        assert_eq!(reach(&glyphs, &[line], 100.0), 100.0);
    }

    #[test]
    fn a_row_of_a_table_goes_on_beyond_the_edge() {
        let row =
            |y: f32| [set("17", 80.0), set("204", 115.0)].concat().into_iter().map(move |glyph| Glyph { y, ..glyph });
        let rows: Vec<Glyph> = [50.0, 65.0, 80.0].into_iter().flat_map(row).collect();
        assert_eq!(reach(&rows, &[], 100.0), 200.0);
        assert_eq!(reach(&rows[..5], &[], 100.0), 100.0);
    }

    #[test]
    fn the_rules_of_a_table_go_on_beyond_the_edge() {
        let line = |at| Rule { horizontal: true, at, from: 0.0, to: 160.0 };
        assert_eq!(reach(&set("7", 140.0), &[line(20.0), line(40.0), line(60.0)], 100.0), 200.0);
    }
}
