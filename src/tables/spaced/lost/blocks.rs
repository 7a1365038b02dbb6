//! Where a header is printed again, and what stands over the stub each time.

use std::ops::Range;

use super::super::pieces::Piece;
use super::super::{blocks, header};
use crate::normalise::CleanText;

/// The lines of a header.
pub(super) fn lines(header: &[Piece]) -> Vec<String> {
    header.iter().map(|piece| piece.text.clone()).collect()
}

/// The blocks of the header: the first ends at `end`, and each other one with the last of its `lines`.
pub(super) fn of(text: &CleanText, pieces: &[Piece], end: usize, lines: &[String]) -> Vec<Range<usize>> {
    let last = lines.last().map_or("", String::as_str);
    let later = blocks::header_blocks(text, &pieces[end..], last);
    std::iter::once(0..end).chain(later.into_iter().map(|block| block.start + end..block.end + end)).collect()
}

/// What a block says besides the names of columns.
pub(super) fn stub(block: &[Piece], lines: &[String]) -> Vec<String> {
    let rests: Vec<&str> = block.iter().map(|piece| rest(&piece.text, lines)).collect();
    header::stub_lines(&rests)
}

/// A line without the names that end it.
fn rest<'a>(line: &'a str, lines: &[String]) -> &'a str {
    let before = |names: &String| {
        let rest = line.strip_suffix(names.as_str()).filter(|_| !names.is_empty())?;
        (rest.is_empty() || rest.ends_with(' ')).then(|| rest.trim_end())
    };
    lines.iter().filter_map(before).min_by_key(|rest| rest.len()).unwrap_or(line)
}
