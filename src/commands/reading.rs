//! Reads reports: one, or many on all cores, always given out in the order of the inputs.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use iomx::{Options, Report};
use rayon::prelude::*;

use super::inputs::{Input, expand};
use super::pages::PagesBar;
use super::style::Style;
use super::{Outcome, summary};
use crate::cli::Inputs;

/// So many reports per thread are in memory at most, so that memory does not grow with their number.
const REPORTS_PER_THREAD: usize = 4;

/// Reads the inputs of a command.
pub struct Reader<'a> {
    args: &'a Inputs,
    inputs: Vec<Input>,
    options: Options,
    bar: ProgressBar,
    style: Style,
    /// Whether a line is said of every report that was read.
    pub tells_summary: bool,
    failed: Vec<String>,
}

/// A stage, how many things it gave, and how long it took.
type Timing = (&'static str, usize, Duration);

impl<'a> Reader<'a> {
    /// Finds the inputs; reads nothing yet.
    pub fn new(args: &'a Inputs) -> Result<Self> {
        let inputs = expand(&args.inputs)?;
        let shows_bar = inputs.len() > 1 && !args.quiet && io::stderr().is_terminal();
        let target = if shows_bar { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} reports {elapsed}").context("progress bar")?;
        let bar = ProgressBar::with_draw_target(Some(inputs.len() as u64), target).with_style(style);
        let options = Options { password: args.password.clone(), ..Options::default() };
        let style = Style::of(&io::stderr());
        Ok(Self { args, inputs, options, bar, style, tells_summary: false, failed: Vec::new() })
    }

    /// The inputs.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// Reads the only input there is.
    pub fn one(&mut self) -> Result<Report> {
        let shows_pages = !self.args.quiet && io::stderr().is_terminal();
        let pages = shows_pages.then(|| PagesBar::watch(Arc::clone(self.options.pages.get_or_insert_default())));
        let [input] = self.inputs.as_slice() else { bail!("this takes one report; {} were given", self.inputs.len()) };
        let read = self.read(input);
        drop(pages);
        let (report, timings) = read?;
        self.tell(&input.label(), &report, &timings);
        Ok(report)
    }

    /// Reads all inputs and hands over the reports that could be read, in order. An input that fails is said and remembered;
    /// when all fail, so does this.
    pub fn each(&mut self, mut take: impl FnMut(Report) -> Result<()>) -> Result<()> {
        self.batches(|batch| batch.into_iter().try_for_each(&mut take))
    }

    /// As [`Reader::each`], some reports at a time, so that the taker can use all cores too.
    pub fn batches(&mut self, mut take: impl FnMut(Vec<Report>) -> Result<()>) -> Result<()> {
        if self.inputs.len() == 1 {
            let report = self.one()?;
            return take(vec![report]);
        }
        self.start_threads();
        let inputs = self.inputs.clone();
        for some in inputs.chunks(rayon::current_num_threads() * REPORTS_PER_THREAD) {
            let read: Vec<_> = some.par_iter().map(|input| self.read_counting(input)).collect();
            take(self.sort_out(some, read))?;
        }
        self.bar.finish_and_clear();
        if self.failed.len() == self.inputs.len() {
            bail!("none of the {} inputs could be read", self.inputs.len());
        }
        Ok(())
    }

    /// Labels of the inputs that could not be read.
    pub fn failed(&self) -> &[String] {
        &self.failed
    }

    /// Starts as many threads as wanted; that they run already is no error.
    fn start_threads(&self) {
        let threads = self.args.jobs.map_or(0, std::num::NonZeroUsize::get);
        _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }

    fn read_counting(&self, input: &Input) -> Result<(Report, Vec<Timing>)> {
        let read = self.read(input);
        self.bar.inc(1);
        read
    }

    fn read(&self, input: &Input) -> Result<(Report, Vec<Timing>)> {
        let bytes = input.bytes()?;
        let mut timings = Vec::new();
        let mut since = Instant::now();
        let mut watch = |stage, count| {
            timings.push((stage, count, since.elapsed()));
            since = Instant::now();
        };
        let report = iomx::extract_watched(&bytes, &input.name(), &self.options, &mut watch);
        Ok((report.with_context(|| input.label())?, timings))
    }

    fn sort_out(&mut self, inputs: &[Input], read: Vec<Result<(Report, Vec<Timing>)>>) -> Vec<Report> {
        let mut reports = Vec::with_capacity(read.len());
        for (input, result) in inputs.iter().zip(read) {
            match result {
                Ok((report, timings)) => {
                    self.tell(&input.label(), &report, &timings);
                    reports.push(report);
                }
                Err(error) => {
                    self.say(&format!("{} {error:#}", self.style.error("error:")));
                    self.failed.push(input.label());
                }
            }
        }
        reports
    }

    fn tell(&self, label: &str, report: &Report, timings: &[Timing]) {
        if self.args.verbose {
            for (stage, count, time) in timings {
                self.say(&format!("{label}: {:>9.3} ms  {stage}: {count}", time.as_secs_f64() * 1e3));
            }
        }
        let missing = summary::missing(report);
        if !missing.is_empty() && !self.args.quiet {
            let warning = self.style.warning("warning:");
            self.say(&format!("{label}: {warning} not found: {}; is this an IOM annual report?", missing.join(", ")));
        }
        if self.tells_summary && !self.args.quiet {
            self.say(&format!("{label}: {}", summary::line(report)));
        }
    }

    /// Says a line on standard error. Nobody listening is no reason to stop.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| _ = writeln!(io::stderr(), "iomx: {line}"));
    }

    /// As [`Reader::say`], unless the user wants quiet.
    pub fn remark(&self, line: &str) {
        if !self.args.quiet {
            self.say(line);
        }
    }
}

/// How a command ends that has read what could be read; names at the end what failed, since the line about it may have
/// scrolled away.
pub fn outcome(reader: &Reader<'_>) -> Outcome {
    let failed = reader.failed();
    if failed.is_empty() {
        return Outcome::Done;
    }
    let count = format!("{} of {}", failed.len(), summary::counted(reader.inputs().len(), "input"));
    reader.say(&format!("{count} could not be read: {}", failed.join(", ")));
    Outcome::Doubtful
}
