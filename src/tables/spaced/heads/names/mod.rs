//! The columns under the names of a header.
//!
//! A name that spans several levels is printed with the first of them. The rows say how many leaves the [tree](super::super::tree)
//! has; what the names mean rules out nearly every other one.

mod rules;

use std::collections::BTreeSet;

use self::rules::Allowed;

use crate::report::{Column, Role};
use crate::tables::labels;
use crate::tables::spaced::tree::{self, Limits, Meaning, Tree, speaks_of_grade};

/// No more columns hold labels.
const MOST_STUBS: usize = 2;
/// A header that can be more trees tells nothing.
const MOST_TREES: usize = 128;

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
    name: Meaning,
    beside: bool,
    /// May head a column.
    leaf: bool,
    /// May span others.
    spans: bool,
    total: bool,
    grade: bool,
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
            name: Meaning::of(text),
            total: is_total(text),
            grade: labels::is_grade(text),
            beside: name.beside,
            leaf: heads_stub || !(heading || text.is_empty()),
            spans: !label && labels::role_of(text) != Role::Subtotal && (rare || labels::sex_of(text).is_none()),
        }
    }

    /// Years, sexes, grades.
    fn kind(&self) -> Option<u8> {
        match () {
            () if self.name.year.is_some() => Some(0),
            () if self.name.sex.is_some() => Some(1),
            () if self.grade => Some(2),
            () => None,
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
    /// No spanners, and names that need one line each stand on several.
    Uneven,
    /// Beside a spanner, on its right, stands a name of its level that is no total: it may well be of the next level.
    Mixed,
    /// Spanners that cover a single column, or sexes that span others.
    Rare,
}

/// The columns under a header of these names, for rows of `width` cells under `stubs` columns of labels: all that the names
/// allow, each with the kind of its spanners.
pub(super) fn columns(
    names: &[Name],
    labels: &BTreeSet<&str>,
    stubs: usize,
    width: usize,
    rare: bool,
) -> Vec<(Kind, Vec<Column>)> {
    let nodes: Vec<Node> = names.iter().enumerate().map(|(at, name)| Node::of(at, name, labels, rare)).collect();
    let Some(inner) = nodes.len().checked_sub(width + stubs) else { return Vec::new() };
    let limits = Limits { inner, fewest: 1, most_trees: MOST_TREES, one_root: true };
    let fewest = if rare { 1 } else { 2 };
    let all = tree::trees(&Allowed { nodes: &nodes, fewest, flat: false }, &limits);
    let flat = || tree::trees(&Allowed { nodes: &nodes, fewest, flat: true }, &limits).unwrap_or_default();
    let trees = all.unwrap_or_else(|| flat().into_iter().filter(|tree| is_regular(tree, &nodes)).collect());
    let text = |at: usize| nodes[at].name.text.as_str();
    let mut found: Vec<Vec<Column>> = trees.iter().map(|tree| tree.columns(&text)).collect();
    let heads_labels = |column: &Column| column.role == Role::Data && column.groups.iter().all(String::is_empty);
    found.retain(|columns| columns.iter().take(stubs).all(heads_labels));
    found.retain(|columns| !columns.iter().skip(stubs).any(|column| is_heading(&column.label)));
    found.retain(|columns| !are_all_total(&columns[stubs..]));
    let told = |columns: Vec<Column>| {
        let kind = if rare { Kind::Rare } else { kind_of_header(&columns[stubs..]) };
        (kind, once(columns.into_iter().skip(stubs).map(cleaned).collect()))
    };
    found.into_iter().map(told).collect()
}

/// Whether all names that span several others span the same ones: of too many trees this one is meant.
fn is_regular(tree: &Tree, nodes: &[Node]) -> bool {
    let several = tree.children.iter().filter(|(from, to)| to - from > 1);
    let names = |(from, to): &(usize, usize)| nodes[*from..*to].iter().map(|node| node.name.lower.as_str()).collect();
    let mut blocks: Vec<Vec<&str>> = several.map(names).collect();
    let count = blocks.len();
    blocks.dedup();
    count > 1 && blocks.len() == 1
}

/// A total that is printed among the spanners and again among the names is one.
fn once(mut columns: Vec<Column>) -> Vec<Column> {
    let under = |column: &Column| column.groups.first().is_some_and(|group| is_total(group));
    if columns.iter().filter(|column| under(column)).count() == 1 {
        let twice = |column: &&mut Column| column.groups == [column.label.clone()];
        columns.iter_mut().filter(twice).for_each(|column| column.groups.clear());
    }
    columns
}

/// Empty cells name nothing, and the total beside grades is none of them.
fn cleaned(mut column: Column) -> Column {
    column.groups.retain(|group| !group.is_empty());
    let total = column.role == Role::Total;
    column.groups.retain(|group| !(total && speaks_of_grade(&group.to_lowercase())));
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

/// No total spans all columns.
fn are_all_total(columns: &[Column]) -> bool {
    are_under_one(columns) && columns[0].groups.first().is_some_and(|group| group.eq_ignore_ascii_case("total"))
}

/// What heads a stub or spans columns, and is no column itself: `Sex`, `Category/Grade`, `Region of departure`.
fn is_heading(text: &str) -> bool {
    const DIMENSIONS: [&str; 16] = [
        "age",
        "area",
        "areas",
        "category",
        "countries",
        "country",
        "destination",
        "gender",
        "grade",
        "level",
        "location",
        "nationality",
        "region",
        "regions",
        "sex",
        "year",
    ];
    let (head, _) = text.split_once(" of ").unwrap_or((text, ""));
    let last = text.rsplit(' ').next().unwrap_or_default();
    if matches!(last, "classification" | "category" | "group") && labels::role_of(text) == Role::Data {
        return true;
    }
    let dimension = |part: &str| DIMENSIONS.contains(&part.trim().to_lowercase().as_str());
    head.split('/').all(dimension) || text.split(' ').all(|word| word.split('/').all(dimension))
}
