//! Group paths: from group rows, from stub columns to the left of the label, from stub headers that change.

use super::carried;
use super::draft::Draft;
use super::spread::group_of_total;
use super::words::likeness;
use crate::report::Role;
use crate::tables::labels;

/// Stub headers more alike than this are the same header, printed again.
const SAME_HEADER: f64 = 0.8;

/// Parts what the rows are from which of them they are: `Country: own ports`.
const COLON: &str = ": ";

/// Gives every draft its groups. Rows that only head a group are gone afterwards.
pub(super) fn assign(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut drafts = by_headers(drafts);
    let levels = drafts.iter().map(|draft| draft.stubs.len()).max().unwrap_or(0);
    if levels > 1 {
        if drafts.iter().any(|draft| draft.exact) {
            carried::complete(&mut drafts);
            by_exact_cells(&mut drafts);
        } else {
            by_columns(&mut drafts, levels);
        }
    }
    by_rows(drafts)
}

/// A stub header that changes from part to part names the group of the rows under it.
fn by_headers(mut drafts: Vec<Draft>) -> Vec<Draft> {
    let mut titles: Vec<String> = Vec::new();
    for draft in &mut drafts {
        let known = titles.iter().find(|title| likeness(title, &draft.title) >= SAME_HEADER);
        match known {
            Some(title) => draft.title.clone_from(title),
            None => titles.push(draft.title.clone()),
        }
    }
    titles.retain(|title| !title.is_empty());
    let telling = titles.len() > 1 || titles.iter().any(|title| title.contains(COLON));
    let titles = named_apart(&titles);
    if telling {
        for draft in &mut drafts {
            let shared =
                draft.title.len() - titles.iter().find(|title| draft.title.ends_with(*title)).map_or(0, |t| t.len());
            draft.title = draft.title.split_off(if draft.title.is_empty() { 0 } else { shared });
        }
        for draft in drafts.iter_mut().filter(|draft| labels::role_of(draft.label()) != Role::Total) {
            draft.groups = vec![draft.title.clone()].into_iter().filter(|title| !title.is_empty()).collect();
        }
    }
    drafts
}

/// `Country: own ports` and `Country: other ports` are told apart by what follows the colon.
fn named_apart(titles: &[String]) -> Vec<String> {
    let heads: Vec<&str> = titles.iter().filter_map(|title| title.split_once(COLON)).map(|(head, _)| head).collect();
    let shared = heads.windows(2).all(|pair| pair[0] == pair[1]);
    let own = |title: &String| title.split_once(COLON).map_or(title.clone(), |(_, own)| own.to_string());
    if shared { titles.iter().map(own).collect() } else { titles.to_vec() }
}

/// Cells that cover several rows name the groups of those rows.
fn by_exact_cells(drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| labels::role_of(draft.label()) != Role::Total) {
        let groups = draft.stubs.len() - 1;
        let path: Vec<String> = draft.stubs[..groups].iter().filter(|stub| !stub.is_empty()).cloned().collect();
        draft.groups.extend(path);
    }
    // A total that stands in a cell over all stub columns has its words in the first of them.
    for draft in drafts.iter_mut().filter(|draft| draft.label().is_empty()) {
        if let Some(label) = draft.groups.pop() {
            draft.set_label(label);
        }
    }
}

/// The outermost name of a block is best taken from its row 'X total': beside the rows it is cut into lines and
/// stands anywhere. Inner names stand beside the first row and hold up to their subtotal.
fn by_columns(drafts: &mut [Draft], levels: usize) {
    // Beside one column of names there is nothing that a subtotal could be within.
    let ends = |draft: &Draft| ends_block(draft) || (levels == 2 && labels::role_of(draft.label()) == Role::Subtotal);
    let mut start = 0;
    while start < drafts.len() {
        let end = (start..drafts.len()).find(|at| ends(&drafts[*at]));
        let stop = end.map_or(drafts.len(), |end| end + 1);
        let name = end.and_then(|end| group_of_total(drafts[end].label())).map(str::to_string);
        let block = &mut drafts[start..stop];
        match name {
            Some(name) => block.iter_mut().for_each(|draft| draft.groups.push(name.clone())),
            None => carry(block, 0),
        }
        (1..levels - 1).for_each(|level| carry(block, level));
        start = stop;
    }
}

/// The last row of a block: its total, or that of all.
pub(super) fn ends_block(draft: &Draft) -> bool {
    group_of_total(draft.label()).is_some() || labels::role_of(draft.label()) == Role::Total
}

/// A name beside a row holds for the rows below it, up to the next name or subtotal; the only name above a subtotal, which some
/// makers print amid the rows, for all of them.
fn carry(block: &mut [Draft], level: usize) {
    let is_subtotal = |draft: &Draft| labels::role_of(draft.label()) == Role::Subtotal;
    for part in block.split_inclusive_mut(is_subtotal) {
        let mut name = part.last().filter(|last| is_subtotal(last)).and_then(|_| only_name(part, level));
        for draft in part {
            let here = draft.stubs.get(level).filter(|here| !here.is_empty());
            name = here.cloned().or(name).filter(|_| !ends_block(draft));
            draft.groups.extend(name.clone());
        }
    }
}

/// The name beside one of the rows, if there is no other.
fn only_name(rows: &[Draft], level: usize) -> Option<String> {
    let mut names = rows.iter().filter_map(|row| row.stubs.get(level)).filter(|name| !name.is_empty());
    let name = names.next()?;
    names.next().is_none().then(|| name.clone())
}

/// A row with a label and nothing else heads a group if its form or the rows after it say so.
fn by_rows(drafts: Vec<Draft>) -> Vec<Draft> {
    let alphabetical = is_alphabetical(&drafts);
    let mut name: Option<String> = None;
    let mut kept: Vec<Draft> = Vec::new();
    let count = drafts.len();
    for (at, mut draft) in drafts.into_iter().enumerate() {
        let bare = draft.entries.is_empty() && !draft.label().is_empty();
        if bare && at + 1 < count && (draft.heads_group || draft.label().ends_with(':') || !alphabetical) {
            name = Some(draft.label().trim_end_matches(':').to_string());
            continue;
        }
        if labels::role_of(draft.label()) == Role::Total {
            name = None;
        }
        draft.groups.extend(name.clone());
        kept.push(draft);
    }
    kept
}

/// In a list by the alphabet (of countries) a row without numbers is a row that prints none.
fn is_alphabetical(drafts: &[Draft]) -> bool {
    let labels: Vec<&str> = drafts.iter().map(Draft::label).filter(|label| !label.is_empty()).collect();
    let rising = labels.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    labels.len() > 8 && rising * 10 >= (labels.len() - 1) * 8
}

#[cfg(test)]
mod tests {
    use super::super::testing::{draft, stubbed};
    use super::*;

    fn paths(drafts: Vec<Draft>) -> Vec<String> {
        let path = |draft: &Draft| format!("{} | {}", draft.groups.join(" > "), draft.label());
        assign(drafts).iter().map(path).collect()
    }

    #[test]
    fn totals_name_their_block() {
        let rows = vec![
            stubbed(&["", "Boats"], "1"),
            stubbed(&["North", "Ships"], "2"),
            stubbed(&["Coast", "North Coast total"], "3"),
            stubbed(&["South", "Boats"], "4"),
            stubbed(&["", "South total"], "4"),
            stubbed(&["", "Grand total"], "7"),
        ];
        assert_eq!(
            paths(rows),
            [
                "North Coast | Boats",
                "North Coast | Ships",
                "North Coast | North Coast total",
                "South | Boats",
                "South | South total",
                " | Grand total"
            ]
        );
    }

    #[test]
    fn inner_names_hold_up_to_their_subtotal() {
        let rows = vec![
            stubbed(&["", "Fishing", "North"], "1"),
            stubbed(&["Work", "", "South"], "2"),
            stubbed(&["", "", "Subtotal"], "3"),
            stubbed(&["", "", "Sea Work total"], "3"),
        ];
        assert_eq!(
            paths(rows),
            [
                "Sea Work > Fishing | North",
                "Sea Work > Fishing | South",
                "Sea Work > Fishing | Subtotal",
                "Sea Work | Sea Work total"
            ]
        );
    }

    #[test]
    fn stub_headers_that_change_are_groups() {
        let titled = |label: &str, title: &str| Draft { title: title.into(), ..draft(label, "1") };
        let rows =
            vec![titled("Aldport", "Own ports"), titled("Zell", "Strange ports"), titled("Total", "Strange ports")];
        assert_eq!(paths(rows), ["Own ports | Aldport", "Strange ports | Zell", " | Total"]);
        let rows = vec![titled("Aldport", "Port: own ports"), titled("Total", "Port: own ports")];
        assert_eq!(paths(rows), ["own ports | Aldport", " | Total"]);
    }

    #[test]
    fn a_label_alone_heads_a_group() {
        let rows = vec![draft("Sailing", ""), draft("Boats", "1"), draft("Total", "1")];
        assert_eq!(paths(rows), ["Sailing | Boats", " | Total"]);
    }
}
