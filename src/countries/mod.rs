//! Countries as the reports name them: exact names with their ISO 3166-1 alpha-3 and UN M49 codes, never a guess.

use crate::finding::Rule;

/// What the findings about countries mean.
pub const RULES: &[Rule] = &[];

/// The ISO 3166-1 alpha-3 code of a country label.
pub fn iso3(label: &str) -> Option<&'static str> {
    let _ = label;
    None
}

/// The UN M49 code that belongs to an ISO 3166-1 alpha-3 code.
pub fn m49(iso3: &str) -> Option<&'static str> {
    let _ = iso3;
    None
}
