//! The words of a header parted into names.

use super::vocabulary::{Kind, Node, Vocabulary, is_total};
use super::{Choice, Word, joined};

/// No name of a column has more words.
const MOST_WORDS: usize = 9;
/// Words within a name after which a capital begins none.
const SEAMS: [&str; 6] = ["of", "and", "the", "in", "for", "&"];

/// A name and the words that make it up.
pub(super) struct Name {
    pub node: Node,
    pub from: usize,
    pub to: usize,
    /// A run of words of which nothing is known.
    pub strange: bool,
}

pub(super) struct Parting<'a> {
    pub words: &'a [Word<'a>],
    pub vocabulary: &'a Vocabulary<'a>,
    pub choice: Choice,
}

impl Parting<'_> {
    pub fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let known = self.known(at);
            let unknown = if self.choice.by_capitals { Kind::Leaf } else { Kind::Spanner };
            let (to, kind) = known.unwrap_or((at + 1, unknown));
            let goes_on = known.is_none() && names.last().is_some_and(|last| self.goes_on(last, at));
            match names.last_mut().filter(|_| goes_on) {
                Some(last) => {
                    last.to = to;
                    last.node.text = joined(&self.words[last.from..to]);
                }
                None => {
                    let node = Node { text: joined(&self.words[at..to]), kind };
                    names.push(Name { node, from: at, to, strange: known.is_none() });
                }
            }
            at = to;
        }
        names
    }

    /// The longest known name that begins with a word, and where it ends.
    fn known(&self, at: usize) -> Option<(usize, Kind)> {
        let longest = (at + MOST_WORDS).min(self.words.len());
        let whole = (at + 1..=longest).rev().find_map(|to| Some((to, self.kind(at, to)?)))?;
        if whole.0 > at + 1 || !is_total(self.words[at].text) {
            return Some(whole);
        }
        let to = self.end_of_total(at);
        Some(if to > at + 1 { (to, Kind::Either) } else { whole })
    }

    fn kind(&self, from: usize, to: usize) -> Option<Kind> {
        if self.sums_group(from, to) {
            return Some(Kind::Leaf);
        }
        self.vocabulary.kind(&joined(&self.words[from..to]))
    }

    /// `Harbours total`, where `Harbours` is printed before.
    fn sums_group(&self, from: usize, to: usize) -> bool {
        let group = to - 1 - from;
        let same = |at: usize| (0..group).all(|word| self.words[at + word].text == self.words[from + word].text);
        group > 0 && self.words[to - 1].text == "total" && (0..(from + 1).saturating_sub(group)).any(same)
    }

    /// A total goes on with what it counts: `Total boats`; or with the name of a group that it sums up: `Total Lake Staff`.
    fn end_of_total(&self, at: usize) -> usize {
        let belongs = |word: &usize| {
            let kind = self.kind(*word, *word + 1);
            let counted = kind.is_none() && self.words[*word].text.starts_with(|c: char| c.is_lowercase());
            let beside = self.words[*word].line == self.words[at].line;
            counted || self.choice.of_total && beside && kind.is_none_or(|kind| kind == Kind::Either)
        };
        (at + 1..self.words.len()).find(|word| !belongs(word)).unwrap_or(self.words.len())
    }

    fn goes_on(&self, name: &Name, at: usize) -> bool {
        let brackets = |sign: char| name.node.text.matches(sign).count();
        let open = brackets('(') > brackets(')') || self.words[at].text.starts_with('(');
        let small = |word: &str| word.starts_with(|c: char| c.is_lowercase());
        let seam = SEAMS.contains(&self.words[at - 1].text);
        if self.choice.by_capitals && !(open || seam || small(self.words[at].text)) {
            return false;
        }
        name.strange && (self.choice.wrapped || self.words[name.to - 1].line == self.words[at].line)
    }
}
