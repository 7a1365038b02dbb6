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

/// Reads a header block of non-empty lines, the last of which holds the column names, for rows of `width` cells.
/// `None` when names and cells cannot be brought together.
pub fn read(lines: &[&str], width: usize) -> Option<Header> {
    let (names_line, above) = lines.split_last()?;
    let spanners = spanners(above);
    let alone: Vec<&str> = spanners.iter().filter(|s| labels::role_of(s) == Role::Total).copied().collect();
    let (stub_name, names) = fit_names(names_line, width, &alone)?;
    let groups: Vec<&str> = spanners.iter().filter(|s| labels::role_of(s) == Role::Data).copied().collect();
    let columns = names.iter().map(|name| column(name, &groups)).collect();
    let is_stub = |line: &&&str| !line.split_whitespace().any(|word| spanners.contains(&word));
    let mut stub: Vec<String> = above.iter().filter(is_stub).map(|line| (*line).to_string()).collect();
    stub.extend(stub_name.map(str::to_string));
    Some(Header { columns, stub })
}

/// Lines that hold nothing but spanners: `Category/Grade Sex`, `Total`.
fn spanners<'a>(above: &[&'a str]) -> Vec<&'a str> {
    let spanning = |word: &&str| is_spanner(word);
    let whole = above.iter().filter(|line| line.split_whitespace().all(|word| spanning(&word)));
    whole.flat_map(|line| line.split_whitespace()).collect()
}

fn is_spanner(word: &str) -> bool {
    let parts = word.split('/').map(str::to_lowercase);
    let known =
        |part: String| matches!(part.as_str(), "category" | "grade" | "grades" | "sex" | "gender" | "total" | "level");
    parts.into_iter().all(known)
}

/// The names of the columns: as many as cells, or one more for the stub, or fewer when totals stand among the spanners.
fn fit_names<'a>(line: &'a str, width: usize, alone: &[&'a str]) -> Option<(Option<&'a str>, Vec<&'a str>)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() == width {
        return Some((None, words));
    }
    if words.len() == width + 1 {
        return Some((Some(words[0]), words[1..].to_vec()));
    }
    if !alone.is_empty() && words.len() + alone.len() == width {
        // A total without a name line of its own stands before the split by sex, or last.
        let at = words.iter().position(|word| labels::sex_of(word).is_some()).unwrap_or(words.len());
        let mut names = words.clone();
        names.splice(at..at, alone.iter().copied());
        return Some((None, names));
    }
    join_phrases(&words, width).map(|names| (None, names))
}

/// Names of several words, where the rest of a name begins with a small letter: `Number of projects`.
fn join_phrases<'a>(words: &[&'a str], width: usize) -> Option<Vec<&'a str>> {
    let starts = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let count = words.iter().filter(|word| starts(word)).count();
    (words.len() < width && count == width).then(|| words.to_vec())
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

/// How many cells the rows under a line of names can have: fewer by a stub heading, more by totals among the spanners.
pub fn widths(lines: &[&str]) -> Vec<usize> {
    let Some((names_line, above)) = lines.split_last() else { return Vec::new() };
    let names = names_line.split_whitespace().count();
    let alone = spanners(above).iter().filter(|s| labels::role_of(s) == Role::Total).count();
    let mut widths = vec![names + alone, names];
    widths.extend(names.checked_sub(1));
    widths.dedup();
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(header: &Header) -> Vec<String> {
        header.columns.iter().map(|c| format!("{}>{}", c.groups.join(">"), c.label)).collect()
    }

    #[test]
    fn spanners_go_to_the_names_that_they_speak_of() {
        let header =
            read(&["Home country:", "Coastal lands", "Category/Grade Sex", "P-2 P-1 UG Total F M"], 6).unwrap();
        assert_eq!(
            paths(&header),
            ["Category/Grade>P-2", "Category/Grade>P-1", "Category/Grade>UG", ">Total", "Sex>F", "Sex>M"]
        );
        assert_eq!(header.stub, ["Home country:", "Coastal lands"]);
    }

    #[test]
    fn a_total_among_the_spanners_is_a_column() {
        let header = read(&["Category/Grade", "Total", "Sex", "G-2 G-1 F M"], 5).unwrap();
        assert_eq!(paths(&header), ["Category/Grade>G-2", "Category/Grade>G-1", ">Total", "Sex>F", "Sex>M"]);
    }

    #[test]
    fn one_name_too_many_heads_the_stub() {
        let header = read(&["Grade 2030 2031"], 2).unwrap();
        assert_eq!((header.stub.as_slice(), header.columns[1].year), (&["Grade".to_string()][..], Some(2031)));
    }
}
