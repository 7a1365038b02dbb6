//! Paths: which of them are ruling lines, and which are the ground of a cell.

use super::matrix::Matrix;
use crate::source::layout::{self, Rule};

/// A filled rectangle up to this thick is a rule.
const RULE_THICK: f64 = 4.6;
/// Shorter strokes are parts of letters, ticks or dots; dotted borders are joined from them later.
const RULE_SHORT: f64 = 0.4;
/// How far a line may lean, in points over its length.
const LEAN: f64 = 0.7;
/// More points than any table needs: the rest is a drawing.
const MOST_POINTS: usize = 20_000;
/// More rules than any page of tables has.
const MOST_RULES: usize = 60_000;

/// Smaller filled areas are marks, larger ones the ground of a page or picture.
const GROUND: std::ops::Range<f64> = 4.6..500.0;

/// Left, top, right and bottom of an area.
pub(super) type Area = (f64, f64, f64, f64);

/// What the paths of a page show of its tables and charts.
#[derive(Debug, Default)]
pub(super) struct Ruling {
    pub rules: Vec<Rule>,
    /// The sides of filled areas.
    pub edges: Vec<Rule>,
    /// What is painted at all: pictures, bars, sectors.
    pub painted: Vec<layout::Area>,
}

/// The path under construction, in page coordinates.
#[derive(Debug, Default)]
pub(super) struct Path {
    shapes: Vec<Vec<(f64, f64)>>,
    points: usize,
    curved: bool,
}

impl Path {
    pub(super) fn move_to(&mut self, point: (f64, f64)) {
        self.points += 1;
        if self.points <= MOST_POINTS {
            self.shapes.push(vec![point]);
        }
    }

    pub(super) fn line_to(&mut self, point: (f64, f64)) {
        self.points += 1;
        match self.shapes.last_mut() {
            Some(shape) if self.points <= MOST_POINTS => shape.push(point),
            _ => {}
        }
    }

    /// A curve is no rule; only its end matters.
    pub(super) fn curve_to(&mut self, point: (f64, f64)) {
        self.curved = true;
        self.line_to(point);
    }

    pub(super) fn close(&mut self) {
        if let Some(first) = self.shapes.last().and_then(|shape| shape.first().copied()) {
            self.line_to(first);
        }
    }

    pub(super) fn rectangle(&mut self, ctm: Matrix, [x, y, width, height]: [f64; 4]) {
        self.move_to(ctm.apply(x, y));
        self.line_to(ctm.apply(x + width, y));
        self.line_to(ctm.apply(x + width, y + height));
        self.line_to(ctm.apply(x, y + height));
        self.close();
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The lines of a stroked path.
    pub(super) fn stroke(&self, rules: &mut Vec<Rule>) {
        if self.curved {
            return;
        }
        for pair in self.shapes.iter().flat_map(|shape| shape.windows(2)) {
            push(rules, rule(pair[0], pair[1]));
        }
    }

    /// The rules of a filled path, and the sides of what it fills; `clip` is where paint shows.
    pub(super) fn fill(&self, clip: Option<Area>, ruling: &mut Ruling) {
        let areas: Vec<Area> =
            self.shapes.iter().filter(|shape| is_rectangle(shape)).map(|shape| bounds(shape)).collect();
        for (index, area) in areas.iter().enumerate() {
            let around = index.checked_sub(1).map(|before| areas[before]).or(areas.get(index + 1).copied());
            if fill_area(*area, &mut ruling.rules)
                || around.is_some_and(|other| fill_ring(*area, other, &mut ruling.rules))
            {
                continue;
            }
            let (left, top, right, bottom) = clip.map_or(*area, |clip| shared(*area, clip));
            if GROUND.contains(&(right - left)) && GROUND.contains(&(bottom - top)) {
                push_sides((left, top, right, bottom), &mut ruling.edges);
            }
        }
    }

    /// The whole of a filled path, as far as it shows: what charts are drawn of.
    pub(super) fn paint(&self, clip: Option<Area>, ruling: &mut Ruling) {
        let Some(area) = self.clip(clip).filter(|_| !self.shapes.is_empty()) else { return };
        let shows = (area.2 - area.0).min(area.3 - area.1) > RULE_THICK;
        if shows && ruling.painted.len() < MOST_RULES {
            let [left, top, right, bottom] = [area.0, area.1, area.2, area.3].map(|side| side as f32);
            ruling.painted.push(layout::Area { left, top, right, bottom });
        }
    }

    /// The area that the path covers as a clip, within the clip before.
    pub(super) fn clip(&self, before: Option<Area>) -> Option<Area> {
        let points: Vec<(f64, f64)> = self.shapes.iter().flatten().copied().collect();
        if points.is_empty() {
            return before;
        }
        let area = bounds(&points);
        Some(before.map_or(area, |before| shared(area, before)))
    }
}

/// A thin area is a rule, a dot a part of one in either direction.
fn fill_area((left, top, right, bottom): Area, rules: &mut Vec<Rule>) -> bool {
    let (width, height) = (right - left, bottom - top);
    let middle = ((left + right) / 2.0, (top + bottom) / 2.0);
    let is_dot = width.max(height) <= RULE_THICK;
    if height <= RULE_THICK && (width > height || is_dot) {
        push(rules, rule((left, middle.1), (right, middle.1)));
    }
    if width <= RULE_THICK && (height >= width || is_dot) {
        push(rules, rule((middle.0, top), (middle.0, bottom)));
    }
    width.min(height) <= RULE_THICK
}

/// An area within another that it nearly covers: what is between them is a frame.
fn fill_ring(area: Area, other: Area, rules: &mut Vec<Rule>) -> bool {
    let sides = [area.0 - other.0, area.1 - other.1, other.2 - area.2, other.3 - area.3];
    let inside = sides.iter().all(|side| (0.0..=RULE_THICK).contains(side));
    let around = sides.iter().all(|side| (-RULE_THICK..=0.0).contains(side));
    let half = |a: f64, b: f64| (a + b) / 2.0;
    if inside {
        let middle = (half(area.0, other.0), half(area.1, other.1), half(area.2, other.2), half(area.3, other.3));
        push_sides(middle, rules);
    }
    inside || around
}

fn push_sides((left, top, right, bottom): Area, rules: &mut Vec<Rule>) {
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
    corners.windows(2).for_each(|pair| push(rules, rule(pair[0], pair[1])));
}

/// The part of an area within another.
fn shared(a: Area, b: Area) -> Area {
    (a.0.max(b.0), a.1.max(b.1), a.2.min(b.2), a.3.min(b.3))
}

fn push(rules: &mut Vec<Rule>, rule: Option<Rule>) {
    if rules.len() < MOST_RULES {
        rules.extend(rule);
    }
}

fn rule(from: (f64, f64), to: (f64, f64)) -> Option<Rule> {
    let (width, height) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
    let (horizontal, at, a, b) = if height <= LEAN && width >= RULE_SHORT {
        (true, (from.1 + to.1) / 2.0, from.0, to.0)
    } else if width <= LEAN && height >= RULE_SHORT {
        (false, (from.0 + to.0) / 2.0, from.1, to.1)
    } else {
        return None;
    };
    Some(Rule { horizontal, at: at as f32, from: a.min(b) as f32, to: a.max(b) as f32 })
}

/// Four corners with upright sides (the way back to the first corner may be drawn or not).
fn is_rectangle(shape: &[(f64, f64)]) -> bool {
    let upright = |pair: &[(f64, f64)]| (pair[0].0 - pair[1].0).abs() <= LEAN || (pair[0].1 - pair[1].1).abs() <= LEAN;
    (2..=6).contains(&shape.len()) && shape.windows(2).all(upright)
}

fn bounds(shape: &[(f64, f64)]) -> Area {
    let start = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    shape
        .iter()
        .fold(start, |(left, top, right, bottom), (x, y)| (left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(rectangles: &[[f64; 4]], clip: Option<Area>) -> Ruling {
        let (mut path, mut ruling) = (Path::default(), Ruling::default());
        rectangles.iter().for_each(|rectangle| path.rectangle(Matrix::IDENTITY, *rectangle));
        path.fill(clip, &mut ruling);
        ruling
    }

    #[test]
    fn thin_rectangles_are_rules_and_larger_ones_grounds() {
        let ruling = filled(&[[10.0, 20.0, 100.0, 0.5]], None);
        assert_eq!(ruling.rules, [Rule { horizontal: true, at: 20.25, from: 10.0, to: 110.0 }]);
        let ruling = filled(&[[10.0, 20.0, 100.0, 40.0]], None);
        assert_eq!((ruling.rules.len(), ruling.edges.len()), (0, 4));
    }

    #[test]
    fn dots_and_frames_are_rules() {
        assert_eq!(filled(&[[10.0, 20.0, 1.0, 1.0]], None).rules.len(), 2);
        let frame = filled(&[[11.0, 21.0, 98.0, 38.0], [10.0, 20.0, 100.0, 40.0]], None);
        assert_eq!((frame.rules.len(), frame.edges.len()), (4, 0));
    }

    #[test]
    fn paint_shows_within_the_clip() {
        let ruling = filled(&[[0.0, 0.0, 900.0, 900.0]], Some((10.0, 20.0, 60.0, 40.0)));
        assert_eq!(ruling.edges[0], Rule { horizontal: true, at: 20.0, from: 10.0, to: 60.0 });
    }
}
