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
