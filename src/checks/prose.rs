//! Tables against the prose: 'the total number of staff was 24,617'.

use std::collections::BTreeMap;
use std::fmt;

use super::claims::{Board, Claim, Outcome, Position, Way};
use crate::finding::{Cause, Finding, Rule, Severity};
use crate::number::Decimal;
use crate::report::{Report, Role, Table, paragraphs};
use crate::span::Span;
use crate::tables::labels;
use crate::tables::relations::sums_up;
use crate::tables::solver::value;

/// A total that the prose gives with another digit.
pub const PROSE: Rule = Rule {
    code: "IOMX-C17",
    name: "prose-figure",
    summary: "the prose gives a total of a table with one digit changed",
    explanation: "Large totals are repeated in the text. Where a sentence that speaks of the same thing prints the same number, it \
counts as one more relation that holds; where its number differs from the total in a single digit, one of the two is a \
misprint or misread.",
    example: "Total staff 24 617     ... the number of staff rose to 24,317 ...",
};

/// Shorter numbers are met by chance.
const FEWEST_DIGITS: usize = 4;
/// From so many digits on a number needs no shared word beside it.
const TELLING_DIGITS: usize = 5;

/// A number in the prose and the sentence around it.
struct Mention<'a> {
    place: Place,
    span: Span,
    number: Decimal,
    sentence: &'a str,
}

/// Where a number is mentioned.
#[derive(Clone, Copy)]
enum Place {
    Foreword,
    Paragraph(u32),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreword => write!(f, "the foreword"),
            Self::Paragraph(number) => write!(f, "paragraph {number}"),
        }
    }
}

/// Totals that the prose repeats.
pub fn claims(report: &Report, board: &Board) -> Vec<Claim> {
    let mentions = mentions(report);
    let mut by_number: BTreeMap<Decimal, Vec<&Mention>> = BTreeMap::new();
    mentions.iter().for_each(|mention| by_number.entry(mention.number).or_default().push(mention));
    let repeated = totals(report, board).into_iter().filter_map(|(at, number)| {
        let about = subject(&report.tables[at.table], at);
        let telling = digits(number) >= TELLING_DIGITS;
        let mention =
            by_number.get(&number)?.iter().find(|mention| telling || shares_word(mention.sentence, &about))?;
        Some(Claim {
            rule: &PROSE,
            way: Way::Elsewhere,
            terms: vec![(at, 1)],
            outcome: Outcome::Holds,
            vouches_for_all: true,
            says: mention.place.to_string(),
        })
    });
    repeated.collect()
}

/// Totals that the prose gives with one digit changed.
pub fn check(report: &Report) -> Vec<Finding> {
    let board = Board::new(report);
    let mentions = mentions(report);
    let by_number: BTreeMap<i64, &Mention> =
        mentions.iter().filter_map(|mention| Some((mention.number.units_at(0)?, mention))).collect();
    let mut findings = Vec::new();
    for (at, number) in totals(report, &board).into_iter().filter(|(_, number)| digits(*number) >= TELLING_DIGITS) {
        let table = &report.tables[at.table];
        let Some(units) = number.units_at(0).filter(|units| !by_number.contains_key(units)) else { continue };
        let about = subject(table, at);
        let mut near = one_digit_apart(units).filter_map(|other| by_number.get(&other));
        if let Some(mention) = near.find(|mention| shares_word(mention.sentence, &about)) {
            let (row, column) = (&table.rows[at.row].label, &table.columns[at.column].label);
            let message = format!("{row}, {column}: {number} is printed, {} says {}", mention.place, mention.number);
            let finding = Finding::new(PROSE.code, Severity::Warning, Cause::Unknown, mention.span, message);
            let expected = Some(mention.number.to_string());
            findings.push(finding.in_table(&table.id).at_cell(row, column).values(number.to_string(), expected));
        }
    }
    findings
}

/// Cells that are totals both ways, or the last word of a series.
fn totals(report: &Report, board: &Board) -> Vec<(Position, Decimal)> {
    let mut totals = Vec::new();
    for (table, data) in report.tables.iter().enumerate() {
        for (row, line) in data.rows.iter().enumerate().filter(|(_, row)| row.role != Role::Data) {
            for (column, head) in data.columns.iter().enumerate().filter(|(_, head)| head.unit.is_none_or(sums_up)) {
                let at = Position { table, row, column };
                let own_year = head.year.is_none() || head.year == report.metadata.year;
                let value = board
                    .value(at)
                    .filter(|value| own_year && line.unit.is_none_or(sums_up) && digits(*value) >= FEWEST_DIGITS);
                totals.extend(value.map(|value| (at, value)));
            }
        }
    }
    totals
}

fn subject(table: &Table, at: Position) -> Vec<String> {
    let labels = [&table.caption, &table.rows[at.row].label, &table.columns[at.column].label];
    labels.into_iter().flat_map(|label| labels::words(label)).collect()
}

/// A word of substance in both, singular or plural.
fn shares_word(sentence: &str, about: &[String]) -> bool {
    const EMPTY: [&str; 6] = ["total", "number", "with", "from", "that", "this"];
    let stem = |word: &str| word.trim_end_matches('s').to_string();
    let telling = |word: &&String| word.len() >= 4 && !EMPTY.contains(&word.as_str()) && word.parse::<u32>().is_err();
    labels::words(sentence).iter().filter(telling).any(|word| about.iter().any(|other| stem(other) == stem(word)))
}

fn digits(number: Decimal) -> usize {
    number.units_at(0).map_or(0, |units| units.unsigned_abs().to_string().len())
}

/// All whole numbers of the same length that differ from this one in one digit.
fn one_digit_apart(number: i64) -> impl Iterator<Item = i64> {
    let length = number.unsigned_abs().to_string().len() as u32;
    (0..length).flat_map(move |place| {
        let step = 10i64.pow(place);
        let own = number / step % 10;
        let least = i64::from(place + 1 == length);
        (least..10).filter(move |digit| *digit != own).map(move |digit| number + (digit - own) * step)
    })
}

fn mentions(report: &Report) -> Vec<Mention<'_>> {
    let mut mentions = Vec::new();
    for paragraph in paragraphs(&report.sections) {
        in_text(Place::Paragraph(paragraph.number), paragraph.span, &paragraph.text, &mut mentions);
    }
    if let Some(foreword) = &report.foreword {
        in_text(Place::Foreword, foreword.span, &foreword.text, &mut mentions);
    }
    mentions
}

/// Numbers with grouped thousands: they are found by their commas, because most of the text has none.
fn in_text<'a>(place: Place, span: Span, text: &'a str, mentions: &mut Vec<Mention<'a>>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(comma) = text[from..].find(',').map(|at| from + at) {
        from = comma + 1;
        let grouped = |byte: &u8| byte.is_ascii_digit() || *byte == b',';
        let start = comma - bytes[..comma].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let end = comma + bytes[comma..].iter().take_while(|byte| grouped(byte)).count();
        let number = text[start..end].trim_end_matches(',');
        if start < comma && number.len() > FEWEST_DIGITS {
            from = end;
            let read = value::read(number);
            mentions.extend(read.map(|number| Mention { place, span, number, sentence: sentence(text, start) }));
        }
    }
}

/// The sentence around a byte.
fn sentence(text: &str, at: usize) -> &str {
    let start = text[..at].rfind(". ").map_or(0, |stop| stop + 2);
    let end = text[at..].find(". ").map_or(text.len(), |stop| at + stop);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::report;
    use crate::report::{Item, Paragraph, Section, SectionKind};

    fn with_prose(text: &str) -> Report {
        let mut report = report("Staff by home | Staff\nUpland | 18000\nLowland | 6617\nTotal | 24617");
        let paragraph =
            Paragraph { number: 4, inferred: false, text: text.into(), footnotes: Vec::new(), span: Span::default() };
        report.sections.push(Section {
            level: 1,
            kind: SectionKind::Part,
            number: None,
            title: String::new(),
            items: vec![Item::Paragraph(paragraph)],
            span: Span::default(),
        });
        report
    }

    #[test]
    fn a_total_that_the_prose_repeats_is_one_relation_more() {
        let report = with_prose("At the end of the year 24,617 staff were employed.");
        let claims = claims(&report, &Board::new(&report));
        assert_eq!(claims.iter().map(|claim| claim.says.as_str()).collect::<Vec<_>>(), ["paragraph 4"]);
        assert!(check(&report).is_empty());
    }

    #[test]
    fn one_digit_apart_is_told() {
        let report = with_prose("At the end of the year 24,317 staff were employed.");
        assert_eq!(check(&report)[0].expected.as_deref(), Some("24317"));
        assert!(check(&with_prose("In all 24,317 tents were sold.")).is_empty());
    }
}
