//! What the numbers below a header say of its spanners: a total of women and men under the same spanner is their sum.

use super::parts::Segment;
use crate::number::Decimal;
use crate::report::Role;
use crate::tables::labels;
use crate::tables::solver::value;

/// So many rows show whether a total is a sum; a table may have thousands.
const ENOUGH_ROWS: usize = 200;

/// The columns of a table and its numbers, as far as their names tell sexes and totals.
pub(super) struct Shape<'a> {
    /// The label of each grid column.
    pub labels: &'a [String],
    /// The parts of the table.
    pub segments: &'a [&'a Segment<'a>],
}

impl Shape<'_> {
    /// Whether the columns can stand under one spanner: if there are sexes among them, there is nothing but them and their total.
    pub fn is_group(&self, columns: &[usize]) -> bool {
        let (sexes, others): (Vec<usize>, Vec<usize>) = columns.iter().partition(|column| self.is_sex(**column));
        let (totals, others): (Vec<usize>, Vec<usize>) = others.into_iter().partition(|column| self.is_total(*column));
        match (sexes.as_slice(), totals.as_slice()) {
            ([], _) => true,
            (_, []) => others.is_empty(),
            (sexes, [total]) => others.is_empty() && self.adds_up(*total, sexes),
            _ => false,
        }
    }

    /// Whether a total stands right behind two sexes and is their sum, while the table counts other things too.
    pub fn ends_group(&self, total: usize, columns: &[usize]) -> bool {
        let Some(sexes) = total.checked_sub(2).map(|first| [first, first + 1]) else { return false };
        let own = |column: &usize| *column == total || sexes.contains(column);
        sexes.iter().all(|sex| self.is_sex(*sex)) && !columns.iter().all(own) && self.adds_up(total, &sexes)
    }

    fn is_sex(&self, column: usize) -> bool {
        labels::sex_of(&self.labels[column]).is_some()
    }

    fn is_total(&self, column: usize) -> bool {
        labels::role_of(&self.labels[column]) != Role::Data
    }

    /// In most rows; an empty cell counts nothing.
    fn adds_up(&self, total: usize, parts: &[usize]) -> bool {
        let (mut holds, mut rows) = (0, 0);
        for row in self.segments.iter().flat_map(|segment| &segment.body).take(ENOUGH_ROWS) {
            let number = |column: usize| row.cell(column).and_then(|cell| value::read(&cell.text));
            let Some(total) = number(total) else { continue };
            rows += 1;
            holds += usize::from(parts.iter().filter_map(|part| number(*part)).sum::<Decimal>() == total);
        }
        holds * 2 > rows
    }
}

#[cfg(test)]
mod tests {
    use super::super::parts;
    use super::super::testing::{region_of, text_of};
    use super::*;

    fn check(columns: &[usize]) -> bool {
        let text = text_of("Port\tBoats\tMen\tWomen\tTotal\nAldport\t7\t1\t2\t3\nBirkhaven\t9\t4\t\t4\n");
        let segments = parts::segments(&text, &region_of(&text));
        let segments: Vec<&Segment> = segments.iter().collect();
        let labels = ["", "Boats", "Men", "Women", "Total"].map(str::to_string);
        Shape { labels: &labels, segments: &segments }.is_group(columns)
    }

    #[test]
    fn sexes_stand_with_their_total_alone() {
        assert!(check(&[2, 3]) && check(&[2, 3, 4]) && check(&[1]));
        assert!(!check(&[1, 2, 3]) && !check(&[1, 2, 3, 4]));
    }
}
