//! Pictures and drawn charts: which lines of text stand over one, as captions do.
//!
//! Takes the placed lines of a page and the areas painted on it; gives the lines with
//! [`Style::over_picture`](crate::source::Style::over_picture) set.

use super::{Area, Placed};

/// A picture is at least this high and wide (in sizes of the line over it); less is a bar under a title, or a sign.
const HIGH: f32 = 3.0;
const WIDE: f32 = 8.0;
/// What is painted may reach this far (in sizes) into the lines around it.
const SLACK: f32 = 0.5;

/// Marks the lines that nothing but a picture stands under. The ground of a text is none: the text stands on it.
pub(super) fn mark(placed: &mut [Placed], painted: &[Area]) {
    if painted.is_empty() {
        return;
    }
    let tops: Vec<f32> = placed.iter().map(|placed| placed.top).collect();
    for placed in placed.iter_mut().filter(|placed| placed.line.cells.is_empty()) {
        let below = tops.iter().copied().filter(|top| *top > placed.bottom).fold(f32::MAX, f32::min);
        let beside = tops.iter().filter(|top| (**top - placed.top).abs() < SLACK * placed.size).count() > 1;
        placed.line.style.over_picture = !beside && is_between(painted, placed.bottom, below, placed.size);
    }
}

/// Whether the areas that lie wholly between two heights make a picture.
fn is_between(painted: &[Area], top: f32, bottom: f32, size: f32) -> bool {
    if bottom - top < HIGH * size {
        return false;
    }
    let slack = SLACK * size;
    let within = painted.iter().filter(|area| area.top > top - slack && area.bottom < bottom + slack);
    let whole = within.copied().reduce(Area::around);
    whole.is_some_and(|area| area.bottom - area.top >= HIGH * size && area.right - area.left >= WIDE * size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: f32) -> Placed {
        Placed { top: y - 8.0, bottom: y + 2.0, order: y, size: 10.0, ..Placed::default() }
    }

    fn bar(left: f32, top: f32) -> Area {
        Area { left, top, right: left + 20.0, bottom: 200.0 }
    }

    fn marked(lines: &[f32], painted: &[Area]) -> Vec<bool> {
        let mut placed: Vec<Placed> = lines.iter().map(|y| line(*y)).collect();
        mark(&mut placed, painted);
        placed.iter().map(|placed| placed.line.style.over_picture).collect()
    }

    #[test]
    fn a_line_over_bars_is_over_a_picture() {
        let bars = [bar(50.0, 120.0), bar(90.0, 150.0), bar(130.0, 140.0)];
        assert_eq!(marked(&[100.0, 230.0], &bars), [true, false]);
        assert_eq!(marked(&[100.0], &bars), [true]);
    }

    #[test]
    fn grounds_and_bars_under_titles_are_no_pictures() {
        let ground = Area { left: 50.0, top: 105.0, right: 400.0, bottom: 300.0 };
        assert_eq!(marked(&[100.0, 160.0, 280.0], &[ground]), [false, false, false]);
        let thick = Area { left: 50.0, top: 105.0, right: 400.0, bottom: 112.0 };
        assert_eq!(marked(&[100.0, 160.0], &[thick]), [false, false]);
    }
}
