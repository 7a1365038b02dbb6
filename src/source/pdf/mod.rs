//! PDF: the characters and ruling lines of each page, which [`layout`](super::layout) makes lines and table rows of.
//!
//! The file's objects are read by `lopdf` (through `pdf-extract`), encodings of fonts by `pdf-extract`; the content streams are
//! interpreted here, because place, size and font of every character have to be exact (see `interpret`).
//! Time and memory are bounded by `limits` and `bombs`; nothing that a file holds stops more than the page it stands on.

mod bombs;
mod cmap;
mod edge;
mod fonts;
mod interpret;
mod lexer;
mod limits;
mod matrix;
mod mend;
mod objects;
mod open;
mod page;
mod paths;
mod probe;
mod quiet;

use std::sync::atomic::{AtomicUsize, Ordering};

use pdf_extract::{Dictionary, Document};
use rayon::prelude::*;

use self::page::Reading;
use super::findings::{PAGE_CUT, PAGE_EDGE, PAGE_PICTURE, PAGE_UNREADABLE, PAGES_MISSING, TEXT_UNKNOWN};
use super::{Line, layout};
use crate::error::{Error, Result};
use crate::finding::{Cause, Finding, Severity};
use crate::pipeline::{Options, PagesRead};
use crate::span::Span;

/// Below this many pages threads cost more than they save.
const PAGES_FOR_THREADS: usize = 48;
/// More unknown characters than this share of a page are worth a finding.
const UNKNOWN_SHARE: usize = 50;

/// Whether the bytes are a PDF; some writers put a few bytes before the header.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    head.windows(5).any(|window| window == b"%PDF-")
}

/// Reads the pages.
///
/// # Errors
/// When the file cannot be opened at all, is encrypted, or has no text.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<(Vec<Line>, Vec<Finding>)> {
    let document = open::open(bytes, options.password.as_deref())?;
    let dicts = open::pages(&document);
    let readings = read_pages(&document, &dicts, options.pages.as_deref());
    if readings.iter().all(|reading| reading.page.glyphs.is_empty()) {
        return Err(without_text(&readings));
    }
    let mut findings: Vec<Finding> = readings.iter().filter_map(page_finding).collect();
    findings.extend(missing_pages(&document, dicts.len()));
    let pages: Vec<layout::Page> = readings.into_iter().map(|reading| reading.page).collect();
    Ok((layout::lines(pages), findings))
}

fn read_pages(document: &Document, dicts: &[&Dictionary], pages: Option<&PagesRead>) -> Vec<Reading> {
    let (fonts, budget) = (fonts::FontCache::default(), limits::Budget::new());
    let count = |counter: fn(&PagesRead) -> &AtomicUsize, pages_more| {
        pages.map(|pages| counter(pages).fetch_add(pages_more, Ordering::Relaxed));
    };
    count(|pages| &pages.all, dicts.len());
    let read = |(index, dict): (usize, &&Dictionary)| {
        let reading = page::read(document, dict, index as u32 + 1, &fonts, &budget);
        count(|pages| &pages.read, 1);
        reading
    };
    if dicts.len() < PAGES_FOR_THREADS {
        dicts.iter().enumerate().map(read).collect()
    } else {
        dicts.par_iter().enumerate().map(read).collect()
    }
}

fn without_text(readings: &[Reading]) -> Error {
    if readings.iter().any(|reading| reading.images > 0) {
        Error::Scanned(readings.len())
    } else {
        Error::DamagedPdf("no text can be read on any of its pages; get a whole copy of the file".into())
    }
}

fn page_finding(reading: &Reading) -> Option<Finding> {
    let number = reading.page.number;
    let (code, what) = if reading.failed {
        (PAGE_UNREADABLE, format!("page {number} could not be read"))
    } else if reading.damaged {
        (PAGE_UNREADABLE, format!("page {number} could be read only in part: its content is damaged"))
    } else if reading.cut {
        (PAGE_CUT, format!("page {number} holds more than iomx reads of one page; the rest of it is missing"))
    } else if reading.beyond {
        (
            PAGE_EDGE,
            format!("page {number} is too narrow for what stands on it; what goes on beyond its right edge was read"),
        )
    } else if reading.unknown * UNKNOWN_SHARE > reading.page.glyphs.len() {
        let unknown = reading.unknown;
        (TEXT_UNKNOWN, format!("{unknown} characters of page {number} are in a font that does not tell what they mean"))
    } else if reading.page.glyphs.is_empty() && reading.images > 0 {
        (PAGE_PICTURE, format!("page {number} is a picture without text; run OCR on it to read it"))
    } else {
        return None;
    };
    Some(Finding::new(code, Severity::Warning, Cause::Text, Span::line(Some(number), 1), what))
}

fn missing_pages(document: &Document, found: usize) -> Option<Finding> {
    let said = open::page_count(document);
    let what = format!("the PDF says that it has {said} pages, but only {found} can be found");
    (said > found).then(|| Finding::new(PAGES_MISSING, Severity::Warning, Cause::Text, Span::default(), what))
}
