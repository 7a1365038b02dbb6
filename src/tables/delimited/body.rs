//! The body of a table: the rows of all its segments, mended, the sides of a wide table joined, stacks dealt out.

use super::align::Sums;
use super::draft::{self, Draft, Drafting};
use super::parts::Segment;
use super::remarks::Remark;
use super::sides::{self, Side};
use super::words::Words;
use super::{ghosts, growing, halves, lost, stacks, stub, wraps};
use crate::normalise::CleanText;
use crate::report::{Column, Role, Unit};

/// The rows of a table, and what there is to say about them.
#[derive(Default)]
pub(super) struct Body {
    /// The rows in printed order, their groups not told yet.
    pub rows: Vec<Draft>,
    /// What was set aside or inferred on the way.
    pub remarks: Vec<Remark>,
}

impl Body {
    /// The rows of all segments, the sides of a wide table joined.
    pub fn of(text: &CleanText, segments: &[Segment], sides: &[Side], words: &Words) -> Self {
        let habits = draft::Habits::of(segments);
        let known: Vec<&str> = sides::columns(sides).map(|column| column.label.as_str()).collect();
        let mut body = Self::default();
        for run in sides::runs(sides, segments.len()) {
            let mut joined: Vec<Draft> = Vec::new();
            for side in sides {
                let width = side.usual_width(segments);
                let drafting = Drafting { text, heads: &side.heads, offset: side.offset, width, habits };
                let here = side.segments.iter().filter(|at| run.contains(at));
                let mut rows: Vec<Draft> =
                    here.flat_map(|at| drafting.drafts(&segments[*at], &stub::title(&segments[*at], words))).collect();
                inherit_titles(&mut rows);
                joined = match (joined.is_empty(), side.labelled) {
                    (true, false) => rows,
                    (true, true) => body.mend(rows, &known, words),
                    (false, true) => halves::join_by_label(joined, body.mend(rows, &known, words)),
                    (false, false) => halves::join(joined, rows, sums(sides).as_ref()),
                };
            }
            body.remarks.extend(lost::name_total(&mut joined, words).map(Remark::NamedTotal));
            body.rows.extend(stacks::deal(joined, &known, words, &mut body.remarks));
        }
        body
    }

    fn mend(&mut self, mut rows: Vec<Draft>, known: &[&str], words: &Words) -> Vec<Draft> {
        rows.iter_mut().for_each(|draft| wraps::mend_stubs(draft, known, words));
        let mut rows = lost::part_subtotals(rows, known, words);
        stacks::settle(&mut rows, known, words);
        let (rows, growths) = growing::settle(rows, words);
        self.remarks.extend(growths.into_iter().map(Remark::Growth));
        let (rows, ghosts) = ghosts::drop(rows, words);
        self.remarks.extend(ghosts.into_iter().map(Remark::Ghost));
        wraps::mend_labels(rows, known, words)
    }
}

/// Which columns add up to the total of a row.
fn sums(sides: &[Side]) -> Option<Sums> {
    let columns: Vec<&Column> = sides::columns(sides).collect();
    let total = columns.iter().position(|column| column.role == Role::Total)?;
    let with = |role: Role| -> Vec<usize> {
        (0..columns.len()).filter(|at| columns[*at].role == role && columns[*at].unit != Some(Unit::Rank)).collect()
    };
    let subtotals = with(Role::Subtotal);
    Some(Sums { total, parts: if subtotals.len() > 1 { subtotals } else { with(Role::Data) } })
}

/// A part without header rows goes on under the header of the part before.
fn inherit_titles(drafts: &mut [Draft]) {
    let mut title = String::new();
    for draft in drafts {
        if draft.title.is_empty() {
            draft.title.clone_from(&title);
        }
        title.clone_from(&draft.title);
    }
}
