//! The words of runs, and what of a text is a number.

use crate::source::layout::runs::Run;

/// The words of a run, each a run.
pub(super) fn words(run: &Run) -> Vec<Run> {
    let mut words: Vec<Run> = Vec::new();
    for (glyph, blank) in run.glyphs.iter().zip(&run.blanks) {
        match words.last_mut() {
            Some(word) if !blank => {
                word.right = glyph.end();
                word.glyphs.push(*glyph);
                word.blanks.push(false);
            }
            _ => words.push(Run { left: glyph.x, right: glyph.end(), glyphs: vec![*glyph], blanks: vec![false] }),
        }
    }
    words
}

/// The numbers at the end of a text, and what stands before them, if anything does.
pub(super) fn split_numbers(run: &Run) -> (Option<Run>, Vec<Run>) {
    let mut words = words(run);
    let text = |word: &Run| word.glyphs.iter().map(|glyph| glyph.c).collect::<String>();
    let numbers = words.iter().rev().take_while(|word| is_number(&text(word))).count();
    let rest = words.split_off(words.len() - numbers);
    (joined(words), rest)
}

/// Words as one run, a blank between them.
pub(super) fn joined(words: impl IntoIterator<Item = Run>) -> Option<Run> {
    words.into_iter().reduce(|mut run, word| {
        run.blanks.push(true);
        run.blanks.extend(word.blanks.iter().skip(1));
        run.glyphs.extend(word.glyphs);
        run.right = word.right;
        run
    })
}

/// Digits with their grouping, sign, brackets and per cent; or a nil sign alone.
pub(in crate::source::layout) fn is_number(text: &str) -> bool {
    let bare =
        text.trim_matches(|c: char| matches!(c, '(' | ')' | '%' | '+' | '*' | ' ' | '<' | '>' | '$' | '€' | '£'));
    if matches!(bare, "-" | "–" | "—" | "−" | "…" | "..") {
        return true;
    }
    let bare = bare.trim_start_matches(['-', '–', '−']);
    let inner = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '\'' | '’');
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.ends_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(inner)
}

/// `2019`: where nothing but years stands, it is a header.
pub(in crate::source::layout) fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// After a blank come three digits, or it is another number.
pub(super) fn is_one_number(text: &str) -> bool {
    let digits = |group: &str| group.chars().take_while(char::is_ascii_digit).count();
    let mut groups = text.split(' ');
    groups.next().is_some_and(|first| !first.ends_with(['%', ')']) || !text.contains(' '))
        && groups.all(|group| digits(group) == 3)
}
