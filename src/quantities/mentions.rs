//! Numbers that count nothing: years, dates, references, names, marks of a list, `one` as a pronoun.

use super::amounts::{Amount, Form, is_year};
use super::context::nouns;
use super::words::Word;
use crate::number::Decimal;
use crate::tables::labels::is_month;

/// What is referred to by number, in the singular.
const NUMBERED: &str = "paragraph para table figure annex section chapter box goal target level group resolution article page footnote \
    item grade objective point step part volume issue phase pillar principle rule number no version room category \
    tier appendix sdg workstream priority stage outcome output indicator question option";

/// What else than the end of a name cannot follow `one` where it counts: `one, another`, `on the one hand`.
const AFTER_PRONOUN: [&str; 8] = ["another", "hand", "can", "such", "being", "it", "should", "must"];

/// What makes `one` a pronoun when it stands before it.
const BEFORE_PRONOUN: [&str; 9] = ["no", "this", "that", "each", "any", "every", "the", "which", "only"];

/// What has been read of a text so far, for numbers that hang on the one before.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Index of the last word of the last number of a reference.
    reference: Option<usize>,
    /// The last mark of a list in brackets.
    mark: i64,
}

impl Mentions {
    /// Whether the number counts nothing.
    pub fn is_mention(&mut self, words: &[Word], amount: &Amount) -> bool {
        if amount.is_count() && (self.continues(words, amount) || is_reference(words, amount)) {
            self.reference = Some(amount.last);
            return true;
        }
        self.is_mark(words, amount)
            || is_bare_year(words, amount)
            || is_date(words, amount)
            || is_time_of_day(words, amount)
            || amount.form == Form::Spelled && (is_title(words, amount) || is_pronoun(words, amount))
    }

    /// `(1) ... (2) ...`: marks run on from one.
    fn is_mark(&mut self, words: &[Word], amount: &Amount) -> bool {
        let word = &words[amount.first];
        let alone = amount.first == amount.last && amount.form == Form::Digits && amount.is_count();
        let bracketed = word.opens.ends_with('(') && word.closes.starts_with(')');
        let next = alone && bracketed && amount.value == Decimal::whole(self.mark + 1);
        if next {
            self.mark += 1;
        }
        next
    }

    /// `paragraphs 3, 4 and 7`, `Groups 2.1 and 2.2`: what hangs on a reference.
    fn continues(&self, words: &[Word], amount: &Amount) -> bool {
        let Some(last) = self.reference else { return false };
        let linked = match amount.first - last {
            1 => matches!(words[last].closes, "," | "–"),
            2 => words[last].runs_on() && words[last + 1].runs_on() && words[last + 1].is_one_of(&["and", "or", "to"]),
            _ => false,
        };
        let numbers = amount.value.scale() > 0 || !counts_what_follows(words, amount);
        linked && amount.form == Form::Digits && numbers
    }
}

/// A number of four digits in the range of years.
fn is_bare_year(words: &[Word], amount: &Amount) -> bool {
    let word = words[amount.first].text;
    let year = word.parse().is_ok_and(is_year);
    let period = matches!(amount.form, Form::Years(_)) && !runs_in_prose(words, amount.first);
    period || amount.form == Form::Digits && amount.is_count() && amount.scale == 0 && word.len() == 4 && year
}

/// A period of years counts as a figure only where the text calls it one; else it is part of a title or a date.
fn runs_in_prose(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &words[before]);
    before.is_some_and(|word| {
        word.runs_on() && word.is_one_of(&["period", "years", "biennium"]) && !word.is_capitalised()
    })
}

/// `31 December`, `5 to 7 May`, `May 5`.
fn is_date(words: &[Word], amount: &Amount) -> bool {
    if amount.form != Form::Digits || !amount.is_count() || amount.value > Decimal::whole(31) {
        return false;
    }
    let month = |at: usize| words.get(at).is_some_and(|word| word.is_capitalised() && is_month(word.text));
    let runs_on = words[amount.last].runs_on();
    let range = words.get(amount.last + 1).is_some_and(|word| word.is_one_of(&["to", "and"])) && month(amount.last + 3);
    let before = amount.first.checked_sub(1).is_some_and(|at| month(at) && words[at].runs_on());
    runs_on && (month(amount.last + 1) || range) || before && !counts_what_follows(words, amount)
}

/// `10 a.m.`
fn is_time_of_day(words: &[Word], amount: &Amount) -> bool {
    words[amount.last].runs_on() && words.get(amount.last + 1).is_some_and(|word| word.is_one_of(&["a.m", "p.m"]))
}

/// `Resolution No. 31`, `Level 3`, `Goal 6`, `Alliance 8.7`: a number that names the word before it.
fn is_reference(words: &[Word], amount: &Amount) -> bool {
    let Some(before) = amount.first.checked_sub(1).map(|at| &words[at]) else { return false };
    if !words[amount.first].opens.is_empty() || amount.form == Form::Grouped {
        return false;
    }
    let abbreviated = before.is_one_of(&["no", "nos"]) && before.closes == ".";
    let small = amount.form == Form::Digits && amount.scale == 0;
    let named = before.is_acronym() || before.is_capitalised() && !before.first && !counts_what_follows(words, amount);
    abbreviated || before.runs_on() && (is_numbered(before) || small && named)
}

/// Whether the word names what has numbers, in the singular or the plural.
fn is_numbered(word: &Word) -> bool {
    let small = word.text.to_ascii_lowercase();
    let singulars =
        [small.strip_suffix("ies").map(|stem| format!("{stem}y")), small.strip_suffix("es").map(str::to_string)];
    let plain = small.strip_suffix('s').unwrap_or(&small);
    NUMBERED.split(' ').any(|name| name == plain || name == small || singulars.iter().flatten().any(|one| one == name))
}

/// Whether a word in small letters follows that can be counted.
fn counts_what_follows(words: &[Word], amount: &Amount) -> bool {
    const NOT_COUNTED: [&str; 12] = ["and", "or", "of", "to", "in", "on", "for", "is", "are", "was", "were", "with"];
    let next = words.get(amount.last + 1).filter(|_| words[amount.last].runs_on());
    next.is_some_and(|word| !word.is_capitalised() && !word.is_one_of(&NOT_COUNTED))
}

/// `Two Corridors` amid a sentence: a title keeps the capital of its number.
fn is_title(words: &[Word], amount: &Amount) -> bool {
    let word = &words[amount.first];
    word.is_capitalised() && !word.first && !word.opens.contains('(')
}

/// `one` that stands for a thing instead of counting it.
fn is_pronoun(words: &[Word], amount: &Amount) -> bool {
    if amount.first != amount.last || !amount.is_count() || !words[amount.first].is("one") {
        return false;
    }
    let before = amount.first.checked_sub(1).map(|at| &words[at]);
    let pronoun_before = before.is_some_and(|word| word.runs_on() && word.is_one_of(&BEFORE_PRONOUN));
    let next = words.get(amount.last + 1).filter(|_| words[amount.last].runs_on());
    pronoun_before || next.is_none_or(|word| nouns::ends_name(word) || word.is_one_of(&AFTER_PRONOUN))
}
