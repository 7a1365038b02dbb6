//! Staff by population on one axis and sex on the other.

use super::Kind;

pub(super) const KIND: Kind = Kind {
    name: "staff-by-category",
    fits: |shape| (shape.rows.population && shape.columns.sex) || (shape.rows.sex && shape.columns.population),
};

#[cfg(test)]
mod tests {
    use crate::tables::kinds::testing::staff;

    #[test]
    fn populations_down_sexes_across() {
        let lines = ["|Women|Men|Total", "Professional and higher|4|5|9", "General Service|6|5|11"];
        let rows = staff("Staff by category and sex", &lines);
        assert_eq!(rows[0], "professional all all all F all: 4");
        assert_eq!(rows[5], "general_service all all all all all: 11");
    }
}
