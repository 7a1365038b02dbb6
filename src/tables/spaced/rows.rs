//! From the lines of a region to a [`Sheet`]: header blocks, group labels, wrapped labels, rows of words.

use super::elsewhere::Elsewhere;
use super::header::{self, Header};
use super::heads;
use super::pieces::{self, Piece};
use super::stubs::{Habits, Pending, are_alike, group_by_totals, join, touches};
use super::tiered;
use super::words::Cut;
use crate::normalise::CleanText;
use crate::report::{Column, Role, TableNote};
use crate::span::Span;
use crate::tables::sheet::{Pieces, Sheet, SheetRow};
use crate::tables::{Region, captions, labels, solver};

/// A table of a form that loses cells has more rows than one.
const FEWEST_ROWS: usize = 2;

/// Reads the sheet of a region. `None` when no header fits the rows.
pub fn read(text: &CleanText, region: &Region, elsewhere: &Elsewhere<'_>) -> Option<Sheet> {
    let pieces = pieces::of(text, region)?;
    let counted = counts_blanks(&pieces) || elsewhere.counts_blanks(text);
    if counted {
        return heads::read(text, &pieces, elsewhere).map(|sheet| dressed(text, region, sheet, counted));
    }
    let Some((names, width)) = find_names(&pieces, counted) else {
        return tiered::read(text, &pieces).map(|sheet| dressed(text, region, sheet, counted));
    };
    let blocks = header_blocks(text, &pieces, &pieces[names].text);
    let stubs: Vec<Vec<String>> = blocks.iter().map(|block| stub_lines(&pieces, block)).collect();
    let groups = group_names(&stubs);
    let headers = read_block(&pieces, blocks.first()?, width);
    let mut rows = rows(text, &pieces, &blocks, &groups);
    if !counted {
        rows.iter_mut().for_each(|row| row.pieces = lose_blanks(std::mem::take(&mut row.pieces)));
        group_by_totals(&mut rows);
        let lone = headers.first().is_some_and(|header| header.columns.len() == 1 && !is_total(&header.columns[0]));
        if rows.len() < FEWEST_ROWS || lone || are_alike(&rows) {
            return None;
        }
    }
    if !counted && !are_rows_of(&pieces, width) {
        return None;
    }
    let unit = labels::unit_of(&region.caption.text).unwrap_or_default();
    let sheet = Sheet { columns: Vec::new(), rows, unit, notes: notes(text, &region.notes) };
    let columns = headers.into_iter().map(|header| header.columns).collect();
    if counted { best_counted(sheet, columns) } else { best(sheet, columns) }
}

/// A sheet with what stands around it; where blanks are not counted, no row was found short of a cell.
fn dressed(text: &CleanText, region: &Region, sheet: Sheet, counted: bool) -> Sheet {
    let mut sheet = sheet;
    if !counted {
        sheet.rows.iter_mut().for_each(|row| row.pieces = lose_blanks(std::mem::take(&mut row.pieces)));
        group_by_totals(&mut sheet.rows);
    }
    let unit = labels::unit_of(&region.caption.text).unwrap_or_default();
    Sheet { unit, notes: notes(text, &region.notes), ..sheet }
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

/// Where blanks are counted the likeliest place of the total is good enough: the cells show their columns.
fn best_counted(sheet: Sheet, columns: Vec<Vec<Column>>) -> Option<Sheet> {
    Some(Sheet { columns: columns.into_iter().next()?, ..sheet })
}

/// Of several ways to read the header the one under which most sums can hold. `None` where that does not tell.
fn best(sheet: Sheet, columns: Vec<Vec<Column>>) -> Option<Sheet> {
    let mut sheets: Vec<Sheet> = columns.into_iter().map(|columns| Sheet { columns, ..sheet.clone() }).collect();
    if sheets.len() == 1 {
        return sheets.pop();
    }
    let sums: Vec<usize> = sheets.iter().map(solver::possible_sums).collect();
    let most = sums.iter().max().copied()?;
    let alone = sums.iter().filter(|count| **count == most).count() == 1;
    let at = sums.iter().position(|count| *count == most)?;
    alone.then(|| sheets.swap_remove(at))
}

/// The line of column names and the number of cells under it: the pair that fits most rows.
fn find_names(pieces: &[Piece], counted: bool) -> Option<(usize, usize)> {
    let first_row = pieces.iter().position(Piece::is_row)?;
    let rows: Vec<Size> = pieces.iter().filter(|piece| piece.is_row()).map(|piece| Size::of(&piece.cut)).collect();
    let mut best = None;
    for at in 0..first_row {
        let (above, names) = header_lines(&pieces[..=at]);
        for width in header::widths(&above, &names).into_iter().filter(|width| *width > 0 && !names.is_empty()) {
            let fits: Vec<usize> = rows.iter().map(|row| row.fit(width)).collect();
            let (score, full) = (fits.iter().sum::<usize>(), fits.iter().filter(|fit| **fit > 1).count());
            // Of lines that fit alike the last holds the names; of its widths the first is the likeliest.
            let better = best.is_none_or(|(line, _, most)| score > most || (score == most && line != at));
            let over_blocks = pieces[at + 1..first_row].iter().any(repeats_names);
            let single = || !over_blocks && full * 2 >= rows.len() && header::are_single_words(&above, &names);
            // A known kind of names has an unknown one only for the stub, and that is no column.
            let stubbed = width == names.len() && width > 1 && !header::all_known(&names[..1]);
            let known = header::all_known(&names) && (counted || !stubbed);
            // Grades of a house of its own stand beside names that are known.
            let beside = counted && names.last().is_some_and(|name| header::is_leaf(name)) && full * 2 >= rows.len();
            let shown = known && (!counted || full * 2 >= rows.len()) || beside || single();
            if score > 0 && shown && better && !header::read(&above, &names, width).is_empty() {
                best = Some((at, width, score));
            }
        }
    }
    best.map(|(at, width, _)| (at, width))
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
        if piece.text == names {
            blocks.push(start..at + 1);
            start = at + 1;
        } else if piece.is_row() || is_last_of_page(text, pieces, at) {
            start = at + 1;
        }
    }
    blocks
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

/// Whether an empty cell of this table shows as one more blank. A text in which rows are short and no blank is ever
/// doubled has lost its empty cells.
fn counts_blanks(pieces: &[Piece]) -> bool {
    let rows = || pieces.iter().filter(|piece| piece.is_row());
    let doubled = rows().filter(|row| row.cut.words.iter().any(|word| word.text.is_empty())).count();
    doubled * 20 > rows().count()
}

fn lose_blanks(pieces: Pieces) -> Pieces {
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
