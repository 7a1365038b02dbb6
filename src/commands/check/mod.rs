//! `iomx check`: what holds, what fails, and where.

mod excerpt;

use std::io::{self, BufWriter, Write};

use anyhow::{Context, Result};
use iomx::compare::across::Across;
use iomx::finding::{Cause, Finding, Severity};
use iomx::output::{csv, datasets};
use iomx::report::{Report, Status, Tally};
use serde::Serialize;

use super::reading::Reader;
use super::style::Style;
use super::{Outcome, reading, summary};
use crate::cli::{Answer, Check};

/// Runs the command.
pub fn run(args: &Check) -> Result<Outcome> {
    let mut reader = Reader::new(&args.inputs)?;
    let mut count = Count::default();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match args.format {
        Answer::Text => {
            let shown = if args.all { Severity::Note } else { Severity::Warning };
            let style = Style::of(&io::stdout());
            reader.each(|report| {
                let report = count.see(report);
                Ok(write_text(&mut out, &report, shown, style)?)
            })?;
        }
        Answer::Json => {
            let mut answers = Vec::new();
            reader.each(|report| {
                answers.push(Checked::from(count.see(report)));
                Ok(())
            })?;
            iomx::output::json::write(&mut out, &answers, iomx::output::json::Layout::Pretty)?;
        }
        Answer::Csv => write_csv(&mut out, &mut reader, &mut count)?,
    }
    out.flush()?;
    let failed = reading::outcome(&reader);
    Ok(if count.contradictions > 0 && !args.exit_zero { Outcome::Doubtful } else { failed })
}

/// What is known over all reports.
#[derive(Default)]
struct Count {
    contradictions: usize,
    across: Across,
}

impl Count {
    /// Counts a report's contradictions, and compares it with those before it.
    fn see(&mut self, mut report: Report) -> Report {
        self.contradictions += summary::contradictions(&report);
        self.across.see(&mut report);
        report
    }
}

/// The answer for programs.
#[derive(Serialize)]
struct Checked {
    source: String,
    year: Option<i32>,
    cells: serde_json::Map<String, serde_json::Value>,
    relations: Vec<Tally>,
    findings: Vec<Finding>,
}

impl From<Report> for Checked {
    fn from(report: Report) -> Self {
        let counts = Status::NAMES.iter().zip(summary::cells(&report));
        Self {
            cells: counts.map(|(name, count)| ((*name).to_string(), count.into())).collect(),
            source: report.source.name,
            year: report.metadata.year,
            relations: report.tallies,
            findings: report.findings,
        }
    }
}

fn write_csv(out: &mut impl Write, reader: &mut Reader<'_>, count: &mut Count) -> Result<()> {
    let dataset = datasets::find("findings").context("the dataset is gone")?;
    let mut writer = csv::Writer::new(out, dataset, csv::Layout::default())?;
    reader.each(|report| Ok(writer.report(&count.see(report))?))?;
    writer.finish()?;
    Ok(())
}

fn write_text(out: &mut impl Write, report: &Report, shown: Severity, style: Style) -> io::Result<()> {
    for finding in report.findings.iter().filter(|finding| finding.severity <= shown) {
        write_finding(out, report, finding, style)?;
    }
    writeln!(out, "{}: {}", style.strong(&report.source.name), summary::line(report))?;
    let tallies = |count: fn(&Tally) -> usize| {
        let some = report.tallies.iter().filter(|tally| count(tally) > 0);
        some.map(|tally| summary::counted(count(tally), &tally.kind.replace('-', " "))).collect::<Vec<_>>().join(", ")
    };
    let (held, failed) = (tallies(|tally| tally.held), tallies(|tally| tally.failed));
    if !held.is_empty() {
        writeln!(out, "  {}  {held}", style.good("holds"))?;
    }
    if !failed.is_empty() {
        writeln!(out, "  {}  {failed}", style.error("fails"))?;
    }
    let kept_back = report.findings.iter().filter(|finding| finding.severity > shown).count();
    if kept_back > 0 {
        writeln!(out, "  {} more with --all", summary::counted(kept_back, "note"))?;
    }
    Ok(())
}

fn write_finding(out: &mut impl Write, report: &Report, finding: &Finding, style: Style) -> io::Result<()> {
    let head = format!("{}[{}]", finding.severity.name(), finding.code);
    let head = match finding.severity {
        Severity::Error => style.error(&head),
        Severity::Warning => style.warning(&head),
        Severity::Note => style.strong(&head),
    };
    writeln!(out, "{head}: {}", finding.message)?;
    let page = finding.span.page.map(|page| format!(", page {page}")).unwrap_or_default();
    let place = format!("{}:{}{page}", report.source.name, finding.span.line);
    writeln!(out, "  {} {place}{}", style.frame("-->"), labels(finding))?;
    excerpt::write(out, report, finding, style)?;
    writeln!(out, "   {} {}\n", style.frame("="), cause(finding))
}

/// Table, row and column, as far as the finding names them.
fn labels(finding: &Finding) -> String {
    let named = [&finding.table, &finding.row, &finding.column];
    let named: Vec<&str> = named.into_iter().flatten().map(String::as_str).filter(|label| !label.is_empty()).collect();
    if named.is_empty() { String::new() } else { format!(": {}", named.join(" | ")) }
}

fn cause(finding: &Finding) -> String {
    let cause = match finding.cause {
        Cause::Source => "the report itself prints it so",
        Cause::Text => "the text layer or the OCR has damaged it",
        Cause::Reading => "iomx could not decide how to read it",
        Cause::Unknown => "whose fault it is cannot be told",
    };
    format!("cause: {} ({cause}); iomx explain {}", finding.cause.name(), finding.code)
}
