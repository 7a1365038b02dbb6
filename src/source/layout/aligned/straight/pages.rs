//! Pages of one table: the same words of their headers show where one page has what another has elsewhere.

use super::header::line_words;
use super::model::Model;
use super::plan::map;
use crate::source::layout::aligned::Band;

/// Pairs of places, from left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Pages {
    points: Vec<(f32, f32)>,
}

impl Pages {
    /// From the places under one header to those under another.
    pub(super) fn of(from: &[Band], to: &[Band]) -> Pages {
        let (from, to) = (places(from), places(to));
        let pairs = common(&from, &to).into_iter().map(|(a, b)| (from[a].1, to[b].1));
        let mut points: Vec<(f32, f32)> = Vec::new();
        for (a, b) in pairs {
            if points.last().is_none_or(|last| a > last.0 && b > last.1) {
                points.push((a, b));
            }
        }
        Pages { points }
    }

    /// From the columns of one page to as many of another.
    pub(super) fn between(from: &Model, to: &Model) -> Pages {
        let pairs = from.columns.iter().zip(&to.columns);
        Pages { points: pairs.map(|(from, to)| (from.middle, to.middle)).collect() }
    }

    pub(super) fn back(&self) -> Pages {
        Pages { points: self.points.iter().map(|(a, b)| (*b, *a)).collect() }
    }

    /// Before the first and beyond the last pair all is moved as that is.
    pub(super) fn map(&self, x: f32) -> f32 {
        match self.points.first() {
            Some((a, b)) if x <= *a => x + b - a,
            _ => map(&self.points, x),
        }
    }
}

/// The words of a header with their middles, from left to right.
fn places(header: &[Band]) -> Vec<(String, f32)> {
    let words = header.iter().flat_map(line_words);
    let mut places: Vec<(String, f32)> =
        words.map(|(_, word)| ((word.left + word.right) / 2.0, word.text)).map(|(at, text)| (text, at)).collect();
    places.sort_by(|a, b| a.1.total_cmp(&b.1));
    places
}

/// The longest sequence that both have.
fn common(first: &[(String, f32)], second: &[(String, f32)]) -> Vec<(usize, usize)> {
    let mut length = vec![vec![0usize; second.len() + 1]; first.len() + 1];
    for a in (0..first.len()).rev() {
        for b in (0..second.len()).rev() {
            let longest = length[a + 1][b].max(length[a][b + 1]);
            length[a][b] = if first[a].0 == second[b].0 { length[a + 1][b + 1] + 1 } else { longest };
        }
    }
    let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
    while a < first.len() && b < second.len() {
        if first[a].0 == second[b].0 {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if length[a + 1][b] >= length[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}
