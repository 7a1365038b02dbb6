//! `iomx schema`: JSON Schema of what is written.

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use iomx::output::{json, schema};

use super::Outcome;
use crate::cli::Schema;

/// Runs the command.
pub fn run(args: &Schema) -> Result<Outcome> {
    let schema = args.dataset.map_or_else(schema::report, schema::row);
    let mut out = BufWriter::new(io::stdout().lock());
    json::write(&mut out, &schema, json::Layout::Pretty)?;
    out.flush()?;
    Ok(Outcome::Done)
}
