//! The list of abbreviations: one or two on a line, some of them running on over the next.

use super::{assign, kind, prose};
use crate::normalise::CleanText;
use crate::report::Abbreviation;

/// Reads the list; gives the line after it.
pub(super) fn read(text: &mut CleanText, from: usize, limit: usize, list: &mut Vec<Abbreviation>) -> usize {
    let mut end = from;
    for line in from..limit {
        if !text.is_text(line) {
            continue;
        }
        let printed = text.lines[line].text.split_whitespace().collect::<Vec<_>>().join(" ");
        if kind(text, line).is_some() || ends_the_list(text, line, &printed) {
            break;
        }
        let last = list.last();
        match first_short(&printed, last) {
            Some(_) => push_all(text, line, &printed, list),
            None => match list.last_mut() {
                Some(last) => last.long = format!("{} {printed}", last.long).trim().to_string(),
                None => break,
            },
        }
        end = line + 1;
    }
    assign(text, from..end, "abbreviation", "");
    end
}

/// The next heading: it has a style, or is in capitals throughout.
fn ends_the_list(text: &CleanText, line: usize, printed: &str) -> bool {
    let title = printed.split(' ').count() > 1 || printed.len() > 9;
    text.lines[line].style.heading.is_some() || prose::is_caps(printed) && title && text.lines[line].cells.len() < 2
}

/// The abbreviation that the line begins with, if it begins with one.
fn first_short<'a>(printed: &'a str, last: Option<&Abbreviation>) -> Option<&'a str> {
    let (short, rest) = printed.split_once(' ').unwrap_or((printed, ""));
    let after = last.is_none_or(|last| in_order(&last.short, short));
    let waits = last.is_some_and(|last| {
        last.long.rsplit(' ').next().is_some_and(|word| word.len() <= 3 && word.chars().all(char::is_lowercase))
    });
    let name = short.starts_with(char::is_uppercase) && short.len() <= 12 && rest.starts_with(char::is_uppercase);
    (is_short(short) || name && after && !waits && last.is_none_or(|last| !last.long.is_empty())).then_some(short)
}

/// Two capitals at least, and no ordinary word.
fn is_short(word: &str) -> bool {
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    upper >= 2
        && word.len() <= 14
        && upper * 3 >= word.chars().filter(|c| c.is_alphabetic()).count()
        && !word.contains(['(', ')', ','])
}

fn in_order(one: &str, other: &str) -> bool {
    let first = |text: &str| text.chars().next().map(|c| c.to_ascii_lowercase());
    first(one) <= first(other)
}

/// A line may hold two: the second begins where an abbreviation stands in order and spells the words after it.
fn push_all(text: &CleanText, line: usize, printed: &str, list: &mut Vec<Abbreviation>) {
    let mut rest = printed;
    while !rest.is_empty() {
        let (short, long) = rest.split_once(' ').unwrap_or((rest, ""));
        let cut = second_start(short, long);
        let (long, next) = cut.map_or((long, ""), |at| (&long[..at], &long[at..]));
        let long = long.trim().trim_start_matches(['–', '—', '-', ':', '=']).trim();
        list.push(Abbreviation {
            short: short.trim_end_matches(':').to_string(),
            long: long.to_string(),
            span: text.span(line),
        });
        rest = next;
    }
}

fn second_start(short: &str, long: &str) -> Option<usize> {
    long.match_indices(' ').map(|(at, _)| at + 1).find(|at| {
        let (word, spelled) = long[*at..].split_once(' ').unwrap_or((&long[*at..], ""));
        is_short(word) && in_order(short, word) && spells(word, spelled)
    })
}

/// Whether the first letters of the words give the abbreviation.
fn spells(short: &str, long: &str) -> bool {
    let mut letters = short.chars().filter(|c| c.is_uppercase());
    let first = letters.next();
    let initial = long.chars().next();
    let found = long.split([' ', '-']).filter_map(|word| word.chars().next()).map(|c| c.to_ascii_uppercase());
    let initials: String = found.collect();
    first.is_some()
        && first == initial.map(|c| c.to_ascii_uppercase())
        && letters.filter(|c| initials.contains(*c)).count() * 2 >= short.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::cleaned;

    #[test]
    fn two_on_a_line_and_lines_that_run_on() {
        let mut clean = cleaned(
            "AA Alpha office BBC Border bureau centre\n\nEX Exchange\n\nFronta European Agency for the\n\nExternal Borders\n\nWMO World Meteo and the\nEmpowerment of Rain\n\nINTRODUCTION\n",
        );
        let mut list = Vec::new();
        let end = read(&mut clean, 0, 11, &mut list);
        let found: Vec<_> = list.iter().map(|one| (one.short.as_str(), one.long.as_str())).collect();
        let expected = [
            ("AA", "Alpha office"),
            ("BBC", "Border bureau centre"),
            ("EX", "Exchange"),
            ("Fronta", "European Agency for the External Borders"),
            ("WMO", "World Meteo and the Empowerment of Rain"),
        ];
        assert_eq!(found, expected);
        assert_eq!(clean.lines[end + 1].text, "INTRODUCTION");
    }
}
