//! The words of a header and the seams between them: which words are one name.
//!
//! Names on one baseline share a line, a wrapped name goes on directly below, and a blank line parts what does not belong
//! together. What a seam is follows from the words beside it, or is likely only; every way to part the words is given
//! with its cost, the number of likely seams that it takes otherwise.

use std::collections::BTreeSet;

use super::super::elsewhere::Elsewhere;
use super::super::header;
use super::super::stubs::join;
use crate::normalise::CleanText;
use crate::report::Role;
use crate::tables::{kinds, labels};

/// More ways than this tell nothing.
const MOST_WAYS: usize = 3_000;

/// No name of staff has more words.
const LONGEST_STAFF_NAME: usize = 3;
/// What heads a stub has fewer words.
const LONGEST_STUB: usize = 6;

/// How likely two words are parted as a seam says.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seam {
    parted: bool,
    /// What it costs to take it otherwise; certain without.
    cost: Option<usize>,
}

const PARTED: Seam = Seam { parted: true, cost: None };
const JOINED: Seam = Seam { parted: false, cost: None };

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Between {
    /// A blank.
    Blank,
    /// The end of a line, with the next line directly below.
    Line,
    /// A blank line.
    Gap,
}

/// The words of a header in printed order; an empty word is an empty cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub words: Vec<String>,
    /// Before each word: what parts it from the one before.
    pub between: Vec<Between>,
    seams: Vec<Seam>,
}

impl Words {
    pub fn push(&mut self, word: &str, between: Between) {
        self.words.push(word.to_string());
        self.between.push(between);
    }

    /// The first `count` words.
    pub fn first(&self, count: usize) -> Self {
        let seams = self.seams[..count.min(self.seams.len())].to_vec();
        Self { words: self.words[..count].to_vec(), between: self.between[..count].to_vec(), seams }
    }

    /// Finds out what the seams are. In an `airy` header blank lines part the names, so that lines without one between
    /// them are likely one name.
    pub fn judge(&mut self, text: &CleanText, elsewhere: &Elsewhere<'_>, labels: &BTreeSet<&str>, airy: bool) {
        let said = |at: usize| {
            let before = self.whole_word(at - 1);
            names_staff(&[before.clone(), self.words[at].clone()]) || elsewhere.says(text, &before, &self.words[at])
        };
        // A total that spans levels stands lower than the names before it, so that the next level goes on below it.
        let joins_lines = |at: usize| airy && labels::role_of(&self.words[at - 1]) == Role::Data;
        let certain = |at: usize| if at == 0 { Some(PARTED) } else { self.certain(at) };
        let mut seams: Vec<Option<Seam>> = (0..self.words.len()).map(certain).collect();
        self.known_labels(labels, &mut seams);
        self.join_dated(&mut seams);
        self.join_heading(airy, &mut seams);
        // The rest of the report is asked last: all of it must be looked through.
        let told = |(at, seam): (usize, Option<Seam>)| {
            seam.unwrap_or_else(|| likely(self.between[at], said(at), joins_lines(at)))
        };
        self.seams = seams.into_iter().enumerate().map(told).collect();
    }

    /// The word that ends at `at`, with the part that a hyphen at the end of its line has cut off.
    fn whole_word(&self, at: usize) -> String {
        let cut = at.checked_sub(1).map(|before| self.words[before].as_str()).filter(|before| before.ends_with('-'));
        cut.map_or(self.words[at].clone(), |before| format!("{before}{}", self.words[at]))
    }

    /// What the seam before the word at `at` is for certain.
    fn certain(&self, at: usize) -> Option<Seam> {
        let (before, word) = (self.words[at - 1].as_str(), self.words[at].as_str());
        let small = |word: &str| word.starts_with(|c: char| c.is_lowercase());
        let open = self.words[..at].iter().rev().find_map(|word| word.rfind(['(', ')']).map(|at| &word[at..=at]));
        let dated = labels::year_of(word).is_some() && is_dating(before);
        match () {
            () if self.between[at] == Between::Gap || word.is_empty() || before.is_empty() => Some(PARTED),
            () if small(word) || word.starts_with(['(', '&']) || dated => Some(JOINED),
            () if is_leading(before) || before.ends_with(['-', '–', '/', ',']) || open == Some("(") => Some(JOINED),
            () if header::is_leaf(word) || header::is_leaf(before) => Some(PARTED),
            () if is_heading(word) || is_heading(before) => Some(PARTED),
            () if before.eq_ignore_ascii_case("grand") => Some(JOINED),
            () if begins_sum(word) => Some(PARTED),
            () => None,
        }
    }

    /// `Home country:` and the name of a group after it head the stub together.
    fn join_heading(&self, airy: bool, seams: &mut [Option<Seam>]) {
        let Some(colon) = self.words.iter().rposition(|word| word.ends_with(':')) else { return };
        let goes_on = |at: &usize| self.between[*at] == Between::Blank || (self.between[*at] == Between::Line && airy);
        let end = (colon + 2..self.words.len()).find(|at| !goes_on(at)).unwrap_or(self.words.len());
        (1..end).for_each(|at| seams[at] = Some(JOINED));
    }

    /// `Budget 2030`, `Budget 2031`: a word with which several years stand is part of their names.
    fn join_dated(&self, seams: &mut [Option<Seam>]) {
        let dated = |at: &usize| {
            let name = !self.words[at - 1].is_empty() && !header::is_leaf(&self.words[at - 1]);
            labels::year_of(&self.words[*at]).is_some() && name && self.between[*at] != Between::Gap
        };
        let years: Vec<usize> = (1..self.words.len()).filter(dated).collect();
        for at in &years {
            let again = |other: &&usize| *other != at && self.words[**other - 1] == self.words[at - 1];
            if years.iter().any(|other| again(&other)) {
                seams[*at] = Some(JOINED);
            }
        }
    }

    /// The label of a row that is printed in the header is a name: a matrix has the same names as rows and columns.
    fn known_labels(&self, labels: &BTreeSet<&str>, seams: &mut [Option<Seam>]) {
        let known: Vec<Vec<&str>> = labels.iter().map(|label| label.split(' ').collect()).collect();
        let mut at = 0;
        while at < self.words.len() {
            let own = |label: &&Vec<&str>| {
                let words = self.words.get(at..at + label.len());
                label.len() > 1 && words.is_some_and(|words| words.iter().eq(label.iter()))
            };
            let longest = known.iter().filter(own).map(Vec::len).max().unwrap_or_default();
            let inner = at + 1..at + longest.max(1);
            if !inner.clone().any(|at| self.between[at] == Between::Gap) {
                inner.clone().for_each(|at| seams[at] = Some(JOINED));
            }
            at = inner.end;
        }
    }

    /// Whether the first words are the name of a category or group of staff.
    pub fn begin_with_staff(&self) -> bool {
        let longest = self.words.len().min(LONGEST_STAFF_NAME);
        (1..=longest).any(|count| names_staff(&self.words[..count]))
    }

    /// Whether two years come first.
    pub fn begin_with_years(&self) -> bool {
        let year = |at: usize| self.words.get(at).is_some_and(|word| labels::year_of(word).is_some());
        year(0) && year(1)
    }

    /// Takes all words before the first blank line, or the first name of a known kind, for one name: what heads the stub.
    /// Nothing where that is nothing new; whether such a name follows at once.
    pub fn join_first_run(&mut self) -> Option<bool> {
        let known = |at: usize| {
            let word = self.words[at].as_str();
            header::is_leaf(word) || is_heading(word) || begins_sum(word) || word.is_empty()
        };
        let ends = |at: &usize| self.between[*at] == Between::Gap || known(*at);
        let end = (1..self.words.len()).find(ends).unwrap_or_default();
        let new = (1..end).any(|at| self.seams[at].parted);
        if !new || end > LONGEST_STUB || known(0) {
            return None;
        }
        (1..end).for_each(|at| self.seams[at] = JOINED);
        Some(is_heading(&self.words[end]))
    }

    /// Whether of neighbouring names that need one line each some share a line and some do not.
    pub fn are_uneven(&self, names: &[(usize, String)]) -> bool {
        let end = |at: usize| names.get(at + 1).map_or(self.words.len(), |(next, _)| *next);
        let whole = |at: usize| (names[at].0 + 1..end(at)).all(|word| self.between[word] == Between::Blank);
        let beside = |at: &usize| self.between[names[*at].0] == Between::Blank;
        let (beside, below): (Vec<usize>, Vec<usize>) =
            (1..names.len()).filter(|at| whole(at - 1) && whole(*at)).partition(beside);
        !(beside.is_empty() || below.is_empty())
    }

    /// Every way to part the words that takes likely seams otherwise at this cost.
    pub fn ways(&self, cost: usize) -> Vec<Vec<bool>> {
        let mut ways = Vec::new();
        let plain: Vec<bool> = self.seams.iter().map(|seam| seam.parted).collect();
        self.turn(0, cost, plain, &mut ways);
        ways
    }

    fn turn(&self, from: usize, cost: usize, way: Vec<bool>, ways: &mut Vec<Vec<bool>>) {
        if cost == 0 {
            ways.push(way);
            return;
        }
        for at in from..self.seams.len() {
            let Some(own) = self.seams[at].cost.filter(|own| *own <= cost) else { continue };
            if ways.len() >= MOST_WAYS {
                return;
            }
            let mut other = way.clone();
            other[at] = !other[at];
            self.turn(at + 1, cost - own, other, ways);
        }
    }

    /// The names of a way, each with the word that it begins with.
    pub fn names(&self, way: &[bool]) -> Vec<(usize, String)> {
        let mut names: Vec<(usize, String)> = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            match names.last_mut() {
                Some((_, name)) if !way[at] => *name = join(std::mem::take(name), word),
                _ => names.push((at, word.clone())),
            }
        }
        names
    }
}

fn likely(between: Between, said: bool, joins_lines: bool) -> Seam {
    match between {
        // What the report says elsewhere weighs more than the form.
        _ if said => Seam { parted: false, cost: Some(2) },
        Between::Line if joins_lines => Seam { parted: false, cost: Some(1) },
        _ => Seam { parted: true, cost: Some(1) },
    }
}

fn names_staff(words: &[String]) -> bool {
    kinds::words::names_staff(&words.join(" ").to_lowercase())
}

/// Words after which a name goes on.
fn is_leading(word: &str) -> bool {
    matches!(
        word,
        "of" | "and" | "the" | "in" | "for" | "at" | "by" | "to" | "per" | "&" | "with" | "from" | "or" | "on"
    )
}

/// Words after which a year belongs to the name.
fn is_dating(word: &str) -> bool {
    is_leading(word) || labels::is_month(word)
}

/// `Category/Grade`, `Sex`: names by themselves.
fn is_heading(word: &str) -> bool {
    header::is_frame(word) && labels::role_of(word) == Role::Data && !header::is_leaf(word)
}

/// `Total`, `Grand`, `Subtotal` begin a name.
fn begins_sum(word: &str) -> bool {
    word == "Grand" || labels::role_of(word) != Role::Data
}
