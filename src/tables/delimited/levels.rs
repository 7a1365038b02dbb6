//! A spanner of two lines that looks like two spanners, one over the other: `Northern lakes and` over `rivers`.
//!
//! Where no rule parts the rows of a header, only the words tell: the report prints both lines together as the label of a row or
//! column, and nothing else stands under the first.

use super::header::Head;
use super::words::Words;

/// Puts such lines together.
pub(super) fn join(heads: &mut [Head], words: &Words) {
    for (upper, lower) in pairs(heads) {
        let joined = format!("{upper} {lower}");
        if is_printed(&joined, heads, words)
            && !is_printed(&upper, heads, words)
            && stand_together(heads, &upper, &lower)
        {
            heads.iter_mut().for_each(|head| put_together(&mut head.column.groups, &upper, &lower, &joined));
        }
    }
}

/// Names that stand one over the other.
fn pairs(heads: &[Head]) -> Vec<(String, String)> {
    let levels = heads.iter().flat_map(|head| head.column.groups.windows(2));
    let mut pairs: Vec<(String, String)> = levels.map(|pair| (pair[0].clone(), pair[1].clone())).collect();
    pairs.dedup();
    pairs
}

/// Whether a row or a column has the name, or is the total of what has it.
fn is_printed(name: &str, heads: &[Head], words: &Words) -> bool {
    let total = format!("{name} total");
    let column = |head: &Head| head.column.label == name || head.column.label == total;
    words.label_count(name) > 0 || words.label_count(&total) > 0 || heads.iter().any(column)
}

/// Whether each column under one of them is under both.
fn stand_together(heads: &[Head], upper: &str, lower: &str) -> bool {
    let under = |head: &Head| head.column.groups.iter().any(|group| group == upper);
    let both = |head: &Head| head.column.groups.windows(2).any(|pair| pair[0] == upper && pair[1] == lower);
    heads.iter().filter(|head| under(head)).all(both)
}

fn put_together(groups: &mut Vec<String>, upper: &str, lower: &str, joined: &str) {
    if let Some(at) = groups.windows(2).position(|pair| pair[0] == upper && pair[1] == lower) {
        groups.splice(at..at + 2, [joined.to_string()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Column;

    fn heads(paths: &[&str]) -> Vec<Head> {
        let head = |path: &&str| {
            let mut groups: Vec<String> = path.split(" > ").map(str::to_string).collect();
            let label = groups.pop().unwrap_or_default();
            Head { column: Column { groups, label, ..Column::default() }, ..Head::default() }
        };
        paths.iter().map(head).collect()
    }

    fn groups(heads: &[Head]) -> Vec<String> {
        heads.iter().map(|head| head.column.groups.join(" > ")).collect()
    }

    #[test]
    fn two_lines_of_a_name_that_the_report_prints_are_one_spanner() {
        let mut found = heads(&["To > Lakes and > rivers > Boats", "To > Lakes and > rivers > Lakes and rivers total"]);
        join(&mut found, &Words::default());
        assert_eq!(groups(&found), ["To > Lakes and rivers", "To > Lakes and rivers"]);
    }

    #[test]
    fn levels_with_names_of_their_own_stay_apart() {
        let mut found = heads(&["Field > Officers > F", "Field > Services > F", "Field Officers"]);
        join(&mut found, &Words::default());
        assert_eq!(groups(&found), ["Field > Officers", "Field > Services", ""]);
        let mut found = heads(&["Sea > Boats > F", "Sea > Boats > M"]);
        join(&mut found, &Words::default());
        assert_eq!(groups(&found), ["Sea > Boats", "Sea > Boats"]);
    }
}
