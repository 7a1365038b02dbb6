//! All staff tables of all years in one form.

use crate::names::names;
use crate::report::{Cell, Report, Row, Status, Table, Unit};
use crate::span::Span;
use crate::tables::kinds;
use crate::tables::kinds::words::{self, Meaning};

/// Which staff is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Population {
    /// General Service staff.
    GeneralService,
    /// Staff in the Professional category and above.
    Professional,
    /// Officials.
    Officials,
    /// Employees.
    Employees,
    /// All staff.
    All,
}

names!(Population {
    GeneralService => "general_service",
    Professional => "professional",
    Officials => "officials",
    Employees => "employees",
    All => "all",
});

/// Whose nationals are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// Of a Member State.
    MemberState,
    /// Of an observer or any other State.
    ObserverOrOther,
    /// Of all.
    All,
}

names!(Membership { MemberState => "member_state", ObserverOrOther => "observer_or_other", All => "all" });

/// The sex that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Women.
    Female,
    /// Men.
    Male,
    /// Both.
    All,
}

names!(Sex { Female => "F", Male => "M", All => "all" });

/// Where the counted staff works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// Headquarters.
    Headquarters,
    /// The Field.
    Field,
    /// Both.
    All,
}

names!(Location { Headquarters => "headquarters", Field => "field", All => "all" });

/// One count of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffRow<'a> {
    /// Which staff.
    pub population: Population,
    /// Whose nationals.
    pub membership: Membership,
    /// Country as printed, or `all`.
    pub nationality: &'a str,
    /// ISO 3166-1 alpha-3 code of the nationality.
    pub iso3: Option<&'a str>,
    /// Grade or category as printed, or `all`.
    pub grade: &'a str,
    /// Sex.
    pub sex: Sex,
    /// Location.
    pub location: Location,
    /// The year that the count is about.
    pub year: Option<i32>,
    /// Persons.
    pub count: i64,
    /// What the number is worth.
    pub status: Status,
    /// Id of the table.
    pub table: &'a str,
    /// Where the cell stands.
    pub span: Span,
}

/// The counts of all staff tables of a report. A cell of which something is not understood gives no count.
pub fn rows(report: &Report) -> Vec<StaffRow<'_>> {
    report.tables.iter().flat_map(rows_of).collect()
}

/// The counts of one table; none if it is no staff table.
pub fn rows_of(table: &Table) -> Vec<StaffRow<'_>> {
    if kinds::recognise(table).is_none() {
        return Vec::new();
    }
    let of_columns: Vec<_> = table.columns.iter().map(|column| words::meaning(&column.groups, &column.label)).collect();
    let subject = Subject::of(table, &of_columns);
    let mut rows = Vec::new();
    for row in &table.rows {
        let Some(of_row) = RowMeaning::of(row) else { continue };
        for cell in &row.cells {
            let of_column = cell.column.and_then(|column| of_columns.get(column).copied().flatten());
            rows.extend(of_column.and_then(|of_column| staff_row(&subject, &of_row, of_column, cell)));
        }
    }
    rows
}

/// What holds for the whole table.
struct Subject<'a> {
    table: &'a str,
    population: Option<Population>,
    grade: &'a str,
}

impl<'a> Subject<'a> {
    fn of(table: &'a Table, columns: &[Option<Meaning<'a>>]) -> Self {
        let grade = words::grades_of_caption(&table.caption);
        let by_grades = || {
            let grades = columns.iter().flatten().filter_map(|meaning| meaning.grade);
            population_of_grades(grades.chain(grade))
        };
        let population = words::population_of_caption(&table.caption).or_else(by_grades);
        Self { table: &table.id, population, grade: grade.unwrap_or(ALL) }
    }
}

impl<'a> Subject<'a> {
    /// Population and grade of a cell. 'General Service' is a population of its own, but a category among employees.
    fn narrowed(&self, row: Meaning<'a>, column: Meaning<'a>) -> (Population, &'a str) {
        let named = row.population.or(column.population);
        let grade = row.grade.or(column.grade);
        let is_category = grade.is_some() && named == Some(Population::GeneralService);
        match (is_category, self.population) {
            (true, Some(whole @ (Population::Employees | Population::Officials))) => {
                (whole, grade.unwrap_or(self.grade))
            }
            (true, _) => (Population::GeneralService, self.grade),
            (false, whole) => (named.or(whole).unwrap_or(Population::All), grade.unwrap_or(self.grade)),
        }
    }
}

/// Stands for no distinction.
const ALL: &str = "all";

/// Grades of one series only belong to one population.
fn population_of_grades<'a>(grades: impl Iterator<Item = &'a str>) -> Option<Population> {
    let of_grade = |grade: &str| match grade.split_once('-')?.0 {
        "G" | "GS" | "NO" => Some(Population::GeneralService),
        "P" | "D" | "E" => Some(Population::Professional),
        _ => None,
    };
    let mut named = grades.filter_map(of_grade);
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// What a row says.
struct RowMeaning<'a> {
    membership: Membership,
    nationality: &'a str,
    iso3: Option<&'a str>,
    meaning: Meaning<'a>,
}

impl<'a> RowMeaning<'a> {
    /// A country; else a label of which every word is understood. `Other` is a nationality where countries have groups.
    fn of(row: &'a Row) -> Option<Self> {
        let membership = words::membership(&row.groups);
        let is_other = row.label.eq_ignore_ascii_case("other") || row.label.eq_ignore_ascii_case("others");
        if row.iso3.is_some() || (is_other && membership != Membership::All) {
            let (nationality, meaning) = (row.label.as_str(), Meaning::default());
            return Some(Self { membership, nationality, iso3: row.iso3.as_deref(), meaning });
        }
        let groups = if membership == Membership::All { row.groups.as_slice() } else { &[] };
        let meaning = words::meaning(groups, &row.label)?;
        Some(Self { membership, nationality: ALL, iso3: None, meaning })
    }
}

fn staff_row<'a>(
    subject: &Subject<'a>,
    row: &RowMeaning<'a>,
    column: Meaning<'a>,
    cell: &Cell,
) -> Option<StaffRow<'a>> {
    let counted = matches!(cell.unit, Unit::Persons | Unit::Unknown) && !cell.raw.contains('%');
    let count = cell.value.filter(|_| counted)?.units_at(0)?;
    let (population, grade) = subject.narrowed(row.meaning, column);
    Some(StaffRow {
        population,
        membership: row.membership,
        nationality: row.nationality,
        iso3: row.iso3,
        grade,
        sex: row.meaning.sex.filter(|sex| *sex != Sex::All).or(column.sex).unwrap_or(Sex::All),
        location: row.meaning.location.or(column.location).unwrap_or(Location::All),
        year: cell.year,
        count,
        status: cell.status,
        table: subject.table,
        span: cell.span,
    })
}
