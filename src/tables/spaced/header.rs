//! The header of a spaced table: spanners on lines of their own, then one line of column names.
//!
//! The form loses where a spanner begins and ends. What the names mean gives it back: grades stand under the spanner
//! that speaks of grades, `F` and `M` under the one that speaks of sex, a total under none.

use crate::report::{Column, Role};
use crate::tables::labels;

/// A header as read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Header {
    /// The columns, without the stub.
    pub columns: Vec<Column>,
    /// What stands over the stub: its heading, or the name of the group of rows that follows.
    pub stub: Vec<String>,
}

/// Whether a line holds nothing but words of a header: grades, sexes, totals and what spans them.
pub fn is_frame(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| is_spanner(word) || is_leaf(word))
}

/// Whether all names are of a known kind; the first may head the stub.
pub fn all_known(names: &[&str]) -> bool {
    let known = |name: &&str| is_leaf(name) || is_spanner(name) || labels::role_of(name) == Role::Total;
    names.iter().skip(usize::from(names.len() > 1)).all(known)
}

/// Whether names of unknown kinds can be trusted to be one word each: no small words, and no header above them that they
/// could be the last line of.
pub fn are_single_words(above: &[&str], names: &[&str]) -> bool {
    let single = |name: &&str| !name.starts_with(|c: char| c.is_lowercase());
    names.len() > 1 && names.iter().all(single) && above.iter().all(|line| is_frame(line) || line.ends_with(':'))
}

/// A word that names a column by itself.
pub fn is_leaf(word: &str) -> bool {
    labels::is_grade(word) || labels::sex_of(word).is_some() || labels::year_of(word).is_some()
}

/// Whether names can belong to one table: some of both are of one kind, years or grades of one category.
pub fn are_akin(names: &[String], others: &[String]) -> bool {
    let kind = |name: &String| match labels::year_of(name) {
        Some(_) => Some(String::new()),
        None if labels::is_grade(name) => Some(name.chars().take_while(|c| c.is_alphabetic()).take(2).collect()),
        None => None,
    };
    // Ungraded staff stand in tables of all categories.
    let telling = |kind: &String| kind.as_str() != "UG" && kind.as_str() != "Un";
    let kinds: Vec<String> = names.iter().filter_map(kind).filter(telling).collect();
    others.iter().filter_map(kind).any(|kind| kinds.contains(&kind)) || kinds.is_empty()
}

/// How many words at the end of a line name columns; a total does where a name stands before it, for else it may span others.
pub fn trailing_names(words: &[String]) -> usize {
    let total = |word: &str| labels::role_of(word) == Role::Total;
    let names = |word: &&String| is_leaf(word) || total(word);
    let count = words.iter().rev().take_while(names).count();
    words[words.len() - count..].iter().position(|word| !total(word)).map_or(0, |spanning| count - spanning)
}

/// Reads a header: the lines above the column `names`, for rows of `width` cells. Nothing when names and cells cannot be
/// brought together, or names are alike and nothing tells them apart; several where the header does not tell in which
/// column its total stands.
pub fn read(above: &[&str], names: &[&str], width: usize) -> Vec<Header> {
    let lines: Vec<Vec<&str>> = above.iter().map(|line| split_spanners(line).1).collect();
    let spanners: Vec<&str> = lines.iter().flatten().copied().collect();
    let groups: Vec<&str> = spanners.iter().filter(|s| labels::role_of(s) == Role::Data).copied().collect();
    let header = |(stub_name, names): (Option<&str>, Vec<&str>)| Header {
        columns: names.iter().map(|name| column(name, &groups)).collect(),
        stub: stub_lines(above).into_iter().chain(stub_name.map(str::to_string)).collect(),
    };
    let told_apart =
        |(_, names): &(Option<&str>, Vec<&str>)| names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
    fit_names(names, width, &lines).into_iter().filter(told_apart).map(header).collect()
}

/// What stands over the stub; the name of a group after a colon is a line of its own.
pub fn stub_lines(above: &[&str]) -> Vec<String> {
    let stubs = above.iter().map(|line| split_spanners(line).0).filter(|stub| !stub.is_empty());
    let parts = stubs.flat_map(|stub| match stub.split_once(": ") {
        Some((heading, group)) => vec![format!("{heading}:"), group.to_string()],
        None => vec![stub.to_string()],
    });
    parts.collect()
}

/// A line of a header as the heading of the stub and the spanners after it: `Age group Gender Total`. Either may be empty.
pub fn split_spanners(line: &str) -> (&str, Vec<&str>) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let spanning = words.iter().rev().take_while(|word| is_spanner(word)).count();
    let spanners = words[words.len() - spanning..].to_vec();
    let rest = spanners.first().map_or(line.len(), |first| first.as_ptr() as usize - line.as_ptr() as usize);
    (line[..rest].trim(), spanners)
}

fn is_spanner(word: &str) -> bool {
    word.split('/').all(|part| labels::names_a_kind(part) || part.eq_ignore_ascii_case("total"))
}

/// The names of the columns: as many as cells, or one more for the stub, or fewer when totals stand among the spanners.
fn fit_names<'a>(words: &[&'a str], width: usize, lines: &[Vec<&'a str>]) -> Vec<(Option<&'a str>, Vec<&'a str>)> {
    if words.len() == width {
        return vec![(None, words.to_vec())];
    }
    if words.len() == width + 1 && heads_stub(words) {
        return vec![(Some(words[0]), words[1..].to_vec())];
    }
    let alone: Vec<&str> = lines.iter().flatten().filter(|s| labels::role_of(s) == Role::Total).copied().collect();
    if alone.is_empty() || words.len() + alone.len() != width {
        return Vec::new();
    }
    let with_total = |at: usize| {
        let mut names = words.to_vec();
        names.splice(at..at, alone.iter().copied());
        (None, names)
    };
    places_of_total(words, lines).into_iter().map(with_total).collect()
}

/// Whether the first name can be the heading of the stub: it is of another kind than the next one, a year before grades.
fn heads_stub(names: &[&str]) -> bool {
    let (Some(first), Some(next)) = (names.first(), names.get(1)) else { return false };
    !is_leaf(first) || labels::year_of(first).is_some() && labels::year_of(next).is_none()
}

/// A total without a name line of its own stands before the split by sex, or after everything. Spanners on one line show
/// which; on several lines they stand in any order.
fn places_of_total(names: &[&str], lines: &[Vec<&str>]) -> Vec<usize> {
    let of_sex = |word: &&str| ["sex", "gender"].contains(&word.to_lowercase().as_str());
    let total = |word: &&str| labels::role_of(word) == Role::Total;
    let Some(sexes) = names.iter().position(|word| labels::sex_of(word).is_some()) else { return vec![names.len()] };
    let both = lines.iter().find_map(|line| Some((line.iter().position(of_sex)?, line.iter().position(total)?)));
    match both {
        Some((sex, total)) if total > sex => vec![names.len()],
        Some(_) => vec![sexes],
        None => vec![sexes, names.len()],
    }
}

fn column(name: &str, groups: &[&str]) -> Column {
    let speaks_of = |keys: &[&str]| {
        let spanner = groups.iter().find(|group| keys.iter().any(|key| group.to_lowercase().contains(key)));
        spanner.map(|group| (*group).to_string())
    };
    let group = match () {
        () if labels::sex_of(name).is_some() => speaks_of(&["sex", "gender"]),
        () if labels::is_grade(name) => speaks_of(&["grade", "category", "level"]),
        () => None,
    };
    Column {
        groups: group.into_iter().collect(),
        label: name.to_string(),
        role: labels::role_of(name),
        year: labels::year_of(name),
        unit: labels::unit_of(name),
    }
}

/// How many cells the rows under some names can have: fewer by a stub heading, more by totals among the spanners.
pub fn widths(above: &[&str], names: &[&str]) -> Vec<usize> {
    let spanners = above.iter().flat_map(|line| split_spanners(line).1);
    let alone = spanners.filter(|s| labels::role_of(s) == Role::Total).count();
    // A total among the names is the one that stands among the spanners.
    if alone > 0 && names.iter().any(|name| labels::role_of(name) == Role::Total) && all_known(names) {
        return vec![names.len(), names.len() + alone];
    }
    if alone > 0 && all_known(names) {
        return vec![names.len() + alone];
    }
    let mut widths = vec![names.len() + alone, names.len()];
    widths.extend(names.len().checked_sub(1));
    widths.dedup();
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(lines: &[&str], width: usize) -> Vec<Header> {
        let (names, above) = lines.split_last().unwrap();
        read(above, &names.split_whitespace().collect::<Vec<_>>(), width)
    }

    fn block(lines: &[&str], width: usize) -> Option<Header> {
        all(lines, width).into_iter().next()
    }

    #[test]
    fn a_total_stands_where_the_spanners_have_it() {
        let labels = |lines: &[&str], width| {
            let header = block(lines, width)?;
            Some(header.columns.into_iter().map(|column| column.label).collect::<Vec<_>>())
        };
        assert_eq!(labels(&["Age group Gender Total", "Female Male"], 3).unwrap(), ["Female", "Male", "Total"]);
        assert_eq!(labels(&["Grade Total Sex", "P-1 F M"], 4).unwrap(), ["P-1", "Total", "F", "M"]);
        assert_eq!(all(&["Total", "F M"], 3).len(), 2);
    }

    fn paths(header: &Header) -> Vec<String> {
        header.columns.iter().map(|c| format!("{}>{}", c.groups.join(">"), c.label)).collect()
    }

    #[test]
    fn spanners_go_to_the_names_that_they_speak_of() {
        let header =
            block(&["Home country:", "Coastal lands", "Category/Grade Sex", "P-2 P-1 UG Total F M"], 6).unwrap();
        assert_eq!(
            paths(&header),
            ["Category/Grade>P-2", "Category/Grade>P-1", "Category/Grade>UG", ">Total", "Sex>F", "Sex>M"]
        );
        assert_eq!(header.stub, ["Home country:", "Coastal lands"]);
    }

    #[test]
    fn a_total_among_the_spanners_is_a_column() {
        let header = block(&["Category/Grade", "Total", "Sex", "G-2 G-1 F M"], 5).unwrap();
        assert_eq!(paths(&header), ["Category/Grade>G-2", "Category/Grade>G-1", ">Total", "Sex>F", "Sex>M"]);
    }

    #[test]
    fn one_name_too_many_heads_the_stub() {
        let header = block(&["Grade 2030 2031"], 2).unwrap();
        assert_eq!((header.stub.as_slice(), header.columns[1].year), (&["Grade".to_string()][..], Some(2031)));
        assert_eq!(block(&["2031 P-2 P-1"], 2).unwrap().stub, ["2031"]);
        assert_eq!(block(&["P-3 P-2 P-1"], 2), None);
    }
}
