//! What a line can be to a table.

use crate::normalise::CleanText;
use crate::tables::captions;
use crate::tables::spaced::words::{self, Cut};

/// What a line can be to a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Blank,
    /// 'Table 4. ...'
    Caption,
    /// 'Annex II', alone on its line or with its title.
    Annex(String),
    /// '5. Boats by harbour' in an annex: the annex and the number of the item.
    Item(String, String),
    /// A numbered paragraph begins, or prose that no table holds.
    Prose,
    /// A row of numbers, how many, and whether all of them are years.
    Numbers {
        count: usize,
        only_years: bool,
    },
    /// Anything short: labels, header words.
    Words,
}

pub(super) fn kind_of(text: &CleanText, index: usize) -> Kind {
    let line = &text.lines[index];
    if !text.is_text(index) {
        return Kind::Blank;
    }
    let trimmed = line.text.trim();
    if !line.cells.is_empty() {
        return Kind::Prose;
    }
    if captions::scan_caption(trimmed).is_some() {
        return Kind::Caption;
    }
    if let Some((number, _)) = captions::scan_annex(trimmed) {
        return Kind::Annex(number.to_string());
    }
    if starts_paragraph(trimmed) {
        return Kind::Prose;
    }
    let shape = words::shape(&line.text, text.page_starts[index]);
    match shape.numbers {
        0 if is_sentence(trimmed) => Kind::Prose,
        0 => Kind::Words,
        _ if is_sentence(&shape.label) => Kind::Prose,
        count => Kind::Numbers { count, only_years: shape.only_years },
    }
}

/// The label and numbers of a line.
pub(in crate::tables::spaced) fn cut_line(text: &CleanText, index: usize) -> Cut {
    words::cut(&text.lines[index].text, text.page_starts[index], text.span(index))
}

/// `12. Text`: the number of a paragraph, with words after it.
fn starts_paragraph(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix('.').unwrap_or_default();
    (1..=3).contains(&digits) && rest.starts_with([' ', '\t']) && rest.split_whitespace().count() > 4
}

/// Long, with the small words of a sentence: no label of a table.
fn is_sentence(line: &str) -> bool {
    let small =
        |word: &str| matches!(word, "was" | "were" | "is" | "are" | "had" | "has" | "have" | "been" | "which" | "that");
    line.len() > 60 && line.split_whitespace().any(small) && line.split_whitespace().nth(9).is_some()
}
