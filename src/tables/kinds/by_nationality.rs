//! Staff by nationality: a row a country, columns by grade and sex, or by location and sex.
//!
//! In many reports the largest tables of all, in parts over several pages; the groups of rows tell Member States from others.

use super::Kind;

pub(super) const KIND: Kind = Kind {
    name: "staff-by-nationality",
    fits: |shape| shape.rows.nationality && (shape.columns.grade || shape.columns.sex || shape.columns.location),
};

#[cfg(test)]
mod tests {
    use crate::tables::kinds::testing::staff;

    #[test]
    fn by_grade_and_sex() {
        let lines = [
            "|Category/Grade > G-4|Category/Grade > UG|Total|Sex > F|Sex > M",
            "Member States > Ghana|2||2|1|1",
            "Member States > Kenya||1|1||1",
            "observer States, non-member States and other > Iraq|1||1|0|1",
            "observer States, non-member States and other > Other||1|1|1|",
            "Total|3|2|5|2|3",
        ];
        let rows = staff("General Service staff by nationality, grade and sex", &lines);
        assert_eq!(rows[0], "general_service member_state Ghana G-4 all all: 2");
        assert_eq!(rows[2], "general_service member_state Ghana all F all: 1");
        assert!(rows.contains(&"general_service observer_or_other Other UG all all: 1".to_string()));
        assert!(rows.contains(&"general_service all all all M all: 3".to_string()));
        assert_eq!(rows.len(), 19);
    }

    #[test]
    fn by_location_and_sex() {
        let lines = [
            "|Headquarters > F|Field > General Services > F|Field > National Officers > M|Total",
            "Nationals of Member States > Ghana|1|2|3|6",
            "Nationals of Member States > Kenya|1|2|3|6",
            "Nationals of Member States > Nepal|1|2|3|6",
        ];
        let rows = staff("Headquarters and Field Employees by nationality and gender", &lines);
        assert_eq!(rows[0], "employees member_state Ghana all F headquarters: 1");
        assert_eq!(rows[1], "employees member_state Ghana General Services F field: 2");
        assert_eq!(rows[3], "employees member_state Ghana all all all: 6");
    }
}
