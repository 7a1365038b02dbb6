//! Ruling lines to grids: which cells a ruled table has, and which of them are merged.
//!
//! Takes the rules of a page and the edges of its grounds; gives [`Grid`]s. Rules are joined in `rules`, those
//! that are not drawn found in `implied`, cells told in `cells`.

mod cells;
mod groups;
mod implied;
mod rules;

use std::ops::Range;

use super::{Glyph, Page, Rule};

/// Rules this near are one: double borders, borders drawn cell by cell with a small gap.
const SAME_RULE: f32 = 2.6;

/// Rules that end this near to each other meet; dotted ones are joined over such gaps.
const MEETS: f32 = 3.5;

/// More merged rules than this on one page are a drawing.
const MOST_RULES: usize = 3_000;

/// A cell: first column and row, and how many it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub column: usize,
    pub row: usize,
    pub span: usize,
    pub rows: usize,
}

/// A ruled table.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    /// Borders of the columns, left to right; one more than columns.
    pub xs: Vec<f32>,
    /// Borders of the rows, top to bottom.
    pub ys: Vec<f32>,
    /// In order of rows, then columns.
    pub cells: Vec<Cell>,
    /// A part of it stands on the page before or after.
    pub is_cut: bool,
    /// Its cells are told by their grounds: its head may be all that has one.
    pub is_of_grounds: bool,
    /// By row and column: the index of the cell that covers the place.
    owners: Vec<usize>,
}

impl Grid {
    pub(super) fn new(xs: Vec<f32>, ys: Vec<f32>, cells: Vec<Cell>) -> Self {
        let columns = xs.len() - 1;
        let mut owners = vec![usize::MAX; columns * (ys.len() - 1)];
        for (index, cell) in cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.rows {
                owners[row * columns + cell.column..row * columns + cell.column + cell.span].fill(index);
            }
        }
        Self { xs, ys, cells, owners, is_cut: false, is_of_grounds: false }
    }

    /// The same grid, known to go on on the page before or after.
    pub(super) fn cut(self) -> Self {
        Self { is_cut: true, ..self }
    }

    /// Whether the middle of a character lies inside.
    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        let (x, y) = glyph.middle();
        self.cell_at(x, y).is_some()
    }

    /// Index of the cell at a point.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let (column, row) = (between(&self.xs, x)?, between(&self.ys, y)?);
        self.owners.get(row * (self.xs.len() - 1) + column).copied()
    }

    /// The cells of some columns and rows only.
    pub(super) fn crop(&self, columns: Range<usize>, rows: Range<usize>) -> Self {
        let inside = |cell: &&Cell| {
            columns.contains(&cell.column)
                && rows.contains(&cell.row)
                && cell.column + cell.span <= columns.end
                && cell.row + cell.rows <= rows.end
        };
        let moved = |cell: &Cell| Cell { column: cell.column - columns.start, row: cell.row - rows.start, ..*cell };
        let cells = self.cells.iter().filter(inside).map(moved).collect();
        let (xs, ys) = (self.xs[columns.start..=columns.end].to_vec(), self.ys[rows.start..=rows.end].to_vec());
        Self { is_of_grounds: self.is_of_grounds, ..Self::new(xs, ys, cells) }
    }

    fn overlaps(&self, other: &Self) -> bool {
        let meet = |a: &[f32], b: &[f32]| a[0] < b[b.len() - 1] && b[0] < a[a.len() - 1];
        meet(&self.xs, &other.xs) && meet(&self.ys, &other.ys)
    }

    /// A single row: a table only where a page break has cut it off.
    pub(super) fn is_strip(&self) -> bool {
        self.ys.len() == 2
    }

    /// Whether this may be a part of the same table: between the same edges it has borders only where the other has some.
    pub(super) fn fits(&self, other: &Grid) -> bool {
        let same = |a: Option<&f32>, b: Option<&f32>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= SAME_RULE);
        let known = |x: &f32| other.xs.iter().any(|border| (border - x).abs() <= SAME_RULE);
        same(self.xs.first(), other.xs.first()) && same(self.xs.last(), other.xs.last()) && self.xs.iter().all(known)
    }

    /// The same cells over the columns of a grid that it [`fits`](Self::fits).
    pub(super) fn over_columns_of(&self, other: &Grid) -> Self {
        let at = |column: usize| {
            let x = self.xs[column];
            other.xs.iter().position(|border| (border - x).abs() <= SAME_RULE).unwrap_or(0)
        };
        let moved = |cell: &Cell| {
            let column = at(cell.column);
            Cell { column, span: at(cell.column + cell.span).saturating_sub(column).max(1), ..*cell }
        };
        let moved = Self::new(other.xs.clone(), self.ys.clone(), self.cells.iter().map(moved).collect());
        Self { is_of_grounds: self.is_of_grounds, ..moved }
    }
}

fn between(borders: &[f32], at: f32) -> Option<usize> {
    let after = borders.partition_point(|border| *border <= at);
    (after > 0 && after < borders.len()).then(|| after - 1)
}

/// The grids of a page that have at least two columns, top to bottom; some of them are [strips](Grid::is_strip).
pub(super) fn find(page: &Page) -> Vec<Grid> {
    let mut grids = of_rules(page.rules.iter());
    if !page.edges.is_empty() {
        let apart = |grid: &Grid| !grids.iter().any(|other| grid.overlaps(other));
        let of_grounds: Vec<Grid> = of_rules(page.rules.iter().chain(&page.edges)).into_iter().filter(apart).collect();
        grids.extend(of_grounds.into_iter().map(|grid| Grid { is_of_grounds: true, ..grid }));
    }
    grids.sort_by(|a, b| a.ys[0].total_cmp(&b.ys[0]));
    grids
}

fn of_rules<'r>(rules: impl Iterator<Item = &'r Rule> + Clone) -> Vec<Grid> {
    let horizontal = rules::merged(rules.clone().filter(|rule| rule.horizontal));
    let vertical = rules::merged(rules.filter(|rule| !rule.horizontal));
    if horizontal.len() + vertical.len() > MOST_RULES {
        return Vec::new();
    }
    let components = rules::components(&horizontal, &vertical).into_iter();
    components.filter_map(|(horizontal, vertical)| cells::grid(&horizontal, &vertical)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn across(at: f32, from: f32, to: f32) -> Rule {
        Rule { horizontal: true, at, from, to }
    }

    fn upright(at: f32, from: f32, to: f32) -> Rule {
        Rule { horizontal: false, at, from, to }
    }

    #[test]
    fn merged_cells_are_known() {
        // A header cell over two columns, a stub cell over two rows.
        let rules = vec![
            across(0.0, 0.0, 90.0),
            across(20.0, 30.0, 90.0),
            across(40.0, 0.0, 90.0),
            upright(0.0, 0.0, 40.0),
            upright(30.0, 0.0, 40.0),
            upright(60.5, 20.0, 40.0),
            upright(90.0, 0.0, 40.0),
        ];
        let grids = find(&Page { rules, ..Page::default() });
        let cell = |column, row, span, rows| Cell { column, row, span, rows };
        assert_eq!(grids[0].cells, [cell(0, 0, 1, 2), cell(1, 0, 2, 1), cell(1, 1, 1, 1), cell(2, 1, 1, 1)]);
    }

    #[test]
    fn a_frame_is_no_table() {
        let rules =
            vec![across(0.0, 0.0, 90.0), across(40.0, 0.0, 90.0), upright(0.0, 0.0, 40.0), upright(90.0, 0.0, 40.0)];
        assert!(find(&Page { rules, ..Page::default() }).is_empty());
    }
}
