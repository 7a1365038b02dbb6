//! What the repeats of a header say together: one text for each header row and grid column.
//!
//! Text out of OCR has lost which columns a cell was merged over. Some tools cut its words at the edges of the columns
//! below (`Categor|y/Grade`), deal its letters out to two rows (`Ttl` over `oa`) or put a spanner into the cell of a label
//! (`Category/ P-5`). Each page is cut elsewhere: what one repeat has lost another may have kept.

mod one;

use self::one::{Repeat, Slot};
use super::parts::Segment;
use super::spread::{self, Phrase};
use super::words::{self, Words};
use crate::tables::labels;

pub(super) use self::one::printed;

/// Header texts by row and grid column, dirt left out.
pub(super) type Grid = Vec<Vec<Option<String>>>;

/// What is known of the columns of a header.
pub(super) struct Frame {
    /// The first columns hold labels.
    pub stubs: usize,
    /// Number of grid columns.
    pub width: usize,
    /// Columns of places in an order; their header is empty, whatever spanner is torn over them.
    pub ranks: Vec<bool>,
}

/// The header that the repeats print.
pub(super) fn read(segments: &[&Segment], frame: &Frame, words: &Words) -> Grid {
    let repeat = |segment: &&Segment| Repeat::of(segment, frame.stubs, frame.width, words);
    let mut repeats: Vec<Repeat> = segments.iter().map(repeat).collect();
    let depth = repeats[0].rows.len();
    repeats.retain(|repeat| repeat.rows.len() == depth);
    join_letters(&mut repeats, words);
    let mut grids = vec![by_cells(&repeats)];
    grids.extend(repeats.into_iter().map(Repeat::without_dirt));
    (0..depth).map(|row| common_row(&grids, row, frame, words)).collect()
}

/// The commonest text of each cell: what one repeat has lost another may have kept.
fn by_cells(repeats: &[Repeat]) -> Grid {
    let cell = |row: usize, at: usize| {
        let printed: Vec<&str> = repeats.iter().filter_map(|repeat| repeat.text(row, at)).collect();
        commonest(&printed).map(str::to_string)
    };
    let (depth, width) = (repeats[0].rows.len(), repeats[0].rows.first().map_or(0, Vec::len));
    (0..depth).map(|row| (0..width).map(|at| cell(row, at)).collect()).collect()
}

/// `Ttl` over `oa` are the letters of `Total`, which the report or another repeat prints there.
fn join_letters(repeats: &mut [Repeat], words: &Words) {
    let (depth, width) = (repeats[0].rows.len(), repeats[0].rows.first().map_or(0, Vec::len));
    let text = |slot: &Option<Slot>| slot.as_ref().map(|slot| slot.text.clone());
    for (row, at) in (1..depth).flat_map(|row| (0..width).map(move |at| (row, at))) {
        let kept: Vec<String> =
            repeats.iter().flat_map(|repeat| &repeat.rows).filter_map(|row| text(&row[at])).collect();
        let whole = |text: &&str| words.knows(text);
        let names: Vec<&str> =
            words::terms().iter().copied().chain(kept.iter().map(String::as_str).filter(whole)).collect();
        for repeat in repeats.iter_mut() {
            let (Some(above), Some(below)) = (&repeat.rows[row - 1][at], &repeat.rows[row][at]) else { continue };
            if let Some(name) = dealt_out(&above.text, &below.text, &names, words) {
                repeat.rows[row][at] = Some(Slot::text(name));
                repeat.rows[row - 1][at] = None;
            }
        }
    }
}

/// The name of which the one text holds some letters and the other the rest.
fn dealt_out<'a>(above: &str, below: &str, names: &[&'a str], words: &Words) -> Option<&'a str> {
    let lone = |text: &str| !text.contains(char::is_alphabetic);
    if lone(above) || lone(below) || (words.knows(above) && words.knows(below)) {
        return None;
    }
    let dealt = letters(&format!("{above}{below}"));
    names.iter().find(|name| letters(name) == dealt).copied()
}

/// The letters of a text in the order of the alphabet.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

/// One header row: labels cell by cell, the spanners of the reading that the words of the report and the other repeats bear out best.
fn common_row(grids: &[Grid], row: usize, frame: &Frame, words: &Words) -> Vec<Option<String>> {
    let mut common: Vec<Option<String>> = grids[0][row].clone();
    let readings: Vec<Vec<Phrase>> = grids.iter().map(|grid| spanners(grid, row, frame, words)).collect();
    // The first reading is put together from the others: it has no vote.
    let cost = |reading: &Vec<Phrase>| {
        let unknown = reading.iter().filter(|phrase| !is_known(&phrase.text, words)).count();
        let votes =
            |same: fn(&Phrase, &Phrase) -> bool| reading.iter().map(|phrase| votes(phrase, &readings[1..], same)).sum();
        let (text, place): (usize, usize) = (votes(Phrase::overlaps), votes(Phrase::covers_the_same));
        (unknown, std::cmp::Reverse((text, place)))
    };
    for at in (frame.stubs..frame.width).filter(|at| !frame.is_lowest(&grids[0], row, *at)) {
        common[at] = None;
    }
    for phrase in readings.iter().min_by_key(|reading| cost(reading)).into_iter().flatten() {
        (phrase.first..=phrase.last).for_each(|at| common[at] = Some(phrase.text.clone()));
    }
    common
}

/// The report prints the words elsewhere, and none is a letter that a cut has left.
fn is_known(text: &str, words: &Words) -> bool {
    words.knows(text) && labels::words_in(text).all(|word| word.len() > 1)
}

/// How many of the readings have the text in the same place.
fn votes(phrase: &Phrase, readings: &[Vec<Phrase>], same: fn(&Phrase, &Phrase) -> bool) -> usize {
    let agrees = |other: &Phrase| other.text == phrase.text && same(phrase, other);
    readings.iter().filter(|others| others.iter().any(agrees)).count()
}

impl Frame {
    /// Whether a text of the row is the label of its column: no row below prints one.
    fn is_lowest(&self, grid: &Grid, row: usize, at: usize) -> bool {
        let mut below = row + 1..grid.len();
        if self.ranks[at] { below.is_empty() } else { below.all(|row| grid[row][at].is_none()) }
    }
}

/// The texts of a row that stand over labels.
fn spanners(grid: &Grid, row: usize, frame: &Frame, words: &Words) -> Vec<Phrase> {
    let over = |at: &usize| !frame.is_lowest(grid, row, *at);
    let cells: Vec<(usize, &str)> =
        (frame.stubs..frame.width).filter(over).filter_map(|at| Some((at, grid[row][at].as_deref()?))).collect();
    spread::join_torn(&cells, words)
}

/// Of the repeats of a header cell the one printed most often, the first of equals.
fn commonest<'a>(printed: &[&'a str]) -> Option<&'a str> {
    let count = |text: &str| printed.iter().filter(|other| **other == text).count();
    printed.iter().copied().rev().max_by_key(|text| count(text))
}

#[cfg(test)]
mod tests {
    use super::super::parts;
    use super::super::testing::{region_of, text_of};
    use super::*;

    /// The header of a text, the stub left out; `.` is an empty cell.
    fn header(input: &str) -> Vec<String> {
        let text = text_of(input);
        let segments = parts::segments(&text, &region_of(&text));
        let segments: Vec<&Segment> = segments.iter().collect();
        let (stubs, width) = (segments[0].stubs, segments[0].width);
        let frame = Frame { stubs, width, ranks: vec![false; width] };
        let words = Words::of_prose("boats and rafts, of either gender, in the harbours");
        let row = |row: Vec<Option<String>>| {
            row[stubs..].iter().map(|text| text.as_deref().unwrap_or(".")).collect::<Vec<_>>().join(" | ")
        };
        read(&segments, &frame, &words).into_iter().map(row).collect()
    }

    #[test]
    fn each_page_cuts_a_spanner_elsewhere() {
        let page = |spanner: &str| {
            format!("|Port|{spanner}||\n|---|---|---|---|---|\n|Own|F|M|P-1|Total|\n|Aldport|1|2|3|6|\n\n")
        };
        let input = [page("C|ategor|y/Grade"), page("|Category|/Grade"), page("|Categor|y/Grade")].concat();
        assert_eq!(header(&input), [". | Category/Grade | Category/Grade | .", "F | M | P-1 | Total"]);
    }

    #[test]
    fn letters_dealt_out_to_two_rows_are_one_name() {
        let input = "|Port|Headq|uarters|Ttl|\n|---|---|---|---|\n||F|M|oa|\n|Aldport|1|2|3|\n";
        assert_eq!(header(input), ["Headquarters | Headquarters | .", "F | M | Total"]);
    }

    #[test]
    fn a_spanner_in_the_cells_of_its_labels_is_parted_from_them() {
        let lines = "|Port|Gen<br>Female|der<br>Male|Total|\n|---|---|---|---|\n|Aldport|1|2|3|\n|Zell|1|1|2|\n";
        assert_eq!(header(lines), ["Gender | Gender | .", "Female | Male | Total"]);
        let codes = "|Port|P-2|Category/ P-1|Grade G-7|G-6|\n|---|---|---|---|---|\n|Aldport|1|2|3|4|\n";
        assert_eq!(header(codes), [". | Category/Grade | Category/Grade | .", "P-2 | P-1 | G-7 | G-6"]);
    }
}
