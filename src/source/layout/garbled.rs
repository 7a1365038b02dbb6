//! Letters that a tool could not write: those of ligatures come out with their two bytes swapped, or as signs that no word holds.

/// Puts swapped letters right: `琀` (7400) inside a Latin word is a `t` (0074).
pub(super) fn repair(text: &str) -> Option<String> {
    let is_swapped = |c: char| swapped(c).is_some();
    if text.is_ascii() || !text.contains(is_swapped) {
        return None;
    }
    let word = |word: &str| -> String {
        let latin = word.contains(|c: char| c.is_ascii_alphabetic());
        word.chars().map(|c| swapped(c).filter(|_| latin).unwrap_or(c)).collect()
    };
    Some(text.split(' ').map(word).collect::<Vec<_>>().join(" "))
}

/// The letter whose bytes a character holds the wrong way round.
fn swapped(c: char) -> Option<char> {
    let code = u32::from(c);
    let letter = char::from_u32(code >> 8)?;
    (code & 0xFF == 0 && letter.is_ascii_alphabetic()).then_some(letter)
}

/// A Latin word with signs in it that are none of its letters: its text is not what was printed.
pub(super) fn is_garbled(text: &str) -> bool {
    let word = |word: &str| word.contains(|c: char| c.is_ascii_alphabetic()) && word.contains(is_foreign);
    !text.is_ascii() && text.split(' ').any(word)
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
    fn swapped_letters_are_put_right_inside_latin_words() {
        assert_eq!(repair("Aldma琀椀a  2").as_deref(), Some("Aldmatia  2"));
        assert_eq!(repair("琀椀 2"), Some("琀椀 2".to_string()));
        assert_eq!(repair("Aldmark  2"), None);
    }

    #[test]
    fn signs_inside_words_are_no_letters() {
        assert!(is_garbled("O昀케cers"));
        assert!(is_garbled("Of€cers"));
        assert!(!is_garbled("Côte d’Orme – Łódka"));
        assert!(!is_garbled("€ 12"));
    }
}
