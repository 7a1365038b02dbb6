//! From what was typed to what is meant: what to write, in which form, where.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use iomx::output::{Dataset, csv, datasets, json};

use crate::cli::{Extract, Format};

/// What to write.
#[derive(Debug, Clone)]
pub enum What {
    /// Whole reports as JSON.
    Reports(json::Layout),
    /// A dataset as CSV.
    Csv(&'static Dataset, csv::Layout),
    /// A dataset as JSON Lines.
    Jsonl(&'static Dataset),
    /// A table as printed, with or without a byte order mark.
    Wide(String, bool),
    /// A table typed.
    Table(String, json::Layout),
    /// A workbook.
    Workbook,
    /// Everything, into a folder.
    Everything,
}

/// Where to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
    /// A folder.
    Folder(PathBuf),
}

/// What is meant.
pub fn meant(args: &Extract) -> Result<(What, Target)> {
    let target = target(args);
    let what = match &target {
        Target::Folder(path) => everything(args, path)?,
        Target::File(path) => what(args, file_format(args, path)?, &target)?,
        Target::Stdout => what(args, args.format.unwrap_or(default_format(args)), &target)?,
    };
    if args.skip_unchanged && !matches!(what, What::Everything) {
        bail!("--skip-unchanged works with a folder (-o out/)");
    }
    Ok((what, target))
}

/// A path that is a folder, ends like one, or has no ending, is a folder.
fn target(args: &Extract) -> Target {
    match &args.output {
        None => Target::Stdout,
        Some(path) if path.as_os_str() == "-" => Target::Stdout,
        Some(path) if is_folder(path, args.format.is_some()) => Target::Folder(path.clone()),
        Some(path) => Target::File(path.clone()),
    }
}

fn is_folder(path: &Path, format_given: bool) -> bool {
    let ends_like_one = path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    path.is_dir() || ends_like_one || (path.extension().is_none() && !format_given && !path.exists())
}

fn everything(args: &Extract, path: &Path) -> Result<What> {
    if args.format.is_some() || args.dataset.is_some() || args.table.is_some() {
        bail!(
            "{}: a folder gets every dataset and report; leave out --format, --dataset and --table, or name a file",
            path.display()
        );
    }
    Ok(What::Everything)
}

fn file_format(args: &Extract, path: &Path) -> Result<Format> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("json") => Ok(Format::Json),
        Some("jsonl" | "ndjson") => Ok(Format::Jsonl),
        Some("csv") => Ok(Format::Csv),
        Some("xlsx") => Ok(Format::Xlsx),
        _ if path.exists() && !path.is_file() => Ok(default_format(args)),
        _ => bail!("{}: the ending tells no format; use .json, .jsonl, .csv or .xlsx, or --format", path.display()),
    }
}

fn default_format(args: &Extract) -> Format {
    if args.dataset.is_some() || args.table.is_some() { Format::Csv } else { Format::Json }
}

fn what(args: &Extract, format: Format, target: &Target) -> Result<What> {
    let dataset = args.dataset.or_else(|| datasets::find("observations"));
    let layout = json_layout(args, target);
    match (format, &args.table, dataset) {
        (Format::Csv, Some(id), _) => Ok(What::Wide(id.clone(), args.bom)),
        (Format::Json, Some(id), _) => Ok(What::Table(id.clone(), layout)),
        (_, Some(_), _) => bail!("--table works with --format csv (as printed) and json (typed)"),
        (Format::Csv, _, Some(dataset)) => Ok(What::Csv(dataset, csv::Layout { bom: args.bom, hxl: args.hxl })),
        (Format::Jsonl, _, Some(dataset)) => Ok(What::Jsonl(dataset)),
        (_, _, Some(dataset)) if args.dataset.is_some() => {
            bail!("--dataset {} works with --format csv and jsonl", dataset.name)
        }
        (Format::Xlsx, ..) if *target == Target::Stdout && io::stdout().is_terminal() => {
            bail!("a workbook is no text for a terminal; write it to a file: -o report.xlsx")
        }
        (Format::Xlsx, ..) => Ok(What::Workbook),
        _ => Ok(What::Reports(layout)),
    }
}

fn json_layout(args: &Extract, target: &Target) -> json::Layout {
    let on_terminal = *target == Target::Stdout && io::stdout().is_terminal();
    if args.pretty || (on_terminal && !args.compact) { json::Layout::Pretty } else { json::Layout::Compact }
}
