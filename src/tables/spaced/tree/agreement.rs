//! What several readings of a header have in common.

use crate::report::Column;

/// How much of the path of a column all readings share.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shared {
    /// All of it.
    Path,
    /// The name, and so many spanners next to it.
    Name(usize),
    /// Not even the name.
    Nothing,
}

/// The columns of the first of several readings, and how far the others agree with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    columns: Vec<Column>,
    shared: Vec<Shared>,
}

impl Agreement {
    /// `None` where there are no readings, or they differ in how many columns there are.
    pub fn of<'a>(mut readings: impl Iterator<Item = &'a [Column]>) -> Option<Self> {
        let columns = readings.next()?.to_vec();
        let mut shared = vec![Shared::Path; columns.len()];
        for reading in readings {
            if reading.len() != columns.len() {
                return None;
            }
            for (shared, (first, other)) in shared.iter_mut().zip(columns.iter().zip(reading)) {
                *shared = shared.with(first, other);
            }
        }
        Some(Self { columns, shared })
    }

    /// Each column under the spanners that are next to it in all readings. `None` where the names differ.
    pub fn under_common_spanners(self) -> Option<Vec<Column>> {
        let cut = |(mut column, shared): (Column, Shared)| match shared {
            Shared::Path => Some(column),
            Shared::Name(spanners) => {
                column.groups.drain(..column.groups.len() - spanners);
                Some(column)
            }
            Shared::Nothing => None,
        };
        self.columns.into_iter().zip(self.shared).map(cut).collect()
    }

    /// The columns, and which of them have another path in some reading. `None` where all have.
    pub fn with_untold(self) -> Option<(Vec<Column>, Vec<usize>)> {
        let untold: Vec<usize> = (0..self.shared.len()).filter(|at| self.shared[*at] != Shared::Path).collect();
        (untold.len() < self.columns.len()).then_some((self.columns, untold))
    }
}

impl Shared {
    /// What is still shared if another reading has the column `other` in the place of `first`.
    fn with(self, first: &Column, other: &Column) -> Self {
        let spanners = first.groups.iter().rev().zip(other.groups.iter().rev()).take_while(|(a, b)| a == b).count();
        match self {
            Self::Path if first == other => self,
            Self::Path if first.label == other.label => Self::Name(spanners),
            Self::Name(most) if first.label == other.label => Self::Name(most.min(spanners)),
            _ => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(path: &str) -> Column {
        let mut names: Vec<String> = path.split('>').map(str::to_string).collect();
        Column { label: names.pop().unwrap(), groups: names, ..Column::default() }
    }

    fn agreement(readings: &[&[&str]]) -> Agreement {
        let readings: Vec<Vec<Column>> =
            readings.iter().map(|paths| paths.iter().copied().map(column).collect()).collect();
        Agreement::of(readings.iter().map(Vec::as_slice)).unwrap()
    }

    #[test]
    fn spanners_next_to_a_name_are_kept_as_far_as_all_readings_have_them() {
        let agreed = agreement(&[&["Quay>Crews>F", "Total"], &["Afloat>Crews>F", "Total"]]);
        assert_eq!(agreed.clone().under_common_spanners().unwrap(), [column("Crews>F"), column("Total")]);
        assert_eq!(agreed.with_untold().unwrap().1, [0]);
    }

    #[test]
    fn readings_with_other_names_say_nothing_of_them() {
        let agreed = agreement(&[&["Crews", "Total"], &["Pilots", "Total"]]);
        assert_eq!(agreed.clone().under_common_spanners(), None);
        assert_eq!(agreed.with_untold().unwrap().1, [0]);
    }
}
