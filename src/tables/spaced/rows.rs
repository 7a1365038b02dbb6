//! From the lines of a region to a [`Sheet`]: header blocks, group labels, wrapped labels, rows of words.

use std::collections::BTreeSet;

use super::elsewhere::Elsewhere;
use super::header::{self, Header};
use super::pieces::{self, Piece};
use super::stubs::{Habits, Pending, are_alike, group_by_totals, join, touches};
use super::tiered;
use super::words::Cut;
use super::{heads, listed, lost};
use crate::normalise::CleanText;
use crate::report::{Column, Role, TableNote};
use crate::span::Span;
use crate::tables::sheet::{Pieces, Sheet, SheetRow, UNASSIGNED};
use crate::tables::{Region, captions, labels, solver};

/// A table of a form that loses cells has more rows than one.
const FEWEST_ROWS: usize = 2;

/// Reads the sheet of a region. `None` when no header fits the rows.
pub fn read(text: &CleanText, region: &Region, known: &BTreeSet<String>, elsewhere: &Elsewhere<'_>) -> Option<Sheet> {
    let sheet = match pieces::of(text, region) {
        Some(pieces) if counts_blanks(&pieces) || elsewhere.counts_blanks(text) => {
            heads::read(text, &pieces, elsewhere)
        }
        Some(pieces) => of_pieces(text, &pieces, known),
        None => pieces::loose(text, region).and_then(|pieces| lost::read_loose(text, &pieces, known)),
    };
    let sheet = sheet.or_else(|| listed::read(text, region))?;
    let unit = labels::unit_of(&region.caption.text).unwrap_or_default();
    Some(Sheet { unit, notes: notes(text, &region.notes), ..sheet })
}

/// The sheet of a table that has lost its empty cells.
fn of_pieces(text: &CleanText, pieces: &[Piece], known: &BTreeSet<String>) -> Option<Sheet> {
    let sheet = match find_names(pieces) {
        Some((names, width)) => under_names(text, pieces, names, width),
        None => tiered::read(text, pieces).map(without_blanks),
    };
    sheet.or_else(|| lost::read(text, pieces, known))
}

/// The rows under the line of `names`. `None` where they are no rows of so many columns.
fn under_names(text: &CleanText, pieces: &[Piece], names: usize, width: usize) -> Option<Sheet> {
    let blocks = header_blocks(text, pieces, &pieces[names].text);
    let stubs: Vec<Vec<String>> = blocks.iter().map(|block| stub_lines(pieces, block)).collect();
    let groups = group_names(&stubs);
    let headers = read_block(pieces, blocks.first()?, width);
    let rows = rows(text, pieces, &blocks, &groups);
    let sheet = without_blanks(Sheet { rows, ..Sheet::default() });
    let lone = headers.first().is_some_and(|header| header.columns.len() == 1 && !is_total(&header.columns[0]));
    if sheet.rows.len() < FEWEST_ROWS || lone || are_alike(&sheet.rows) || !are_rows_of(pieces, width) {
        return None;
    }
    best(sheet, headers.into_iter().map(|header| header.columns).collect())
}

/// Where blanks are not counted, no row is short of a cell.
fn without_blanks(mut sheet: Sheet) -> Sheet {
    sheet.rows.iter_mut().for_each(|row| row.pieces = lose_blanks(std::mem::take(&mut row.pieces)));
    group_by_totals(&mut sheet.rows);
    sheet
}

/// Whether nearly all rows have no more numbers than columns; else the header is misread.
fn are_rows_of(pieces: &[Piece], width: usize) -> bool {
    let rows = || pieces.iter().filter(|piece| piece.is_row());
    rows().filter(|row| Size::of(&row.cut).fit(width) == 0).count() * 10 <= rows().count()
}

/// A single column is believed only as a total.
fn is_total(column: &Column) -> bool {
    column.role != Role::Data
}

/// Of several ways to read the header the one under which most sums can hold. `None` where that does not tell.
fn best(sheet: Sheet, columns: Vec<Vec<Column>>) -> Option<Sheet> {
    let mut sheets: Vec<Sheet> = columns.into_iter().map(|columns| Sheet { columns, ..sheet.clone() }).collect();
    if sheets.len() == 1 {
        return sheets.pop();
    }
    let sums: Vec<usize> = sheets.iter().map(|sheet| solver::possible_sums(sheet).len()).collect();
    let most = sums.iter().max().copied()?;
    let alone = sums.iter().filter(|count| **count == most).count() == 1;
    let at = sums.iter().position(|count| *count == most)?;
    alone.then(|| sheets.swap_remove(at))
}

/// The line of column names and the number of cells under it: the pair that fits most rows.
fn find_names(pieces: &[Piece]) -> Option<(usize, usize)> {
    let first_row = pieces.iter().position(Piece::is_row)?;
    let rows: Vec<Size> = pieces.iter().filter(|piece| piece.is_row()).map(|piece| Size::of(&piece.cut)).collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for at in 0..first_row {
        let (above, names) = header_lines(&pieces[..=at]);
        let over_blocks = pieces[at + 1..first_row].iter().any(repeats_names);
        for width in header::widths(&above, &names).into_iter().filter(|width| *width > 0 && !names.is_empty()) {
            let guess = Names { above: &above, names: &names, width, rows: &rows, over_blocks };
            let score = guess.score();
            // Of lines that fit alike the last holds the names; of its widths the first is the likeliest.
            let better = best.is_none_or(|(line, _, most)| score > most || (score == most && line != at));
            if score > 0 && better && guess.is_believed() && !header::read(&above, &names, width).is_empty() {
                best = Some((at, width, score));
            }
        }
    }
    best.map(|(at, width, _)| (at, width))
}

/// A line taken for the names of the columns, over rows of `width` cells.
struct Names<'a> {
    above: &'a [&'a str],
    names: &'a [&'a str],
    width: usize,
    rows: &'a [Size],
    /// Names that are repeated below make spanners of it.
    over_blocks: bool,
}

impl Names<'_> {
    fn score(&self) -> usize {
        self.rows.iter().map(|row| row.fit(self.width)).sum()
    }

    /// Whether half the rows have a number for each name.
    fn are_filled(&self) -> bool {
        self.rows.iter().filter(|row| row.fit(self.width) > 1).count() * 2 >= self.rows.len()
    }

    fn is_believed(&self) -> bool {
        !self.name_the_stub() && (header::all_known(self.names) || self.are_words())
    }

    /// All names are single words, of whatever kind.
    fn are_words(&self) -> bool {
        !self.over_blocks && self.are_filled() && header::are_single_words(self.above, self.names)
    }

    /// A first name of an unknown kind before known ones heads the stub; rows that have a number for it too show that a name
    /// is missing.
    fn name_the_stub(&self) -> bool {
        let [first, others @ ..] = self.names else { return false };
        let stubbed = !header::all_known(&[*first]) && !others.is_empty() && header::all_known(self.names);
        stubbed && self.width == self.names.len()
    }
}

/// `Crews Pilots Crews Pilots`: what stands above such a line are spanners.
fn repeats_names(line: &Piece) -> bool {
    let names = &line.names;
    names.len() > 3 && names.iter().enumerate().any(|(at, name)| names[..at].contains(name))
}

/// The words of a row, how many of them are empty, and how many could be joined to the one before.
pub(super) struct Size {
    pub words: usize,
    empty: usize,
    joinable: usize,
}

impl Size {
    /// The fewest cells that the words can make.
    pub fn least(&self) -> usize {
        self.words - self.empty - self.joinable
    }

    pub fn of(cut: &Cut) -> Self {
        let joinable = cut.words.windows(2).filter(|pair| joins(&pair[0].text, &pair[1].text)).count();
        Self { words: cut.words.len(), empty: cut.words.len() - cut.numbers(), joinable }
    }

    /// Whether the row fits a width with nothing but words joined.
    pub fn fits_well(&self, width: usize) -> bool {
        self.words >= width && self.words - width <= self.joinable
    }

    /// How well the row fits a width: exactly, or with some words joined or one blank dropped.
    pub fn fit(&self, width: usize) -> usize {
        match () {
            () if self.words == width => 3,
            () if self.words > width && self.words - width <= self.joinable + self.empty.min(1) => 2,
            // Empty cells may be lost.
            () if self.words < width => 1,
            () => 0,
        }
    }
}

/// Whether two words can be one number printed with a blank between its thousands.
pub fn joins(left: &str, right: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let left = left.strip_prefix(['+', '-', '−', '(']).unwrap_or(left);
    let lead = (1..=3).contains(&left.len()) && digits(left) && !left.starts_with('0');
    let tail = right.strip_suffix(')').unwrap_or(right);
    let (group, decimals) = tail.split_once('.').unwrap_or((tail, ""));
    lead && group.len() == 3 && digits(group) && digits(decimals)
}

/// Header blocks: each ends with the line of names; it begins after the row before it.
pub(super) fn header_blocks(text: &CleanText, pieces: &[Piece], names: &str) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if is_names(piece, names) {
            blocks.push(start..at + 1);
            start = at + 1;
        } else if piece.is_row() || is_last_of_page(text, pieces, at) {
            start = at + 1;
        }
    }
    blocks
}

/// Whether a line holds the names again; words over the stub may stand before them, and spanners on a line of their own.
fn is_names(line: &Piece, names: &str) -> bool {
    let ends = |whole: &str, last: &str| {
        last.contains(' ') && whole.strip_suffix(last).is_some_and(|rest| rest.ends_with(' '))
    };
    line.text == names || !line.is_row() && (ends(&line.text, names) || ends(names, &line.text))
}

/// A line directly under a row, with nothing of the table directly under it: the rest of a label at the foot of a page.
fn is_last_of_page(text: &CleanText, pieces: &[Piece], at: usize) -> bool {
    at > 0
        && pieces[at - 1].is_row()
        && touches(text, pieces, at)
        && at + 1 < pieces.len()
        && !touches(text, pieces, at + 1)
}

/// The lines above the names, and the names.
fn header_lines(block: &[Piece]) -> (Vec<&str>, Vec<&str>) {
    let Some((names, above)) = block.split_last() else { return (Vec::new(), Vec::new()) };
    (above.iter().map(|piece| piece.text.as_str()).collect(), names.names.iter().map(String::as_str).collect())
}

fn read_block(pieces: &[Piece], block: &std::ops::Range<usize>, width: usize) -> Vec<Header> {
    let (above, names) = header_lines(&pieces[block.clone()]);
    header::read(&above, &names, width)
}

fn stub_lines(pieces: &[Piece], block: &std::ops::Range<usize>) -> Vec<String> {
    header::stub_lines(&header_lines(&pieces[block.clone()]).0)
}

/// What the stub says beyond its heading: the part in which the blocks differ, or what follows a colon. A block whose stub
/// is empty goes on with the group before.
pub(super) fn group_names(stubs: &[Vec<String>]) -> Vec<String> {
    let printed: Vec<&Vec<String>> = stubs.iter().filter(|stub| !stub.is_empty()).collect();
    let Some(first) = printed.first() else { return vec![String::new(); stubs.len()] };
    let varies = printed.iter().any(|stub| stub != first);
    let heading = if varies {
        (0..first.len()).take_while(|at| printed.iter().all(|stub| stub.get(*at) == first.get(*at))).count()
    } else {
        first.iter().position(|line| line.ends_with(':')).map_or(first.len(), |at| at + 1)
    };
    let mut names: Vec<String> = Vec::new();
    for stub in stubs {
        let own = stub.iter().skip(heading).fold(String::new(), |joined, line| join(joined, line));
        names.push(if stub.is_empty() { names.last().cloned().unwrap_or_default() } else { own });
    }
    names
}

pub(super) fn rows(
    text: &CleanText,
    pieces: &[Piece],
    blocks: &[std::ops::Range<usize>],
    names: &[String],
) -> Vec<SheetRow> {
    let mut rows: Vec<SheetRow> = Vec::new();
    let (mut header, mut own_group, mut below_names, mut parted) = (String::new(), None, false, false);
    let habits = Habits::of(text, pieces);
    let mut pending = Pending::default();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(block) = blocks.iter().position(|block| block.contains(&at)) {
            header.clone_from(&names[block]);
            (own_group, pending) = (own_group.filter(|_| block > 0), Pending::default());
            below_names = true;
            continue;
        }
        if piece.is_row() && std::mem::take(&mut below_names) && !header.is_empty() {
            pending.give_to_stub(&mut header, &piece.cut.label);
        }
        // A label of one line would stand beside its numbers: it goes on below them.
        let around = std::mem::take(&mut parted) && touches(text, pieces, at);
        let ends_label = |row: &SheetRow| around || habits.ends_label(text, pieces, at, row);
        if let Some(row) = rows.last_mut().filter(|row| !piece.is_row() && ends_label(row)) {
            row.label = join(std::mem::take(&mut row.label), &piece.text);
            continue;
        }
        if !piece.is_row() {
            pending.lines.push((piece.index, piece.text.clone()));
            continue;
        }
        parted = piece.cut.label.is_empty() && pending.lines.len() == 1 && touches(text, pieces, at);
        let start = pending.lines.first().map_or(piece.index, |(index, _)| *index);
        let (group, label) = pending.take(piece.index, &piece.cut.label, &habits);
        own_group = group.or(own_group);
        rows.push(row(label, [Some(&header), own_group.as_ref()], piece, text.span(start)));
    }
    rows
}

fn row(label: String, groups: [Option<&String>; 2], piece: &Piece, span: Span) -> SheetRow {
    let (label, marks) = captions::strip_marks(&label);
    let label = if is_overprinted(&label) { UNASSIGNED.to_string() } else { label };
    let role = labels::role_of(&label);
    let groups = groups.into_iter().flatten().filter(|group| !group.is_empty() && role != Role::Total).cloned();
    SheetRow {
        groups: groups.collect(),
        role,
        unit: labels::unit_of(&label).filter(|_| role == Role::Data),
        label,
        marks,
        pieces: Pieces::Counted(piece.cut.words.clone()),
        span,
    }
}

/// Two lines printed over each other: `mRuesmsiabne rF`. One capital within a word may be a name.
fn is_overprinted(label: &str) -> bool {
    let inner = |word: &&str| {
        word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
    };
    label.split(' ').filter(inner).count() > 1
}

/// Whether an empty cell of this table shows as one more blank. A text in which rows are short and no blank is ever
/// doubled has lost its empty cells.
fn counts_blanks(pieces: &[Piece]) -> bool {
    let rows = || pieces.iter().filter(|piece| piece.is_row());
    let doubled = rows().filter(|row| row.cut.words.iter().any(|word| word.text.is_empty())).count();
    doubled * 20 > rows().count()
}

pub(super) fn lose_blanks(pieces: Pieces) -> Pieces {
    match pieces {
        Pieces::Counted(words) => Pieces::Ordered(words.into_iter().filter(|word| !word.text.is_empty()).collect()),
        other => other,
    }
}

fn notes(text: &CleanText, lines: &[usize]) -> Vec<TableNote> {
    let mut notes: Vec<TableNote> = Vec::new();
    for &index in lines {
        let line = text.lines[index].text.trim();
        match notes.last_mut() {
            Some(last) if !captions::is_note(line) => last.text = join(std::mem::take(&mut last.text), line),
            _ => notes.push(TableNote { mark: String::new(), text: line.to_string(), span: text.span(index) }),
        }
    }
    notes
}
