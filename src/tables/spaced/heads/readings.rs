//! The ways to read a header, and what it costs to believe each.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::names::{self, Kind, Name};
use super::seams::{Between, Words};
use super::told::Rows;
use crate::normalise::CleanText;
use crate::report::Column;
use crate::tables::spaced::pieces::Piece;
use crate::tables::spaced::words;

/// A reading that takes more likely things otherwise is none.
const MOST_COST: usize = 4;
/// Spanners over one column are rare, and so are those that name a sex: they are believed where little else costs.
const MOST_RARE_COST: usize = 2;
/// Readings that cost so much more than the cheapest are looked at too: more sums may hold under them.
const MOST_MARGIN: usize = 2;
/// Where more readings of one cost fit, none is told.
pub(super) const MOST_READINGS: usize = 48;
/// What the kinds of headers cost. A spanner over all columns says nothing that the caption does not, and words of the stub
/// look like one; names of one level beside those of another are rare, and names of one level share a line if any do.
const KINDS: [(Kind, usize); 4] = [(Kind::Plain, 0), (Kind::Under, 1), (Kind::Mixed, 1), (Kind::Uneven, 2)];

/// The lines of a header.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// Indexes of the lines.
    pub lines: Vec<usize>,
    pub words: Words,
    /// How many words there are up to each line.
    pub upto: Vec<usize>,
}

/// A way to read a header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    /// So many lines are the header.
    pub lines: usize,
    /// So many words head the stub.
    pub stub_words: usize,
    pub columns: Vec<Column>,
}

/// A part of the lines above the first row, as the header.
struct Part {
    /// So many lines.
    end: usize,
    /// So many columns of labels.
    stubs: usize,
    /// Whether all words before the first blank line head the stub.
    whole_stub: bool,
}

/// What is known of a part whose words are parted in one way: a way is looked at again at other costs.
type Known = RefCell<HashMap<(usize, usize, bool, bool, Vec<bool>), Rc<Vec<(Kind, Reading)>>>>;

/// A reading and what it costs to believe it.
pub(super) struct Priced {
    pub cost: usize,
    pub reading: Reading,
}

impl Head {
    /// The blank at the beginning of a line shows a page break, or, where `breaks` is false, an empty cell.
    pub fn of(text: &CleanText, pieces: &[Piece], breaks: bool) -> Self {
        let mut lines: Vec<usize> = pieces.iter().map(|piece| piece.index).collect();
        lines.dedup();
        let (mut words, mut upto, mut before) = (Words::default(), Vec::new(), None);
        for &index in &lines {
            let page = text.page_starts[index] && (breaks || before.is_none());
            let (body, _) = words::body(&text.lines[index].text, page);
            let close = before == index.checked_sub(1) && !text.page_starts[index];
            let mut between = if close { Between::Line } else { Between::Gap };
            for word in body.split(' ') {
                words.push(word, between);
                between = Between::Blank;
            }
            upto.push(words.words.len());
            before = Some(index);
        }
        Self { lines, words, upto }
    }

    /// The readings that the rows bear out, the cheapest first: of the least cost, and of little more. Where the sums prove the
    /// only one of the least cost, no other is looked for.
    pub fn readings(
        &self,
        ends: &[(usize, usize)],
        rows: &Rows<'_>,
        bear: &dyn Fn(&Reading) -> bool,
        proven: &dyn Fn(&Reading) -> bool,
    ) -> Vec<Priced> {
        let (mut found, known): (Vec<Priced>, Known) = Default::default();
        for cost in 0..=MOST_COST {
            if found.first().is_some_and(|first| cost > first.cost + MOST_MARGIN) {
                break;
            }
            found.extend(self.priced(ends, rows, (cost, false), &known, bear));
            if matches!(found.as_slice(), [only] if only.cost == cost && proven(&only.reading)) {
                return found;
            }
        }
        if found.is_empty() {
            let rare = (0..=MOST_RARE_COST).map(|cost| self.priced(ends, rows, (cost, true), &known, bear));
            found = rare.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
        }
        found
    }

    fn priced(
        &self,
        ends: &[(usize, usize)],
        rows: &Rows<'_>,
        (cost, rare): (usize, bool),
        known: &Known,
        bear: &dyn Fn(&Reading) -> bool,
    ) -> Vec<Priced> {
        let mut readings = Vec::new();
        for (end, of_end) in ends {
            for (stubs, of_stubs) in self.stubs(rows) {
                let Some(left) = cost.checked_sub(of_end + of_stubs) else { continue };
                for whole_stub in [true, false] {
                    let part = Part { end: *end, stubs, whole_stub };
                    readings.extend(self.readings_of(&part, (left, rare), rows, known));
                }
            }
        }
        let borne = distinct(readings).into_iter().take(MOST_READINGS + 1).filter(|one| bear(one));
        borne.map(|reading| Priced { cost, reading }).collect()
    }

    /// The readings of a part at exactly this cost.
    fn readings_of(&self, part: &Part, (cost, rare): (usize, bool), rows: &Rows<'_>, known: &Known) -> Vec<Reading> {
        let Some((words, of_words)) = self.words_of(part) else { return Vec::new() };
        let kinds: &[(Kind, usize)] = if rare { &[(Kind::Rare, 0)] } else { &KINDS };
        let mut readings = Vec::new();
        for (kind, of_kind) in kinds {
            let Some(left) = cost.checked_sub(of_kind + of_words) else { continue };
            for way in words.ways(left) {
                let key = (part.end, part.stubs, part.whole_stub, rare, way);
                let of_way = known.borrow().get(&key).cloned();
                let of_way = of_way.unwrap_or_else(|| {
                    let found = Rc::new(readings_of_way(&words, &key.4, part, rows, rare));
                    known.borrow_mut().insert(key, Rc::clone(&found));
                    found
                });
                readings.extend(of_way.iter().filter(|(own, _)| own == kind).map(|(_, reading)| reading.clone()));
            }
        }
        readings
    }

    /// The words of a part, and what it costs to part them so. Nothing where all is said by taking them one by one.
    fn words_of(&self, part: &Part) -> Option<(Words, usize)> {
        let words = self.words.first(self.upto[part.end - 1]);
        let mut whole = words.clone();
        let before_heading = whole.join_first_run();
        if part.whole_stub {
            return before_heading.map(|_| (whole, 0));
        }
        // Words before `Category/Grade` or `Sex` most often head the stub together.
        Some((words, usize::from(before_heading == Some(true))))
    }

    /// How many columns of labels there can be, with what it costs to believe it.
    fn stubs(&self, rows: &Rows<'_>) -> [(usize, usize); 3] {
        // `Headquarters` heads columns, unless another header of the table begins otherwise; the first of several years too.
        if rows.varying == 0 && (self.words.begin_with_staff() || self.words.begin_with_years()) {
            return [(1, 2), (2, 3), (0, 0)];
        }
        let named = self.words.words.first().is_some_and(|word| !word.is_empty());
        [(1, 0), (2, usize::from(!rows.grouped)), (0, if named { 2 } else { MOST_COST })]
    }
}

/// The readings of names that are parted in one way.
fn readings_of_way(words: &Words, way: &[bool], part: &Part, rows: &Rows<'_>, rare: bool) -> Vec<(Kind, Reading)> {
    let parted = words.names(way);
    let stub_words = parted.get(part.stubs).map_or(words.words.len(), |(at, _)| *at);
    if stub_words < rows.varying {
        return Vec::new();
    }
    let uneven = words.are_uneven(parted.get(part.stubs..).unwrap_or_default());
    let beside = |at: usize| words.between[at] == Between::Blank;
    let printed: Vec<Name> = parted.into_iter().map(|(at, text)| Name { text, beside: beside(at) }).collect();
    let columns = |width: &usize| names::columns(&printed, rows.labels, part.stubs, *width, rare);
    let found = rows.widths.iter().flat_map(columns);
    let kind_of = |kind: Kind, columns: &[Column]| match kind {
        Kind::Plain if uneven && columns.iter().all(|column| column.groups.is_empty()) => Kind::Uneven,
        kind => kind,
    };
    found.map(|(kind, columns)| (kind_of(kind, &columns), Reading { lines: part.end, stub_words, columns })).collect()
}

/// Readings with the same columns are one.
fn distinct(readings: Vec<Reading>) -> Vec<Reading> {
    let mut kept: Vec<Reading> = Vec::new();
    for reading in readings {
        if !kept.iter().any(|other| other.columns == reading.columns) {
            kept.push(reading);
        }
    }
    kept
}
