//! Where the columns go: as far apart as they stand, and so far that their cells and headers do not touch.

use super::header::{Head, line_words};
use super::lines::{Line, Word, unit};
use super::model::Model;
use crate::source::layout::aligned::{Band, Piece, joined};
use crate::source::layout::runs::Run;

/// Between cells are at least so many characters.
const GAP: f32 = 3.0;

/// The middle of each column, in characters.
#[derive(Debug)]
pub(super) struct Plan {
    middles: Vec<f32>,
    /// Where the labels end.
    pub labels: f32,
}

impl Plan {
    pub(super) fn new(models: &[Model], lines: &[Vec<Line>], heads: &[Vec<Head>]) -> Plan {
        let Some(model) = models.first() else { return Plan { middles: Vec::new(), labels: 0.0 } };
        let labels = lines.iter().flatten().filter_map(|line| {
            let last = line.label.last()?;
            Some(last.right / (last.run.glyphs.first()?.size / 2.0))
        });
        let labels = labels.fold(0.0, f32::max);
        let heads = || heads.iter().flatten();
        let width = |column: usize| {
            let own = heads().filter(|head| head.column == column).map(|head| head.right - head.left);
            models.iter().map(|model| model.columns[column].width).chain(own).fold(0.0, f32::max)
        };
        let mut middles: Vec<f32> = Vec::new();
        for (at, column) in model.columns.iter().enumerate() {
            let needed = match middles.last() {
                None => labels + GAP + width(at) / 2.0,
                Some(last) => {
                    let apart = (width(at - 1) + width(at)) / 2.0 + GAP;
                    last + apart.max(column.middle - model.columns[at - 1].middle).max(headed_apart(heads(), at))
                }
            };
            middles.push(if at == 0 { needed.max(column.middle) } else { needed });
        }
        Plan { middles, labels }
    }

    /// Words as one run in the middle of a column.
    pub(super) fn run(&self, words: &[Word], column: usize, unit: f32) -> Run {
        let mut run = whole(words);
        let by = self.middles[column] * unit - (run.left + run.right) / 2.0;
        shift(&mut run, |x| x + by);
        run
    }

    /// Moves the words of a header over their columns, and the others with them.
    pub(super) fn move_header(&self, header: &mut [Band], heads: &[Head], model: &Model) {
        let edge = heads.first().map_or(self.labels, |head| self.labels.min(head.left - 1.0)).max(0.0);
        let points = vec![(0.0, 0.0), (edge, edge)];
        // What is pushed stands off its column, and says nothing of the words above.
        let from = |head: &Head| if head.pushed { model.columns[head.column].middle } else { head.middle() };
        let point = |head: &Head| (from(head), self.middles[head.column]);
        let of_line = |band: usize| heads.iter().filter(move |head| head.band == band);
        let most = (0..header.len()).max_by_key(|band| of_line(*band).count()).unwrap_or(0);
        for (index, band) in header.iter_mut().enumerate() {
            let own: Vec<Head> = of_line(index).copied().collect();
            // Each line drifts on its own.
            let like = if own.is_empty() { most } else { index };
            let mut known: Vec<(f32, f32)> = of_line(like).map(point).collect();
            known.sort_by(|a, b| a.0.total_cmp(&b.0));
            self.move_line(band, &own, &[points.as_slice(), &known].concat());
        }
    }

    fn move_line(&self, band: &mut Band, heads: &[Head], points: &[(f32, f32)]) {
        let (y, size, unit) = (band.y, band.size, unit(band));
        let words = line_words(band);
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let nth = words[at].0;
            let head = heads.iter().find(|head| head.first == at);
            let free = |word: &usize| words[*word].0 == nth && !heads.iter().any(|head| head.first == *word);
            let end =
                head.map_or_else(|| (at + 1..words.len()).take_while(free).last().unwrap_or(at), |head| head.last);
            let own: Vec<Word> = words[at..=end].iter().map(|(_, word)| word.clone()).collect();
            let run = match head {
                Some(head) => self.run(&own, head.column, unit),
                None => mapped(&own, points, unit),
            };
            pieces.push(Piece::new(&run, y, size));
            at = end + 1;
        }
        band.pieces = pieces;
    }
}

fn whole(words: &[Word]) -> Run {
    joined(words.iter().map(|word| word.run.clone())).unwrap_or_default()
}

fn mapped(words: &[Word], points: &[(f32, f32)], unit: f32) -> Run {
    let mut run = whole(words);
    shift(&mut run, |x| map(points, x / unit) * unit);
    run
}

/// Moves the edges of all characters.
fn shift(run: &mut Run, to: impl Fn(f32) -> f32) {
    for glyph in &mut run.glyphs {
        let (left, right) = (to(glyph.x), to(glyph.x + glyph.advance));
        (glyph.x, glyph.advance) = (left, right - left);
    }
    (run.left, run.right) = (to(run.left), to(run.right));
}

/// Between two points in proportion, beyond the last as far as from it.
pub(super) fn map(points: &[(f32, f32)], x: f32) -> f32 {
    let after = points.iter().position(|point| point.0 > x);
    match after {
        Some(0) => x,
        Some(at) => {
            let ((x0, y0), (x1, y1)) = (points[at - 1], points[at]);
            y0 + (x - x0) * (y1 - y0) / (x1 - x0)
        }
        None => points.last().map_or(x, |(x0, y0)| x + y0 - x0),
    }
}

/// How far apart the headers of a column and the one before are.
fn headed_apart<'h>(heads: impl Iterator<Item = &'h Head>, column: usize) -> f32 {
    let own: Vec<&Head> = heads.collect();
    let apart = own.windows(2).filter(|pair| pair[0].column + 1 == column && pair[1].column == column);
    apart.map(|pair| pair[1].middle() - pair[0].middle()).fold(0.0, f32::max)
}
