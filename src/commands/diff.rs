//! `iomx diff A B`: what changed between two reports.

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use iomx::compare::{Change, Kind, compare};
use iomx::number::Decimal;
use iomx::output::{csv, json};

use super::reading::Reader;
use super::style::Style;
use super::{Outcome, summary};
use crate::cli::{Answer, Diff, Inputs};

/// Runs the command.
pub fn run(args: &Diff) -> Result<Outcome> {
    let read = |path: &std::path::Path| Reader::new(&Inputs::only(path))?.one();
    let (old, new) = (read(&args.old)?, read(&args.new)?);
    let changes = compare(&old, &new);
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Answer::Json => json::write(&mut out, &changes, json::Layout::Pretty)?,
        Answer::Csv => write_csv(&mut out, &changes)?,
        Answer::Text => write_text(&mut out, &changes, Style::of(&io::stdout()))?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn write_csv(out: &mut impl Write, changes: &[Change]) -> io::Result<()> {
    let mut records = csv::begin(out, false)?;
    for name in ["table", "change", "row", "column", "year", "before", "after"] {
        csv::write_text(&mut records, name)?;
    }
    csv::end_row(&mut records)?;
    for change in changes {
        let shown = |number: Option<Decimal>| number.map(|number| number.to_string()).unwrap_or_default();
        let (year, before, after) = (year(change), shown(change.before), shown(change.after));
        let labels = [change.table.as_str(), change.change.name(), &change.row, &change.column];
        for text in labels.into_iter().chain([year.as_str(), &before, &after]) {
            csv::write_text(&mut records, text)?;
        }
        csv::end_row(&mut records)?;
    }
    records.flush()
}

fn write_text(out: &mut impl Write, changes: &[Change], style: Style) -> io::Result<()> {
    if changes.is_empty() {
        return writeln!(out, "The two reports have the same tables, rows and columns, and no figure is revised.");
    }
    let mut table = "";
    for change in changes {
        if change.table != table {
            table = &change.table;
            let lead = if std::ptr::eq(change, &changes[0]) { "" } else { "\n" };
            let count = changes.iter().filter(|other| other.table == table).count();
            writeln!(out, "{lead}{}: {}", style.strong(table), summary::counted(count, "change"))?;
        }
        writeln!(out, "  {}", line(change, style))?;
    }
    Ok(())
}

fn line(change: &Change, style: Style) -> String {
    let labels = [change.row.as_str(), change.column.as_str()];
    let labels = labels.into_iter().filter(|label| !label.is_empty()).collect::<Vec<_>>().join(" | ");
    match change.change {
        Kind::TableGone => style.error(&format!("- table: {labels}")),
        Kind::TableNew => style.good(&format!("+ table: {labels}")),
        Kind::RowGone => style.error(&format!("- row: {labels}")),
        Kind::RowNew => style.good(&format!("+ row: {labels}")),
        Kind::ColumnGone => style.error(&format!("- column: {labels}")),
        Kind::ColumnNew => style.good(&format!("+ column: {labels}")),
        Kind::Revised => style.warning(&format!("~ {labels}, {}: {}", year(change), figures(change))),
    }
}

fn year(change: &Change) -> String {
    change.year.map(|year| year.to_string()).unwrap_or_default()
}

fn figures(change: &Change) -> String {
    let shown = |number: Option<Decimal>| number.map(|number| number.to_string()).unwrap_or_default();
    format!("{} became {}", shown(change.before), shown(change.after))
}
