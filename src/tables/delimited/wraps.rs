//! Labels over several lines, cut at the wrong place, or torn between two stub columns.

use super::draft::Draft;
use super::ghosts::{goes_on, is_unfinished};
use super::spread::group_of_total;
use super::torn;
use super::words::Words;
use crate::report::Role;
use crate::tables::labels;

/// Mends the labels. `known` are labels that the table prints over its columns.
pub(super) fn mend_labels(drafts: Vec<Draft>, known: &[&str], words: &Words) -> Vec<Draft> {
    let mut drafts = join_wrapped(drafts, known, words);
    recut(&mut drafts, known);
    drafts
}

/// `Movement, Emergence|y work` is one text torn between two stub columns; `and North Africa total` goes on from the
/// column before, if both together are a label that the table prints.
pub(super) fn mend_stubs(draft: &mut Draft, known: &[&str], words: &Words) {
    let Some(last) = draft.stubs.len().checked_sub(1).filter(|last| *last > 0 && !draft.exact) else { return };
    let (left, right) = (draft.stubs[last - 1].clone(), draft.stubs[last].clone());
    let merged = draft.stubs.iter().position(|stub| labels::role_of(stub) != Role::Data);
    if let Some(at) = merged.filter(|at| right.is_empty() && *at < last && !draft.entries.is_empty()) {
        // A total printed over all stub columns.
        draft.stubs[last] = std::mem::take(&mut draft.stubs[at]);
        return;
    }
    if left.is_empty() || !right.starts_with(char::is_lowercase) {
        return;
    }
    let whole = torn::mend(&[&left, &right], words).text;
    let first = right.split(' ').next().unwrap_or("");
    if !words.knows(first) || known.contains(&whole.as_str()) || words.label_count(&whole) > 0 {
        draft.stubs[last] = whole;
        // The group's name is printed over several lines; this line of it has become part of the label.
        draft.stubs[last - 1].clear();
    }
}

fn join_wrapped(drafts: Vec<Draft>, known: &[&str], words: &Words) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    for mut draft in drafts {
        let Some(before) = kept.last_mut().filter(|before| !before.exact && !draft.exact) else {
            kept.push(draft);
            continue;
        };
        let label = draft.label().to_string();
        if label.is_empty() && draft.entries.is_empty() {
            add_fragments(before, &draft);
            continue;
        }
        let joined = torn::unspaced(&format!("{} {label}", before.label()));
        let is_known = known.contains(&joined.as_str()) || words.label_count(&joined) > 0;
        let whole = is_known || goes_on(&label) || is_unfinished(before.label());
        if label.is_empty() || before.label().is_empty() || !whole || before.title != draft.title {
            kept.push(draft);
        } else if draft.entries.is_empty() && !before.is_stack() {
            before.marks.append(&mut draft.marks);
            before.set_label(joined);
        } else if before.entries.is_empty() {
            draft.set_label(joined);
            let above = std::mem::replace(before, draft);
            add_groups(before, &above);
            before.marks.splice(0..0, above.marks);
        } else {
            kept.push(draft);
        }
    }
    kept
}

/// A line that holds only a piece of a group's name.
fn add_fragments(before: &mut Draft, draft: &Draft) {
    for (mine, piece) in before.stubs.iter_mut().zip(&draft.stubs).filter(|(_, piece)| !piece.is_empty()) {
        *mine = if mine.is_empty() { piece.clone() } else { format!("{mine} {piece}") };
    }
}

fn add_groups(draft: &mut Draft, above: &Draft) {
    let groups = draft.stubs.len().saturating_sub(1);
    for (mine, other) in draft.stubs.iter_mut().zip(&above.stubs).take(groups).filter(|(_, other)| !other.is_empty()) {
        *mine = if mine.is_empty() { other.clone() } else { format!("{other} {mine}") };
    }
}

/// Two labels cut at the wrong place: `Low Coast` / `and Isles High Coast` with `Low Coast and Isles` and `High Coast`
/// printed over the columns.
fn recut(drafts: &mut [Draft], known: &[&str]) {
    for at in 1..drafts.len() {
        let (head, tail) = drafts.split_at_mut(at);
        let (above, below) = (&mut head[at - 1], &mut tail[0]);
        if !goes_on(below.label()) || below.entries.is_empty() || group_of_total(below.label()).is_some() {
            continue;
        }
        let both = format!("{} {}", above.label(), below.label());
        let cut = known.iter().find_map(|first| {
            let rest = both.strip_prefix(first)?.strip_prefix(' ')?;
            known.contains(&rest).then(|| ((*first).to_string(), rest.to_string()))
        });
        if let Some((first, second)) = cut {
            above.set_label(first);
            below.set_label(second);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::draft;
    use super::*;

    fn labels(drafts: Vec<Draft>, known: &[&str]) -> Vec<String> {
        mend_labels(drafts, known, &Words::default()).iter().map(|draft| draft.label().to_string()).collect()
    }

    #[test]
    fn labels_go_on_in_the_next_line() {
        assert_eq!(
            labels(vec![draft("United Ports of", ""), draft("the North", "7")], &[]),
            ["United Ports of the North"]
        );
        assert_eq!(
            labels(vec![draft("China, including", "7"), draft("Hong Kong", "")], &[]),
            ["China, including Hong Kong"]
        );
        assert_eq!(labels(vec![draft("Aldport", "7"), draft("Birkhaven", "")], &[]), ["Aldport", "Birkhaven"]);
    }

    #[test]
    fn labels_cut_at_the_wrong_place_are_cut_again() {
        let rows = vec![draft("Low Coast", "1"), draft("and Isles High Coast", "2")];
        assert_eq!(labels(rows, &["Low Coast and Isles", "High Coast"]), ["Low Coast and Isles", "High Coast"]);
    }
}
