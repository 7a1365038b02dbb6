//! What the sums tell where the names of a header do not: which number of a row is its total, and which are the sexes.
//!
//! The other columns are nameless, and more of them are assumed than any row has numbers, so that none is ever full.

use super::super::header;
use super::super::pieces::Piece;
use crate::report::Column;
use crate::tables::labels;

/// The orders of columns that a header with these words can have, and which columns of each are nameless.
pub(super) fn arrangements(header: &[Piece], widest: usize) -> Vec<(Vec<Column>, Vec<usize>)> {
    let words: Vec<&str> = header.iter().flat_map(|piece| piece.text.split_whitespace()).collect();
    let Some(total) = total(&words) else { return Vec::new() };
    let nameless = vec![nameless(); widest + 1];
    let sexes = sexes(&words);
    let ends: Vec<Vec<Column>> = match sexes.is_empty() {
        true => vec![vec![total.clone()]],
        false => vec![
            [vec![total.clone()], sexes.clone()].concat(),
            [sexes, vec![total.clone()]].concat(),
            vec![total.clone()],
        ],
    };
    let after = ends.into_iter().map(|end| [nameless.clone(), end].concat());
    let all = after.chain(std::iter::once([vec![total], nameless.clone()].concat()));
    all.map(|columns| (untold(&columns), columns)).map(|(untold, columns)| (columns, untold)).collect()
}

/// A column without a name, in a group of its own so that sums over named ones leave it out.
fn nameless() -> Column {
    Column { groups: vec![String::new()], ..Column::default() }
}

fn untold(columns: &[Column]) -> Vec<usize> {
    (0..columns.len()).filter(|at| columns[*at].label.is_empty()).collect()
}

/// `Total`, with what it counts: `Total boats`. `None` where there are several.
fn total(words: &[&str]) -> Option<Column> {
    let mut totals = (0..words.len()).filter(|at| words[*at].eq_ignore_ascii_case("total"));
    let at = totals.next().filter(|_| totals.next().is_none())?;
    let counted = words[at + 1..].iter().take_while(|word| word.starts_with(|c: char| c.is_lowercase()));
    let label = std::iter::once(words[at]).chain(counted.copied()).collect::<Vec<_>>().join(" ");
    Some(Column { role: labels::role_of(&label), label, ..Column::default() })
}

/// The two sexes, if they are the last words of the header and stand nowhere else in it.
fn sexes(words: &[&str]) -> Vec<Column> {
    let count = words.iter().filter(|word| labels::sex_of(word).is_some()).count();
    let last = &words[words.len().saturating_sub(2)..];
    if count != 2 || !last.iter().all(|word| labels::sex_of(word).is_some()) {
        return Vec::new();
    }
    let spanner = |word: &&&str| ["sex", "gender"].contains(&word.to_lowercase().as_str()) && !header::is_leaf(word);
    let groups: Vec<String> = words.iter().filter(spanner).take(1).map(|word| (*word).to_string()).collect();
    last.iter().map(|name| Column { groups: groups.clone(), label: (*name).to_string(), ..Column::default() }).collect()
}
