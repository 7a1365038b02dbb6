//! What the rows and the columns of a table are about.

use super::words::{self, Meaning};
use crate::report::{Role, Row, Table};

/// What the labels of one axis tell apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Axis {
    /// Countries.
    pub nationality: bool,
    /// Grades.
    pub grade: bool,
    /// Sexes.
    pub sex: bool,
    /// Locations.
    pub location: bool,
    /// Populations.
    pub population: bool,
    /// Years.
    pub year: bool,
}

/// What both axes tell apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape {
    /// The stub.
    pub rows: Axis,
    /// The header.
    pub columns: Axis,
}

/// So many rows that are countries make the stub one of nationalities.
const LEAST_COUNTRIES: usize = 3;

impl Shape {
    /// Reads the labels.
    pub fn of(table: &Table) -> Self {
        let mut columns = Axis::default();
        for column in &table.columns {
            columns.year |= column.year.is_some();
            columns.see(words::meaning(&column.groups, &column.label));
        }
        let mut rows = Axis { nationality: lists_countries(table), ..Axis::default() };
        if !rows.nationality {
            table.rows.iter().for_each(|row| rows.see(words::meaning(&row.groups, &row.label)));
        }
        Self { rows, columns }
    }

    /// Whether any label is a grade: only staff has grades.
    pub fn grades_anywhere(&self) -> bool {
        self.rows.grade || self.columns.grade
    }
}

impl Axis {
    fn see(&mut self, meaning: Option<Meaning<'_>>) {
        let Some(meaning) = meaning else { return };
        self.grade |= meaning.grade.is_some();
        self.sex |= meaning.sex.is_some();
        self.location |= meaning.location.is_some();
        self.population |= meaning.population.is_some();
    }
}

fn lists_countries(table: &Table) -> bool {
    let data = || table.rows.iter().filter(|row| row.role == Role::Data);
    let countries = data().filter(|row: &&Row| row.iso3.is_some()).count();
    countries >= LEAST_COUNTRIES && countries * 2 > data().count()
}
