//! Units of figures: currencies, per cent, lengths, weights and times.

use super::words::Word;

/// The unit of what is counted.
pub(super) const COUNT: &str = "count";
/// Hundredths.
pub(super) const PER_CENT: &str = "per_cent";
/// Difference of two percentages.
pub(super) const PERCENTAGE_POINTS: &str = "percentage_points";
/// How often.
pub(super) const TIMES: &str = "times";
/// A part of one.
pub(super) const RATIO: &str = "ratio";
/// Length of time in years.
pub(super) const YEARS: &str = "years";

/// ISO 4217 codes of the currencies in which such reports speak of money. `COP` is left out: `COP 18` is a conference.
const CURRENCIES: [&str; 21] = [
    "USD", "CHF", "EUR", "GBP", "AUD", "CAD", "JPY", "SEK", "NOK", "DKK", "NZD", "CNY", "KRW", "INR", "ZAR", "BRL",
    "MXN", "PHP", "XAF", "XOF", "RUB",
];

/// Signs before an amount.
const SIGNS: [(&str, &str); 4] = [("US$", "USD"), ("$", "USD"), ("€", "EUR"), ("£", "GBP")];

/// Names behind an amount; the first word alone is enough for the last ones.
const NAMES: [(&[&str], &str); 6] = [
    (&["US", "dollars"], "USD"),
    (&["United", "States", "dollars"], "USD"),
    (&["Swiss", "francs"], "CHF"),
    (&["pounds", "sterling"], "GBP"),
    (&["dollars"], "USD"),
    (&["euros"], "EUR"),
];

/// Measures, each with all the ways to write it.
const MEASURES: [(&str, &[&str]); 18] = [
    ("hours", &["hour", "hours"]),
    ("minutes", &["minute", "minutes"]),
    ("days", &["day", "days"]),
    ("weeks", &["week", "weeks"]),
    ("months", &["month", "months"]),
    (YEARS, &["year", "years"]),
    (TIMES, &["times"]),
    ("m", &["m", "metres", "meters"]),
    ("km", &["km", "kilometre", "kilometres", "kilometers"]),
    ("m2", &["m2", "m²", "square metres", "square meters"]),
    ("m3", &["m3", "m³", "cubic metres", "cubic meters"]),
    ("km2", &["km2", "km²", "square kilometres"]),
    ("ha", &["ha", "hectare", "hectares"]),
    ("kg", &["kg", "kilogram", "kilograms"]),
    ("tonnes", &["tonne", "tonnes", "tons", "mt", "metric tons", "metric tonnes"]),
    ("litres", &["litre", "litres", "liters"]),
    ("kW", &["kw", "kilowatts"]),
    ("MW", &["mw", "megawatts"]),
];

/// The currency that a word before a number names.
pub(super) fn currency(word: &str) -> Option<&'static str> {
    let code = CURRENCIES.iter().find(|code| **code == word).copied();
    code.or_else(|| SIGNS.iter().find(|(sign, _)| *sign == word).map(|(_, code)| *code))
}

/// A sign that touches its number: `$5`; the currency and the rest.
pub(super) fn signed(word: &str) -> Option<(&'static str, &str)> {
    SIGNS.iter().find_map(|(sign, code)| Some((*code, word.strip_prefix(sign)?)))
}

/// The currency named behind a number, and in how many words.
pub(super) fn currency_after(words: &[Word]) -> Option<(&'static str, usize)> {
    let named = NAMES.iter().find(|(name, _)| begins(words, name)).map(|(name, code)| (*code, name.len()));
    let code = || {
        let code = currency(words.first()?.text)?;
        let belongs_to_next = words[0].runs_on() && words.get(1).is_some_and(|word| starts_with_digit(word.text));
        (!belongs_to_next).then_some((code, 1))
    };
    named.or_else(code)
}

/// The share named behind a number, and in how many words.
pub(super) fn share_after(words: &[Word]) -> Option<(&'static str, usize)> {
    const SHARES: [(&[&str], &str); 6] = [
        (&["percentage", "points"], PERCENTAGE_POINTS),
        (&["percentage", "point"], PERCENTAGE_POINTS),
        (&["per", "cent"], PER_CENT),
        (&["percent"], PER_CENT),
        (&["%"], PER_CENT),
        (&["percentage-point"], PERCENTAGE_POINTS),
    ];
    SHARES.iter().find(|(name, _)| begins(words, name)).map(|(name, unit)| (*unit, name.len()))
}

/// The measure behind a number, and in how many words.
pub(super) fn measure_after(words: &[Word]) -> Option<(&'static str, usize)> {
    MEASURES.iter().find_map(|(unit, spellings)| {
        let spelling = spellings.iter().find(|spelling| {
            let name: Vec<&str> = spelling.split(' ').collect();
            // One letter is a measure only where it touches its number.
            spelling.len() > 1 && begins(words, &name)
        })?;
        Some((*unit, spelling.split(' ').count()))
    })
}

/// The measure that touches a number: `m3` of `1,200m3`, `year` of `two-year`.
pub(super) fn measure_attached(rest: &str) -> Option<&'static str> {
    let name = rest.trim_start_matches('-');
    MEASURES
        .iter()
        .find(|(_, spellings)| spellings.iter().any(|one| name.eq_ignore_ascii_case(one)))
        .map(|(unit, _)| *unit)
}

/// Whether the words begin with this name, without punctuation within.
fn begins(words: &[Word], name: &[&str]) -> bool {
    let inner = name.len().saturating_sub(1);
    words.len() >= name.len()
        && words.iter().zip(name).all(|(word, part)| word.is(part))
        && words[..inner].iter().all(Word::runs_on)
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}
