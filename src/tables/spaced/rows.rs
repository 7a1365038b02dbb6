//! From the lines of a region to a [`Sheet`]: header blocks, group labels, wrapped labels, rows of words.

use super::header::{self, Header};
use super::locate::cut_line;
use super::words::Cut;
use crate::normalise::CleanText;
use crate::report::{Role, TableNote};
use crate::span::Span;
use crate::tables::sheet::{Pieces, Sheet, SheetRow, Word};
use crate::tables::{Region, captions, labels};

/// A line of the region, cut.
struct Piece<'a> {
    index: usize,
    text: &'a str,
    cut: Cut,
}

impl Piece<'_> {
    fn is_row(&self) -> bool {
        self.cut.numbers() > 0 && !(self.cut.only_years() && self.cut.numbers() > 1)
    }
}

/// Reads the sheet of a region. `None` when no header fits the rows.
pub fn read(text: &CleanText, region: &Region) -> Option<Sheet> {
    let pieces: Vec<Piece> = body_lines(text, region)
        .map(|index| Piece { index, text: text.lines[index].text.trim(), cut: cut_line(text, index) })
        .collect();
    let (names, width) = find_names(&pieces)?;
    let blocks = header_blocks(&pieces, pieces[names].text);
    let stubs: Vec<Vec<String>> = blocks.iter().map(|block| stub_lines(&pieces, block, width)).collect();
    let groups = group_names(&stubs);
    let header = read_block(&pieces, blocks.first()?, width)?;
    let mut rows = rows(text, pieces, &blocks, &groups);
    if !counts_blanks(&rows) {
        rows.iter_mut().for_each(|row| row.pieces = lose_blanks(std::mem::take(&mut row.pieces)));
    }
    Some(Sheet {
        columns: header.columns,
        rows,
        unit: labels::unit_of(&region.caption.text).unwrap_or_default(),
        notes: notes(text, &region.notes),
    })
}

/// The lines under the caption.
fn body_lines<'a>(text: &'a CleanText, region: &'a Region) -> impl Iterator<Item = usize> + 'a {
    let mut caption = if region.caption.number.is_some() { region.caption.text.len() } else { 0 };
    region.lines.iter().copied().filter(move |index| {
        let length = text.lines[*index].text.trim().len();
        let in_caption = caption > 0;
        caption = caption.saturating_sub(length + 1);
        !in_caption && captions::scan_caption(&text.lines[*index].text).is_none()
    })
}

/// The line of column names and the number of cells under it: the pair that fits most rows.
fn find_names(pieces: &[Piece]) -> Option<(usize, usize)> {
    let first_row = pieces.iter().position(Piece::is_row)?;
    let rows: Vec<Size> = pieces.iter().filter(|piece| piece.is_row()).map(|piece| Size::of(&piece.cut)).collect();
    let mut best = None;
    for at in 0..first_row {
        let above: Vec<&str> = pieces[..=at].iter().map(|piece| piece.text).collect();
        for width in header::widths(&above).into_iter().filter(|width| *width > 0) {
            let score = rows.iter().map(|row| row.fit(width)).sum::<usize>();
            // Of lines that fit alike the last holds the names; of its widths the first is the likeliest.
            let better = best.is_none_or(|(line, _, most)| score > most || (score == most && line != at));
            if score > 0 && better && header::read(&above, width).is_some() {
                best = Some((at, width, score));
            }
        }
    }
    best.map(|(at, width, _)| (at, width))
}

/// The words of a row, how many of them are empty, and how many could be joined to the one before.
struct Size {
    words: usize,
    empty: usize,
    joinable: usize,
}

impl Size {
    fn of(cut: &Cut) -> Self {
        let joinable = cut.words.windows(2).filter(|pair| joins(&pair[0].text, &pair[1].text)).count();
        Self { words: cut.words.len(), empty: cut.words.len() - cut.numbers(), joinable }
    }

    /// How well the row fits a width: exactly, or with some words joined or one blank dropped.
    fn fit(&self, width: usize) -> usize {
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
    let group = right.len() == 3 && right.bytes().all(|byte| byte.is_ascii_digit());
    let left = left.strip_prefix(['+', '-', '−', '(']).unwrap_or(left);
    let lead =
        (1..=3).contains(&left.len()) && left.bytes().all(|byte| byte.is_ascii_digit()) && !left.starts_with('0');
    let tail = right.strip_suffix(')').unwrap_or(right);
    lead && (group || tail.len() == 3 && tail.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Header blocks: each ends with the line of names; it begins after the row before it.
fn header_blocks(pieces: &[Piece], names: &str) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.text == names {
            blocks.push(start..at + 1);
            start = at + 1;
        } else if piece.is_row() {
            start = at + 1;
        }
    }
    blocks
}

fn block_lines<'a>(pieces: &[Piece<'a>], block: &std::ops::Range<usize>) -> Vec<&'a str> {
    pieces[block.clone()].iter().map(|piece| piece.text).collect()
}

fn read_block(pieces: &[Piece], block: &std::ops::Range<usize>, width: usize) -> Option<Header> {
    header::read(&block_lines(pieces, block), width)
}

fn stub_lines(pieces: &[Piece], block: &std::ops::Range<usize>, width: usize) -> Vec<String> {
    read_block(pieces, block, width).map(|header| header.stub).unwrap_or_default()
}

/// What the stub says beyond its heading: the part in which the blocks differ, or what follows a colon.
fn group_names(stubs: &[Vec<String>]) -> Vec<String> {
    let Some(first) = stubs.first() else { return Vec::new() };
    let varies = stubs.iter().any(|stub| stub != first);
    let heading = if varies {
        (0..first.len()).take_while(|at| stubs.iter().all(|stub| stub.get(*at) == first.get(*at))).count()
    } else {
        first.iter().position(|line| line.ends_with(':')).map_or(first.len(), |at| at + 1)
    };
    let rest = |stub: &Vec<String>| stub.iter().skip(heading).fold(String::new(), |joined, line| join(joined, line));
    stubs.iter().map(rest).collect()
}

fn join(mut label: String, more: &str) -> String {
    if !(label.is_empty() || more.is_empty() || label.ends_with(['-', '–', '/'])) {
        label.push(' ');
    }
    label.push_str(more);
    label
}

/// Lines of words that wait for their numbers.
#[derive(Default)]
struct Pending {
    lines: Vec<(usize, String)>,
}

impl Pending {
    /// The label of a row that begins on the line at `index`, and the group label that stood above it, if any.
    fn take(&mut self, index: usize, own: &str) -> (Option<String>, String) {
        let lines = std::mem::take(&mut self.lines);
        let touches = lines.last().is_some_and(|(last, _)| last + 1 == index);
        let waiting = lines.iter().fold(String::new(), |joined, (_, line)| join(joined, line));
        if waiting.is_empty() || own.is_empty() || touches || continues(&waiting, own) {
            return (None, join(waiting, own));
        }
        (Some(waiting), own.to_string())
    }
}

/// Whether a label goes on: an open bracket, a small word at the seam.
fn continues(before: &str, after: &str) -> bool {
    let open = before.matches('(').count() > before.matches(')').count();
    let seam =
        before.rsplit(' ').next().is_some_and(|word| word.starts_with(|c: char| c.is_lowercase()) || word == "&");
    open || (seam && before.contains(' ')) || after.starts_with(|c: char| c.is_lowercase())
}

fn rows(text: &CleanText, pieces: Vec<Piece>, blocks: &[std::ops::Range<usize>], names: &[String]) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    let (mut header, mut own_group) = (String::new(), None);
    let mut pending = Pending::default();
    for (at, piece) in pieces.into_iter().enumerate() {
        if let Some(block) = blocks.iter().position(|block| block.contains(&at)) {
            header.clone_from(&names[block]);
            (own_group, pending) = (own_group.filter(|_| block > 0), Pending::default());
            continue;
        }
        if !piece.is_row() {
            pending.lines.push((piece.index, piece.text.to_string()));
            continue;
        }
        let start = pending.lines.first().map_or(piece.index, |(index, _)| *index);
        let (group, label) = pending.take(piece.index, &piece.cut.label);
        own_group = group.or(own_group);
        rows.push(row(label, [Some(&header), own_group.as_ref()], piece.cut.words, text.span(start)));
    }
    rows
}

fn row(label: String, groups: [Option<&String>; 2], words: Vec<Word>, span: Span) -> SheetRow {
    let (label, marks) = captions::strip_marks(&label);
    let role = labels::role_of(&label);
    let groups = groups.into_iter().flatten().filter(|group| !group.is_empty() && role != Role::Total).cloned();
    SheetRow {
        groups: groups.collect(),
        role,
        unit: labels::unit_of(&label).filter(|_| role == Role::Data),
        label,
        marks,
        pieces: Pieces::Counted(words),
        span,
    }
}

/// Whether an empty cell of this table shows as one more blank. A text in which rows are short and no blank is ever
/// doubled has lost its empty cells.
fn counts_blanks(rows: &[SheetRow]) -> bool {
    let doubled = |row: &&SheetRow| match &row.pieces {
        Pieces::Counted(words) => words.iter().any(|word| word.text.is_empty()),
        _ => true,
    };
    rows.iter().filter(doubled).count() * 20 > rows.len()
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
