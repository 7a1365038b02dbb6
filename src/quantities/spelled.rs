//! Numbers in words: `seventy-nine`, `one hundred and twenty-two`, `two thirds`.

use super::words::Word;
use crate::number::Decimal;

/// Numbers below twenty, by their value.
const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// Tens from twenty on.
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Words that multiply, with their power of ten.
const SCALES: [(&str, u32); 4] = [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];

/// Parts of a whole, by how many make it.
const PARTS: [(&str, i64); 6] = [("half", 2), ("third", 3), ("quarter", 4), ("fifth", 5), ("sixth", 6), ("tenth", 10)];

/// The power of ten of `million` and its like.
pub(super) fn scale(word: &Word) -> Option<u32> {
    SCALES.iter().find(|(name, _)| word.is(name)).map(|(_, power)| *power)
}

/// A number below a hundred in one word: `seven`, `Forty`, `seventy-nine`.
pub(super) fn below_hundred(word: &str) -> Option<i64> {
    let small = |word: &str| SMALL.iter().position(|name| word.eq_ignore_ascii_case(name));
    let tens = |word: &str| TENS.iter().position(|name| word.eq_ignore_ascii_case(name)).map(|at| 10 * (at + 2));
    let number = match word.split_once('-') {
        Some((first, second)) => tens(first)? + small(second).filter(|unit| (1..10).contains(unit))?,
        None => small(word).or_else(|| tens(word))?,
    };
    i64::try_from(number).ok()
}

/// The number in words that begins at `at`, and the index of its last word.
pub(super) fn read(words: &[Word], at: usize) -> Option<(Decimal, usize)> {
    let mut last = at;
    let mut sum = 0;
    let mut group = below_hundred(words[at].text).filter(|number| *number > 0)?;
    while let Some(next) = words.get(last + 1).filter(|_| words[last].runs_on()) {
        let after_and = words.get(last + 2).filter(|_| next.is("and") && next.runs_on());
        if next.is("hundred") && group < 100 {
            group *= 100;
        } else if next.is("dozen") {
            group *= 12;
        } else if let Some(power) = scale(next).filter(|_| group > 0) {
            sum += group * 10i64.checked_pow(power)?;
            group = 0;
        } else if let Some(rest) = rest_of(group, sum, next) {
            group += rest;
        } else if let Some(rest) = after_and.and_then(|word| rest_of(group, sum, word)) {
            group += rest;
            last += 1;
        } else {
            break;
        }
        last += 1;
    }
    Some((Decimal::whole(sum + group), last))
}

/// What a word adds to whole hundreds or thousands: `(one hundred and) twenty-two`.
fn rest_of(group: i64, sum: i64, word: &Word) -> Option<i64> {
    let open = if group == 0 { sum > 0 } else { group % 100 == 0 };
    below_hundred(word.text).filter(|_| open)
}

/// `two thirds`, `one quarter`: the fraction, to four places, and the index of its last word.
pub(super) fn fraction(words: &[Word], at: usize) -> Option<(Decimal, usize)> {
    let (count, name) = match words[at].text.split_once('-') {
        Some((count, name)) => (count, name),
        None => (words[at].text, words.get(at + 1).filter(|_| words[at].runs_on())?.text),
    };
    let last = at + usize::from(!words[at].text.contains('-'));
    let count = below_hundred(count)?;
    let singular = name.strip_suffix('s').unwrap_or(name);
    let (_, parts) = PARTS.iter().find(|(part, _)| singular.eq_ignore_ascii_case(part))?;
    // `one fifth` is a fraction, `one fifth meeting` would be strange; `two third meetings` is no plural.
    let fits = if count == 1 { name == singular } else { name != singular && count < *parts };
    fits.then(|| (Decimal::new((count * 10_000 + parts / 2) / parts, 4), last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantities::words::split;

    fn number(text: &str) -> Option<(String, usize)> {
        read(&split(text), 0).map(|(number, last)| (number.to_string(), last))
    }

    #[test]
    fn words_add_up() {
        assert_eq!(number("Seventy-nine offices"), Some(("79".into(), 0)));
        assert_eq!(number("One hundred and twenty-two States"), Some(("122".into(), 3)));
        assert_eq!(number("two thousand five hundred tents"), Some(("2500".into(), 3)));
        assert_eq!(number("two dozen chiefs"), Some(("24".into(), 1)));
        assert_eq!(number("three million"), Some(("3000000".into(), 1)));
        assert_eq!(number("one and two"), Some(("1".into(), 0)));
        assert_eq!(number("twenty-first"), None);
        assert_eq!(number("zero tolerance"), None);
    }

    #[test]
    fn fractions_are_read_to_four_places() {
        let fraction = |text: &str| fraction(&split(text), 0).map(|(number, last)| (number.to_string(), last));
        assert_eq!(fraction("two thirds of them"), Some(("0.6667".into(), 1)));
        assert_eq!(fraction("three-quarters of them"), Some(("0.7500".into(), 0)));
        assert_eq!(fraction("two third meetings"), None);
    }
}
