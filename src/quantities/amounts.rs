//! Reads a number with its currency, scale and unit.

use super::spelled;
use super::units::{self, COUNT, PER_CENT, RATIO, YEARS};
use super::words::Word;
use crate::number::Decimal;

/// A number in a text, with what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// Index of its first word.
    pub first: usize,
    /// Index of its last word.
    pub last: usize,
    /// The number, with its scale.
    pub value: Decimal,
    /// Its unit, as in [`super::Quantity::unit`].
    pub unit: &'static str,
    /// How it is written.
    pub form: Form,
    /// The power of ten of its scale word; 0 without one.
    pub scale: u32,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits, perhaps with a unit that touches them.
    Digits,
    /// Digits in groups of thousands: never a year or the number of something.
    Grouped,
    /// `60-odd`.
    Odd,
    /// `100+`.
    Plus,
    /// In words.
    Spelled,
    /// `2019–2023`: the last year.
    Years(i32),
}

impl Amount {
    /// Whether its unit is one of money.
    pub fn is_money(&self) -> bool {
        self.unit.len() == 3 && self.unit.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Whether it counts things.
    pub fn is_count(&self) -> bool {
        self.unit == COUNT
    }
}

/// The amount that begins with the word at `first`.
pub(super) fn read(words: &[Word], first: usize) -> Option<Amount> {
    if let Some(span) = years(words, first) {
        return Some(span);
    }
    if let Some((value, last)) = spelled::fraction(words, first) {
        return Some(Amount { first, last, value, unit: RATIO, form: Form::Spelled, scale: 0 });
    }
    let (currency, at) = currency_before(words, first);
    let number = number(words, first, at)?;
    Some(complete(words, number, currency))
}

/// A currency before the number, and the index of the number.
fn currency_before(words: &[Word], first: usize) -> (Option<&'static str>, usize) {
    match units::currency(words[first].text) {
        Some(code) if words[first].runs_on() && first + 1 < words.len() => (Some(code), first + 1),
        _ => (units::signed(words[first].text).map(|(code, _)| code), first),
    }
}

/// The bare number at `at`, its unit if one touches it.
fn number(words: &[Word], first: usize, at: usize) -> Option<Amount> {
    let word = words[at].text;
    let digits = units::signed(word).map_or(word, |(_, digits)| digits);
    if let Some((value, grouped, rest)) = digits_of(digits) {
        let amount = |unit, form| Amount { first, last: at, value, unit, form, scale: 0 };
        let plain = if grouped { Form::Grouped } else { Form::Digits };
        return match rest {
            "" => Some(thousands(words, amount(COUNT, plain))),
            "%" => Some(amount(PER_CENT, plain)),
            "+" => Some(amount(COUNT, Form::Plus)),
            "-odd" => Some(amount(COUNT, Form::Odd)),
            rest => units::measure_attached(rest).map(|unit| amount(unit, plain)),
        };
    }
    spelled_number(words, first, at)
}

/// `three`, `seventy-nine`, `two-year`.
fn spelled_number(words: &[Word], first: usize, at: usize) -> Option<Amount> {
    if let Some((value, last)) = spelled::read(words, at) {
        return Some(Amount { first, last, value, unit: COUNT, form: Form::Spelled, scale: 0 });
    }
    let (number, unit) = words[at].text.split_once('-')?;
    let value = Decimal::whole(spelled::below_hundred(number).filter(|number| *number > 0)?);
    Some(Amount { first, last: at, value, unit: units::measure_attached(unit)?, form: Form::Spelled, scale: 0 })
}

/// `2019–2023`, `2014-2019`, `2012/2013`: a period.
fn years(words: &[Word], at: usize) -> Option<Amount> {
    let (from, to) = words[at].text.split_once(['–', '-', '/'])?;
    let year = |text: &str| text.parse::<i32>().ok().filter(|year| text.len() == 4 && is_year(*year));
    let (from, to) = (year(from)?, year(to)?);
    let value = Decimal::whole(from.into());
    Some(Amount { first: at, last: at, value, unit: YEARS, form: Form::Years(to), scale: 0 })
}

/// Whether four digits are read as a year where nothing makes them a number.
pub(super) fn is_year(number: i32) -> bool {
    (1900..2100).contains(&number)
}

/// The number with which a word begins, whether its thousands are grouped by commas, and the rest of the word.
fn digits_of(word: &str) -> Option<(Decimal, bool, &str)> {
    let end =
        word.find(|letter: char| !letter.is_ascii_digit() && letter != ',' && letter != '.').unwrap_or(word.len());
    let (number, rest) = word.split_at(end);
    let (whole, _) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let leading = groups.next()?;
    let well_grouped = groups.clone().all(|group| group.len() == 3) && (leading.len() <= 3 || !whole.contains(','));
    let value = Decimal::parse(&number.replace(',', ""))?;
    well_grouped.then_some((value, whole.contains(','), rest))
}

/// Thousands grouped by blanks: `12 300 tents`.
fn thousands(words: &[Word], amount: Amount) -> Amount {
    const GROUP: usize = 3;
    let digits = |word: &Word| word.text.bytes().all(|byte| byte.is_ascii_digit());
    let begins = amount.form == Form::Digits && words[amount.last].text.len() <= GROUP && digits(&words[amount.last]);
    let mut joined = words[amount.last].text.to_string();
    let mut last = amount.last;
    while let Some(next) = words.get(last + 1).filter(|_| begins && words[last].runs_on()) {
        if next.text.len() != GROUP || !digits(next) {
            break;
        }
        joined.push_str(next.text);
        last += 1;
    }
    match Decimal::parse(&joined).filter(|_| last > amount.last) {
        Some(value) => Amount { last, value, form: Form::Grouped, ..amount },
        None => amount,
    }
}

/// Adds what follows the number: scale, then currency, share or measure.
fn complete(words: &[Word], mut amount: Amount, currency: Option<&'static str>) -> Amount {
    if let Some(power) = next(words, &amount).first().and_then(spelled::scale)
        && let Some(value) = amount.value.times_ten_to(power)
    {
        (amount.value, amount.scale) = (value, power);
        amount.last += 1;
    }
    if let Some(code) = currency {
        return Amount { unit: code, ..amount };
    }
    if amount.is_count() {
        let rest = next(words, &amount);
        let unit =
            units::share_after(rest).or_else(|| units::currency_after(rest)).or_else(|| units::measure_after(rest));
        if let Some((unit, length)) = unit {
            amount.unit = unit;
            amount.last += length;
        }
    }
    amount
}

/// The words that follow an amount without punctuation between.
fn next<'a, 'w>(words: &'a [Word<'w>], amount: &Amount) -> &'a [Word<'w>] {
    if words[amount.last].runs_on() { &words[amount.last + 1..] } else { &[] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantities::words::split;

    /// Value and unit of the number with which a text begins.
    fn amount(text: &str) -> Option<String> {
        read(&split(text), 0).map(|amount| format!("{} {}", amount.value, amount.unit))
    }

    #[test]
    fn numbers_carry_their_scale_and_unit() {
        assert_eq!(amount("USD 1,239 million, compared").as_deref(), Some("1239000000 USD"));
        assert_eq!(amount("$2.5 million").as_deref(), Some("2500000 USD"));
        assert_eq!(amount("40 million Swiss francs").as_deref(), Some("40000000 CHF"));
        assert_eq!(amount("97 per cent of staff").as_deref(), Some("97 per_cent"));
        assert_eq!(amount("57%").as_deref(), Some("57 per_cent"));
        assert_eq!(amount("2,165m3 of water").as_deref(), Some("2165 m3"));
        assert_eq!(amount("two-year project").as_deref(), Some("2 years"));
        assert_eq!(amount("145-odd offices").as_deref(), Some("145 count"));
        assert_eq!(amount("12 300 tents").as_deref(), Some("12300 count"));
        assert_eq!(amount("eight times").as_deref(), Some("8 times"));
    }

    #[test]
    fn symbols_are_no_numbers() {
        for text in ["3RP", "P-5", "MC/2347", "109th", "1990s", "1,23", "COVID-19", "twenty-first", "one-stop"] {
            assert_eq!(amount(text), None, "{text}");
        }
    }

    #[test]
    fn punctuation_parts_a_number_from_what_follows() {
        assert_eq!(amount("12, million").as_deref(), Some("12 count"));
        assert_eq!(amount("6. Years later").as_deref(), Some("6 count"));
    }
}
