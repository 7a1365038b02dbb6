//! What reading an input may find.

use crate::finding::Rule;

/// A page of a PDF could not be read.
pub const PAGE_UNREADABLE: &str = "IOMX-P01";
/// A page of a PDF is only a picture: it has no text layer.
pub const PAGE_PICTURE: &str = "IOMX-P02";
/// A PDF has fewer pages than it says.
pub const PAGES_MISSING: &str = "IOMX-P03";
/// A font does not tell what its characters mean, so that text on the page is lost.
pub const TEXT_UNKNOWN: &str = "IOMX-P04";
/// A page holds more than the limits allow and was read in part.
pub const PAGE_CUT: &str = "IOMX-P05";

/// A page cuts what stands on it.
pub const PAGE_EDGE: &str = "IOMX-P06";

/// The rules of this stage.
pub(super) const RULES: [Rule; 6] = [
    Rule {
        code: PAGE_UNREADABLE,
        name: "page-unreadable",
        summary: "A page of the PDF is damaged: nothing of it could be read, or only a part.",
        explanation: "The content of the page is missing from the file, or breaks off. What could be read of it is in the \
                      report; totals of a table on this page may fail because rows are lost.\n\nGet a whole copy of the file, \
                      or open it in a viewer and print it to a new PDF.",
        example: "page 12 could be read only in part: its content is damaged",
    },
    Rule {
        code: PAGE_PICTURE,
        name: "page-without-text",
        summary: "A page of the PDF is a picture: it has no text layer.",
        explanation: "Pages that were scanned hold a picture of their text, and iomx reads text only.\n\nRun OCR on the file \
                      (for example `ocrmypdf --skip-text in.pdf out.pdf`) and read the result.",
        example: "page 3 is a picture without text; run OCR on it to read it",
    },
    Rule {
        code: PAGES_MISSING,
        name: "pages-missing",
        summary: "The PDF says that it has more pages than can be found in it.",
        explanation: "A part of the file is lost, and with it pages, perhaps in the middle of a table.\n\nGet a whole copy of \
                      the file.",
        example: "the PDF says that it has 19 pages, but only 17 can be found",
    },
    Rule {
        code: TEXT_UNKNOWN,
        name: "text-unknown",
        summary: "Characters of a page are in a font that does not tell what they mean.",
        explanation: "A PDF draws shapes; a table in the font says which characters they are. This font has none, so its text \
                      can be seen but not read: the characters stand as U+FFFD.\n\nRun OCR on the file (for example \
                      `ocrmypdf --force-ocr in.pdf out.pdf`) and read the result.",
        example: "214 characters of page 5 are in a font that does not tell what they mean",
    },
    Rule {
        code: PAGE_CUT,
        name: "page-cut",
        summary: "A page holds more than iomx reads of one page; the rest of it is missing.",
        explanation: "Limits keep time and memory bounded, whatever a file holds. No page of a report comes near them: the page \
                      is a large drawing, or the file is made to exhaust its reader.",
        example: "page 1 holds more than iomx reads of one page; the rest of it is missing",
    },
    Rule {
        code: PAGE_EDGE,
        name: "page-too-narrow",
        summary: "A page cuts what stands on it: a table goes on beyond its right edge.",
        explanation: "A viewer does not show it, but the file holds it, and iomx reads it: words and rules that go over the edge \
                      show that they belong together.\n\nNothing has to be done; compare with the source of the file where you can.",
        example: "page 4 is too narrow for what stands on it; what goes on beyond its right edge was read",
    },
];
