//! What the words of a stub or a header say about the numbers beside or below them.

use crate::report::{Column, Role, Unit};

/// The two sexes that staff tables split by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// F, Female, Women.
    Female,
    /// M, Male, Men.
    Male,
}

/// The words of a label as printed, without punctuation.
pub fn words_in(label: &str) -> impl Iterator<Item = &str> {
    label.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '%').filter(|word| !word.is_empty())
}

/// Lower-case words of a label, without punctuation.
pub fn words(label: &str) -> Vec<String> {
    words_in(label).map(str::to_lowercase).collect()
}

/// `Total`, `Grand total`, `Total in 2019` sum everything; `Africa total`, `Subtotal of Officials` sum a group.
pub fn role_of(label: &str) -> Role {
    // Nearly all labels are no totals, and this is asked of every one of them.
    if !label.as_bytes().windows(4).any(|window| window.eq_ignore_ascii_case(b"otal")) {
        return Role::Data;
    }
    let words = words(label);
    let first = words.first().map(String::as_str).unwrap_or_default();
    let last = words.last().map(String::as_str).unwrap_or_default();
    if words.iter().any(|word| word == "subtotal" || word == "sub-total") {
        return Role::Subtotal;
    }
    match (first, last) {
        ("total" | "totals", _) | ("grand", "total") => Role::Total,
        ("grand", _) if words.get(1).is_some_and(|word| word == "total") => Role::Total,
        (_, "total" | "totals") => Role::Subtotal,
        _ => Role::Data,
    }
}

/// The sex that a label names, if it names nothing else.
pub fn sex_of(label: &str) -> Option<Sex> {
    let label = label.trim();
    let is = |names: [&str; 4]| names.iter().any(|name| label.eq_ignore_ascii_case(name));
    match () {
        () if is(["f", "female", "females", "women"]) => Some(Sex::Female),
        () if is(["m", "male", "males", "men"]) => Some(Sex::Male),
        () => None,
    }
}

/// A grade of the international civil service (`P-5`, `G-1A`, `NO-D`, `D-1–D-2`, `UG`) or its long form.
pub fn is_grade(label: &str) -> bool {
    let label = label.trim();
    let named = ["UG", "Ungraded", "ASG", "USG", "DG", "DDG", "NOA", "NOB", "NOC", "NOD", "NOE"];
    if named.contains(&label) {
        return true;
    }
    label.split(['–', '/']).all(|part| {
        let Some((category, step)) = part.split_once('-').or_else(|| split_at_digit(part)) else { return false };
        let known = matches!(category, "E" | "D" | "P" | "G" | "NO" | "GS" | "FS" | "L" | "S");
        let digits = step.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let numbered = !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        known && (numbered || (step.len() == 1 && step.bytes().all(|byte| byte.is_ascii_uppercase())))
    })
}

fn split_at_digit(part: &str) -> Option<(&str, &str)> {
    let at = part.find(|c: char| c.is_ascii_digit())?;
    (at > 0).then(|| part.split_at(at))
}

/// A year that a report of our time can be about.
pub fn year_of(label: &str) -> Option<i32> {
    let label = label.trim();
    let digits = label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| label.parse().ok()).flatten().filter(|year| (1945..=2100).contains(year))
}

/// In small letters.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that say what kind of names stand below them: a header of sexes or grades, never of a single column of numbers.
const KINDS: [&str; 6] = ["category", "grade", "grades", "level", "sex", "gender"];

/// `Category/Grade`, `Sex`: a header of headers, in letters of any case.
pub fn names_a_kind(label: &str) -> bool {
    label.split('/').all(|part| KINDS.iter().any(|kind| part.eq_ignore_ascii_case(kind)))
}

/// The name of a month, in letters of any case.
pub fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.eq_ignore_ascii_case(month))
}

/// The column with a label under its spanners, outermost first; what they mean is read off them.
pub fn column(path: &[String], label: &str) -> Column {
    let spanned = path.iter().find_map(|group| year_of(group));
    Column {
        groups: path.to_vec(),
        label: label.to_string(),
        role: role_of(label),
        year: year_of(label).or(spanned),
        unit: unit_of(label),
    }
}

/// The only year named in a label, if there is exactly one.
pub fn year_in(label: &str) -> Option<i32> {
    // Nearly all labels are words, and this is asked for every cell.
    if !label.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut years = label.split(|c: char| !c.is_alphanumeric()).filter_map(year_of);
    years.next().filter(|_| years.next().is_none())
}

/// What a label says its numbers count; `None` where it says nothing.
pub fn unit_of(label: &str) -> Option<Unit> {
    let text = label.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let dollars = has(&["usd", "us dollar", "us$", "united states dollar"]);
    let unit = match () {
        () if has(&["change in percentage", "change in the percentage", "percentage point"]) => Unit::PercentagePoints,
        () if has(&["percentage", "per cent", "percent", "%"]) => Unit::PerCent,
        () if dollars && has(&["million"]) => Unit::UsdMillion,
        () if dollars && has(&["thousand", "'000"]) => Unit::UsdThousand,
        () if dollars => Unit::Usd,
        () if has(&["chf", "swiss franc"]) => Unit::Chf,
        () if text.trim() == "rank" || text.trim() == "ranking" => Unit::Rank,
        () if has(&["number of projects", "active projects"]) => Unit::Projects,
        () if has(&["nationalities", "number of member states", "number of countries"]) => Unit::Countries,
        () if has(&[
            "staff",
            "officials",
            "employees",
            "migrants",
            "men and women",
            "women",
            "movements by",
            "gender",
        ]) =>
        {
            Unit::Persons
        }
        () => return None,
    };
    Some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_of_headers_names_a_kind() {
        assert!(names_a_kind("Category/Grade") && names_a_kind("sex"));
        assert!(!names_a_kind("Total") && !names_a_kind("Grade P-5") && !names_a_kind(""));
    }

    #[test]
    fn totals_are_known_by_their_words() {
        for (label, role) in [
            ("Total", Role::Total),
            ("Grand total", Role::Total),
            ("Total in 2031", Role::Total),
            ("Southern region total", Role::Subtotal),
            ("Subtotal of Clerks", Role::Subtotal),
            ("Totally other", Role::Data),
        ] {
            assert_eq!(role_of(label), role, "{label}");
        }
    }

    #[test]
    fn grades_are_known_by_their_form() {
        for grade in ["P-5", "G-1A", "NO-D", "NOD", "D-1–D-2", "UG", "Ungraded", "P4", "E-1"] {
            assert!(is_grade(grade), "{grade}");
        }
        for other in ["Total", "F", "2019", "COVID-19", "Sex", "D-", "P-123"] {
            assert!(!is_grade(other), "{other}");
        }
    }

    #[test]
    fn units_are_named_in_captions_and_headers() {
        assert_eq!(unit_of("Expenditure by region (USD million)"), Some(Unit::UsdMillion));
        assert_eq!(unit_of("Percentage of women"), Some(Unit::PerCent));
        assert_eq!(unit_of("Change in percentage of women"), Some(Unit::PercentagePoints));
        assert_eq!(unit_of("Region"), None);
    }
}
