//! The cells of a table, merged ones known.
//!
//! Takes rules that meet; gives the borders of columns and rows, and the cells between them.

use super::groups::Groups;
use super::implied;
use super::rules::covers;
use super::{Cell, Grid, MEETS, SAME_RULE};
use crate::source::layout::Rule;

/// Cells are usually larger than this, or the grid is that of a chart.
const SMALLEST_CELL: f32 = 4.5;

/// Larger grids are drawings.
const MOST_CELLS: usize = 60_000;

/// The grid of some rules, if it is a table.
pub(super) fn grid(horizontal: &[Rule], vertical: &[Rule]) -> Option<Grid> {
    let horizontal: Vec<Rule> = horizontal.iter().copied().chain(implied::across(horizontal, vertical)).collect();
    let horizontal = horizontal.as_slice();
    let xs = borders(vertical, horizontal);
    let ys = borders(horizontal, vertical);
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns < 2 || rows < 1 || columns * rows > MOST_CELLS {
        return None;
    }
    if usual_distance(&xs) < SMALLEST_CELL || usual_distance(&ys) < SMALLEST_CELL {
        return None;
    }
    let mut groups = open_places(&xs, &ys, horizontal, vertical);
    let cells = cells(&mut groups, columns, rows);
    (cells.len() > 2 || rows == 1).then(|| Grid::new(xs, ys, cells))
}

/// Places that no rule parts, joined.
fn open_places(xs: &[f32], ys: &[f32], horizontal: &[Rule], vertical: &[Rule]) -> Groups {
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let mut groups = Groups::new(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let (x, y) = (middle(xs, column), middle(ys, row));
            if column + 1 < columns && !is_ruled(vertical, xs[column + 1], y) {
                groups.join(row * columns + column, row * columns + column + 1);
            }
            if row + 1 < rows && !is_ruled(horizontal, ys[row + 1], x) {
                groups.join(row * columns + column, (row + 1) * columns + column);
            }
        }
    }
    groups
}

fn usual_distance(borders: &[f32]) -> f32 {
    let mut distances: Vec<f32> = borders.windows(2).map(|pair| pair[1] - pair[0]).collect();
    distances.sort_by(f32::total_cmp);
    distances[distances.len() / 2]
}

/// Places of the rules, and the ends of the others where the frame is open at a side.
fn borders(rules: &[Rule], others: &[Rule]) -> Vec<f32> {
    let mut borders: Vec<f32> = rules.iter().map(|rule| rule.at).collect();
    borders.sort_by(f32::total_cmp);
    borders.dedup_by(|next, kept| *next - *kept <= SAME_RULE);
    let first = others.iter().map(|rule| rule.from).fold(f32::MAX, f32::min);
    let last = others.iter().map(|rule| rule.to).fold(f32::MIN, f32::max);
    if borders.first().is_some_and(|border| border - first > MEETS) {
        borders.insert(0, first);
    }
    if borders.last().is_some_and(|border| last - border > MEETS) {
        borders.push(last);
    }
    borders
}

fn middle(borders: &[f32], index: usize) -> f32 {
    (borders[index] + borders[index + 1]) / 2.0
}

fn is_ruled(rules: &[Rule], at: f32, along: f32) -> bool {
    rules.iter().any(|rule| (rule.at - at).abs() <= SAME_RULE && covers(rule, along, 0.0))
}

/// The merged cells; a shape that is no rectangle is cut back to its first row.
fn cells(groups: &mut Groups, columns: usize, rows: usize) -> Vec<Cell> {
    let mut taken = vec![false; columns * rows];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if taken[row * columns + column] {
                continue;
            }
            let root = groups.root(row * columns + column);
            let span = (column..columns)
                .take_while(|c| !taken[row * columns + c] && groups.root(row * columns + c) == root)
                .count();
            let whole =
                |groups: &mut Groups, r: usize| (column..column + span).all(|c| groups.root(r * columns + c) == root);
            let deep = (row..rows).take_while(|r| whole(groups, *r)).count();
            for r in row..row + deep {
                taken[r * columns + column..r * columns + column + span].fill(true);
            }
            cells.push(Cell { column, row, span, rows: deep });
        }
    }
    cells
}
