//! Text whose columns are kept by blanks (`pdftotext -layout`, layout modes of other tools): a character is the unit.
//!
//! Only blocks whose numbers really align become rows of cells. Text in which blanks are counted, or in which empty cells are
//! lost, does not align and is left as it is.

use std::ops::Range;

use super::aligned::{self, Manner, Sheet};
use super::rulers::{Place, Ruler};
use super::runs::{self, Row};
use super::{Glyph, Placed, seams};
use crate::source::Line;
use crate::source::blanks::squeeze;

/// Width of a character, size of the type and distance of lines, as a typewriter's.
const WIDE: f32 = 5.0;
const SIZE: f32 = 10.0;
const PITCH: f32 = 12.5;
/// So many blank lines may part the rows of a table; those beyond hardly count.
const MOST_BLANKS: usize = 2;
const BLANK_PITCH: f32 = 0.01;
/// The rest of a label stands so far below its row.
const REST_PITCH: f32 = 4.0;
/// Fewer lines with wide gaps are no table.
const FEWEST: usize = 3;
/// Of the words after wide gaps so many end below a word of the line before, where columns are kept.
const ALIGNED: f32 = 0.3;
/// Blanks that are counted come singly or in twos; where nearly all gaps are so wide, blanks place the text, even if it drifts.
const PLACING: usize = 4;
/// Of the lines with wide gaps so many are rows of tables, or the blanks do not place the text.
const TYPED_SHARE: f32 = 0.2;
/// Lines around a table that may be its header or wrapped labels.
const AROUND: usize = 8;

/// Gives cells to the rows of tables. The other lines of a row (of a wrapped label or header) keep their place without text.
pub(in crate::source) fn read_tables(lines: &mut [Line]) {
    let gapped: Vec<usize> =
        (0..lines.len()).filter(|index| lines[*index].cells.is_empty() && has_gap(&lines[*index].text)).collect();
    if gapped.len() < FEWEST || (aligned_share(lines, &gapped) < ALIGNED && usual_gap(lines, &gapped) < PLACING) {
        return;
    }
    let ys = baselines(lines);
    let ruler = Ruler::of(gapped.iter().map(|index| lines[*index].text.as_str()));
    let rows_in = |stretch: Range<usize>| -> (Vec<usize>, Vec<Row>) {
        stretch.flat_map(|index| rows(&lines[index].text, ys[index], ruler).map(move |row| (index, row))).unzip()
    };
    let pages: Vec<(Vec<usize>, Vec<Row>)> = stretches(lines, &gapped).into_iter().map(rows_in).collect();
    let sheets: Vec<Sheet> = pages.iter().map(|(_, rows)| Sheet { rows, rules: &[] }).collect();
    let mut rows_found = 0;
    for ((indexes, _), found) in pages.iter().zip(aligned::find(&sheets, Manner::Typed)) {
        rows_found += found.placed.len();
        close_blanks(lines, indexes, &found.taken);
        put(
            lines,
            &ys,
            found.placed,
            indexes.iter().zip(found.taken).filter_map(|(index, taken)| taken.then_some(*index)),
        );
    }
    seams::close(lines);
    if rows_found as f32 >= TYPED_SHARE * gapped.len() as f32 {
        lines.iter_mut().for_each(fold);
    }
}

/// Where blanks only place the text, a line of prose is what it says without them.
fn fold(line: &mut Line) {
    if line.cells.is_empty() && ends_after_gaps(&line.text).len() < 2 {
        line.text = squeeze(&line.text);
    }
}

/// Two blanks or more between words.
fn has_gap(text: &str) -> bool {
    text.trim().contains("  ")
}

/// How many words after wide gaps end where a word of the gapped line before ends, or one character beside.
fn aligned_share(lines: &[Line], gapped: &[usize]) -> f32 {
    let (mut all, mut aligned) = (0usize, 0usize);
    let mut before: Vec<usize> = Vec::new();
    for index in gapped {
        let ends = ends_after_gaps(&lines[*index].text);
        all += ends.len();
        aligned += ends.iter().filter(|end| before.iter().any(|other| other.abs_diff(**end) <= 1)).count();
        before = ends;
    }
    aligned as f32 / all.max(1) as f32
}

/// All but a quarter of the gaps are at least as wide.
fn usual_gap(lines: &[Line], gapped: &[usize]) -> usize {
    let blanks = |text: &str| -> Vec<usize> {
        text.trim().split(|c: char| c != ' ').map(str::len).filter(|width| *width > 1).collect()
    };
    let mut gaps: Vec<usize> = gapped.iter().flat_map(|index| blanks(&lines[*index].text)).collect();
    let quarter = gaps.len() / 4;
    if gaps.is_empty() { 0 } else { *gaps.select_nth_unstable(quarter).1 }
}

fn ends_after_gaps(text: &str) -> Vec<usize> {
    let (mut ends, mut blanks, mut after_gap) = (Vec::new(), 0, false);
    for (at, c) in text.trim_end().chars().chain([' ']).enumerate() {
        if c != ' ' {
            after_gap |= blanks > 1;
            blanks = 0;
            continue;
        }
        if blanks == 0 && after_gap {
            ends.push(at);
            after_gap = false;
        }
        blanks += 1;
    }
    ends
}

/// Lines with gaps and what stands around them, page by page.
fn stretches(lines: &[Line], gapped: &[usize]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for index in gapped {
        let around = index.saturating_sub(AROUND)..(index + AROUND + 1).min(lines.len());
        match stretches.last_mut() {
            Some(last) if around.start <= last.end => last.end = around.end,
            _ => stretches.push(around),
        }
    }
    stretches.into_iter().flat_map(|stretch| by_page(lines, stretch)).collect()
}

fn by_page(lines: &[Line], stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut cuts: Vec<usize> = stretch.clone().filter(|index| lines[*index].starts_page).collect();
    cuts.insert(0, stretch.start);
    cuts.push(stretch.end);
    cuts.windows(2).map(|pair| pair[0]..pair[1]).filter(|range| !range.is_empty()).collect()
}

/// The rows of a line. Where gaps are counted, what stands right below a row without a gap, as the rest of a wrapped label may, is
/// printed after its last number: `1 14and Northern Ireland`.
fn rows(text: &str, y: f32, ruler: Ruler) -> impl Iterator<Item = Row> {
    let (own, rest) = if ruler == Ruler::Typewriter { (text, None) } else { part_rest(text.trim_end()) };
    [row(own, y, ruler), rest.and_then(|rest| row(rest, y + REST_PITCH, ruler))].into_iter().flatten()
}

/// The words after the number that ends a row.
fn part_rest(text: &str) -> (&str, Option<&str>) {
    let Some(gap) = text.rfind("  ") else { return (text, None) };
    let last = &text[gap..];
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '%' | '+' | '-');
    let end = last.find(|c| !of_number(c)).unwrap_or(last.len());
    let rest = last[end..].starts_with(|c: char| c.is_alphabetic() || c == '(');
    let numbers = last[..end].contains(|c: char| c.is_ascii_digit());
    if rest && numbers { (&text[..gap + end], Some(&last[end..])) } else { (text, None) }
}

fn row(text: &str, y: f32, ruler: Ruler) -> Option<Row> {
    let glyph = |place: Place| Glyph {
        x: place.at * WIDE,
        y,
        advance: place.wide * WIDE,
        size: SIZE,
        c: place.c,
        ..Glyph::default()
    };
    runs::row(ruler.places(text).into_iter().map(glyph).collect())
}

/// The height of each line; many blank lines in a row part no more than some.
fn baselines(lines: &[Line]) -> Vec<f32> {
    let (mut y, mut blanks) = (0.0, 0);
    let next = |line: &Line| {
        blanks = if line.is_blank() { blanks + 1 } else { 0 };
        y += if blanks > MOST_BLANKS { BLANK_PITCH } else { PITCH };
        y
    };
    lines.iter().map(next).collect()
}

/// Blank lines between the lines of a table part nothing.
fn close_blanks(lines: &mut [Line], indexes: &[usize], taken: &[bool]) {
    for (pair, both) in indexes.windows(2).zip(taken.windows(2)) {
        if both == [true, true] && pair[0] < pair[1] {
            lines[pair[0] + 1..pair[1]].iter_mut().for_each(|line| line.joined = true);
        }
    }
}

/// The rows take the place of their first lines; the other lines that the tables took are left without text.
fn put(lines: &mut [Line], ys: &[f32], placed: Vec<Placed>, taken: impl Iterator<Item = usize>) {
    for index in taken {
        let line = &mut lines[index];
        line.joined = !line.is_blank();
        line.text = String::new();
    }
    for row in placed {
        let index = ys.partition_point(|y| *y < row.top + 0.8 * SIZE - 0.5 * PITCH);
        if let Some(line) = lines.get_mut(index) {
            line.joined = false;
            line.text = row.line.text;
            line.cells = row.line.cells;
        }
    }
}

#[cfg(test)]
mod tests;
