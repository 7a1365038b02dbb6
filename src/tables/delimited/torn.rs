//! Texts torn at the edge of a cell: `Headq|uarters`, `Fie|ld`, `20|08`, `Gen Serv` beside `ieral vices`.
//!
//! A seam is mended in the way that gives words which the report prints elsewhere. OCR often reads the character at
//! the edge twice, or makes another out of it; both are tried.

use super::cell::{look_alike, year_of};
use super::words::{Words, likeness, terms};

/// A mended text, and how far the report knows its words (0 to 1).
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Mended {
    /// The text.
    pub text: String,
    /// Share of its words that the report prints.
    pub known: f64,
}

/// Below this likeness a standard term is another text.
const SAME_TERM: f64 = 0.72;

/// Whether `right` goes on where `left` was torn: their forms say so.
pub(super) fn goes_on(left: &str, right: &str, words: &Words) -> bool {
    let Some(first) = right.trim().chars().next() else {
        return false;
    };
    if join_year(left, right).is_some() {
        return true;
    }
    if left.trim().ends_with(['(', '/', '-']) || first == '/' || first.is_lowercase() {
        return true;
    }
    // Two capitals: torn only if neither part is a word and the whole is one.
    let whole = seam(left.trim(), right.trim(), words);
    first.is_alphabetic() && !words.knows(last_word(left)) && whole.known == 1.0 && !whole.text.contains(' ')
}

/// Whether both together make a word, or words with a slash, that the report prints elsewhere.
pub(super) fn is_one_word(left: &str, right: &str, words: &Words) -> bool {
    let whole = seam(left, right, words);
    whole.known == 1.0 && whole.text != format!("{left} {right}")
}

/// Puts words together that lines break between letters, `Americ as total`: the report prints the whole, and not both parts.
pub(super) fn whole_words(text: &str, words: &Words) -> String {
    let known = |word: &str| words.knows(word) || words.is_in_label(word);
    let mut whole: Vec<String> = Vec::new();
    for part in text.split(' ') {
        let before = whole.last_mut().filter(|word| {
            let begun = last_word(word);
            let letters = begun.ends_with(char::is_alphabetic) && part.starts_with(char::is_lowercase);
            letters && !(known(begun) && known(part)) && known(&format!("{begun}{part}"))
        });
        match before {
            Some(word) => word.push_str(part),
            None => whole.push(part.to_string()),
        }
    }
    whole.join(" ")
}

/// Joins the pieces of one text.
pub(super) fn mend(pieces: &[&str], words: &Words) -> Mended {
    let pieces: Vec<String> = pieces.iter().map(|piece| clean(piece)).filter(|piece| !piece.is_empty()).collect();
    if let [left, right] = pieces.as_slice()
        && let Some(year) = join_year(left, right)
    {
        return Mended { text: year, known: 1.0 };
    }
    let in_line = mend_in_line(&pieces, words);
    let best = match pieces.as_slice() {
        [left, right] if in_line.known < 1.0 => better(mend_by_lines(left, right, words), in_line),
        _ => in_line,
    };
    standard_term(best)
}

fn better(a: Mended, b: Mended) -> Mended {
    if a.known > b.known { a } else { b }
}

fn mend_in_line(pieces: &[String], words: &Words) -> Mended {
    let mut text = String::new();
    for piece in pieces {
        text = if text.is_empty() { piece.clone() } else { seam(&text, piece, words).text };
    }
    Mended { known: words.share(&text), text }
}

/// A cell of several lines torn from top to bottom: `Gen Serv` and `eral ices` are `General Services`.
fn mend_by_lines(left: &str, right: &str, words: &Words) -> Mended {
    let (lefts, rights): (Vec<_>, Vec<_>) = (left.split(' ').collect(), right.split(' ').collect());
    if lefts.len() != rights.len() || lefts.len() < 2 {
        return Mended::default();
    }
    let lines = lefts.iter().zip(&rights).map(|(a, b)| seam(a, b, words).text);
    let text = lines.collect::<Vec<_>>().join(" ");
    Mended { known: words.share(&text), text }
}

/// Mends one seam: a word, or the beginning of one where a further piece may bring the rest.
fn seam(left: &str, right: &str, words: &Words) -> Mended {
    if left.ends_with('/') || right.starts_with('/') {
        return Mended { text: format!("{left}{right}"), known: 1.0 };
    }
    for (keep, skip) in [(0, 0), (0, 1), (1, 0), (0, 2), (1, 1)] {
        if let Some(text) =
            glue(left, right, keep, skip).filter(|(text, at)| words.knows(&text[word_around(text, *at)]))
        {
            return Mended { text: text.0, known: 1.0 };
        }
    }
    let both = words.knows(last_word(left)) && words.knows(first_word(right));
    let begun = |text: &str, at: usize| words.begins(&text[word_around(text, at)]);
    let glued = glue(left, right, 0, 0).filter(|(text, at)| !both && !right.contains(' ') && begun(text, *at));
    let torn = right.starts_with(char::is_lowercase) && !words.knows(last_word(left));
    let text = match glued {
        Some((text, _)) => text,
        None if torn => format!("{left}{right}"),
        None => format!("{left} {right}"),
    };
    Mended { text, known: f64::from(u8::from(both)) }
}

/// Joins two texts within a word, some characters of either left out; with the place of the seam.
fn glue(left: &str, right: &str, keep: usize, skip: usize) -> Option<(String, usize)> {
    let (head, tail) = (drop_back(left, keep)?, drop_front(right, skip)?);
    let inside = head.ends_with(char::is_alphanumeric) && tail.starts_with(char::is_alphanumeric);
    inside.then(|| (format!("{head}{tail}"), head.len()))
}

fn drop_back(text: &str, count: usize) -> Option<&str> {
    match count.checked_sub(1) {
        None => Some(text),
        Some(nth) => text.char_indices().rev().nth(nth).map(|(at, _)| &text[..at]),
    }
}

fn drop_front(text: &str, count: usize) -> Option<&str> {
    text.char_indices().nth(count).map(|(at, _)| &text[at..])
}

fn word_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let inside = |c: char| c.is_alphanumeric();
    let start = text[..at].rfind(|c| !inside(c)).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(|c| !inside(c)).map_or(text.len(), |i| at + i);
    start..end
}

fn last_word(text: &str) -> &str {
    text.trim().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

/// The first word of a text, without what sticks to it.
pub(super) fn first_word(text: &str) -> &str {
    text.trim().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

/// `20|08`, `20|008` and `2|2008` are 2008.
pub(super) fn join_year(left: &str, right: &str) -> Option<String> {
    let (left, right) = (left.trim(), right.trim());
    let digits = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(left) || !digits(right) || left.len() == 4 {
        return None;
    }
    let overlap = left.len() + right.len();
    let overlap = overlap.checked_sub(4)?;
    let joined = format!("{left}{}", right.get(overlap..)?);
    (left.ends_with(&right[..overlap]) && year_of(&joined).is_some()).then_some(joined)
}

/// A text that is nearly a standard term, or the beginnings of its words, is that term.
fn standard_term(mended: Mended) -> Mended {
    if mended.known == 1.0 {
        return mended;
    }
    let begun = terms().iter().find(|term| is_begun(&mended.text, term));
    let alike = || terms().iter().find(|term| likeness(term, &mended.text) >= SAME_TERM);
    match begun.or_else(alike) {
        Some(term) => Mended { text: (*term).to_string(), known: 1.0 },
        None => mended,
    }
}

/// `Gen Serv` begins the words of `General Services`; OCR may have garbled the last letter of a longer beginning.
fn is_begun(text: &str, term: &str) -> bool {
    let (parts, words): (Vec<_>, Vec<_>) = (text.split(' ').collect(), term.split(' ').collect());
    let begins = |part: &str, word: &str| {
        let whole = word.starts_with(part);
        let garbled = drop_back(part, 1).is_some_and(|head| head.len() >= 4 && word.starts_with(head));
        part.len() >= 3 && (whole || garbled)
    };
    parts.len() == words.len() && parts.iter().zip(&words).all(|(part, word)| begins(part, word))
}

/// Frees a piece of what the tear left at its ends, makes look-alikes Latin, mends spaced hyphens and slashes.
pub(super) fn clean(piece: &str) -> String {
    let latin = piece.chars().any(|c| c.is_ascii_alphabetic());
    let all_alike = piece.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_ascii() || look_alike(c).is_some());
    let text: String = match latin || all_alike {
        true => piece.chars().map(|c| look_alike(c).unwrap_or(c)).collect(),
        false => piece.to_string(),
    };
    let text = text.trim();
    let text = if text.matches('(').count() > text.matches(')').count() { text.trim_end_matches('(') } else { text };
    let text = text.trim_end().trim_end_matches(['|', '_', '•']);
    let text = text.trim_start_matches(['|', '_', '•', ',', '.', '!']).trim();
    apart(unspaced(text))
}

/// A blank that the text lost before a bracket: `Aldport(Kingdom of)` is `Aldport (Kingdom of)`.
fn apart(text: String) -> String {
    let lost = |at: usize| text[..at].ends_with(char::is_lowercase) && text[at + 1..].starts_with(char::is_uppercase);
    match text.find('(').filter(|at| lost(*at)) {
        Some(at) => format!("{} {}", &text[..at], &text[at..]),
        None => text,
    }
}

/// `non- Member` is 'non-Member', `Increase/ (decrease)` is 'Increase/(decrease)'; 'pre- and post-' stays.
pub(super) fn unspaced(text: &str) -> String {
    let mut words = text.split(' ').peekable();
    let mut joined = String::new();
    while let Some(word) = words.next() {
        joined.push_str(word);
        let Some(next) = words.peek() else {
            break;
        };
        let hyphen = word.len() > 1 && word.ends_with('-') && !matches!(*next, "and" | "or" | "to");
        let slash = word.len() > 1 && word.ends_with('/');
        let closes = slash || (hyphen && next.starts_with(char::is_alphabetic));
        joined.push_str(if closes { "" } else { " " });
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::of_prose("the harbours and regions of destination in Asia and Oceania, Europe and other countries")
    }

    fn mended(pieces: &[&str]) -> String {
        mend(pieces, &words()).text
    }

    #[test]
    fn words_broken_between_letters_are_whole_again() {
        let whole = |text: &str| whole_words(text, &words());
        assert_eq!(whole("Harb ours and regi ons"), "Harbours and regions");
        assert_eq!(whole("Non-harb ours in Asi a"), "Non-harbours in Asia");
        assert_eq!(whole("Europe in countries"), "Europe in countries");
        assert_eq!(whole("Zell and other"), "Zell and other");
    }

    #[test]
    fn seams_give_words_that_the_report_knows() {
        assert_eq!(mended(&["Headq", "uarters"]), "Headquarters");
        assert_eq!(mended(&["Fie", "ld"]), "Field");
        assert_eq!(mended(&["Cat", "egory/(", "Grade"]), "Category/Grade");
        assert_eq!(mended(&["Region", "s of", "destinati", "on"]), "Regions of destination");
        assert_eq!(mended(&["As", "ia and", "d Ocea", "nia"]), "Asia and Oceania");
        assert_eq!(mended(&["Ame", "ericas"]), "Americas");
        assert_eq!(mended(&["Othe", "r counti", "ries in"]), "Other countries in");
        assert_eq!(mended(&["Eur", "оре"]), "Europe");
    }

    #[test]
    fn cells_of_two_lines_are_torn_from_top_to_bottom() {
        assert_eq!(mended(&["Gen Serv", "ieral vices"]), "General Services");
        assert_eq!(mended(&["Nati Offi", "onal cers"]), "National Officers");
        assert_eq!(mended(&["Gen Serv"]), "General Services");
        assert_eq!(mended(&["Headqı"]), "Headquarters");
    }

    #[test]
    fn years_are_joined_over_a_doubled_digit() {
        assert_eq!(join_year("20", "08").as_deref(), Some("2008"));
        assert_eq!(join_year("20", "008").as_deref(), Some("2008"));
        assert_eq!(join_year("12", "30"), None);
    }

    #[test]
    fn hyphens_and_slashes_close_up() {
        assert_eq!(unspaced("Observer and non- Member States"), "Observer and non-Member States");
        assert_eq!(unspaced("Increase/ (decrease)"), "Increase/(decrease)");
        assert_eq!(unspaced("pre- and post-war"), "pre- and post-war");
    }

    #[test]
    fn brackets_stand_apart_from_a_word() {
        assert_eq!(clean("Aldport(Kingdom of)"), "Aldport (Kingdom of)");
        assert_eq!(clean("Increase/(decrease)"), "Increase/(decrease)");
    }

    #[test]
    fn separate_spanners_stay_apart() {
        assert!(!goes_on("uarters", "Field (", &words()));
        assert!(goes_on("Field (", "Offices", &words()));
        assert!(goes_on("Headq", "uarters", &words()));
        assert!(!goes_on("Africa", "Europe", &words()));
    }
}
