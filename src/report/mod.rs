//! Stage 6: the typed report. Plain data, nothing else; what the JSON prints and the datasets are made of.

mod document;
pub mod staff;
mod table;

pub use document::*;
pub use table::*;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::countries;
use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::normalise::CleanText;
use crate::sections::Structure;
use crate::source::SourceInfo;

/// An annual report as typed data.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Report {
    /// Tells the reports of one run apart: the year, made unique by whoever extracts several.
    #[serde(skip)]
    pub id: String,
    /// What the title page says, or what could be inferred.
    pub metadata: Metadata,
    /// The input.
    pub source: SourceInfo,
    /// The foreword.
    pub foreword: Option<Foreword>,
    /// The list of abbreviations.
    pub abbreviations: Vec<Abbreviation>,
    /// The table of contents.
    pub contents: Vec<ContentsEntry>,
    /// Parts, headings, sub-headings, with what they hold in printed order.
    pub sections: Vec<Section>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The footnotes.
    pub footnotes: Vec<Footnote>,
    /// Captions of charts.
    pub figures: Vec<Figure>,
    /// Links.
    pub links: Vec<Link>,
    /// What is doubtful.
    pub findings: Vec<Finding>,
    /// How many relations of each kind the checks have tested.
    #[serde(skip)]
    pub tallies: Vec<Tally>,
    /// What became of every line.
    #[serde(skip)]
    pub ledger: Vec<LedgerRow>,
    /// The lines as printed, for messages that show the source.
    #[serde(skip)]
    pub lines: Vec<SourceLine>,
}

/// How many relations of one kind hold, and how many fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// What is tested, in words that go with a count: `row sums`, `sex splits`.
    pub kind: &'static str,
    /// Relations that hold.
    pub held: usize,
    /// Relations that fail.
    pub failed: usize,
}

/// One row of the dataset `ledger`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LedgerRow {
    /// Page, in inputs whose line numbers are those of a page.
    pub page: Option<u32>,
    /// Line.
    pub line: u32,
    /// What became of it.
    pub role: Cow<'static, str>,
    /// Which one.
    pub item: String,
}

/// A line as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// Page, where known.
    pub page: Option<u32>,
    /// Line.
    pub line: u32,
    /// The text.
    pub text: String,
}

/// Puts the parts together.
pub fn build(text: CleanText, structure: Structure, mut tables: Vec<Table>, mut findings: Vec<Finding>) -> Report {
    findings.extend(countries::assign(&mut tables));
    findings.splice(0..0, text.findings);
    findings.extend(structure.findings);
    Report {
        id: report_id(&structure.metadata, &text.source),
        metadata: structure.metadata,
        source: text.source,
        foreword: structure.foreword,
        abbreviations: structure.abbreviations,
        contents: structure.contents,
        sections: structure.sections,
        tables,
        footnotes: structure.footnotes,
        figures: structure.figures,
        links: structure.links,
        findings,
        tallies: Vec::new(),
        ledger: ledger_rows(text.ledger, &text.lines, &text.pages),
        lines: source_lines(text.lines, &text.pages),
    }
}

/// The year; where it is not known, the name of the input without its ending.
fn report_id(metadata: &Metadata, source: &SourceInfo) -> String {
    match metadata.year {
        Some(year) => year.to_string(),
        None => source.name.rsplit_once('.').map_or(source.name.as_str(), |(stem, _)| stem).to_string(),
    }
}

/// One row per line of the input: of the rows of an HTML table on one line, or a line and the blank below it, the first speaks.
fn ledger_rows(ledger: Ledger, lines: &[crate::source::Line], pages: &[Option<u32>]) -> Vec<LedgerRow> {
    let rows = ledger.into_entries().into_iter().zip(lines).zip(pages);
    let mut rows: Vec<LedgerRow> = rows
        .map(|((entry, line), page)| LedgerRow {
            page: *page,
            line: line.number,
            role: if entry.role.is_empty() { Ledger::UNASSIGNED.into() } else { entry.role },
            item: entry.item,
        })
        .collect();
    rows.dedup_by_key(|row| (row.page, row.line));
    rows
}

fn source_lines(lines: Vec<crate::source::Line>, pages: &[Option<u32>]) -> Vec<SourceLine> {
    let lines = lines.into_iter().zip(pages);
    lines.map(|(line, page)| SourceLine { page: *page, line: line.number, text: line.raw }).collect()
}
