//! Names that are as many as the columns: each heads the column of its rank, however far the header has drifted.

use super::header::Head;
use super::model::Model;
use super::over::{BARE, Low, ORDER, head_of};
use crate::source::layout::aligned::columns::overlap;

/// A name stands off its column by no more than so many distances of columns.
const MOST_OFF: f32 = 1.0;
/// And from one column to the next not so much more or less.
const MOST_STEP: f32 = 0.7;

/// A line that has drifted by more distances of columns says nothing.
const MOST_DRIFT: f32 = 3.0;
/// Names that touch may have been printed one over the other, in another order.
const LEAST_GAP: f32 = 0.5;

/// The heads of all columns: the lowest words, where their texts are as many. Those of several lines are only told where lines
/// do not drift each on its own: in characters, and pushed by nothing.
pub(super) fn by_rank(lowest: &[Low], model: &Model, in_characters: bool) -> Option<Vec<Head>> {
    let texts: Vec<&[Low]> = lowest.chunk_by(follow).collect();
    let whole = texts.iter().all(|text| text[0].is_code || (text[0].begins && text[text.len() - 1].ends));
    let one_line = lowest.windows(2).all(|pair| pair[0].band == pair[1].band);
    let fixed = in_characters && !lowest.iter().any(|word| word.pushed);
    if texts.len() != model.columns.len() || texts.len() < 2 || !whole || !(one_line || fixed) {
        return None;
    }
    let heads: Vec<Head> = texts.iter().enumerate().map(|(column, text)| head_of(text, column)).collect();
    stand_alike(&heads, model).then_some(heads)
}

/// All heads stand near their columns, and off them much as those beside them do.
fn stand_alike(heads: &[Head], model: &Model) -> bool {
    let apart = |pair: &[Head]| overlap((pair[0].left, pair[0].right), (pair[1].left, pair[1].right)) <= -LEAST_GAP;
    let offs: Vec<f32> = heads.iter().map(|head| head.middle() - model.columns[head.column].middle).collect();
    let pitch = model.pitch();
    let near = offs.iter().all(|off| off.abs() <= MOST_OFF * pitch);
    let steady = offs.windows(2).all(|pair| (pair[1] - pair[0]).abs() <= MOST_STEP * pitch);
    near && steady && heads.windows(2).all(apart)
}

/// The only column without a header, between others, is the one of the totals, however far a line with `Total` has drifted: a single
/// total spans no columns where another has no name.
pub(super) fn total(line: &[Low], model: &Model, taken: &[Head]) -> Option<(f32, Vec<Head>)> {
    let headed = |column: usize| taken.iter().any(|head| head.column == column);
    let mut bare = (0..model.columns.len()).filter(|column| !headed(*column));
    let (column, other) = (bare.next()?, bare.next());
    let between = column > 0 && column + 1 < model.columns.len();
    let alone = |text: &&[Low]| text.len() == 1 && text[0].is_total;
    let mut totals = line.chunk_by(|a, b| a.run == b.run).filter(alone);
    let (text, more) = (totals.next()?, totals.next());
    let head = head_of(text, column);
    let near = (head.middle() - model.columns[column].middle).abs() <= MOST_DRIFT * model.pitch();
    (other.is_none() && more.is_none() && between && near).then(|| (ORDER - BARE, vec![head]))
}

/// Words of one text, none of which is a code.
fn follow(a: &Low, b: &Low) -> bool {
    (a.band, a.run, a.nth + 1) == (b.band, b.run, b.nth) && !a.is_code && !b.is_code
}

#[cfg(test)]
mod tests {
    use super::super::examples::{model, part};
    use super::super::header::leaves;

    const BODY: &str = "Ardenia         11    12    13    14\nBelmora         21    22    23    24\nCape Lorn       31    32    33    34";

    /// The column of each word of the header that heads one, and whether that is sure.
    fn columns(header: &str) -> Vec<(usize, usize, bool)> {
        let part = part(header, BODY);
        leaves(&part.header, &model(&part)).iter().map(|head| (head.first, head.column, head.sure)).collect()
    }

    #[test]
    fn as_many_names_as_columns_head_them_in_order() {
        let heads = columns("Port                F     M      F     M");
        assert_eq!(heads, [(1, 0, true), (2, 1, true), (3, 2, true), (4, 3, true)]);
    }

    #[test]
    fn names_that_touch_are_told_by_no_order() {
        let heads = columns("Port               F     M     FTotal");
        assert!(!heads.iter().all(|(.., sure)| *sure) || heads.len() < 4, "{heads:?}");
    }
}
