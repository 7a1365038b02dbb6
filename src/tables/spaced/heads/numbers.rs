//! Numbers of a table that are no cells: of pages, years over columns, the ends of labels. And rows without any number.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::pieces::Piece;
use super::super::stubs::{is_plain_subtotal, join, summed_group, touches};
use super::super::words::Cut;
use crate::normalise::CleanText;
use crate::report::Role;
use crate::tables::labels;

/// So many blanks at the end of a line are the empty cells of a row; a label is followed by one, now and then by two.
const EMPTY_CELLS: usize = 3;

/// The pieces with every number that is no cell in its place, and without rows that have no cell.
pub(super) fn settle(text: &CleanText, mut pieces: Vec<Piece>) -> Vec<Piece> {
    years_of_header(&mut pieces);
    leave_out_page_numbers(&mut pieces);
    ends_of_labels(&mut pieces);
    leave_out_empty_rows(text, &mut pieces);
    pieces
}

/// A number alone on its line, with no label before it, is that of a page, or a year at the end of the title.
fn leave_out_page_numbers(pieces: &mut Vec<Piece>) {
    let mut after_row = true;
    pieces.retain(|piece| {
        let kept = !(is_lone(piece) && after_row);
        after_row = piece.is_row();
        kept
    });
}

fn is_lone(piece: &Piece) -> bool {
    piece.is_row() && piece.cut.label.is_empty() && piece.cut.words.len() == 1
}

/// Years alone on their lines above the first row with more cells, or with a label, are names or spanners, and so they are
/// where the header is printed again. One that comes first is so only where others follow: else the title ends with it.
fn years_of_header(pieces: &mut [Piece]) {
    let Some(first_row) = pieces.iter().position(|piece| piece.is_row() && !is_lone(piece)) else { return };
    let year = |piece: &Piece| is_lone(piece) && piece.cut.only_years();
    let alone = pieces[..first_row].iter().filter(|piece| year(piece)).count() == 1;
    let (header, below) = pieces.split_at(first_row);
    let below_name = |pair: &[Piece]| year(&pair[1]).then(|| (pair[0].text.clone(), pair[1].text.clone()));
    let names: BTreeSet<(String, String)> = header.windows(2).filter_map(below_name).collect();
    let in_header = (usize::from(alone)..first_row).filter(|at| year(&header[*at]));
    let again =
        (1..below.len()).filter(|at| below_name(&below[at - 1..=*at]).is_some_and(|name| names.contains(&name)));
    let years: Vec<usize> = in_header.chain(again.map(|at| first_row + at)).collect();
    for at in years {
        pieces[at] = Piece::words(pieces[at].index, &pieces[at].text);
    }
}

/// `Region 1`, `Region 2`: rows that follow each other under one label are told apart by the number behind it, and rows
/// without a label by the year that they begin with.
fn ends_of_labels(pieces: &mut [Piece]) {
    let rows: Vec<usize> = (0..pieces.len()).filter(|at| pieces[*at].is_row()).collect();
    let mut series: BTreeSet<String> = BTreeSet::new();
    for run in rows.chunk_by(|a, b| pieces[*a].cut.label == pieces[*b].cut.label) {
        let label = &pieces[run[0]].cut.label;
        // Between rows without a label stand the lines of their labels.
        let apart = label.is_empty() && run.windows(2).any(|pair| pair[0] + 1 != pair[1]);
        if run.len() > 1 && !apart && is_series(run.iter().map(|at| &pieces[*at].cut)) {
            series.insert(label.clone());
        }
    }
    for at in rows {
        if series.contains(&pieces[at].cut.label) {
            lengthen_label(&mut pieces[at].cut);
        }
    }
}

/// Whether rows under one label begin with different numbers, years where the label is empty. Two numbers rise.
fn is_series<'a>(rows: impl Iterator<Item = &'a Cut>) -> bool {
    let of_row =
        |cut: &Cut| number_of(cut).filter(|_| cut.words.len() > 1 && labels::role_of(&cut.label) == Role::Data);
    let Some(numbers) = rows.map(of_row).collect::<Option<Vec<u32>>>() else { return false };
    let different = numbers.iter().collect::<BTreeSet<_>>().len() == numbers.len();
    different && (numbers.len() > 2 || numbers.is_sorted())
}

/// The number that can end a label.
fn number_of(cut: &Cut) -> Option<u32> {
    /// No series has more items.
    const MOST: usize = 2;
    let word = &cut.words.first()?.text;
    let short = word.len() <= MOST && word.bytes().all(|byte| byte.is_ascii_digit()) && !cut.label.is_empty();
    if short || labels::year_of(word).is_some() { word.parse().ok() } else { None }
}

fn lengthen_label(cut: &mut Cut) {
    if number_of(cut).is_some() {
        let number = cut.words.remove(0).text;
        cut.label = if cut.label.is_empty() { number } else { format!("{} {number}", cut.label) };
    }
}

/// Leaves out the labels of rows without any cell: their blanks show that they stand over nothing.
fn leave_out_empty_rows(text: &CleanText, pieces: &mut Vec<Piece>) {
    let Some(first_row) = pieces.iter().position(Piece::is_row) else { return };
    let mut empty: Vec<Range<usize>> = (first_row..pieces.len()).filter_map(|at| empty_row(text, pieces, at)).collect();
    // The first rows of a table can be empty too; the last line of a header is not.
    let mut before = (0..first_row).rev().map_while(|at| empty_row(text, pieces, at)).peekable();
    if before.peek().is_some_and(|row| row.start > 0) {
        empty.extend(before);
    }
    if empty.is_empty() {
        return;
    }
    let groups = Groups::of(pieces);
    empty.iter_mut().for_each(|row| row.start += groups.named(pieces, row));
    let mut at = 0..;
    pieces.retain(|_| at.next().is_some_and(|at| !empty.iter().any(|row| row.contains(&at))));
}

/// Groups that end with their totals: the words over empty cells may name one.
struct Groups {
    /// Those that have a total of their own, in small letters.
    summed: BTreeSet<String>,
    /// Whether totals do not name them.
    closed: bool,
}

impl Groups {
    fn of(pieces: &[Piece]) -> Self {
        let labels = || pieces.iter().filter(|piece| piece.is_row()).map(|piece| piece.cut.label.as_str());
        let summed = labels().filter_map(summed_group).map(|group| group.to_lowercase());
        Self { summed: summed.collect(), closed: labels().any(is_plain_subtotal) }
    }

    /// So many lines at the beginning of a row name its group.
    fn named(&self, pieces: &[Piece], row: &Range<usize>) -> usize {
        let name =
            |end: usize| pieces[row.start..end].iter().fold(String::new(), |name, piece| join(name, &piece.text));
        let summed = (row.start + 1..=row.end).rev().find(|end| self.summed.contains(&name(*end).to_lowercase()));
        let ends_group = |before: &Piece| labels::role_of(&before.cut.label) != Role::Data;
        let starts = row.start == 0 || !pieces[row.start - 1].is_row() || ends_group(&pieces[row.start - 1]);
        summed.map_or(usize::from(self.closed && starts), |end| end - row.start)
    }
}

/// The pieces that are the label of a row without any cell, of which the piece at `at` is the last.
fn empty_row(text: &CleanText, pieces: &[Piece], at: usize) -> Option<Range<usize>> {
    let piece = &pieces[at];
    if piece.is_row() {
        return None;
    }
    let blanks = |line: &str| line.len() - line.trim_end_matches(' ').len();
    let next = pieces.get(at + 1).map_or(piece.index, |next| next.index);
    let mut below = (piece.index + 1..next).map(|index| text.lines[index].text.as_str());
    let on_own_line = below.any(|line| line.len() >= EMPTY_CELLS && line.trim().is_empty());
    if !on_own_line && blanks(&text.lines[piece.index].text) <= EMPTY_CELLS {
        return None;
    }
    let first = (1..=at).rev().take_while(|at| touches(text, pieces, *at) && !pieces[at - 1].is_row()).last();
    Some(first.map_or(at, |first| first - 1)..at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::tables::spaced::words;

    fn settled(lines: &[&str]) -> Vec<String> {
        let piece = |(at, line): (usize, &&str)| Piece {
            cut: words::cut(line, false, Span::default()),
            ..Piece::words(at, line.trim())
        };
        let mut pieces: Vec<Piece> = lines.iter().enumerate().map(piece).collect();
        years_of_header(&mut pieces);
        ends_of_labels(&mut pieces);
        pieces.iter().filter(|piece| piece.is_row()).map(|piece| piece.cut.label.clone()).collect()
    }

    #[test]
    fn rows_under_one_label_are_told_apart_by_their_numbers() {
        assert_eq!(settled(&["Boats ", "Pier 1 7 2 ", "Pier 2  4 ", "Total 7 6 "]), ["Pier 1", "Pier 2", "Total"]);
        assert_eq!(settled(&["Boats ", "Crews 3 7 ", "Crews 2 4 "]), ["Crews", "Crews"]);
    }

    #[test]
    fn years_can_be_the_labels_of_rows() {
        assert_eq!(settled(&["Year Boats Nets ", "2031 7 2 ", "2032 1 044 3 "]), ["2031", "2032"]);
    }

    #[test]
    fn years_above_the_rows_head_columns() {
        assert_eq!(settled(&["Grade ", "2031 ", "2032 ", "P-1 3 4 "]), ["P-1"]);
    }
}
