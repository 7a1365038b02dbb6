//! Unruled tables: columns by the alignment of numbers and headers, rows by their baselines.
//!
//! | step | takes -> gives |
//! |---|---|
//! | [`blocks`] | rows of runs of a page -> which of them are a table |
//! | [`families`] | the blocks of all pages -> tables: blocks under the same header |
//! | [`columns`] | the numbers of a table -> columns |
//! | [`header`] | header lines -> headers of columns, columns without numbers, spanning headers |
//! | [`rows`] | lines -> rows; the lines of a wrapped label go to their row |
//! | [`stubs`] | labels to the left of the last -> groups of rows |
//! | [`cells`] | a row's lines and the columns -> cells |

mod blocks;
mod cells;
mod columns;
mod doubts;
mod families;
mod header;
mod rows;
mod straight;
mod stubs;

use self::columns::{Columns, Extent};
use super::line::Spoken;
use super::ruled::{spoken_cell, table_line};
use super::runs::{Row, Run};
use super::{Placed, Rule};
use crate::source::RawCell;

/// A run with what it says.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub left: f32,
    pub right: f32,
    pub spoken: Spoken,
    pub is_number: bool,
    /// Its column is not sure.
    pub doubtful: bool,
    pub run: Run,
}

impl Piece {
    fn new(run: &Run, y: f32, size: f32) -> Self {
        let spoken = Spoken::of([run], y, size);
        let is_number = is_number(&spoken.text);
        Self { left: run.left, right: run.right, spoken, is_number, doubtful: false, run: run.clone() }
    }

    fn center(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    fn extent(&self) -> Extent {
        (self.left, self.right)
    }
}

/// A row of pieces.
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    pub y: f32,
    pub size: f32,
    pub typed: bool,
    /// How much higher than a line it is.
    pub tall: f32,
    pub pieces: Vec<Piece>,
}

impl Band {
    fn new(row: &Row) -> Self {
        let pieces = row.runs.iter().map(|run| Piece::new(run, row.y, row.size)).collect();
        Self { y: row.y, size: row.size, typed: false, tall: row.tall, pieces }
    }

    /// A row of typed text: several numbers that end it, each with one blank before it, are no part of its label.
    fn typed(row: &Row) -> Self {
        let mut band = Self { typed: true, ..Self::new(row) };
        let label = band.pieces.iter().rposition(|piece| !piece.is_number);
        let Some(at) = label.filter(|at| at + 1 == band.pieces.len()) else { return band };
        let (label, numbers) = split_numbers(&band.pieces[at].run);
        if let Some(label) = label.filter(|_| numbers.len() >= SEVERAL) {
            band.pieces.pop();
            band.pieces.extend(std::iter::once(&label).chain(&numbers).map(|run| Piece::new(run, row.y, row.size)));
        }
        band
    }

    /// Whether a text of it is a label, however long it is, or words of a header: numbers follow, or stand apart from others and do
    /// not go on in small letters as prose does.
    fn goes_on(&self, nth: usize) -> bool {
        let small = |piece: &Piece| piece.spoken.text.starts_with(|c: char| c.is_lowercase());
        let apart = self.pieces.len() > 1 && !self.pieces[1..].iter().any(small);
        self.typed && (apart || self.pieces.get(nth + 1).is_some_and(|next| next.is_number))
    }

    /// A line of typed text that says more than a header does.
    fn is_sentence(&self) -> bool {
        self.typed && self.pieces.len() == 1 && self.pieces[0].spoken.text.split(' ').count() > MOST_HEADER_WORDS
    }

    fn numbers(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.is_number).count()
    }
}

/// What a table is made of before its lines are written: cells by column.
#[derive(Debug, Clone, Default)]
struct TableRow {
    top: f32,
    bottom: f32,
    size: f32,
    cells: Vec<RawCell>,
}

/// How the rows were set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// On a page: edges are exact.
    Printed,
    /// In characters: edges are off by one at times, and text that is not aligned at all looks alike.
    Typed,
}

/// So many numbers at the end of a text are cells, and no words of a sentence.
const SEVERAL: usize = 3;

/// A header that stands alone on its line has no more words.
const MOST_HEADER_WORDS: usize = 6;

/// The rows of a page and its ruling lines.
pub(super) struct Sheet<'p> {
    pub rows: &'p [Row],
    pub rules: &'p [Rule],
}

/// The tables of a page, and which of its rows they took.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub placed: Vec<Placed>,
    pub taken: Vec<bool>,
}

/// Finds the unruled tables of all pages: a table that goes on over pages has the same columns on each.
pub(super) fn find(sheets: &[Sheet], manner: Manner) -> Vec<Found> {
    let band = |row| if manner == Manner::Typed { Band::typed(row) } else { Band::new(row) };
    let pages: Vec<Vec<Band>> = sheets.iter().map(|sheet| sheet.rows.iter().map(band).collect()).collect();
    let mut found: Vec<Found> =
        pages.iter().map(|bands| Found { taken: vec![false; bands.len()], ..Found::default() }).collect();
    let families = families::find(pages, manner);
    let families = if manner == Manner::Typed { straight::straighten(families) } else { families };
    let mut before: Option<(usize, Vec<usize>)> = None;
    for mut family in families {
        // A table without a header goes on with the one before, whose doubts are its own.
        let headless = family.parts.iter().all(|part| part.header.is_empty());
        let next = |page: &usize| manner == Manner::Printed && headless && family.parts[0].page == page + 1;
        family.doubtful =
            before.take().filter(|(page, _)| next(page)).map(|(_, doubtful)| doubtful).unwrap_or_default();
        let reads = cells::read(&mut family, &|page| sheets[page].rules, manner);
        for (part, read) in family.parts.iter().zip(reads) {
            let page = &mut found[part.page];
            page.taken[part.start..part.start + read.lines].fill(true);
            page.placed.extend(read.head.into_iter().chain(read.rows).map(place));
        }
        before = family.parts.last().map(|part| (part.page, family.doubtful.clone()));
    }
    found
}

/// The rows of a table whose columns are ruled and whose rows are not.
pub(super) fn stacked(xs: &[f32], mut rows: Vec<Row>) -> Vec<Placed> {
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut bands: Vec<Band> = Vec::new();
    for band in rows.iter().map(Band::new) {
        match bands.last_mut() {
            Some(last) if band.y - last.y < 0.25 * band.size => last.pieces.extend(band.pieces),
            _ => bands.push(band),
        }
    }
    bands.iter_mut().for_each(|band| band.pieces.sort_by(|a, b| a.left.total_cmp(&b.left)));
    cells::stacked(&bands, &Columns::ruled(xs)).into_iter().map(place).collect()
}

fn place(row: TableRow) -> Placed {
    Placed { top: row.top, order: row.top, bottom: row.bottom, size: row.size, line: table_line(row.cells) }
}

/// A cell at a column out of its lines.
fn cell(column: usize, span: usize, lines: Vec<Spoken>) -> RawCell {
    RawCell { column, span, ..spoken_cell(lines) }
}

/// The words of a run, each a run.
fn words(run: &Run) -> Vec<Run> {
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

/// The numbers at the end of a text, and what stands before them, if anything does.
fn split_numbers(run: &Run) -> (Option<Run>, Vec<Run>) {
    let mut words = words(run);
    let text = |word: &Run| word.glyphs.iter().map(|glyph| glyph.c).collect::<String>();
    let numbers = words.iter().rev().take_while(|word| is_number(&text(word))).count();
    let rest = words.split_off(words.len() - numbers);
    (joined(words), rest)
}

/// Words as one run, a blank between them.
fn joined(words: impl IntoIterator<Item = Run>) -> Option<Run> {
    words.into_iter().reduce(|mut run, word| {
        run.blanks.push(true);
        run.blanks.extend(word.blanks.iter().skip(1));
        run.glyphs.extend(word.glyphs);
        run.right = word.right;
        run
    })
}

/// Digits with their grouping, sign, brackets and per cent; or a nil sign alone.
pub(super) fn is_number(text: &str) -> bool {
    let bare =
        text.trim_matches(|c: char| matches!(c, '(' | ')' | '%' | '+' | '*' | ' ' | '<' | '>' | '$' | '€' | '£'));
    if matches!(bare, "-" | "–" | "—" | "−" | "…" | "..") {
        return true;
    }
    let bare = bare.trim_start_matches(['-', '–', '−']);
    let inner = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '\'' | '’');
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.ends_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(inner)
}

/// `2019`: where nothing but years stands, it is a header.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// After a blank come three digits, or it is another number.
fn is_one_number(text: &str) -> bool {
    let digits = |group: &str| group.chars().take_while(char::is_ascii_digit).count();
    let mut groups = text.split(' ');
    groups.next().is_some_and(|first| !first.ends_with(['%', ')']) || !text.contains(' '))
        && groups.all(|group| digits(group) == 3)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::source::layout::{Glyph, runs};

    /// Sets lines as a typewriter would: half a size for each character, lines 1.25 sizes apart.
    pub(in crate::source::layout) fn typed(text: &str) -> Vec<Row> {
        let lines: Vec<(f32, &str)> = text.lines().enumerate().map(|(line, text)| (line as f32, text)).collect();
        set(&lines)
    }

    /// Sets each text so many lines down.
    fn set(lines: &[(f32, &str)]) -> Vec<Row> {
        let mut glyphs = Vec::new();
        for (line, text) in lines {
            let y = 20.0 + line * 12.5;
            let place = |(index, c): (usize, char)| Glyph {
                x: index as f32 * 5.0,
                y,
                advance: 5.0,
                size: 10.0,
                c,
                ..Glyph::default()
            };
            glyphs.extend(text.chars().enumerate().map(place));
        }
        runs::rows(glyphs)
    }

    fn found(rows: &[Row]) -> (Vec<Placed>, usize) {
        let found = find(&[Sheet { rows, rules: &[] }], Manner::Printed).remove(0);
        let rest = found.taken.iter().filter(|taken| !**taken).count();
        (found.placed, rest)
    }

    fn read(text: &str) -> (Vec<String>, usize) {
        let (placed, rest) = found(&typed(text));
        let shown = |cell: &RawCell| match cell.span {
            1 => cell.text.clone(),
            span => format!("{}+{span}", cell.text),
        };
        let lines = placed.iter().map(|placed| placed.line.cells.iter().map(shown).collect::<Vec<_>>().join("|"));
        (lines.collect(), rest)
    }

    #[test]
    fn empty_cells_stay_empty() {
        let (lines, rest) = read(
            "A line of prose that runs over all of the width of it\n\
             Country              G-1   G-2   UG     Total\n\
             Albania                2           1 013  1 015\n\
             Bosnia and                  40         1     41\n\
             Herzegovina\n\
             Chad                   7                      7\n\
             Another line of prose that runs over the whole of it",
        );
        assert_eq!(
            lines,
            ["Country|G-1|G-2|UG|Total", "Albania|2||1 013|1 015", "Bosnia and Herzegovina||40|1|41", "Chad|7|||7"]
        );
        assert_eq!(rest, 2);
    }

    #[test]
    fn spanning_headers_cover_their_columns() {
        let (lines, _) = read(
            "                     Headquarters       Field\n\
             Grade                  F      M       F      M\n\
             P-1                    4      5       6      7\n\
             P-2                   14     15      16     17\n\
             P-3                    1      2       3     21",
        );
        assert_eq!(lines[..2], ["|Headquarters+2|Field+2", "Grade|F|M|F|M"]);
    }

    #[test]
    fn groups_beside_the_middle_of_their_rows_cover_them() {
        let rows = typed(
            "Region     Service          Total\n\
             .          Repatriation        82\n\
             Africa     Resettlement        43\n\
             .          Africa total       125\n\
             .          Labour              10\n\
             Asia       Processing           1\n\
             .          Asia total          11\n\
             Grand total                   136",
        );
        let (placed, _) = found(&rows.into_iter().map(without_dots).collect::<Vec<_>>());
        let shown = |cell: &RawCell| format!("{}:{}/{}:{}", cell.column, cell.span, cell.rows, cell.text);
        let labels: Vec<String> = placed.iter().map(|placed| shown(&placed.line.cells[0])).collect();
        assert_eq!(labels[1], "0:1/3:Africa");
        assert_eq!(labels[4], "0:1/3:Asia");
        assert_eq!(labels[2], "1:1/1:Resettlement");
        assert_eq!(labels[7], "0:2/1:Grand total");
        assert_eq!(placed[0].line.text, "Region Service Total");
    }

    /// Dots keep the first column of the test's text in place.
    fn without_dots(mut row: Row) -> Row {
        row.runs.retain(|run| run.glyphs.iter().any(|glyph| glyph.c != '.'));
        row
    }

    fn shown(placed: &[Placed]) -> Vec<String> {
        let cell = |cell: &RawCell| match (cell.span, cell.doubtful) {
            (1, false) => cell.text.clone(),
            (1, true) => format!("{}?", cell.text),
            (span, _) => format!("{}+{span}", cell.text),
        };
        placed.iter().map(|placed| placed.line.cells.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn a_column_that_a_page_leaves_empty_is_a_column_there() {
        let header = "Country      G-1   G-2   Total\n";
        let first = typed(&format!("{header}Aldmark        2     3       5\nBelmora        1             1"));
        let second = typed(&format!("{header}Corvia               7       7\nDunmark              4       4"));
        let sheets = [Sheet { rows: &first, rules: &[] }, Sheet { rows: &second, rules: &[] }];
        let found = find(&sheets, Manner::Printed);
        assert_eq!(shown(&found[1].placed), ["Country|G-1|G-2|Total", "Corvia||7|7", "Dunmark||4|4"]);
    }

    #[test]
    fn headers_in_the_middle_belong_to_numbers_at_the_right() {
        let (lines, _) = read(
            "                Lake                Hill\n\
             Rank       F         M         F         M       Total\n\
             S-1          4                             4         8\n\
             S-2                    2         1                   3\n\
             S-3          5         1         2         3        11",
        );
        assert_eq!(lines[..3], ["|Lake+2|Hill+2", "Rank|F|M|F|M|Total", "S-1|4|||4|8"]);
    }

    #[test]
    fn numbers_stand_beside_the_middle_of_their_label() {
        let rows = set(&[
            (0.0, "Port               Boats"),
            (1.4, "Upper and lower"),
            (1.9, "                      12"),
            (2.4, "Belmora"),
            (3.8, "Cape Lorn              7"),
            (5.2, "Isles of the"),
            (5.7, "                       3"),
            (6.2, "south"),
        ]);
        assert_eq!(
            shown(&found(&rows).0),
            ["Port|Boats", "Upper and lower Belmora|12", "Cape Lorn|7", "Isles of the south|3"]
        );
    }

    #[test]
    fn a_line_that_may_be_of_either_label_leaves_both_rows_in_doubt() {
        let rows = typed(
            "Port          Boats   Ships\n\
             Aldmark           1       2\n\
             North\n\
             Belmora           3       4\n\
             Corvia            5       6",
        );
        assert_eq!(shown(&found(&rows).0)[1..], ["Aldmark North|1?|2?", "Belmora|3?|4?", "Corvia|5|6"]);
    }

    #[test]
    fn a_number_between_two_columns_is_of_both() {
        let (lines, _) = read(
            "Year            F      M\n\
             Aldmark         1      2\n\
             Belmora         3      4\n\
             Corvia          5      6\n\
             Dunmark         7      8\n\
             Total              36",
        );
        assert_eq!(lines[5], "Total|36+2");
    }

    #[test]
    fn prose_with_numbers_is_no_table() {
        let (lines, rest) =
            read("In 2012 there were 14 of them, in 2013 only 12.\nThe rest of it went on to 2014\n\n12\n");
        assert!(lines.is_empty());
        assert_eq!(rest, 3);
    }

    #[test]
    fn what_is_a_number() {
        for number in ["1 052", "43%", "(83.5)", "-", "+2%", "1,062", "12*"] {
            assert!(is_number(number), "{number}");
        }
        for other in ["P-4", "2015–2019", "Total", "4.", "", "18-24"] {
            assert!(!is_number(other), "{other}");
        }
    }
}
