//! Group names beside rows in exact cells, where the cell of a row is empty because the name stands beside another row.
//!
//! A page break cuts a cell over several rows: the name is then on one of the two pages only, or half of it on each. Other
//! forms merge no cells and print the name beside the first row of its group.

use super::draft::Draft;
use super::groups::ends_block;
use super::spread::group_of_total;
use crate::report::Role;
use crate::tables::labels;

/// Completes the group names of the rows.
pub(super) fn complete(drafts: &mut [Draft]) {
    let levels = drafts.iter().map(|draft| draft.stubs.len()).max().unwrap_or(0);
    for level in 0..levels.saturating_sub(1) {
        let merged = are_merged(drafts, level);
        fill_down(drafts, level, merged);
        if merged {
            fill_up(drafts, level);
        }
    }
    join_halves(drafts);
}

fn name(draft: &Draft, level: usize) -> &str {
    draft.stubs.get(level).map_or("", String::as_str)
}

/// The row has a label of its own and is under some group, but its cell for the group is empty.
fn lacks(draft: &Draft, level: usize) -> bool {
    level + 1 < draft.stubs.len()
        && name(draft, level).is_empty()
        && !draft.label().is_empty()
        && labels::role_of(draft.label()) != Role::Total
}

fn breaks(before: &Draft, draft: &Draft) -> bool {
    before.span.page != draft.span.page
}

/// Some cell covers two rows.
fn are_merged(drafts: &[Draft], level: usize) -> bool {
    let same = |pair: &[Draft]| !name(&pair[0], level).is_empty() && name(&pair[0], level) == name(&pair[1], level);
    drafts.windows(2).any(|pair| same(pair) && !breaks(&pair[0], &pair[1]))
}

/// A name holds for the rows below it: where cells are merged only over a page break, and never beyond the total of its block.
fn fill_down(drafts: &mut [Draft], level: usize, merged: bool) {
    let (mut held, mut open) = (String::new(), !merged);
    for at in 0..drafts.len() {
        open |= at > 0 && breaks(&drafts[at - 1], &drafts[at]);
        if lacks(&drafts[at], level) && open {
            drafts[at].stubs[level].clone_from(&held);
        } else {
            held = name(&drafts[at], level).to_string();
            open = !merged;
        }
        if ends_block(&drafts[at]) {
            held.clear();
        }
    }
}

/// The rows at the end of a page whose cell is empty have the name that the next page begins with.
fn fill_up(drafts: &mut [Draft], level: usize) {
    for at in (0..drafts.len().saturating_sub(1)).rev() {
        let below = name(&drafts[at + 1], level).to_string();
        let goes_on = breaks(&drafts[at], &drafts[at + 1]) || lacks_next(drafts, at, level);
        if lacks(&drafts[at], level) && goes_on && !ends_block(&drafts[at]) {
            drafts[at].stubs[level] = below;
        }
    }
}

/// The row below was filled from the next page.
fn lacks_next(drafts: &[Draft], at: usize, level: usize) -> bool {
    let page = drafts[at].span.page;
    let end = (at + 1..drafts.len()).find(|next| drafts[*next].span.page != page);
    let below = name(&drafts[at + 1], level);
    end.is_some_and(|end| drafts[at + 1..=end].iter().all(|draft| name(draft, level) == below))
}

/// `North and` on one page and `the Coast` on the next are one name if the total of the block says so.
fn join_halves(drafts: &mut [Draft]) {
    let mut start = 0;
    while start < drafts.len() {
        let Some(end) = (start..drafts.len()).find(|at| ends_block(&drafts[*at])) else { return };
        let block = &mut drafts[start..=end];
        if let Some(whole) = group_of_total(block[block.len() - 1].label()).map(str::to_string) {
            let mut names: Vec<&str> = block.iter().map(|draft| name(draft, 0)).collect();
            names.dedup();
            if names.len() > 1 && names.join(" ") == whole {
                block.iter_mut().for_each(|draft| draft.stubs[0].clone_from(&whole));
            }
        }
        start = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::stubbed;
    use super::*;

    /// Rows of `page, group, label`.
    fn names(rows: &[(u32, &str, &str)]) -> Vec<String> {
        let draft = |(page, group, label): &(u32, &str, &str)| {
            let mut draft = stubbed(&[group, label], "1");
            draft.span.page = Some(*page);
            draft
        };
        let mut drafts: Vec<Draft> = rows.iter().map(draft).collect();
        complete(&mut drafts);
        drafts.into_iter().map(|draft| draft.stubs[0].clone()).collect()
    }

    #[test]
    fn a_name_beside_the_first_row_holds_for_its_group() {
        let rows = [(1, "North", "Boats"), (1, "", "Rafts"), (1, "", "North total"), (1, "", "Other boats")];
        assert_eq!(names(&rows), ["North", "North", "North", ""]);
    }

    #[test]
    fn a_cell_cut_by_a_page_break_has_its_name_on_either_page() {
        let merged = [(1, "South", "Boats"), (1, "South", "Rafts")];
        let down = [&merged[..], &[(2, "", "Nets"), (2, "", "South total"), (2, "North", "Boats")]].concat();
        assert_eq!(names(&down), ["South", "South", "South", "South", "North"]);
        let up = [&merged[..], &[(1, "", "Nets"), (1, "", "Ropes"), (2, "North", "Boats")]].concat();
        assert_eq!(names(&up), ["South", "South", "North", "North", "North"]);
    }

    #[test]
    fn halves_of_a_name_are_joined_if_the_total_says_so() {
        let rows = [
            (1, "North and", "Boats"),
            (1, "North and", "Rafts"),
            (2, "the Coast", "Nets"),
            (2, "the Coast", "North and the Coast total"),
        ];
        assert!(names(&rows).iter().all(|name| name == "North and the Coast"));
    }
}
