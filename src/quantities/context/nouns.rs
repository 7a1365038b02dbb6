//! What a figure counts, in the words of the text.

use crate::quantities::amounts::Amount;
use crate::quantities::words::Word;

/// Words with which the name of what is counted is over.
const ENDS: [&str; 47] = [
    "of",
    "in",
    "to",
    "for",
    "on",
    "with",
    "by",
    "from",
    "at",
    "and",
    "or",
    "but",
    "than",
    "that",
    "which",
    "who",
    "whom",
    "while",
    "where",
    "was",
    "were",
    "is",
    "are",
    "had",
    "has",
    "have",
    "been",
    "be",
    "as",
    "during",
    "since",
    "through",
    "throughout",
    "under",
    "within",
    "after",
    "before",
    "compared",
    "including",
    "the",
    "a",
    "an",
    "received",
    "took",
    "benefited",
    "provided",
    "participated",
];

/// Longer names are cut.
const LONGEST: usize = 6;

/// The words after the amount that say what is counted; for `97 per cent of all staff`, what it is a share of.
pub(super) fn counted(text: &str, words: &[Word], amount: &Amount) -> String {
    if !words[amount.last].runs_on() {
        return String::new();
    }
    let share = !amount.is_count() && words.get(amount.last + 1).is_some_and(|word| word.is("of") && word.runs_on());
    let mut start = amount.last + 1 + usize::from(share);
    while words
        .get(start)
        .is_some_and(|word| share && word.is_one_of(&["the", "all", "its", "these"]) && word.runs_on())
    {
        start += 1;
    }
    let mut end = start;
    while words.get(end).is_some_and(|word| end < start + LONGEST && goes_on(words, start, end, word)) {
        end += 1;
        if !words[end - 1].runs_on() {
            break;
        }
    }
    if end > start { text[words[start].start..words[end - 1].end].to_string() } else { String::new() }
}

/// Whether no name goes on with the word.
pub(in crate::quantities) fn ends_name(word: &Word) -> bool {
    word.is_one_of(&ENDS)
}

/// Whether the name goes on with the word at `end`.
fn goes_on(words: &[Word], start: usize, end: usize, word: &Word) -> bool {
    let ended = ends_name(word) || !word.opens.is_empty();
    // After a plural comes a verb, unless the name is one of capitals (`Member States`) or of plurals (`sports events`).
    let after_plural = end > start && is_plural(&words[end - 1]) && !word.is_capitalised() && !is_plural(word);
    !ended && !after_plural
}

fn is_plural(word: &Word) -> bool {
    const WITHOUT_S: [&str; 5] = ["people", "personnel", "women", "men", "children"];
    word.is_one_of(&WITHOUT_S) || word.text.ends_with('s') && !word.text.ends_with("ss")
}
