//! All trees that a header can be, printed row by row and each row from left to right.
//!
//! A row gives children to spanners of the row above it, or, where a spanner is higher than one row, of one further up.

use super::names::{Kind, Node};
use crate::report::{Column, Role};
use crate::tables::spaced::tree::Tree;
use crate::tables::{kinds, labels};

/// Beyond so many steps, or so many trees, a header tells nothing.
const MOST_STEPS: usize = 40_000;
const MOST_TREES: usize = 48;
/// A spanner covers more columns than one.
const FEWEST_CHILDREN: usize = 2;

/// The columns of every tree over rows of at least `widest` cells; none where there are too many.
pub(super) fn of(nodes: &[Node], widest: usize) -> Vec<Vec<Column>> {
    let spanners = nodes.iter().filter(|node| node.kind == Kind::Spanner).count();
    if nodes.is_empty() || nodes.len() - spanners < widest {
        return Vec::new();
    }
    let tree = Tree { roots: 0, children: vec![(0, 0); nodes.len()] };
    let mut search = Search { nodes, widest, steps: 0, inner: 0, tree, found: Vec::new() };
    for roots in 1..=nodes.len() {
        // One spanner over all columns says nothing that the caption does not.
        if roots > 1 || nodes.len() == 1 {
            search.roots(roots);
        }
    }
    if search.steps > MOST_STEPS || search.found.len() > MOST_TREES { Vec::new() } else { search.found }
}

struct Search<'a> {
    nodes: &'a [Node],
    widest: usize,
    steps: usize,
    /// How many nodes have children so far.
    inner: usize,
    tree: Tree,
    found: Vec<Vec<Column>>,
}

/// Words of a spanner, and what stands under it.
type Speaking = (&'static [&'static str], fn(&Node) -> bool);

/// A row while it is filled: the spanners above it, and those that wait for the next row.
struct Row {
    above: Vec<usize>,
    at: usize,
    waiting: Vec<usize>,
    filled: bool,
}

impl Search<'_> {
    fn roots(&mut self, roots: usize) {
        if !self.may_be_siblings(None, 0, roots) {
            return;
        }
        self.tree.roots = roots;
        self.split(0, roots, &mut Vec::new(), &mut |search, waiting| search.row(roots, waiting));
    }

    /// Decides of the nodes `from..to` which are spanners, and goes on with each choice.
    fn split(&mut self, from: usize, to: usize, waiting: &mut Vec<usize>, go_on: &mut dyn FnMut(&mut Self, &[usize])) {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.nodes.len() - self.inner < self.widest {
            return;
        }
        if from == to {
            return go_on(self, waiting);
        }
        let kind = self.nodes[from].kind;
        if kind != Kind::Spanner && !self.is_summed(from) {
            self.split(from + 1, to, waiting, go_on);
        }
        if kind != Kind::Leaf {
            waiting.push(from);
            self.inner += 1;
            self.split(from + 1, to, waiting, go_on);
            self.inner -= 1;
            waiting.pop();
        }
    }

    /// `Coast` spans columns where a column is named `Coast total`.
    fn is_summed(&self, at: usize) -> bool {
        let own = format!("{} total", self.nodes[at].text.to_lowercase());
        self.nodes[at].kind == Kind::Either && self.nodes.iter().any(|node| node.text.to_lowercase() == own)
    }

    /// Fills the next row, whose nodes begin at `next`, under the spanners that wait.
    fn row(&mut self, next: usize, waiting: &[usize]) {
        if waiting.is_empty() {
            if next == self.nodes.len() {
                self.keep();
            }
            return;
        }
        let row = Row { above: waiting.to_vec(), at: 0, waiting: Vec::new(), filled: false };
        self.fill(next, row);
    }

    fn fill(&mut self, next: usize, row: Row) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        let Some(&spanner) = row.above.get(row.at) else {
            // A spanner is higher than one row where another one has spanners below it.
            let deferred = row.waiting.iter().any(|waiting| row.above.contains(waiting));
            let deeper = row.waiting.iter().any(|waiting| !row.above.contains(waiting));
            if row.filled && (deeper || !deferred) {
                self.row(next, &row.waiting);
            }
            return;
        };
        let mut later = row.waiting.clone();
        later.push(spanner);
        self.fill(next, Row { above: row.above.clone(), at: row.at + 1, waiting: later, filled: row.filled });
        for end in next + FEWEST_CHILDREN..=self.nodes.len() {
            if !self.may_be_siblings(Some(spanner), next, end) {
                continue;
            }
            self.tree.children[spanner] = (next, end);
            let mut waiting = row.waiting.clone();
            let (above, at) = (row.above.clone(), row.at + 1);
            self.split(next, end, &mut waiting, &mut |search, waiting| {
                search.fill(end, Row { above: above.clone(), at, waiting: waiting.to_vec(), filled: true });
            });
            self.tree.children[spanner] = (0, 0);
        }
    }

    /// Siblings have different names, and each sex stands beside the other one: under a spanner nothing but their total
    /// stands with them, and years stand among years.
    fn may_be_siblings(&self, parent: Option<usize>, from: usize, to: usize) -> bool {
        let names = &self.nodes[from..to];
        let alike =
            names.iter().enumerate().any(|(at, name)| names[..at].iter().any(|before| before.text == name.text));
        let sexes = names.iter().filter(|name| is_sex(name)).count();
        let all_sexes = self.nodes.iter().filter(|name| is_sex(name)).count();
        let parted = sexes % 2 > 0 && all_sexes % 2 == 0;
        let total = |name: &Node| labels::role_of(&name.text) == Role::Total;
        let mixed = sexes > 0
            && match parent {
                None => sexes < all_sexes,
                Some(_) => !names.iter().all(|name| is_sex(name) || total(name)),
            };
        let years = names.iter().filter(|name| is_year(name)).count();
        let among_years = years > 0 && years < self.nodes.iter().filter(|name| is_year(name)).count();
        !(alike || parted || mixed || among_years) && self.speaks_of(parent, names) && self.closes(parent, names)
    }

    /// A spanner of sexes covers these alone, one of grades grades and categories, and both cover all there are.
    fn speaks_of(&self, parent: Option<usize>, names: &[Node]) -> bool {
        let kinds: [Speaking; 2] = [(&["sex", "gender"], is_sex), (&["grade", "category", "level"], is_grade)];
        let speaks = |node: &Node, keys: &[&str]| {
            node.kind == Kind::Spanner && keys.iter().any(|key| node.text.to_lowercase().contains(key))
        };
        kinds.iter().all(|(keys, is_of)| {
            let own = parent.is_some_and(|parent| speaks(&self.nodes[parent], keys));
            let any = self.nodes.iter().any(|node| speaks(node, keys));
            if own {
                names.iter().any(is_of)
                    && names.iter().all(|name| is_of(name) || kinds::words::names_staff(&name.text.to_lowercase()))
            } else {
                !any || !names.iter().any(is_of)
            }
        })
    }

    /// The total of a group is the last of that group.
    fn closes(&self, parent: Option<usize>, names: &[Node]) -> bool {
        let own = parent.map(|parent| format!("{} total", self.nodes[parent].text.to_lowercase()));
        let closes = |name: &Node| Some(name.text.to_lowercase()) == own;
        let of_other = |name: &Node| labels::role_of(&name.text) == Role::Subtotal && !closes(name);
        let is_last = names.last().is_some_and(closes) || !self.nodes.iter().any(closes);
        is_last && !names.iter().rev().skip(1).any(closes) && !names.iter().any(of_other)
    }

    /// Enters the columns of a tree whose columns all differ.
    fn keep(&mut self) {
        let columns = self.tree.columns(&|at| self.nodes[at].text.as_str());
        let told_apart = columns.iter().enumerate().all(|(at, column)| !columns[..at].contains(column));
        if columns.len() >= self.widest && told_apart && self.are_alike() && !self.found.contains(&columns) {
            self.found.push(columns);
        }
    }

    /// A name is the same wherever it is printed: a spanner, or the name of a column.
    fn are_alike(&self) -> bool {
        let spans = |at: usize| self.tree.spans(at);
        let same = |at: usize| {
            (0..at).all(|before| self.nodes[before].text != self.nodes[at].text || spans(before) == spans(at))
        };
        (0..self.nodes.len()).all(same)
    }
}

fn is_sex(node: &Node) -> bool {
    labels::sex_of(&node.text).is_some()
}

fn is_grade(node: &Node) -> bool {
    labels::is_grade(&node.text)
}

fn is_year(node: &Node) -> bool {
    labels::year_of(&node.text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spanners are marked with `^`, what can be either with `?`.
    fn read(header: &str, widest: usize) -> Vec<String> {
        let node = |word: &str| {
            let kind = match word.chars().next() {
                Some('^') => Kind::Spanner,
                Some('?') => Kind::Either,
                _ => Kind::Leaf,
            };
            Node { text: word.trim_start_matches(['^', '?']).to_string(), kind }
        };
        let nodes: Vec<Node> = header.split(' ').map(node).collect();
        let path = |column: &Column| format!("{}>{}", column.groups.join(">"), column.label);
        let show = |columns: &Vec<Column>| columns.iter().map(path).collect::<Vec<_>>().join(" ");
        of(&nodes, widest).iter().map(show).collect()
    }

    #[test]
    fn years_over_pairs() {
        assert_eq!(read("?2030 ?2031 F M F M", 4), ["2030>F 2030>M 2031>F 2031>M"]);
    }

    #[test]
    fn a_total_stands_where_its_row_of_the_header_has_it() {
        assert_eq!(read("^Grade Total ^Sex P-1 UG F M", 5), ["Grade>P-1 Grade>UG >Total Sex>F Sex>M"]);
    }

    #[test]
    fn spanners_of_two_rows_leave_a_header_open() {
        let found = read("^Ashore ^Afloat Total ^Crews ^Pilots F M F M F M", 7);
        let total_last = found.into_iter().filter(|tree| tree.ends_with(" >Total"));
        assert_eq!(
            total_last.collect::<Vec<_>>(),
            [
                "Ashore>F Ashore>M Afloat>Crews>F Afloat>Crews>M Afloat>Pilots>F Afloat>Pilots>M >Total",
                "Ashore>Crews>F Ashore>Crews>M Ashore>Pilots>F Ashore>Pilots>M Afloat>F Afloat>M >Total",
            ]
        );
    }
}
