//! `iomx extract`.

mod folder;
mod ids;
mod plan;

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use iomx::Report;
use iomx::output::file::WholeFile;
use iomx::output::{csv, json, jsonl, wide, xlsx};
use iomx::report::Table;

use self::ids::Ids;
use self::plan::{Target, What};
use super::reading::Reader;
use super::{Failure, Outcome, plain, reading};
use crate::cli::Extract;

/// Large enough that a report is written in a few calls.
const BUFFER: usize = 1 << 16;

/// Runs the command.
pub fn run(args: &Extract) -> Result<Outcome> {
    let (what, target) = plan::meant(args)?;
    let mut reader = Reader::new(&args.inputs)?;
    reader.tells_summary = true;
    match target {
        Target::Stdout => write(&what, &mut reader, BufWriter::with_capacity(BUFFER, io::stdout().lock()))?.flush()?,
        Target::File(path) => write_file(&what, &mut reader, &path, args.force)?,
        Target::Folder(path) => folder::write(&mut reader, &path, args)?,
    }
    Ok(reading::outcome(&reader))
}

fn write_file(what: &What, reader: &mut Reader<'_>, path: &Path, force: bool) -> Result<()> {
    let trouble = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::new(path.display().to_string(), "is there; replace it with --force"),
        _ => Failure::new(path.display().to_string(), format!("cannot be written: {}", plain(error))),
    };
    let file = WholeFile::create(path, force).map_err(|error| trouble(&error))?;
    let out = write(what, reader, BufWriter::with_capacity(BUFFER, file))?;
    let file = out.into_inner().map_err(|error| trouble(error.error()))?;
    Ok(file.keep().map_err(|error| trouble(&error))?)
}

fn write<W: Write>(what: &What, reader: &mut Reader<'_>, mut out: W) -> Result<W> {
    let mut ids = Ids::default();
    match what {
        What::Reports(layout) => write_reports(&mut out, reader, *layout)?,
        What::Csv(dataset, layout) => {
            let mut writer = csv::Writer::new(&mut out, dataset, *layout)?;
            reader.each(|report| Ok(writer.report(&ids.tell_apart(report))?))?;
            writer.finish()?;
        }
        What::Jsonl(dataset) => {
            reader.each(|report| Ok(jsonl::write(&mut out, dataset, &ids.tell_apart(report))?))?;
        }
        What::Wide(id, bom) => wide::write_csv(&mut out, &table(reader.one()?, id)?, *bom)?,
        What::Table(id, layout) => json::write(&mut out, &table(reader.one()?, id)?, *layout)?,
        What::Workbook => {
            let mut reports = Vec::new();
            reader.each(|report| {
                reports.push(ids.tell_apart(report));
                Ok(())
            })?;
            out.write_all(&xlsx::workbook(&reports).context("the workbook cannot be made")?)?;
        }
        What::Everything => bail!("a folder is needed for everything"),
    }
    Ok(out)
}

/// One report is an object, several are an array, whatever becomes of each.
fn write_reports(out: &mut impl Write, reader: &mut Reader<'_>, layout: json::Layout) -> Result<()> {
    if reader.inputs().len() == 1 {
        return Ok(json::write(out, &reader.one()?, layout)?);
    }
    let mut opening = "[\n";
    reader.each(|report| {
        out.write_all(opening.as_bytes())?;
        opening = ",\n";
        Ok(json::write(out, &report, layout)?)
    })?;
    Ok(out.write_all(b"]\n")?)
}

/// The table of this id, or of this number.
fn table(report: Report, id: &str) -> Result<Table> {
    let ids: Vec<&str> = report.tables.iter().map(|table| table.id.as_str()).collect();
    let wanted = id.to_lowercase();
    let place = ids.iter().position(|known| *known == wanted || *known == format!("table-{wanted}"));
    match place {
        Some(place) => report.tables.into_iter().nth(place).context("the table is gone"),
        None if ids.is_empty() => bail!("{}: no table was found", report.source.name),
        None => bail!("{}: there is no table '{id}'; there are: {}", report.source.name, ids.join(", ")),
    }
}
