//! The words and labels that the report itself prints: what heals a torn or misread header or label.

use std::collections::{HashMap, HashSet};

use super::cell::look_alike;
use crate::normalise::CleanText;

/// Terms that the headers of such reports are made of, for reports whose own prose does not print them.
const TERMS: [&str; 34] = [
    "Headquarters",
    "Field",
    "Field Offices",
    "General Services",
    "General Service",
    "National Officers",
    "Category/Grade",
    "Category",
    "Grade",
    "Officials",
    "Employees",
    "Professional",
    "Total",
    "Gender",
    "Sex",
    "Female",
    "Male",
    "Region",
    "Regions",
    "Area",
    "Countries",
    "Country",
    "Number",
    "Increase/(decrease)",
    "Africa",
    "Americas",
    "Asia and Oceania",
    "Europe",
    "destination",
    "departure",
    "USD million",
    "USD thousand",
    "CHF",
    "Offices",
];

/// What a word may take on without being another.
const INFLECTIONS: [&str; 5] = ["s", "n", "ns", "es", "d"];

/// What the report prints.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Words of the prose and of the standard terms, in lower case.
    words: HashSet<String>,
    /// Complete row labels, and how many rows print them.
    labels: HashMap<String, usize>,
    /// The words of these labels.
    in_labels: HashSet<String>,
}

impl Words {
    /// The words of the prose.
    pub fn of(text: &CleanText) -> Self {
        let mut words = HashSet::new();
        for line in text.lines.iter().filter(|line| line.cells.is_empty()) {
            for word in split(&line.text) {
                // Most words come again and again in lower case: look before a copy is made.
                if !words.contains(word) {
                    words.insert(word.to_lowercase());
                }
            }
        }
        words.extend(TERMS.iter().flat_map(|term| split(term)).map(str::to_lowercase));
        Self { words, ..Self::default() }
    }

    /// Counts a row label.
    pub fn add_label(&mut self, label: &str) {
        *self.labels.entry(label.to_string()).or_default() += 1;
        self.in_labels.extend(split(label).map(str::to_string));
    }

    /// How many rows print the label.
    pub fn label_count(&self, label: &str) -> usize {
        self.labels.get(label).copied().unwrap_or(0)
    }

    /// The one row label that looks like a garbled one and stands between its neighbours by the alphabet.
    pub fn label_like(&self, garbled: &str, before: &str, after: &str) -> Option<String> {
        let fits = |label: &&String| {
            let same_length = label.chars().count() == garbled.chars().count();
            same_length && before < label.as_str() && label.as_str() < after && likeness(label, garbled) >= 0.5
        };
        let mut found = self.labels.keys().filter(fits);
        found.next().filter(|_| found.next().is_none()).cloned()
    }

    /// Whether a word that the report prints begins so.
    pub fn begins(&self, start: &str) -> bool {
        let start = start.to_lowercase();
        self.words.iter().any(|word| word.starts_with(&start))
    }

    /// Whether a word is the beginning of one that the report prints, and no other form of it (`Asia` of `Asian`).
    pub fn is_cut(&self, start: &str) -> bool {
        let start = start.to_lowercase();
        let rest = |word: &String| word.strip_prefix(&start).is_some_and(|rest| !INFLECTIONS.contains(&rest));
        self.words.iter().any(rest)
    }

    /// Whether the label of a row has the word.
    pub fn is_in_label(&self, word: &str) -> bool {
        self.in_labels.contains(word)
    }

    /// Whether the report prints each word of the text.
    pub fn knows(&self, text: &str) -> bool {
        let mut any = false;
        split(text).all(|word| {
            any = true;
            self.words.contains(word) || self.words.contains(&word.to_lowercase())
        }) && any
    }

    /// The share of the words that the report prints.
    pub fn share(&self, text: &str) -> f64 {
        let (mut known, mut all) = (0usize, 0usize);
        for word in split(text) {
            all += 1;
            known += usize::from(self.knows(word));
        }
        if all == 0 { 0.0 } else { known as f64 / all as f64 }
    }
}

/// The standard terms.
pub(super) fn terms() -> &'static [&'static str] {
    &TERMS
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// How alike two texts look, from 0 to 1: letters that OCR mixes up count as the same.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (fold(a), fold(b));
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 1.0;
    }
    1.0 - distance(&a, &b) as f64 / longest as f64
}

/// Letters and digits only, look-alikes made one.
fn fold(text: &str) -> Vec<char> {
    let one = |c: char| match look_alike(c).unwrap_or(c).to_ascii_lowercase() {
        '1' | 'l' | '|' | 'ı' | 'j' | '!' => 'i',
        '0' => 'o',
        '5' => 's',
        other => other,
    };
    text.chars().filter(|c| c.is_alphanumeric()).map(one).collect()
}

/// Levenshtein distance.
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
impl Words {
    /// The words of a sentence, for tests.
    pub fn of_prose(prose: &str) -> Self {
        let mut words: HashSet<String> = split(prose).map(str::to_lowercase).collect();
        words.extend(TERMS.iter().flat_map(|term| split(term)).map(str::to_lowercase));
        Self { words, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_case() {
        let words = Words::of_prose("The harbours of the north.");
        assert!(words.knows("Harbours/North"));
        assert!(!words.knows("Harb ours"));
        assert!(!words.knows(""));
        assert_eq!(words.share("Harbours qorth"), 0.5);
    }

    #[test]
    fn likeness_forgives_what_ocr_mixes_up() {
        assert_eq!(likeness("10M", "IOM"), 1.0);
        assert!(likeness("hanbor", "harbour") > 0.6);
        assert!(likeness("sail", "boat") < 0.4);
    }
}
