//! Names that are as many as the columns: each heads the column of its rank, however far the header has drifted.

use super::header::Head;
use super::model::Model;
use super::over::{BARE, Low, ORDER, head_of};
use crate::source::layout::aligned::columns::overlap;

/// A name stands off its column by no more than so many distances of columns.
const MOST_OFF: f32 = 1.0;
/// And from one column to the next not so much more or less.
const MOST_STEP: f32 = 0.7;

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
    (other.is_none() && more.is_none() && between).then(|| (ORDER - BARE, vec![head_of(text, column)]))
}

/// Words of one text, none of which is a code.
fn follow(a: &Low, b: &Low) -> bool {
    (a.band, a.run, a.nth + 1) == (b.band, b.run, b.nth) && !a.is_code && !b.is_code
}
