//! Staff by location on one axis and sex or population on the other.

use super::Kind;
use super::shape::Axis;

pub(super) const KIND: Kind = Kind {
    name: "staff-by-location",
    fits: |shape| {
        let splits = |axis: &Axis| axis.sex || axis.population;
        (shape.columns.location && splits(&shape.rows)) || (shape.rows.location && splits(&shape.columns))
    },
};

#[cfg(test)]
mod tests {
    use crate::tables::kinds::testing::staff;

    #[test]
    fn sexes_down_locations_across() {
        let lines = ["|Field Offices > Employees|Headquarters > Officials|Total", "Female|7|2|9", "Total|15|5|20"];
        let rows = staff("IOM staff worldwide (breakdown by location and gender)", &lines);
        let expected = [
            "employees all all all F field: 7",
            "officials all all all F headquarters: 2",
            "all all all all F all: 9",
            "employees all all all all field: 15",
            "officials all all all all headquarters: 5",
            "all all all all all all: 20",
        ];
        assert_eq!(rows, expected);
    }
}
