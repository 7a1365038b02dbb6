//! What the report claims about its numbers, as equations over cells.
//!
//! A claim is linear: the sum of coefficient × value over its terms is zero (within the rounding of the print). Every
//! check that compares numbers gives claims; [`super::diagnose`] finds out which cell a failing one is about and
//! [`super::status`] what each cell is worth.

use crate::finding::Rule;
use crate::number::Decimal;
use crate::report::{Cell, Report, Row, Table, Unit};
use crate::tables::relations::Head;

/// A position in a table of the report; the cell there may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Index into `Report::tables`.
    pub table: usize,
    /// Index into `Table::rows`.
    pub row: usize,
    /// Index into `Table::columns`.
    pub column: usize,
}

/// Which way a claim runs. A claim along a row proves that the values belong to the row, not which column they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Along a row.
    Row,
    /// Down a column.
    Column,
    /// To another table or to the prose.
    Elsewhere,
}

/// How a claim fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exactly.
    Holds,
    /// Within what rounding of the printed numbers allows.
    HoldsRounded,
    /// Off by so much: what has to be added to the positive terms.
    Off(Decimal),
}

/// An equation that the report prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The check that found it.
    pub rule: &'static Rule,
    /// Which way it runs.
    pub way: Way,
    /// Positions with their coefficients.
    pub terms: Vec<(Position, i8)>,
    /// How it fares.
    pub outcome: Outcome,
    /// Whether it can vouch for all its cells, or only for the first (a share of 43% says little about its parts).
    pub vouches_for_all: bool,
    /// What it says in words: `Women + Men = Total`.
    pub says: String,
}

impl Claim {
    /// Whether it holds.
    pub fn holds(&self) -> bool {
        !matches!(self.outcome, Outcome::Off(_))
    }

    /// The coefficient of a position.
    pub fn coefficient(&self, position: Position) -> i8 {
        self.terms.iter().find(|(term, _)| *term == position).map_or(0, |(_, coefficient)| *coefficient)
    }
}

/// The numbers of all tables by position.
#[derive(Debug, Clone)]
pub struct Board {
    tables: Vec<Vec<Vec<Slot>>>,
}

/// What stands at a position.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Slot {
    #[default]
    Empty,
    /// Index into `Row::cells`, and the number there.
    Cell(usize, Option<Decimal>),
    /// Two numbers are printed in one place: none of them can be used.
    Crowded,
    /// Nothing is known to stand here, but numbers of the row have no column yet.
    Open,
}

impl Board {
    /// Lays out the cells of a report.
    pub fn new(report: &Report) -> Self {
        Self { tables: report.tables.iter().map(lay_out).collect() }
    }

    /// The number at a position; `None` where nothing (or no number) is printed.
    pub fn value(&self, at: Position) -> Option<Decimal> {
        match self.slot(at) {
            Slot::Cell(_, value) => value,
            _ => None,
        }
    }

    /// Index of the cell at a position within its row.
    pub fn cell(&self, at: Position) -> Option<usize> {
        match self.slot(at) {
            Slot::Cell(index, _) => Some(index),
            _ => None,
        }
    }

    /// Whether it is open what stands at the position.
    pub fn is_open(&self, at: Position) -> bool {
        matches!(self.slot(at), Slot::Crowded | Slot::Open)
    }

    fn slot(&self, at: Position) -> Slot {
        self.tables[at.table][at.row][at.column]
    }
}

fn lay_out(table: &Table) -> Vec<Vec<Slot>> {
    let strays: Vec<&Row> = table.rows.iter().filter(|row| row.is_unassigned()).collect();
    table.rows.iter().map(|row| lay_out_row(row, table.columns.len(), &strays)).collect()
}

fn lay_out_row(row: &Row, width: usize, strays: &[&Row]) -> Vec<Slot> {
    // Where a number has no column, any empty place of its row may be its own; where it has no row, of its column.
    let open = row.cells.iter().any(|cell| cell.column.is_none());
    let mut slots = vec![if open { Slot::Open } else { Slot::Empty }; width];
    for stray in strays.iter().filter(|stray| stray.groups == row.groups) {
        stray.cells.iter().filter_map(|cell| cell.column).for_each(|column| slots[column] = Slot::Open);
    }
    for (index, cell) in row.cells.iter().enumerate() {
        if let Some(column) = cell.column {
            slots[column] = match slots[column] {
                Slot::Empty | Slot::Open if !row.is_unassigned() => Slot::Cell(index, cell.value),
                _ => Slot::Crowded,
            };
        }
    }
    slots
}

/// The cell at a position, if one is printed there.
pub fn cell<'a>(report: &'a Report, board: &Board, at: Position) -> Option<&'a Cell> {
    board.cell(at).map(|index| &report.tables[at.table].rows[at.row].cells[index])
}

/// A table seen along one way: its heads (columns for [`Way::Row`], rows for [`Way::Column`]) and the lines that cross them.
pub struct Axis<'a> {
    /// The table.
    pub table: &'a Table,
    /// Its index in the report.
    pub index: usize,
    /// Along rows or down columns.
    pub way: Way,
    /// What stands along the way.
    pub heads: Vec<Head<'a>>,
    /// For each crossing line, whether its numbers add up.
    pub summable: Vec<bool>,
}

impl<'a> Axis<'a> {
    /// Both ways of every table.
    pub fn all(report: &'a Report) -> impl Iterator<Item = Self> {
        let tables = report.tables.iter().enumerate();
        tables.flat_map(|(index, table)| [Way::Row, Way::Column].map(|way| Self::new(table, index, way)))
    }

    fn new(table: &'a Table, index: usize, way: Way) -> Self {
        let columns: Vec<Head> = table.columns.iter().map(Head::of_column).collect();
        let rows: Vec<Head> = table.rows.iter().map(row_head).collect();
        let (heads, lines) = if way == Way::Row { (columns, rows) } else { (rows, columns) };
        Self { table, index, way, heads, summable: lines.iter().map(|line| line.summable).collect() }
    }

    /// How many lines cross the heads.
    pub fn lines(&self) -> usize {
        self.summable.len()
    }

    /// The position at a line and a head.
    pub fn at(&self, line: usize, head: usize) -> Position {
        let (row, column) = if self.way == Way::Row { (line, head) } else { (head, line) };
        Position { table: self.index, row, column }
    }

    /// What the numbers at a head count, where its label says.
    pub fn unit(&self, head: usize) -> Option<Unit> {
        match self.way {
            Way::Row => self.table.columns[head].unit,
            _ => self.table.rows[head].unit.or_else(|| shares(&self.table.rows[head]).then_some(Unit::PerCent)),
        }
    }
}

/// The head of a row; a row that no label names takes part in no sum.
fn row_head(row: &Row) -> Head<'_> {
    let mut head = Head::new(&row.groups, &row.label, row.role, row.unit);
    head.summable &= !shares(row);
    head
}

/// Whether most cells of a row are printed with `%`.
fn shares(row: &Row) -> bool {
    row.cells.iter().filter(|cell| cell.raw.contains('%')).count() * 2 > row.cells.len()
}

/// `Women + Men = Total`, or the first few of many.
pub fn equation(parts: &[&str], total: &str) -> String {
    const SHOWN: usize = 3;
    let more = if parts.len() > SHOWN { format!(" + ... ({} parts)", parts.len()) } else { String::new() };
    format!("{}{more} = {total}", parts[..parts.len().min(SHOWN)].join(" + "))
}
