//! The register of table kinds whose cells have a typed form. A new kind is a file and a line here.
//!
//! A kind is recognised by what its labels mean, never by a table's number or year.

mod by_category;
mod by_grade;
mod by_location;
mod by_nationality;
mod over_years;
pub mod shape;
pub mod words;

use crate::report::Table;
use shape::Shape;

/// A kind of staff table.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// Whether rows and columns of a table mean what those of this kind do.
    pub fits: fn(&Shape) -> bool,
}

/// All kinds, the most telling first.
pub const KINDS: &[Kind] =
    &[by_nationality::KIND, over_years::KIND, by_grade::KIND, by_location::KIND, by_category::KIND];

/// The kind of a table that counts staff; nothing for any other table.
pub fn recognise(table: &Table) -> Option<&'static Kind> {
    let shape = Shape::of(table);
    let counts_staff = shape.grades_anywhere() || words::counts_staff(&table.caption);
    let kind = KINDS.iter().find(|kind| (kind.fits)(&shape));
    kind.filter(|_| counts_staff && !words::counts_flows(&table.caption))
}

#[cfg(test)]
pub(crate) mod testing {
    //! Small tables written as text: a header line, then a line per row; ` > ` in a label parts it from its groups.

    use crate::countries;
    use crate::number::Decimal;
    use crate::report::{Cell, Column, Row, Table};
    use crate::tables::labels;

    fn path(text: &str) -> (Vec<String>, String) {
        let mut labels: Vec<String> = text.trim().split(" > ").map(str::to_string).collect();
        let label = labels.pop().unwrap_or_default();
        (labels, label)
    }

    /// Reads `|`-parted lines; the first is the header, whose first cell is empty.
    pub(crate) fn table(caption: &str, lines: &[&str]) -> Table {
        let column = |text: &str| {
            let (groups, label) = path(text);
            let year = labels::year_of(&label).or_else(|| groups.iter().find_map(|group| labels::year_of(group)));
            Column { groups, role: labels::role_of(&label), label, year, ..Column::default() }
        };
        let columns: Vec<Column> = lines[0].split('|').skip(1).map(column).collect();
        let row = |line: &&str| {
            let mut cells = line.split('|');
            let (groups, label) = path(cells.next().unwrap_or_default());
            let cell = |(place, text): (usize, &str)| Cell {
                column: Some(place),
                raw: text.trim().to_string(),
                value: Decimal::parse(text.trim()),
                year: columns[place].year,
                ..Cell::default()
            };
            let printed = cells.enumerate().map(cell).filter(|cell| !cell.raw.is_empty()).collect();
            let iso3 = countries::iso3(&label).map(str::to_string);
            Row { groups, role: labels::role_of(&label), label, iso3, cells: printed, ..Row::default() }
        };
        let rows = lines[1..].iter().map(row).collect();
        Table { id: "t".to_string(), caption: caption.to_string(), columns: columns.clone(), rows, ..Table::default() }
    }

    /// The staff rows of a table, one line each: `population membership nationality grade sex location year count`.
    pub(crate) fn staff(caption: &str, lines: &[&str]) -> Vec<String> {
        let table = table(caption, lines);
        let rows = crate::report::staff::rows_of(&table);
        let line = |row: &crate::report::staff::StaffRow<'_>| {
            let names = [row.population.name(), row.membership.name(), row.nationality, row.grade, row.sex.name()];
            let year = row.year.map(|year| format!(" {year}")).unwrap_or_default();
            format!("{} {}{year}: {}", names.join(" "), row.location.name(), row.count)
        };
        rows.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::testing::table;
    use super::*;

    #[test]
    fn names_are_unique() {
        let names: BTreeSet<_> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), KINDS.len());
    }

    #[test]
    fn what_does_not_count_staff_has_no_kind() {
        let others = [
            table("Migrants assisted, by sex", &["|2018|2019", "Men|5|6", "Women|5|7"]),
            table("Staff recruited, by sex", &["|2018|2019", "Men|5|6", "Women|5|7"]),
            table("Nationalities among staff", &["|2018|2019", "Number of nationalities|90|91"]),
            table("Projects by region", &["|Number", "Africa|12"]),
        ];
        for other in others {
            assert!(recognise(&other).is_none(), "{}", other.caption);
        }
    }
}
