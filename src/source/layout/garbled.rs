//! Letters that a tool could not write come out as signs that no word holds; lines that it sets over each other have their letters
//! dealt out to one another.

use super::seams::SEAMS;

/// A Latin word with signs in it that are none of its letters, or a sign that is none at all: the text is not what was printed.
pub(super) fn is_garbled(text: &str) -> bool {
    let word = |word: &str| word.contains(|c: char| c.is_ascii_alphabetic()) && word.contains(is_foreign);
    let control = |c: char| c.is_control() && !SEAMS.contains(&c);
    text.contains(control) || (!text.is_ascii() && text.split(' ').any(word)) || is_interleaved(text)
}

/// `mSaenm Mbaerirn oStates`: the letters of two lines in turn. One word with a capital inside may be a name (`McFerry`), two are none.
fn is_interleaved(text: &str) -> bool {
    let inner = |word: &&str| {
        word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
    };
    text.split(' ').filter(inner).nth(1).is_some()
}

fn is_foreign(c: char) -> bool {
    let punctuation =
        matches!(c, '\u{2010}'..='\u{2027}' | '\u{2212}' | '\u{AD}' | '«' | '»' | 'ª' | 'º' | '¹' | '²' | '³' | '§');
    let letter = matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỿ' | '\u{300}'..='\u{36F}');
    let mark = matches!(c, '\u{2070}'..='\u{209F}' | '*' | '†' | '‡' | '…');
    c.is_control() || !(c.is_ascii() || letter || punctuation || mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_inside_words_are_no_letters() {
        assert!(is_garbled("O昀케cers"));
        assert!(is_garbled("Of€cers"));
        assert!(!is_garbled("Côte d’Orme – Łódka"));
        assert!(!is_garbled("€ 12"));
        assert!(is_garbled("C\u{3}te d\u{1}Orme"));
        assert!(is_garbled("0\u{4}4"));
    }

    #[test]
    fn letters_of_two_lines_in_turn_are_no_text() {
        assert!(is_garbled("mLaekme oSbiedrre aonthers"));
        assert!(!is_garbled("McFerry and Saint Vincent"));
    }
}
