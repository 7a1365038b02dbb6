//! Whether a header tells the name of a column: what a cut has left of words names nothing.

use super::header::Head;
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

/// `oa` and `Tota` of `Total`, `F M` for two columns, a number that is no year.
pub(super) fn is_shred(label: &str, words: &Words) -> bool {
    let codes = label.split_whitespace().filter(|word| is_code(word)).count();
    let counted = !label.is_empty() && label.chars().all(|c| c.is_ascii_digit() || c == ' ');
    // `Rep.` is cut on purpose.
    let whole = label.split_whitespace().filter(|word| !word.ends_with('.'));
    let begun = torn::first_word(label);
    codes > 1
        || (begun.starts_with(char::is_lowercase) && !words.knows(begun))
        || (counted && labels::year_in(label).is_none())
        || label.ends_with('-')
        || whole.flat_map(labels::words_in).any(|word| is_torn(word, words))
}

/// `F`, `M`, `P-5`: a label that is no word.
pub(super) fn is_code(text: &str) -> bool {
    (text.chars().count() == 1 && text.starts_with(char::is_uppercase)) || labels::is_grade(text)
}

/// A word that the report prints nowhere else and that looks like a part of one.
fn is_torn(word: &str, words: &Words) -> bool {
    let spelled = word.chars().all(char::is_alphabetic) && word.chars().count() > 1;
    let capitals = word.chars().all(char::is_uppercase);
    if !spelled || capitals || words.knows(word) || words.is_in_label(word) {
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
        for label in ["oa", "Tota", "Ttl", "F M", "0", "G-", "crease", "Harb"] {
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
            "Harbour",
            "North America",
            "NO-A",
            "",
            "2030–2031",
        ] {
            assert!(!is_shred(label, &words()), "{label}");
        }
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
