//! Body rows: which label lines and which line of numbers are one row.
//!
//! A row is some lines of label that follow each other and at most one line of numbers. The numbers stand beside the first line,
//! the last line or the middle of their label, in all rows of a table alike. So each of these manners is tried on the whole table,
//! the cheapest way to part its lines into rows is found, and the manner that explains the table best is taken. Rows that another
//! manner, nearly as good, would part otherwise are doubtful.

use std::borrow::Cow;
use std::ops::Range;

use super::columns::Columns;
use super::{Band, Manner, Piece};

/// A line of a body, as far as rows are concerned.
#[derive(Debug, Clone)]
pub(super) struct Line<'b> {
    /// Index of its band.
    pub index: usize,
    y: f32,
    size: f32,
    label: Option<Label<'b>>,
    pub numbers: bool,
    bold: bool,
}

/// A line of a label; justified text leaves wide gaps between its words.
#[derive(Debug, Clone)]
struct Label<'b> {
    first: &'b Piece,
    text: Cow<'b, str>,
    right: f32,
}

impl<'b> Label<'b> {
    fn of(band: &'b Band, columns: &Columns) -> Option<Self> {
        let pieces: Vec<&Piece> = band.pieces.iter().filter(|piece| columns.is_label(piece.extent())).collect();
        let (first, last) = (*pieces.first()?, *pieces.last()?);
        let text = match pieces.as_slice() {
            [only] => Cow::Borrowed(only.spoken.text.as_str()),
            words => Cow::Owned(words.iter().map(|piece| piece.spoken.text.as_str()).collect::<Vec<_>>().join(" ")),
        };
        Some(Self { first, text, right: last.right })
    }
}

/// The lines of a body that make one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub lines: Range<usize>,
    pub doubtful: bool,
}

/// Beside which line of the label the numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Middle,
    First,
    Last,
}

const MANNERS: [Beside; 3] = [Beside::Middle, Beside::First, Beside::Last];

/// No label has more lines.
const MOST_LINES: usize = 7;
/// Baselines this near (in sizes) are at one height.
const SAME_HEIGHT: f32 = 0.35;
/// Lines of one label are at most this far apart (in sizes), where rows are no further apart.
const LABEL_LINE: f32 = 1.6;
/// Rows are told from the lines of a label when they are further apart by this factor.
const ROWS_APART: f32 = 1.05;
/// What speaks against a way to part lines into rows, in units of 'hardly possible'.
const OFF_PLACE: f32 = 2.0;
const OFF_PLACE_TYPED: f32 = 0.4;
const TOO_FAR: f32 = 2.0;
const TOO_NEAR: f32 = 1.0;
const NO_NUMBERS: f32 = 0.7;
const NO_LABEL: f32 = 1.2;
const TORN_WORDS: f32 = 0.8;
const ROOM_LEFT: f32 = 0.8;
const OTHER_WEIGHT: f32 = 0.5;
/// A row that so much speaks against is doubtful, even where nothing better was found.
const HARDLY: f32 = 0.75;
/// Ways that cost no more than this above the cheapest are as good.
const AS_GOOD: f32 = 0.25;

/// The lines of a body; columns of labels other than the last are set apart before.
pub(super) fn lines<'b>(bands: &'b [Band], columns: &Columns) -> Vec<Line<'b>> {
    let line = |(index, band): (usize, &'b Band)| {
        let label = Label::of(band, columns);
        let numbers = band.pieces.iter().any(|piece| !columns.is_label(piece.extent()));
        let bold = label.as_ref().is_some_and(|label| label.first.spoken.is_bold());
        Line { index, y: band.y, size: band.size, label, numbers, bold }
    };
    bands.iter().enumerate().filter(|(_, band)| !band.pieces.is_empty()).map(line).collect()
}

/// Parts the bodies of a table into rows; labels may be as wide as `reach` shows, besides what their own lines show.
pub(super) fn part(bodies: &[Vec<Line>], reach: f32, manner: Manner) -> Vec<Vec<Part>> {
    let mut spacing = Spacing::of(bodies);
    spacing.limit = spacing.limit.max(reach);
    let ways: Vec<(f32, Vec<Vec<Part>>)> = MANNERS
        .iter()
        .map(|beside| {
            let setting = Setting { spacing, beside: *beside, manner };
            let parted: Vec<(f32, Vec<Part>)> = bodies.iter().map(|body| setting.part(body)).collect();
            (parted.iter().map(|(cost, _)| cost).sum(), parted.into_iter().map(|(_, parts)| parts).collect())
        })
        .collect();
    let least = ways.iter().map(|(cost, _)| *cost).fold(f32::MAX, f32::min);
    let mut best = ways.iter().find(|(cost, _)| *cost <= least).map(|(_, parts)| parts.clone()).unwrap_or_default();
    for (_, other) in ways.iter().filter(|(cost, _)| *cost <= least + AS_GOOD) {
        doubt(&mut best, other);
    }
    let doubt = if manner == Manner::Typed { doubt_words } else { doubt_torn };
    best.iter_mut().zip(bodies).for_each(|(parts, lines)| doubt(parts, lines));
    best
}

/// Lines of typed text keep no distances: only the words tell lines of one label from rows. Where they do not, the row and those
/// beside it are doubtful; so are two rows that the words would have join.
fn doubt_words(parts: &mut [Part], lines: &[Line]) {
    let labels = |part: &Part| -> Vec<&str> {
        lines[part.lines.clone()]
            .iter()
            .filter_map(|line| line.label.as_ref())
            .map(|label| label.text.as_ref())
            .collect()
    };
    let texts: Vec<Vec<&str>> = parts.iter().map(labels).collect();
    let torn = |at: usize| {
        let ends = texts[at].last().zip(texts.get(at + 1).and_then(|next| next.first()));
        ends.is_some_and(|(above, below)| is_broken(above, below))
    };
    for at in 0..parts.len() {
        let plain = texts[at].windows(2).all(|pair| is_broken(pair[0], pair[1]));
        let whole = !texts[at].is_empty() && lines[parts[at].lines.clone()].iter().any(|line| line.numbers);
        let reach = if !plain || !whole {
            at.saturating_sub(1)..=at + 1
        } else if torn(at) {
            at..=at + 1
        } else {
            continue;
        };
        parts.iter_mut().skip(*reach.start()).take(reach.count()).for_each(|part| part.doubtful = true);
    }
}

/// Lines without numbers that go on with the label above belong to it, however they were parted.
fn doubt_torn(parts: &mut [Part], lines: &[Line]) {
    for at in 1..parts.len() {
        let (above, own) = (&lines[parts[at - 1].lines.clone()], &lines[parts[at].lines.clone()]);
        let last = above.iter().rev().find_map(|line| line.label.as_ref());
        let first = own.iter().find_map(|line| line.label.as_ref());
        let torn = last.zip(first).is_some_and(|(last, first)| is_broken(&last.text, &first.text));
        if torn && !own.iter().any(|line| line.numbers) {
            parts[at - 1..=at].iter_mut().for_each(|part| part.doubtful = true);
        }
    }
}

/// What is wrong with a row is wrong with those beside it: a line may be theirs.
fn spread(parts: &mut [Part]) {
    let hard: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].doubtful).collect();
    for at in hard {
        parts
            .iter_mut()
            .skip(at.saturating_sub(1))
            .take(if at > 0 { 3 } else { 2 })
            .for_each(|part| part.doubtful = true);
    }
}

/// Rows that the other way parts otherwise are doubtful.
fn doubt(best: &mut [Vec<Part>], other: &[Vec<Part>]) {
    for (parts, others) in best.iter_mut().zip(other) {
        for part in parts.iter_mut() {
            part.doubtful |= !others.iter().any(|other| other.lines == part.lines);
        }
    }
}

/// How far apart the lines of a label and the rows of a table are.
#[derive(Debug, Clone, Copy)]
struct Spacing {
    /// Lines nearer than this (in sizes) are of one label; unknown where rows are as near as lines.
    line: Option<f32>,
    /// How far labels reach.
    limit: f32,
}

impl Spacing {
    fn of(bodies: &[Vec<Line>]) -> Self {
        let pairs = || bodies.iter().flat_map(|body| labelled_pairs(body));
        let gap = |pair: &(&Line, &Line)| (pair.1.y - pair.0.y) / pair.1.size;
        let least = |gaps: &mut dyn Iterator<Item = f32>| gaps.fold(f32::MAX, f32::min);
        let both = |pair: &(&Line, &Line)| pair.0.numbers && pair.1.numbers;
        let line = least(&mut pairs().filter(|pair| !both(pair)).map(|pair| gap(&pair)));
        let rows = least(&mut pairs().filter(both).map(|pair| gap(&pair)));
        let widest = pairs().map(|pair| gap(&pair)).fold(f32::MIN, f32::max);
        let apart = if rows < f32::MAX { rows } else { widest };
        let rights = bodies.iter().flatten().filter_map(|line| line.label.as_ref()).map(|label| label.right);
        let told = line <= LABEL_LINE && line * ROWS_APART < apart;
        Self { line: told.then_some((line + apart.min(line * 1.5)) / 2.0), limit: rights.fold(f32::MIN, f32::max) }
    }
}

/// Label lines that follow each other, numbers between them or not.
fn labelled_pairs<'l, 'b>(body: &'l [Line<'b>]) -> Vec<(&'l Line<'b>, &'l Line<'b>)> {
    let labelled: Vec<&Line> = body.iter().filter(|line| line.label.is_some()).collect();
    labelled.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

struct Setting {
    spacing: Spacing,
    beside: Beside,
    manner: Manner,
}

impl Setting {
    /// The cheapest way to part the lines into rows, by dynamic programming.
    fn part(&self, lines: &[Line]) -> (f32, Vec<Part>) {
        let mut best: Vec<(f32, usize)> = vec![(0.0, 0)];
        for end in 1..=lines.len() {
            let starts = end.saturating_sub(MOST_LINES)..end;
            let way = |start: usize| {
                let border = if start > 0 { self.border(lines, start) } else { 0.0 };
                (best[start].0 + border + self.row(&lines[start..end]), start)
            };
            best.push(starts.map(way).min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default());
        }
        let (mut parts, mut end) = (Vec::new(), lines.len());
        while end > 0 {
            let start = best[end].1;
            let doubtful = self.row(&lines[start..end]) >= HARDLY;
            parts.push(Part { lines: start..end, doubtful });
            end = start;
        }
        parts.reverse();
        spread(&mut parts);
        (best[lines.len()].0, parts)
    }

    /// What speaks against these lines being one row.
    fn row(&self, lines: &[Line]) -> f32 {
        let numbers: Vec<&Line> = lines.iter().filter(|line| line.numbers).collect();
        let labels: Vec<&Line> = lines.iter().filter(|line| line.label.is_some()).collect();
        let joints: f32 = labels.windows(2).map(|pair| self.joint(pair[0], pair[1])).sum();
        let place = match (numbers.as_slice(), labels.as_slice()) {
            ([_, _, ..], _) => return f32::INFINITY,
            ([], _) => NO_NUMBERS,
            ([_], []) => NO_LABEL,
            ([numbers], [first, .., last]) => self.place(numbers, first, last),
            ([numbers], [only]) => self.place(numbers, only, only),
        };
        place + joints
    }

    fn place(&self, numbers: &Line, first: &Line, last: &Line) -> f32 {
        let expected = match self.beside {
            Beside::First => first.y,
            Beside::Middle => (first.y + last.y) / 2.0,
            Beside::Last => last.y,
        };
        let off = (numbers.y - expected).abs() / numbers.size;
        match self.manner {
            _ if off <= SAME_HEIGHT => 0.0,
            // In characters the middle of two lines is one of them.
            Manner::Typed if self.beside == Beside::Middle && off < 0.7 => 0.0,
            Manner::Typed => OFF_PLACE_TYPED * off,
            Manner::Printed => OFF_PLACE + off,
        }
    }

    /// What speaks against two lines being of one label.
    fn joint(&self, above: &Line, below: &Line) -> f32 {
        let (Some(first), Some(second)) = (&above.label, &below.label) else { return 0.0 };
        // Lines of typed text that stand above each other leave room for the numbers between them.
        let steps = if self.manner == Manner::Typed { below.index - above.index } else { 1 };
        let gap = (below.y - above.y) / (below.size * steps.max(1) as f32);
        let far = if gap > self.spacing.line.unwrap_or(LABEL_LINE) { TOO_FAR } else { 0.0 };
        let weight = if above.bold == below.bold { 0.0 } else { OTHER_WEIGHT };
        let words = is_broken(&first.text, &second.text);
        let room = if words || is_full(first, second, self.spacing.limit) { 0.0 } else { ROOM_LEFT };
        let room = if self.spacing.line.is_some() { 0.0 } else { room };
        far + weight + room
    }

    /// What speaks against a row ending above line `start`.
    fn border(&self, lines: &[Line], start: usize) -> f32 {
        let above = lines[..start].iter().rev().find(|line| line.label.is_some());
        let below = lines[start..].iter().find(|line| line.label.is_some());
        let (Some(above), Some(below)) = (above, below) else { return 0.0 };
        let (Some(first), Some(second)) = (&above.label, &below.label) else { return 0.0 };
        let gap = (below.y - above.y) / below.size;
        let near = if self.spacing.line.is_some_and(|line| gap < line) { TOO_NEAR } else { 0.0 };
        let words = if is_broken(&first.text, &second.text) { TORN_WORDS } else { 0.0 };
        near + words
    }
}

/// The first text cannot end there, or the second cannot begin there.
pub(super) fn is_broken(above: &str, below: &str) -> bool {
    let open = above.matches('(').count() > above.matches(')').count();
    let word = above.rsplit(' ').next().unwrap_or_default();
    let small = ["of", "the", "and", "in", "for", "to", "by", "with", "at", "on", "&"].contains(&word);
    let begins = below.starts_with(|c: char| c.is_lowercase() || c == ')' || c == '(');
    open || small || above.ends_with(['-', ',', '/', '–']) || begins
}

/// The first word of the next line would not have fitted any more.
fn is_full(above: &Label, below: &Label, limit: f32) -> bool {
    let run = &below.first.run;
    let word = run.blanks.iter().skip(1).position(|blank| *blank).map_or(run.glyphs.len(), |at| at + 1);
    let end = run.glyphs[word - 1].end();
    let blank = 0.25 * run.glyphs[0].size;
    above.right + blank + (end - run.left) > limit - blank
}
