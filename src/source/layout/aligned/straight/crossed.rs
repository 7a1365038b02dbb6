//! Columns whose numbers stand under the name of another: on a page of few rows the fit may have slipped by one.

use super::header::Head;
use super::model::Model;

/// Which columns have the name of another nearer to their numbers than their own, as names and numbers stand to each other on the
/// page; and those whose names these are.
pub(super) fn columns(heads: &[Head], model: &Model) -> Vec<usize> {
    let off = |head: &Head, column: usize| model.columns[column].middle - head.middle();
    let mut offs: Vec<f32> = heads.iter().map(|head| off(head, head.column)).collect();
    offs.sort_by(f32::total_cmp);
    let Some(usual) = offs.get(offs.len() / 2).copied() else { return Vec::new() };
    let apart = |head: &Head, column: usize| (off(head, column) - usual).abs();
    let nearer =
        |own: &Head, other: &Head| other.column != own.column && apart(other, own.column) < apart(own, own.column);
    let pairs = heads.iter().flat_map(|own| heads.iter().map(move |other| (own, other)));
    pairs.filter(|(own, other)| nearer(own, other)).flat_map(|(own, other)| [own.column, other.column]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::layout::aligned::straight::model::Column;

    fn found(names: &[f32], numbers: &[f32]) -> Vec<usize> {
        let head = |(column, middle): (usize, &f32)| Head {
            band: 0,
            first: column,
            last: column,
            column,
            left: middle - 1.0,
            right: middle + 1.0,
            sure: true,
            pushed: false,
            ordered: false,
        };
        let column = |middle: &f32| Column { at: *middle, left: middle - 1.0, middle: *middle, held: 5, width: 2.0 };
        let columns_of = numbers.iter().map(column).collect();
        let model = Model { columns: columns_of, lean: 0.5, edge: 0.0, abs: 1.0, step: 1.0 };
        columns(&names.iter().enumerate().map(head).collect::<Vec<_>>(), &model)
    }

    #[test]
    fn numbers_under_the_name_of_another_column_are_told() {
        assert_eq!(found(&[10.0, 20.0, 30.0, 40.0, 50.0], &[11.0, 21.0, 41.0, 46.0, 51.0]), [2, 3]);
    }

    #[test]
    fn all_names_may_stand_beside_their_numbers() {
        assert_eq!(found(&[10.0, 20.0, 30.0, 40.0], &[17.0, 27.0, 37.0, 47.0]), [0; 0]);
    }
}
