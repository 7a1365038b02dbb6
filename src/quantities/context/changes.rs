//! Rises and falls: `decreased by USD 30 million`, `a 4 per cent decrease`, `40% more than in 2029`.

use super::qualifiers;
use crate::quantities::amounts::Amount;
use crate::quantities::words::Word;

/// Beginnings of the words that tell of a change.
const STEMS: [&str; 16] = [
    "increas", "decreas", "rise", "rising", "rose", "fall", "fell", "grew", "grow", "declin", "drop", "reduc", "expan",
    "up", "down", "contract",
];

/// How far before `by` or `of` the change may be named.
const REACH: usize = 4;

/// Whether the amount is the size of a change.
pub(super) fn is_change(words: &[Word], amount: &Amount) -> bool {
    named_after(words, amount) || named_before(words, amount)
}

/// Whether the amount gives the change before it once more: `by USD 30 million, or 4 per cent`, `(4 per cent)`.
pub(super) fn restates(words: &[Word], before: &Amount, amount: &Amount) -> bool {
    match amount.first - before.last {
        1 => words[amount.first].opens.contains('('),
        2 => words[before.last + 1].is("or"),
        _ => false,
    }
}

/// `... decrease`, `... more than in 2029`, `... higher`.
fn named_after(words: &[Word], amount: &Amount) -> bool {
    let Some(next) = words.get(amount.last + 1).filter(|_| words[amount.last].runs_on()) else { return false };
    const COMPARED: [&str; 6] = ["more", "less", "fewer", "higher", "lower", "growth"];
    next.is_one_of(&COMPARED) || tells_of_change(next)
}

/// `increased by ...`, `an increase of ...`.
fn named_before(words: &[Word], amount: &Amount) -> bool {
    let start = amount.first - qualifiers::length(words, amount.first).map_or(0, |(_, length)| length);
    let Some(link) = start.checked_sub(1) else { return false };
    let links = words[link].runs_on() && words[link].is_one_of(&["by", "of"]);
    links && words[link.saturating_sub(REACH)..link].iter().any(tells_of_change)
}

fn tells_of_change(word: &Word) -> bool {
    let small = word.text.to_ascii_lowercase();
    STEMS.iter().any(|stem| {
        if stem.len() <= 4 { small == *stem || small == format!("{stem}th") } else { small.starts_with(stem) }
    })
}
