//! Tables with a cell on every line that are listed column by column: the labels first, then each name and its cells.
//!
//! Nothing but the lengths shows such a table, and one lost cell shifts all after it. It is taken only where every column
//! is as long as the stub and the totals that are printed hold.

use super::header;
use super::pieces::Piece;
use super::stacked::{is_cell, word};
use super::words::Cut;
use crate::number::Decimal;
use crate::report::Role;
use crate::tables::labels;
use crate::tables::sheet::Word;
use crate::tables::solver::value;

/// Headings of stubs that stand above the labels.
const STUB_WORDS: [&str; 6] = ["category", "grade", "region", "age group", "country", "year"];

/// A column while it is put together.
struct Column {
    name: String,
    cells: Vec<Word>,
}

/// The pieces of such a table, put together by rows. `None` where lengths or totals do not bear it out.
pub(super) fn rows(lines: &[Piece]) -> Option<Vec<Piece>> {
    let first = (1..lines.len()).find(|at| begins_column(lines, *at))?;
    let (mut columns, last_row) = columns(&lines[first..])?;
    if let Some(cells) = last_row {
        columns.iter_mut().zip(cells).for_each(|(column, cell)| column.cells.push(cell));
    }
    let labels = stub(&lines[..first], columns[0].cells.len())?;
    let names = columns.iter().map(|column| column.name.clone()).collect();
    if !totals_hold(&labels, &columns) {
        return None;
    }
    let row = |(at, label): (usize, &(usize, String))| {
        let words = columns.iter().map(|column| column.cells[at].clone()).collect();
        Piece { cut: Cut { label: label.1.clone(), words }, ..Piece::words(label.0, &label.1) }
    };
    let mut pieces = vec![joined(lines[0].index, names)];
    pieces.extend(labels.iter().enumerate().map(row));
    Some(pieces)
}

fn joined(index: usize, names: Vec<String>) -> Piece {
    Piece { index, text: names.join(" "), names, cut: Cut::default() }
}

/// A name with a number after it.
fn begins_column(lines: &[Piece], at: usize) -> bool {
    let named = header::is_leaf(&lines[at].text) || lines[at].text.eq_ignore_ascii_case("total");
    let below = |next: &Piece| is_cell(next) && labels::year_of(&next.text).is_none();
    named && lines.get(at + 1).is_some_and(below)
}

/// The columns, all of one length, and the cells of a last row that is listed after them.
fn columns(lines: &[Piece]) -> Option<(Vec<Column>, Option<Vec<Word>>)> {
    let mut columns: Vec<Column> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if begins_column(lines, at) {
            columns.push(Column { name: line.text.clone(), cells: Vec::new() });
        } else {
            let cell = is_cell(line).then(|| word(line))??;
            columns.last_mut()?.cells.push(cell);
        }
    }
    let length = columns.first()?.cells.len();
    let count = columns.len();
    let last = columns.last_mut()?;
    let last_row = (last.cells.len() == length + count).then(|| last.cells.split_off(length));
    let even = columns.iter().all(|column| column.cells.len() == length);
    (even && length > 1 && count > 1).then_some((columns, last_row))
}

/// The labels with their lines, as many as rows; a heading of the stub may stand above them.
fn stub(lines: &[Piece], rows: usize) -> Option<Vec<(usize, String)>> {
    let mut labels: Vec<(usize, String)> = Vec::new();
    for (order, line) in lines.iter().enumerate() {
        let heading = order == 0 && (header::is_leaf(&line.text) || is_stub_word(&line.text));
        let wrapped = line.text.starts_with(|c: char| c.is_lowercase());
        match labels.last_mut() {
            Some((_, label)) if wrapped => {
                label.push(' ');
                label.push_str(&line.text);
            }
            _ if heading && lines.len() > rows => {}
            _ if line.cut.numbers() > 0 => return None,
            _ => labels.push((line.index, line.text.clone())),
        }
    }
    (labels.len() == rows).then_some(labels)
}

pub(super) fn is_stub_word(text: &str) -> bool {
    STUB_WORDS.contains(&text.to_lowercase().as_str())
}

/// Whether there is a row of totals, and all its numbers are the sums of the rows above it.
fn totals_hold(labels: &[(usize, String)], columns: &[Column]) -> bool {
    let Some(total) = labels.iter().position(|(_, label)| labels::role_of(label) == Role::Total) else { return false };
    let holds = |column: &Column| {
        let parts: Option<Vec<Decimal>> = column.cells[..total].iter().map(|cell| value::read(&cell.text)).collect();
        let sum = parts.filter(|parts| parts.len() > 1).map(|parts| parts.into_iter().sum::<Decimal>());
        sum.is_some() && sum == value::read(&column.cells[total].text)
    };
    columns.iter().all(holds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::tables::spaced::words::cut;

    fn read(text: &str) -> Option<Vec<(String, Vec<String>)>> {
        let line = |(index, text): (usize, &str)| Piece {
            cut: cut(text, false, Span::default()),
            ..Piece::words(index, text)
        };
        let pieces = rows(&text.split('|').enumerate().map(line).collect::<Vec<_>>())?;
        let show = |piece: Piece| {
            let words =
                if piece.is_row() { piece.cut.words.into_iter().map(|word| word.text).collect() } else { piece.names };
            (piece.cut.label, words)
        };
        Some(pieces.into_iter().map(show).collect())
    }

    fn row(label: &str, words: [&str; 2]) -> (String, Vec<String>) {
        (label.into(), words.map(String::from).to_vec())
    }

    #[test]
    fn columns_as_long_as_the_stub_become_rows() {
        let expected = [
            row("", ["2030", "2031"]),
            row("Men", ["3", "1 004"]),
            row("Women", ["2", "5"]),
            row("Total", ["5", "1 009"]),
        ];
        assert_eq!(read("Men|Women|Total|2030|3|2|5|2031|1 004|5|1 009").unwrap(), expected);
        assert_eq!(read("Category|Men|Women|Total|2030|3|2|2031|1 004|5|5|1 009").unwrap(), expected);
    }

    #[test]
    fn what_the_totals_do_not_bear_out_is_not_taken() {
        assert_eq!(read("Men|Women|Total|2030|3|2|6|2031|1 004|5|1 009"), None);
        assert_eq!(read("Men|Women|Other|2030|3|2|5|2031|1 004|5|1 009"), None);
        assert_eq!(read("Men|Women|Total|2030|3|5|2031|1 004|5|1 009"), None);
    }
}
