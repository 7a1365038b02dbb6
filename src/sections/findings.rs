//! The findings of this stage, in one place.

use crate::finding::{Cause, Finding, Rule, Severity};
use crate::span::Span;

/// A paragraph number that is not printed where its paragraph begins, and follows from its neighbours.
const NUMBER_INFERRED: &str = "IOMX-S01";
/// Paragraph numbers that are missing, and no text that could bear them.
const NUMBERS_MISSING: &str = "IOMX-S02";
/// Figures or boxes whose numbers leave a gap.
const ITEMS_MISSING: &str = "IOMX-S03";
/// A footnote mark without a footnote.
const MARK_WITHOUT_NOTE: &str = "IOMX-S04";
/// A footnote whose mark is not in the text.
const NOTE_WITHOUT_MARK: &str = "IOMX-S05";
/// A footnote whose number is lost or misread, and follows from the order.
const NOTE_NUMBER_INFERRED: &str = "IOMX-S06";

/// What these findings mean.
pub(super) const RULES: [Rule; 6] = [
    Rule {
        code: NUMBER_INFERRED,
        name: "number-inferred",
        summary: "The number of a paragraph is not printed where the paragraph begins.",
        explanation: "Paragraphs are counted. Where the count has a gap and there is text between that must bear the missing \
            number (OCR took it for a list item, or moved the number into the sentence), the text gets the number and the \
            paragraph is marked `inferred`.\n\nCompare the paragraph with the printed report before you cite it by its number.",
        example: "- 41. The first.\n- The second, which lost its number.\n- 43. The third.",
    },
    Rule {
        code: NUMBERS_MISSING,
        name: "numbers-missing",
        summary: "Paragraph numbers are skipped, and no text could bear them.",
        explanation: "The next paragraph has a number that is too high, and what stands between is not as many blocks of text \
            as there are numbers.\n\nLook at the place: a paragraph may be lost in the text, or the report itself skips the number.",
        example: "41. The first.\n\n44. The fourth.",
    },
    Rule {
        code: ITEMS_MISSING,
        name: "items-missing",
        summary: "Figures or boxes skip a number.",
        explanation: "Their numbers leave a gap: the caption is lost in the text, or the report skips the number.",
        example: "Figure 1: Staff\n\nFigure 3: Offices",
    },
    Rule {
        code: MARK_WITHOUT_NOTE,
        name: "mark-without-note",
        summary: "A footnote mark has no footnote.",
        explanation: "The form of the input shows a superscript number, and no footnote has this number.\n\nThe note may be lost \
            in the text, or the superscript is none (a unit, an exponent).",
        example: "as agreed<sup>9</sup> by all.",
    },
    Rule {
        code: NOTE_WITHOUT_MARK,
        name: "note-without-mark",
        summary: "A footnote is not cited anywhere.",
        explanation: "Its mark is lost in the text. Where its words clearly belong to one of the paragraphs before it, \
            `cited_in` names that paragraph; this is a guess.\n\nCheck it with the printed page.",
        example: "14. The staff grew.\n\n<sup>2</sup> Staff without interns.",
    },
    Rule {
        code: NOTE_NUMBER_INFERRED,
        name: "note-number-inferred",
        summary: "The number of a footnote is lost or misread.",
        explanation: "The note has its number from the order of the notes and from the marks that wait for one.",
        example: "as agreed<sup>4</sup> by all.\n\nThe date was changed later.",
    },
];

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
