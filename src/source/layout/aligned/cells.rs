//! Rows and columns to cells.

use std::ops::Range;

use super::columns::{Columns, Extent, overlap};
use super::families::{Family, Part, lowest};
use super::header::{self, Heads};
use super::place::row;
use super::stubs::{self, Group, Height};
use super::{Band, Manner, Piece, TableRow, cell, doubts, is_number, is_one_number, rows, torn};
use crate::source::RawCell;
use crate::source::layout::Rule;

/// Of the cells of a typed table so many may be words.
const WORDS: f32 = 0.03;
/// Where more numbers of a typed table stand beside the headers of their columns, blanks have not kept the places.
const BESIDE: f32 = 0.05;

/// A part of a table, read: its header and its rows, and how many lines it takes.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub head: Vec<TableRow>,
    pub rows: Vec<TableRow>,
    pub lines: usize,
    /// How many of its numbers stand beside the header of their column, where that is known, and how many there are.
    beside: (usize, usize),
    /// The header of the labels ends in the name of a column.
    pub run_in: bool,
}

/// Whether a typed table can be read as it stands.
pub(super) fn is_exact(family: &Family) -> bool {
    let reads = read(&mut family.clone(), &|_| &[], Manner::Typed);
    let (beside, all) = reads.iter().fold((0, 0), |sum, read| (sum.0 + read.beside.0, sum.1 + read.beside.1));
    all > 0 && beside as f32 <= BESIDE * all as f32 && !reads.iter().any(|read| read.run_in)
}

/// Reads the parts of a table.
pub(super) fn read<'r>(family: &mut Family, rules: &dyn Fn(usize) -> &'r [Rule], manner: Manner) -> Vec<Read> {
    let Some(mut columns) = family.columns() else {
        return family.parts.iter().map(|_| Read::default()).collect();
    };
    let mut bodies: Vec<Body> = family.parts.iter().map(|part| Body::new(part, &columns)).collect();
    if manner == Manner::Typed {
        for part in &mut family.parts {
            header::part_words(&mut part.header, &columns);
        }
    }
    let leading = leading(&bodies);
    if manner == Manner::Typed {
        family.parts.iter_mut().for_each(|part| drop_title(part, &columns));
    }
    // Columns that only the header shows are added by the first, and are known to the others.
    let heads: Vec<Heads> = family
        .parts
        .iter()
        .map(|part| header::heads(&part.header, &mut columns, rules(part.page), leading, manner))
        .collect();
    let overprinted =
        manner == Manner::Printed && family.parts.iter().any(|part| part.header.iter().any(doubts::is_overprinted));
    let doubtful: Vec<usize> = heads.iter().flat_map(|heads| heads.doubtful.iter().copied()).collect();
    let mut doubtful = if overprinted { (0..columns.spans.len()).collect() } else { doubtful };
    doubtful.append(&mut family.doubtful);
    family.doubtful.clone_from(&doubtful);
    let lines: Vec<Vec<rows::Line>> = bodies.iter().map(|body| rows::lines(&body.bands, &columns)).collect();
    let headers = family.parts.iter().flat_map(|part| &part.header).flat_map(|band| band.pieces.first());
    let labels = headers.filter(|piece| columns.is_label(piece.extent())).map(|piece| piece.right);
    let parts = rows::part(&lines, labels.fold(f32::MIN, f32::max), manner);
    let owned: Vec<Vec<Own>> = lines.iter().zip(parts).map(|(lines, parts)| owns(lines, parts)).collect();
    let mut reads = Vec::with_capacity(bodies.len());
    let mut open: Option<Group> = None;
    for (((part, body), owns), heads) in family.parts.iter().zip(&mut bodies).zip(owned).zip(&heads) {
        if manner == Manner::Typed {
            body.heads = heads.extents(&part.header, columns.spans.len());
            body.words = lowest(&part.header).into_iter().map(|(extent, _)| extent).collect();
        }
        let mut read = body.read(&owns, &columns, &doubtful, &mut open);
        read.lines += part.header.len();
        read.beside = body.beside(&columns);
        read.head = header::rows(&part.header, &columns, heads);
        reads.push(read);
    }
    if manner == Manner::Typed {
        header::rest::close(&mut reads, &family.parts, &columns);
    }
    if manner == Manner::Typed && !is_sure(&reads, columns.stubs.len()) {
        return family.parts.iter().map(|_| Read::default()).collect();
    }
    torn::mend_page_breaks(&mut reads, columns.stubs.len());
    if manner == Manner::Typed {
        doubts::garbled(&mut reads);
        doubts::headed_by_numbers(&mut reads, columns.stubs.len());
        doubts::namesakes(&mut reads, columns.stubs.len());
        doubts::run_in(&mut reads, columns.stubs.len());
    } else {
        doubts::unknown(&mut reads, columns.stubs.len());
    }
    reads
}

/// The title over a typed table may stand as near to the header as its lines do.
fn drop_title(part: &mut Part, columns: &Columns) {
    let heads = header::heads(&part.header, &mut columns.clone(), &[], None, Manner::Typed);
    if header::begins_with_title(&part.header, &heads) {
        part.header.remove(0);
        part.start += 1;
    }
}

/// Typed text shows less than a page, and text whose blanks are counted looks alike: a table is taken from it only where every
/// column has a header and every cell is a number. The rest is left to the readers of text, which know how to doubt.
fn is_sure(reads: &[Read], stubs: usize) -> bool {
    let headed = |read: &Read| {
        read.head.last().is_some_and(|leaf| leaf.cells.iter().skip(stubs).all(|cell| !cell.text.is_empty()))
    };
    let cells = || reads.iter().flat_map(|read| &read.rows).flat_map(|row| &row.cells);
    let filled = || cells().filter(|cell| cell.column >= stubs && !cell.text.is_empty());
    let words = filled().filter(|cell| !is_number(&cell.text) || !is_one_number(&cell.text)).count();
    reads.iter().any(headed) && words as f32 <= WORDS * filled().count() as f32
}

/// The lines that a row owns, as indexes of bands.
struct Own {
    bands: Vec<usize>,
    numbers: bool,
    doubtful: bool,
}

fn owns(lines: &[rows::Line], parts: Vec<rows::Part>) -> Vec<Own> {
    let own = |part: rows::Part| {
        let lines = &lines[part.lines];
        Own {
            bands: lines.iter().map(|line| line.index).collect(),
            numbers: lines.iter().any(|line| line.numbers),
            doubtful: part.doubtful,
        }
    };
    parts.into_iter().map(own).collect()
}

/// The least distance of label lines that follow each other (in sizes): that of lines of one text, where there is any.
fn leading(bodies: &[Body]) -> Option<f32> {
    let gaps = bodies.iter().flat_map(|body| body.bands.windows(2)).filter_map(|pair| {
        let labelled = |band: &Band| band.pieces.first().is_some_and(|piece| !piece.is_number);
        let wrapped = labelled(&pair[0]) && labelled(&pair[1]) && (pair[0].numbers() == 0 || pair[1].numbers() == 0);
        wrapped.then_some((pair[1].y - pair[0].y) / pair[1].size)
    });
    gaps.filter(|gap| (0.9..1.4).contains(gap)).reduce(f32::min)
}

/// A body whose groups are set apart.
struct Body {
    bands: Vec<Band>,
    /// The groups of each column of labels but the last.
    groups: Vec<Vec<Group>>,
    totals: Vec<bool>,
    /// Where the headers stand, as far as that matters.
    heads: Vec<Option<Extent>>,
    /// All words of the header that have none below.
    words: Vec<Extent>,
}

impl Body {
    fn new(part: &Part, columns: &Columns) -> Self {
        let mut bands = part.body.clone();
        let outer = columns.stubs.len() - 1;
        let totals: Vec<bool> =
            (0..bands.len()).map(|index| outer > 0 && stubs::is_total(&bands, index, columns)).collect();
        let groups =
            (0..outer).map(|column| stubs::take(&mut bands, columns, column, &|index| totals[index])).collect();
        Self { bands, groups, totals, heads: Vec::new(), words: Vec::new() }
    }

    /// The rows; label lines after the last numbers that are no part of its label are left out.
    fn read(&mut self, owns: &[Own], columns: &Columns, doubtful: &[usize], open: &mut Option<Group>) -> Read {
        let count = owns.iter().rposition(|own| own.numbers).map_or(0, |last| last + 1);
        let owns = &owns[..count];
        let last = owns.iter().flat_map(|own| &own.bands).max().map_or(0, |last| last + 1);
        let reach = self.bands.get(last.wrapping_sub(1)).map_or(f32::MAX, |band| band.y + 0.5 * band.size);
        let mut rows: Vec<TableRow> = owns.iter().map(|own| self.row(own, columns, doubtful)).collect();
        let heights: Vec<Height> = owns.iter().zip(&rows).map(|(own, row)| self.height(own, row)).collect();
        let outer = self.groups.len();
        for column in 0..outer {
            let groups: Vec<Group> = self.groups[column].iter().filter(|group| group.first <= reach).cloned().collect();
            let carried = if column == 0 { open.take() } else { None };
            let (last, covered) = put(&mut rows, &heights, groups, column, carried);
            if column == 0 {
                *open = last.filter(|_| covered);
            }
        }
        for (row, _) in rows.iter_mut().zip(&heights).filter(|(_, height)| height.ungrouped) {
            if let Some(label) = row.cells.iter_mut().find(|cell| cell.column == outer) {
                (label.column, label.span) = (0, outer + 1);
            }
        }
        let grouped = self.groups.iter().flatten().filter(|group| group.first <= reach);
        let lowest = grouped.map(|group| group.last).fold(f32::MIN, f32::max);
        let lines = self.bands.iter().rposition(|band| band.y <= lowest + 0.1).map_or(last, |at| last.max(at + 1));
        Read { rows, lines, ..Read::default() }
    }

    fn height(&self, own: &Own, row: &TableRow) -> Height {
        let ys = || own.bands.iter().map(|index| self.bands[*index].y);
        Height {
            first: ys().fold(f32::MAX, f32::min),
            last: ys().fold(f32::MIN, f32::max),
            label: row.cells.first().map_or(String::new(), |cell| cell.text.clone()),
            ungrouped: own.bands.iter().any(|index| self.totals[*index]) && !self.groups.is_empty(),
        }
    }

    fn row(&self, own: &Own, columns: &Columns, doubtful: &[usize]) -> TableRow {
        let bands: Vec<&Band> = own.bands.iter().map(|index| &self.bands[*index]).collect();
        let mut row = row(&bands, columns);
        let stubs = columns.stubs.len();
        let overprinted = bands.iter().any(|band| doubts::is_overprinted(band));
        for cell in row.cells.iter_mut().filter(|cell| cell.column >= stubs) {
            cell.doubtful |= own.doubtful || overprinted || doubtful.contains(&(cell.column - stubs));
        }
        for column in bands.iter().flat_map(|band| self.astray(band, columns)) {
            row.cells.iter_mut().filter(|cell| cell.column == stubs + column).for_each(|cell| cell.doubtful = true);
        }
        row
    }

    /// How many numbers stand under no word of the header of their column, of those whose column has one.
    fn beside(&self, columns: &Columns) -> (usize, usize) {
        let numbers = self.bands.iter().flat_map(|band| &band.pieces).filter(|piece| piece.is_number);
        let heads = numbers.filter_map(|piece| Some((piece, self.heads.get(columns.of(piece.extent())?).copied()??)));
        heads.fold((0, 0), |(beside, all), (piece, head)| {
            (beside + usize::from(overlap(head, piece.extent()) < 0.0), all + 1)
        })
    }

    /// The columns of numbers that stand under another word of the header, and not under their own.
    fn astray(&self, band: &Band, columns: &Columns) -> Vec<usize> {
        let under = |column: usize, piece: &Piece| {
            self.heads.get(column).copied().flatten().is_some_and(|head| overlap(head, piece.extent()) > 0.0)
        };
        let is_astray = |piece: &&Piece, own: usize| {
            let other = self.words.iter().any(|word| overlap(*word, piece.extent()) > 0.0);
            piece.is_number && !under(own, piece) && other
        };
        let placed = band.pieces.iter().filter_map(|piece| Some((piece, columns.of(piece.extent())?)));
        placed.filter(|(piece, own)| is_astray(piece, *own)).map(|(_, own)| own).collect()
    }
}

/// Puts the groups of a column beside their rows. Gives back the last group, and whether it reaches to the last row.
fn put(
    rows: &mut [TableRow],
    heights: &[Height],
    groups: Vec<Group>,
    column: usize,
    carried: Option<Group>,
) -> (Option<Group>, bool) {
    let goes_on = carried.is_some();
    let Some(extents) = stubs::extents(heights, &groups, goes_on) else { return (None, false) };
    let lead = extents.rows.first().map_or(rows.len(), |first| first.0);
    let lead = heights[..lead].iter().take_while(|height| !height.ungrouped).count();
    if let Some(group) = carried.clone().filter(|_| lead > 0) {
        put_one(rows, &group, column, (0, lead - 1), false);
    }
    for (group, rows_of) in groups.iter().zip(&extents.rows) {
        put_one(rows, group, column, *rows_of, extents.doubtful);
    }
    let end = extents.rows.last().map_or(lead.checked_sub(1), |last| Some(last.1));
    (groups.last().cloned().or(carried), end.is_some_and(|end| end + 1 == rows.len()))
}

fn put_one(rows: &mut [TableRow], group: &Group, column: usize, (first, last): (usize, usize), doubtful: bool) {
    let label = RawCell { rows: last + 1 - first, ..cell(column, 1, group.lines.clone()) };
    let at = rows[first].cells.iter().position(|cell| cell.column > column).unwrap_or(0);
    rows[first].cells.insert(at, label);
    rows[first..=last].iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.doubtful |= doubtful);
}

/// The rows of a body in ruled columns.
pub(super) fn stacked(bands: &[Band], columns: &Columns) -> Vec<TableRow> {
    let lines = rows::lines(bands, columns);
    let parts = rows::part(std::slice::from_ref(&lines), f32::MIN, Manner::Printed).remove(0);
    let bands_of = |range: Range<usize>| lines[range].iter().map(|line| &bands[line.index]).collect::<Vec<_>>();
    parts.into_iter().map(|part| row(&bands_of(part.lines), columns)).collect()
}
