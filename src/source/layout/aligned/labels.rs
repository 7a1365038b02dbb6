//! Body rows: each row of numbers is a table row; lines of labels without numbers go to their row, or stand for a group.

use super::columns::{Columns, is_one_number};
use super::{Band, Manner, Piece, TableRow, cell, is_number};
use crate::source::layout::line::Spoken;
use crate::source::layout::runs::Run;

/// Lines of one label are at most this far apart (in sizes).
const LABEL_LINE: f32 = 1.55;
/// Lines are of one row where the rows are further apart by this factor.
const ROWS_APART: f32 = 1.07;
/// Numbers beside a label of two lines are this near to both (in sizes).
const BESIDE: f32 = 0.95;
/// A line shorter than this share of the longest was not broken for want of room.
const SHORTEST_FULL: f32 = 0.5;
/// Typed lines are not as long as they were printed.
const TYPED_LENGTH: f32 = 0.87;
/// In typed text they have a line of their own between the two.
const BESIDE_TYPED: f32 = 1.3;

/// The table rows of a body.
pub(super) fn rows(bands: &[Band], columns: &Columns, manner: Manner) -> Vec<TableRow> {
    let owners = owners(bands, columns, manner);
    let mut rows: Vec<TableRow> = Vec::new();
    for index in 0..bands.len() {
        let own: Vec<&Band> =
            (0..bands.len()).filter(|other| owners[*other] == index).map(|other| &bands[other]).collect();
        if !own.is_empty() {
            rows.push(row(&own, columns));
        }
    }
    rows
}

/// Whether the line above the first row of numbers is the first line of its label, and no header: the words say so, or it is
/// not bold like the header above it.
pub(super) fn begins_label(header: &[Band], above: &Band, first: &Band) -> bool {
    let ([only], Some(label)) = (above.pieces.as_slice(), first.pieces.first()) else { return false };
    let apart = (first.y - above.y) / first.size;
    let bold = |band: &Band| band.pieces.iter().all(|piece| piece.spoken.is_bold());
    let plain = !only.spoken.is_bold() && !header.is_empty() && header.iter().all(bold);
    if label.is_number {
        return plain && apart < BESIDE;
    }
    let flush = (only.left - label.left).abs() < 0.5 * first.size;
    flush && apart <= LABEL_LINE && (plain || is_broken(&only.spoken.text, &label.spoken.text))
}

/// Whether the line `last` after the body looks like the rest of its last label: the words say so, or it stands as far below
/// the numbers as a label line stands above them.
pub(super) fn ends_label(body: &[Band], last: &Band, columns_left: f32) -> bool {
    let label = |band: &Band| band.pieces.first().is_some_and(|piece| !piece.is_number && piece.left < columns_left);
    let Some((numbers, before)) = body.split_last() else { return false };
    let text = |band: &Band| band.pieces.first().map(|piece| piece.spoken.text.clone()).unwrap_or_default();
    if !label(last) || is_note(&text(last)) {
        return false;
    }
    let above = if label(numbers) { Some(numbers) } else { before.last().filter(|band| label(band)) };
    let balanced = before.last().is_some_and(|above| {
        above.pieces.len() == 1
            && label(above)
            && ((numbers.y - above.y) - (last.y - numbers.y)).abs() < 0.1 * last.size
    });
    let limit =
        body.iter().filter(|band| label(band)).map(|band| band.pieces[0].right).filter(|right| *right < columns_left);
    let limit = limit.fold(f32::MIN, f32::max);
    balanced
        || above.is_some_and(|above| {
            let (first, second) = (&above.pieces[0], &last.pieces[0]);
            let flush = (first.left - second.left).abs() < 0.5 * last.size && (above.size - last.size).abs() < 0.1;
            is_broken(&text(above), &text(last)) || (flush && is_full(first, second, limit))
        })
}

fn is_note(text: &str) -> bool {
    ["Note", "Source", "*", "†"].iter().any(|mark| text.starts_with(mark))
}

/// The first text cannot end there, or the second cannot begin there.
fn is_broken(above: &str, below: &str) -> bool {
    let open = above.matches('(').count() > above.matches(')').count();
    let word = above.rsplit(' ').next().unwrap_or_default();
    let small = ["of", "the", "and", "in", "for", "to", "by", "with", "at", "on", "&"].contains(&word);
    open || small || above.ends_with(['-', ',', '/', '–']) || below.starts_with(|c: char| c.is_lowercase() || c == ')')
}

/// For each band the band of its table row: that of the row's numbers, or the first line of a group row.
fn owners(bands: &[Band], columns: &Columns, manner: Manner) -> Vec<usize> {
    let setting = Setting::of(bands, columns, manner);
    let mut owners: Vec<usize> = (0..bands.len()).collect();
    let mut settled: Vec<bool> = bands.iter().map(|band| has_cells(band, columns)).collect();
    let beside = if manner == Manner::Typed { BESIDE_TYPED } else { BESIDE };
    claim_around(bands, columns, beside, &mut owners, &mut settled);
    for index in 0..bands.len() {
        if settled[index] {
            continue;
        }
        let above = index.checked_sub(1).filter(|above| setting.goes_on(&bands[*above], &bands[index]));
        let below = (index + 1..bands.len()).find(|below| settled[*below]);
        let leads = below.filter(|below| setting.leads_to(&bands[index..=*below]));
        match (above, leads) {
            (Some(above), _) => owners[index] = owners[above],
            (None, Some(below)) => owners[index] = owners[below],
            (None, None) => {}
        }
    }
    owners
}

/// Numbers without a label on their own line stand beside the middle of their label: the nearest lines are theirs.
fn claim_around(bands: &[Band], columns: &Columns, beside: f32, owners: &mut [usize], settled: &mut [bool]) {
    for index in 0..bands.len() {
        if !has_cells(&bands[index], columns) || label(&bands[index], columns).is_some() {
            continue;
        }
        let near = |other: &usize| (bands[*other].y - bands[index].y).abs() < beside * bands[index].size;
        let neighbours = [index.checked_sub(1), Some(index + 1).filter(|next| *next < bands.len())];
        for other in neighbours.into_iter().flatten().filter(near) {
            if !settled[other] {
                (owners[other], settled[other]) = (index, true);
            }
        }
    }
}

/// How a body is set: what tells the lines of a label from the rows.
struct Setting<'c> {
    columns: &'c Columns,
    /// Lines nearer than this are of one label; unknown where rows are as near as lines.
    line: Option<f32>,
    /// How far labels reach.
    limit: f32,
}

impl<'c> Setting<'c> {
    fn of(bands: &[Band], columns: &'c Columns, manner: Manner) -> Self {
        let rights = bands.iter().filter_map(|band| label(band, columns)).map(|piece| piece.right);
        let limit = rights.fold(f32::MIN, f32::max) * if manner == Manner::Typed { TYPED_LENGTH } else { 1.0 };
        Self { columns, line: line_distance(bands, columns), limit }
    }

    /// Whether two label lines are of one label. Where rows are set apart, the distance tells; where they are not, the words
    /// and the width of the first line.
    fn goes_on(&self, above: &Band, below: &Band) -> bool {
        let (Some(first), Some(second)) = (label(above, self.columns), label(below, self.columns)) else {
            return false;
        };
        let apart = (below.y - above.y) / below.size;
        match self.line {
            Some(line) => apart < line,
            None if apart > LABEL_LINE => false,
            None => is_broken(&first.spoken.text, &second.spoken.text) || is_full(first, second, self.limit),
        }
    }

    fn leads_to(&self, bands: &[Band]) -> bool {
        bands.windows(2).all(|pair| self.goes_on(&pair[0], &pair[1]))
    }
}

/// The distance (in sizes) that parts lines of a label from rows: between the least distance of label lines and that of rows.
fn line_distance(bands: &[Band], columns: &Columns) -> Option<f32> {
    let labelled: Vec<&Band> = bands.iter().filter(|band| label(band, columns).is_some()).collect();
    let gap = |pair: &[&Band]| (pair[1].y - pair[0].y) / pair[1].size;
    let is_rows = |pair: &[&Band]| pair.iter().all(|band| has_cells(band, columns));
    let least = |gaps: &mut dyn Iterator<Item = f32>| gaps.fold(f32::MAX, f32::min);
    let line = least(&mut labelled.windows(2).filter(|pair| !is_rows(pair)).map(gap));
    let rows = least(&mut labelled.windows(2).filter(|pair| is_rows(pair)).map(gap));
    let widest = labelled.windows(2).map(gap).fold(f32::MIN, f32::max);
    let apart = if rows < f32::MAX { rows } else { widest };
    (line <= LABEL_LINE && line * ROWS_APART < apart).then_some((line + apart.min(line * 1.5)) / 2.0)
}

fn has_cells(band: &Band, columns: &Columns) -> bool {
    band.pieces.iter().any(|piece| columns.of(piece.left, piece.right) > 0)
}

fn label<'b>(band: &'b Band, columns: &Columns) -> Option<&'b Piece> {
    band.pieces.iter().find(|piece| columns.of(piece.left, piece.right) == 0)
}

/// The first word of the next line would not have fitted any more.
fn is_full(above: &Piece, below: &Piece, limit: f32) -> bool {
    let word = below.run.blanks.iter().skip(1).position(|blank| *blank).map_or(below.run.glyphs.len(), |at| at + 1);
    let end = below.run.glyphs[word - 1].end();
    let blank = 0.25 * below.run.glyphs[0].size;
    above.right + blank + (end - below.left) > limit + blank && above.right > SHORTEST_FULL * limit
}

/// One table row out of its bands.
fn row(bands: &[&Band], columns: &Columns) -> TableRow {
    let mut lines: Vec<Vec<Spoken>> = vec![Vec::new(); columns.count()];
    for &band in bands {
        for (column, spoken) in band.pieces.iter().flat_map(|piece| place(piece, band, columns)) {
            lines[column].push(spoken);
        }
    }
    let (first, last) = (bands[0], bands[bands.len() - 1]);
    let cells = lines.into_iter().enumerate().map(|(column, lines)| cell(column, 1, lines)).collect();
    TableRow {
        top: first.y - 0.8 * first.size,
        bottom: last.y + 0.2 * last.size,
        size: first.size,
        cells,
        wrapped: false,
        left: bands.iter().filter_map(|band| label(band, columns)).map(|piece| piece.left).fold(f32::MAX, f32::min),
    }
}

/// The column of a piece; one that reaches over two columns is parted at its blanks.
fn place(piece: &Piece, band: &Band, columns: &Columns) -> Vec<(usize, Spoken)> {
    let whole = || vec![(columns.of(piece.left, piece.right), piece.spoken.clone())];
    let words = words(&piece.run);
    let label = if piece.is_number { 0 } else { label_words(piece, &words, columns) };
    if label == words.len() || (piece.is_number && !columns.straddled_by(piece)) {
        return whole();
    }
    let mut parts: Vec<(usize, Run)> = Vec::new();
    for (index, word) in words.into_iter().enumerate() {
        let column = if index < label { 0 } else { columns.of(word.left, word.right) };
        match parts.last_mut() {
            Some((last, run)) if *last == column => {
                run.right = word.right;
                run.blanks.push(true);
                run.blanks.extend(word.blanks.iter().skip(1));
                run.glyphs.extend(word.glyphs);
            }
            _ => parts.push((column, word)),
        }
    }
    parts.into_iter().map(|(column, run)| (column, Spoken::of([&run], band.y, band.size))).collect()
}

/// Runs that can only be several numbers are parted; which of their words are one number the columns tell.
pub(super) fn part_numbers(bands: &mut [Band]) {
    for band in bands {
        let (y, size) = (band.y, band.size);
        let part = |piece: Piece| {
            if piece.is_number && !is_one_number(&piece.spoken.text) {
                words(&piece.run).iter().map(|word| Piece::new(word, y, size)).collect()
            } else {
                vec![piece]
            }
        };
        band.pieces = std::mem::take(&mut band.pieces).into_iter().flat_map(part).collect();
    }
}

/// How many words of a text are the label; a label that nearly touches the first column may have run into its number.
fn label_words(piece: &Piece, words: &[Run], columns: &Columns) -> usize {
    let in_columns = |word: &Run| columns.of(word.left, word.right) > 0 && word.left > columns.spans[0].0 - 1.0;
    let number = |word: &Run| is_number(&word.glyphs.iter().map(|glyph| glyph.c).collect::<String>());
    let cells = words.iter().rev().take_while(|word| in_columns(word) && number(word)).count();
    if piece.left < columns.spans[0].0 && cells < words.len() { words.len() - cells } else { words.len() }
}

/// The words of a run, each a run.
pub(super) fn words(run: &Run) -> Vec<Run> {
    let mut words: Vec<Run> = Vec::new();
    for (glyph, blank) in run.glyphs.iter().zip(&run.blanks) {
        match words.last_mut() {
            Some(word) if !blank => {
                word.right = glyph.end();
                word.glyphs.push(*glyph);
                word.blanks.push(false);
            }
            _ => words.push(Run { left: glyph.x, right: glyph.end(), glyphs: vec![*glyph], blanks: vec![false] }),
        }
    }
    words
}
