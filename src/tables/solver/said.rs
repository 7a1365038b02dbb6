//! What readings say of all columns at once: rows can have hundreds of columns.

use super::Candidates;
use super::readings::Reading;
use crate::number::Decimal;

/// What is said of a column: `None` where it is left open, else the number printed there, if any.
pub(super) type Said = Option<Option<Decimal>>;

/// What a reading says of each column.
pub(super) fn by(reading: &Reading, width: usize) -> Vec<Said> {
    let mut said: Vec<Said> = reading.values(width).into_iter().map(Some).collect();
    for open in open_columns(reading, width) {
        said[open].fill(None);
    }
    said
}

/// The columns between the placed numbers before and after each run of numbers without a column.
fn open_columns(reading: &Reading, width: usize) -> Vec<std::ops::Range<usize>> {
    let (mut ranges, mut from, mut waiting) = (Vec::new(), 0, false);
    for cell in &reading.cells {
        match cell.column {
            None => waiting = true,
            Some(at) => {
                if waiting && from < at.min(width) {
                    ranges.push(from..at.min(width));
                }
                (from, waiting) = (at + 1, false);
            }
        }
    }
    if waiting && from < width {
        ranges.push(from..width);
    }
    ranges
}

/// What all readings of a row say alike; `None` where they differ, or where there is no reading.
pub(super) fn alike(row: &Candidates, width: usize) -> Vec<Said> {
    let mut readings = row.readings.iter().map(|reading| by(reading, width));
    let Some(mut alike) = readings.next() else { return vec![None; width] };
    for other in readings {
        alike.iter_mut().zip(other).filter(|(own, other)| **own != *other).for_each(|(own, _)| *own = None);
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::super::readings::ReadCell;
    use super::*;
    use crate::span::Span;

    fn reading(cells: &[(Option<usize>, i64)]) -> Reading {
        let cell = |(column, value): &(Option<usize>, i64)| ReadCell {
            column: *column,
            raw: value.to_string(),
            value: Some(Decimal::whole(*value)),
            span: Span::default(),
        };
        Reading { cells: cells.iter().map(cell).collect() }
    }

    #[test]
    fn a_number_without_a_column_leaves_those_open_where_it_could_stand() {
        let said = by(&reading(&[(Some(0), 7), (None, 8), (Some(3), 9)]), 5);
        let number = |value| Some(Some(Decimal::whole(value)));
        assert_eq!(said, [number(7), None, None, number(9), Some(None)]);
    }

    #[test]
    fn what_two_readings_say_alike_is_settled() {
        let row = Candidates { readings: vec![reading(&[(Some(0), 7), (Some(1), 8)]), reading(&[(Some(0), 7)])] };
        assert_eq!(alike(&row, 2), [Some(Some(Decimal::whole(7))), None]);
    }
}
