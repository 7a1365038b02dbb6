//! The words of a header as names: known kinds, labels of rows, and runs of other words.

use std::collections::BTreeSet;

use super::super::header;
use super::super::pieces::Piece;
use crate::report::Role;
use crate::tables::kinds;
use crate::tables::labels;
use crate::tables::sheet::SheetRow;

/// No name of a column has more words.
const MOST_WORDS: usize = 9;
/// So many names can stand over the stub.
const MOST_STUB_NAMES: usize = 4;

/// Words within a name after which a capital begins none.
const SEAMS: [&str; 6] = ["of", "and", "the", "in", "for", "&"];

/// A name or a spanner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub text: String,
    pub kind: Kind,
}

/// What a name can be in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The name of a column: a grade, a sex, a total, the label of a row of the same table.
    Leaf,
    /// A spanner: `Sex`, `Category/Grade`, and words of which nothing is known.
    Spanner,
    /// Either: a year, a category of staff, the label of a row of another table.
    Either,
}

/// The names that are known to be whole.
pub(super) struct Vocabulary<'a> {
    /// Labels of the rows of this table: a matrix has the same names as rows and columns.
    own: BTreeSet<String>,
    /// Groups of its rows.
    groups: BTreeSet<String>,
    /// Labels of the rows of other tables.
    others: &'a BTreeSet<String>,
}

impl<'a> Vocabulary<'a> {
    pub fn of(rows: &[SheetRow], others: &'a BTreeSet<String>) -> Self {
        let labels = rows.iter().filter(|row| row.role != Role::Total).map(|row| row.label.to_lowercase());
        let groups = rows.iter().flat_map(|row| &row.groups).map(|group| group.to_lowercase());
        Self { own: labels.collect(), groups: groups.collect(), others }
    }

    fn kind(&self, phrase: &str) -> Option<Kind> {
        let lower = phrase.to_lowercase();
        match () {
            () if is_leaf(phrase) || self.own.contains(&lower) => Some(Kind::Leaf),
            () if !phrase.contains(' ') && header::split_spanners(phrase).0.is_empty() => Some(Kind::Spanner),
            () if self.others.contains(&lower) || self.groups.contains(&lower) => Some(Kind::Either),
            () if labels::year_of(phrase).is_some() || kinds::words::names_staff(&lower) => Some(Kind::Either),
            () => None,
        }
    }
}

fn is_leaf(word: &str) -> bool {
    labels::is_grade(word) || labels::sex_of(word).is_some() || is_total(word)
}

fn is_total(word: &str) -> bool {
    word.eq_ignore_ascii_case("total")
}

/// A way to part a header into names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub nodes: Vec<Node>,
    /// What each line says of the columns, without what stands over the stub.
    pub lines: Vec<String>,
    /// How many nodes are words of which nothing is known, and how many such runs beside the header are passed over.
    pub unknown: (usize, usize),
    /// Names of unknown kinds are parted by nothing but their capitals.
    pub by_capitals: bool,
}

/// What the text leaves open: whether words go on over the end of a line, whether words after a total belong to it,
/// whether each line begins with words over the stub, and whether a capital begins a name.
#[derive(Debug, Clone, Copy)]
struct Choice {
    wrapped: bool,
    of_total: bool,
    beside_stub: bool,
    by_capitals: bool,
}

impl Choice {
    fn all() -> impl Iterator<Item = Self> {
        let trees = (0..8).map(|bits| Self {
            wrapped: bits & 1 > 0,
            of_total: bits & 2 > 0,
            beside_stub: bits & 4 > 0,
            by_capitals: false,
        });
        trees.chain([Self { wrapped: true, of_total: false, beside_stub: false, by_capitals: true }])
    }
}

/// All ways to part the header.
pub(super) fn readings(header: &[Piece], vocabulary: &Vocabulary) -> Vec<Reading> {
    let words = words(header);
    let mut readings: Vec<Reading> = Vec::new();
    let torn = header.iter().any(ends_within_word);
    for choice in Choice::all().filter(|choice| !(torn && choice.by_capitals)) {
        let mut names = Parting { words: &words, vocabulary, choice }.names();
        let all = names.len();
        names.retain(|name| !(choice.beside_stub && name.strange && begins_line(&words, name.from)));
        let beside = all - names.len();
        // Capitals do not tell where the names over the stub end.
        let most = if choice.by_capitals { 1 } else { MOST_STUB_NAMES };
        for stub in 0..=most.min(names.len()) {
            // What names columns heads no stub.
            if stub > 0 && !names[stub - 1].strange && names[stub - 1].node.kind != Kind::Spanner {
                break;
            }
            let mut reading = reading(&words, &names[stub..], header.len());
            (reading.by_capitals, reading.unknown.1) = (choice.by_capitals, beside);
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    readings
}

/// `Increase/(decre`: the line may end within a word, and nothing tells how the name goes on.
fn ends_within_word(line: &Piece) -> bool {
    let last = line.text.rsplit(' ').next().unwrap_or_default();
    last.find('(').is_some_and(|at| at > 0) && !last.contains(')')
}

fn reading(words: &[Word], names: &[Name], lines: usize) -> Reading {
    let mut texts: Vec<Vec<&str>> = vec![Vec::new(); lines];
    for word in names.iter().flat_map(|name| &words[name.from..name.to]) {
        texts[word.line].push(word.text);
    }
    let lines = texts.into_iter().map(|words| words.join(" "));
    let nodes = names.iter().map(|name| name.node.clone()).collect();
    let unknown = (names.iter().filter(|name| name.strange).count(), 0);
    Reading { nodes, lines: lines.collect(), unknown, by_capitals: false }
}

/// A word of a header.
struct Word<'a> {
    text: &'a str,
    line: usize,
}

fn words(header: &[Piece]) -> Vec<Word<'_>> {
    let lines = header.iter().enumerate();
    lines.flat_map(|(line, piece)| piece.text.split_whitespace().map(move |text| Word { text, line })).collect()
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

fn begins_line(words: &[Word], at: usize) -> bool {
    at == 0 || words[at - 1].line != words[at].line
}

/// Whether a line is nothing but names of columns: then it stands over no stub.
pub(super) fn are_known(line: &str) -> bool {
    line.split(' ').all(|word| is_leaf(word) || kinds::words::names_staff(&word.to_lowercase()))
}

/// A name and the words that make it up.
struct Name {
    node: Node,
    from: usize,
    to: usize,
    /// A run of words of which nothing is known.
    strange: bool,
}

struct Parting<'a> {
    words: &'a [Word<'a>],
    vocabulary: &'a Vocabulary<'a>,
    choice: Choice,
}

impl Parting<'_> {
    fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let known = self.known(at);
            let unknown = if self.choice.by_capitals { Kind::Leaf } else { Kind::Spanner };
            let (to, kind) = known.unwrap_or((at + 1, unknown));
            let goes_on = known.is_none() && names.last().is_some_and(|last| self.goes_on(last, at));
            match names.last_mut().filter(|_| goes_on) {
                Some(last) => {
                    last.to = to;
                    last.node.text = joined(&self.words[last.from..to]);
                }
                None => {
                    let node = Node { text: joined(&self.words[at..to]), kind };
                    names.push(Name { node, from: at, to, strange: known.is_none() });
                }
            }
            at = to;
        }
        names
    }

    /// The longest known name that begins with a word, and where it ends.
    fn known(&self, at: usize) -> Option<(usize, Kind)> {
        let longest = (at + MOST_WORDS).min(self.words.len());
        let whole = (at + 1..=longest).rev().find_map(|to| Some((to, self.kind(at, to)?)))?;
        if whole.0 > at + 1 || !is_total(self.words[at].text) {
            return Some(whole);
        }
        let to = self.end_of_total(at);
        Some(if to > at + 1 { (to, Kind::Either) } else { whole })
    }

    fn kind(&self, from: usize, to: usize) -> Option<Kind> {
        if self.sums_group(from, to) {
            return Some(Kind::Leaf);
        }
        self.vocabulary.kind(&joined(&self.words[from..to]))
    }

    /// `Harbours total`, where `Harbours` is printed before.
    fn sums_group(&self, from: usize, to: usize) -> bool {
        let group = to - 1 - from;
        let same = |at: usize| (0..group).all(|word| self.words[at + word].text == self.words[from + word].text);
        group > 0 && self.words[to - 1].text == "total" && (0..(from + 1).saturating_sub(group)).any(same)
    }

    /// A total goes on with what it counts: `Total boats`; or with the name of a group that it sums up: `Total Lake Staff`.
    fn end_of_total(&self, at: usize) -> usize {
        let belongs = |word: &usize| {
            let kind = self.kind(*word, *word + 1);
            let counted = kind.is_none() && self.words[*word].text.starts_with(|c: char| c.is_lowercase());
            let beside = self.words[*word].line == self.words[at].line;
            counted || self.choice.of_total && beside && kind.is_none_or(|kind| kind == Kind::Either)
        };
        (at + 1..self.words.len()).find(|word| !belongs(word)).unwrap_or(self.words.len())
    }

    fn goes_on(&self, name: &Name, at: usize) -> bool {
        let brackets = |sign: char| name.node.text.matches(sign).count();
        let open = brackets('(') > brackets(')') || self.words[at].text.starts_with('(');
        let small = |word: &str| word.starts_with(|c: char| c.is_lowercase());
        let seam = SEAMS.contains(&self.words[at - 1].text);
        if self.choice.by_capitals && !(open || seam || small(self.words[at].text)) {
            return false;
        }
        name.strange && (self.choice.wrapped || self.words[name.to - 1].line == self.words[at].line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(lines: &[&str], labels: &[&str]) -> Vec<Vec<String>> {
        let header: Vec<Piece> = lines.iter().enumerate().map(|(at, line)| Piece::words(at, line)).collect();
        let row = |label: &&str| SheetRow { label: (*label).to_string(), ..SheetRow::default() };
        let rows: Vec<SheetRow> = labels.iter().map(row).collect();
        let none = BTreeSet::new();
        let found = readings(&header, &Vocabulary::of(&rows, &none));
        found.into_iter().map(|reading| reading.nodes.into_iter().map(|node| node.text).collect()).collect()
    }

    #[test]
    fn labels_of_rows_are_names_though_they_run_on() {
        let found = first(&["Harbours Total Low Coast High", "Coast Harbours total"], &["Low Coast", "High Coast"]);
        assert_eq!(found[0], ["Harbours", "Total", "Low Coast", "High Coast", "Harbours total"]);
    }

    #[test]
    fn words_after_a_total_may_belong_to_it() {
        let found = first(&["Ashore Total Lake Crews", "F M F M"], &[]);
        assert!(found.contains(&["Ashore", "Total", "Lake Crews", "F", "M", "F", "M"].map(String::from).to_vec()));
        assert!(found.contains(&["Ashore", "Total Lake Crews", "F", "M", "F", "M"].map(String::from).to_vec()));
    }
}
