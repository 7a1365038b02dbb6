//! Header rows become columns, each with its path: spanners from the top, then the label.
//!
//! Where the form gives exact spans (a PDF) they are taken as they are. Text out of OCR has lost them: the words of a
//! spanner stand torn somewhere over its columns, and [`spread`](super::spread) finds out which columns those are. The
//! repeats of a header in later parts of the table help: what one has lost another may have kept.

use super::levels;
use super::names;
use super::parts::Segment;
use super::repeats::{self, Frame, Grid};
use super::shape::Shape;
use super::spread::{self, Spanner};
use super::torn;
use super::words::Words;
use crate::countries;
use crate::report::{Column, Role, Unit};
use crate::tables::{captions, labels as terms};

/// A column and where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Head {
    /// Its grid column in the segments.
    pub at: usize,
    /// Grid columns that its cells cover; more than one where cells are merged over columns that have their own labels.
    pub span: usize,
    /// What the table shows of it.
    pub column: Column,
    /// What is printed there is no name: only a part of one, or two.
    pub untold: bool,
}

/// Header texts by row and grid column.
struct Matrix {
    rows: Grid,
    frame: Frame,
}

/// Reads the columns of segments that repeat one header; `stretched` are spanners that a wide table goes on with.
pub(super) fn columns(segments: &[&Segment], words: &Words, stretched: &[String]) -> Vec<Head> {
    let Some(first) = segments.first() else { return Vec::new() };
    let (stubs, width) = (first.stubs, segments.iter().map(|segment| segment.width).max().unwrap_or(0));
    let mut heads: Vec<Head> = match is_exact(first) {
        true => exact_heads(segments, stubs, width, words),
        false => {
            let frame = Frame { stubs, width, ranks: (0..width).map(|at| is_rank(segments, at)).collect() };
            let rows = repeats::read(segments, &frame, words);
            Matrix { rows, frame }.heads(segments, words, stretched)
        }
    };
    heads.retain(|head| !head.column.label.is_empty() || has_numbers(segments, head.at));
    name_ranks(&mut heads, segments);
    torn_labels(&mut heads, words);
    if is_exact(first) {
        levels::join(&mut heads, words);
        // A spanner over a single column has drifted there: what the column is called is lost.
        heads.iter_mut().for_each(|head| head.untold = terms::names_a_kind(&head.column.label));
    } else {
        names::rejoin(&mut heads, words);
        names::mark_untold(&mut heads, words);
    }
    heads.iter_mut().for_each(|head| qualify(&mut head.column));
    heads
}

fn is_exact(segment: &Segment) -> bool {
    segment.header.iter().any(|row| row.line.cells.iter().any(|cell| cell.exact))
}

/// The columns of a form that knows the spans. The column that sums up all stands outside of spanners, whatever they
/// cover; cells merged over several columns are columns of their own.
fn exact_heads(segments: &[&Segment], stubs: usize, width: usize, words: &Words) -> Vec<Head> {
    // A narrow cell breaks words between letters; the last of them is no mark of a note.
    let whole = |text: &str| label(&torn::whole_words(text, words));
    let mut heads: Vec<Head> = (stubs..width).map(|at| exact_head(segments[0], at, &whole)).collect();
    let total = |head: &Head| terms::role_of(&head.column.label) == Role::Total;
    if heads.iter().filter(|head| total(head)).count() == 1 {
        for head in heads.iter_mut().filter(|head| total(head)) {
            head.column.groups.retain(|group| group.to_lowercase().contains("total"));
        }
    }
    let merged =
        merged_spans(segments, stubs).into_iter().map(|(at, span)| merged_head(&heads, at, span)).collect::<Vec<_>>();
    heads.extend(merged);
    heads
}

/// Where numbers stand in cells merged over columns.
fn merged_spans(segments: &[&Segment], stubs: usize) -> Vec<(usize, usize)> {
    let rows = segments.iter().flat_map(|segment| &segment.body);
    let cells =
        rows.flat_map(|row| row.contents(stubs)).filter(|(cell, content)| cell.span > 1 && content.is_numeric());
    let mut spans: Vec<(usize, usize)> = cells.map(|(cell, _)| (cell.column, cell.span)).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// `F and M`, under what both have in common.
fn merged_head(heads: &[Head], at: usize, span: usize) -> Head {
    let covered: Vec<&Column> =
        heads.iter().filter(|head| (at..at + span).contains(&head.at)).map(|head| &head.column).collect();
    let labels: Vec<&str> = covered.iter().map(|column| column.label.as_str()).collect();
    let first = covered.first().map(|column| column.groups.clone()).unwrap_or_default();
    let common = |group: &String| covered.iter().all(|column| column.groups.contains(group));
    let groups = first.into_iter().filter(|group| common(group)).collect();
    Head { at, span, column: Column { groups, label: labels.join(" and "), ..Column::default() }, ..Head::default() }
}

/// The labels of the columns of one segment, as printed.
pub(super) fn labels(segment: &Segment) -> Vec<String> {
    let lowest = |at: usize| -> Option<String> {
        if is_exact(segment) {
            return Some(exact_head(segment, at, &label).column.label);
        }
        segment.header.iter().rev().find_map(|row| repeats::printed(row, at)).map(label)
    };
    (segment.stubs..segment.width).filter_map(lowest).filter(|label| !label.is_empty()).collect()
}

/// The path of a column is made of the cells that cover it, `name` of their texts.
fn exact_head(segment: &Segment, at: usize, name: &dyn Fn(&str) -> String) -> Head {
    let mut path: Vec<String> = Vec::new();
    for row in &segment.header {
        let covers = |cell: &&crate::source::RawCell| cell.column <= at && at < cell.column + cell.span.max(1);
        if let Some(cell) = row.line.cells.iter().find(covers).filter(|cell| !cell.text.is_empty()) {
            path.push(name(&cell.text));
        }
    }
    path.dedup();
    let label = path.pop().unwrap_or_default();
    Head { at, span: 1, column: Column { groups: path, label, ..Column::default() }, untold: false }
}

impl Matrix {
    /// The lowest row that has a text in the column.
    fn leaf_row(&self, column: usize) -> Option<usize> {
        if self.frame.ranks[column] {
            return self.rows.len().checked_sub(1);
        }
        (0..self.rows.len()).rev().find(|row| self.rows[*row][column].is_some())
    }

    fn heads(&self, segments: &[&Segment], words: &Words, stretched: &[String]) -> Vec<Head> {
        let leaves: Vec<Option<usize>> = (0..self.frame.width).map(|column| self.leaf_row(column)).collect();
        let leaf = |column: usize| {
            leaves[column].and_then(|row| self.rows[row][column].as_deref()).map(label).unwrap_or_default()
        };
        let labels: Vec<String> = (0..self.frame.width).map(leaf).collect();
        let shape = Shape { labels: &labels, segments };
        let mut spanners: Vec<Spanner> = Vec::new();
        for row in (0..self.rows.len()).rev() {
            let over = |column: usize| column >= self.frame.stubs && leaves[column].is_some_and(|leaf| leaf > row);
            let open: Vec<bool> = (0..self.frame.width).map(over).collect();
            let cells = (self.frame.stubs..self.frame.width).filter(|column| open[*column]);
            let cells = without_speck(cells.filter_map(|c| Some((c, self.rows[row][c].as_deref()?))).collect());
            let line = spread::Line { row, labels: &labels, shape: &shape, open, below: &spanners, stretched };
            let found = line.spread(&cells, words);
            spanners.extend(found);
        }
        (self.frame.stubs..self.frame.width).map(|at| head(at, &labels[at], &spanners)).collect()
    }
}

/// A number by itself that is no year spans nothing: it is a speck. Several are torn years.
fn without_speck(mut cells: Vec<(usize, &str)>) -> Vec<(usize, &str)> {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && terms::year_of(text).is_none();
    if cells.iter().filter(|(_, text)| number(text)).count() == 1 {
        cells.retain(|(_, text)| !number(text));
    }
    cells
}

fn head(at: usize, label: &str, spanners: &[Spanner]) -> Head {
    let mut over: Vec<&Spanner> = spanners.iter().filter(|spanner| spanner.covers(at)).collect();
    over.sort_by_key(|spanner| (spanner.row, std::cmp::Reverse(spanner.last - spanner.first)));
    let mut groups: Vec<String> =
        over.iter().map(|spanner| spanner.text.clone()).filter(|text| text != label).collect();
    groups.dedup();
    Head { at, span: 1, column: Column { groups, label: label.to_string(), ..Column::default() }, untold: false }
}

/// A header label, hyphens closed up, freed of marks and look-alikes.
pub(super) fn label(text: &str) -> String {
    captions::strip_marks(&torn::clean(text)).0
}

fn has_numbers(segments: &[&Segment], at: usize) -> bool {
    segments.iter().flat_map(|segment| &segment.body).any(|row| row.content(at).is_numeric())
}

/// A column of `(1)`, `(2)`, ... beside a column of amounts ranks them.
fn name_ranks(heads: &mut [Head], segments: &[&Segment]) {
    for index in 1..heads.len() {
        let nameless = heads[index].column.label.chars().count() <= 1;
        if nameless && is_rank(segments, heads[index].at) {
            let ranked = heads[index - 1].column.label.clone();
            heads[index].column =
                Column { groups: vec![ranked], label: "Rank".into(), unit: Some(Unit::Rank), ..Column::default() };
        }
    }
}

/// A label of one unknown word is read as the row label that it looks like and that stands here by the alphabet.
fn torn_labels(heads: &mut [Head], words: &Words) {
    for at in 0..heads.len() {
        let label = heads[at].column.label.clone();
        if label.len() < 3 || label.contains(' ') || words.knows(&label) || is_whole(&label) {
            continue;
        }
        let before = at.checked_sub(1).map_or("", |at| heads[at].column.label.as_str());
        let after = heads.get(at + 1).map_or("", |head| head.column.label.as_str());
        if let Some(meant) = words.label_like(&label, before, after) {
            heads[at].column.label = meant;
        }
    }
}

/// Whether a label is known by itself, whatever others look like it.
fn is_whole(label: &str) -> bool {
    terms::is_grade(label)
        || terms::sex_of(label).is_some()
        || terms::year_of(label).is_some()
        || countries::iso3(label).is_some()
}

fn is_rank(segments: &[&Segment], at: usize) -> bool {
    let cells = segments.iter().flat_map(|segment| &segment.body).filter_map(|row| row.cell(at));
    let texts: Vec<&str> = cells.map(|cell| cell.text.trim()).filter(|text| !text.is_empty()).collect();
    let rank = |text: &&str| text.strip_prefix('(')?.strip_suffix(')')?.parse::<usize>().ok();
    let ranks: Vec<usize> = texts.iter().filter_map(rank).collect();
    ranks.len() > 1 && ranks.len() == texts.len() && ranks.iter().all(|rank| (1..=texts.len()).contains(rank))
}

/// What path and label say about role, year and unit.
fn qualify(column: &mut Column) {
    let of_groups = || column.groups.iter().rev().find_map(|group| terms::year_in(group));
    column.year = terms::year_in(&column.label).or_else(of_groups);
    column.role = if column.unit == Some(Unit::Rank) { Role::Data } else { terms::role_of(&column.label) };
    let unit = || column.groups.iter().rev().find_map(|group| terms::unit_of(group));
    column.unit = column.unit.or_else(|| terms::unit_of(&column.label)).or_else(unit);
}
