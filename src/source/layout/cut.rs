//! Tables that a page break cuts: a last row alone on its page, a header without its body.

use super::aligned::is_number;
use super::grid::{self, Grid};
use super::{Glyph, Page};
use super::{drawn, frame};

/// A page and its grids.
pub(super) type Opened = (Page, Vec<Grid>);

/// Finds the grids of a page. Where grounds tell the cells, the head alone may have them: that is no table.
pub(super) fn open(page: Page) -> Opened {
    let mut grids: Vec<Grid> = grid::find(&page).into_iter().map(|grid| frame::without(grid, &page.glyphs)).collect();
    grids.retain(|grid| !grid.is_of_grounds || grid.is_strip() || !is_header(grid, &page.glyphs));
    (page, grids)
}

/// Keeps single rows only where they go on with the table of the page before or after, and gives a header at the end of a
/// page the columns of its body on the next.
pub(super) fn settle(pages: &mut [Opened]) {
    for index in 0..pages.len() {
        let before = index.checked_sub(1).and_then(|before| last_table(&pages[before].1)).cloned();
        let after = pages.get(index + 1).and_then(|(_, grids)| grids.iter().find(|grid| !grid.is_strip())).cloned();
        let (page, grids) = &mut pages[index];
        let last = grids.len().wrapping_sub(1);
        let settled = std::mem::take(grids).into_iter().enumerate().filter_map(|(at, grid)| {
            let before = before.as_ref().filter(|_| at == 0);
            let after = after.as_ref().filter(|_| at == last);
            settle_grid(grid, before, after, &page.glyphs)
        });
        *grids = settled.collect();
    }
}

fn last_table(grids: &[Grid]) -> Option<&Grid> {
    grids.iter().rev().find(|grid| !grid.is_strip())
}

fn settle_grid(grid: Grid, before: Option<&Grid>, after: Option<&Grid>, glyphs: &[Glyph]) -> Option<Grid> {
    let of = |other: &Grid| grid.over_columns_of(other).cut();
    let before = before.filter(|before| grid.fits(before));
    let after = after.filter(|after| grid.fits(after));
    match (before, after) {
        (Some(before), _) if grid.is_strip() => Some(of(before)),
        (_, Some(after)) if grid.is_strip() || is_header(&grid, glyphs) => Some(of(after)),
        (Some(_), _) => Some(grid.cut()),
        _ => (!grid.is_strip()).then_some(grid),
    }
}

/// No cell holds a number.
fn is_header(grid: &Grid, glyphs: &[Glyph]) -> bool {
    let text = |glyphs: Vec<Glyph>| glyphs.iter().map(|glyph| glyph.c).collect::<String>();
    drawn::split(grid, glyphs).0.into_iter().map(text).all(|text| !is_number(text.trim()))
}

#[cfg(test)]
mod tests {
    use super::super::grid::Cell;
    use super::super::runs::tests::set;
    use super::*;

    fn grid(xs: &[f32], rows: usize) -> Grid {
        let columns = xs.len() - 1;
        let cell = |index: usize| Cell { column: index % columns, row: index / columns, span: 1, rows: 1 };
        let ys = (0..=rows).map(|row| row as f32 * 20.0).collect();
        Grid::new(xs.to_vec(), ys, (0..columns * rows).map(cell).collect())
    }

    fn widths(pages: &[Opened]) -> Vec<Vec<usize>> {
        pages.iter().map(|(_, grids)| grids.iter().map(|grid| grid.cells.len()).collect()).collect()
    }

    #[test]
    fn a_single_row_is_kept_where_its_table_goes_on() {
        let page = |grids: Vec<Grid>| (Page::default(), grids);
        let table = || grid(&[0.0, 50.0, 100.0], 3);
        let mut pages = [page(vec![table()]), page(vec![grid(&[0.0, 50.0, 100.0], 1)])];
        settle(&mut pages);
        assert_eq!(widths(&pages), [[6], [2]]);
        let mut pages = [page(vec![table()]), page(vec![grid(&[0.0, 40.0, 100.0], 1)])];
        settle(&mut pages);
        assert_eq!(widths(&pages), [vec![6], vec![]]);
    }

    #[test]
    fn a_header_at_the_end_of_a_page_has_the_columns_of_its_body() {
        let glyphs = set("Boats", 55.0, 15.0, 10.0);
        let header = Page { glyphs, ..Page::default() };
        let mut pages =
            [(header, vec![grid(&[0.0, 50.0, 100.0], 2)]), (Page::default(), vec![grid(&[0.0, 50.0, 75.0, 100.0], 3)])];
        settle(&mut pages);
        assert_eq!(pages[0].1[0].cells[1], Cell { column: 1, row: 0, span: 2, rows: 1 });
    }
}
