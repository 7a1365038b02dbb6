//! Tables that are seen and not read: their lines are accounted for, and the report says so once.

use super::Region;
use crate::finding::{Cause, Finding, Rule, Severity};
use crate::normalise::CleanText;

/// A table whose rows and columns the text does not tell.
pub const UNREAD: Rule = Rule {
    code: "IOMX-R07",
    name: "table-unread",
    summary: "a table is seen, but the text does not tell its rows or its columns; nothing of it was taken",
    explanation: "Some tools write the cells of a table one a line, in an order of their own, or break the names of its columns \
over lines so that nothing tells where one ends. iomx leaves such a table out rather than guess.\n\nGive iomx the PDF itself, \
or text made by a tool that keeps the rows (`pdftotext -layout`, PyMuPDF).",
    example: "Table 3: Boats by harbour\nUpland\nLowland\nP-1\n3\n1\nP-2\n4",
};

/// A table of which some columns have numbers without a row.
pub const LEFT_OUT: Rule = Rule {
    code: "IOMX-R08",
    name: "numbers-without-row",
    summary: "a table is listed column by column, and nothing tells which rows some of its numbers belong to; they were left out",
    explanation: "Some tools write the labels of a page as one list and then each column as a list of its own, without its \
empty cells. The total is as long as the labels, and the sexes add up to it; iomx takes these columns when their sums hold. Of \
the other columns nothing says which cells are empty: their numbers are not guessed a row, and stand in no dataset but the \
ledger.\n\nGive iomx the PDF itself, or text made by a tool that keeps the rows (`pdftotext -layout`, PyMuPDF).",
    example: "Country\nUpland\nLowland\nP-1\n3\nTotal\n5\n9",
};

/// Says that numbers on some `lines` of a table have no row.
pub(super) fn left_out(text: &CleanText, region: &Region, lines: &[u32]) -> Option<Finding> {
    let first = lines.first()?;
    let at = region.lines.iter().copied().find(|index| text.lines[*index].number == *first)?;
    let (count, table) = (lines.len(), named(region));
    let message = format!("nothing tells the rows of {count} numbers of {table}; they were left out");
    let finding = Finding::new(LEFT_OUT.code, Severity::Warning, Cause::Reading, text.span(at), message);
    Some(finding.in_table(&region.id))
}

/// Accounts for the lines of a table that was not read; `None` where it has none to speak of.
pub(super) fn account(text: &mut CleanText, region: &Region) -> Option<Finding> {
    let lines: Vec<usize> = region.lines.iter().copied().filter(|index| text.is_text(*index)).collect();
    let first = *lines.first()?;
    for index in lines {
        let caption = index == region.caption.line;
        text.ledger.assign(index, if caption { "table caption" } else { "table not read" }, region.id.clone());
    }
    for &index in &region.notes {
        text.ledger.assign(index, "table note", region.id.clone());
    }
    let message = format!("the rows or columns of {} cannot be told; it was left out", named(region));
    Some(Finding::new(UNREAD.code, Severity::Warning, Cause::Reading, text.span(first), message).in_table(&region.id))
}

fn named(region: &Region) -> String {
    match (&region.caption.number, region.caption.text.as_str()) {
        (Some(number), _) => format!("table {number}"),
        (None, "") => region.id.clone(),
        (None, title) => format!("'{title}'"),
    }
}
