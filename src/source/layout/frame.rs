//! Frames around a page or a text that touch a table: what they frame beside the table is no part of it.

use super::Glyph;
use super::grid::Grid;

/// A row over all columns that is so many times as high as the usual row holds text, not cells.
const HIGH_ROW: f32 = 4.0;

/// The grid without the parts of the frame that hold no cells: high rows over all columns, empty columns over all rows.
pub(super) fn without(mut grid: Grid, glyphs: &[Glyph]) -> Grid {
    let usual = usual_height(&grid);
    let mut framed = false;
    loop {
        let (columns, rows) = (grid.xs.len() - 1, grid.ys.len() - 1);
        let is_frame_row = |row: usize| {
            let whole = grid.cells.iter().any(|cell| cell.row == row && cell.span == columns && cell.rows == 1);
            whole && grid.ys[row + 1] - grid.ys[row] > HIGH_ROW * usual
        };
        let is_frame_column = |column: usize| {
            let whole = |index: &usize| {
                let cell = &grid.cells[*index];
                cell.column == column && cell.span == 1 && cell.rows == rows
            };
            let cell = (0..grid.cells.len()).find(whole);
            cell.is_some_and(|cell| {
                glyphs.iter().all(|glyph| grid.cell_at(glyph.middle().0, glyph.middle().1) != Some(cell))
            })
        };
        grid = match () {
            () if rows > 2 && is_frame_row(0) => grid.crop(0..columns, 1..rows),
            () if rows > 2 && is_frame_row(rows - 1) => grid.crop(0..columns, 0..rows - 1),
            () if framed && columns > 2 && is_frame_column(0) => grid.crop(1..columns, 0..rows),
            () if framed && columns > 2 && is_frame_column(columns - 1) => grid.crop(0..columns - 1, 0..rows),
            () => return grid,
        };
        framed = true;
    }
}

fn usual_height(grid: &Grid) -> f32 {
    let mut heights: Vec<f32> = grid.ys.windows(2).map(|pair| pair[1] - pair[0]).collect();
    heights.sort_by(f32::total_cmp);
    heights[heights.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::super::grid::Cell;
    use super::super::runs::tests::set;
    use super::*;

    #[test]
    fn a_frame_around_text_and_table_leaves_the_table() {
        let cell = |column, row, span, rows| Cell { column, row, span, rows };
        // Text above, an empty margin at the left, two columns of two rows.
        let cells = vec![
            cell(0, 0, 3, 1),
            cell(0, 1, 1, 2),
            cell(1, 1, 1, 1),
            cell(2, 1, 1, 1),
            cell(1, 2, 1, 1),
            cell(2, 2, 1, 1),
        ];
        let grid = Grid::new(vec![0.0, 10.0, 60.0, 90.0], vec![0.0, 300.0, 315.0, 330.0], cells);
        let glyphs = set("Boats", 12.0, 310.0, 10.0);
        let table = without(grid, &glyphs);
        assert_eq!((table.xs, table.ys), (vec![10.0, 60.0, 90.0], vec![300.0, 315.0, 330.0]));
        assert_eq!(table.cells.len(), 4);
    }
}
