//! The year that a figure is about.

use crate::quantities::amounts::{Amount, Form, is_year};
use crate::quantities::units;
use crate::quantities::words::Word;

/// Words that tie the year behind them to what stands before.
const TIES: [&str; 9] = ["in", "for", "during", "of", "by", "from", "since", "until", "year"];

/// How far behind its figure a year may stand.
const REACH: usize = 8;

/// The year printed with the figure, else that of the report; none for lengths of time.
pub(super) fn about(words: &[Word], amount: &Amount, next: usize, report_year: Option<i32>) -> String {
    const LENGTHS: [&str; 6] = ["hours", "minutes", "days", "weeks", "months", units::YEARS];
    if let Form::Years(to) = amount.form {
        return format!("{}-{to}", amount.value);
    }
    if LENGTHS.contains(&amount.unit) {
        return String::new();
    }
    let printed = year_before(words, amount).or_else(|| year_behind(words, amount, next));
    match printed {
        Some((since, true)) => period(since, report_year),
        Some((year, false)) => year.to_string(),
        None => report_year.map(|year| year.to_string()).unwrap_or_default(),
    }
}

/// `(2029: 40)`.
fn year_before(words: &[Word], amount: &Amount) -> Option<(i32, bool)> {
    let before = words.get(amount.first.checked_sub(1)?)?;
    (before.closes == ":").then(|| year(before)).flatten().map(|year| (year, false))
}

/// `... in 2029`, `... by 2035`, `... since 2024` in the same clause; the flag tells a period up to the year of the report.
fn year_behind(words: &[Word], amount: &Amount, next: usize) -> Option<(i32, bool)> {
    let end = next.min(amount.last + 1 + REACH);
    for at in amount.last + 1..end {
        if words[at - 1].ends_sentence() || words[at - 1].closes.contains([';', ')']) {
            return None;
        }
        if let Some(year) = year(&words[at]).filter(|_| words[at - 1].is_one_of(&TIES)) {
            return Some((year, words[at - 1].is("since")));
        }
    }
    None
}

fn year(word: &Word) -> Option<i32> {
    word.text.parse().ok().filter(|year| word.text.len() == 4 && is_year(*year))
}

fn period(since: i32, report_year: Option<i32>) -> String {
    match report_year.filter(|year| *year > since) {
        Some(year) => format!("{since}-{year}"),
        None => since.to_string(),
    }
}
