//! What is in no table: lines of text. Columns and boxes side by side are read one after the other.

use super::Placed;
use super::line::Spoken;
use super::runs::{Row, Run};

/// A gutter is at least this wide (in sizes).
const GUTTER: f32 = 0.9;
/// Columns of text hold at least so many lines each.
const FEWEST_LINES: usize = 3;
/// And their lines are this long in the middle (in sizes): shorter ones are labels, numbers, terms.
const COLUMN_WIDE: f32 = 9.0;
/// Edges of a column that differ less (in points) are one.
const SAME_EDGE: f32 = 1.0;
/// Rows further apart than this (in sizes) are not beside each other.
const ROWS_APART: f32 = 4.0;

/// The lines of rows, in reading order.
pub(super) fn lines(rows: Vec<Row>) -> Vec<Placed> {
    let mut placed = Vec::new();
    let (mut at, mut since) = (0, 0);
    while at < rows.len() {
        match beside(&rows, at) {
            Some(stretch) => {
                let start = stretch.start(&rows[since..at]) + since;
                placed.truncate(placed.len() - (at - start));
                placed.extend(columns(&rows[start..stretch.end], stretch.gutter));
                (at, since) = (stretch.end, stretch.end);
            }
            None => {
                placed.push(line(&rows[at]));
                at += 1;
            }
        }
    }
    placed
}

fn line(row: &Row) -> Placed {
    let line = Spoken::of(&row.runs, row.y, row.size).into_line();
    let top = row.y - 0.8 * row.size;
    Placed { top, order: top, bottom: row.y + 0.2 * row.size, size: row.size, line }
}

/// Rows up to `end` with text on both sides of a gutter.
struct Stretch {
    end: usize,
    gutter: (f32, f32),
}

impl Stretch {
    /// The first of the rows before it that stands beside the gutter too: one column may begin lower than the other.
    fn start(&self, before: &[Row]) -> usize {
        let (left, right) = self.gutter;
        let whole = |(own_left, own_right)| own_left - left < SAME_EDGE && right - own_right < SAME_EDGE;
        let beside = |row: &&Row| narrowed(self.gutter, row).is_some_and(whole);
        before.len() - before.iter().rev().take_while(beside).count()
    }
}

/// The stretch of columns that begins with row `start`.
fn beside(rows: &[Row], start: usize) -> Option<Stretch> {
    let mut gutter = first_gutter(rows, start)?;
    let mut end = start;
    while end < rows.len() {
        let near = end == start || rows[end].y - rows[end - 1].y < ROWS_APART * rows[end].size;
        match narrowed(gutter, &rows[end]).filter(|_| near) {
            Some(narrower) => gutter = narrower,
            None => break,
        }
        end += 1;
    }
    let (left, right) = parted(&rows[start..end], gutter);
    (are_columns(&left) && are_columns(&right)).then_some(Stretch { end, gutter })
}

/// The gap within the first row, or between it and the next where that stands beside it.
fn first_gutter(rows: &[Row], start: usize) -> Option<(f32, f32)> {
    let row = &rows[start];
    let wide = |a: f32, b: f32| (b - a >= GUTTER * row.size).then_some((a, b));
    let within = row.runs.windows(2).filter_map(|pair| wide(pair[0].right, pair[1].left));
    let within = within.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    within.or_else(|| {
        let (own, next) = (row.runs.first()?, rows.get(start + 1)?.runs.first()?);
        wide(own.right, next.left).or_else(|| wide(next.right, own.left))
    })
}

/// What is left of the gutter beside this row; nothing where the row crosses it.
fn narrowed((left, right): (f32, f32), row: &Row) -> Option<(f32, f32)> {
    let middle = (left + right) / 2.0;
    let own_left = row.runs.iter().filter(|run| run.left < middle).map(|run| run.right).fold(left, f32::max);
    let own_right = row.runs.iter().filter(|run| run.left >= middle).map(|run| run.left).fold(right, f32::min);
    (own_right - own_left >= GUTTER * row.size).then_some((own_left, own_right))
}

fn parted(rows: &[Row], gutter: (f32, f32)) -> (Vec<Row>, Vec<Row>) {
    let side = |keep: &dyn Fn(&Run) -> bool| {
        let part = |row: &Row| {
            let runs: Vec<Run> = row.runs.iter().filter(|run| keep(run)).cloned().collect();
            (!runs.is_empty()).then_some(Row { runs, ..*row })
        };
        rows.iter().filter_map(part).collect()
    };
    (side(&|run| run.left < gutter.1), side(&|run| run.left >= gutter.1))
}

fn are_columns(rows: &[Row]) -> bool {
    let mut widths: Vec<f32> =
        rows.iter().map(|row| row.runs.iter().map(|run| (run.right - run.left) / row.size).sum()).collect();
    widths.sort_by(f32::total_cmp);
    rows.len() >= FEWEST_LINES && widths[widths.len() / 2] >= COLUMN_WIDE
}

/// The left column, then what is right of it.
fn columns(rows: &[Row], gutter: (f32, f32)) -> Vec<Placed> {
    let (left, right) = parted(rows, gutter);
    let mut placed = lines(left);
    placed.extend(lines(right));
    let top = placed.iter().map(|placed| placed.top).fold(f32::MAX, f32::min);
    let bottom = placed.iter().map(|placed| placed.top).fold(f32::MIN, f32::max);
    let step = (bottom - top) / placed.len() as f32;
    for (index, placed) in placed.iter_mut().enumerate() {
        placed.order = top + index as f32 * step;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::super::aligned::tests::typed;
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let mut placed = lines(typed(text));
        placed.sort_by(|a, b| a.order.total_cmp(&b.order));
        placed.into_iter().map(|placed| placed.line.text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let read = texts(
            "Over both of the columns stands this long heading of them all\n\
             The first column begins here    The second column begins here\n\
             and goes on for a few lines     and is just as long as the first\n\
             until it ends on this line.     until it ends too, here.",
        );
        assert_eq!(
            read[1..4],
            ["The first column begins here", "and goes on for a few lines", "until it ends on this line."]
        );
        assert_eq!(read[4], "The second column begins here");
    }

    #[test]
    fn the_left_column_may_begin_lower() {
        let lines = [
            "                                The second column begins up here",
            "                                and has one more line than the first",
            "The first column begins here    and goes on for a few lines below",
            "and goes on for a few lines     and is just as long as the first",
            "until it ends on this line.     until it ends too, here.",
        ];
        let read = texts(&lines.join("\n"));
        assert_eq!(read[0], "The first column begins here");
        assert_eq!(read[3], "The second column begins up here");
    }

    #[test]
    fn terms_and_their_meaning_stay_on_their_line() {
        let read = texts(
            "ICT     information and communications technology\n\
             IDP     internally displaced person\n\
             NGO     non-governmental organization",
        );
        assert_eq!(read[0], "ICT information and communications technology");
    }
}
