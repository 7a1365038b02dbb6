//! What the repeats of a header say together: one text for each header row and grid column.
//!
//! Text out of OCR has lost which columns a cell was merged over. Some tools cut its words at the edges of the columns
//! below (`Categor|y/Grade`), deal its letters out to two rows (`Ttl` over `oa`) or put a spanner into the cell of a label
//! (`Category/ P-5`). Each page is cut elsewhere: what one repeat has lost another may have kept.

use super::cell::{self, Content};
use super::names::is_code;
use super::parts::{Row, Segment};
use super::spread::{self, Phrase};
use super::torn;
use super::words::{self, Words};
use crate::source::RawCell;
use crate::tables::labels;

/// Header texts by row and grid column, dirt left out.
pub(super) type Grid = Vec<Vec<Option<String>>>;

/// One repeat as printed.
struct Repeat {
    /// All texts, dirt too: a letter may be what the cut left of a word.
    texts: Grid,
    /// What a reader takes for a text.
    printed: Vec<Vec<bool>>,
}

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
    let mut repeats: Vec<Repeat> = segments.iter().map(|segment| Repeat::of(segment, frame.width)).collect();
    for (repeat, segment) in repeats.iter_mut().zip(segments) {
        repeat.part_lines(segment, words);
        repeat.part_spanners(frame.stubs);
    }
    let depth = repeats[0].texts.len();
    repeats.retain(|repeat| repeat.texts.len() == depth);
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
    let (depth, width) = (repeats[0].texts.len(), repeats[0].texts.first().map_or(0, Vec::len));
    (0..depth).map(|row| (0..width).map(|at| cell(row, at)).collect()).collect()
}

impl Repeat {
    fn of(segment: &Segment, width: usize) -> Self {
        let text = |row: &Row, at: usize| {
            row.cell(at).map(|cell| cell.text.trim()).filter(|text| !text.is_empty()).map(str::to_string)
        };
        let by_row = |row| (0..width).map(|at| text(row, at)).collect();
        Self {
            texts: segment.header.iter().map(by_row).collect(),
            printed: segment
                .header
                .iter()
                .map(|row| (0..width).map(|at| printed(row, at).is_some()).collect())
                .collect(),
        }
    }

    /// `Gen<br>Female|der<br>Male`: where the first lines of two cells are one word, they are a row of their own.
    fn part_lines(&mut self, segment: &Segment, words: &Words) {
        let mut at = 0;
        for row in &segment.header {
            let over = torn_lines(row, self.texts[at].len(), words);
            if over.iter().any(Option::is_some) {
                cut_off(&mut self.texts[at], &over);
                self.insert(at, over);
                at += 1;
            }
            at += 1;
        }
    }

    /// Puts a row of texts above another.
    fn insert(&mut self, at: usize, texts: Vec<Option<String>>) {
        self.printed.insert(at, texts.iter().map(Option::is_some).collect());
        self.texts.insert(at, texts);
    }

    /// `Category/ P-5|Grade P-4|P-3`: where most labels are codes, the words before a code are a spanner's.
    fn part_spanners(&mut self, stubs: usize) {
        let Some(leaves) = self.texts.last() else { return };
        let texts = || leaves.iter().skip(stubs).flatten();
        let coded = texts().filter(|text| before_code(text).is_some()).count();
        let plain = texts().filter(|text| is_code(text)).count();
        if coded == 0 || (coded + plain) * 4 < texts().count() * 3 {
            return;
        }
        let over: Vec<Option<String>> =
            leaves.iter().enumerate().map(|(at, text)| before_code(text.as_ref().filter(|_| at >= stubs)?)).collect();
        let last = self.texts.len() - 1;
        cut_off(&mut self.texts[last], &over);
        match last.checked_sub(1).filter(|above| is_free(&self.texts[*above], &over)) {
            Some(above) => self.fill(above, over),
            None => self.insert(last, over),
        }
    }

    /// Puts texts into the empty cells of a row.
    fn fill(&mut self, row: usize, texts: Vec<Option<String>>) {
        for (at, text) in texts.into_iter().enumerate().filter(|(_, text)| text.is_some()) {
            self.texts[row][at] = text;
            self.printed[row][at] = true;
        }
    }

    /// The text of a cell that is more than dirt.
    fn text(&self, row: usize, at: usize) -> Option<&str> {
        self.texts[row][at].as_deref().filter(|_| self.printed[row][at])
    }

    fn without_dirt(self) -> Grid {
        let rows = self.texts.into_iter().zip(self.printed);
        rows.map(|(texts, printed)| texts.into_iter().zip(printed).map(|(text, is)| text.filter(|_| is)).collect())
            .collect()
    }
}

/// The first lines that go on in the cell beside them.
fn torn_lines(row: &Row, width: usize, words: &Words) -> Vec<Option<String>> {
    let firsts: Vec<Option<&str>> = (0..width).map(|at| row.cell(at).and_then(first_line)).collect();
    let one_word = |left: usize, right: usize| match (firsts.get(left), firsts.get(right)) {
        (Some(Some(left)), Some(Some(right))) => torn::is_one_word(left, right, words),
        _ => false,
    };
    let goes_on = |at: usize| one_word(at, at + 1) || at.checked_sub(1).is_some_and(|left| one_word(left, at));
    (0..width).map(|at| firsts[at].filter(|_| goes_on(at)).map(str::to_string)).collect()
}

/// Takes the beginnings off texts.
fn cut_off(texts: &mut [Option<String>], beginnings: &[Option<String>]) {
    for (text, beginning) in texts.iter_mut().zip(beginnings) {
        if let (Some(text), Some(beginning)) = (text, beginning) {
            *text = text.strip_prefix(beginning.as_str()).unwrap_or(text).trim().to_string();
        }
    }
}

/// None of the texts would stand over another.
fn is_free(row: &[Option<String>], texts: &[Option<String>]) -> bool {
    row.iter().zip(texts).all(|(cell, text)| cell.is_none() || text.is_none())
}

/// The first of several lines of a cell, where the form tells them (`<br>`).
fn first_line(cell: &RawCell) -> Option<&str> {
    let (first, rest) = cell.raw.split_once("<br>")?;
    let count = first.split_whitespace().count();
    let end = cell.text.match_indices(' ').map(|(at, _)| at).nth(count.checked_sub(1)?)?;
    (!rest.trim().is_empty()).then(|| &cell.text[..end])
}

/// The words before the code that ends a text.
fn before_code(text: &str) -> Option<String> {
    let (words, last) = text.rsplit_once(' ')?;
    let several = words.split(' ').any(is_code);
    (is_code(last) && !several).then(|| words.to_string())
}

/// Dirt is no text, but one letter after a word is what the tear left of its end.
pub(super) fn printed<'a>(row: &Row<'a>, column: usize) -> Option<&'a str> {
    let cell = row.cell(column)?;
    let text = cell.text.trim();
    let tail = || {
        let word = column.checked_sub(1).and_then(|left| row.cell(left)).map_or("", |left| left.text.trim());
        text.len() == 1 && text.starts_with(|c: char| c.is_ascii_lowercase()) && word.ends_with(char::is_lowercase)
    };
    let printed = !matches!(cell::read(cell), Content::Empty | Content::Speck | Content::Dash) && text != "(";
    (printed || tail()).then_some(text)
}

/// `Ttl` over `oa` are the letters of `Total`, which the report or another repeat prints there.
fn join_letters(repeats: &mut [Repeat], words: &Words) {
    let (depth, width) = (repeats[0].texts.len(), repeats[0].texts.first().map_or(0, Vec::len));
    for (row, at) in (1..depth).flat_map(|row| (0..width).map(move |at| (row, at))) {
        let kept: Vec<String> =
            repeats.iter().flat_map(|repeat| &repeat.texts).filter_map(|texts| texts[at].clone()).collect();
        let whole = |text: &&str| words.knows(text);
        let names: Vec<&str> =
            words::terms().iter().copied().chain(kept.iter().map(String::as_str).filter(whole)).collect();
        for repeat in repeats.iter_mut() {
            let (Some(above), Some(below)) = (&repeat.texts[row - 1][at], &repeat.texts[row][at]) else { continue };
            let lone = |text: &str| !text.contains(char::is_alphabetic);
            if lone(above) || lone(below) || (words.knows(above) && words.knows(below)) {
                continue;
            }
            let dealt = letters(&format!("{above}{below}"));
            if let Some(name) = names.iter().find(|name| letters(name) == dealt) {
                repeat.texts[row][at] = Some((*name).to_string());
                repeat.printed[row][at] = true;
                repeat.texts[row - 1][at] = None;
            }
        }
    }
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
