//! What can be inferred where the title page does not say it.
//!
//! Takes the text and what is known; gives the rest, and says what of it was inferred.

use super::dates::opening_year;
use super::sessions::{ordinal, organ_of};
use crate::normalise::{CleanText, Role, is_symbol};
use crate::report::Metadata;

/// Fills in what the title page does not say: the year from the opening words, the symbol from the furniture,
/// session and organ from the symbol.
pub(in crate::sections) fn infer(text: &CleanText, metadata: &mut Metadata) {
    let mut inferred: Vec<&str> = Vec::new();
    if metadata.symbol.is_none() {
        metadata.symbol = running_symbol(text);
    }
    if metadata.year.is_none() {
        metadata.year = opening_year(text);
        inferred.extend(metadata.year.map(|_| "year"));
    }
    if metadata.title.is_none() {
        metadata.title = metadata.year.map(|year| format!("Annual Report for {year}"));
        inferred.extend(metadata.title.as_ref().map(|_| "title"));
    }
    if let Some((organ, number)) = metadata.symbol.as_deref().and_then(organ_of) {
        if metadata.session.is_none() {
            metadata.session = Some(format!("{} Session", ordinal(number)));
            inferred.push("session");
        }
        if metadata.organ.is_none() {
            metadata.organ = Some(organ.to_string());
            inferred.push("organ");
        }
    }
    metadata.inferred = inferred.into_iter().map(str::to_string).collect();
}

fn running_symbol(text: &CleanText) -> Option<String> {
    let furniture = text.lines.iter().zip(&text.roles).filter(|(_, role)| **role == Role::Furniture);
    furniture.flat_map(|(line, _)| line.text.split_whitespace()).find(|word| is_symbol(word)).map(str::to_string)
}
