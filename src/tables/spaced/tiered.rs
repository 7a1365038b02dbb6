//! Tables under a header of several levels, or with one name a line: which tree the rows bear out.

use std::collections::BTreeSet;
use std::ops::Range;

use super::header;
use super::levels::{self, Tree};
use super::pieces::Piece;
use super::rows::{self, Size};
use crate::normalise::CleanText;
use crate::report::Column;
use crate::tables::sheet::Sheet;
use crate::tables::solver;

/// A table whose header is read by its form alone has more rows.
const FEWEST_ROWS: usize = 2;

/// Where more trees fit, none is told.
const MOST_TREES: usize = 64;

/// Reads the rows under such a header. `None` where several readings are left, or none.
pub(super) fn read(text: &CleanText, pieces: &[Piece]) -> Option<Sheet> {
    let first_row = pieces.iter().position(Piece::is_row)?;
    let cuts: Vec<Size> = pieces.iter().filter(|piece| piece.is_row()).map(|piece| Size::of(&piece.cut)).collect();
    if cuts.len() < FEWEST_ROWS {
        return None;
    }
    let labels: BTreeSet<&str> = pieces.iter().filter(|p| p.is_row()).map(|p| p.cut.label.as_str()).collect();
    ends(text, pieces, first_row).into_iter().find_map(|end| {
        let (trees, columns) = header(text, pieces, end, &labels, &cuts)?;
        let blocks = rows::header_blocks(text, pieces, &pieces[end - 1].text);
        let stubs: Vec<Vec<String>> =
            blocks.iter().map(|block| stub(pieces, block, &pieces[trees.stub..end])).collect();
        let rows = rows::rows(text, pieces, &blocks, &rows::group_names(&stubs));
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

/// The tree that the rows bear out best, and its columns as far as all such trees agree.
fn header(
    text: &CleanText,
    pieces: &[Piece],
    end: usize,
    labels: &BTreeSet<&str>,
    cuts: &[Size],
) -> Option<(Tree, Vec<Column>)> {
    let lines = &pieces[..end];
    let apart = (1..end).all(|at| !super::stubs::touches(text, pieces, at));
    let trees: Vec<Tree> =
        widths(cuts).into_iter().flat_map(|width| levels::trees(lines, labels, width, apart)).collect();
    if trees.len() > MOST_TREES {
        return None;
    }
    let block = Range { start: 0, end };
    let rows = rows::rows(text, pieces, &[block], &[String::new()]);
    let held = |tree: &Tree| {
        solver::held_sums(&Sheet { columns: tree.columns.clone(), rows: rows.clone(), ..Sheet::default() })
    };
    let sums: Vec<usize> = if trees.len() > 1 { trees.iter().map(held).collect() } else { vec![0; trees.len()] };
    let most = sums.iter().max().copied()?;
    let best: Vec<Tree> = trees.into_iter().zip(sums).filter(|(_, sums)| *sums == most).map(|(tree, _)| tree).collect();
    // All must have the same names; of the spanners those count that the shortest stub leaves.
    levels::agreed(&best)?;
    let shortest = best.iter().map(|tree| tree.stub).min()?;
    let best: Vec<Tree> = best.into_iter().filter(|tree| tree.stub == shortest).collect();
    let columns = levels::agreed(&best)?;
    Some((best.into_iter().next()?, columns))
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
