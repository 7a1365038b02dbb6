//! What a report is worth in one line, and what it lacks.

use iomx::finding::Severity;
use iomx::report::{Item, Report, Section, Status};

/// `7 tables, 2678 cells: 2500 proved, 100 consistent, 78 unproved; 1 contradiction`.
pub fn line(report: &Report) -> String {
    let counts = cells(report);
    let total: usize = counts.iter().sum();
    let mut text = format!("{}, {}", counted(report.tables.len(), "table"), counted(total, "cell"));
    let names = Status::NAMES.iter().zip(counts).filter(|(_, count)| *count > 0);
    let parts: Vec<String> = names.map(|(name, count)| format!("{count} {name}")).collect();
    if !parts.is_empty() {
        text.push_str(": ");
        text.push_str(&parts.join(", "));
    }
    text.push_str("; ");
    text.push_str(&match contradictions(report) {
        0 => "no contradiction".to_string(),
        count => counted(count, "contradiction"),
    });
    text
}

/// How many cells have each status, in the order of [`Status::NAMES`].
pub fn cells(report: &Report) -> [usize; 4] {
    let mut counts = [0; 4];
    for (_, cell) in report.tables.iter().flat_map(|table| table.cells()) {
        counts[cell.status as usize] += 1;
    }
    counts
}

/// How many findings are errors.
pub fn contradictions(report: &Report) -> usize {
    report.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}

/// What a report should have and this one has not; empty for a report.
pub fn missing(report: &Report) -> Vec<&'static str> {
    let checks = [
        (report.metadata.year.is_none(), "the year"),
        (!report.sections.iter().any(has_paragraph), "numbered paragraphs"),
        (report.tables.is_empty(), "tables"),
    ];
    checks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
}

fn has_paragraph(section: &Section) -> bool {
    section.items.iter().any(|item| match item {
        Item::Paragraph(_) => true,
        Item::Section(inner) => has_paragraph(inner),
        _ => false,
    })
}

/// `1 table`, `7 tables`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
