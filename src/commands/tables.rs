//! `iomx tables`: which tables there are, and what their numbers are worth.

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use iomx::Report;
use iomx::output::{csv, datasets, jsonl};
use iomx::report::{Status, Table};

use super::reading::Reader;
use super::style::Style;
use super::{Outcome, reading, summary};
use crate::cli::{Answer, Tables};

/// Runs the command.
pub fn run(args: &Tables) -> Result<Outcome> {
    let mut reader = Reader::new(&args.inputs)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let Some(dataset) = datasets::find("tables") else { return Ok(Outcome::Done) };
    match args.format {
        Answer::Csv => {
            let mut writer = csv::Writer::new(&mut out, dataset, csv::Layout::default())?;
            reader.each(|report| Ok(writer.report(&report)?))?;
            writer.finish()?;
        }
        Answer::Json => reader.each(|report| Ok(jsonl::write(&mut out, dataset, &report)?))?,
        Answer::Text => {
            let style = Style::of(&io::stdout());
            let mut first = true;
            reader.each(|report| {
                if !std::mem::take(&mut first) {
                    writeln!(out)?;
                }
                Ok(write_list(&mut out, &report, style)?)
            })?;
        }
    }
    out.flush()?;
    Ok(reading::outcome(&reader))
}

/// The columns of the list; the caption comes last, since it may be long.
const HEADER: [&str; 6] = ["ID", "SIZE", "PAGE", "LINE", "STATE", "CAPTION"];

fn write_list(out: &mut impl Write, report: &Report, style: Style) -> io::Result<()> {
    writeln!(out, "{}: {}", style.strong(&report.source.name), summary::counted(report.tables.len(), "table"))?;
    let lines: Vec<[String; 6]> = report.tables.iter().map(line).collect();
    if lines.is_empty() {
        return Ok(());
    }
    let width = |place: usize| {
        let cells = lines.iter().map(|line| line[place].chars().count());
        cells.chain([HEADER[place].len()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..5).map(width).collect();
    let header = HEADER.map(str::to_string);
    writeln!(out, "{}", style.strong(layout(&header, &widths).trim_end()))?;
    for (line, table) in lines.iter().zip(&report.tables) {
        let text = layout(line, &widths);
        let state = &line[4];
        writeln!(out, "{}", text.replacen(state.as_str(), &painted(table, state, style), 1))?;
    }
    Ok(())
}

/// Numbers stand to the right, words to the left.
fn layout(line: &[String; 6], widths: &[usize]) -> String {
    let [id, size, page, number, state, caption] = line;
    let (w, p, n) = (widths[1], widths[2], widths[3]);
    format!("{id:<0$}  {size:>w$}  {page:>p$}  {number:>n$}  {state:<1$}  {caption}", widths[0], widths[4])
}

fn painted(table: &Table, state: &str, style: Style) -> String {
    let has = |status| table.cells().any(|(_, cell)| cell.status == status);
    match (has(Status::Contradicted), has(Status::Unproved)) {
        (true, _) => style.error(state),
        (_, true) => style.warning(state),
        _ => style.good(state),
    }
}

fn line(table: &Table) -> [String; 6] {
    [
        table.id.clone(),
        format!("{} x {}", table.rows.len(), table.columns.len()),
        table.span.page.map_or_else(|| "-".to_string(), |page| page.to_string()),
        table.span.line.to_string(),
        state(table),
        table.caption.clone(),
    ]
}

fn state(table: &Table) -> String {
    let mut counts = [0usize; 4];
    for (_, cell) in table.cells() {
        counts[cell.status as usize] += 1;
    }
    let named = Status::NAMES.iter().zip(counts).filter(|(_, count)| *count > 0);
    named.map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
}
