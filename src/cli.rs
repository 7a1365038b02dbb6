//! What the user typed. Nothing is opened here.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use iomx::output::{Dataset, datasets};

const ABOUT: &str = "Turns the annual reports of the International Organization for Migration (IOM) into typed data, \
                     and says of every number how well the report itself supports it";

const EXAMPLES: &str = "\
Examples:
  iomx tables 2019.txt                       which tables there are, what they are worth
  iomx extract 2019.txt -t annex-ii          one table as it is printed
  iomx extract 2019.txt -f csv > cells.csv   every printed number of every table, one a row
  iomx extract 2019.pdf -o 2019.json         the whole typed report
  iomx extract reports/ -o out/              a shelf of reports: CSV, JSON and datapackage.json
  iomx check 2019.txt                        do the printed sums hold, and where not?

";

const AFTER: &str = "\
Every number has a status: 'proved' (two independent printed relations hold), 'consistent' (one holds), 'unproved' \
(nothing printed tests it) or 'contradicted' (a relation fails). A printed value is never changed.

Data goes to standard output, everything said to standard error. Exit status: 0 done; 1 done, but 'check' found a \
contradiction or some of several inputs failed; 2 wrong usage, or nothing could be read or written.

'iomx <COMMAND> --help' shows the options and examples of a command.";

/// Examples come first: a command is learned from them.
const TEMPLATE: &str = "{about}.\n\n{usage-heading} {usage}\n\n{before-help}{all-args}{after-help}";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "iomx", version = env!("IOMX_VERSION"), about = ABOUT, before_help = EXAMPLES, after_help = AFTER)]
#[command(propagate_version = true, max_term_width = 110, disable_help_subcommand = true)]
#[command(help_template = TEMPLATE)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Typed report as JSON, one dataset as CSV or JSON Lines, one table, or everything into a folder
    #[command(before_help = EXTRACT_EXAMPLES, help_template = TEMPLATE)]
    Extract(Extract),
    /// Which tables there are: id, size, place, state, caption
    #[command(before_help = TABLES_EXAMPLES, help_template = TEMPLATE)]
    Tables(Tables),
    /// Prove the numbers: every sum and cross-reference, and what fails
    #[command(before_help = CHECK_EXAMPLES, help_template = TEMPLATE)]
    Check(Check),
    /// What a finding code means, and what to do about it
    Explain(Explain),
    /// Staff and recurring tables of several reports as one tidy series over the years
    #[command(before_help = SERIES_EXAMPLES, help_template = TEMPLATE)]
    Series(Series),
    /// What changed between two reports
    #[command(before_help = DIFF_EXAMPLES, help_template = TEMPLATE)]
    Diff(Diff),
    /// JSON Schema (2020-12) of the report, or of one dataset
    Schema(Schema),
    /// Completions for a shell, on standard output
    Completions(Completions),
    /// The manual page, on standard output (read it with: iomx man | man -l -)
    Man,
}

const EXTRACT_EXAMPLES: &str = "\
Examples:
  iomx extract 2019.txt                          the typed report as JSON
  iomx extract 2019.txt -d staff -f csv          all counts of staff, by nationality, grade and sex
  iomx extract 2012.txt 2019.txt -f csv          the printed cells of both, under one header
  iomx extract 2019.txt -t table-1 -o t1.csv     one table as printed (ids: iomx tables 2019.txt)
  iomx extract 2019.txt -o 2019.xlsx             a workbook, doubtful numbers in colour
  iomx extract reports/ -o out/                  JSON, CSV and datapackage.json of a whole folder
  pdftotext -layout 2019.pdf - | iomx extract -  from standard input

";

const TABLES_EXAMPLES: &str = "\
Examples:
  iomx tables 2019.txt
  iomx tables reports/ --format csv > tables.csv

";

const CHECK_EXAMPLES: &str = "\
Examples:
  iomx check 2019.txt                     what holds, what fails, with the printed line
  iomx check 2012.txt --format csv        the findings as data
  iomx check reports/ --exit-zero         only look: never exit with 1

";

const SERIES_EXAMPLES: &str = "\
Examples:
  iomx series reports/ > staff.csv               staff of all years
  iomx series reports/ --table 'annex ii'        a recurring table, by words of its id or caption

";

const DIFF_EXAMPLES: &str = "\
Examples:
  iomx diff 2018.txt 2019.txt             members joined, rows renamed, figures revised

";

/// Which reports to read, and how.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Report files (.txt, .md, .pdf), folders of them, patterns such as '*.txt', or - for standard input. The kind is told
    /// by content, never by the name
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    /// Password of an encrypted PDF
    #[arg(long, value_name = "WORD", help_heading = "Reading")]
    pub password: Option<String>,
    /// Read so many reports at the same time (default: one per core)
    #[arg(short, long, value_name = "N", help_heading = "Reading")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Say nothing but errors
    #[arg(short, long, help_heading = "Messages", conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say what each stage did and how long it took
    #[arg(short, long, help_heading = "Messages")]
    pub verbose: bool,
}

impl Inputs {
    /// One input, read as usual.
    pub fn only(path: &Path) -> Self {
        Self { inputs: vec![path.to_path_buf()], password: None, jobs: None, quiet: false, verbose: false }
    }
}

/// Options of `extract`.
#[derive(Debug, Args)]
pub struct Extract {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Output format [default: json; csv with --dataset or --table; the ending of --output]
    #[arg(short, long, value_enum, help_heading = "What to write")]
    pub format: Option<Format>,
    /// Which dataset, for csv and jsonl [default: observations]
    #[arg(short, long, value_name = "NAME", value_parser = dataset_parser(), help_heading = "What to write")]
    pub dataset: Option<&'static Dataset>,
    /// One table as it is printed: labels down, columns across (csv), or typed (json)
    #[arg(short, long, value_name = "ID", conflicts_with = "dataset", help_heading = "What to write")]
    pub table: Option<String>,
    /// A file (its ending tells the format), or a folder for everything
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath, help_heading = "Where to write")]
    pub output: Option<PathBuf>,
    /// Replace what is there
    #[arg(long, help_heading = "Where to write", requires = "output")]
    pub force: bool,
    /// Do nothing where the folder already holds exactly these inputs (by SHA-256)
    #[arg(long, help_heading = "Where to write", requires = "output")]
    pub skip_unchanged: bool,
    /// Indented JSON (the default on a terminal)
    #[arg(long, help_heading = "Layout", conflicts_with = "compact")]
    pub pretty: bool,
    /// JSON on one line (the default in a pipe or file)
    #[arg(long, help_heading = "Layout")]
    pub compact: bool,
    /// Begin CSV with a byte order mark, so that Excel knows it is UTF-8
    #[arg(long, help_heading = "Layout")]
    pub bom: bool,
    /// A second header row of HXL hashtags in CSV
    #[arg(long, help_heading = "Layout")]
    pub hxl: bool,
}

/// Output formats of `extract`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The whole typed report
    Json,
    /// One dataset, one JSON object a line
    Jsonl,
    /// One dataset, or one table as printed
    Csv,
    /// A workbook: a sheet per dataset and per table
    Xlsx,
}

/// How `tables`, `check` and `diff` answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Answer {
    /// For people
    Text,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// Options of `tables`.
#[derive(Debug, Args)]
pub struct Tables {
    #[command(flatten)]
    pub inputs: Inputs,
    /// How to answer
    #[arg(short, long, value_enum, default_value_t = Answer::Text)]
    pub format: Answer,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub inputs: Inputs,
    /// How to answer
    #[arg(short, long, value_enum, default_value_t = Answer::Text)]
    pub format: Answer,
    /// Exit with 0 even where numbers contradict each other
    #[arg(long)]
    pub exit_zero: bool,
    /// Show notes too: differences that are explained, things set aside
    #[arg(short, long)]
    pub all: bool,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// Code or name of a finding; without it, all codes are listed
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Options of `series`.
#[derive(Debug, Args)]
pub struct Series {
    #[command(flatten)]
    pub inputs: Inputs,
    /// A recurring table instead of staff: words of its id or caption
    #[arg(short, long, value_name = "WORDS")]
    pub table: Option<String>,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = Rows::Csv)]
    pub format: Rows,
}

/// Formats of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    /// Comma-separated values
    Csv,
    /// One JSON object a line
    Jsonl,
}

/// Options of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier report
    #[arg(value_name = "A", value_hint = ValueHint::FilePath)]
    pub old: PathBuf,
    /// The later report
    #[arg(value_name = "B", value_hint = ValueHint::FilePath)]
    pub new: PathBuf,
    /// How to answer
    #[arg(short, long, value_enum, default_value_t = Answer::Text)]
    pub format: Answer,
}

/// Options of `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// A dataset; without it, the report
    #[arg(value_name = "DATASET", value_parser = dataset_parser())]
    pub dataset: Option<&'static Dataset>,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

/// Takes the name of a dataset, lists them in the help, and suggests one for a misspelt name.
fn dataset_parser() -> impl TypedValueParser<Value = &'static Dataset> {
    let names = datasets::ALL.iter().map(|dataset| PossibleValue::new(dataset.name).help(dataset.about));
    PossibleValuesParser::new(names).try_map(|name| datasets::find(&name).ok_or("no such dataset"))
}
