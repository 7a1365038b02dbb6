//! `iomx extract`.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use iomx::output::{csv, datasets, json, jsonl};
use iomx::{Options, Report};

use crate::cli::{Extract, Format};

/// Runs the command.
pub fn run(args: &Extract) -> Result<()> {
    let Some(dataset) = datasets::find(&args.dataset) else { bail!("there is no dataset '{}'", args.dataset) };
    let reports = args.inputs.iter().map(|input| read(input)).collect::<Result<Vec<_>>>()?;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match args.format {
        Format::Json => reports.iter().try_for_each(|report| json::write(&mut out, report, json::Layout::Compact))?,
        Format::Jsonl => reports.iter().try_for_each(|report| jsonl::write(&mut out, dataset, report))?,
        Format::Csv => {
            let mut writer = csv::Writer::new(&mut out, dataset, csv::Layout::default())?;
            reports.iter().try_for_each(|report| writer.report(report))?;
            writer.finish()?;
        }
    }
    Ok(out.flush()?)
}

fn read(path: &Path) -> Result<Report> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    iomx::extract(&bytes, &name, &Options::default()).with_context(|| path.display().to_string())
}
