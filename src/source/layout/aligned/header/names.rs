//! What the names of the columns say of the headers that span them.
//!
//! Names that repeat (`F M F M`) come in whole sets, and `Africa total` is the last column of `Africa`.

use super::leaves::Leaves;
use crate::source::layout::aligned::Band;

/// What a spanning header costs for each of its ends that tears a set of columns, or is not at its total.
const TORN: f32 = 1.0;

/// The names of the columns, and the sets in which they repeat.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    texts: Vec<String>,
    /// First and last column of the set that a column is in.
    sets: Vec<Option<(usize, usize)>>,
}

impl Names {
    /// The headers of the columns, their lines joined.
    pub(super) fn of(bands: &[Band], leaves: &Leaves) -> Self {
        let mut texts = vec![String::new(); leaves.leaf.len()];
        let pieces = bands.iter().zip(&leaves.columns).flat_map(|(band, own)| band.pieces.iter().zip(own));
        for (piece, column) in pieces.filter_map(|(piece, column)| Some((piece, (*column)?))) {
            if !texts[column].is_empty() {
                texts[column].push(' ');
            }
            texts[column].push_str(&piece.spoken.text);
        }
        let sets = sets(&texts);
        Self { texts, sets }
    }

    /// What speaks against a spanning header over these columns.
    pub(super) fn against(&self, text: &str, first: usize, last: usize) -> f32 {
        let begins = self.sets[first].is_none_or(|set| set.0 == first);
        let ends = self.sets[last].is_none_or(|set| set.1 == last);
        let is_total =
            |name: &str| name.strip_prefix(text).is_some_and(|rest| rest.trim_start().eq_ignore_ascii_case("total"));
        let total = self.texts.iter().position(|name| is_total(name));
        [begins, ends, total.is_none_or(|total| total == last)].iter().filter(|right| !**right).count() as f32 * TORN
    }
}

/// The sets of names that repeat side by side.
fn sets(texts: &[String]) -> Vec<Option<(usize, usize)>> {
    let mut sets = vec![None; texts.len()];
    let mut at = 0;
    while at < texts.len() {
        let alike = |size: usize, from: usize| {
            let next = texts.get(from + size..from + 2 * size);
            next.is_some_and(|next| *next == texts[from..from + size]) && !texts[from].is_empty()
        };
        let Some(size) = (2..=texts.len() / 2).find(|size| alike(*size, at)) else {
            at += 1;
            continue;
        };
        let more = (1..).take_while(|nth| alike(size, at + (nth - 1) * size)).count();
        for nth in 0..=more {
            let first = at + nth * size;
            sets[first..first + size].fill(Some((first, first + size - 1)));
        }
        at += (more + 1) * size;
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(texts: &[&str]) -> Names {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_string()).collect();
        Names { sets: sets(&texts), texts }
    }

    #[test]
    fn names_that_repeat_come_in_sets() {
        let set = |first, last| Some((first, last));
        let found = names(&["All", "F", "M", "F", "M", "Total"]).sets;
        assert_eq!(found, [None, set(1, 2), set(1, 2), set(3, 4), set(3, 4), None]);
        assert!(names(&["F", "M", "Total", "2"]).sets.iter().all(Option::is_none));
    }

    #[test]
    fn a_spanning_header_ends_with_its_total() {
        let names = names(&["Hills", "Coast", "Ardenia total", "Hills", "Lakes", "Belmora total"]);
        assert_eq!(names.against("Ardenia", 0, 2), 0.0);
        assert!(names.against("Ardenia", 0, 3) > 0.0 && names.against("Belmora", 3, 4) > 0.0);
    }
}
