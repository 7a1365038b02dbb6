//! Where the header ends and the labels of the first row, or the name of its group, begin.

use super::super::header;
use super::super::pieces::Piece;
use super::super::stubs::{summed_group, touches};
use super::told::Rows;
use crate::normalise::CleanText;
use crate::report::Role;
use crate::tables::labels;

/// So many lines above the first row may be its label and the names of its groups.
const MOST_LABEL_LINES: usize = 6;

/// Numbers of lines that can be the header, each with what it costs to believe it.
pub(super) fn of(text: &CleanText, rows: &Rows<'_>, lines: &[usize]) -> Vec<(usize, usize)> {
    let first_row = rows.pieces.iter().position(Piece::is_row).unwrap_or_default();
    if let Some(end) = repeated(rows.pieces, lines, first_row) {
        return vec![(end, 0)];
    }
    let floor = last_names(rows.pieces, lines, first_row);
    if let Some(end) = before_group(text, rows.pieces, lines).filter(|end| *end >= floor.max(1)) {
        return vec![(end, 0)];
    }
    let above = Above { text, rows, lines, row: &rows.pieces[first_row], floor };
    let lowest = floor.max(lines.len().saturating_sub(MOST_LABEL_LINES)).max(1);
    (lowest..=lines.len()).rev().filter_map(|end| Some((end, above.cost(end)?))).collect()
}

/// The lines above the first row.
struct Above<'a> {
    text: &'a CleanText,
    rows: &'a Rows<'a>,
    lines: &'a [usize],
    row: &'a Piece,
    /// The header has so many lines at least.
    floor: usize,
}

impl Above<'_> {
    /// Whether a blank line, or a page break, stands before a line.
    fn starts_run(&self, at: usize) -> bool {
        !self.rows.airy || at == 0 || self.lines[at - 1] + 1 != self.lines[at] || self.text.page_starts[self.lines[at]]
    }

    /// What it costs to believe that the header ends with `end` lines; nothing where it cannot.
    fn cost(&self, end: usize) -> Option<usize> {
        let runs = (end..self.lines.len()).filter(|at| self.starts_run(*at)).count();
        let torn = end < self.lines.len() && !self.starts_run(end);
        let own = self.row.cut.label.is_empty();
        let touched = self.rows.airy && self.lines.last().is_some_and(|last| last + 1 == self.row.index);
        // No label begins with a small letter.
        let small = |line: &usize| self.text.lines[*line].text.trim().starts_with(char::is_lowercase);
        if self.lines.get(end).is_some_and(small) || own && runs == 0 && !torn {
            return None;
        }
        // Names of known kinds are most often the last line of a header.
        let beyond = usize::from(self.floor > 0 && end > self.floor);
        // A line that touches the row is part of its label, or else the header has no blank line after it.
        let close = if touched && runs == 0 { 2 } else { 0 };
        Some(usize::from(torn) + beyond + close + self.cost_of_groups(runs, own, touched))
    }

    /// The first run above the row is its label where it has none of its own, or may be; what is left names groups. Where
    /// the rows have groups, the name of the first one is expected.
    fn cost_of_groups(&self, runs: usize, own: bool, touched: bool) -> usize {
        // Where no blank lines part labels from groups, the lines over the numbers may be one label.
        if own && !self.rows.airy {
            return usize::from(self.rows.grouped && runs < 2);
        }
        let groups = runs.saturating_sub(usize::from(own || touched));
        if self.rows.grouped { groups.abs_diff(1) } else { groups * 2 }
    }
}

/// The end of a header that is printed again from its first line on: behind the last line that a later block has too.
fn repeated(pieces: &[Piece], lines: &[usize], first_row: usize) -> Option<usize> {
    let own = &pieces[..first_row];
    let same = |from: usize| own.iter().zip(&pieces[from..]).take_while(|(own, other)| own.text == other.text).count();
    let again = (first_row + 1..pieces.len()).map(same).max().filter(|same| *same > 1)?;
    lines.iter().position(|line| *line == own[again - 1].index).map(|at| at + 1)
}

/// Before the lines that name a group with a total of its own.
fn before_group(text: &CleanText, pieces: &[Piece], lines: &[usize]) -> Option<usize> {
    let summed: Vec<String> =
        pieces.iter().filter(|piece| piece.is_row()).filter_map(|row| summed_group(&row.cut.label)).collect();
    let line = |at: &usize| text.lines[*at].text.trim();
    let named = |from: usize, to: usize| {
        let name = lines[from..to].iter().map(line).collect::<Vec<_>>().join(" ");
        summed.contains(&name)
    };
    (1..lines.len()).find(|from| (from + 1..=lines.len()).any(|to| named(*from, to)))
}

/// Behind the last line of known names.
fn last_names(pieces: &[Piece], lines: &[usize], first_row: usize) -> usize {
    let known = pieces[..first_row]
        .iter()
        .rposition(|piece| piece.names.iter().filter(|name| header::is_leaf(name)).count() > 1);
    known.and_then(|at| lines.iter().position(|line| *line == pieces[at].index)).map_or(0, |at| at + 1)
}

/// Whether names of groups stand between the rows: words that touch no row, or that follow the total of a group.
pub(super) fn has_groups(text: &CleanText, pieces: &[Piece], first_row: usize) -> bool {
    let header = |at: usize| pieces[..first_row].iter().any(|own| own.text == pieces[at].text);
    (first_row + 1..pieces.len().saturating_sub(1)).any(|at| {
        let words = |at: usize| !pieces[at].is_row() && !header(at);
        let (above, below) = (&pieces[at - 1], &pieces[at + 1]);
        let new_group = || above.is_row() && labels::role_of(&above.cut.label) == Role::Subtotal;
        let apart = || !touches(text, pieces, at + 1) || new_group();
        words(at) && below.is_row() && !below.cut.label.is_empty() && apart()
    })
}
