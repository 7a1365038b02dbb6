//! Tables whose form delimits the cells: by TAB or `|` in Markdown out of OCR, by geometry in a PDF.
//!
//! [`locate`] finds the blocks of such lines and puts parts, halves, captions and notes together. [`read`] turns a
//! region into a [`Sheet`]:
//!
//! 1. [`parts`]: header rows and body rows, stub columns.
//! 2. [`header`], [`spread`], [`torn`]: header paths; torn words are mended with the [`words`] that the report prints.
//! 3. [`draft`], [`cell`], [`numerals`]: body rows with what each cell holds; specks are no numbers.
//! 4. [`ghosts`], [`wraps`]: lines printed twice and wrapped labels.
//! 5. [`halves`], [`stacks`]: the halves of a wide table, several rows in one line.
//! 6. [`groups`]: group paths.
//!
//! No value is mended. Where the form gives reason to doubt a number or its place, its piece is `doubtful`; what was set
//! aside is a finding with its line.

mod align;
mod blocks;
mod cell;
mod draft;
mod ghosts;
mod groups;
mod growing;
mod halves;
mod header;
mod locate;
mod lost;
mod notes;
mod numerals;
mod parts;
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

use crate::finding::{Cause, Finding, Severity};
use crate::normalise::CleanText;
use crate::report::{Column, Role, Unit};
use crate::source::Line;
use crate::tables::Region;
use crate::tables::labels;
use crate::tables::sheet::{Pieces, Placed, Sheet, SheetRow};
use align::Sums;
use draft::{Draft, Drafting};
use ghosts::Ghost;
use growing::Growth;
use parts::Segment;
use sides::Side;
use words::Words;

/// Whether a region is of this form.
pub fn is_delimited(text: &CleanText, region: &Region) -> bool {
    region.lines.iter().any(|index| !text.lines[*index].cells.is_empty())
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
    let ghosts = body.ghosts.iter().map(|ghost| report_ghost(text, region, ghost));
    let findings = ghosts.chain(body.growths.iter().map(|growth| report_growth(text, region, growth))).collect();
    (sheet(text, region, &sides, groups::assign(body.rows)), findings)
}

/// The lines of a region that are an image of another line.
fn report_ghost(text: &CleanText, region: &Region, ghost: &Ghost) -> Finding {
    let of = text.lines[ghost.of].number;
    let message = format!("the text prints line {of} a second time, damaged; its numbers were set aside");
    let span = text.span(ghost.index);
    Finding::new("IOMX-R01", Severity::Note, Cause::Text, span, message).in_table(region.id.clone())
}

/// The states of a growing stack.
fn report_growth(text: &CleanText, region: &Region, growth: &Growth) -> Finding {
    let line = |index: usize| text.lines[index].number;
    let (first, last) =
        (growth.lines.iter().min().map_or(0, |i| line(*i)), growth.lines.iter().max().map_or(0, |i| line(*i)));
    let kept = growth.kept.map_or(String::from("none of them could be cut into rows"), |index| {
        format!("line {} was kept, the one with as many totals as labels", line(index))
    });
    let message =
        format!("the text prints one stack of rows again and again while it grows (lines {first} to {last}); {kept}");
    let span = growth.lines.first().map(|index| text.span(*index)).unwrap_or_default();
    Finding::new("IOMX-R02", Severity::Warning, Cause::Text, span, message).in_table(region.id.clone())
}

/// The rows of a table, and what was set aside on the way.
#[derive(Default)]
struct Body {
    rows: Vec<Draft>,
    ghosts: Vec<Ghost>,
    growths: Vec<Growth>,
}

impl Body {
    /// The rows of all segments, the sides of a wide table joined.
    fn of(text: &CleanText, segments: &[Segment], sides: &[Side], words: &Words) -> Self {
        let dashes = draft::prints_dashes(segments);
        let known: Vec<&str> = sides::columns(sides).map(|column| column.label.as_str()).collect();
        let mut body = Self::default();
        for run in sides::runs(sides, segments.len()) {
            let mut joined: Vec<Draft> = Vec::new();
            for side in sides {
                let drafting = Drafting { text, heads: &side.heads, offset: side.offset, dashes };
                let here = side.segments.iter().filter(|at| run.contains(at));
                let mut rows: Vec<Draft> =
                    here.flat_map(|at| drafting.drafts(&segments[*at], &stub::title(&segments[*at], words))).collect();
                inherit_titles(&mut rows);
                joined = match (joined.is_empty(), side.labelled) {
                    (true, false) => rows,
                    (true, true) => body.mend(rows, &known, words),
                    (false, true) => halves::join_by_label(joined, body.mend(rows, &known, words)),
                    (false, false) => halves::join(joined, rows, sums(sides).as_ref()),
                };
            }
            lost::name_total(&mut joined, words);
            body.rows.extend(stacks::deal(joined, &known, words));
        }
        body
    }

    fn mend(&mut self, mut rows: Vec<Draft>, known: &[&str], words: &Words) -> Vec<Draft> {
        rows.iter_mut().for_each(|draft| wraps::mend_stubs(draft, known, words));
        let mut rows = lost::part_subtotals(rows, known, words);
        stacks::settle(&mut rows, known, words);
        let (rows, growths) = growing::settle(rows, words);
        self.growths.extend(growths);
        let (rows, ghosts) = ghosts::drop(rows, words);
        self.ghosts.extend(ghosts);
        wraps::mend_labels(rows, known, words)
    }
}

/// Which columns add up to the total of a row.
fn sums(sides: &[Side]) -> Option<Sums> {
    let columns: Vec<&Column> = sides::columns(sides).collect();
    let total = columns.iter().position(|column| column.role == Role::Total)?;
    let with = |role: Role| -> Vec<usize> {
        (0..columns.len()).filter(|at| columns[*at].role == role && columns[*at].unit != Some(Unit::Rank)).collect()
    };
    let subtotals = with(Role::Subtotal);
    Some(Sums { total, parts: if subtotals.len() > 1 { subtotals } else { with(Role::Data) } })
}

fn sheet(text: &CleanText, region: &Region, sides: &[Side], drafts: Vec<Draft>) -> Sheet {
    let columns: Vec<Column> = sides::columns(sides).cloned().collect();
    let unit = labels::unit_of(&region.caption.text)
        .or_else(|| columns.iter().find_map(|column| column.unit.filter(|_| column.role == Role::Total)))
        .unwrap_or_default();
    let rows = drafts.into_iter().map(|draft| sheet_row(draft, &columns)).collect();
    Sheet { columns, rows, unit, notes: notes::read(text, region) }
}

/// A part without header rows goes on under the header of the part before.
fn inherit_titles(drafts: &mut [Draft]) {
    let mut title = String::new();
    for draft in drafts {
        if draft.title.is_empty() {
            draft.title.clone_from(&title);
        }
        title.clone_from(&draft.title);
    }
}

fn sheet_row(draft: Draft, columns: &[Column]) -> SheetRow {
    let label = match draft.label() {
        "" => halves::UNASSIGNED.to_string(),
        label => label.to_string(),
    };
    let pieces = draft.entries.iter().flat_map(|entry| pieces(entry, &columns[entry.column])).collect();
    let role = labels::role_of(&label);
    let unit = labels::unit_of(&label).filter(|unit| matches!(unit, Unit::PerCent | Unit::PercentagePoints));
    SheetRow {
        groups: draft.groups,
        role,
        unit,
        label,
        marks: draft.marks,
        pieces: Pieces::Placed(pieces),
        span: draft.span,
    }
}

fn pieces(entry: &draft::Entry, column: &Column) -> Vec<Placed> {
    let numbers = entry.numbers();
    let several = numbers.len() > 1;
    let rank = column.unit == Some(Unit::Rank);
    let piece = |number: numerals::Number| Placed {
        column: entry.column,
        raw: entry.raw.clone(),
        text: if rank { number.text.trim_matches(['(', ')']).to_string() } else { number.text },
        doubtful: entry.doubtful || several,
        span: entry.span,
    };
    numbers.into_iter().map(piece).collect()
}
