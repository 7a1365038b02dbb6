//! What the rest of a text says about a table: whether the text counts blanks, and which words belong together. `field
//! offices` in the prose shows that `Field Offices` is one name, where a line of a header prints several names with nothing
//! but a blank between them.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::locate::cut_line;
use super::words::Cut;
use crate::normalise::CleanText;
use crate::tables::{Region, captions};

/// What the text around a table shows, found out when it is asked for.
#[derive(Debug)]
pub struct Elsewhere<'a> {
    regions: &'a [Region],
    /// Pairs of words that stand side by side outside the headers of tables.
    pairs: OnceCell<HashSet<u64>>,
    counted: OnceCell<bool>,
}

impl<'a> Elsewhere<'a> {
    /// A report with these tables.
    pub fn of(regions: &'a [Region]) -> Self {
        Self { regions, pairs: OnceCell::new(), counted: OnceCell::new() }
    }

    /// Whether empty cells show as one more blank in the tables of this text: in nearly every row of one that has many.
    pub(super) fn counts_blanks(&self, text: &CleanText) -> bool {
        *self.counted.get_or_init(|| {
            let lines = || self.regions.iter().flat_map(|region| region.lines.iter());
            let plain = lines().filter(|index| text.lines[**index].cells.is_empty());
            let rows = plain.map(|index| cut_line(text, *index)).filter(|cut| cut.numbers() > 0);
            doubles_blanks(rows, lines().count())
        })
    }

    /// Whether the report prints the two words side by side.
    pub(super) fn says(&self, text: &CleanText, first: &str, second: &str) -> bool {
        self.pairs.get_or_init(|| pairs(text, self.regions)).contains(&key(first, second))
    }
}

/// Whether rows have doubled blanks: a text in which no blank is ever doubled has lost its empty cells.
/// There are no more than `most` rows: once enough of these many are seen, the others need not be looked at.
fn doubles_blanks(rows: impl Iterator<Item = Cut>, most: usize) -> bool {
    /// One row in so many is enough.
    const FEWEST: usize = 20;
    let (mut all, mut doubled) = (0, 0);
    for row in rows {
        all += 1;
        doubled += usize::from(row.words.iter().any(|word| word.text.is_empty()));
        if doubled * FEWEST > most {
            return true;
        }
    }
    doubled * FEWEST > all
}

/// A line that is no longer ends a paragraph, or is a title.
const SHORT_LINE: usize = 60;

/// Names in these reports that their prose may lack.
const TERMS: [&str; 52] = [
    "administrative centres",
    "african union",
    "associate experts",
    "central africa",
    "central america",
    "central asia",
    "central europe",
    "country offices",
    "east africa",
    "east asia",
    "eastern africa",
    "eastern asia",
    "eastern europe",
    "european union",
    "field offices",
    "general service",
    "general services",
    "labour migration",
    "latin america",
    "liaison missions",
    "liaison offices",
    "member states",
    "middle east",
    "national officers",
    "north africa",
    "north america",
    "north-east asia",
    "north-eastern africa",
    "northern africa",
    "northern europe",
    "professional officers",
    "project personnel",
    "regional offices",
    "short-term officials",
    "south america",
    "south asia",
    "south-east asia",
    "south-eastern europe",
    "south-west asia",
    "southern africa",
    "southern asia",
    "southern cone",
    "southern europe",
    "special liaison",
    "technical cooperation",
    "united nations",
    "west africa",
    "western africa",
    "western asia",
    "western balkans",
    "western europe",
    "western hemisphere",
];

fn pairs(text: &CleanText, regions: &[Region]) -> HashSet<u64> {
    let mut of_tables: Vec<usize> = regions.iter().flat_map(|region| region.lines.iter().copied()).collect();
    of_tables.sort_unstable();
    let terms = TERMS.iter().filter_map(|term| term.split_once(' '));
    let mut pairs: HashSet<u64> = terms.map(|(first, second)| key(first, second)).collect();
    let mut last: Option<String> = None;
    for index in 0..text.lines.len() {
        let line = text.lines[index].text.as_str();
        let in_table = of_tables.binary_search(&index).is_ok() && captions::scan_caption(line).is_none();
        let label;
        let said = match () {
            () if !text.is_text(index) => "",
            // A short line of capitals may be the header of a table that was not seen.
            () if !in_table && !is_prose(line) && captions::scan_caption(line).is_none() => "",
            // Of a table only the labels of its rows.
            () if in_table => {
                label = Some(cut_line(text, index)).filter(|cut| cut.numbers() > 0).unwrap_or_default().label;
                label.as_str()
            }
            () => line,
        };
        let above = last.take().filter(|_| !in_table);
        let mut before = above.as_deref();
        for word in words(said) {
            if let Some(before) = before.filter(|before| may_go_on(before, word)) {
                pairs.insert(key(before, word));
            }
            before = Some(word);
        }
        // Only a long line goes on below.
        last = before.filter(|_| !in_table && said.len() > SHORT_LINE).map(str::to_string);
    }
    pairs
}

/// Long, and most of its words are small.
fn is_prose(line: &str) -> bool {
    if line.len() <= SHORT_LINE {
        return false;
    }
    let (mut all, mut small) = (0, 0);
    for word in words(line) {
        all += 1;
        small += usize::from(word.starts_with(|c: char| c.is_lowercase()));
    }
    small * 2 > all
}

/// All blanks of a line are plain ones.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(' ').filter(|word| !word.is_empty())
}

/// A stop or a bracket parts words.
fn may_go_on(before: &str, word: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || c == '-') && word.starts_with(char::is_alphanumeric)
}

/// Both words without case and the signs around them, hashed (FNV-1a): a report has many pairs, and all are looked at.
fn key(first: &str, second: &str) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    let hash = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        match bare.is_ascii() {
            true => bare.bytes().fold(START, |hash, byte| step(hash, byte.to_ascii_lowercase())),
            false => bare.to_lowercase().bytes().fold(START, step),
        }
    };
    hash(first).rotate_left(32) ^ hash(second)
}
