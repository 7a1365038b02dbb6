//! Countries as the reports name them: exact names with their ISO 3166-1 alpha-3 and UN M49 codes, never a guess.
//!
//! A label is a country when it is one of the known [names](names::COUNTRIES), whatever its case, accents, apostrophes and
//! dashes. Anything else has no code; where the table is one of countries, that is a finding.

mod names;

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use self::names::{COUNTRIES, Country};
use crate::finding::{Cause, Finding, Rule, Severity};
use crate::report::{Role, Table};

/// What the findings about countries mean.
pub const RULES: &[Rule] = &[Rule {
    code: UNKNOWN,
    name: "unknown-country",
    summary: "A row of a table of countries has a label that is no known country",
    explanation: "Nearly all rows of the table are countries by their exact name, this one is not, so it has no ISO 3166 \
                  code. iomx never guesses a country from a similar name.\n\nLook at the label: a name that the text layer \
                  or the OCR has damaged, two labels run into one, a new name of a country, or a group of people that is no \
                  country.",
    example: "Germany      12  3\nGeorqia       4  1    <- no known country\nGhana         7  2",
}];

const UNKNOWN: &str = "IOMX-COUNTRY";

/// So many rows with a code make a table one of countries, if they are nearly all of its rows.
const LEAST_COUNTRIES: usize = 10;

/// The ISO 3166-1 alpha-3 code of a country label.
///
/// ```
/// assert_eq!(iomx::countries::iso3("Côte d’Ivoire"), Some("CIV"));
/// assert_eq!(iomx::countries::iso3("Turkey"), iomx::countries::iso3("TÜRKİYE"));
/// assert_eq!(iomx::countries::iso3("Other"), None);
/// ```
pub fn iso3(label: &str) -> Option<&'static str> {
    BY_NAME.get(fold(label).as_str()).map(|country| country.iso3)
}

/// Whether a label is the names of two countries run into one: the label of a row that OCR has lost and that of the next.
///
/// ```
/// assert!(iomx::countries::are_two("Paraguay Peru") && !iomx::countries::are_two("Guinea-Bissau"));
/// assert!(!iomx::countries::are_two("Papua New Guinea"));
/// ```
pub fn are_two(label: &str) -> bool {
    let parts = || label.match_indices(' ').map(|(at, _)| label.split_at(at));
    iso3(label).is_none() && parts().any(|(first, second)| iso3(first).is_some() && iso3(second).is_some())
}

/// The UN M49 code that belongs to an ISO 3166-1 alpha-3 code.
pub fn m49(iso3: &str) -> Option<&'static str> {
    let place = COUNTRIES.binary_search_by(|country| country.iso3.cmp(iso3));
    place.ok().map(|place| COUNTRIES[place].m49)
}

/// Gives every row that is a country its code, and names the rows of tables of countries that are none.
pub fn assign(tables: &mut [Table]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in tables {
        for row in table.rows.iter_mut().filter(|row| row.role == Role::Data) {
            row.iso3 = iso3(&row.label).map(str::to_string);
        }
        findings.extend(unknown(table));
    }
    findings
}

fn unknown(table: &Table) -> Vec<Finding> {
    let data = || table.rows.iter().filter(|row| row.role == Role::Data);
    let known = data().filter(|row| row.iso3.is_some()).count();
    if known < LEAST_COUNTRIES || known * 4 < data().count() * 3 {
        return Vec::new();
    }
    let strange = data().filter(|row| row.iso3.is_none() && !is_rest(&row.label));
    let findings = strange.map(|row| {
        let message = format!("'{}' stands among countries and is no known country", row.label);
        let finding = Finding::new(UNKNOWN, Severity::Warning, Cause::Unknown, row.span, message);
        Finding { row: Some(row.label.clone()), ..finding.in_table(&table.id) }
    });
    findings.collect()
}

/// A row for those who belong to no country of the list, or whose row no evidence settles (`(unassigned)`).
fn is_rest(label: &str) -> bool {
    label.starts_with('(')
        || ["other", "others", "stateless", "unknown", "not specified"].contains(&fold(label).as_str())
}

static BY_NAME: LazyLock<HashMap<String, &'static Country>> = LazyLock::new(|| {
    let named = COUNTRIES.iter().flat_map(|country| country.names.iter().map(move |name| (fold(name), country)));
    named.collect()
});

/// A name without what does not tell names apart: case, accents, kinds of apostrophes and dashes, blanks, a leading article.
fn fold(label: &str) -> String {
    let letters = label.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let folded = if label.is_ascii() {
        fold_letters(label.chars().map(|c| c.to_ascii_lowercase()), label.len())
    } else {
        fold_letters(letters.filter(|c| !is_combining_mark(*c)), label.len())
    };
    let trimmed = folded.trim_end();
    let bare = trimmed.strip_prefix("the ").unwrap_or(trimmed);
    let bare = bare.strip_suffix(" (the)").unwrap_or(bare);
    bare.strip_prefix("st. ").map_or_else(|| bare.to_string(), |rest| format!("saint {rest}"))
}

/// Small letters with one kind of apostrophes, dashes and blanks.
fn fold_letters(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut folded = String::with_capacity(length);
    for c in letters {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{B4}' | '`' => folded.push('\''),
            '\u{2010}'..='\u{2015}' => folded.push('-'),
            '\u{131}' => folded.push('i'),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Row;

    #[test]
    fn codes_are_those_of_a_maintained_register() {
        for country in COUNTRIES.iter().filter(|country| country.iso3 != "XKX") {
            let known = rust_iso3166::from_alpha3(country.iso3).expect(country.iso3);
            assert_eq!(format!("{:03}", known.numeric), country.m49, "{}", country.iso3);
            assert_eq!(iso3(known.name), Some(country.iso3), "{}", known.name);
        }
        assert_eq!(COUNTRIES.len(), rust_iso3166::ALL.len() + 1);
    }

    #[test]
    fn names_are_unique_and_codes_sorted() {
        let names: usize = COUNTRIES.iter().map(|country| country.names.len()).sum();
        assert_eq!(BY_NAME.len(), names);
        assert!(COUNTRIES.windows(2).all(|pair| pair[0].iso3 < pair[1].iso3));
    }

    #[test]
    fn former_and_other_names() {
        let named = [
            ("Swaziland", "SWZ"),
            ("Cape Verde", "CPV"),
            ("The former Yugoslav Rep. of Macedonia", "MKD"),
            ("Czech Republic", "CZE"),
            ("Türkiye", "TUR"),
            ("Bolivia (Plurinational State of)", "BOL"),
            ("Kosovo/UNSC 1244", "XKX"),
            ("China, including Hong Kong Special Administrative Region", "CHN"),
            ("Lao People’s Democratic Republic", "LAO"),
            ("Libyan Arab Jamahiriya", "LBY"),
            ("Guinea‑Bissau", "GNB"),
            ("St. Lucia", "LCA"),
            ("The Gambia", "GMB"),
            ("SÃO TOMÉ AND PRÍNCIPE", "STP"),
        ];
        for (name, code) in named {
            assert_eq!(iso3(name), Some(code), "{name}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for label in ["Guinea Conakry", "Germny", "Total", "Other", "", "Africa", "Niger Nigeria"] {
            assert_eq!(iso3(label), None, "{label}");
        }
    }

    #[test]
    fn a_strange_label_among_countries_is_a_finding() {
        let labels = COUNTRIES.iter().take(LEAST_COUNTRIES).map(|country| country.names[0]).chain(["Georqia", "Other"]);
        let rows = labels.map(|label| Row { label: label.to_string(), ..Row::default() }).collect();
        let mut tables = [Table { id: "annex-ii".to_string(), rows, ..Table::default() }];
        let findings = assign(&mut tables);
        assert_eq!(tables[0].rows[1].iso3.as_deref(), Some("AFG"));
        assert_eq!(findings.iter().filter_map(|finding| finding.row.as_deref()).collect::<Vec<_>>(), ["Georqia"]);
    }
}
