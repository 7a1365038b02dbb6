//! Words of a text with the punctuation around them.

/// A word without the punctuation that touches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// The word: `3,026`, `Sixty-one`, `P-5`.
    pub text: &'a str,
    /// Where it begins, in bytes of the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Punctuation right before it: `(`.
    pub opens: &'a str,
    /// Punctuation up to the next word: `),`; a lone dash counts.
    pub closes: &'a str,
    /// Whether a sentence, or what follows a colon, begins with it.
    pub first: bool,
}

impl Word<'_> {
    /// Whether nothing but a blank parts it from the next word.
    pub fn runs_on(&self) -> bool {
        self.closes.is_empty()
    }

    /// Whether a sentence ends behind it.
    pub fn ends_sentence(&self) -> bool {
        self.closes.contains(['.', '!', '?'])
    }

    /// The same word, in letters of any case.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// One of these words, in letters of any case.
    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Whether it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// An abbreviation in capitals: `SDG`, `IOM`.
    pub fn is_acronym(&self) -> bool {
        self.text.len() > 1 && self.text.bytes().all(|byte| byte.is_ascii_uppercase())
    }
}

/// The words of a text; a piece without letters or digits belongs to the word before it.
pub(super) fn split(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = Vec::new();
    let mut first = true;
    for piece in text.split_whitespace() {
        let offset = piece.as_ptr() as usize - text.as_ptr() as usize;
        let core = piece.trim_matches(is_punctuation);
        if core.is_empty() {
            if let Some(word) = words.last_mut() {
                word.closes = &text[word.end..offset + piece.len()];
            }
            continue;
        }
        let start = offset + (core.as_ptr() as usize - piece.as_ptr() as usize);
        let end = start + core.len();
        let closes = &text[end..offset + piece.len()];
        words.push(Word { text: core, start, end, opens: &text[offset..start], closes, first });
        first = closes.contains(['.', '!', '?', ':']);
    }
    words
}

/// What may touch a word without being part of it. A per cent sign is part of its number.
fn is_punctuation(letter: char) -> bool {
    !letter.is_alphanumeric() && !matches!(letter, '%' | '$' | '€' | '£' | '@' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_stays_beside_the_word() {
        let words = split("In all (approximately 25%), 4,038 came – mostly by sea. Two left.");
        let texts: Vec<_> = words.iter().map(|word| word.text).collect();
        assert_eq!(texts, ["In", "all", "approximately", "25%", "4,038", "came", "mostly", "by", "sea", "Two", "left"]);
        assert_eq!((words[2].opens, words[3].closes, words[5].closes), ("(", "),", " –"));
        assert!(words[0].first && words[9].first && !words[4].first);
    }
}
