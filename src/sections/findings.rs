//! The findings of this stage, in one place.

use crate::finding::{Cause, Finding, Severity};
use crate::span::Span;

/// A paragraph number that is not printed where its paragraph begins, and follows from its neighbours.
pub const NUMBER_INFERRED: &str = "IOMX-S01";
/// Paragraph numbers that are missing, and no text that could bear them.
pub const NUMBERS_MISSING: &str = "IOMX-S02";
/// Figures or boxes whose numbers leave a gap.
pub const ITEMS_MISSING: &str = "IOMX-S03";
/// A footnote mark without a footnote.
pub const MARK_WITHOUT_NOTE: &str = "IOMX-S04";
/// A footnote whose mark is not in the text.
pub const NOTE_WITHOUT_MARK: &str = "IOMX-S05";
/// A footnote whose number is lost or misread, and follows from the order.
pub const NOTE_NUMBER_INFERRED: &str = "IOMX-S06";

/// A paragraph that got its number from its neighbours.
pub(super) fn number_inferred(number: u32, span: Span) -> Finding {
    let message = format!(
        "the number {number} of this paragraph is lost or moved in the text; it follows from the paragraphs around it"
    );
    Finding::new(NUMBER_INFERRED, Severity::Note, Cause::Text, span, message).values("", Some(number.to_string()))
}

/// A gap in the count of paragraphs.
pub(super) fn numbers_missing(first: u32, last: u32, span: Span) -> Finding {
    let which =
        if first == last { format!("paragraph {first} is") } else { format!("paragraphs {first} to {last} are") };
    let message = format!("{which} missing: no text before this line could bear the number");
    Finding::new(NUMBERS_MISSING, Severity::Warning, Cause::Unknown, span, message)
}

/// A gap in the count of figures or boxes.
pub(super) fn items_missing(what: &str, number: u32, span: Span) -> Finding {
    let message = format!("there is no {what} {number}, though there are later ones");
    Finding::new(ITEMS_MISSING, Severity::Note, Cause::Unknown, span, message)
}

/// A mark that cites nothing.
pub(super) fn mark_without_note(mark: &str, cited_in: &str, span: Span) -> Finding {
    let message = format!("the footnote mark {mark} (in {cited_in}) has no footnote");
    Finding::new(MARK_WITHOUT_NOTE, Severity::Warning, Cause::Unknown, span, message).values(mark, None)
}

/// A note that nothing cites; `guess` is where its words belong.
pub(super) fn note_without_mark(number: &str, guess: Option<&str>, span: Span) -> Finding {
    let placed = guess.map_or_else(String::new, |guess| format!("; its words belong to {guess}"));
    let message = format!("the mark of footnote {number} is not in the text{placed}");
    let severity = if guess.is_some() { Severity::Note } else { Severity::Warning };
    Finding::new(NOTE_WITHOUT_MARK, severity, Cause::Text, span, message)
}

/// A note whose number was lost or misread.
pub(super) fn note_number_inferred(printed: &str, number: &str, span: Span) -> Finding {
    let message = format!("the number of footnote {number} is lost or misread; it follows from the order of the notes");
    Finding::new(NOTE_NUMBER_INFERRED, Severity::Note, Cause::Text, span, message)
        .values(printed, Some(number.to_string()))
}
