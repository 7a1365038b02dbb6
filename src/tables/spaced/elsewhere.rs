//! What the rest of a text says about a table: whether the text counts blanks, and which words belong together. `field
//! offices` in the prose shows that `Field Offices` is one name, where a line of a header prints several names with nothing
//! but a blank between them.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

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
            let lines = self.regions.iter().flat_map(|region| region.lines.iter());
            let rows = lines.filter(|index| text.lines[**index].cells.is_empty()).map(|index| cut_line(text, *index));
            doubles_blanks(rows.filter(|cut| cut.numbers() > 0))
        })
    }

    /// Whether the report prints the two words side by side.
    pub(super) fn says(&self, text: &CleanText, first: &str, second: &str) -> bool {
        self.pairs.get_or_init(|| pairs(text, self.regions)).contains(&key(first, second))
    }
}

/// Whether rows have doubled blanks: a text in which no blank is ever doubled has lost its empty cells.
pub(super) fn doubles_blanks(rows: impl Iterator<Item = Cut>) -> bool {
    /// One row in so many is enough.
    const FEWEST: usize = 20;
    let (mut all, mut doubled) = (0, 0);
    for row in rows {
        all += 1;
        doubled += usize::from(row.words.iter().any(|word| word.text.is_empty()));
    }
    doubled * FEWEST > all
}

/// A line that is no longer ends a paragraph, or is a title.
const SHORT_LINE: usize = 60;

/// Names in these reports that their prose may lack.
const TERMS: [&str; 20] = [
    "administrative centres",
    "associate experts",
    "central america",
    "central asia",
    "country offices",
    "eastern europe",
    "field offices",
    "general service",
    "general services",
    "latin america",
    "member states",
    "middle east",
    "national officers",
    "north africa",
    "north america",
    "professional officers",
    "regional offices",
    "short-term officials",
    "south america",
    "western europe",
];

fn pairs(text: &CleanText, regions: &[Region]) -> HashSet<u64> {
    let mut of_tables: Vec<usize> = regions.iter().flat_map(|region| region.lines.iter().copied()).collect();
    of_tables.sort_unstable();
    let terms = TERMS.iter().filter_map(|term| term.split_once(' '));
    let mut pairs: HashSet<u64> = terms.map(|(first, second)| key(first, second)).collect();
    let mut last = None;
    for index in 0..text.lines.len() {
        let line = text.lines[index].text.as_str();
        let in_table = of_tables.binary_search(&index).is_ok() && captions::scan_caption(line).is_none();
        let said = match () {
            () if !text.is_text(index) => String::new(),
            // A short line of capitals may be the header of a table that was not seen.
            () if !in_table && !is_prose(line) && captions::scan_caption(line).is_none() => String::new(),
            // Of a table only the labels of its rows.
            () if in_table => Some(cut_line(text, index)).filter(|cut| cut.numbers() > 0).unwrap_or_default().label,
            () => line.to_string(),
        };
        last = if in_table { None } else { last };
        for word in said.split_whitespace() {
            if let Some(before) = last.as_deref().filter(|before| may_go_on(before, word)) {
                pairs.insert(key(before, word));
            }
            last = Some(word.to_string());
        }
        // Only a long line goes on below.
        last = last.filter(|_| !in_table && said.len() > SHORT_LINE);
    }
    pairs
}

/// Long, and most of its words are small.
fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace();
    let small = words.clone().filter(|word| word.starts_with(|c: char| c.is_lowercase())).count();
    line.len() > SHORT_LINE && small * 2 > words.count()
}

/// A stop or a bracket parts words.
fn may_go_on(before: &str, word: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || c == '-') && word.starts_with(char::is_alphanumeric)
}

fn key(first: &str, second: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in [first, second] {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.chars().flat_map(char::to_lowercase).for_each(|c| c.hash(&mut hasher));
        ' '.hash(&mut hasher);
    }
    hasher.finish()
}
