//! Tables whose text has lost the empty cells, under headers that no line of names ends.
//!
//! Such a header is printed row by row, so its words are the nodes of a tree in that order ([`names`], [`trees`]); a
//! spanner that is higher than one row has its children further down. The rows say how many leaves there must be, and
//! their sums which of several trees is meant. Columns on which the likeliest trees do not agree have no name, and no
//! number is placed in them. Where no tree fits, the sums can still tell the total ([`totals`]).

mod blocks;
mod names;
mod totals;
mod trees;

use std::collections::BTreeSet;

use super::header;
use super::pieces::Piece;
use super::read::lose_blanks;
use super::rows;
use super::sizes::Size;
use super::stubs::{are_alike, group_by_totals};
use super::tiered;
use super::tree::Agreement;
use crate::normalise::CleanText;
use crate::report::{Column, Role};
use crate::tables::sheet::{Sheet, SheetRow};
use crate::tables::{labels, solver};

/// Fewer rows show nothing.
const FEWEST_ROWS: usize = 2;
/// No table that lists its cells column by column has more columns.
const MOST_COLUMNS: usize = 40;
/// A header that can be read in more ways tells nothing.
const MOST_CANDIDATES: usize = 60;
/// Names of groups can stand between the header and the first row.
const MOST_GROUP_LINES: usize = 2;

/// Reads the rows under such a header; `known` are labels of rows in other tables. `None` where neither names nor sums
/// tell any column.
pub(super) fn read(text: &CleanText, pieces: &[Piece], known: &BTreeSet<String>) -> Option<Sheet> {
    let ends = ends(text, pieces, pieces.iter().position(Piece::is_row)?);
    let table = Table::of(text, pieces, known);
    let named = table.named(&ends).filter(tells_total);
    named.or_else(|| ends.iter().find_map(|end| table.summed(*end)))
}

/// The same where nothing shows that the cells are listed row by row: names and sums hold in either direction, and tell
/// something only where there are more rows than a table has columns.
pub(super) fn read_loose(text: &CleanText, pieces: &[Piece], known: &BTreeSet<String>) -> Option<Sheet> {
    let rows = pieces.iter().filter(|piece| piece.is_row()).count();
    if rows < MOST_COLUMNS { None } else { read(text, pieces, known) }
}

/// Whether no total is among the columns that are not told.
fn tells_total(sheet: &Sheet) -> bool {
    sheet.untold.iter().all(|at| sheet.columns[*at].role == Role::Data)
}

/// Where the header can end.
fn ends(text: &CleanText, pieces: &[Piece], first_row: usize) -> Vec<usize> {
    let mut ends = tiered::ends(text, pieces, first_row);
    ends.reverse();
    // A label that goes on has its first line in front of the row.
    let goes_on = pieces[first_row].cut.label.starts_with(|c: char| c.is_lowercase())
        || first_row > 0 && pieces[first_row - 1].text.ends_with('-');
    ends.retain(|end| !goes_on || *end < first_row);
    ends.extend((1..=MOST_GROUP_LINES).filter_map(|lines| first_row.checked_sub(lines)));
    let mut seen = BTreeSet::new();
    let cuts_header = |end: usize| pieces[end..first_row].iter().any(|piece| header::is_frame(&piece.text));
    ends.retain(|end| *end > 0 && !cuts_header(*end) && seen.insert(*end));
    ends
}

struct Table<'a> {
    text: &'a CleanText,
    pieces: &'a [Piece],
    known: &'a BTreeSet<String>,
    sizes: Vec<Size>,
}

/// A header as a tree.
struct Candidate {
    end: usize,
    lines: Vec<String>,
    columns: Vec<Column>,
    /// How many of its spanners are words of which nothing is known, and how many such words it passes over.
    unknown: (usize, usize),
}

impl<'a> Table<'a> {
    fn of(text: &'a CleanText, pieces: &'a [Piece], known: &'a BTreeSet<String>) -> Self {
        let rows = pieces.iter().filter(|piece| piece.is_row());
        Self { text, pieces, known, sizes: rows.map(|row| Size::of(&row.cut)).collect() }
    }

    /// The table under the tree of names that its rows bear out, with as few unknown spanners as can be.
    fn named(&self, ends: &[usize]) -> Option<Sheet> {
        let last = ends.iter().copied().max()?;
        let mut candidates: Vec<Candidate> = ends.iter().flat_map(|end| self.candidates(*end, *end == last)).collect();
        let fewest = candidates.iter().map(|candidate| candidate.unknown).min()?;
        candidates.retain(|candidate| candidate.unknown == fewest);
        // What a longer header explains is no name of a group of rows.
        let end = candidates.iter().map(|candidate| candidate.end).max()?;
        candidates.retain(|candidate| candidate.end == end);
        let (columns, untold) =
            Agreement::of(candidates.iter().map(|candidate| candidate.columns.as_slice()))?.with_untold()?;
        let rows = self.rows(end, &candidates.first()?.lines)?;
        Some(Sheet { columns, untold, rows, ..Sheet::default() })
    }

    /// All trees of a header that ends at `end` whose totals are the sums of something. Capitals part names only if this is
    /// the `whole` header: else a line of it could be missing.
    fn candidates(&self, end: usize, whole: bool) -> Vec<Candidate> {
        let header = &self.pieces[..end];
        let Some(plain) = self.rows(end, &blocks::lines(header)) else { return Vec::new() };
        let vocabulary = names::Vocabulary::of(&plain, self.known);
        let mut candidates = Vec::new();
        for reading in names::readings(header, &vocabulary) {
            if reading.by_capitals && !(whole && self.are_full(reading.nodes.len())) {
                continue;
            }
            let trees = trees::of(&reading.nodes, self.widest());
            if candidates.len() > MOST_CANDIDATES {
                return Vec::new();
            }
            let passed_over = reading.unknown.1 > 0;
            let borne_out = trees.into_iter().filter(|columns| match columns.iter().any(is_total) {
                true => self.sums_up(&plain, columns),
                // Nothing but the rows speaks for a header without a total.
                false => !passed_over && self.are_filled(columns.len()),
            });
            candidates.extend(borne_out.map(|columns| Candidate {
                end,
                lines: reading.lines.clone(),
                columns,
                unknown: reading.unknown,
            }));
        }
        candidates
    }

    /// Whether each total is the sum of other columns in nearly every row.
    fn sums_up(&self, rows: &[SheetRow], columns: &[Column]) -> bool {
        let sheet = Sheet { columns: columns.to_vec(), rows: rows.to_vec(), ..Sheet::default() };
        let sums = solver::possible_sums(&sheet);
        let is_sum = |column: &Column| {
            column.role != Role::Data || column.groups.iter().any(|group| labels::role_of(group) != Role::Data)
        };
        (0..columns.len()).all(|at| !is_sum(&columns[at]) || sums.iter().any(|sum| sum.total == at))
    }

    /// The most cells of a row, thousands joined wherever they can be.
    fn widest(&self) -> usize {
        self.sizes.iter().map(Size::least).max().unwrap_or_default()
    }

    /// Whether half the rows have a number for each of so many columns.
    fn are_filled(&self, width: usize) -> bool {
        self.sizes.iter().filter(|size| size.fit(width) > 1).count() * 2 >= self.sizes.len()
    }

    /// Whether every row can have so many numbers, and half of them print so many words.
    fn are_full(&self, width: usize) -> bool {
        let exact = self.sizes.iter().filter(|size| size.words == width).count();
        self.sizes.iter().all(|size| size.fit(width) > 1) && exact * 2 >= self.sizes.len()
    }

    /// The table of which only the total and the sexes are told, by the sums.
    fn summed(&self, end: usize) -> Option<Sheet> {
        let rows = self.rows(end, &blocks::lines(&self.pieces[..end]))?;
        let arrangements = totals::arrangements(&self.pieces[..end], self.widest());
        let held = |columns: &[Column]| {
            solver::possible_sums(&Sheet { columns: columns.to_vec(), rows: rows.clone(), ..Sheet::default() }).len()
        };
        let sums: Vec<usize> = arrangements.iter().map(|(columns, _)| held(columns)).collect();
        let most = sums.iter().copied().max().filter(|most| *most > 0)?;
        let mut best = arrangements.into_iter().zip(sums).filter(|(_, sums)| *sums == most);
        let ((columns, untold), _) = best.next()?;
        best.next().is_none().then(|| Sheet { columns, untold, rows, ..Sheet::default() })
    }

    /// The rows under a header that ends at `end`, of which `lines` name columns. `None` where two of them are alike or one
    /// has no label.
    fn rows(&self, end: usize, lines: &[String]) -> Option<Vec<SheetRow>> {
        let blocks = blocks::of(self.text, self.pieces, end, lines);
        let stubs: Vec<Vec<String>> =
            blocks.iter().map(|block| blocks::stub(&self.pieces[block.clone()], lines)).collect();
        if stubs.iter().flatten().any(|line| names::are_known(line)) {
            return None;
        }
        let mut rows = rows::rows(self.text, self.pieces, &blocks, &super::blocks::group_names(&stubs));
        rows.iter_mut().for_each(|row| row.pieces = lose_blanks(std::mem::take(&mut row.pieces)));
        group_by_totals(&mut rows);
        let labelled = rows.iter().all(|row| !row.label.is_empty());
        (labelled && rows.len() >= FEWEST_ROWS && !are_alike(&rows)).then_some(rows)
    }
}

fn is_total(column: &Column) -> bool {
    column.role == Role::Total
}
