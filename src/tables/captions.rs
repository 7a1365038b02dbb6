//! Captions and the headings that stand in for them, shared by all forms of tables.
//!
//! Takes the clean text of a line; says whether it is 'Table 7: ...', an annex, a numbered item of an annex.
//! Which lines a caption goes on over, and which table it names, is for the callers to settle.

/// A printed caption: 'Table 7: text', 'Table 7. text', 'TABLE 7 – text', with or without '(continued)'.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// `7`, `A.1`, `II`.
    pub number: String,
    /// What follows the number, without '(continued)'.
    pub text: String,
    /// Whether the line says that the table goes on here.
    pub continued: bool,
}

/// Reads a line as a caption. A sentence that begins with 'Table 7 shows ...' is none: a mark has to follow the number.
pub fn scan_caption(line: &str) -> Option<Printed> {
    let line = line.trim().trim_start_matches(['*', '#', ' ']);
    let rest = strip_word(line, "table")?.trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-')).unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(['.', '-']);
    if !is_number(number) {
        return None;
    }
    let after = rest[number.len()..].trim_start();
    let marked = after.trim_start_matches([':', '.', '–', '—', '-', ' ']);
    let (text, continued) = strip_continued(marked);
    // Without a mark only '(continued)' may follow: 'Table 1 (Movements ...) summarizes' is a sentence.
    let sentence = marked.len() == after.len() && !text.is_empty();
    (!sentence).then(|| Printed { number: number.to_string(), text: text.to_string(), continued })
}

fn strip_word<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let head = line.get(..word.len())?;
    let rest = &line[word.len()..];
    (head.eq_ignore_ascii_case(word) && rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// `7`, `7a`, `A.1`, `III`: short, and either with a digit or a Roman numeral.
fn is_number(number: &str) -> bool {
    let roman = !number.is_empty() && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    roman || (number.len() <= 5 && number.chars().any(|c| c.is_ascii_digit()))
}

/// Takes '(continued)', '(cont.)', "(cont'd)" off the end of a caption.
pub fn strip_continued(text: &str) -> (&str, bool) {
    let text = text.trim().trim_end_matches(['*', '.']).trim_end();
    let Some(open) = text.rfind(['(', '[']) else {
        return (text, false);
    };
    let inner = text[open + 1..].to_ascii_lowercase();
    if inner.starts_with("cont") && inner.len() <= "continued)".len() + 1 {
        return (text[..open].trim_end(), true);
    }
    (text, false)
}

/// The number of an annex, where the line announces one: 'Annex II', 'ANNEX 3 – Statistics'. The second value is the rest.
pub fn scan_annex(line: &str) -> Option<(&str, &str)> {
    let rest = strip_word(line.trim(), "annex")?.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let number = &rest[..end];
    let known = !number.is_empty()
        && (number.bytes().all(|b| b.is_ascii_digit()) || number.chars().all(|c| matches!(c, 'I' | 'V' | 'X')));
    let title = rest[end..].trim_start();
    let marked = title.is_empty() || title.starts_with([':', '.', '–', '—', '-']);
    (known && marked).then(|| (number, title.trim_start_matches([':', '.', '–', '—', '-', ' '])))
}

/// A numbered item: '5. Breakdown of projects' is item `5` with its title. Sentences are none.
pub fn scan_item(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let end = line.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = line.split_at(end);
    let title = rest.strip_prefix(['.', ')'])?.strip_prefix(' ')?.trim();
    let heading = !number.is_empty() && number.len() <= 2 && !title.is_empty() && !title.ends_with(['.', ';']);
    (heading && title.len() <= MAX_TITLE).then_some((number, title))
}

/// Longer than this, a numbered line is a paragraph and no title.
const MAX_TITLE: usize = 180;

/// Whether a line under a table begins a note by its form: 'Note: ...', 'Sources: ...', '* ...', 'NO-A: National Officer'.
/// A note that only a mark in the table shows ('a Some ...') is for the caller to tell.
pub fn is_note(line: &str) -> bool {
    let line = line.trim();
    let lower = line.get(..12.min(line.len())).unwrap_or(line).to_ascii_lowercase();
    let named = ["note:", "notes:", "note ", "source:", "sources:", "excluding:", "including:", "note.", "notes."];
    let key =
        |key: &str| !key.is_empty() && key.len() <= 8 && key.chars().all(is_key) && key.contains(char::is_alphabetic);
    named.iter().any(|name| lower.starts_with(name))
        || (line.starts_with(['*', '†']) && line.len() > 2)
        || line.split_once(": ").is_some_and(|(left, _)| key(left.trim()))
}

/// Characters of an abbreviation that a note explains: `UG`, `NO-A`, `F/M`.
fn is_key(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '–' | '/')
}

/// Frees a label of the footnote marks at its end: `Rowers*`, `Sailors <sup>` marks apart, `Subtotal a, b`, `Other 1/`.
pub fn strip_marks(label: &str) -> (String, Vec<String>) {
    let (mut rest, mut marks) = (label.trim(), Vec::new());
    while let Some((head, mark)) = last_mark(rest) {
        marks.insert(0, mark.to_string());
        rest = head.trim_end().trim_end_matches(',').trim_end();
    }
    (rest.to_string(), marks)
}

fn last_mark(label: &str) -> Option<(&str, &str)> {
    if let Some(head) = label.strip_suffix(['*', '†']).filter(|head| !head.trim().is_empty()) {
        return Some((head, &label[head.len()..]));
    }
    let (head, last) = label.rsplit_once(' ')?;
    let letter = last.len() == 1 && last.starts_with(|c: char| ('a'..='h').contains(&c));
    let numbered = last.len() <= 3
        && last.strip_suffix('/').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    (letter || numbered).then_some((head, last.trim_end_matches('/')))
}

/// A slug of what a table shows: 'Programme expenditure (net) by region' is `programme-expenditure-by-region`.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth > 0 && !c.is_whitespace() => {}
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
        if slug.len() >= MAX_SLUG && slug.ends_with('-') {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "table".to_string() } else { slug.to_string() }
}

/// A slug is for people to type: it ends with the word that reaches this many bytes.
const MAX_SLUG: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    fn caption(line: &str) -> Option<(String, String, bool)> {
        scan_caption(line).map(|printed| (printed.number, printed.text, printed.continued))
    }

    fn some(number: &str, text: &str, continued: bool) -> Option<(String, String, bool)> {
        Some((number.into(), text.into(), continued))
    }

    #[test]
    fn captions_in_all_their_forms() {
        assert_eq!(caption("Table 7: Boats by harbour"), some("7", "Boats by harbour", false));
        assert_eq!(caption("Table 7. Boats by harbour"), some("7", "Boats by harbour", false));
        assert_eq!(caption("TABLE 7 – Boats"), some("7", "Boats", false));
        assert_eq!(caption("**Table A.1: Boats**"), some("A.1", "Boats", false));
        assert_eq!(caption("Table 7: Boats (continued)"), some("7", "Boats", true));
        assert_eq!(caption("Table 7 (cont'd)"), some("7", "", true));
        assert_eq!(caption("Table 7"), some("7", "", false));
    }

    #[test]
    fn sentences_are_no_captions() {
        assert_eq!(caption("Table 1 (Boats by harbour) summarizes the boats."), None);
        assert_eq!(caption("Table 1 shows the boats."), None);
        assert_eq!(caption("Tables 1 and 2"), None);
        assert_eq!(caption("Table of contents"), None);
    }

    #[test]
    fn annexes_and_their_items() {
        assert_eq!(scan_annex("Annex II"), Some(("II", "")));
        assert_eq!(scan_annex("ANNEX 3 – Boats"), Some(("3", "Boats")));
        assert_eq!(scan_annex("Annex II shows the boats"), None);
        assert_eq!(scan_item("5. Boats by harbour, 2031"), Some(("5", "Boats by harbour, 2031")));
        assert_eq!(scan_item("5. The boats came home."), None);
        assert_eq!(scan_item("2031 boats"), None);
    }

    #[test]
    fn notes_by_their_form() {
        for note in
            ["Note: More boats.", "* Without oars.", "UG: ungraded; F: female", "Excluding:", "Source: Harbour master"]
        {
            assert!(is_note(note), "{note}");
        }
        for text in ["The boats: many", "12. Notes were taken.", "Noteworthy boats"] {
            assert!(!is_note(text), "{text}");
        }
    }

    #[test]
    fn marks_leave_the_label() {
        assert_eq!(strip_marks("Boats total a, b"), ("Boats total".into(), vec!["a".into(), "b".into()]));
        assert_eq!(strip_marks("Rowers*"), ("Rowers".into(), vec!["*".into()]));
        assert_eq!(strip_marks("Other 1/"), ("Other".into(), vec!["1".into()]));
        assert_eq!(strip_marks("Vitamin"), ("Vitamin".into(), vec![]));
    }

    #[test]
    fn slugs_are_short() {
        assert_eq!(slug("Expenditure (excluding ropes)"), "expenditure");
        assert_eq!(slug("Boats, by harbour"), "boats-by-harbour");
        assert_eq!(slug("…"), "table");
    }
}
