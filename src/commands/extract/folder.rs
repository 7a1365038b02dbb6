//! Everything into a folder: a JSON a report, a CSV a dataset, and a description of it all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use iomx::Report;
use iomx::output::file::WholeFile;
use iomx::output::package::{self, Entry};
use iomx::output::{csv, datasets, json};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::ids::Ids;
use crate::cli::Extract;
use crate::commands::reading::Reader;
use crate::commands::{Failure, plain, summary};

/// Writes the folder.
pub fn write(reader: &mut Reader<'_>, path: &Path, args: &Extract) -> Result<()> {
    let described = fs::read_to_string(path.join(package::FILE)).ok();
    if args.skip_unchanged && described.as_deref().is_some_and(|described| is_unchanged(reader, path, described)) {
        reader.remark(&format!("{}: unchanged, nothing to do", path.display()));
        return Ok(());
    }
    if !args.force && holds_results(path) {
        bail!("{}: holds an extraction already; replace it with --force", path.display());
    }
    fs::create_dir_all(path.join("reports")).map_err(|error| trouble(path, &error))?;
    let mut folder = Folder::begin(path, args)?;
    reader.batches(|reports| folder.add(reports))?;
    let entries = folder.end()?;
    remove_stale(path, described.as_deref().unwrap_or_default(), &entries);
    let count = summary::counted(entries.len(), "report");
    let all = datasets::ALL.len();
    reader.remark(&format!("{}: {count}, {all} datasets, {}", path.display(), package::FILE));
    Ok(())
}

fn trouble(path: &Path, error: &io::Error) -> anyhow::Error {
    let problem = match error.kind() {
        io::ErrorKind::AlreadyExists => "is there; replace it with --force".to_string(),
        _ => format!("cannot be written: {}", plain(error)),
    };
    Failure::new(path.display().to_string(), problem).into()
}

/// Whether the folder holds what these very inputs gave, all of it.
fn is_unchanged(reader: &Reader<'_>, path: &Path, description: &str) -> bool {
    let Some(described) = package::inputs(description) else { return false };
    let whole = package::files(description).iter().all(|file| path.join(file).is_file());
    let inputs = reader.inputs();
    whole
        && inputs.len() == described.len()
        && inputs.iter().zip(&described).all(|(input, (name, sha256))| {
            input.name() == *name && input.bytes().is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == *sha256)
        })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether something would have to be replaced.
fn holds_results(path: &Path) -> bool {
    let reports = fs::read_dir(path.join("reports")).is_ok_and(|mut entries| entries.next().is_some());
    let described = path.join(package::FILE).exists();
    reports || described || datasets::ALL.iter().any(|dataset| path.join(csv_name(dataset.name)).exists())
}

fn csv_name(dataset: &str) -> String {
    format!("{dataset}.csv")
}

/// Reports of an earlier extraction that this one does not have. Only what the earlier description names is removed.
fn remove_stale(path: &Path, described: &str, entries: &[Entry]) {
    let kept: Vec<String> = entries.iter().map(Entry::path).collect();
    let stale =
        package::files(described).into_iter().filter(|file| file.starts_with("reports/") && !kept.contains(file));
    stale.filter(|file| !file.contains("..")).for_each(|file| _ = fs::remove_file(path.join(file)));
}

/// A folder that is being written.
struct Folder<'a> {
    path: &'a Path,
    layout: json::Layout,
    tables: Vec<BufWriter<WholeFile>>,
    ids: Ids,
    entries: Vec<Entry>,
}

/// What a report gives to each dataset's file.
type Rows = Vec<Vec<u8>>;

impl<'a> Folder<'a> {
    /// Begins the CSV files with their headers.
    fn begin(path: &'a Path, args: &Extract) -> Result<Self> {
        let layout = csv::Layout { bom: args.bom, hxl: args.hxl };
        let mut tables = Vec::with_capacity(datasets::ALL.len());
        for dataset in datasets::ALL {
            let target = path.join(csv_name(dataset.name));
            let file = WholeFile::create(&target, true).map_err(|error| trouble(&target, &error))?;
            tables.push(csv::Writer::new(BufWriter::new(file), dataset, layout)?.finish()?);
        }
        let layout = if args.pretty { json::Layout::Pretty } else { json::Layout::Compact };
        Ok(Self { path, layout, tables, ids: Ids::default(), entries: Vec::new() })
    }

    /// Writes some reports. They are rendered on all cores and put down in order.
    fn add(&mut self, reports: Vec<Report>) -> Result<()> {
        let reports: Vec<Report> = reports.into_iter().map(|report| self.ids.tell_apart(report)).collect();
        let written: Vec<Result<(Entry, Rows)>> = reports.into_par_iter().map(|report| self.render(&report)).collect();
        for result in written {
            let (entry, rows) = result?;
            for (file, bytes) in self.tables.iter_mut().zip(rows) {
                file.write_all(&bytes).map_err(|error| trouble(self.path, &error))?;
            }
            self.entries.push(entry);
        }
        Ok(())
    }

    fn render(&self, report: &Report) -> Result<(Entry, Rows)> {
        let entry = Entry::of(report);
        let target = self.path.join(entry.path());
        write_whole(&target, |out| json::write(out, report, self.layout))?;
        let rows = datasets::ALL.iter().map(|dataset| {
            let mut writer = csv::Writer::without_header(Vec::new(), dataset);
            writer.report(report)?;
            writer.finish()
        });
        Ok((entry, rows.collect::<io::Result<_>>().context("a dataset cannot be made")?))
    }

    /// Names the CSV files, and the description last: a folder that has one is whole.
    fn end(self) -> Result<Vec<Entry>> {
        for file in self.tables {
            let file = file.into_inner().map_err(|error| trouble(self.path, error.error()))?;
            file.keep().map_err(|error| trouble(self.path, &error))?;
        }
        let description = package::describe(&self.entries);
        write_whole(&self.path.join(package::FILE), |out| json::write(out, &description, json::Layout::Pretty))?;
        Ok(self.entries)
    }
}

fn write_whole(target: &Path, write: impl FnOnce(&mut BufWriter<WholeFile>) -> io::Result<()>) -> Result<()> {
    let file = WholeFile::create(target, true).map_err(|error| trouble(target, &error))?;
    let mut out = BufWriter::with_capacity(super::BUFFER, file);
    let done = write(&mut out).and_then(|()| out.into_inner().map_err(io::IntoInnerError::into_error)?.keep());
    done.map_err(|error| trouble(target, &error))
}
