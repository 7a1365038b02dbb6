//! Columns that are broken where a total is nought, or where a label takes two lines.
//!
//! The total of such a page is a list as long as its labels, or as the labels between two that take more lines. Between
//! its noughts it goes on in stretches, and both sexes have as many numbers for each, which make it up row by row. Long
//! stretches can be told by that alone. They show how the page lists the sexes: each in one list, or each stretch of the one
//! directly before that of the other. The short ones are then told by their place; where that leaves a choice they stay open.

use std::collections::BTreeSet;
use std::ops::Range;

use super::parts::Part;
use super::sexes::Lists;
use super::stub::Label;
use super::totals::Column;
use crate::number::Decimal;

/// Numbers of other columns seldom make up so many totals.
const LONG_STRETCH: usize = 3;
/// Fewer rows show no columns.
const FEWEST_ROWS: usize = 4;
/// Of ten rows so many must be told.
const MOST: usize = 7;

/// A page holds no more numbers, and no more lists of it are tried as the total.
const MOST_CELLS: usize = 1000;
const MOST_TOTALS: usize = 40;

/// What the stretches of a page tell.
pub(super) struct Found {
    pub total: Column,
    /// The sexes; the left one is first.
    pub lists: Lists,
}

/// Where both sexes of a stretch begin.
type Pair = (usize, usize);

/// The columns beside some labels. `None` where none or several lists can be their total.
pub(super) fn find(part: &Part, labels: &[Label], taken: &BTreeSet<usize>) -> Option<Found> {
    let page = Page::of(part, taken);
    let rows = labels.len();
    let wrapped: BTreeSet<usize> = (0..rows).filter(|row| labels[*row].wrapped).collect();
    let all = 0..rows;
    let whole = std::slice::from_ref(&all);
    if part.cells.len() > MOST_CELLS {
        return None;
    }
    page.columns(rows, whole, &BTreeSet::new())
        .or_else(|| page.columns(rows, whole, &wrapped))
        .or_else(|| page.columns(rows, &segments(labels), &wrapped))
}

/// How long the totals beside some labels can be.
pub(super) fn lengths(labels: &[Label]) -> impl Iterator<Item = usize> {
    std::iter::once(labels.len()).chain(segments(labels).into_iter().map(|rows| rows.len()))
}

/// The rows between labels of several lines.
fn segments(labels: &[Label]) -> Vec<Range<usize>> {
    let edges = (0..labels.len()).filter(|row| labels[*row].wrapped).chain(std::iter::once(labels.len()));
    let mut from = 0;
    let segment = |edge: usize| std::mem::replace(&mut from, edge + 1)..edge;
    edges.map(segment).filter(|rows| rows.len() >= FEWEST_ROWS).collect()
}

/// The numbers of a page that are free.
struct Page<'a> {
    part: &'a Part,
    /// By cell: whether it can belong to a column.
    free: Vec<bool>,
    starts: Vec<bool>,
    ends: Vec<bool>,
}

impl<'a> Page<'a> {
    fn of(part: &'a Part, taken: &BTreeSet<usize>) -> Self {
        let count = |value: Option<Decimal>| value.is_some_and(|value| !value.is_negative());
        let free = (0..part.cells.len()).map(|cell| !taken.contains(&cell) && count(part.cells[cell].value)).collect();
        let (mut starts, mut ends) = (vec![false; part.cells.len() + 1], vec![false; part.cells.len() + 1]);
        for block in &part.blocks {
            (starts[block.start], ends[block.end]) = (true, true);
        }
        Self { part, free, starts, ends }
    }

    fn value(&self, cell: usize) -> Decimal {
        self.part.cells[cell].value.unwrap_or(Decimal::ZERO)
    }

    /// Where lists of so many numbers begin that no words part.
    fn lists(&self, length: usize) -> Vec<usize> {
        let last = (self.part.cells.len() + 1).saturating_sub(length);
        let is_list = |start: &usize| {
            let cells = *start..*start + length;
            self.starts[*start]
                && self.ends[cells.end]
                && cells.clone().all(|cell| self.free[cell])
                && cells.skip(1).all(|cell| self.part.follows(cell))
        };
        (0..last).filter(is_list).collect()
    }

    /// The columns beside segments of rows; the sexes are broken at some of the rows.
    fn columns(&self, rows: usize, segments: &[Range<usize>], broken: &BTreeSet<usize>) -> Option<Found> {
        let mut found = Found { total: vec![None; rows], lists: [vec![None; rows], vec![None; rows]] };
        let told: Vec<Segment> =
            segments.iter().map(|rows| self.segment(rows, broken)).collect::<Option<Vec<Segment>>>()?;
        // Lists of one length could stand for each other, and those of several segments stand in any order.
        let lengths: BTreeSet<usize> = segments.iter().map(Range::len).collect();
        let in_order = told.len() == 1 || told.iter().all(|segment| segment.by_turns);
        told.iter().zip(segments).for_each(|(segment, rows)| segment.enter(&mut found, rows.start));
        (!told.is_empty() && lengths.len() == told.len() && in_order).then_some(found)
    }

    /// The total of a segment under which the most rows have sexes.
    fn segment(&self, rows: &Range<usize>, broken: &BTreeSet<usize>) -> Option<Segment> {
        let broken: Vec<usize> = broken.range(rows.clone()).map(|row| row - rows.start).collect();
        let mut totals: Vec<Range<usize>> =
            self.lists(rows.len()).into_iter().map(|total| total..total + rows.len()).collect();
        // No column has greater numbers than their total.
        totals
            .sort_by_cached_key(|total| std::cmp::Reverse(total.clone().map(|cell| self.value(cell)).sum::<Decimal>()));
        let totals = totals.into_iter().take(MOST_TOTALS);
        let mut found: Vec<Segment> = totals.filter_map(|total| self.beside(total, &broken)).collect();
        let most = found.iter().map(Segment::told).max()?;
        found.retain(|segment| segment.told() == most);
        found.pop().filter(|_| found.is_empty())
    }

    /// The sexes beside a total, if most of its rows have them.
    fn beside(&self, total: Range<usize>, broken: &[usize]) -> Option<Segment> {
        let stretches: Vec<Range<usize>> = self.stretches(&total, broken);
        let rows: usize = stretches.iter().map(Range::len).sum();
        let longest = stretches.iter().max_by_key(|stretch| stretch.len())?;
        if longest.len() < LONG_STRETCH || self.pairs(longest, &total).is_empty() {
            return None;
        }
        let choices: Vec<Vec<Pair>> = stretches.iter().map(|stretch| self.pairs(stretch, &total)).collect();
        let mut segment = Segment { total, told: vec![None; stretches.len()], stretches, by_turns: true };
        segment.begin(&choices)?;
        while segment.go_on(&choices) {}
        (segment.told() * 10 >= rows * MOST).then_some(segment)
    }

    /// Cells of a total that follow each other and are not nought; those of broken rows stand alone.
    fn stretches(&self, total: &Range<usize>, broken: &[usize]) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        let is_edge = |cell: usize| broken.iter().any(|row| cell == total.start + row || cell == total.start + row + 1);
        for cell in total.clone().filter(|cell| !self.value(*cell).is_zero()) {
            match stretches.last_mut().filter(|stretch| stretch.end == cell && !is_edge(cell)) {
                Some(stretch) => stretch.end = cell + 1,
                None => stretches.push(cell..cell + 1),
            }
        }
        stretches
    }

    /// All pairs of lists that make up a stretch of a total, the left one first.
    fn pairs(&self, stretch: &Range<usize>, total: &Range<usize>) -> Vec<Pair> {
        let length = stretch.len();
        let mut lists = self.lists(length);
        lists.retain(|list| list + length <= total.start || *list >= total.end);
        let adds_up = |(first, second): &Pair| {
            let sum = |row: usize| self.value(first + row) + self.value(second + row);
            first + length <= *second && (0..length).all(|row| sum(row) == self.value(stretch.start + row))
        };
        let pairs = lists.iter().flat_map(|first| lists.iter().map(move |second| (*first, *second)));
        pairs.filter(adds_up).collect()
    }
}

/// A total, and the sexes beside its stretches.
struct Segment {
    total: Range<usize>,
    stretches: Vec<Range<usize>>,
    told: Vec<Option<Pair>>,
    /// Each stretch of the left one stands directly before that of the right one.
    by_turns: bool,
}

impl Segment {
    /// How many rows have sexes.
    fn told(&self) -> usize {
        let told = self.stretches.iter().zip(&self.told).filter(|(_, pair)| pair.is_some());
        told.map(|(stretch, _)| stretch.len()).sum()
    }

    /// Tells the long stretches for which there is one choice. `None` where they do not all stand alike.
    fn begin(&mut self, choices: &[Vec<Pair>]) -> Option<()> {
        for (at, choice) in choices.iter().enumerate() {
            if let ([pair], true) = (choice.as_slice(), self.stretches[at].len() >= LONG_STRETCH) {
                self.told[at] = Some(*pair);
            }
        }
        let told: Vec<usize> = (0..self.told.len()).filter(|at| self.told[*at].is_some()).collect();
        let turns: Vec<bool> = told.iter().filter_map(|at| Some(self.is_turn(*at, self.told[*at]?))).collect();
        self.by_turns = turns.iter().all(|turn| *turn);
        let alike = self.by_turns || turns.iter().all(|turn| !turn);
        let in_order = told.windows(2).all(|pair| self.is_after(pair[0], pair[1]));
        (alike && in_order && !told.is_empty()).then_some(())
    }

    fn is_turn(&self, at: usize, (first, second): Pair) -> bool {
        first + self.stretches[at].len() == second
    }

    fn is_after(&self, before: usize, after: usize) -> bool {
        let length = self.stretches[before].len();
        let pairs = self.told[before].zip(self.told[after]);
        pairs.is_some_and(|(before, after)| before.0 + length <= after.0 && before.1 + length <= after.1)
    }

    /// Tells one more stretch, if its place leaves one choice.
    fn go_on(&mut self, choices: &[Vec<Pair>]) -> bool {
        for at in (0..choices.len()).filter(|at| self.told[*at].is_none()).collect::<Vec<_>>() {
            let mut fitting = choices[at].iter().filter(|pair| self.fits(at, **pair));
            if let Some(pair) = fitting.next().filter(|_| fitting.next().is_none()) {
                self.told[at] = Some(*pair);
                return true;
            }
        }
        false
    }

    /// Whether a stretch can stand there, by those that are told before and after it.
    fn fits(&self, at: usize, pair: Pair) -> bool {
        let length = self.stretches[at].len();
        let before = (0..at).rev().find_map(|before| Some((before, self.told[before]?)));
        let after = (at + 1..self.told.len()).find_map(|after| Some((after, self.told[after]?)));
        let before = before.map(|(before, (first, second))| {
            let length = self.stretches[before].len();
            (before + 1 == at, (first + length, second + length))
        });
        if self.by_turns {
            let follows = before.is_none_or(|(_, (_, end))| end <= pair.0);
            return self.is_turn(at, pair) && follows && after.is_none_or(|(_, (first, _))| pair.1 + length <= first);
        }
        let touches = before.is_some_and(|(next, ends)| next && ends == pair);
        let ends = (pair.0 + length, pair.1 + length);
        touches || after.is_some_and(|(after, begins)| after == at + 1 && ends == begins)
    }

    /// Enters the cells beside the rows from `row` on.
    fn enter(&self, found: &mut Found, row: usize) {
        let at = |cell: usize| row + cell - self.total.start;
        self.total.clone().for_each(|cell| found.total[at(cell)] = Some(cell));
        for (stretch, pair) in self.stretches.iter().zip(&self.told) {
            let Some((first, second)) = pair else { continue };
            for (offset, cell) in stretch.clone().enumerate() {
                found.lists[0][at(cell)] = Some(first + offset);
                found.lists[1][at(cell)] = Some(second + offset);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parts::{Cell, Words};
    use super::*;
    use crate::tables::sheet::Word;

    /// Blocks are parted by `|`; letters are words between them.
    fn part(text: &str) -> Part {
        let mut part = Part::default();
        let mut at = 0;
        for block in text.split('|') {
            let start = part.cells.len();
            for word in block.split(' ') {
                match Decimal::parse(word) {
                    Some(value) => part.cells.push(Cell { at, word: Word::default(), value: Some(value) }),
                    None => part.words.push(Words { at, index: at, text: word.to_string() }),
                }
                at += 1;
            }
            if part.cells.len() > start {
                part.blocks.push(start..part.cells.len());
            }
        }
        part
    }

    /// Total and sexes of as many rows as there are marks; the labels of those marked `w` take two lines.
    fn read(text: &str, rows: &str) -> Option<[String; 3]> {
        let part = part(text);
        let label = |(index, mark): (usize, char)| Label { index, text: mark.to_string(), wrapped: mark == 'w' };
        let labels: Vec<Label> = rows.chars().enumerate().map(label).collect();
        let found = find(&part, &labels, &BTreeSet::new())?;
        let value = |cell: usize| part.cells[cell].value.map(|value| value.to_string()).unwrap_or_default();
        let show = |cell: &Option<usize>| cell.map_or("-".to_string(), value);
        let [first, second] = found.lists;
        Some([found.total, first, second].map(|list| list.iter().map(show).collect::<Vec<_>>().join(" ")))
    }

    #[test]
    fn stretches_of_both_sexes_by_turns() {
        let found = read("3 1|9 7 30 0 12 5 0 41|F|4 2 11|5 5 19|8 1|4 4|20|21", "........").unwrap();
        assert_eq!(found, ["9 7 30 0 12 5 0 41", "4 2 11 - 8 1 - 20", "5 5 19 - 4 4 - 21"]);
    }

    #[test]
    fn each_sex_in_a_list_of_its_own_broken_anywhere() {
        let found = read("9 7 30 0 12 5 0|6 6|F|4 2|11|8 1|M|5 5|19|4 4", ".......").unwrap();
        assert_eq!(found, ["9 7 30 0 12 5 0", "4 2 11 - 8 1 -", "5 5 19 - 4 4 -"]);
    }

    #[test]
    fn a_label_of_two_lines_breaks_the_total() {
        let found =
            read("9 7 30 12|F|4 2 11 8|M|5 5 19 4|99|90|9|5 8 6 7 9|1 2 3 4 5|4 6 3 3 4", "....w.....").unwrap();
        assert_eq!(found[0], "9 7 30 12 - 5 8 6 7 9");
        assert_eq!(found[1], "4 2 11 8 - 1 2 3 4 5");
    }

    #[test]
    fn a_short_stretch_with_several_places_stays_open() {
        let found = read("9 7 30 12 0 3|F|4 2 11 8|M|5 5 19 4|1|2|7|2|1", "......").unwrap();
        assert_eq!(found[1..], ["4 2 11 8 - -", "5 5 19 4 - -"]);
    }

    #[test]
    fn lists_that_make_up_nothing_are_no_sexes() {
        assert_eq!(read("9 7 30 12|4 2 11 8|5 5 19 5", "...."), None);
    }
}
