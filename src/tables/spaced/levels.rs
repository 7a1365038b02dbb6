//! Headers of several levels: `Headquarters`, `Field`, `Total`, then `F M General Services`, then `F M`.
//!
//! Its words are the nodes of a [tree](super::tree). The rows say how many leaves there are; names of known kinds, pairs of
//! sexes and totals of groups rule out nearly every other tree.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::header;
use super::pieces::Piece;
use super::tree::{self, Limits, Meaning, Rules, Tree};
use crate::report::{Column, Role};
use crate::tables::labels;

/// A header that can be more trees tells nothing.
const MOST_TREES: usize = 32;
/// So many lines can head a stub.
const MOST_STUB_LINES: usize = 4;
/// A longer label of a row is not looked for in the header line by line.
const MOST_LABEL_LINES: usize = 3;

/// A way to read a header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    /// So many lines at the top head the stub.
    pub stub: usize,
    pub columns: Vec<Column>,
}

/// All readings with `width` columns. Names of unknown kinds are taken only if they stand `apart`, one a line, or if the rows
/// have the same names; else a line could be the rest of the name above it.
pub(super) fn readings(lines: &[Piece], labels: &BTreeSet<&str>, width: usize, apart: bool) -> Vec<Reading> {
    let mut readings = Vec::new();
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
            let found = columns(&nodes, inner).into_iter().filter(told);
            readings.extend(found.map(|columns| Reading { stub, columns }));
        }
    }
    readings.truncate(MOST_TREES);
    readings
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
    name: Meaning,
    /// Of a kind that spans nothing.
    leaf: bool,
}

fn nodes(lines: &[Piece], labels: &BTreeSet<&str>) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if header::is_frame(&lines[at].text) {
            nodes.extend(
                lines[at].text.split_whitespace().map(|word| Node { name: Meaning::of(word), leaf: is_leaf(word) }),
            );
            at += 1;
            continue;
        }
        let (text, count) = labelled(&lines[at..], labels).unwrap_or((lines[at].text.clone(), 1));
        let leaf = labels.contains(text.as_str()) || labels::role_of(&text) == Role::Subtotal;
        nodes.push(Node { name: Meaning::of(&text), leaf });
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

/// The columns of every tree in which `inner` names span others. A spanner covers two columns or more; only where no such
/// tree exists, one. One over all columns says nothing that the caption does not.
fn columns(nodes: &[Node], inner: usize) -> Vec<Vec<Column>> {
    let trees_of = |fewest: usize| {
        let limits = Limits { inner, fewest, most_trees: MOST_TREES, one_root: false };
        tree::trees(&Allowed { nodes, fewest }, &limits).unwrap_or_default()
    };
    let trees = [2, 1].into_iter().map(trees_of).find(|trees| !trees.is_empty()).unwrap_or_default();
    trees.iter().map(|tree| tree.columns(&|at| nodes[at].name.text.as_str())).collect()
}

/// The names, each spanner over at least `fewest` columns.
struct Allowed<'a> {
    nodes: &'a [Node],
    fewest: usize,
}

impl Rules for Allowed<'_> {
    fn count(&self) -> usize {
        self.nodes.len()
    }

    fn name(&self, at: usize) -> &Meaning {
        &self.nodes[at].name
    }

    fn may_be_leaf(&self, _: &Tree, at: usize) -> bool {
        self.nodes[at].leaf || !spans(&self.nodes[at].name.text)
    }

    fn ends_of_children(&self, _: &Tree, at: usize, next: usize) -> RangeInclusive<usize> {
        if self.nodes[at].leaf { next + 1..=next } else { next + self.fewest..=self.nodes.len() }
    }

    fn may_span(&self, at: usize, from: usize, to: usize) -> bool {
        let below: Vec<&Meaning> = self.nodes[from..].iter().map(|node| &node.name).collect();
        self.nodes[at].name.may_span(&below, to - from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str], width: usize) -> Vec<Vec<String>> {
        let pieces: Vec<Piece> = lines.iter().enumerate().map(|(at, line)| Piece::words(at, line)).collect();
        let path = |column: &Column| format!("{}>{}", column.groups.join(">"), column.label);
        let found = readings(&pieces, &BTreeSet::new(), width, true);
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
