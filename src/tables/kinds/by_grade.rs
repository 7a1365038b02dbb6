//! Staff by grade, on either axis, against sex or location on the other.

use super::Kind;
use super::shape::Axis;

pub(super) const KIND: Kind = Kind {
    name: "staff-by-grade",
    fits: |shape| {
        let splits = |axis: &Axis| axis.sex || axis.location || axis.population;
        (shape.rows.grade && splits(&shape.columns)) || (shape.columns.grade && splits(&shape.rows))
    },
};

#[cfg(test)]
mod tests {
    use crate::tables::kinds::testing::staff;

    #[test]
    fn grades_down_locations_and_sexes_across() {
        let lines = [
            "|Headquarters > F|Field Offices > M|Total IOM Officials > M|Total IOM Officials > Total",
            "P-5|3|9|12|15",
            "Short-term Officials||1|1|1",
            "Total|3|10|13|16",
        ];
        let rows = staff("Officials by category/grade, location and gender", &lines);
        assert_eq!(rows[0], "officials all all P-5 F headquarters: 3");
        assert_eq!(rows[4], "officials all all Short-term Officials M field: 1");
        assert_eq!(rows[10], "officials all all all all all: 16");
    }

    #[test]
    fn sexes_down_grades_across() {
        let lines =
            ["|Ungraded|P-1|D-1–D-2", "Men|3|4|5", "Total in 2019|6|7|8", "Percentage of women in 2018|50%|40%|30%"];
        let rows = staff("Women at the international Professional level, by grade", &lines);
        assert_eq!(rows[2], "professional all all D-1–D-2 M all: 5");
        assert_eq!(rows.len(), 6);
    }
}
