//! The words of a header as names: known kinds, labels of rows, and runs of other words.

mod parting;
mod vocabulary;

use super::super::pieces::Piece;
use crate::tables::kinds;
use parting::{Name, Parting};
use vocabulary::is_leaf;
pub(super) use vocabulary::{Kind, Node, Vocabulary};

/// So many names can stand over the stub.
const MOST_STUB_NAMES: usize = 4;

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::tables::sheet::SheetRow;

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
