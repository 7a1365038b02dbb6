//! Footnotes are tied to where they are cited.

use std::collections::{BTreeSet, HashMap};

use super::findings;
use super::footnotes::Note;
use super::pieces::Body;
use super::tree::{Builder, Citation};
use crate::report::{Footnote, Item, Section};

/// A lost mark is looked for among so many paragraphs before its note.
const WINDOW: usize = 14;
/// A lower score is no evidence: one word that no other paragraph has, in a paragraph of forty words, gives more.
const LEAST: usize = 60;
/// The best paragraph is ahead of the second by this part of its score, or nothing is guessed.
const MARGIN: usize = 10;
/// A word that a paragraph repeats counts so often at most.
const MOST_TIMES: usize = 6;
/// Words shorter than this say nothing of what a text is about.
const SHORTEST: usize = 5;

/// Ties the notes; says which marks have no note, and which notes no mark.
pub(super) fn tie(builder: &mut Builder, body: &Body, sections: &[Section]) -> Vec<Footnote> {
    let mut paragraphs = Vec::new();
    collect(sections, &mut paragraphs);
    let citations = builder.citations.clone();
    let mut footnotes: Vec<Footnote> = body.notes.iter().map(|note| footnote(builder, note)).collect();
    for citation in &citations {
        match note_of(body, citation) {
            Some(order) => cite(&mut footnotes[order], &citation.place),
            None if citation.mark.bytes().all(|byte| byte.is_ascii_digit()) => {
                let span = builder.text.span(citation.line);
                builder.findings.push(findings::mark_without_note(&citation.mark, &citation.place, span));
            }
            None => {}
        }
    }
    for (footnote, note) in footnotes.iter_mut().zip(&body.notes).filter(|(footnote, _)| footnote.cited_in.is_empty()) {
        let guess = by_words(&footnote.text, &paragraphs, builder, note);
        builder.findings.push(findings::note_without_mark(
            &footnote.number,
            guess.as_ref().map(|place| format!("paragraph {place}")).as_deref(),
            footnote.span,
        ));
        footnote.cited_in.extend(guess);
    }
    footnotes
}

fn footnote(builder: &mut Builder, note: &Note) -> Footnote {
    let cited = builder.citations.len();
    let text = builder.assemble(&note.parts, "");
    builder.citations.truncate(cited);
    builder.account(&note.parts, "footnote", &note.number);
    let start = note.parts.iter().find(|part| part.skip < builder.text.lines[part.lines.start].text.trim().len());
    let span = builder.text.span(start.unwrap_or(&note.parts[0]).lines.start);
    if let Some(printed) = &note.misprinted {
        builder.findings.push(findings::note_number_inferred(printed, &note.number, span));
    }
    Footnote { number: note.number.clone(), text, cited_in: Vec::new(), span }
}

/// The first note below the mark with its number; numbers may begin anew with a chapter.
fn note_of(body: &Body, citation: &Citation) -> Option<usize> {
    let same = || body.notes.iter().enumerate().filter(|(_, note)| note.number == citation.mark);
    let below = same().find(|(_, note)| note.parts[0].lines.start > citation.line);
    below.or_else(|| same().next_back()).map(|(order, _)| order)
}

fn cite(footnote: &mut Footnote, place: &str) {
    if !footnote.cited_in.iter().any(|known| known == place) {
        footnote.cited_in.push(place.to_string());
    }
}

/// Number, text and first line of a paragraph.
struct Cited<'a> {
    number: u32,
    text: &'a str,
    page: Option<u32>,
    line: u32,
}

fn collect<'a>(sections: &'a [Section], paragraphs: &mut Vec<Cited<'a>>) {
    for item in sections.iter().flat_map(|section| &section.items) {
        match item {
            Item::Paragraph(found) => paragraphs.push(Cited {
                number: found.number,
                text: &found.text,
                page: found.span.page,
                line: found.span.line,
            }),
            Item::Section(section) => collect(std::slice::from_ref(section), paragraphs),
            _ => {}
        }
    }
}

/// The paragraph that shares the most telling words with a note whose mark is lost; none where two do equally well.
fn by_words(note: &str, paragraphs: &[Cited], builder: &Builder, body: &Note) -> Option<String> {
    let line = &builder.text.lines[body.parts[0].lines.start];
    let place = (builder.text.span(body.parts[0].lines.start).page, line.number);
    let end = paragraphs.partition_point(|paragraph| (paragraph.page, paragraph.line) < place);
    let window = &paragraphs[end.saturating_sub(WINDOW)..end];
    let texts: Vec<HashMap<String, usize>> = window.iter().map(|paragraph| words(paragraph.text)).collect();
    let mut spread: HashMap<&str, usize> = HashMap::new();
    for word in texts.iter().flat_map(HashMap::keys) {
        *spread.entry(word).or_default() += 1;
    }
    let telling: BTreeSet<String> = words(note).into_keys().collect();
    let mut scores: Vec<(usize, u32)> = Vec::new();
    for (paragraph, text) in window.iter().zip(&texts) {
        let weight =
            |word: &String| text.get(word).map_or(0, |times| times.min(&MOST_TIMES) * 600 / spread[word.as_str()]);
        // A long paragraph has many words by chance.
        scores.push((telling.iter().map(weight).sum::<usize>() / (text.len() + 20).isqrt(), paragraph.number));
    }
    scores.sort_unstable();
    let (best, number) = scores.pop()?;
    let second = scores.pop().map_or(0, |(score, _)| score);
    (best > second + second / MARGIN && best >= LEAST).then(|| number.to_string())
}

/// The longer words of a text, in lower case and without a plural s, and how often they occur.
fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= SHORTEST) {
        *counts.entry(word.to_lowercase().trim_end_matches('s').to_string()).or_default() += 1;
    }
    counts
}
