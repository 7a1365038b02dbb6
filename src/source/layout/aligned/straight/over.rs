//! The words of a header line over columns: the cheapest way, by dynamic programming, and how much dearer the next is for each.

use super::header::Head;
use super::model::{Model, bent};

/// How far the distances of headers usually are off those of the columns, in characters.
const STEP: f32 = 1.5;
/// Of a distance that drifts so much per character is usual.
const STRETCH: f32 = 0.08;
/// How far headers usually are off their columns: so much of the distance of columns.
const OFF: f32 = 0.4;
/// All headers of a line may stand off their columns alike, which costs less; this where they are off by the distance of columns.
const SHIFT: f32 = 10.0;
/// By so many distances of columns.
const MOST_SHIFT: f32 = 1.5;
/// A word stands over a column that it covers to so many characters.
const COVERS: f32 = 0.5;
/// What a header costs that is told by its order alone.
pub(super) const ORDER: f32 = 8.0;
/// What a column without a header costs, and a word without a column: a code, another word.
pub(super) const BARE: f32 = 16.0;
const SPARE_CODE: f32 = 16.0;
const SPARE: f32 = 2.0;
/// What is pushed to the right by the word before stands off by so many characters more.
const PUSHED: f32 = 8.0;
/// A word that costs more than this is of no column.
const MOST: f32 = 16.0;
/// Another way must cost so much more, or the column is in doubt.
const SURE: f32 = 6.0;
/// No header of a column has more words on a line, unless they are all of a text.
const MOST_WORDS: usize = 3;

/// A word that may head a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Low {
    pub band: usize,
    pub nth: usize,
    pub run: usize,
    pub left: f32,
    pub right: f32,
    pub is_code: bool,
    /// It says `Total`.
    pub is_total: bool,
    pub pushed: bool,
    /// First and last word of its run.
    pub begins: bool,
    pub ends: bool,
}

impl Low {
    pub(super) fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    pub(super) fn is_in(&self, head: &Head) -> bool {
        head.band == self.band && (head.first..=head.last).contains(&self.nth)
    }

    fn spare(&self) -> f32 {
        if self.is_code { SPARE_CODE } else { SPARE }
    }
}

/// Ways to put the words of a line over the columns that are not `taken`, each with what it costs. The
/// column `kept` is left to another line.
pub(super) fn ways(line: &[Low], model: &Model, taken: &[Head], kept: Option<usize>) -> Vec<(f32, Vec<Head>)> {
    let (pitch, below) = (model.pitch(), usual_shift(line, model, taken));
    let most = MOST_SHIFT * pitch;
    let shifts = (below.min(0.0) - most) as i32..=(below.max(0.0) + most) as i32;
    let shifted = shifts.map(|shift| {
        let shift = shift as f32;
        let low: Vec<Low> = line.iter().filter(|word| !is_over(word, model, taken, shift)).copied().collect();
        let free = |column: usize| kept != Some(column) && !taken.iter().any(|head| head.column == column);
        let (cost, heads) = heads(&low, model, &free, shift);
        // Each line drifts on its own, but often as those below it do.
        let off = shift.abs().min((shift - below).abs()) / pitch;
        (cost + SHIFT * off * off, heads)
    });
    shifted.collect()
}

/// How far the headers below the words of a line are off their columns.
fn usual_shift(line: &[Low], model: &Model, taken: &[Head]) -> f32 {
    let near = |word: &Low| {
        let off = |head: &&Head| (head.middle() - word.middle()).abs();
        let head = taken.iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
        Some(head.middle() - model.columns[head.column].middle)
    };
    let offs: Vec<f32> = line.iter().filter_map(near).collect();
    offs.iter().sum::<f32>() / offs.len().max(1) as f32
}

/// Whether a word stands over columns that have a header.
fn is_over(word: &Low, model: &Model, taken: &[Head], shift: f32) -> bool {
    let middle = |column: usize| model.columns[column].middle + shift;
    let off = |column: usize| (middle(column) - word.middle()).abs();
    let nearest = (0..model.columns.len()).min_by(|a, b| off(*a).total_cmp(&off(*b)));
    let reach = word.left - COVERS..=word.right + COVERS;
    taken.iter().any(|head| reach.contains(&middle(head.column)) || Some(head.column) == nearest)
}

/// Where the columns without a header and the stretches of columns with one are as many as the texts of a line, each has its
/// text, however far the line is shifted, as long as all stand over their columns then; the outermost columns must have their headers.
pub(super) fn by_order(line: &[Low], model: &Model, taken: &[Head]) -> Option<(f32, Vec<Head>)> {
    let headed = |column: usize| taken.iter().any(|head| head.column == column);
    let columns: Vec<usize> = (0..model.columns.len()).collect();
    let stretches: Vec<&[usize]> = columns.chunk_by(|a, b| headed(*a) && headed(*b)).collect();
    let texts: Vec<&[Low]> = line.chunk_by(|a, b| a.run == b.run).collect();
    let inside =
        columns.first().is_some_and(|first| headed(*first)) && columns.last().is_some_and(|last| headed(*last));
    if !inside || taken.len() == columns.len() || texts.len() != stretches.len() {
        return None;
    }
    let pairs: Vec<(Head, &[usize])> =
        texts.iter().zip(&stretches).map(|(text, own)| (head_of(text, own[0]), *own)).collect();
    let heads: Vec<Head> = pairs.iter().filter(|(head, _)| !headed(head.column)).map(|(head, _)| *head).collect();
    let first = heads.first()?;
    let shift = first.middle() - model.columns[first.column].middle;
    let half = model.pitch() / 2.0;
    let stands = |(head, own): &(Head, &[usize])| {
        let (left, right) = (model.columns[own[0]].middle - half, model.columns[own[own.len() - 1]].middle + half);
        (left..=right).contains(&(head.middle() - shift))
    };
    let cost = heads.len() as f32 * (ORDER - BARE);
    pairs.iter().all(stands).then_some((cost, heads))
}

/// A text over a column.
pub(super) fn head_of(text: &[Low], column: usize) -> Head {
    let (first, last) = (text[0], text[text.len() - 1]);
    Head {
        band: first.band,
        first: first.nth,
        last: last.nth,
        column,
        left: first.left,
        right: last.right,
        sure: true,
        pushed: first.pushed,
        ordered: true,
    }
}

/// Whether two ways to head columns have no column with different words.
pub(super) fn agree(one: &[Head], other: &[Head]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(a, b)| (a.column, a.first, a.last) == (b.column, b.first, b.last))
}

/// The cheapest way to put words over columns, by dynamic programming, and how much dearer the next is for each.
fn heads(low: &[Low], model: &Model, free: &dyn Fn(usize) -> bool, shift: f32) -> (f32, Vec<Head>) {
    let states = states(low, model, free, shift);
    let spare = |from: usize, to: usize| low[from..to].iter().map(Low::spare).sum::<f32>();
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
    let word = |at: usize| !low[at].is_code;
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

fn states(low: &[Low], model: &Model, free: &dyn Fn(usize) -> bool, shift: f32) -> Vec<State> {
    let usual = OFF * model.pitch();
    let mut states = Vec::new();
    for start in 0..low.len() {
        let first = low[start];
        for last in (start..low.len()).take_while(|at| follows(low, start, *at)) {
            let whole = low[start].begins && low[last].ends;
            if last - start >= MOST_WORDS && !whole {
                continue;
            }
            for (column, place) in model.columns.iter().enumerate().filter(|(column, _)| free(*column)) {
                let (left, right) = (first.left, low[last].right);
                let head = Head {
                    band: first.band,
                    first: first.nth,
                    last: low[last].nth,
                    column,
                    left,
                    right,
                    sure: false,
                    pushed: first.pushed,
                    ordered: false,
                };
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
        next && !pair[0].is_code && !pair[1].is_code
    })
}

fn step(model: &Model, from: &State, to: &State) -> f32 {
    let usual = model.columns[to.head.column].middle - model.columns[from.head.column].middle;
    let off = to.head.middle() - from.head.middle() - usual;
    bent(off / (STEP + STRETCH * usual + if to.pushed && off > 0.0 { PUSHED } else { 0.0 }))
}

#[cfg(test)]
mod tests {
    use super::super::examples::{model, part};
    use super::super::header::leaves;

    const BODY: &str = "Ardenia         11    12    13    14\nBelmora         21    22    23    24\nCape Lorn       31    32    33    34";

    /// Which words of a header stand over which column.
    fn columns(header: &str) -> Vec<(usize, usize)> {
        let part = part(header, BODY);
        leaves(&part.header, &model(&part)).iter().map(|head| (head.first, head.column)).collect()
    }

    #[test]
    fn a_line_that_is_shifted_as_a_whole_keeps_its_columns() {
        assert_eq!(columns("Port          K-1   K-2   K-3   K-4"), [(1, 0), (2, 1), (3, 2), (4, 3)]);
    }

    #[test]
    fn a_word_between_codes_is_a_name_as_they_are() {
        let header = "Port        K-1  K-2  K-3 Total K-4";
        assert!(columns(header).iter().any(|(first, _)| *first == 4), "{:?}", columns(header));
    }

    #[test]
    fn what_spans_columns_heads_none() {
        let heads = columns("Port               Grade and Sex\n               K-1   K-2   K-3   K-4");
        assert_eq!(heads, [(0, 0), (1, 1), (2, 2), (3, 3)]);
    }
}
