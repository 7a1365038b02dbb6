//! The header of a table with counted blanks: which words are one name, and which names span which columns.
//!
//! A text of this form prints cells in the order of the rows, each with a blank after it, and begins a line where the
//! baseline changes: names of one level may share a line or not, and a name may be wrapped. So a header is first a run of
//! [words and seams](seams), then a tree of [names](names). Every [reading](readings) has its cost; of the cheapest ones those
//! are taken under which most sums hold ([`choice`]), and where these do not agree, the table stays unread.

mod choice;
mod ends;
mod names;
mod numbers;
mod readings;
mod seams;
mod sheet;
mod told;

use std::cell::RefCell;
use std::collections::BTreeMap;

use self::readings::{Head, Reading};
use self::told::Rows;
use super::elsewhere::Elsewhere;
use super::pieces::Piece;
use super::sizes::Size;
use super::stubs::group_by_labels;
use crate::normalise::CleanText;
use crate::tables::sheet::Sheet;
use crate::tables::solver;

/// A table whose header is read by its form alone has more rows.
const FEWEST_ROWS: usize = 2;
/// So many sums, as that of all columns and that of the sexes, prove a reading.
const PROVING_SUMS: usize = 2;

/// Reads the rows under such a header. `None` where several readings are left, or none.
pub(super) fn read(text: &CleanText, pieces: Vec<Piece>, elsewhere: &Elsewhere<'_>) -> Option<Sheet> {
    let pieces = numbers::settle(text, pieces);
    let first_row = pieces.iter().position(Piece::is_row)?;
    let rows: Vec<&Piece> = pieces.iter().filter(|piece| piece.is_row()).collect();
    if rows.len() < FEWEST_ROWS || first_row == 0 {
        return None;
    }
    let sizes: Vec<Size> = rows.iter().map(|row| Size::of(&row.cut)).collect();
    let told = Rows {
        pieces: &pieces,
        rows: &rows,
        widths: &told::widths(&sizes),
        labels: &rows.iter().map(|row| row.cut.label.as_str()).collect(),
        grouped: ends::has_groups(text, &pieces, first_row),
        airy: told::is_airy(&pieces),
        varying: told::varying(text, &pieces, first_row),
    };
    let under = |breaks: bool| sheet_under(text, &told, Head::of(text, &pieces[..first_row], breaks), elsewhere);
    // A blank that begins a line can show an empty cell as well as a page break.
    let broken = pieces[..first_row].iter().skip(1).any(|piece| text.page_starts[piece.index]);
    match (under(true), broken.then(|| under(false)).flatten()) {
        (Some(sheet), Some(other)) if sheet.columns != other.columns => None,
        (sheet, other) => sheet.or(other),
    }
}

/// The sheet under a header, where one reading of it is the best.
fn sheet_under(text: &CleanText, rows: &Rows<'_>, mut head: Head, elsewhere: &Elsewhere<'_>) -> Option<Sheet> {
    head.words.judge(text, elsewhere, rows.labels, rows.airy);
    let ends = ends::of(text, rows, &head.lines);
    let sheet_of = |reading: &Reading| sheet::of(text, rows.pieces, &head, reading);
    // Readings of the same words have the same rows under other columns.
    let sheets: RefCell<BTreeMap<(usize, usize), Sheet>> = RefCell::default();
    let test = |reading: &Reading, test: &dyn Fn(&Sheet) -> bool| {
        let mut sheets = sheets.borrow_mut();
        let sheet = sheets.entry((reading.lines, reading.stub_words)).or_insert_with(|| sheet_of(reading));
        sheet.columns.clone_from(&reading.columns);
        test(sheet)
    };
    let bear = |reading: &Reading| {
        !told::has_empty_column(rows.rows, &reading.columns) && !test(reading, &solver::breaks_sums)
    };
    let proven = |reading: &Reading| test(reading, &|sheet| solver::held_sums(sheet) >= PROVING_SUMS);
    let found = head.readings(&ends, rows, &bear, &proven);
    let best = choice::best(found, &sheet_of)?;
    let known = sheets.into_inner().remove(&(best.lines, best.stub_words));
    let mut sheet = known.unwrap_or_else(|| sheet_of(&best));
    sheet.columns = best.columns;
    group_by_labels(&mut sheet.rows);
    (!sheet.rows.iter().any(sheet::is_of_no_group)).then_some(sheet)
}
