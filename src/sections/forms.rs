//! How a line announces what begins with it: a number, a list mark, 'Figure 3', 'Box 2', 'Annex I'.

/// A number that counts something: `12.`, with the byte at which its text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered {
    pub number: u32,
    pub text_at: usize,
}

/// `12. Text`, `12.<TAB>Text`; not `11.7 million`, not `2019. A year`.
pub(super) fn numbered(text: &str) -> Option<Numbered> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok().filter(|_| (1..=3).contains(&digits))?;
    let rest = text[digits..].strip_prefix('.')?;
    let blanks = rest.len() - rest.trim_start().len();
    let glued = blanks == 0 && rest.starts_with(|c: char| c.is_uppercase());
    ((blanks > 0 && !rest.trim_start().is_empty()) || glued)
        .then_some(Numbered { number, text_at: digits + 1 + blanks })
}

/// The byte after a list mark; a dash counts only where `dash` allows, for a line may begin with one in mid-sentence.
pub(super) fn bullet(text: &str, dash: bool) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let mark = matches!(first, '•' | '▪' | '●' | '◦' | '·' | '■' | '\u{F0B7}')
        || dash && matches!(first, '-' | '–' | '*' | 'o');
    let rest = chars.as_str();
    (mark && rest.starts_with(char::is_whitespace) && !rest.trim().is_empty())
        .then(|| text.len() - rest.trim_start().len())
}

/// A caption or box title: what it is, its number where it has one, and the byte at which its title begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    pub number: &'a str,
    pub title_at: usize,
}

/// `Figure 3: Title`, `Chart 2. Title`, `Map 1 – Title`.
pub(super) fn figure(text: &str) -> Option<Labelled<'_>> {
    ["Figure", "FIGURE", "Chart", "CHART", "Graph", "GRAPH", "Map", "MAP", "Diagram"]
        .iter()
        .find_map(|word| labelled(text, word))
}

/// `Table 3. Title`.
pub(super) fn table(text: &str) -> Option<Labelled<'_>> {
    ["Table", "TABLE"].iter().find_map(|word| labelled(text, word))
}

/// `Box 3. Title`, `Box 3: Title`, `Box 3` with its title on the next line, `Box: Title`.
pub(super) fn text_box(text: &str) -> Option<Labelled<'_>> {
    ["Box", "BOX"].iter().find_map(|word| labelled(text, word))
}

/// The word, a number, and a stop or nothing behind it. 'Figure 3 shows' is a sentence.
fn labelled<'a>(text: &'a str, word: &str) -> Option<Labelled<'a>> {
    let rest = text.strip_prefix(word)?;
    let bare = rest.trim_start();
    let number = &bare[..bare.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(bare.len())];
    if number.is_empty()
        || rest.len() == bare.len()
        || !number.starts_with(|c: char| c.is_ascii_digit() || "IVX".contains(c))
    {
        return None;
    }
    let after = &bare[number.len()..];
    let title = after.trim_start_matches(['.', ':', ' ', '\u{9}', '–', '—', '-', '|']);
    let stopped = after.trim_start().starts_with(['.', ':', '–', '—', '-', '|']);
    let whole = title.is_empty() || stopped;
    whole.then_some(Labelled { number, title_at: text.len() - title.len() })
}

/// `Annex II`, `ANNEX 3`, alone or before a title (`Annex II – Title`): the number and the byte at which the title begins.
pub(super) fn annex(text: &str) -> Option<Labelled<'_>> {
    let rest = ["Annex", "ANNEX", "Appendix", "APPENDIX"].iter().find_map(|word| text.strip_prefix(word))?;
    let bare = rest.trim_start();
    let number = &bare[..bare.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(bare.len())];
    let roman = number.bytes().all(|byte| b"IVXLC".contains(&byte));
    let counted = roman
        || number.bytes().all(|byte| byte.is_ascii_digit())
        || (number.len() == 1 && number.bytes().all(|b| b.is_ascii_uppercase()));
    let after = &bare[number.len()..];
    let stopped = after.trim().is_empty() || after.trim_start().starts_with([':', '.', '–', '—', '-']);
    let title = after.trim_start_matches([':', '.', '–', '—', '-', ' ', '\u{9}']);
    (rest.len() > bare.len() && !number.is_empty() && counted && stopped)
        .then_some(Labelled { number, title_at: text.len() - title.len() })
}

/// `IOM Strategy points: 2, 3 and 4`.
pub(super) fn strategy_points(text: &str) -> Option<Vec<u32>> {
    let (head, list) = text.split_once(':')?;
    let known = head.len() < 40 && head.to_lowercase().contains("strategy point");
    let points: Option<Vec<u32>> = list
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|word| !word.is_empty() && *word != "and")
        .map(|word| word.trim_end_matches('.').parse().ok())
        .collect();
    points.filter(|points| known && !points.is_empty())
}

/// `Note: ...`, `Source: ...`, `* ...`, `(HI: Health insurance)`: explains what stands above it.
pub(super) fn is_note(text: &str) -> bool {
    let words = ["Note:", "Notes:", "Source:", "Sources:", "N.B.", "NB:"];
    let legend = text.starts_with('(') && text.ends_with(')') && text.contains(": ");
    words.iter().any(|word| text.starts_with(word)) || text.starts_with(['*', '†']) || legend
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_count() {
        assert_eq!(numbered("12. In the year").map(|found| (found.number, found.text_at)), Some((12, 4)));
        assert_eq!(numbered("12.\tIn the year").map(|found| found.number), Some(12));
        assert!(["11.7 million", "2019. A year", "12", "12.", "12) x"].iter().all(|text| numbered(text).is_none()));
    }

    #[test]
    fn captions_and_sentences_about_them() {
        assert_eq!(figure("Figure 3: Staff").map(|found| found.number), Some("3"));
        assert!(figure("Figure 3 shows that").is_none() && table("Tables 1 to 3").is_none());
        let titled = text_box("Box 3. Title").expect("a box");
        assert_eq!(("Box 3. Title"[titled.title_at..].to_string(), titled.number), ("Title".into(), "3"));
        assert_eq!(text_box("Box 3").map(|found| found.number), Some("3"));
    }

    #[test]
    fn annexes() {
        assert_eq!(annex("Annex II").map(|found| found.number), Some("II"));
        assert_eq!(annex("Annex 1 – Figures").map(|found| found.title_at), Some(12));
        assert!(annex("Annex II lists them").is_none() && annex("Annexes").is_none());
    }

    #[test]
    fn strategy_points_are_a_list_of_numbers() {
        assert_eq!(strategy_points("IOM Strategy points: 2, 3 and 12"), Some(vec![2, 3, 12]));
        assert_eq!(strategy_points("IOM Strategy points: they are many"), None);
    }
}
