//! Tables under a header of several levels, or with one name a line: which tree the rows bear out.

use std::collections::BTreeSet;
use std::ops::Range;

use super::blocks;
use super::header;
use super::levels::{self, Reading};
use super::pieces::Piece;
use super::rows;
use super::sizes::Size;
use super::tree::Agreement;
use crate::normalise::CleanText;
use crate::report::Column;
use crate::tables::sheet::Sheet;
use crate::tables::solver;

/// A table whose header is read by its form alone has more rows.
const FEWEST_ROWS: usize = 2;

/// Where more readings fit, none is told.
const MOST_READINGS: usize = 64;

/// Reads the rows under such a header. `None` where several readings are left, or none.
pub(super) fn read(text: &CleanText, pieces: &[Piece]) -> Option<Sheet> {
    let first_row = pieces.iter().position(Piece::is_row)?;
    let cuts: Vec<Size> = pieces.iter().filter(|piece| piece.is_row()).map(|piece| Size::of(&piece.cut)).collect();
    if cuts.len() < FEWEST_ROWS {
        return None;
    }
    let labels: BTreeSet<&str> = pieces.iter().filter(|p| p.is_row()).map(|p| p.cut.label.as_str()).collect();
    ends(text, pieces, first_row).into_iter().find_map(|end| {
        let (reading, columns) = header(text, pieces, end, &labels, &cuts)?;
        let printed = blocks::header_blocks(text, pieces, &pieces[end - 1].text);
        let stubs: Vec<Vec<String>> =
            printed.iter().map(|block| stub(pieces, block, &pieces[reading.stub..end])).collect();
        let rows = rows::rows(text, pieces, &printed, &blocks::group_names(&stubs));
        Some(Sheet { columns, rows, ..Sheet::default() })
    })
}

/// Where the header can end: behind its last line of known names, or before the label of the first row.
pub(super) fn ends(text: &CleanText, pieces: &[Piece], first_row: usize) -> Vec<usize> {
    let known = pieces[..first_row].iter().rposition(|piece| header::is_frame(&piece.text));
    let wrapped = |at: &usize| super::stubs::touches(text, pieces, *at);
    let own = pieces[first_row].cut.label.is_empty();
    let label =
        if own { (1..=first_row).rev().find(|at| !wrapped(at)).map(|at| label_start(text, pieces, at)) } else { None };
    let mut ends = vec![label.unwrap_or(first_row)];
    ends.extend(known.map(|at| at + 1).filter(|end| *end != ends[0]));
    ends.reverse();
    ends
}

/// The first of the lines that touch the one before `at`.
fn label_start(text: &CleanText, pieces: &[Piece], at: usize) -> usize {
    let last = at.saturating_sub(1);
    (1..=last).rev().find(|at| !super::stubs::touches(text, pieces, *at)).unwrap_or(last)
}

/// The reading that the rows bear out best, and its columns as far as all such readings agree.
fn header(
    text: &CleanText,
    pieces: &[Piece],
    end: usize,
    labels: &BTreeSet<&str>,
    cuts: &[Size],
) -> Option<(Reading, Vec<Column>)> {
    let lines = &pieces[..end];
    let apart = (1..end).all(|at| !super::stubs::touches(text, pieces, at));
    let readings: Vec<Reading> =
        widths(cuts).into_iter().flat_map(|width| levels::readings(lines, labels, width, apart)).collect();
    if readings.len() > MOST_READINGS {
        return None;
    }
    let block = Range { start: 0, end };
    let rows = rows::rows(text, pieces, &[block], &[String::new()]);
    let held = |reading: &Reading| {
        solver::held_sums(&Sheet { columns: reading.columns.clone(), rows: rows.clone(), ..Sheet::default() })
    };
    let sums: Vec<usize> =
        if readings.len() > 1 { readings.iter().map(held).collect() } else { vec![0; readings.len()] };
    let most = sums.iter().max().copied()?;
    let best = readings.into_iter().zip(sums).filter(|(_, sums)| *sums == most);
    let best: Vec<Reading> = best.map(|(reading, _)| reading).collect();
    // All must have the same names; of the spanners those count that the shortest stub leaves.
    agreed(&best)?;
    let shortest = best.iter().map(|reading| reading.stub).min()?;
    let best: Vec<Reading> = best.into_iter().filter(|reading| reading.stub == shortest).collect();
    let columns = agreed(&best)?;
    Some((best.into_iter().next()?, columns))
}

fn agreed(readings: &[Reading]) -> Option<Vec<Column>> {
    Agreement::of(readings.iter().map(|reading| reading.columns.as_slice()))?.under_common_spanners()
}

/// How many cells the rows can have: all of them must fit, and where most have so many words, that many.
fn widths(cuts: &[Size]) -> Vec<usize> {
    let longest = cuts.iter().map(|size| size.words).max().unwrap_or_default();
    let fitting = |width: usize| cuts.iter().filter(|size| size.fit(width) > 1).count() * 10 >= cuts.len() * 9;
    let exact = |width: usize| cuts.iter().filter(|size| size.fit(width) > 2).count();
    let fits: Vec<usize> = (1..=longest).filter(|width| fitting(*width)).collect();
    match fits.iter().find(|width| exact(**width) * 2 > cuts.len()) {
        Some(width) => vec![*width],
        None => fits,
    }
}

/// What stands over the stub in one block: the lines above those of the header.
fn stub(pieces: &[Piece], block: &Range<usize>, header: &[Piece]) -> Vec<String> {
    let lines = &pieces[block.clone()];
    let above = lines.len().saturating_sub(header.len());
    let same = lines[above..].iter().map(|line| &line.text).eq(header.iter().map(|line| &line.text));
    let stub: Vec<&str> = lines[..if same { above } else { 0 }].iter().map(|line| line.text.as_str()).collect();
    header::stub_lines(&stub)
}
