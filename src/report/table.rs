//! A table as data: header paths, group paths, cells that say what they are worth.

use schemars::JsonSchema;
use serde::Serialize;

use crate::names::names;
use crate::number::Decimal;
use crate::span::Span;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Staff, migrants.
    Persons,
    /// A share, 43 for 43%.
    PerCent,
    /// A difference of shares.
    PercentagePoints,
    /// US dollars.
    Usd,
    /// Millions of US dollars.
    UsdMillion,
    /// Thousands of US dollars.
    UsdThousand,
    /// Swiss francs.
    Chf,
    /// Projects.
    Projects,
    /// Countries, Member States, nationalities.
    Countries,
    /// A place in an order.
    Rank,
    /// Nothing in caption or header says.
    #[default]
    Unknown,
}

names!(Unit {
    Persons => "persons",
    PerCent => "per_cent",
    PercentagePoints => "percentage_points",
    Usd => "USD",
    UsdMillion => "USD million",
    UsdThousand => "USD thousand",
    Chf => "CHF",
    Projects => "projects",
    Countries => "countries",
    Rank => "rank",
    Unknown => "",
});

/// Whether a row or column holds data or sums of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Data.
    #[default]
    Data,
    /// A sum over a group.
    Subtotal,
    /// The sum over all.
    Total,
}

names!(Role { Data => "data", Subtotal => "subtotal", Total => "total" });

/// What a printed number is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub enum Status {
    /// At least two independent printed relations cover the cell, and all of them hold.
    Proved,
    /// One printed relation covers it and holds.
    Consistent,
    /// Nothing printed tests it.
    #[default]
    Unproved,
    /// A relation that covers it fails, and the evidence does not clear this cell.
    Contradicted,
}

names!(Status {
    Proved => "proved",
    Consistent => "consistent",
    Unproved => "unproved",
    Contradicted => "contradicted",
});

/// A column: its header path.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Column {
    /// Spanners above the label, outermost first.
    pub groups: Vec<String>,
    /// The label.
    pub label: String,
    /// Data or sum.
    pub role: Role,
    /// The year that it is about, where its header names one.
    pub year: Option<i32>,
    /// What it counts, where its header says.
    pub unit: Option<Unit>,
}

/// A row: its stub and its cells.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Row {
    /// Group labels, outermost first.
    pub groups: Vec<String>,
    /// The label, freed of marks.
    pub label: String,
    /// Data or sum.
    pub role: Role,
    /// What it counts, where its label says.
    pub unit: Option<Unit>,
    /// ISO 3166-1 alpha-3 code, where the label is a country.
    pub iso3: Option<String>,
    /// Footnote marks on the label.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    /// The printed cells, in the order of the columns. An empty cell is not there.
    pub cells: Vec<Cell>,
    /// Where the label stands.
    #[serde(flatten)]
    pub span: Span,
}

impl Row {
    /// The label of rows whose numbers are legible and whose own label is not known.
    pub const UNASSIGNED: &'static str = "(unassigned)";

    /// Whether it is not known which row the numbers belong to.
    pub fn is_unassigned(&self) -> bool {
        self.label == Self::UNASSIGNED
    }
}

/// A printed cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Cell {
    /// Index of its column; `None` while no evidence settles which of the columns it stands in.
    pub column: Option<usize>,
    /// As printed.
    pub raw: String,
    /// Its value; `None` for a nil sign and for what cannot be read as a number.
    pub value: Option<Decimal>,
    /// What it counts.
    pub unit: Unit,
    /// The year that it is about.
    pub year: Option<i32>,
    /// What it is worth.
    pub status: Status,
    /// Reading alone leaves a doubt about value or place, so that a relation that cannot see the doubt may not vouch for it.
    #[serde(skip)]
    pub doubtful: bool,
    /// The form leaves open whose row or column it is; a relation tests the number, not its labels.
    #[serde(skip)]
    pub astray: bool,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// A note under a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TableNote {
    /// `a`, `*`; empty where it has none.
    pub mark: String,
    /// Clean text.
    pub text: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Table {
    /// `table-1`, `annex-ii`, a slug; unique in the report.
    pub id: String,
    /// The number as printed ('7' of 'Table 7'), where it has one.
    pub number: Option<String>,
    /// The caption, lines joined, without 'Table N'.
    pub caption: String,
    /// What its cells count unless row or column say otherwise.
    pub unit: Unit,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Notes under it.
    pub notes: Vec<TableNote>,
    /// Where it begins.
    #[serde(flatten)]
    pub span: Span,
}

impl Table {
    /// All printed cells with their rows.
    pub fn cells(&self) -> impl Iterator<Item = (&Row, &Cell)> {
        self.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
    }
}
