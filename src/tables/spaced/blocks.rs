//! Where a header is printed again, and which group of rows it names over the stub.

use std::ops::Range;

use super::header::{self, Header};
use super::pieces::Piece;
use super::stubs::{join, touches};
use crate::normalise::CleanText;

/// Header blocks: each ends with the line of names; it begins after the row before it.
pub(super) fn header_blocks(text: &CleanText, pieces: &[Piece], names: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if is_names(piece, names) {
            match blocks.last_mut().filter(|last| last.end == start && pieces[start - 1].text.len() < piece.text.len())
            {
                // A level of the header whose names are the last of those below it.
                Some(level) => level.end = at + 1,
                None => blocks.push(start..at + 1),
            }
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
pub(super) fn header_lines(block: &[Piece]) -> (Vec<&str>, Vec<&str>) {
    let Some((names, above)) = block.split_last() else { return (Vec::new(), Vec::new()) };
    (above.iter().map(|piece| piece.text.as_str()).collect(), names.names.iter().map(String::as_str).collect())
}

pub(super) fn read_block(pieces: &[Piece], block: &Range<usize>, width: usize) -> Vec<Header> {
    let (above, names) = header_lines(&pieces[block.clone()]);
    header::read(&above, &names, width)
}

pub(super) fn stub_lines(pieces: &[Piece], block: &Range<usize>) -> Vec<String> {
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
