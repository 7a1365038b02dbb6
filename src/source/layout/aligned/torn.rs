//! Rows that page breaks have torn.

use super::cells::Read;
use super::{TableRow, rows};

/// A row at the end of a page may be torn: its numbers there and its label, or the rest of it, at the top of the next page, or all
/// of it on both.
pub(super) fn mend_page_breaks(reads: &mut [Read], stubs: usize) {
    for at in 1..reads.len() {
        let (before, after) = reads.split_at_mut(at);
        let (Some(last), Some(next)) = (before[at - 1].rows.last_mut(), after[0].rows.first()) else { continue };
        let label =
            |row: &TableRow| row.cells.iter().position(|cell| cell.column + 1 == stubs && !cell.text.is_empty());
        let numbers = |row: &TableRow| row.cells.iter().any(|cell| cell.column >= stubs && !cell.text.is_empty());
        let texts = |row: &TableRow| row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
        let torn = label(last).is_none() && numbers(last) && !numbers(next) && after[0].rows.len() > 1;
        if let Some(found) = label(next).filter(|_| torn) {
            let cell = next.cells[found].clone();
            last.cells.retain(|own| own.column != cell.column);
            last.cells.insert(found, cell);
            after[0].rows.remove(0);
        } else if texts(last) == texts(next) && numbers(next) && after[0].head.is_empty() {
            after[0].rows.remove(0);
        } else if let Some(rest) = label(next).filter(|_| !numbers(next) && numbers(last)) {
            let rest = next.cells[rest].text.clone();
            let Some(own) = label(last).map(|at| &mut last.cells[at]) else { continue };
            if own.text.ends_with(&rest) {
                after[0].rows.remove(0);
            } else if rows::is_broken(&own.text, &rest) {
                own.text = format!("{} {rest}", own.text);
                own.raw = own.text.clone();
                after[0].rows.remove(0);
            }
        }
    }
}
