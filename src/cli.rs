//! What the user typed. Nothing is opened here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Extracts the tables, sections and figures of IOM annual reports as typed data, and proves the numbers.
#[derive(Debug, Parser)]
#[command(name = "iomx", version, propagate_version = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Typed report as JSON, or one dataset as CSV or JSON Lines.
    Extract(Extract),
}

/// Options of `extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// Report files (.txt, .md, .pdf), folders of them, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// Dataset, for csv and jsonl
    #[arg(short, long, value_name = "NAME", default_value = "observations")]
    pub dataset: String,
}

/// Output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The whole typed report
    Json,
    /// One dataset, one JSON object a line
    Jsonl,
    /// One dataset
    Csv,
}
