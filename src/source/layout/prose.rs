//! What is in no table: lines of text.

use super::Placed;
use super::line::Spoken;
use super::runs::Row;

/// One line per row.
pub(super) fn lines(rows: Vec<Row>) -> Vec<Placed> {
    rows.iter().map(line).collect()
}

fn line(row: &Row) -> Placed {
    let line = Spoken::of(&row.runs, row.y, row.size).into_line();
    Placed { top: row.y - 0.8 * row.size, bottom: row.y + 0.2 * row.size, size: row.size, line }
}
