//! The names of a header as a tree.
//!
//! A header is printed level by level, each level from left to right, and a name that spans several levels with the first of
//! them. So its names are the nodes of a tree in that order, and the tree is told by how many children each node has.
//! The rows say how many leaves there are; what the names mean rules out nearly every other tree.

use std::collections::BTreeSet;

use crate::report::{Column, Role};
use crate::tables::labels;

/// Beyond so many steps a header tells nothing.
const MOST_STEPS: usize = 20_000;
/// Beyond so many trees neither.
const MOST_TREES: usize = 128;
/// No more columns hold labels.
const MOST_STUBS: usize = 2;

/// A name as printed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    pub text: String,
    /// Whether it stands on the line of the name before it.
    pub beside: bool,
}

/// A name, a spanner or an empty cell.
#[derive(Debug, Clone, PartialEq)]
struct Node {
    text: String,
    beside: bool,
    /// May head a column.
    leaf: bool,
    /// May span others.
    spans: bool,
}

impl Node {
    fn of(at: usize, name: &Name, labels: &BTreeSet<&str>, rare: bool) -> Self {
        let text = name.text.as_str();
        // A heading such as `Grade` spans grades, or heads the stub.
        let heading = is_heading(text);
        let label = labels.contains(text) && labels::role_of(text) != Role::Total;
        // A heading alone heads the stub at most, and an empty cell too.
        let heads_stub = at == 0 || heading && at < MOST_STUBS;
        Self {
            text: text.to_string(),
            beside: name.beside,
            leaf: heads_stub || !(heading || text.is_empty()),
            spans: !label && labels::role_of(text) != Role::Subtotal && (rare || labels::sex_of(text).is_none()),
        }
    }
}

/// What spanners a header has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Spanners over several columns, but not over all.
    Plain,
    /// One spanner over all columns.
    Under,
    /// Beside a spanner, on its right, stands a name of its level that is no total: it may well be of the next level.
    Mixed,
    /// Spanners that cover a single column, or sexes that span others.
    Rare,
}

/// The columns under a header of these names, for rows of `width` cells under `stubs` columns of labels: all that the names
/// allow.
pub(super) fn columns(
    names: &[Name],
    labels: &BTreeSet<&str>,
    stubs: usize,
    width: usize,
    kind: Kind,
) -> Vec<Vec<Column>> {
    let nodes: Vec<Node> = names.iter().enumerate().map(|(at, name)| Node::of(at, name, labels, kind == Kind::Rare)).collect();
    let Some(inner) = nodes.len().checked_sub(width + stubs) else { return Vec::new() };
    let search = Search { nodes: &nodes, inner, fewest: if kind == Kind::Rare { 1 } else { 2 }, ..Search::default() };
    let mut found = search.run();
    let heads_labels =
        |column: &Column| column.role == Role::Data && column.groups.iter().all(String::is_empty);
    found.retain(|columns| columns.iter().take(stubs).all(heads_labels));
    found.retain(|columns| kind == Kind::Rare || kind == kind_of_header(&columns[stubs..]));
    found.retain(|columns| !columns.iter().skip(stubs).any(|column| is_heading(&column.label)));
    found.into_iter().map(|columns| columns.into_iter().skip(stubs).map(cleaned).collect()).collect()
}

/// Empty cells name nothing, and the total beside grades is none of them.
fn cleaned(mut column: Column) -> Column {
    column.groups.retain(|group| !group.is_empty());
    let total = column.role == Role::Total;
    column.groups.retain(|group| !(total && speaks_of_grade(group)));
    column
}

fn is_total(text: &str) -> bool {
    labels::role_of(text) == Role::Total
}

fn kind_of_header(columns: &[Column]) -> Kind {
    let spanned = columns.iter().position(|column| !column.groups.is_empty()).unwrap_or(columns.len());
    let alone = |column: &Column| column.groups.is_empty() && labels::role_of(&column.label) == Role::Data;
    match () {
        () if are_under_one(columns) => Kind::Under,
        () if columns[spanned..].iter().any(|column| alone(column) && labels::unit_of(&column.label).is_none()) => {
            Kind::Mixed
        }
        () => Kind::Plain,
    }
}

fn are_under_one(columns: &[Column]) -> bool {
    let first = columns.first().and_then(|column| column.groups.first());
    first.is_some() && columns.len() > 1 && columns.iter().all(|column| column.groups.first() == first)
}

/// What heads a stub or spans columns, and is no column itself: `Sex`, `Category/Grade`, `Region of departure`.
fn is_heading(text: &str) -> bool {
    const DIMENSIONS: [&str; 16] = [
        "age", "area", "areas", "category", "countries", "country", "destination", "gender", "grade", "level", "location",
        "nationality", "region", "regions", "sex", "year",
    ];
    let (head, _) = text.split_once(" of ").unwrap_or((text, ""));
    let last = text.rsplit(' ').next().unwrap_or_default();
    if matches!(last, "classification" | "category" | "group") && labels::role_of(text) == Role::Data {
        return true;
    }
    let dimension = |part: &str| DIMENSIONS.contains(&part.trim().to_lowercase().as_str());
    head.split('/').all(dimension) || text.split(' ').all(|word| word.split('/').all(dimension))
}

fn speaks_of_grade(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("grade") || text.contains("category")
}

fn speaks_of_sex(text: &str) -> bool {
    let text = text.to_lowercase();
    text == "sex" || text == "gender"
}

/// Gives each node its children, in the order of the print.
#[derive(Default)]
struct Search<'a> {
    nodes: &'a [Node],
    inner: usize,
    fewest: usize,
    steps: usize,
    /// So many nodes are the first level.
    roots: usize,
    /// Where the children of each node begin and end.
    children: Vec<(usize, usize)>,
    found: Vec<(usize, Vec<(usize, usize)>)>,
}

impl Search<'_> {
    /// The columns of every tree. Nothing where the search has no end.
    fn run(mut self) -> Vec<Vec<Column>> {
        for roots in 1..=self.nodes.len() {
            if self.may_be_siblings(0, roots) {
                self.roots = roots;
                self.walk(roots, roots, self.inner);
            }
        }
        if self.steps > MOST_STEPS || self.found.len() > MOST_TREES {
            return Vec::new();
        }
        self.found.iter().map(|(roots, children)| self.columns(*roots, children)).collect()
    }

    /// Goes on with the next node, whose children begin at `next`; `inner` nodes still have some.
    fn walk(&mut self, roots: usize, next: usize, inner: usize) {
        self.steps += 1;
        let at = self.children.len();
        if self.steps > MOST_STEPS || self.nodes.len() - next < inner {
            return;
        }
        if at == self.nodes.len() {
            if inner == 0 {
                self.found.push((roots, self.children.clone()));
            }
            return;
        }
        if at >= next {
            return;
        }
        let leaf = self.nodes[at].leaf && self.is_like_sibling(at, false);
        if leaf && !(self.shares_line_with_next_level(at) && self.has_spanner_on_line(at)) {
            self.children.push((next, next));
            self.walk(roots, next, inner);
            self.children.pop();
        }
        let spans = self.is_like_sibling(at, true) && !self.shares_line_with_next_level(at);
        for end in self.ends_of_children(at, next, inner).filter(|_| spans) {
            if self.may_be_siblings(next, end) && self.may_span(at, next, end) {
                self.children.push((next, end));
                self.walk(roots, end, inner - 1);
                self.children.pop();
            }
        }
    }

    /// Siblings of one kind, years or sexes, all span others or none does.
    fn is_like_sibling(&self, at: usize, spans: bool) -> bool {
        let before = at.checked_sub(1).filter(|before| self.are_siblings(*before, at));
        before.is_none_or(|before| {
            let kind = |at: usize| kind_of(&self.nodes[at].text);
            let spanned = self.children[before].0 < self.children[before].1;
            kind(at).is_none() || kind(before) != kind(at) || spanned == spans
        })
    }

    fn are_siblings(&self, before: usize, at: usize) -> bool {
        let parted = |(from, to): &(usize, usize)| from < to && (*from == at || *to == at);
        at != self.roots && before + 1 == at && !self.children.iter().any(parted)
    }

    /// Names on one line are of one level: the last of a level may stand on the line of the next one only if all on that
    /// line span levels themselves, so that they have no children.
    fn shares_line_with_next_level(&self, at: usize) -> bool {
        self.nodes.get(at + 1).is_some_and(|next| next.beside) && self.closes_level(at)
    }

    /// Whether a name before `at`, on its line, has children.
    fn has_spanner_on_line(&self, at: usize) -> bool {
        let line = (1..=at).rev().take_while(|at| self.nodes[*at].beside);
        line.map(|at| self.children[at - 1]).any(|(from, to)| from < to)
    }

    /// Whether the node at `at` is the last of its level.
    fn closes_level(&self, at: usize) -> bool {
        let mut end = self.roots;
        // The children of the last node of a level end the next one.
        while end < at + 1 {
            let next = self.children[end - 1].1;
            if next == end {
                break;
            }
            end = next;
        }
        end == at + 1
    }

    /// An empty cell stands over one name.
    fn ends_of_children(&self, at: usize, next: usize, inner: usize) -> std::ops::RangeInclusive<usize> {
        let node = &self.nodes[at];
        match () {
            () if node.text.is_empty() && inner > 0 => next + 1..=(next + 1).min(self.nodes.len()),
            () if node.spans && inner > 0 => next + self.fewest..=self.nodes.len(),
            () => 1..=0,
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

    /// A spanner of sexes covers these alone and one of grades none; the total of a group is the last of that group; no sex
    /// stands under a sex, no year under a year.
    fn may_span(&self, at: usize, from: usize, to: usize) -> bool {
        let (parent, children) = (self.nodes[at].text.to_lowercase(), &self.nodes[from..to]);
        if parent.is_empty() {
            return true;
        }
        let sexes = children.iter().filter(|child| labels::sex_of(&child.text).is_some()).count();
        let years = children.iter().filter(|child| labels::year_of(&child.text).is_some()).count();
        let summed = |child: &Node| child.text.to_lowercase().strip_suffix(" total").map(str::to_string);
        let own = format!("{parent} total");
        let closes = |node: &Node| node.text.to_lowercase() == own;
        let total_of_other = children.iter().filter_map(summed).any(|group| group != parent && group != "grand");
        let open = self.nodes[from..].iter().any(closes) && !children.last().is_some_and(closes);
        let of_sex = speaks_of_sex(&parent) && sexes < children.len();
        let of_grade = speaks_of_grade(&parent) && sexes > 0;
        let total = labels::role_of(&parent) == Role::Total && !parent.contains(' ');
        let of_total = total && children.iter().any(|child| kind_of(&child.text).is_none() && !is_total(&child.text));
        let own_name = children.iter().any(|child| child.text.to_lowercase() == parent && !total);
        let of_own_kind = labels::sex_of(&parent).is_some() && sexes > 0 || labels::year_of(&parent).is_some() && years > 0;
        !(total_of_other || open || of_sex || of_grade || of_total || own_name || of_own_kind)
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
            None => columns.push(column(path, text)),
        }
    }
}

/// Years, sexes.
fn kind_of(text: &str) -> Option<u8> {
    match () {
        () if labels::year_of(text).is_some() => Some(0),
        () if labels::sex_of(text).is_some() => Some(1),
        () => None,
    }
}

fn is_double(one: &Node, other: &Node) -> bool {
    // Years can head two runs of columns, counts and shares.
    one.text == other.text && !one.text.is_empty() && labels::year_of(&one.text).is_none()
}

fn column(path: &[String], label: &str) -> Column {
    let spanned = path.iter().find_map(|group| labels::year_of(group));
    Column {
        groups: path.to_vec(),
        label: label.to_string(),
        role: labels::role_of(label),
        year: labels::year_of(label).or(spanned),
        unit: labels::unit_of(label),
    }
}
