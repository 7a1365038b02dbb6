//! Staff over the years: columns by year (and sex), rows by sex, grade or population.

use super::Kind;

pub(super) const KIND: Kind = Kind {
    name: "staff-over-years",
    fits: |shape| shape.columns.year && (shape.rows.sex || shape.rows.grade || shape.rows.population),
};

#[cfg(test)]
mod tests {
    use crate::tables::kinds::testing::staff;

    #[test]
    fn by_sex() {
        let lines = ["|2018|2019", "Men|5|6", "Women|4|7", "Total|9|13", "Percentage of women|44%|54%"];
        let rows = staff("Men and women in the P-5 and higher category", &lines);
        assert_eq!(rows[1], "professional all all P-5 and higher M all 2019: 6");
        assert_eq!(rows[5], "professional all all P-5 and higher all all 2019: 13");
        assert_eq!(rows.len(), 6);
    }

    #[test]
    fn by_population() {
        let lines = ["|2019", "International Professional|6", "General Service and National Officers|20", "Total|26"];
        let rows = staff("Number of international and national staff", &lines);
        let expected = [
            "professional all all all all all 2019: 6",
            "general_service all all all all all 2019: 20",
            "all all all all all all 2019: 26",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn by_grade_with_the_sexes_under_each_year() {
        let lines = ["|2018 > F|2018 > M|2018 > F and M", "D-2|1|2|", "by gender|33%|67%|", "Total Officials|1|2|3"];
        let rows = staff("Officials: gender distribution by grade", &lines);
        assert_eq!(rows[0], "officials all all D-2 F all 2018: 1");
        assert_eq!(rows[4], "officials all all all all all 2018: 3");
        assert_eq!(rows.len(), 5);
    }
}
