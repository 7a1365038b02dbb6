//! `iomx series`: staff, or a recurring table, of several reports as one tidy series.

use std::io::{self, BufWriter, Write};

use anyhow::{Context, Result, bail};
use iomx::output::{Dataset, csv, datasets, jsonl};
use iomx::report::{Report, Table};

use super::reading::Reader;
use super::{Outcome, reading};
use crate::cli::{Rows, Series};

/// Runs the command. Where two reports print the same year, both rows stay.
pub fn run(args: &Series) -> Result<Outcome> {
    let name = if args.table.is_some() { "observations" } else { "staff" };
    let dataset = datasets::find(name).context("the dataset is gone")?;
    let mut reader = Reader::new(&args.inputs)?;
    let mut reports = 0;
    let mut without = Vec::new();
    let mut select = |mut report: Report| {
        if let Some(words) = &args.table {
            report.tables.retain(|table| is_about(table, words));
            if report.tables.is_empty() {
                without.push(report.source.name.clone());
            }
        }
        reports += 1;
        report
    };
    write(&mut reader, dataset, args.format, &mut select)?;
    if let Some(words) = args.table.as_deref().filter(|_| without.len() == reports) {
        bail!("no report has a table about '{words}'; 'iomx tables' lists them");
    }
    for name in without {
        reader.remark(&format!("{name}: no such table"));
    }
    Ok(reading::outcome(&reader))
}

fn write(
    reader: &mut Reader<'_>,
    dataset: &'static Dataset,
    format: Rows,
    select: &mut impl FnMut(Report) -> Report,
) -> Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match format {
        Rows::Csv => {
            let mut writer = csv::Writer::new(&mut out, dataset, csv::Layout::default())?;
            reader.each(|report| Ok(writer.report(&select(report))?))?;
            writer.finish()?;
        }
        Rows::Jsonl => reader.each(|report| Ok(jsonl::write(&mut out, dataset, &select(report))?))?,
    }
    Ok(out.flush()?)
}

/// Whether every word stands in the table's id or caption. The number of a table differs from year to year: words find it.
fn is_about(table: &Table, words: &str) -> bool {
    if table.id == words {
        return true;
    }
    let named = format!("{} {}", table.id.replace('-', " "), table.caption).to_lowercase();
    let has = |word: &str| named.split(|c: char| !c.is_alphanumeric()).any(|known| known.starts_with(word));
    words.to_lowercase().split_whitespace().all(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_find_a_table_whatever_its_number() {
        let table = Table {
            id: "table-3".to_string(),
            caption: "Staff by nationality and grade (2019)".to_string(),
            ..Table::default()
        };
        assert!(is_about(&table, "nationality grade") && is_about(&table, "table-3") && is_about(&table, "Staff nat"));
        assert!(!is_about(&table, "nationality sex"));
    }
}
