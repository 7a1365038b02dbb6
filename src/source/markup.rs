//! Markdown and HTML left-overs: what they show is kept as evidence, the marks themselves leave the text.

use super::Mark;

/// Text freed of markup, and what the markup showed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Freed {
    pub text: String,
    pub marks: Vec<Mark>,
    /// Bytes of `text` that were set in bold and in italics.
    pub bold: usize,
    pub italic: usize,
}

impl Freed {
    /// Whether all that is printed is bold.
    pub fn is_bold(&self) -> bool {
        self.bold > 0 && self.bold >= self.text.trim().len()
    }

    /// Whether all that is printed is italic.
    pub fn is_italic(&self) -> bool {
        self.italic > 0 && self.italic >= self.text.trim().len()
    }
}

/// Frees a line or a cell of emphasis, HTML tags, entities and escapes.
pub(super) fn free(input: &str) -> Freed {
    let mut freed = Freed::default();
    let mut state = State::default();
    let mut rest = input;
    while let Some(first) = rest.chars().next() {
        let used = match first {
            '<' => state.tag(rest, &mut freed),
            '&' => entity(rest).map(|(decoded, used)| {
                // `<sup>&lt;sup>2</sup>`: a tag that was escaped once is still a tag.
                match (decoded, TAGS.iter().find(|tag| rest[used..].starts_with(&tag[1..]))) {
                    ('<', Some(tag)) => used + tag.len() - 1,
                    _ => {
                        state.push(decoded, &mut freed);
                        used
                    }
                }
            }),
            '*' => state.emphasis(rest),
            '\\' => rest[1..].chars().next().filter(|next| next.is_ascii_punctuation()).map(|next| {
                state.push(next, &mut freed);
                1 + next.len_utf8()
            }),
            _ => None,
        };
        let used = used.unwrap_or_else(|| {
            state.push(first, &mut freed);
            first.len_utf8()
        });
        rest = &rest[used..];
    }
    freed
}

/// Tags that OCR tools write; anything else between `<` and `>` is text (`> 90` is an age band).
const TAGS: [&str; 15] = [
    "<sup>", "</sup>", "<sub>", "</sub>", "<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<del>", "</del>", "<br>",
    "<br/>", "<strong>",
];

/// What OCR makes of an escaped tag.
const TORN_TAG: &str = "<sup>&</sup>lt;sup>";

#[derive(Default)]
struct State {
    bold: bool,
    italic: bool,
    superscript: Option<String>,
}

impl State {
    fn push(&mut self, c: char, freed: &mut Freed) {
        if let Some(mark) = &mut self.superscript {
            mark.push(c);
            return;
        }
        freed.text.push(c);
        freed.bold += if self.bold { c.len_utf8() } else { 0 };
        freed.italic += if self.italic { c.len_utf8() } else { 0 };
    }

    fn tag(&mut self, rest: &str, freed: &mut Freed) -> Option<usize> {
        // A tag whose escape was itself taken for a superscript: `<sup>&</sup>lt;sup>2</sup>`.
        if rest.starts_with(TORN_TAG) {
            self.superscript = Some(String::new());
            return Some(TORN_TAG.len());
        }
        let tag = TAGS.iter().find(|tag| rest.starts_with(**tag))?;
        match *tag {
            "<sup>" if self.superscript.is_none() && rest.contains("</sup>") => self.superscript = Some(String::new()),
            "</sup>" => {
                if let Some(mark) = self.superscript.take().filter(|mark| !mark.trim().is_empty()) {
                    freed.marks.push(Mark { at: freed.text.len(), text: mark.trim().to_string() });
                }
            }
            "<b>" | "<strong>" => self.bold = true,
            "</b>" => self.bold = false,
            "<i>" => self.italic = true,
            "</i>" => self.italic = false,
            "<br>" | "<br/>" => self.push(' ', freed),
            _ => {}
        }
        Some(tag.len())
    }

    /// `**bold**`, `*italic*`; an asterisk that neither opens before a letter nor closes is a footnote mark and stays.
    fn emphasis(&mut self, rest: &str) -> Option<usize> {
        if rest.starts_with("**") {
            self.bold = !self.bold;
            return Some(2);
        }
        let opens = !self.italic
            && rest[1..].starts_with(|c: char| !c.is_whitespace())
            && rest[1..].find('*').is_some_and(|end| end > 0);
        if opens || self.italic {
            self.italic = opens;
            return Some(1);
        }
        None
    }
}

fn entity(rest: &str) -> Option<(char, usize)> {
    const ENTITIES: [(&str, char); 6] =
        [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&nbsp;", '\u{A0}'), ("&quot;", '"'), ("&#39;", '\'')];
    ENTITIES.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, c)| (*c, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(freed: &Freed) -> Vec<(usize, &str)> {
        freed.marks.iter().map(|mark| (mark.at, mark.text.as_str())).collect()
    }

    #[test]
    fn superscripts_become_marks() {
        let freed = free("USD 6,926,627<sup>5</sup> from");
        assert_eq!((freed.text.as_str(), marks(&freed)), ("USD 6,926,627 from", vec![(13, "5")]));
        let broken = free("<sup>&lt;sup>2</sup> Field");
        assert_eq!((broken.text.as_str(), marks(&broken)), (" Field", vec![(0, "2")]));
        assert_eq!(free("<sup>&</sup>lt;sup>2</sup> Field"), broken);
    }

    #[test]
    fn emphasis_leaves_the_text() {
        assert_eq!(free("the *Issue in Brief* series").text, "the Issue in Brief series");
        assert!(free("**COUNCIL** ").is_bold());
        assert!(!free("**B.** Office").is_bold());
        assert_eq!(free("84|9*").text, "84|9*");
        assert_eq!(free("\\_").text, "_");
        assert_eq!(free("> 90").text, "> 90");
    }
}
