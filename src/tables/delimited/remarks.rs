//! What there is to say about a table whose cells are delimited: what was set aside, inferred or left open.

use super::cell::{self, Content};
use super::ghosts::Ghost;
use super::growing::Growth;
use super::halves::UNASSIGNED;
use super::parts::Segment;
use crate::finding::{Cause, Finding, Rule, Severity};
use crate::normalise::CleanText;
use crate::span::Span;
use crate::tables::Region;
use crate::tables::sheet::{Pieces, Sheet, SheetRow};

/// A line that is printed twice.
pub const GHOST: Rule = Rule {
    code: "IOMX-R01",
    name: "ghost-line",
    summary: "a line of a table is an image of the line before it; its numbers were set aside",
    explanation: "OCR sometimes reads one printed line twice, or the two lines of a wrapped label as two rows. The second image \
has no label of its own and numbers like those of its neighbour, some of them garbled. They are no cells; only what the \
first image lacks is taken from it, in doubt. Some makers of PDFs print the row that a page break cuts on both pages.\n\nCompare the line with the printed page if a number of the row fails a sum.",
    example: "Upland    12   7   19\nUplanrl   12   1   19",
};

/// Rows printed again and again.
pub const GROWING: Rule = Rule {
    code: "IOMX-R02",
    name: "growing-stack",
    summary: "the text prints a stack of rows again and again while it grows; one state was kept",
    explanation: "OCR can fail to part the rows of a page: it prints them as one line, then again with one row more. Of all \
states the last one with as many totals as labels is kept; numbers that do not say which row they belong to are unassigned.\
\n\nThe rows of this page are best read from the print.",
    example: "Upland            3\nUpland Lowland    3 5\nUpland Lowland Shore   3 5 1",
};

/// Numbers without a row.
pub const UNASSIGNED_ROW: Rule = Rule {
    code: "IOMX-R03",
    name: "row-unassigned",
    summary: "numbers are legible, but nothing tells which row they belong to",
    explanation: "Where the text stacks several rows in one line, or a line of the second half of a wide table has no row in the \
first, the numbers are written with the row '(unassigned)' and never as proved.",
    example: "North South Shore    12 7",
};

/// Digits that make no number.
pub const ILLEGIBLE: Rule = Rule {
    code: "IOMX-R04",
    name: "cell-illegible",
    summary: "a cell holds digits that make no number; it was left out",
    explanation: "OCR damage such as '4 40=' or '1 3/3' is no number that could be read with confidence. The cell has no value.",
    example: "Upland   4 40=   12",
};

/// A label that could be another.
pub const LABELS: Rule = Rule {
    code: "IOMX-R05",
    name: "two-labels",
    summary: "a line holds two labels and the numbers of one row",
    explanation: "One of the two rows is lost. The numbers are given to the second label, in doubt, unless the first one \
repeats the row above.",
    example: "Upland Lowland   12   7",
};

/// A total without its label.
pub const NAMED_TOTAL: Rule = Rule {
    code: "IOMX-R06",
    name: "total-named",
    summary: "a line without a label sums up the totals above it; it was read as the total of the table",
    explanation: "In a wide table printed in two halves, the half with the labels may have lost its last row. If the numbers of \
the other half are the sums of the group totals, they are the table's total.",
    example: "(second half)   12   7   19",
};

/// All of them.
pub const RULES: [Rule; 6] = [GHOST, GROWING, UNASSIGNED_ROW, ILLEGIBLE, LABELS, NAMED_TOTAL];

/// Something noticed while the rows were read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Remark {
    /// A line set aside.
    Ghost(Ghost),
    /// States of a stack, replaced by its rows.
    Growth(Growth),
    /// Index of a line with two labels, and the labels.
    TwoLabels(usize, Vec<String>),
    /// Place of the line that became the total.
    NamedTotal(Span),
}

/// The findings of the remarks.
pub(super) fn findings(text: &CleanText, region: &Region, remarks: &[Remark]) -> Vec<Finding> {
    let number = |index: usize| text.lines[index].number;
    let finding = |remark: &Remark| match remark {
        Remark::Ghost(ghost) => {
            let of = number(ghost.of);
            let message = format!("the text prints line {of} a second time; its numbers were set aside");
            Finding::new(GHOST.code, Severity::Note, Cause::Text, text.span(ghost.index), message)
        }
        Remark::Growth(growth) => grown(text, growth),
        Remark::TwoLabels(index, labels) => {
            let message = format!("one row of numbers for two labels: {}", labels.join(", "));
            Finding::new(LABELS.code, Severity::Warning, Cause::Text, text.span(*index), message)
        }
        Remark::NamedTotal(span) => {
            let message = "the line has no label and sums up the totals above it: read as the total of the table";
            Finding::new(NAMED_TOTAL.code, Severity::Note, Cause::Text, *span, message)
        }
    };
    remarks.iter().map(|remark| finding(remark).in_table(region.id.clone())).collect()
}

fn grown(text: &CleanText, growth: &Growth) -> Finding {
    let line = |index: Option<&usize>| index.map_or(0, |index| text.lines[*index].number);
    let (first, last) = (line(growth.lines.iter().min()), line(growth.lines.iter().max()));
    let kept = match growth.kept {
        Some(index) => format!("line {} was kept, with as many totals as labels", line(Some(&index))),
        None => "none of them could be cut into rows".to_string(),
    };
    let message = format!("lines {first} to {last} print one stack of rows again and again while it grows; {kept}");
    let span = growth.lines.iter().min().map(|index| text.span(*index)).unwrap_or_default();
    Finding::new(GROWING.code, Severity::Warning, Cause::Text, span, message)
}

/// One finding for each row without a label.
pub(super) fn unassigned(region: &Region, sheet: &Sheet) -> Vec<Finding> {
    let numbers = |row: &SheetRow| match &row.pieces {
        Pieces::Placed(pieces) => pieces.len(),
        Pieces::Counted(words) | Pieces::Ordered(words) => words.len(),
    };
    let finding = |row: &SheetRow| {
        let of = row.groups.last().map_or(String::new(), |group| format!(" of {group}"));
        let message = format!("nothing tells which row{of} {} numbers belong to", numbers(row));
        Finding::new(UNASSIGNED_ROW.code, Severity::Warning, Cause::Reading, row.span, message)
            .in_table(region.id.clone())
    };
    sheet.rows.iter().filter(|row| row.label == UNASSIGNED).map(finding).collect()
}

/// One finding for each line with digits that make no number.
pub(super) fn illegible(text: &CleanText, region: &Region, segments: &[Segment]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in segments.iter().flat_map(|segment| segment.body.iter().map(move |row| (row, segment.stubs))) {
        let (row, stubs) = row;
        let cells = row.line.cells.iter().filter(|cell| cell.column >= stubs);
        let damaged: Vec<&str> =
            cells.filter(|cell| cell::read(cell) == Content::Illegible).map(|cell| cell.text.as_str()).collect();
        if !damaged.is_empty() {
            let message = format!("digits that make no number: {}", damaged.join(", "));
            let finding = Finding::new(ILLEGIBLE.code, Severity::Warning, Cause::Text, text.span(row.index), message);
            findings.push(finding.in_table(region.id.clone()).values(damaged.join(" "), None));
        }
    }
    findings
}
