//! The labels of such a table: lists of lines, with the heading of the stub above them and names of columns around them.

use super::super::header;
use super::parts::{Part, Words};
use crate::countries;
use crate::report::Role;
use crate::tables::labels;

/// A label never begins or ends a line with these where it goes on.
const OPEN_ENDS: [&str; 6] = ["of", "and", "the", "in", "for", "&"];

/// Headings that stand above labels.
const HEADINGS: [&str; 8] = ["category", "category/grade", "grade", "region", "age group", "age", "country", "year"];

/// So many words tell a heading of the stub from a label.
const OPENING_WORDS: usize = 2;

/// Fewer lines that are no countries are names of columns.
const FEWEST_LABELS: usize = 4;

/// The label of a row, wrapped lines joined.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// Index of its first line.
    pub index: usize,
    pub text: String,
    /// Whether it takes more lines than one.
    pub wrapped: bool,
}

/// Labels under one heading.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Group {
    /// What the heading says beyond its colon.
    pub name: String,
    pub labels: Vec<Label>,
}

/// The pages and their groups of labels, whose lines are taken out of the words: the rest are names of columns. A heading
/// that is printed again without another text goes on with its group; what has no labels belongs to the page before.
pub(super) fn take(parts: Vec<Part>) -> Vec<(Part, Vec<Group>)> {
    let opening = opening(&parts);
    let mut taken: Vec<(Part, Vec<Group>)> = Vec::new();
    let mut name = String::new();
    for mut part in parts {
        let mut groups = take_groups(&mut part, opening.as_deref());
        for group in &mut groups {
            if group.name.is_empty() { group.name.clone_from(&name) } else { name.clone_from(&group.name) }
        }
        // A heading can stand apart from its labels.
        groups.retain(|group| !group.labels.is_empty());
        match taken.last_mut().filter(|_| groups.is_empty()) {
            Some((before, _)) => before.append(part),
            None => taken.push((part, groups)),
        }
    }
    taken
}

/// The words with which all headings of the stub begin: `Nationals of` where some are of Member States and some of others.
fn opening(parts: &[Part]) -> Option<String> {
    let lists = lists(parts.first()?);
    let first = lists.iter().find(|list| list.iter().any(|line| is_country(&line.text)))?;
    let said = joined(&first[..heading(first)]);
    let opening = said.split(' ').take(OPENING_WORDS).collect::<Vec<_>>().join(" ");
    let other = |line: &Words| begins(&line.text, &opening) && !said.starts_with(line.text.trim());
    // What follows a colon tells the groups by itself.
    let several = !said.contains(':') && opening.contains(' ') && parts.iter().flat_map(|part| &part.words).any(other);
    several.then_some(opening)
}

fn begins(line: &str, opening: &str) -> bool {
    line.trim().strip_prefix(opening).is_some_and(|rest| rest.starts_with(' '))
}

fn joined(lines: &[Words]) -> String {
    lines.iter().map(|line| line.text.trim()).fold(String::new(), |joined, line| join(&joined, line))
}

fn take_groups(part: &mut Part, opening: Option<&str>) -> Vec<Group> {
    let lists: Vec<Vec<Words>> = lists(part);
    part.words.retain(|words| !lists.iter().flatten().any(|line| line.at == words.at));
    lists.iter().flat_map(|list| groups_of(list, opening)).collect()
}

/// Runs of words without a number between them that are no names of columns.
fn lists(part: &Part) -> Vec<Vec<Words>> {
    let mut lists: Vec<Vec<Words>> = Vec::new();
    let mut last = None;
    for line in &part.words {
        let goes_on = last == Some(line.at.wrapping_sub(1));
        let total = labels::role_of(&line.text) == Role::Total;
        let closes = goes_on && total && lists.last().is_some_and(|list| list.len() > 1);
        if !closes && (total || header::is_frame(&line.text)) {
            continue;
        }
        last = Some(line.at);
        match lists.last_mut().filter(|_| goes_on) {
            Some(list) => list.push(line.clone()),
            None => lists.push(vec![line.clone()]),
        }
    }
    lists.retain(|list| list.iter().any(|line| is_country(&line.text)) || list.len() >= FEWEST_LABELS);
    lists
}

/// Parts a list where a heading stands in it.
fn groups_of(list: &[Words], opening: Option<&str>) -> Vec<Group> {
    let heads = |line: &Words| line.text.contains(':') || opening.is_some_and(|opening| begins(&line.text, opening));
    let starts = (0..list.len()).filter(|at| *at == 0 || heads(&list[*at])).collect::<Vec<_>>();
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(list.len()));
    starts.iter().zip(ends).map(|(start, end)| group(&list[*start..end], opening)).collect()
}

fn group(lines: &[Words], opening: Option<&str>) -> Group {
    let opened = opening.is_some_and(|opening| begins(&lines[0].text, opening));
    let named = lines.iter().any(|line| is_country(&line.text));
    let heading = if opened && !named { lines.len() } else { heading(lines) };
    let said = joined(&lines[..heading]);
    let name = if opened { said } else { said.split_once(':').map_or("", |(_, name)| name.trim()).to_string() };
    let mut labels: Vec<Label> = Vec::new();
    for line in &lines[heading..] {
        match labels.last_mut().filter(|label| goes_on(&label.text, &line.text)) {
            Some(label) => {
                label.text = join(&label.text, &line.text);
                label.wrapped = true;
            }
            None => {
                labels.push(Label { index: line.index, text: line.text.trim().to_string(), wrapped: false });
            }
        }
    }
    Group { name, labels }
}

/// How many lines stand above the labels: up to the first country, or what ends with a colon.
fn heading(lines: &[Words]) -> usize {
    let colon = lines.iter().position(|line| line.text.contains(':'));
    match (lines.iter().position(|line| is_country(&line.text)), colon) {
        (Some(first), _) => first,
        (None, Some(colon)) => colon + 1,
        (None, None) => usize::from(lines.first().is_some_and(|line| is_heading(&line.text))),
    }
}

/// Whether a line heads labels.
pub(super) fn is_heading(text: &str) -> bool {
    HEADINGS.contains(&text.to_lowercase().as_str())
}

fn is_country(text: &str) -> bool {
    countries::iso3(text.trim()).is_some()
}

/// Whether a line is the rest of the label before it.
pub(super) fn goes_on(label: &str, line: &str) -> bool {
    let open = |text: &str| text.matches('(').count() > text.matches(')').count();
    let last = label.rsplit(' ').next().unwrap_or_default();
    let country = is_country(&join(label, line)) && !(is_country(label) && is_country(line));
    line.starts_with(|c: char| c.is_lowercase())
        || open(label)
        || label.ends_with(['-', '/', ','])
        || OPEN_ENDS.contains(&last)
        || country
}

pub(super) fn join(text: &str, more: &str) -> String {
    let more = more.trim();
    match text.trim_end() {
        "" => more.to_string(),
        text if text.ends_with(['-', '/']) => format!("{text}{more}"),
        text => format!("{text} {more}"),
    }
}
