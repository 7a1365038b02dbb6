//! How long the stages take, and that time grows with the input and no faster.
//!
//! `cargo bench` runs on the fixtures; with the real reports beside the checkout (`IOMX_REPORTS`) on those as well.
#![allow(missing_docs, clippy::print_stderr)]

use std::path::PathBuf;

use divan::Bencher;

fn main() {
    divan::main();
}

/// The fixture report in the form of text out of a PDF.
const FIXTURE: &str = include_str!("../fixtures/reports/hard-wrapped.txt");

fn real(name: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("IOMX_REPORTS").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    std::fs::read(root.join("reports").join(name)).ok()
}

fn extract(bytes: &[u8]) -> usize {
    iomx::extract(bytes, "report.txt", &iomx::Options::default()).map_or(0, |report| report.tables.len())
}

/// A report glued together from copies of the fixture: ten copies are to take about ten times as long as one.
#[divan::bench(args = [1, 10, 100])]
fn copies(bencher: Bencher, count: usize) {
    let text = FIXTURE.repeat(count);
    bencher.bench(|| extract(divan::black_box(text.as_bytes())));
}

/// A whole report glued together from copies: ten copies are to take eleven times as long as one at most.
#[divan::bench(args = [1, 10])]
fn glued(bencher: Bencher, count: usize) {
    match real("2019.txt") {
        Some(bytes) => {
            let bytes = bytes.repeat(count);
            bencher.bench(|| extract(divan::black_box(&bytes)));
        }
        None => eprintln!("2019.txt: not there, set IOMX_REPORTS to the folder that holds reports/"),
    }
}

/// Whole reports as users have them.
#[divan::bench(args = ["2012.txt", "2019.txt", "2012-libreoffice.pdf", "2019-libreoffice.pdf"])]
fn reports(bencher: Bencher, name: &str) {
    match real(name) {
        Some(bytes) => bencher.bench(|| extract(divan::black_box(&bytes))),
        None => eprintln!("{name}: not there, set IOMX_REPORTS to the folder that holds reports/"),
    }
}
