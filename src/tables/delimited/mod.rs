//! Tables whose form delimits the cells: by TAB or `|` in Markdown out of OCR, by geometry in a PDF.
//!
//! [`locate`] finds the blocks of such lines and puts parts, halves, captions and notes together. [`read`] turns a
//! region into a [`Sheet`]:
//!
//! 1. [`parts`]: header rows and body rows, stub columns.
//! 2. [`repeats`], [`header`], [`levels`], [`spread`], [`shape`], [`torn`], [`names`]: header paths; torn words are mended with the [`words`] that the report prints.
//! 3. [`draft`], [`cell`], [`numerals`]: body rows with what each cell holds; specks are no numbers.
//! 4. [`ghosts`], [`wraps`]: lines printed twice and wrapped labels.
//! 5. [`sides`], [`align`], [`halves`]: the halves of a wide table.
//! 6. [`growing`], [`lost`], [`stacks`]: several rows in one line, rows printed while they grow, lost totals.
//! 7. [`groups`], [`carried`]: group paths. [`merged`]: cells over several columns. [`build`]: the sheet. [`remarks`]: the findings.
//!
//! No value is mended. Where the form gives reason to doubt a number or its place, its piece is `doubtful`; what was set
//! aside is a finding with its line.

mod align;
mod blocks;
mod body;
mod build;
mod carried;
mod cell;
mod draft;
mod ghosts;
mod groups;
mod growing;
mod halves;
mod header;
mod levels;
mod locate;
mod lost;
mod merged;
mod names;
mod notes;
mod numerals;
mod parts;
pub mod remarks;
mod repeats;
mod shape;
mod sides;
mod spread;
mod stacks;
mod stub;
#[cfg(test)]
mod testing;
mod torn;
mod words;
mod wraps;

pub use locate::locate;

use crate::finding::Finding;
use crate::normalise::CleanText;
use crate::source::Line;
use crate::tables::Region;
use crate::tables::sheet::Sheet;
use body::Body;
use words::Words;

/// Whether a region is of this form.
pub fn is_delimited(text: &CleanText, region: &Region) -> bool {
    region.lines.iter().any(|index| !text.lines[*index].cells.is_empty())
}

/// A line between two rows that does not part them: the rule of a pipe table, the rest of a row above.
fn carries_on(line: &Line) -> bool {
    line.joined || is_rule(line)
}

/// The rule under the header of a pipe table.
fn is_rule(line: &Line) -> bool {
    let raw = line.raw.trim();
    raw.starts_with('|') && raw.len() > 2 && raw.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// What the report prints elsewhere; built once for all its tables.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Words,
}

impl Lexicon {
    /// The words of the prose and the row labels of the regions.
    pub fn of(text: &CleanText, regions: &[Region]) -> Self {
        let mut words = Words::of(text);
        for region in regions {
            for segment in parts::segments(text, region) {
                let Some(column) = segment.stubs.checked_sub(1) else { continue };
                let cells = segment.body.iter().filter_map(|row| row.cell(column));
                let labels = cells.filter(|cell| parts::is_label(cell)).map(|cell| header::label(&cell.text));
                // A line of a wrapped label is no label.
                let whole = labels.filter(|label| !ghosts::goes_on(label) && !ghosts::is_unfinished(label));
                whole.for_each(|label| words.add_label(&label));
            }
        }
        Self { words }
    }
}

/// Reads a region.
pub fn read(text: &CleanText, region: &Region, lexicon: &Lexicon) -> (Sheet, Vec<Finding>) {
    let segments = parts::segments(text, region);
    let sides = sides::sides(&segments, &lexicon.words);
    let body = Body::of(text, &segments, &sides, &lexicon.words);
    let sheet = build::sheet(text, region, &sides, groups::assign(body.rows));
    let mut findings = remarks::findings(text, region, &body.remarks);
    findings.extend(remarks::unassigned(region, &sheet));
    findings.extend(remarks::illegible(text, region, &segments));
    (sheet, findings)
}
