//! Dates and years in titles and in the opening of the text.
//!
//! Takes text in small letters or a title; gives ISO dates and years.

use super::OPENING;
use crate::normalise::CleanText;
use crate::tables::labels::MONTHS;

/// `30 May 2013` in ISO 8601.
pub(super) fn date(lower: &str) -> Option<String> {
    let words: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|window| {
        let [day, month, year] = window else { return None };
        let day: u32 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
        let month = MONTHS.iter().position(|name| name == month)? + 1;
        let year: u32 = year.parse().ok().filter(|year| (1951..2100).contains(year))?;
        Some(format!("{year}-{month:02}-{day:02}"))
    })
}

/// The last year that a title names.
pub(super) fn last_year(title: &str) -> Option<i32> {
    let words = title.split(|c: char| !c.is_ascii_digit());
    words.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok()).rfind(|year| (1951..2100).contains(year))
}

/// `Annual Report for 2019`, `for the year 2019`, `31 December 2019`: the first kind that the opening has.
pub(super) fn opening_year(text: &CleanText) -> Option<i32> {
    let lines: Vec<String> = text
        .lines
        .iter()
        .filter(|line| !line.is_blank())
        .take(OPENING)
        .map(|line| line.text.trim().to_lowercase())
        .collect();
    let opening = lines.join(" ");
    let wordings = [
        "annual report for the year ",
        "annual report for ",
        "annual report ",
        "organization for the year ",
        "reporting period ",
        "31 december ",
        "during ",
        "in ",
    ];
    wordings.iter().find_map(|wording| {
        let mut found: Vec<i32> =
            opening.match_indices(wording).filter_map(|(at, _)| year_at(&opening[at + wording.len()..])).collect();
        found.sort_unstable();
        let count = |year: &i32| found.iter().filter(|other| *other == year).count();
        found.iter().copied().max_by_key(|year| (count(year), *year))
    })
}

fn year_at(text: &str) -> Option<i32> {
    let digits = text.get(..4)?.parse().ok().filter(|year| (1951..2100).contains(year))?;
    (!text[4..].starts_with(|c: char| c.is_ascii_digit())).then_some(digits)
}
