//! Tables without the columns whose names their header does not tell.

use crate::report::{Column, Row};

/// The columns that are told, and the rows with numbers in no other; a number of an untold column has none.
pub(super) fn only(columns: Vec<Column>, untold: &[usize], rows: Vec<Row>) -> (Vec<Column>, Vec<Row>) {
    if untold.is_empty() {
        return (columns, rows);
    }
    let is_told = |at: &usize| !untold.contains(at);
    let told: Vec<usize> = (0..columns.len()).filter(is_told).collect();
    let place = |column: usize| told.binary_search(&column).ok();
    let mut rows = rows;
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        let placed = cell.column.and_then(place);
        cell.doubtful |= cell.column.is_some() && placed.is_none();
        cell.column = placed;
    }
    (columns.into_iter().enumerate().filter(|(at, _)| is_told(at)).map(|(_, column)| column).collect(), rows)
}
