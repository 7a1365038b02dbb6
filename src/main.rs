//! The command line of `iomx`.

mod cli;
mod commands;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use self::cli::{Cli, Command};
use self::commands::Outcome;

/// Exit status: nothing could be done.
const NOTHING_DONE: u8 = 2;

/// Exit status: done, but something is to be looked at.
const DOUBTFUL: u8 = 1;

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Doubtful) => ExitCode::from(DOUBTFUL),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            _ = writeln!(io::stderr(), "iomx: {error:#}");
            ExitCode::from(NOTHING_DONE)
        }
    }
}

fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Extract(args) => commands::extract::run(&args),
        Command::Tables(args) => commands::tables::run(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Series(args) => commands::series::run(&args),
        Command::Diff(args) => commands::diff::run(&args),
        Command::Schema(args) => commands::schema::run(&args),
        Command::Completions(args) => commands::shell::completions(&args),
        Command::Man => commands::shell::man(),
    }
}

/// Whether nobody reads on (`| head`): that is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    })
}
