//! Whole fixture reports against their expected datasets, and the real reports where they are at hand.
//!
//! `IOMX_BLESS=1 cargo test --test reports` writes the expected files anew (and fails, so that it cannot be left on):
//! read the difference before committing it.
#![allow(missing_docs, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const FIXTURES: [&str; 3] = ["ocr-markdown.md", "hard-wrapped.txt", "framed-boxes.txt"];
const DATASETS: [&str; 7] = ["observations", "paragraphs", "sections", "footnotes", "tables", "quantities", "findings"];

fn dataset(report: &Path, name: &str) -> String {
    let run = Command::cargo_bin("iomx").unwrap().args(["extract", "-q", "-f", "csv", "-d", name]).arg(report).assert();
    String::from_utf8(run.success().get_output().stdout.clone()).unwrap()
}

#[test]
fn fixtures_give_what_is_expected() {
    let bless = std::env::var_os("IOMX_BLESS").is_some();
    for report in FIXTURES {
        let stem = report.split('.').next().unwrap();
        let folder = Path::new("fixtures/expected").join(stem);
        for name in DATASETS {
            let (path, got) =
                (folder.join(name).with_extension("csv"), dataset(&Path::new("fixtures/reports").join(report), name));
            if bless {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&path, &got).unwrap();
                continue;
            }
            let expected = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(got == expected, "{}", first_difference(&path, &expected, &got));
        }
    }
    assert!(!bless, "the expected files are written; look at them and run again without IOMX_BLESS");
}

fn first_difference(path: &Path, expected: &str, got: &str) -> String {
    let mut lines = expected.lines().zip(got.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((at, (a, b))) => format!("{}, line {}:\nexpected {a}\ngot      {b}", path.display(), at + 1),
        None => {
            format!("{}: {} lines expected, {} given", path.display(), expected.lines().count(), got.lines().count())
        }
    }
}

/// Folder with `reports/` and `expected/`, if it is there.
fn real() -> Option<PathBuf> {
    let root = std::env::var_os("IOMX_REPORTS").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    if root.join("reports").is_dir() {
        return Some(root);
    }
    eprintln!("{}: no reports there, the tests of real reports are left out (set IOMX_REPORTS)", root.display());
    None
}

type Cell = (String, String, String);

/// Row, column and value of each record that `keep` accepts, by table, counted.
fn cells(csv: &str, keep: impl Fn(&BTreeMap<String, String>) -> bool) -> BTreeMap<Cell, usize> {
    let mut counts = BTreeMap::new();
    let plain = |text: &str| text.replace(['’', '‘'], "'").replace('–', "-").to_lowercase();
    for record in csv::Reader::from_reader(csv.as_bytes()).deserialize() {
        let record: BTreeMap<String, String> = record.unwrap();
        if keep(&record) {
            let value: f64 = record["value"].parse().unwrap_or(f64::NAN);
            let cell = (plain(&record["row"]), plain(&record["column"]), value.to_string());
            *counts.entry(cell).or_default() += 1;
        }
    }
    counts
}

/// How many of `wanted` are among `found`.
fn met(wanted: &BTreeMap<Cell, usize>, found: &BTreeMap<Cell, usize>) -> usize {
    wanted.iter().map(|(cell, count)| (*count).min(found.get(cell).copied().unwrap_or(0))).sum()
}

#[test]
fn real_reports_are_read_and_nothing_wrong_is_vouched_for() {
    let Some(root) = real() else { return };
    for (report, expected, least) in [
        ("2019.txt", "2019", 1.0),
        ("2012.txt", "2012", 0.99),
        ("2019-libreoffice.pdf", "2019-libreoffice", 0.999),
        ("2012-libreoffice.pdf", "2012-libreoffice", 0.999),
    ] {
        let gold = fs::read_to_string(root.join("expected").join(expected).join("tables.csv")).unwrap();
        let got = dataset(&root.join("reports").join(report), "observations");
        let sure = cells(&gold, |record| record.get("suspect").is_none_or(|suspect| suspect != "1"));
        let all = cells(&got, |_| true);
        let share = met(&sure, &all) as f64 / sure.values().sum::<usize>() as f64;
        assert!(share >= least, "{report}: {share} of the cells");
        let vouched = cells(&got, |record| matches!(record["status"].as_str(), "proved" | "consistent"));
        let wrong = vouched.values().sum::<usize>() - met(&vouched, &cells(&gold, |_| true));
        assert_eq!(wrong, 0, "{report}: wrong cells called proved or consistent");
    }
}

/// Paragraph, value and unit of each figure.
fn figures(csv: &str, keep: impl Fn(&BTreeMap<String, String>) -> bool) -> BTreeMap<Cell, usize> {
    let mut counts = BTreeMap::new();
    for record in csv::Reader::from_reader(csv.as_bytes()).deserialize() {
        let record: BTreeMap<String, String> = record.unwrap();
        if keep(&record) {
            let value: f64 = record["value"].parse().unwrap_or(f64::NAN);
            let figure = (record["paragraph"].clone(), record["unit"].clone(), value.to_string());
            *counts.entry(figure).or_default() += 1;
        }
    }
    counts
}

#[test]
fn figures_in_the_prose_of_real_reports_are_found_and_none_is_false() {
    let Some(root) = real() else { return };
    for year in ["2019", "2012"] {
        let expected = root.join("expected").join(year);
        let gold = fs::read_to_string(expected.join("quantities.csv")).unwrap();
        let sample = fs::read_to_string(expected.join("quantities-paragraphs.txt")).unwrap();
        let got = dataset(&root.join("reports").join(format!("{year}.txt")), "quantities");
        let wanted = figures(&gold, |record| record["kind"] != "ordinal_ignored");
        let found = figures(&got, |record| sample.split_whitespace().any(|number| number == record["paragraph"]));
        assert_eq!(found, wanted, "{year}");
    }
}
