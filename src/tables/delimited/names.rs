//! Whether a header tells the name of a column: what a cut has left of words names nothing.

use super::header::{self, Head};
use super::parts::{Row, Segment};
use super::repeats;
use super::torn;
use super::words::Words;
use crate::tables::labels;

/// `2008 In|crease/(decre ase)`: the end of a label belongs to the word that begins the next.
pub(super) fn rejoin(heads: &mut [Head], words: &Words) {
    for at in 1..heads.len() {
        let (left, right) = (&heads[at - 1].column.label, &heads[at].column.label);
        let Some((kept, end)) = left.rsplit_once(' ') else { continue };
        let begun = torn::first_word(right);
        if begun.is_empty() || words.knows(begun) || !words.knows(&format!("{end}{begun}")) {
            continue;
        }
        let pieces: Vec<&str> = std::iter::once(end).chain(right.split(' ')).collect();
        let (kept, joined) = (kept.to_string(), torn::mend(&pieces, words).text);
        heads[at - 1].column.label = kept;
        heads[at].column.label = joined;
    }
}

/// Marks the columns whose names the header does not tell.
pub(super) fn mark_untold(heads: &mut [Head], words: &Words) {
    heads.iter_mut().for_each(|head| head.untold = is_shred(&head.column.label, words));
    // Two names over one column and none over another: the names between them are pushed aside.
    let pushed = |head: &Head| head.column.label.is_empty() || are_several(&head.column.label);
    let both = heads.iter().any(|head| head.column.label.is_empty())
        && heads.iter().any(|head| are_several(&head.column.label));
    if let (Some(first), Some(last), true) = (heads.iter().position(pushed), heads.iter().rposition(pushed), both) {
        heads[first..=last].iter_mut().for_each(|head| head.untold = true);
    }
}

/// `oa` and `Tota` of `Total`, `F M` for two columns, a number that is no year, nothing.
fn is_shred(label: &str, words: &Words) -> bool {
    let counted = !label.is_empty() && label.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let begun = torn::first_word(label);
    label.is_empty()
        || are_several(label)
        || (begun.starts_with(char::is_lowercase) && !words.knows(begun))
        || (counted && labels::year_in(label).is_none())
        || label.ends_with('-')
        || ends_torn(label, words)
}

/// Whether the columns of a part of the table are not those of the other parts, so that nothing tells whose its numbers
/// are: it has more or fewer of them than is `usual`, or prints the name of one over another.
pub(super) fn are_shifted(segment: &Segment, usual: usize, heads: &[Head]) -> bool {
    // In a pipe table every row has all cells.
    let piped = segment.body.iter().all(|row| row.line.raw.trim_start().starts_with('|'));
    (piped && segment.width != usual) || names_another(segment, heads)
}

fn names_another(segment: &Segment, heads: &[Head]) -> bool {
    let named = |label: &str| heads.iter().any(|head| head.column.label == label);
    let over_another = |row: &Row, head: &Head| {
        let printed = repeats::printed(row, head.at).map(header::label);
        printed.is_some_and(|label| label != head.column.label && !head.untold && named(&label))
    };
    segment.header.last().is_some_and(|row| heads.iter().any(|head| over_another(row, head)))
}

/// `F M`, `G-7 NO-A`, `2030 2031`: the names of several columns.
fn are_several(label: &str) -> bool {
    label.contains(' ') && label.split(' ').all(|word| is_code(word) || labels::year_of(word).is_some())
}

/// `F`, `M`, `P-5`: a label that is no word.
pub(super) fn is_code(text: &str) -> bool {
    (text.chars().count() == 1 && text.starts_with(char::is_uppercase)) || labels::is_grade(text)
}

/// The last word, or the last before a code, is printed nowhere else and looks like a part of one; `Rep.` is cut on purpose.
fn ends_torn(label: &str, words: &Words) -> bool {
    let last = label.split_whitespace().rev().find(|word| !is_code(word)).filter(|word| !word.ends_with('.'));
    last.and_then(|word| labels::words_in(word).last()).is_some_and(|word| is_torn(word, words))
}

fn is_torn(word: &str, words: &Words) -> bool {
    let spelled = word.chars().all(char::is_alphabetic) && word.chars().count() > 1;
    let named = word.starts_with(char::is_uppercase) && !word.chars().all(char::is_uppercase);
    if !spelled || !named || words.knows(word) || words.is_in_label(word) {
        return false;
    }
    let voiceless = !word.to_lowercase().contains(['a', 'e', 'i', 'o', 'u', 'y']) && word.is_ascii();
    voiceless || words.is_cut(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Column;

    fn words() -> Words {
        Words::of_prose("boats and rafts of the harbours, an increase or a decrease")
    }

    #[test]
    fn what_a_cut_has_left_names_nothing() {
        for label in ["", "oa", "Tota", "Ttl", "F M", "2030 2031", "0", "G-", "crease", "Harb"] {
            assert!(is_shred(label, &words()), "{label}");
        }
        for label in [
            "Total",
            "2031",
            "Harb. of Aldport",
            "P-5",
            "UG",
            "F",
            "Aldport",
            "Boats and rafts",
            "Share in har",
            "Harbour",
            "North America",
            "NO-A",
            "2030–2031",
        ] {
            assert!(!is_shred(label, &words()), "{label}");
        }
    }

    #[test]
    fn names_that_are_pushed_aside_are_not_believed() {
        let head =
            |label: &str| Head { column: Column { label: label.into(), ..Column::default() }, ..Head::default() };
        let mut heads: Vec<Head> = ["G-6", "G-7 NO-A", "NO-B", "", "Total"].map(head).into();
        mark_untold(&mut heads, &words());
        assert_eq!(heads.iter().map(|head| head.untold).collect::<Vec<_>>(), [false, true, true, true, false]);
    }

    #[test]
    fn words_cut_between_labels_are_joined() {
        let head =
            |label: &str| Head { column: Column { label: label.into(), ..Column::default() }, ..Head::default() };
        let mut heads = vec![head("2030"), head("2031 In"), head("crease/(decre ase)")];
        rejoin(&mut heads, &words());
        let labels: Vec<&str> = heads.iter().map(|head| head.column.label.as_str()).collect();
        assert_eq!(labels, ["2030", "2031", "Increase/(decrease)"]);
    }
}
