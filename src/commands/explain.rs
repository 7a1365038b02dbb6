//! `iomx explain`: what a finding means.

use std::io::{self, BufWriter, Write};

use anyhow::{Result, bail};
use iomx::finding::{self, Rule};

use super::Outcome;
use super::style::Style;
use crate::cli::Explain;

/// Length of a line of explanation.
const LINE: usize = 90;

/// Runs the command.
pub fn run(args: &Explain) -> Result<Outcome> {
    let mut out = BufWriter::new(io::stdout().lock());
    let style = Style::of(&io::stdout());
    match &args.code {
        None => list(&mut out)?,
        Some(code) => match finding::rule(code) {
            Some(rule) => explain(&mut out, rule, style)?,
            None => bail!("there is no finding '{code}'{}; 'iomx explain' lists them all", hint(code)),
        },
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn list(out: &mut impl Write) -> io::Result<()> {
    let rules: Vec<&Rule> = finding::rules().collect();
    let code = rules.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    let name = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    rules.iter().try_for_each(|rule| writeln!(out, "{:code$}  {:name$}  {}", rule.code, rule.name, rule.summary))
}

fn explain(out: &mut impl Write, rule: &Rule, style: Style) -> io::Result<()> {
    writeln!(out, "{}\n\n{}", style.strong(&format!("{} ({})", rule.code, rule.name)), rule.summary)?;
    for paragraph in rule.explanation.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        writeln!(out, "\n{}", wrapped(paragraph))?;
    }
    if !rule.example.is_empty() {
        writeln!(out, "\n{}", style.strong("Example"))?;
        rule.example.lines().try_for_each(|line| writeln!(out, "    {line}"))?;
    }
    Ok(())
}

/// A paragraph in lines of readable length.
fn wrapped(paragraph: &str) -> String {
    let mut lines = vec![String::new()];
    for word in paragraph.split_whitespace() {
        let full = lines.last().is_some_and(|line| !line.is_empty() && line.len() + word.len() >= LINE);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    lines.join("\n")
}

/// The code that begins most alike.
fn hint(code: &str) -> String {
    let alike = |known: &str| {
        let pairs = known.chars().zip(code.chars());
        pairs.take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
    };
    let likeness = |rule: &&Rule| alike(rule.code).max(alike(rule.name));
    let enough = (code.len() / 2).max(1);
    let nearest = finding::rules().max_by_key(likeness).filter(|rule| likeness(rule) >= enough);
    nearest.map(|rule| format!(" (the nearest is {}, {})", rule.code, rule.name)).unwrap_or_default()
}
