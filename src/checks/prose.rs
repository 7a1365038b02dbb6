//! Tables against the prose: 'the total number of staff was 14,811'.

use std::collections::BTreeMap;

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
    example: "Total staff 14 811     ... the number of staff rose to 14,311 ...",
};

/// Shorter numbers are met by chance.
const FEWEST_DIGITS: usize = 4;
/// From so many digits on a number needs no shared word beside it.
const TELLING_DIGITS: usize = 5;

/// A number in the prose and the words around it.
struct Mention {
    place: String,
    span: Span,
    number: Decimal,
    words: Vec<String>,
}

/// Totals that the prose repeats.
pub fn claims(report: &Report, board: &Board) -> Vec<Claim> {
    let mentions = mentions(report);
    let mut by_number: BTreeMap<Decimal, Vec<&Mention>> = BTreeMap::new();
    mentions.iter().for_each(|mention| by_number.entry(mention.number).or_default().push(mention));
    let repeated = totals(report, board).into_iter().filter_map(|(at, number)| {
        let about = subject(&report.tables[at.table], at);
        let telling = digits(number) >= TELLING_DIGITS;
        let mention = by_number.get(&number)?.iter().find(|mention| telling || shares_word(&mention.words, &about))?;
        Some(Claim {
            rule: &PROSE,
            way: Way::Elsewhere,
            terms: vec![(at, 1)],
            outcome: Outcome::Holds,
            vouches_for_all: true,
            says: mention.place.clone(),
        })
    });
    repeated.collect()
}

/// Totals that the prose gives with one digit changed.
pub fn check(report: &Report) -> Vec<Finding> {
    let board = Board::new(report);
    let mentions = mentions(report);
    let mut findings = Vec::new();
    for (at, number) in totals(report, &board).into_iter().filter(|(_, number)| digits(*number) >= TELLING_DIGITS) {
        let table = &report.tables[at.table];
        let about = subject(table, at);
        let near = |mention: &&Mention| one_digit_apart(mention.number, number) && shares_word(&mention.words, &about);
        if mentions.iter().any(|mention| mention.number == number) {
            continue;
        }
        if let Some(mention) = mentions.iter().find(near) {
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
fn shares_word(a: &[String], b: &[String]) -> bool {
    const EMPTY: [&str; 6] = ["total", "number", "with", "from", "that", "this"];
    let stem = |word: &str| word.trim_end_matches('s').to_string();
    let telling = |word: &&String| word.len() >= 4 && !EMPTY.contains(&word.as_str()) && word.parse::<u32>().is_err();
    a.iter().filter(telling).any(|word| b.iter().any(|other| stem(other) == stem(word)))
}

fn digits(number: Decimal) -> usize {
    number.units_at(0).map_or(0, |units| units.unsigned_abs().to_string().len())
}

fn one_digit_apart(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count() == 1
}

fn mentions(report: &Report) -> Vec<Mention> {
    let numbered = paragraphs(&report.sections).into_iter();
    let texts =
        numbered.map(|paragraph| (format!("paragraph {}", paragraph.number), paragraph.span, paragraph.text.as_str()));
    let foreword =
        report.foreword.iter().map(|foreword| ("the foreword".to_string(), foreword.span, foreword.text.as_str()));
    texts.chain(foreword).flat_map(|(place, span, text)| in_text(&place, span, text)).collect()
}

/// Numbers with grouped thousands, each with the words of its sentence.
fn in_text(place: &str, span: Span, text: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for sentence in text.split(". ") {
        let grouped = sentence.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_ascii_digit()));
        let numbers = grouped.filter(|word| word.contains(',') && word.len() > FEWEST_DIGITS);
        for number in numbers.filter_map(value::read) {
            mentions.push(Mention { place: place.to_string(), span, number, words: labels::words(sentence) });
        }
    }
    mentions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::report;
    use crate::report::{Item, Paragraph, Section, SectionKind};

    fn with_prose(text: &str) -> Report {
        let mut report = report("Staff by home | Staff\nUpland | 8000\nLowland | 6811\nTotal | 14811");
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
        let report = with_prose("At the end of the year 14,811 staff were employed.");
        let claims = claims(&report, &Board::new(&report));
        assert_eq!(claims.iter().map(|claim| claim.says.as_str()).collect::<Vec<_>>(), ["paragraph 4"]);
        assert!(check(&report).is_empty());
    }

    #[test]
    fn one_digit_apart_is_told() {
        let report = with_prose("At the end of the year 14,311 staff were employed.");
        assert_eq!(check(&report)[0].expected.as_deref(), Some("14311"));
        assert!(check(&with_prose("In all 14,311 tents were sold.")).is_empty());
    }
}
