//! The height at which the headers of single columns stand.
//!
//! A line that makes one of them reach above that height spans columns, though it stands over the middle of one.

use super::leaves::{Leaf, Leaves};
use crate::source::layout::aligned::Band;
use crate::source::layout::aligned::columns::middle;

/// Baselines this near (in sizes) are at one height; lines of characters may be moved by half of one.
const SAME_HEIGHT: f32 = 0.25;
const SAME_HEIGHT_TYPED: f32 = 0.7;

impl Leaves {
    /// A line that makes the header of its column reach above its level, on which it stands without that line, spans columns.
    pub(super) fn free_tops(&mut self, bands: &[Band]) {
        let Some(size) = bands.first().map(|band| band.size) else { return };
        let (heights, usual) = self.heights(size);
        let same = self.same_height() * size;
        let level = |first: f32, last: f32| (middle((first, last)) - usual).abs() < same;
        let centred = self.leaf.iter().flatten().filter(|leaf| level(leaf.first, leaf.last)).count();
        if 2 * centred <= heights.iter().flatten().count() {
            return;
        }
        for column in 0..self.leaf.len() {
            let Some(leaf) = self.leaf[column].filter(|leaf| !level(leaf.first, leaf.last)) else { continue };
            let lines = self.lines_of(column);
            let Some(next) = lines.get(1).map(|(index, _)| bands[*index].y) else { continue };
            if level(next, leaf.last) {
                let (index, nth) = lines[0];
                self.columns[index][nth] = None;
                self.freed.push((index, nth));
                self.leaf[column] = Some(Leaf { first: next, ..leaf });
            }
        }
    }

    /// A line that was thought to span columns and stands over one is a line of that column's header after all.
    pub(super) fn take_back(&mut self, spanners: &mut [Vec<Option<(usize, usize)>>]) {
        for (index, nth) in std::mem::take(&mut self.freed) {
            if let Some((first, _)) = spanners[index][nth].filter(|(first, last)| first == last) {
                self.columns[index][nth] = Some(first);
                spanners[index][nth] = None;
            }
        }
    }

    /// Band and piece of each line of a column's header, from the top.
    fn lines_of(&self, column: usize) -> Vec<(usize, usize)> {
        let lines = self.columns.iter().enumerate();
        let of_band = |(index, own): (usize, &Vec<Option<usize>>)| {
            own.iter().enumerate().filter(|(_, own)| **own == Some(column)).map(|(nth, _)| (index, nth)).collect()
        };
        lines.flat_map(|line| -> Vec<(usize, usize)> { of_band(line) }).collect()
    }

    /// Heights that differ by less than this (in sizes) are the same.
    pub(super) fn same_height(&self) -> f32 {
        if self.typed { SAME_HEIGHT_TYPED } else { SAME_HEIGHT }
    }

    /// By column: the height of its header (its middle, its last or its first line, whichever most have in common), and the usual one.
    pub(super) fn heights(&self, size: f32) -> (Vec<Option<f32>>, f32) {
        let edges: [fn(&Leaf) -> f32; 3] =
            [|leaf| middle((leaf.first, leaf.last)), |leaf| leaf.last, |leaf| leaf.first];
        let headed = || self.leaf.iter().flatten();
        let like = |edge: fn(&Leaf) -> f32, at: f32| -> Vec<f32> {
            headed().map(edge).filter(|own| (own - at).abs() < self.same_height() * size).collect()
        };
        let ways = edges.into_iter().flat_map(|edge| headed().map(move |leaf| (edge, edge(leaf))));
        let ways = ways.map(|(edge, at)| (edge, like(edge, at)));
        // Of equals the first counts: the middle.
        let Some((edge, like)) = ways.rev().max_by_key(|(_, like)| like.len()) else {
            return (vec![None; self.leaf.len()], 0.0);
        };
        let usual = like.iter().sum::<f32>() / like.len() as f32;
        (self.leaf.iter().map(|leaf| leaf.as_ref().map(edge)).collect(), usual)
    }
}
