//! Headers of several levels: `Headquarters`, `Field`, `Total`, then `F M General Services`, then `F M`.
//!
//! Such a header is printed level by level, and each level from left to right. So its words are the nodes of a tree in
//! that order, and the tree is told by how many children each node has. The rows say how many leaves there are; names of
//! known kinds, pairs of sexes and totals of groups rule out nearly every other tree.

use std::collections::BTreeSet;

use super::header;
use super::pieces::Piece;
use crate::report::{Column, Role};
use crate::tables::labels;

/// Beyond so many steps, or so many trees, a header tells nothing.
const MOST_STEPS: usize = 5_000;
const MOST_TREES: usize = 32;
/// So many lines can head a stub.
const MOST_STUB_LINES: usize = 4;
/// A longer label of a row is not looked for in the header line by line.
const MOST_LABEL_LINES: usize = 3;

/// A way to read a header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree {
    /// So many lines at the top head the stub.
    pub stub: usize,
    pub columns: Vec<Column>,
}

/// All trees with `width` leaves. Names of unknown kinds are taken only if they stand `apart`, one a line, or if the rows
/// have the same names; else a line could be the rest of the name above it.
pub(super) fn trees(lines: &[Piece], labels: &BTreeSet<&str>, width: usize, apart: bool) -> Vec<Tree> {
    let mut trees = Vec::new();
    let fewest = fewest_stub_lines(lines);
    for stub in fewest..lines.len().min(fewest + MOST_STUB_LINES) {
        // What is of a known kind heads no stub.
        if stub > 0 && header::is_frame(&lines[stub - 1].text) {
            break;
        }
        let nodes = nodes(&lines[stub..], labels);
        let inner = nodes.len().checked_sub(width);
        let told = |columns: &Vec<Column>| apart || columns.iter().all(|column| is_known(&column.label, labels));
        if let Some(inner) = inner.filter(|_| width > 0) {
            let found = Search::new(&nodes, inner).run().into_iter().filter(told);
            trees.extend(found.map(|columns| Tree { stub, columns }));
        }
    }
    trees.truncate(MOST_TREES);
    trees
}

/// The heading of a stub ends with a colon, and the name of a group of rows follows it.
fn fewest_stub_lines(lines: &[Piece]) -> usize {
    let colon = lines.iter().rposition(|line| line.text.ends_with(':'));
    colon.map_or(0, |at| (at + 2).min(lines.len()))
}

fn spans(text: &str) -> bool {
    header::split_spanners(text).0.is_empty()
}

/// A name or a spanner.
#[derive(Debug, Clone, PartialEq)]
struct Node {
    text: String,
    /// Of a kind that spans nothing.
    leaf: bool,
}

fn nodes(lines: &[Piece], labels: &BTreeSet<&str>) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if header::is_frame(&lines[at].text) {
            nodes.extend(lines[at].text.split_whitespace().map(|word| Node { text: word.into(), leaf: is_leaf(word) }));
            at += 1;
            continue;
        }
        let (text, count) = labelled(&lines[at..], labels).unwrap_or((lines[at].text.clone(), 1));
        let leaf = labels.contains(text.as_str()) || labels::role_of(&text) == Role::Subtotal;
        nodes.push(Node { text, leaf });
        at += count;
    }
    nodes
}

/// The label of a row that is printed over the first lines: a matrix has the same names as rows and columns.
fn labelled(lines: &[Piece], labels: &BTreeSet<&str>) -> Option<(String, usize)> {
    let joined = |count: usize| lines[..count].iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let counts = (1..=MOST_LABEL_LINES.min(lines.len())).rev();
    counts.map(|count| (joined(count), count)).find(|(text, _)| labels.contains(text.as_str()))
}

/// Whether a name needs no other evidence that it is whole.
fn is_known(name: &str, labels: &BTreeSet<&str>) -> bool {
    is_leaf(name) || labels.contains(name) || labels::role_of(name) == Role::Subtotal
}

fn is_leaf(word: &str) -> bool {
    labels::is_grade(word) || labels::sex_of(word).is_some() || labels::role_of(word) == Role::Total
}

/// Gives each node its children, in the order of the print.
struct Search<'a> {
    nodes: &'a [Node],
    inner: usize,
    steps: usize,
    /// Where the children of each node begin and end.
    children: Vec<(usize, usize)>,
    found: Vec<(usize, Vec<(usize, usize)>)>,
}

impl<'a> Search<'a> {
    fn new(nodes: &'a [Node], inner: usize) -> Self {
        Self { nodes, inner, steps: 0, children: Vec::new(), found: Vec::new() }
    }

    /// The columns of every tree. A spanner covers two columns or more; only where no such tree exists, one. Nothing where
    /// the search has no end.
    fn run(mut self) -> Vec<Vec<Column>> {
        for fewest in [2, 1] {
            for roots in 1..=self.nodes.len() {
                // One spanner over all columns says nothing that the caption does not.
                if (roots > 1 || self.nodes.len() == 1) && self.may_be_siblings(0, roots) {
                    self.walk(roots, roots, self.inner, fewest);
                }
            }
            if self.steps > MOST_STEPS || self.found.len() > MOST_TREES {
                return Vec::new();
            }
            if !self.found.is_empty() {
                break;
            }
        }
        self.found.iter().map(|(roots, children)| self.columns(*roots, children)).collect()
    }

    /// Goes on with the next node, whose children begin at `next`; `inner` nodes still have some.
    fn walk(&mut self, roots: usize, next: usize, inner: usize, fewest: usize) {
        self.steps += 1;
        let at = self.children.len();
        if self.steps > MOST_STEPS || self.nodes.len() - next < inner * fewest {
            return;
        }
        if inner == 0 {
            if next == self.nodes.len() && self.nodes[at..].iter().all(may_be_leaf) {
                self.found.push((roots, self.children.clone()));
            }
            return;
        }
        if at >= next {
            return;
        }
        if may_be_leaf(&self.nodes[at]) {
            self.children.push((next, next));
            self.walk(roots, next, inner, fewest);
            self.children.pop();
        }
        if self.nodes[at].leaf {
            return;
        }
        for end in next + fewest..=self.nodes.len() {
            if self.may_be_siblings(next, end) && self.may_span(at, next, end) {
                self.children.push((next, end));
                self.walk(roots, end, inner - 1, fewest);
                self.children.pop();
            }
        }
    }

    /// Siblings have different names, and both sexes stand together.
    fn may_be_siblings(&self, from: usize, to: usize) -> bool {
        let sex = |at: usize| self.nodes.get(at).and_then(|node| labels::sex_of(&node.text));
        let parts_pair =
            |at: usize| at > 0 && sex(at - 1).is_some() && sex(at).is_some_and(|own| Some(own) != sex(at - 1));
        let first_is_second = parts_pair(from) && self.starts_pair(from - 1);
        let last_is_first = parts_pair(to) && self.starts_pair(to - 1);
        let names = &self.nodes[from..to];
        let alike = names.iter().enumerate().any(|(at, node)| names[..at].iter().any(|before| is_double(before, node)));
        !(first_is_second || last_is_first || alike)
    }

    /// Whether the sex at `at` is the first of its pair: pairs are counted from the start of the run of sexes.
    fn starts_pair(&self, at: usize) -> bool {
        let run = self.nodes[..at].iter().rev().take_while(|node| labels::sex_of(&node.text).is_some()).count();
        run % 2 == 0
    }

    /// A spanner of sexes covers these alone and one of grades none; the total of a group is the last of that group.
    fn may_span(&self, at: usize, from: usize, to: usize) -> bool {
        let (parent, children) = (self.nodes[at].text.to_lowercase(), &self.nodes[from..to]);
        let has = |keys: &[&str]| keys.iter().any(|key| parent.contains(key));
        let sexes = children.iter().filter(|child| labels::sex_of(&child.text).is_some()).count();
        let summed = |child: &Node| child.text.to_lowercase().strip_suffix(" total").map(str::to_string);
        let own = format!("{parent} total");
        let closes = |node: &Node| node.text.to_lowercase() == own;
        let total_of_other = children.iter().filter_map(summed).any(|group| group != parent);
        let open = self.nodes[from..].iter().any(closes) && !children.last().is_some_and(closes);
        let of_sex = has(&["sex", "gender"]) && sexes < children.len();
        let of_grade = has(&["grade", "category"]) && sexes > 0;
        !(total_of_other || open || of_sex || of_grade)
    }

    /// The leaves from left to right, each under its spanners.
    fn columns(&self, roots: usize, children: &[(usize, usize)]) -> Vec<Column> {
        let mut columns = Vec::new();
        (0..roots).for_each(|root| self.leaves(root, children, &mut Vec::new(), &mut columns));
        columns
    }

    fn leaves(&self, at: usize, children: &[(usize, usize)], path: &mut Vec<String>, columns: &mut Vec<Column>) {
        let text = &self.nodes[at].text;
        match children.get(at).filter(|(from, to)| from < to) {
            Some(&(from, to)) => {
                path.push(text.clone());
                (from..to).for_each(|child| self.leaves(child, children, path, columns));
                path.pop();
            }
            None => columns.push(labels::column(path, text)),
        }
    }
}

fn is_double(one: &Node, other: &Node) -> bool {
    // Years can head two runs of columns, counts and shares.
    one.text == other.text && labels::year_of(&one.text).is_none()
}

fn may_be_leaf(node: &Node) -> bool {
    node.leaf || !spans(&node.text)
}

/// What all trees say: the same names in the same order, each under the spanners that are next to it in all of them.
pub(super) fn agreed(trees: &[Tree]) -> Option<Vec<Column>> {
    let (first, others) = trees.split_first()?;
    let mut columns = first.columns.clone();
    for other in others {
        if other.columns.len() != columns.len() {
            return None;
        }
        for (column, said) in columns.iter_mut().zip(&other.columns) {
            let same = column.groups.iter().rev().zip(said.groups.iter().rev()).take_while(|(a, b)| a == b).count();
            if column.label != said.label {
                return None;
            }
            column.groups.drain(..column.groups.len() - same);
        }
    }
    Some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str], width: usize) -> Vec<Vec<String>> {
        let pieces: Vec<Piece> = lines.iter().enumerate().map(|(at, line)| Piece::words(at, line)).collect();
        let path = |column: &Column| format!("{}>{}", column.groups.join(">"), column.label);
        let found = trees(&pieces, &BTreeSet::new(), width, true);
        found.iter().filter(|tree| tree.stub == 0).map(|tree| tree.columns.iter().map(path).collect()).collect()
    }

    #[test]
    fn each_spanner_takes_its_block_of_names() {
        let lines = ["Quay", "Afloat", "Total", "F", "M", "Crews", "Pilots", "F M F M"];
        let expected =
            ["Quay>F", "Quay>M", "Afloat>Crews>F", "Afloat>Crews>M", "Afloat>Pilots>F", "Afloat>Pilots>M", ">Total"];
        assert!(read(&lines, 7).contains(&expected.map(String::from).to_vec()));
        let lines = ["Quay", "Afloat", "Total boats", "F M F M F M Total"];
        let expected =
            ["Quay>F", "Quay>M", "Afloat>F", "Afloat>M", "Total boats>F", "Total boats>M", "Total boats>Total"];
        assert!(read(&lines, 7).contains(&expected.map(String::from).to_vec()));
    }

    #[test]
    fn a_group_ends_with_its_total() {
        let lines = ["North", "South", "Upland", "Lowland", "North total", "Coast", "Isles", "South total"];
        let expected =
            ["North>Upland", "North>Lowland", "North>North total", "South>Coast", "South>Isles", "South>South total"];
        assert!(read(&lines, 6).contains(&expected.map(String::from).to_vec()));
    }
}
