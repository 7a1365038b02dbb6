//! The title page: symbol, session, organ, date, language, title, year; and what can be inferred without one.

use std::ops::Range;

use crate::normalise::{CleanText, Role, is_symbol};
use crate::report::Metadata;
use crate::sections::prose;

const MONTHS: [&str; 12] = [
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
const LANGUAGES: [&str; 3] = ["English", "French", "Spanish"];
/// Words of small account in a title.
const SMALL: [&str; 14] = ["of", "the", "on", "for", "and", "in", "to", "by", "with", "a", "an", "at", "from", "or"];
/// The wording that names the year is looked for in so many lines.
const OPENING: usize = 400;

/// Reads what the lines of a title page say.
pub(super) fn read(text: &CleanText, lines: Range<usize>, metadata: &mut Metadata) {
    let mut title: Vec<&str> = Vec::new();
    for line in lines.filter(|line| text.is_text(*line)) {
        let printed = text.lines[line].text.trim();
        let lower = printed.to_lowercase();
        let symbol =
            printed.split_whitespace().find(|word| is_symbol(word)).filter(|word| printed.len() < word.len() + 30);
        if let Some(symbol) = symbol {
            metadata.symbol.get_or_insert_with(|| symbol.to_string());
        }
        if let Some(language) = lower.split_once("original:").map(|(_, rest)| rest) {
            let language = LANGUAGES.iter().find(|name| language.contains(&name.to_lowercase()));
            metadata.language = metadata.language.take().or(language.map(|name| (*name).to_string()));
        }
        metadata.date = metadata.date.take().or_else(|| date(&lower).filter(|_| printed.len() < 60));
        metadata.session = metadata.session.take().or_else(|| session(printed));
        metadata.organ = metadata.organ.take().or_else(|| organ(&lower));
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

/// Whether there was a title page at all.
pub(super) fn is_title_page(metadata: &Metadata) -> bool {
    metadata.symbol.is_some() || metadata.session.is_some() || metadata.language.is_some()
}

/// `30 May 2013` in ISO 8601.
fn date(lower: &str) -> Option<String> {
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

/// `103RD SESSION`, `One hundred and third session`.
fn session(printed: &str) -> Option<String> {
    let words: Vec<&str> = printed.split_whitespace().collect();
    let at = words.iter().position(|word| word.eq_ignore_ascii_case("session"))?;
    if words.len() > 8 || at == 0 {
        return None;
    }
    let number: u32 = words[at - 1]
        .trim_end_matches(|c: char| c.is_alphabetic())
        .parse()
        .ok()
        .or_else(|| spelled_ordinal(&words[..at]))?;
    Some(format!("{} Session", ordinal(number)))
}

/// `HUNDRED AND ELEVENTH` is 111.
fn spelled_ordinal(words: &[&str]) -> Option<u32> {
    const UNITS: [&str; 20] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [(&str, u32); 16] = [
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
        ("twentieth", 20),
        ("thirtieth", 30),
        ("fortieth", 40),
        ("fiftieth", 50),
        ("sixtieth", 60),
        ("seventieth", 70),
        ("eightieth", 80),
        ("ninetieth", 90),
    ];
    let mut sum = 0;
    let lower = words.join(" ").to_lowercase();
    for word in lower.split([' ', '-']) {
        sum += match word {
            "one" | "and" | "the" => 0,
            "hundred" | "hundredth" => 100,
            _ => TENS
                .iter()
                .find(|(name, _)| *name == word)
                .map(|(_, value)| *value)
                .or_else(|| UNITS.iter().position(|name| *name == word).map(|at| at as u32))?,
        };
    }
    (sum > 0).then_some(sum)
}

/// `103rd`.
fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn organ(lower: &str) -> Option<String> {
    match lower {
        "council" => Some("Council".to_string()),
        "executive committee" => Some("Executive Committee".to_string()),
        "standing committee on programmes and finance" => {
            Some("Standing Committee on Programmes and Finance".to_string())
        }
        _ => None,
    }
}

/// The last year that a title names.
fn last_year(title: &str) -> Option<i32> {
    let words = title.split(|c: char| !c.is_ascii_digit());
    words.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok()).rfind(|year| (1951..2100).contains(year))
}

/// A title in capitals gets the case that the text itself gives the words; the first one begins with a capital.
fn sentence_case(title: &str, text: &CleanText) -> String {
    if title.chars().any(char::is_lowercase) {
        return title.to_string();
    }
    let wanted = title.to_lowercase();
    let sample = || text.lines.iter().filter(|line| line.text.chars().any(char::is_lowercase)).take(OPENING);
    let whole = sample().find_map(|line| {
        let lower = line.text.to_lowercase();
        (lower.len() == line.text.len())
            .then(|| lower.find(&wanted))
            .flatten()
            .map(|at| line.text[at..at + wanted.len()].to_string())
    });
    let cased =
        whole.unwrap_or_else(|| wanted.split(' ').map(|word| word_case(word, sample())).collect::<Vec<_>>().join(" "));
    let mut chars = cased.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The case in which the text prints a word most often within a line.
fn word_case<'a>(word: &str, sample: impl Iterator<Item = &'a crate::source::Line>) -> String {
    let (mut lower, mut upper) = (0, 0);
    for printed in sample.flat_map(|line| line.text.split_whitespace().skip(1)) {
        if printed.eq_ignore_ascii_case(word) {
            let capital = printed.starts_with(char::is_uppercase);
            (lower, upper) = (lower + usize::from(!capital), upper + usize::from(capital));
        }
    }
    if SMALL.contains(&word) || lower >= upper {
        return word.to_string();
    }
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

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

/// `C/111/5` is the 111th Session of the Council; `MC/2377` says nothing of a session.
fn organ_of(symbol: &str) -> Option<(&'static str, u32)> {
    let mut parts = symbol.split('/');
    let organ = match parts.next()? {
        "C" => "Council",
        "S" => "Standing Committee on Programmes and Finance",
        _ => return None,
    };
    parts.next()?.parse().ok().map(|number| (organ, number))
}

/// `Annual Report for 2019`, `for the year 2019`, `31 December 2019`: the first kind that the opening has.
fn opening_year(text: &CleanText) -> Option<i32> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::cleaned;

    fn title_page(text: &str) -> Metadata {
        let clean = cleaned(text);
        let mut metadata = Metadata::default();
        read(&clean, 0..clean.lines.len(), &mut metadata);
        infer(&clean, &mut metadata);
        metadata
    }

    #[test]
    fn a_title_page_is_read() {
        let page = "MC/9999\n\nOriginal: English 4 March 2011\n\nCOUNCIL\n\n99TH SESSION\n\nREPORT OF THE DIRECTOR GENERAL ON THE WORK\nOF THE ORGANIZATION FOR THE YEAR 2010\n\nThe Director General and the Organization said so.\n";
        let found = title_page(page);
        assert_eq!(found.symbol.as_deref(), Some("MC/9999"));
        assert_eq!((found.session.as_deref(), found.organ.as_deref()), (Some("99th Session"), Some("Council")));
        assert_eq!(
            (found.date.as_deref(), found.language.as_deref(), found.year),
            (Some("2011-03-04"), Some("English"), Some(2010))
        );
        assert_eq!(
            found.title.as_deref(),
            Some("Report of the Director General on the work of the Organization for the year 2010")
        );
        assert!(found.inferred.is_empty());
    }

    #[test]
    fn without_a_title_page_much_is_inferred() {
        let found = title_page("In this Annual Report for 2031 we tell.\n\nC/131/4\nPage 2\n");
        assert_eq!(
            (found.year, found.symbol.as_deref(), found.session.as_deref()),
            (Some(2031), Some("C/131/4"), Some("131st Session"))
        );
        assert_eq!(found.inferred, ["year", "title", "session", "organ"]);
    }

    #[test]
    fn sessions_are_spelled_in_two_ways() {
        assert_eq!(session("HUNDRED AND ELEVENTH SESSION").as_deref(), Some("111th Session"));
        assert_eq!(session("One hundred and twenty-second session").as_deref(), Some("122nd Session"));
        assert_eq!(session("the second day of the session of all"), None);
    }
}
