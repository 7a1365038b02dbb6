//! Stages 3 and 5: where the tables are, and what is in them.

pub mod captions;
pub mod delimited;
pub mod kinds;
pub mod labels;
pub mod relations;
pub mod sheet;
pub mod solver;
pub mod spaced;
mod told;
mod unread;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, Rule};
use crate::normalise::CleanText;
use crate::report::Table;
use sheet::Sheet;

/// What the findings of reading tables mean.
pub const RULES: &[Rule] = &{
    let [ghost, growing, row, illegible, labels, total] = delimited::remarks::RULES;
    [ghost, growing, row, illegible, labels, total, unread::UNREAD, unread::LEFT_OUT]
};

/// A printed caption.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// `7` of 'Table 7: ...'.
    pub number: Option<String>,
    /// Lines joined, without 'Table 7:' and '(continued)'.
    pub text: String,
    /// Index of its first line.
    pub line: usize,
}

/// The lines of one table, all its parts ('(continued)', page breaks, halves) together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Region {
    /// Id of the table: `table-1`, `annex-ii`, `annex-i-5`, a slug.
    pub id: String,
    /// Its caption; an annex or item heading where no caption is printed.
    pub caption: Caption,
    /// Whether the caption is also a heading (annex title, numbered item), so that sections keep it.
    pub caption_is_heading: bool,
    /// Indexes of all its lines: captions that are no headings, header rows, body rows. Sorted.
    pub lines: Vec<usize>,
    /// Indexes of the notes under it. Sorted.
    pub notes: Vec<usize>,
}

impl Region {
    /// Whether the line at `index` belongs to the table or to its notes.
    pub fn holds(&self, index: usize) -> bool {
        self.lines.binary_search(&index).is_ok() || self.notes.binary_search(&index).is_ok()
    }
}

/// Finds the tables, with or without number or caption.
pub fn locate(text: &CleanText) -> Vec<Region> {
    let mut regions = delimited::locate(text);
    let taken = |region: &Region, other: &Region| other.lines.iter().any(|line| region.holds(*line));
    let spaced = spaced::locate(text).into_iter().filter(|found| !regions.iter().any(|region| taken(region, found)));
    let spaced: Vec<Region> = spaced.collect();
    regions.extend(spaced);
    regions.sort_by_key(|region| region.lines.first().copied());
    part_ids(&mut regions);
    regions
}

/// Ids are unique in a report: a second table of one annex becomes `annex-ii-2`.
fn part_ids(regions: &mut [Region]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for region in regions {
        let count = seen.entry(region.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            region.id = format!("{}-{count}", region.id);
        }
    }
}

/// Reads the tables.
pub fn parse(text: &mut CleanText, regions: &[Region]) -> (Vec<Table>, Vec<Finding>) {
    let (mut tables, mut findings) = (Vec::new(), Vec::new());
    for (region, (sheet, found)) in regions.iter().zip(sheets(text, regions)) {
        if sheet.rows.is_empty() {
            findings.extend(unread::account(text, region));
            continue;
        }
        enter(text, region, &sheet, &found);
        findings.extend(found);
        findings.extend(unread::left_out(text, region, &sheet.left_out));
        tables.push(table(text, region, sheet));
    }
    (tables, findings)
}

/// The sheets of the regions; one without rows where a table cannot be read.
fn sheets(text: &CleanText, regions: &[Region]) -> Vec<(Sheet, Vec<Finding>)> {
    let delimited: Vec<Region> =
        regions.iter().filter(|region| delimited::is_delimited(text, region)).cloned().collect();
    let lexicon = if delimited.is_empty() { None } else { Some(delimited::Lexicon::of(text, &delimited)) };
    let elsewhere = spaced::Elsewhere::of(regions);
    let read = |region: &Region| match lexicon.as_ref().filter(|_| delimited::is_delimited(text, region)) {
        Some(lexicon) => delimited::read(text, region, lexicon),
        None => (spaced::read(text, region, &BTreeSet::new(), &elsewhere).unwrap_or_default(), Vec::new()),
    };
    let mut sheets: Vec<(Sheet, Vec<Finding>)> = regions.iter().map(read).collect();
    // What labels rows in one table can name columns in another.
    let rows = sheets.iter().flat_map(|(sheet, _)| &sheet.rows);
    let known: BTreeSet<String> = rows.map(|row| row.label.to_lowercase()).collect();
    for (region, (sheet, _)) in regions.iter().zip(&mut sheets).filter(|(_, (sheet, _))| sheet.rows.is_empty()) {
        *sheet = spaced::read(text, region, &known, &elsewhere).unwrap_or_default();
    }
    sheets
}

/// Enters in the ledger what became of the lines of a region.
fn enter(text: &mut CleanText, region: &Region, sheet: &Sheet, found: &[Finding]) {
    let rows: BTreeSet<u32> = sheet.rows.iter().flat_map(sheet::SheetRow::lines).collect();
    let ghosts: BTreeSet<u32> = found.iter().map(|finding| finding.span.line).collect();
    let first_row = region.lines.iter().find(|index| rows.contains(&text.lines[**index].number)).copied();
    for &index in &region.lines {
        let number = text.lines[index].number;
        let role = match () {
            () if rows.contains(&number) => "table",
            () if sheet.left_out.binary_search(&number).is_ok() => "table not placed",
            () if ghosts.contains(&number) => "table ghost",
            () if index == region.caption.line => "table caption",
            () if captions::scan_caption(&text.lines[index].text).is_some() => "table caption",
            () if Some(index) < first_row => "table header",
            () => "table",
        };
        text.ledger.assign(index, role, region.id.clone());
    }
    for &index in &region.notes {
        text.ledger.assign(index, "table note", region.id.clone());
    }
}

fn table(text: &CleanText, region: &Region, sheet: Sheet) -> Table {
    let rows = solver::solve(&sheet);
    let (columns, rows) = told::only(sheet.columns, &sheet.untold, rows);
    Table {
        id: region.id.clone(),
        number: region.caption.number.clone(),
        caption: region.caption.text.clone(),
        unit: sheet.unit,
        columns,
        rows,
        notes: sheet.notes,
        span: text.span(region.caption.line),
    }
}
