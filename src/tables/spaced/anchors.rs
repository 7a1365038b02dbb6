//! Captions, annex headings, notes: the lines around a table.

/// 'Table 7: text' -> number and text.
pub fn parse(line: &str) -> Option<(String, String)> {
    let rest = line.strip_prefix("Table ").or_else(|| line.strip_prefix("TABLE "))?;
    let end = rest.find([':', '.', ' ', '–'])?;
    let (number, text) = rest.split_at(end);
    let numbered =
        number.len() <= 4 && number.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    let text = text.trim_start_matches([':', '.', ' ', '–']);
    (numbered && text.starts_with(|c: char| c.is_uppercase())).then(|| (number.to_string(), text.to_string()))
}

/// The number of 'Annex II' alone on its line.
pub fn annex_number(line: &str) -> Option<&str> {
    let number = line.strip_prefix("Annex ").or_else(|| line.strip_prefix("ANNEX "))?.trim();
    let roman = number.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let other = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    (!number.is_empty() && (roman || other)).then_some(number)
}

/// Whether a line under a table is a note.
pub fn is_note(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.starts_with("note")
        || lower.starts_with("source")
        || line.starts_with('*')
        || line.split_once(": ").is_some_and(|(key, _)| {
            key.len() <= 6 && key.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
        })
}

/// Lower-case words joined with hyphens.
pub fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).take(8).collect::<Vec<_>>().join("-")
}

/// Frees a label of the footnote marks at its end (`Serbia*`, `Other 1/`).
pub fn strip_marks(label: &str) -> (String, Vec<String>) {
    let bare = label.trim_end_matches(['*', '†']);
    let marks = label[bare.len()..].chars().map(String::from).collect();
    (bare.trim_end().to_string(), marks)
}
