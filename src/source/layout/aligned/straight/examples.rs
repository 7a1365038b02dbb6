//! Invented tables for the tests of these modules, one character to a column.

use super::lines::Line;
use super::model::Model;
use crate::source::layout::Glyph;
use crate::source::layout::aligned::Band;
use crate::source::layout::aligned::families::Part;
use crate::source::layout::runs;

const WIDE: f32 = 5.0;
const SIZE: f32 = 10.0;

pub(super) fn bands(text: &str) -> Vec<Band> {
    let row = |(nth, line): (usize, &str)| {
        let y = (nth + 1) as f32 * SIZE;
        let at = |column: usize| column as f32 * WIDE;
        let glyph = |(column, c)| Glyph { x: at(column), y, advance: WIDE, size: SIZE, c, ..Glyph::default() };
        runs::row(line.chars().enumerate().map(glyph).collect())
    };
    text.lines().enumerate().filter_map(row).map(|row| Band::typed(&row)).collect()
}

pub(super) fn part(header: &str, body: &str) -> Part {
    Part { page: 0, start: 0, header: bands(header), body: bands(body) }
}

pub(super) fn lines(part: &Part) -> Vec<Line> {
    part.body.iter().map(|band| Line::of(band, f32::MIN)).collect()
}

/// The columns of a body.
pub(super) fn model(part: &Part) -> Model {
    let lines = lines(part);
    Model::learn(&lines.iter().collect::<Vec<_>>()).expect("a body with numbers")
}

pub(super) fn middles(model: &Model) -> Vec<f32> {
    model.columns.iter().map(|column| column.middle).collect()
}
