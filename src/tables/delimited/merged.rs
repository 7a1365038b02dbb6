//! Cells merged over columns, in a form that does not tell spans: a total printed once under `F` and `M` of every year.

use super::draft::Draft;
use crate::report::{Column, Role};
use crate::tables::labels;

/// Moves the numbers of such rows to columns of their own, `F and M`, which are added.
pub(super) fn add_columns(columns: &mut Vec<Column>, drafts: &mut [Draft]) {
    let groups = groups(columns);
    if groups.len() < 2 || !both_are_usual(&groups, drafts) {
        return;
    }
    let added = columns.len();
    let is_merged =
        |draft: &&mut Draft| !draft.exact && labels::role_of(draft.label()) != Role::Data && once(&groups, draft);
    let mut any = false;
    for draft in drafts.iter_mut().filter(is_merged) {
        any = true;
        for entry in &mut draft.entries {
            if let Some(group) = groups.iter().position(|group| group.contains(&entry.column)) {
                entry.column = added + group;
            }
        }
    }
    if any {
        let merged: Vec<Column> = groups.iter().map(|group| merged(columns, group)).collect();
        columns.extend(merged);
    }
}

/// Columns under the same spanners, two or more.
fn groups(columns: &[Column]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| !column.groups.is_empty()) {
        let last = groups.last_mut().filter(|group| columns[group[0]].groups == column.groups);
        match last {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

fn held(group: &[usize], draft: &Draft) -> usize {
    group.iter().filter(|column| draft.entry(**column).is_some()).count()
}

/// One number in each group.
fn once(groups: &[Vec<usize>], draft: &Draft) -> bool {
    groups.iter().all(|group| held(group, draft) == 1)
}

/// Most rows fill their groups.
fn both_are_usual(groups: &[Vec<usize>], drafts: &[Draft]) -> bool {
    let full = drafts.iter().filter(|draft| groups.iter().all(|group| held(group, draft) == group.len())).count();
    full * 2 > drafts.len()
}

fn merged(columns: &[Column], group: &[usize]) -> Column {
    let labels: Vec<&str> = group.iter().map(|at| columns[*at].label.as_str()).collect();
    Column { label: labels.join(" and "), role: Role::Data, ..columns[group[0]].clone() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::draft;
    use super::*;

    #[test]
    fn a_total_printed_once_for_both_has_its_own_columns() {
        let column =
            |group: &str, label: &str| Column { groups: vec![group.into()], label: label.into(), ..Column::default() };
        let mut columns = vec![column("2030", "F"), column("2030", "M"), column("2031", "F"), column("2031", "M")];
        let mut rows = vec![draft("Boats", "1 2 3 4"), draft("Rafts", "5 6 7 8"), draft("Total", "14 . 22 .")];
        add_columns(&mut columns, &mut rows);
        assert_eq!(columns[4..].iter().map(|c| c.label.as_str()).collect::<Vec<_>>(), ["F and M", "F and M"]);
        assert_eq!(rows[2].entries.iter().map(|entry| entry.column).collect::<Vec<_>>(), [4, 5]);
        assert_eq!(rows[1].entries[0].column, 0);
    }
}
