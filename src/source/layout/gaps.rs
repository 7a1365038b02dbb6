//! How wide a blank is where none is drawn: what parts words, and what parts the thousands of a number from its cell's neighbour.

use std::collections::BTreeMap;

use super::Glyph;

/// A gap this wide (in sizes) parts words even where no blank is drawn.
pub(super) const WORD_GAP: f32 = 0.16;
/// Between digits a gap without a drawn blank is a thousands blank up to this width (in sizes), and the border of cells beyond.
const DIGIT_GAP: f32 = 0.36;
/// Where more than one of so many characters is a blank, blanks are drawn.
const MOST_DRAWN: usize = 50;
/// Gaps between words that may be blanks (in sizes); fewer of them tell nothing, and a blank is so much wider at most.
const WORD_GAPS: std::ops::Range<f32> = WORD_GAP..0.6;
const FEWEST_GAPS: usize = 10;
const SAME_GAP: f32 = 1.12;
/// The widest thousands blank (in sizes) by size of type. Where blanks are not drawn, the usual gap between words tells how wide a
/// blank is: small type has wider ones.
#[derive(Default)]
pub(super) struct DigitGaps(BTreeMap<u32, f32>);

impl DigitGaps {
    pub(super) fn of(baselines: &mut [Vec<Glyph>]) -> Self {
        let drawn = baselines.iter().flatten().filter(|glyph| glyph.c == ' ').count();
        if drawn * MOST_DRAWN > baselines.iter().map(Vec::len).sum() {
            return Self::default();
        }
        let mut gaps: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
        for line in baselines {
            line.sort_by(|a, b| a.x.total_cmp(&b.x));
            for pair in line.windows(2).filter(|pair| pair.iter().all(|glyph| glyph.c.is_alphabetic())) {
                let gap = (pair[1].x - pair[0].end()) / pair[0].size;
                if WORD_GAPS.contains(&gap) {
                    gaps.entry(size_key(pair[0].size)).or_default().push(gap);
                }
            }
        }
        let usual = gaps.into_iter().filter(|(_, gaps)| gaps.len() >= FEWEST_GAPS);
        Self(usual.map(|(size, gaps)| (size, middle(gaps) * SAME_GAP)).collect())
    }

    pub(super) fn at(&self, size: f32) -> f32 {
        self.0.get(&size_key(size)).map_or(DIGIT_GAP, |gap| gap.max(DIGIT_GAP))
    }
}

fn size_key(size: f32) -> u32 {
    (size * 4.0).round() as u32
}

/// The value in the middle of some, of which there is one at least.
pub(super) fn middle(mut values: Vec<f32>) -> f32 {
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::layout::runs::tests::set;

    /// Words set without blanks, so far apart (in sizes).
    fn words(gap: f32) -> Vec<Glyph> {
        (0..20).flat_map(|word| set("of", word as f32 * (10.0 + 10.0 * gap), 15.0, 10.0)).collect()
    }

    #[test]
    fn wide_blanks_between_words_are_wide_between_thousands() {
        let gaps = DigitGaps::of(&mut [words(0.44)]);
        assert!((gaps.at(10.0) - 0.44 * SAME_GAP).abs() < 0.01);
        assert_eq!(gaps.at(7.0), DIGIT_GAP);
    }

    #[test]
    fn drawn_blanks_tell_their_own_width() {
        let mut line = words(0.44);
        line.extend(set("   ", 500.0, 15.0, 10.0));
        assert_eq!(DigitGaps::of(&mut [line]).at(10.0), DIGIT_GAP);
    }
}
