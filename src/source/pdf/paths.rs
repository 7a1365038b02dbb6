//! Paths: which of them are ruling lines.

use super::matrix::Matrix;
use crate::source::layout::Rule;

/// A filled rectangle up to this thick is a rule.
const RULE_THICK: f64 = 3.5;
/// Shorter strokes are parts of letters, ticks or dots; dotted borders are joined from them later.
const RULE_SHORT: f64 = 0.4;
/// How far a line may lean, in points over its length.
const LEAN: f64 = 0.7;
/// More points than any table needs: the rest is a drawing.
const MOST_POINTS: usize = 20_000;
/// More rules than any page of tables has.
const MOST_RULES: usize = 60_000;

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

    /// The rules of a filled path; a larger area is the ground of something.
    pub(super) fn fill(&self, rules: &mut Vec<Rule>) {
        for shape in self.shapes.iter().filter(|shape| is_rectangle(shape)) {
            let (left, top, right, bottom) = bounds(shape);
            let (width, height) = (right - left, bottom - top);
            let middle = ((left + right) / 2.0, (top + bottom) / 2.0);
            if height <= RULE_THICK && width > height {
                push(rules, rule((left, middle.1), (right, middle.1)));
            } else if width <= RULE_THICK {
                push(rules, rule((middle.0, top), (middle.0, bottom)));
            }
        }
    }
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

fn bounds(shape: &[(f64, f64)]) -> (f64, f64, f64, f64) {
    let start = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    shape
        .iter()
        .fold(start, |(left, top, right, bottom), (x, y)| (left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thin_rectangles_are_rules() {
        let (mut path, mut rules) = (Path::default(), Vec::new());
        path.rectangle(Matrix::IDENTITY, [10.0, 20.0, 100.0, 0.5]);
        path.rectangle(Matrix::IDENTITY, [10.0, 20.0, 100.0, 40.0]);
        path.fill(&mut rules);
        assert_eq!(rules, [Rule { horizontal: true, at: 20.25, from: 10.0, to: 110.0 }]);
    }
}
