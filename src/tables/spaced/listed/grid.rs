//! Small tables with a number in every cell that are listed column by column: the labels, then the names with their columns,
//! or all names and then all columns.
//!
//! Nothing but their count shows where a column ends. A table is taken only where there is one way to cut the list under
//! which every total is the sum of the rows above it.

use super::super::pieces::Piece;
use super::super::stacked::{is_cell, word};
use super::stub;
use crate::normalise::CleanText;
use crate::number::Decimal;
use crate::report::Role;
use crate::tables::sheet::{Pieces, Placed, Sheet, SheetRow, Word};
use crate::tables::solver::value;
use crate::tables::{captions, labels};

/// A table has more columns than one.
const FEWEST_NAMES: usize = 2;
/// A total is the sum of more rows than one.
const FEWEST_PARTS: usize = 2;
/// So many rows can be listed row by row below the columns: their labels take more lines, so that their cells stand apart.
const MOST_LAST_ROWS: usize = 2;
/// So many labels can go on on a line of their own.
const MOST_WRAPS: usize = 2;

/// The lines of a table by what they are.
struct Lists {
    names: Vec<String>,
    labels: Vec<Label>,
    cells: Vec<Word>,
    /// Some names stand together, apart from their columns: tools may list boxes out of order, and no sum shows it.
    apart: bool,
}

/// Index of the first line, and the text.
type Label = (usize, String);

/// The table under names of years or grades.
pub(super) fn read(text: &CleanText, lines: &[Piece]) -> Option<Sheet> {
    let is_year = |line: &str| labels::year_of(line).is_some();
    let kinds: [&dyn Fn(&str) -> bool; 2] = [&is_year, &labels::is_grade];
    let lists = kinds.iter().find_map(|is_name| lists(lines, is_name))?;
    let rows = lists.cells.len() / lists.names.len();
    let mut found = Vec::new();
    for labels in wraps(&lists.labels, rows) {
        for last_rows in 0..=MOST_LAST_ROWS.min(rows) {
            let table = cut(&lists, rows, last_rows);
            if holds(&labels, &table) && !found.iter().any(|(_, other)| *other == table) {
                found.push((labels.clone(), table));
            }
        }
    }
    let (labels, table) = found.pop().filter(|_| found.is_empty())?;
    Some(sheet(text, &lists, &labels, table))
}

/// Parts names, labels and cells. `None` where the cells fill no whole number of rows.
fn lists(lines: &[Piece], is_name: &dyn Fn(&str) -> bool) -> Option<Lists> {
    let mut lists = Lists { names: Vec::new(), labels: Vec::new(), cells: Vec::new(), apart: false };
    let mut after_name = false;
    for line in lines {
        let named = is_name(&line.text);
        lists.apart |= named && after_name;
        after_name = named;
        match () {
            () if named => lists.names.push(line.text.clone()),
            () if lists.cells.is_empty() && lists.labels.is_empty() && labels::year_of(&line.text).is_some() => {
                lists.labels.push((line.index, line.text.clone()));
            }
            () if is_cell(line) => lists.cells.push(word(line)?),
            () => lists.labels.push((line.index, line.text.trim().to_string())),
        }
    }
    let told_apart = (1..lists.names.len()).all(|at| !lists.names[..at].contains(&lists.names[at]));
    let whole = lists.names.len() >= FEWEST_NAMES && lists.cells.len().is_multiple_of(lists.names.len());
    (told_apart && whole && !lists.cells.is_empty()).then_some(lists)
}

/// The ways to join lines to so many labels.
fn wraps(lines: &[Label], rows: usize) -> Vec<Vec<Label>> {
    let heads = |line: &Label| stub::is_heading(&line.1) || labels::year_of(&line.1).is_some();
    let heading = usize::from(lines.first().is_some_and(heads) && lines.len() > rows);
    let sure = |at: usize| stub::goes_on(&lines[at - 1].1, &lines[at].1);
    let starts: Vec<usize> = (heading..lines.len()).filter(|at| *at == heading || !sure(*at)).collect();
    let open = |at: &usize| *at > heading && !lines[at - 1].1.eq_ignore_ascii_case("total");
    let Some(more) = starts.len().checked_sub(rows).filter(|more| *more <= MOST_WRAPS) else { return Vec::new() };
    let mut ways: Vec<Vec<usize>> = vec![starts];
    for _ in 0..more {
        let shorter = |way: &Vec<usize>| {
            let joined = (0..way.len()).filter(|at| open(&way[*at]));
            joined.map(|at| [&way[..at], &way[at + 1..]].concat()).collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(shorter).collect();
    }
    ways.iter().map(|starts| joined(lines, starts)).collect()
}

/// The labels that begin on some lines.
fn joined(lines: &[Label], starts: &[usize]) -> Vec<Label> {
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(lines.len()));
    let label = |(start, end): (&usize, usize)| {
        let text = lines[*start..end].iter().fold(String::new(), |joined, line| stub::join(&joined, &line.1));
        (lines[*start].0, text)
    };
    starts.iter().zip(ends).map(label).collect()
}

/// The cells by rows, if the last ones are listed row by row.
fn cut(lists: &Lists, rows: usize, last_rows: usize) -> Vec<Vec<Word>> {
    let (width, high) = (lists.names.len(), rows - last_rows);
    let at = |row: usize, column: usize| if row < high { column * high + row } else { row * width + column };
    (0..rows).map(|row| (0..width).map(|column| lists.cells[at(row, column)].clone()).collect()).collect()
}

/// Whether each row counts one thing, and a total is the sum of the rows above it in every column.
fn holds(labels: &[Label], rows: &[Vec<Word>]) -> bool {
    let shares = |row: &Vec<Word>| row.iter().filter(|word| word.text.contains('%')).count();
    let alike = rows.iter().all(|row| [0, row.len()].contains(&shares(row)));
    let total = labels.iter().position(|(_, label)| labels::role_of(label) == Role::Total);
    let Some(total) = total.filter(|total| *total >= FEWEST_PARTS && alike) else { return false };
    let value = |row: usize, column: usize| value::read(&rows[row][column].text);
    let sum = |column: usize| (0..total).map(|row| value(row, column)).sum::<Option<Decimal>>();
    (0..rows[total].len()).all(|column| value(total, column).is_some() && value(total, column) == sum(column))
}

fn sheet(text: &CleanText, lists: &Lists, labels: &[Label], rows: Vec<Vec<Word>>) -> Sheet {
    let row = |((index, label), words): (&Label, Vec<Word>)| {
        let (label, marks) = captions::strip_marks(label);
        let role = labels::role_of(&label);
        let placed = |(column, word): (usize, Word)| Placed {
            column,
            raw: word.text.clone(),
            text: word.text,
            span: word.span,
            astray: lists.apart,
            ..Placed::default()
        };
        SheetRow {
            groups: Vec::new(),
            role,
            unit: labels::unit_of(&label).filter(|_| role == Role::Data),
            label,
            marks,
            pieces: Pieces::Placed(words.into_iter().enumerate().map(placed).collect()),
            span: text.span(*index),
        }
    };
    let columns = lists.names.iter().map(|name| labels::column(&[], name)).collect();
    Sheet { columns, rows: labels.iter().zip(rows).map(row).collect(), ..Sheet::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::cleaned;
    use crate::tables::Region;
    use crate::tables::spaced::pieces;

    fn show(text: &str) -> Option<Vec<String>> {
        let text = cleaned(&format!("Table 1: Boats\n{}", text.replace('|', "\n")));
        let region = Region { lines: (0..text.lines.len()).collect(), ..Region::default() };
        let sheet = read(&text, &pieces::lines(&text, &region))?;
        let row = |row: &SheetRow| {
            let Pieces::Placed(cells) = &row.pieces else { return row.label.clone() };
            let cells: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
            format!("{}: {}", row.label, cells.join(", "))
        };
        Some(sheet.rows.iter().map(row).collect())
    }

    const ROWS: [&str; 3] = ["Men: 3, 1 004", "Women: 2, 6", "Total: 5, 1 010"];

    #[test]
    fn names_before_their_columns_or_all_together() {
        assert_eq!(show("Men|Women|Total|2030|3|2|5|2031|1 004|6|1 010").unwrap(), ROWS);
        assert_eq!(show("2030|2031|Men|Women|Total|3|2|5|1 004|6|1 010").unwrap(), ROWS);
        assert_eq!(show("Category|Men|Women|Total|2030|3|2|2031|1 004|6|5|1 010").unwrap(), ROWS);
    }

    #[test]
    fn the_order_of_names_apart_from_their_columns_is_in_doubt() {
        let astray = |text: &str| {
            let text = cleaned(&format!("Table 1: Boats\n{}", text.replace('|', "\n")));
            let region = Region { lines: (0..text.lines.len()).collect(), ..Region::default() };
            let sheet = read(&text, &pieces::lines(&text, &region)).unwrap();
            matches!(&sheet.rows[0].pieces, Pieces::Placed(cells) if cells[0].astray)
        };
        assert!(!astray("Men|Women|Total|2030|3|2|5|2031|1 004|6|1 010"));
        assert!(astray("2030|2031|Men|Women|Total|3|2|5|1 004|6|1 010"));
    }

    #[test]
    fn a_row_whose_label_is_wrapped_comes_last() {
        let found = show("Men|Women|Total|Share of women on|Boats|2030|3|2|5|2031|1 004|6|1 010|40%|1%").unwrap();
        assert_eq!(found[3], "Share of women on Boats: 40%, 1%");
    }

    #[test]
    fn what_the_totals_do_not_bear_out_is_not_taken() {
        assert_eq!(show("Men|Women|Total|2030|3|2|6|2031|1 004|6|1 010"), None);
        assert_eq!(show("Men|Women|Other|2030|3|2|5|2031|1 004|6|1 010"), None);
        assert_eq!(show("Men|Women|Total|2030|3|5|2031|1 004|6|1 010"), None);
    }
}
