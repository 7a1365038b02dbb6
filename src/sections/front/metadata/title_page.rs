//! The title page, line by line.
//!
//! Takes its lines; gives what they say outright.

use std::ops::Range;

use super::dates::{date, last_year};
use super::letters::sentence_case;
use super::sessions::{organ, session};
use crate::normalise::{CleanText, is_symbol};
use crate::report::Metadata;
use crate::sections::prose;

const LANGUAGES: [&str; 3] = ["English", "French", "Spanish"];

/// Reads what the lines of a title page say.
pub(in crate::sections::front) fn read(text: &CleanText, lines: Range<usize>, metadata: &mut Metadata) {
    let mut title: Vec<&str> = Vec::new();
    for line in lines.filter(|line| text.is_text(*line)) {
        let printed = text.lines[line].text.trim();
        let lower = printed.to_lowercase();
        read_facts(printed, &lower, metadata);
        let starts = lower.contains("annual report") || lower.starts_with("report of the director general");
        if title.is_empty() && starts && printed.len() < 160 && !prose::ends_sentence(printed)
            || title_goes_on(&title, printed)
        {
            title.push(printed);
        }
    }
    let printed = title.join(" ");
    metadata.year = metadata.year.or_else(|| last_year(&printed));
    if !printed.is_empty() {
        metadata.title = Some(sentence_case(&printed, text));
    }
}

/// What a line says besides the title; of each fact the first mention counts.
fn read_facts(printed: &str, lower: &str, metadata: &mut Metadata) {
    let symbol = printed.split_whitespace().find(|word| is_symbol(word)).filter(|word| printed.len() < word.len() + 30);
    if let Some(symbol) = symbol {
        metadata.symbol.get_or_insert_with(|| symbol.to_string());
    }
    if let Some(language) = lower.split_once("original:").map(|(_, rest)| rest) {
        let language = LANGUAGES.iter().find(|name| language.contains(&name.to_lowercase()));
        metadata.language = metadata.language.take().or(language.map(|name| (*name).to_string()));
    }
    metadata.date = metadata.date.take().or_else(|| date(lower).filter(|_| printed.len() < 60));
    metadata.session = metadata.session.take().or_else(|| session(printed));
    metadata.organ = metadata.organ.take().or_else(|| organ(lower));
}

/// A title over several lines: it goes on until it names the year, in the same case.
fn title_goes_on(title: &[&str], printed: &str) -> bool {
    let (Some(first), Some(last)) = (title.first(), title.last()) else {
        return false;
    };
    let caps = |text: &str| !text.chars().any(char::is_lowercase);
    last_year(last).is_none()
        && title.len() < 4
        && caps(first) == caps(printed)
        && printed.len() < 100
        && !is_symbol(printed)
        && session(printed).is_none()
}
