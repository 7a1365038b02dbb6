//! Which words of a header stand over which column.
//!
//! The words that have none below are the last lines of the headers of single columns, and some that span others.

use super::lines::{ONE_BLANK, Word, unit};
use super::model::{Model, bent};
use crate::source::layout::aligned::columns::overlap;
use crate::source::layout::aligned::{Band, header, words};

/// How far the distances of headers usually are off those of the columns, in characters.
const STEP: f32 = 1.5;
/// Of a distance that drifts so much per character is usual.
const STRETCH: f32 = 0.08;
/// How far headers usually are off their columns: so much of the distance of columns.
const OFF: f32 = 0.4;
/// All headers may stand off their columns alike, which costs less; this where they are off by the distance of columns.
const SHIFT: f32 = 40.0;
/// What a column without a header costs, and a word without a column: a code, another word.
const BARE: f32 = 16.0;
const SPARE_CODE: f32 = 16.0;
const SPARE: f32 = 2.0;
/// What is pushed to the right by the word before stands off by so many characters more.
const PUSHED: f32 = 8.0;
/// A word that costs more than this is of no column.
const MOST: f32 = 16.0;
/// Further off its column (in distances of columns) a header is only sure where all are.
const BESIDE: f32 = 0.3;
/// Another way must cost so much more, or the column is in doubt.
const SURE: f32 = 6.0;
/// No header of a column has more words on a line, unless they are all of a text.
const MOST_WORDS: usize = 3;
/// The header of the labels begins where they do, to so many characters.
const EDGE: f32 = 2.0;

/// Words of a header line over a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Head {
    pub band: usize,
    /// First and last word of the line.
    pub first: usize,
    pub last: usize,
    pub column: usize,
    pub left: f32,
    pub right: f32,
    /// No other way is nearly as good.
    pub sure: bool,
}

impl Head {
    pub(super) fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }
}

/// The words of a line, by run.
pub(super) fn line_words(band: &Band) -> Vec<(usize, Word)> {
    let unit = unit(band);
    let runs = band.pieces.iter().enumerate();
    let words = runs.flat_map(|(nth, piece)| words(&piece.run).into_iter().map(move |run| (nth, Word::new(run, unit))));
    let mut words: Vec<(usize, Word)> = words.collect();
    let mut end = None;
    for (_, word) in &mut words {
        word.pushed = end.is_some_and(|end| word.left - end < ONE_BLANK);
        end = Some(word.right);
    }
    words
}

/// A word without another below.
#[derive(Debug, Clone, Copy)]
struct Low {
    band: usize,
    nth: usize,
    run: usize,
    left: f32,
    right: f32,
    spare: f32,
    pushed: bool,
    /// First and last word of its run.
    begins: bool,
    ends: bool,
}

/// The words over the columns.
pub(super) fn leaves(header: &[Band], model: &Model) -> Vec<Head> {
    let low = lowest(header, model.edge);
    let pitch = model.pitch();
    let shifts = (-(pitch as i32)..=pitch as i32).map(|shift| {
        let (cost, heads) = heads(&low, model, shift as f32);
        let off = shift as f32 / pitch;
        (cost + SHIFT * off * off, heads)
    });
    let mut heads = shifts.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(Vec::new(), |(_, heads)| heads);
    let codes = low.iter().filter(|word| word.spare == SPARE_CODE).count();
    let headed = |head: &Head| low.iter().any(|word| word.spare == SPARE_CODE && word.is_in(head));
    let open = heads.len() < model.columns.len() || heads.iter().filter(|head| headed(head)).count() < codes;
    if open || model.drifts() {
        // Where not every word has its column, or no place is sure, those that stand off theirs may be another's.
        let off = |head: &Head| (head.middle() - model.columns[head.column].middle).abs();
        heads.iter_mut().for_each(|head| head.sure &= off(head) <= BESIDE * pitch);
    }
    heads
}

impl Low {
    fn is_in(&self, head: &Head) -> bool {
        head.band == self.band && (head.first..=head.last).contains(&self.nth)
    }
}

/// Codes beside the headers of columns, under which no row has a number: where their columns are, if all others have a header.
pub(super) fn empty_columns(header: &[Band], heads: &[Head], model: &Model) -> Vec<f32> {
    let Some(first) = heads.first().filter(|_| heads.len() == model.columns.len()) else { return Vec::new() };
    let low: Vec<Low> = lowest(header, model.edge).into_iter().filter(|word| word.spare == SPARE_CODE).collect();
    let free =
        |word: &&Low| !heads.iter().any(|head| head.band == word.band && (head.first..=head.last).contains(&word.nth));
    let middle = |column: usize| model.columns[column].middle;
    let mut places = Vec::new();
    for pair in heads.windows(2) {
        let (left, right) = (pair[0].right, pair[1].left);
        let between = low.iter().filter(free).filter(|word| left <= word.left && word.right <= right).count();
        let step = (middle(pair[1].column) - middle(pair[0].column)) / (between + 1) as f32;
        places.extend((1..=between).map(|nth| middle(pair[0].column) + nth as f32 * step));
    }
    // Those before the first stand on its line, each as near as columns are.
    let (mut edge, mut at) = (first.left, middle(first.column));
    for word in low.iter().rev().filter(free).filter(|word| word.band == first.band && word.right <= first.left) {
        if edge - word.right > model.pitch() {
            break;
        }
        (edge, at) = (word.left, at - model.pitch());
        places.push(at);
    }
    places
}

fn lowest(header: &[Band], edge: f32) -> Vec<Low> {
    let lines: Vec<Vec<(usize, Word)>> = header.iter().map(line_words).collect();
    let mut low = Vec::new();
    for (band, line) in lines.iter().enumerate() {
        for (nth, (run, word)) in line.iter().enumerate() {
            let own = (word.left, word.right);
            let below =
                lines[band + 1..].iter().flatten().any(|(_, other)| overlap(own, (other.left, other.right)) > 0.0);
            let spare = if is_code(&word.text) { SPARE_CODE } else { SPARE };
            if !below && !is_of_label(line, nth, edge) {
                let begins = nth == 0 || line[nth - 1].0 != *run;
                let ends = line.get(nth + 1).is_none_or(|next| next.0 != *run);
                low.push(Low {
                    begins,
                    ends,
                    band,
                    nth,
                    run: *run,
                    left: word.left,
                    right: word.right,
                    spare,
                    pushed: word.pushed,
                });
            }
        }
    }
    low.sort_by(|a, b| (a.left + a.right).total_cmp(&(b.left + b.right)));
    low
}

fn is_code(text: &str) -> bool {
    header::is_code(text) && text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric)
}

/// A text that begins where the labels do is their header, but for codes that end it.
fn is_of_label(line: &[(usize, Word)], nth: usize, edge: f32) -> bool {
    let run = line[nth].0;
    let own = || line.iter().filter(|(other, _)| *other == run);
    let begins = own().next().is_some_and(|(_, word)| word.left <= edge + EDGE);
    let rest = || line[nth..].iter().take_while(|(other, _)| *other == run);
    begins && (own().count() == 1 || rest().any(|(_, word)| !is_code(&word.text)))
}

/// The cheapest way to put words over columns, by dynamic programming, and how much dearer the next is for each.
fn heads(low: &[Low], model: &Model, shift: f32) -> (f32, Vec<Head>) {
    let states = states(low, model, shift);
    let spare = |from: usize, to: usize| low[from..to].iter().map(|word| word.spare).sum::<f32>();
    let link = |before: usize, at: usize| -> Option<f32> {
        let (from, to) = (&states[before], &states[at]);
        let follows = from.end <= to.start && from.head.column < to.head.column;
        follows.then(|| step(model, from, to) + spare(from.end, to.start) + to.own - BARE)
    };
    let mut to: Vec<f32> = states.iter().map(|state| spare(0, state.start) + state.own - BARE).collect();
    let mut before: Vec<Option<usize>> = vec![None; states.len()];
    let mut links: Vec<(usize, usize, f32)> = Vec::new();
    for at in 0..states.len() {
        for (other, cost) in (0..at).filter_map(|other| Some((other, link(other, at)?))) {
            links.push((other, at, cost));
            if to[other] + cost < to[at] {
                (to[at], before[at]) = (to[other] + cost, Some(other));
            }
        }
    }
    let mut from: Vec<f32> = states.iter().map(|state| spare(state.end, low.len())).collect();
    for (first, second, cost) in links.iter().rev() {
        from[*first] = from[*first].min(cost + from[*second]);
    }
    let end = (0..states.len()).min_by(|a, b| {
        (to[*a] + spare(states[*a].end, low.len())).total_cmp(&(to[*b] + spare(states[*b].end, low.len())))
    });
    let best = end.map_or(0.0, |end| to[end] + spare(states[end].end, low.len()));
    let mut heads = Vec::new();
    let mut at = end;
    while let Some(own) = at {
        let state = &states[own];
        let other = |other: &usize| *other != own && states[*other].denies(state);
        let next = (0..states.len()).filter(other).map(|other| to[other] + from[other]).fold(f32::MAX, f32::min);
        heads.push(Head { sure: next - best >= SURE && !is_torn(low, state), ..state.head });
        at = before[own];
    }
    heads.reverse();
    (best, heads)
}

/// A word of another text beside it is left over: it may be of the same header.
fn is_torn(low: &[Low], state: &State) -> bool {
    let word = |at: usize| low[at].spare < SPARE_CODE;
    let before = word(state.start) && !low[state.start].begins;
    let after = word(state.end - 1) && !low[state.end - 1].ends;
    before || after
}

impl State {
    /// Whether both cannot be.
    fn denies(&self, other: &State) -> bool {
        self.head.column == other.head.column || (self.start < other.end && other.start < self.end)
    }
}

/// Words over a column: which of the lowest, and what that costs.
struct State {
    head: Head,
    start: usize,
    end: usize,
    own: f32,
    pushed: bool,
}

fn states(low: &[Low], model: &Model, shift: f32) -> Vec<State> {
    let usual = OFF * model.pitch();
    let mut states = Vec::new();
    for start in 0..low.len() {
        let first = low[start];
        for last in (start..low.len()).take_while(|at| follows(low, start, *at)) {
            let whole = low[start].begins && low[last].ends;
            if last - start >= MOST_WORDS && !whole {
                continue;
            }
            for (column, place) in model.columns.iter().enumerate() {
                let (left, right) = (first.left, low[last].right);
                let head =
                    Head { band: first.band, first: first.nth, last: low[last].nth, column, left, right, sure: false };
                let off = head.middle() - place.middle - shift;
                let own = bent(off / (usual + if first.pushed && off > 0.0 { PUSHED } else { 0.0 }));
                if own < MOST {
                    states.push(State { head, start, end: last + 1, own, pushed: first.pushed });
                }
            }
        }
    }
    states
}

/// Whether the words from `start` to `at` follow each other in one run.
fn follows(low: &[Low], start: usize, at: usize) -> bool {
    low[start..=at].windows(2).all(|pair| {
        let next = (pair[0].band, pair[0].run, pair[0].nth + 1) == (pair[1].band, pair[1].run, pair[1].nth);
        next && pair[0].spare < SPARE_CODE && pair[1].spare < SPARE_CODE
    })
}

fn step(model: &Model, from: &State, to: &State) -> f32 {
    let usual = model.columns[to.head.column].middle - model.columns[from.head.column].middle;
    let off = to.head.middle() - from.head.middle() - usual;
    bent(off / (STEP + STRETCH * usual + if to.pushed && off > 0.0 { PUSHED } else { 0.0 }))
}
