//! Tables with a cell on every line, as many tools write them: `Upland`, `3`, `1 014`, `Lowland`, ...
//!
//! The names of the columns stand on lines of their own, then each row follows as its label and its numbers. Empty cells
//! are lost. A text that lists its cells column by column shows it by labels that have no numbers after them; it is left to
//! [`listed`](super::listed).

use std::ops::Range;

use super::header;
use super::pieces::Piece;
use super::words::Cut;
use crate::tables::labels;
use crate::tables::sheet::Word;
use crate::tables::solver::value;

/// Fewer numbers than this show no form.
const FEWEST_NUMBERS: usize = 4;
/// A label is not wrapped over more lines than this, groups above it included.
const MOST_LABEL_LINES: usize = 6;
/// So many lines that name no known column may stand among those that do.
const MOST_STRANGERS: usize = 4;

/// Whether nearly every number of the region stands alone on its line.
pub(super) fn is_form(lines: &[Piece]) -> bool {
    let numbers = lines.iter().filter(|line| line.cut.numbers() > 0).count();
    let alone = lines.iter().filter(|line| is_cell(line)).count();
    numbers >= FEWEST_NUMBERS && alone * 10 >= numbers * 9
}

/// One number, thousands parted by blanks or not, or a nil sign.
pub(super) fn is_cell(line: &Piece) -> bool {
    let printed: Vec<&str> = line.cut.words.iter().map(|word| word.text.as_str()).filter(|w| !w.is_empty()).collect();
    line.cut.label.is_empty() && (printed.len() == 1 || !printed.is_empty() && value::read(&line.text).is_some())
}

/// The cell of a line as one word.
pub(super) fn word(line: &Piece) -> Option<Word> {
    let (first, last) = (line.cut.words.iter().find(|word| !word.text.is_empty())?, line.cut.words.last()?);
    let columns = first.span.columns.zip(last.span.columns).map(|(first, last)| (first.0, last.1));
    Some(Word { text: line.text.clone(), span: crate::span::Span { columns, ..first.span } })
}

/// The pieces of such a table, rows and headers put together. `None` where cells stand in no order that tells their rows.
pub(super) fn rows(lines: &[Piece]) -> Option<Vec<Piece>> {
    let names = names(lines)?;
    let width = names.names.len() + names.totals;
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut headers = headers(lines, &names);
    headers.push(lines.len()..lines.len());
    for header in headers {
        body(&lines[from..header.start], width, &mut pieces)?;
        from = header.end;
        if !header.is_empty() {
            pieces.push(joined_names(&lines[header]));
        }
    }
    Some(pieces)
}

/// The pieces of a table of which no line is known to be a name: numbers are a row with the line before them.
pub(super) fn loose_rows(lines: &[Piece]) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    for line in lines {
        match pieces.last_mut() {
            _ if !is_cell(line) => pieces.push(Piece::words(line.index, &line.text)),
            Some(row) => row.cut.words.push(word(line)?),
            None => return None,
        }
    }
    Some(pieces)
}

/// The lines of the first header that name columns.
#[derive(Debug)]
struct Names {
    names: Vec<String>,
    /// Totals among the spanners above, which are columns too.
    totals: usize,
}

/// Whether a line names a column. The same word with a number after it is the label of a row: `Women`, `606`.
fn is_name(lines: &[Piece], at: usize) -> bool {
    let row = lines.get(at + 1).is_some_and(|next| is_cell(next) && labels::year_of(&next.text).is_none());
    header::is_leaf(&lines[at].text) && !row
}

/// The first run of names, with the strangers between them.
fn names(lines: &[Piece]) -> Option<Names> {
    let Some(run) = runs(lines).into_iter().next() else { return lone_name(lines) };
    let above = lines[..run.start].iter().filter(|line| line.text.eq_ignore_ascii_case("total")).count();
    Some(Names { names: lines[run].iter().map(|line| line.text.clone()).collect(), totals: above })
}

/// The only column, which says what its total counts: `Total migrants`.
fn lone_name(lines: &[Piece]) -> Option<Names> {
    let header = lines.iter().take_while(|line| !is_cell(line)).take(MOST_LABEL_LINES);
    let name = header.map(|line| &line.text).find(|text| text.starts_with("Total ") && !is_sum_label(text))?;
    Some(Names { names: vec![name.clone()], totals: 0 })
}

/// `Total Africa` is the label of a row: what a column counts begins with a small letter.
fn is_sum_label(text: &str) -> bool {
    !text.trim_start_matches("Total ").starts_with(|c: char| c.is_lowercase())
}

/// Runs of lines that name columns: at least two known ones, no row among them.
fn runs(lines: &[Piece]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = run_end(lines, at);
        if end - at > 1 {
            runs.push(at..end);
        }
        at = end.max(at + 1);
    }
    runs
}

/// The end of the run that begins at `start`; `start` itself where none does.
fn run_end(lines: &[Piece], start: usize) -> usize {
    let mut end = start;
    while end < lines.len() {
        let stranger = |at: &usize| lines[*at].cut.numbers() == 0 && !is_name(lines, *at);
        let strangers = (end..lines.len()).take(MOST_STRANGERS).take_while(stranger).count();
        let next = if end > start { end + strangers } else { end };
        if next == lines.len() || !is_name(lines, next) {
            break;
        }
        end = next + 1;
    }
    // A total after the names belongs to them.
    let total = lines.get(end).is_some_and(|line| end > start && line.text.eq_ignore_ascii_case("total"));
    let followed = lines.get(end + 1).is_none_or(|line| line.cut.numbers() == 0);
    end + usize::from(total && followed)
}

/// Where the names are printed: once, or again and again.
fn headers(lines: &[Piece], names: &Names) -> Vec<Range<usize>> {
    let width = names.names.len();
    let same = |at: &usize| lines[*at..*at + width].iter().map(|line| &line.text).eq(names.names.iter());
    (0..(lines.len() + 1).saturating_sub(width)).filter(same).map(|at| at..at + width).collect()
}

/// The names of a header as one piece.
fn joined_names(lines: &[Piece]) -> Piece {
    let names: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
    Piece { index: lines[0].index, text: names.join(" "), names, cut: Cut::default() }
}

/// Labels and the numbers after them become rows. `None` where labels lack numbers or rows have too many.
fn body(lines: &[Piece], width: usize, pieces: &mut Vec<Piece>) -> Option<()> {
    let mut labels = 0;
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        if !is_cell(line) {
            labels += 1;
            // Only the names of the header are names, so that no label is taken for them.
            pieces.push(Piece { names: Vec::new(), ..Piece::words(line.index, &line.text) });
            continue;
        }
        let mut words = vec![word(line)?];
        while let Some(next) = lines.next_if(|next| is_cell(next)) {
            words.push(word(next)?);
        }
        if words.len() > width || labels > MOST_LABEL_LINES {
            return None;
        }
        let label = pieces.pop().filter(|_| labels > 0)?;
        labels = 0;
        let cut = Cut { label: label.text.clone(), words };
        pieces.push(Piece { cut, ..label });
    }
    Some(())
}
