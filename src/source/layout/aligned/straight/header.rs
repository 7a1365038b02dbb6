//! Which words of a header stand over which column.
//!
//! Line by line, from the lowest: a line drifts on its own, and a word above others heads a column only if none of them does.

use std::ops::Range;

use super::lines::{ONE_BLANK, Word, unit};
use super::model::Model;
use super::over::{self, Low};
use super::rank;
use crate::source::layout::Glyph;
use crate::source::layout::aligned::columns::overlap;
use crate::source::layout::aligned::{Band, Piece, header, words};
use crate::source::layout::runs::Run;

/// Further off its column (in distances of columns) a header is only sure where all are.
const BESIDE: f32 = 0.3;
/// So many ways are followed from line to line.
const MOST_WAYS: usize = 8;
/// So many columns are tried to be left to higher lines.
const MOST_KEPT: usize = 6;
/// Another way must cost so much more, or the column is in doubt.
const SURE: f32 = 6.0;
/// The header of the labels begins where they do, to so many characters.
const EDGE: f32 = 2.0;

/// The name of the column of totals.
const TOTAL: &str = "total";

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
    /// Another word pushes it to the right.
    pub pushed: bool,
    /// Told by its order among the texts of its line.
    pub ordered: bool,
}

impl Head {
    pub(super) fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    fn same_words(&self, other: &Head) -> bool {
        (self.band, self.first, self.last) == (other.band, other.first, other.last)
    }
}

/// Two codes that ran together are two words: `D-1P-5`.
fn part_codes(word: Run) -> Vec<Run> {
    let is_cut = |at: &usize| word.glyphs[at - 1].c.is_ascii_digit() && word.glyphs[*at].c.is_ascii_uppercase();
    let code = |glyphs: &[Glyph]| {
        let text: String = glyphs.iter().map(|glyph| glyph.c).collect();
        is_code(&text) && text.contains(|c: char| c.is_ascii_digit()) && text.contains(char::is_alphabetic)
    };
    let cut = (1..word.glyphs.len()).find(is_cut);
    match cut.filter(|at| code(&word.glyphs[..*at]) && code(&word.glyphs[*at..])) {
        Some(at) => vec![part_of(&word, 0..at), part_of(&word, at..word.glyphs.len())],
        None => vec![word],
    }
}

fn part_of(word: &Run, range: Range<usize>) -> Run {
    let glyphs = word.glyphs[range].to_vec();
    let (left, right) = (glyphs[0].x, glyphs[glyphs.len() - 1].end());
    Run { left, right, blanks: vec![false; glyphs.len()], glyphs }
}

/// The words of a line, by run.
pub(super) fn line_words(band: &Band) -> Vec<(usize, Word)> {
    let unit = unit(band);
    let runs = band.pieces.iter().enumerate();
    let parted = |piece: &Piece| words(&piece.run).into_iter().flat_map(part_codes).collect::<Vec<Run>>();
    let words = runs.flat_map(|(nth, piece)| parted(piece).into_iter().map(move |run| (nth, Word::new(run, unit))));
    let mut words: Vec<(usize, Word)> = words.collect();
    let mut end = None;
    for (_, word) in &mut words {
        word.pushed = end.is_some_and(|end| word.left - end < ONE_BLANK);
        end = Some(word.right);
    }
    words
}

/// One way to give the words of all lines so far to columns.
#[derive(Debug, Clone, Default)]
struct Way {
    cost: f32,
    heads: Vec<Head>,
}

impl Way {
    fn with(&self, (cost, heads): &(f32, Vec<Head>)) -> Way {
        Way { cost: self.cost + cost, heads: self.heads.iter().chain(heads).copied().collect() }
    }

    fn is_like(&self, other: &Way) -> bool {
        self.heads.len() == other.heads.len() && self.heads.iter().all(|head| other.has(head))
    }

    fn has(&self, head: &Head) -> bool {
        self.heads.iter().any(|own| own.same_words(head) && own.column == head.column)
    }
}

/// The words over the columns, from left to right.
pub(super) fn leaves(header: &[Band], model: &Model) -> Vec<Head> {
    if let Some(heads) = rank::by_rank(&lowest(header, model.edge), model, in_characters(header)) {
        return heads;
    }
    let lines: Vec<Vec<Low>> = (0..header.len()).map(|band| free_words(header, band, model.edge)).collect();
    let mut ways = vec![Way::default()];
    for band in (0..lines.len()).rev() {
        let kept = kept_columns(&lines[..band], model);
        let longer = |way: &Way| longer(way, &lines[band..], model, &kept);
        ways = cheapest(ways.iter().flat_map(longer).collect());
    }
    let Some((best, others)) = ways.split_first() else { return Vec::new() };
    let mut heads = best.heads.clone();
    for head in &mut heads {
        head.sure &= !others.iter().any(|other| other.cost < best.cost + SURE && !other.has(head));
    }
    heads.sort_by_key(|head| head.column);
    doubt_beside(&mut heads, header, model);
    heads
}

/// Every character has the same width.
fn in_characters(header: &[Band]) -> bool {
    let glyphs = header.iter().flat_map(|band| &band.pieces).flat_map(|piece| &piece.run.glyphs);
    let mut widths = glyphs.map(|glyph| glyph.advance);
    let first = widths.next();
    widths.all(|width| Some(width) == first)
}

/// A way with the words of one more line, the first of `lines`.
fn longer(way: &Way, lines: &[Vec<Low>], model: &Model, kept: &[usize]) -> Vec<Way> {
    let free = |word: &&Low| !is_over_words(word, &lines[1..], &way.heads);
    let line: Vec<Low> = lines[0].iter().filter(free).copied().collect();
    let ordered = over::by_order(&lines[0], model, &way.heads).or_else(|| rank::total(&lines[0], model, &way.heads));
    let kept = std::iter::once(None).chain(kept.iter().copied().map(Some));
    let placed: Vec<_> = kept.flat_map(|kept| over::ways(&line, model, &way.heads, kept)).collect();
    // What order tells, places must not deny.
    let agrees = |(_, heads): &&(f32, Vec<Head>)| ordered.as_ref().is_none_or(|(_, own)| over::agree(own, heads));
    let told = |heads: &[Head]| ordered.as_ref().map_or_else(|| heads.to_vec(), |(_, own)| own.clone());
    let agreeing = placed.iter().filter(agrees).map(|(cost, heads)| (*cost, told(heads)));
    agreeing.chain(ordered.clone()).map(|more| way.with(&more)).collect()
}

/// The columns over which words of higher lines stand: lower lines may leave them to those.
fn kept_columns(lines: &[Vec<Low>], model: &Model) -> Vec<usize> {
    let texts = lines.iter().flat_map(|line| line.chunk_by(|a, b| a.run == b.run));
    let middle = |text: &[Low]| (text[0].left + text[text.len() - 1].right) / 2.0;
    let off = |column: usize, at: f32| (model.columns[column].middle - at).abs();
    let over = |at: f32| (0..model.columns.len()).find(|column| off(*column, at) <= BESIDE * model.pitch());
    let mut columns: Vec<usize> = texts.filter_map(|text| over(middle(text))).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.truncate(MOST_KEPT);
    columns
}

/// The cheapest ways, each once, cheapest first.
fn cheapest(mut ways: Vec<Way>) -> Vec<Way> {
    ways.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let mut kept: Vec<Way> = Vec::new();
    for way in ways {
        if kept.len() < MOST_WAYS && !kept.iter().any(|known| known.is_like(&way)) {
            kept.push(way);
        }
    }
    kept
}

/// Where not every word has its column, or no place is sure, those that stand off theirs may be another's.
fn doubt_beside(heads: &mut [Head], header: &[Band], model: &Model) {
    let codes = lowest(header, model.edge).into_iter().filter(|word| word.is_code);
    let bare = codes.into_iter().any(|code| !heads.iter().any(|head| code.is_in(head)));
    let of_line = |band: usize| heads.iter().filter(|head| head.band == band).count();
    let most = (0..header.len()).max_by_key(|band| of_line(*band)).unwrap_or(0);
    let open = heads.len() < model.columns.len() || bare || model.drifts();
    let off = |head: &Head| (head.middle() - model.columns[head.column].middle).abs();
    // A text above the names of the other columns may as well span some of them.
    let doubted = heads.iter_mut().filter(|head| open || (head.band != most && !head.ordered));
    doubted.for_each(|head| head.sure &= off(head) <= BESIDE * model.pitch());
}

/// Whether a word stands over words of lower lines that head no column.
fn is_over_words(word: &Low, lower: &[Vec<Low>], heads: &[Head]) -> bool {
    let free = |other: &&Low| !heads.iter().any(|head| other.is_in(head));
    let touches = |other: &Low| overlap((word.left, word.right), (other.left, other.right)) > 0.0;
    lower.iter().flatten().filter(free).any(touches)
}

/// Codes beside the headers of columns, under which no row has a number: where their columns are, if all others have a header.
pub(super) fn empty_columns(header: &[Band], heads: &[Head], model: &Model) -> Vec<f32> {
    let Some(first) = heads.first().filter(|_| heads.len() == model.columns.len()) else { return Vec::new() };
    let names = |word: &Low| word.is_code && !is_amid(header, word);
    let low: Vec<Low> = lowest(header, model.edge).into_iter().filter(names).collect();
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

/// `Total IOM Staff`: a word in capitals amid others of a text is no name of a column.
fn is_amid(header: &[Band], word: &Low) -> bool {
    let line = line_words(&header[word.band]);
    let beside = [word.nth.checked_sub(1), Some(word.nth + 1)];
    let code = |at: usize| line.get(at).is_some_and(|(run, other)| *run == word.run && is_code(&other.text));
    !word.begins && !word.ends && !beside.into_iter().flatten().any(code)
}

/// The words that have none below, by their middles.
fn lowest(header: &[Band], edge: f32) -> Vec<Low> {
    let below = |word: &Low, other: &Word| overlap((word.left, word.right), (other.left, other.right)) > 0.0;
    let mut low: Vec<Low> = Vec::new();
    for band in 0..header.len() {
        let lower: Vec<Word> = header[band + 1..].iter().flat_map(line_words).map(|(_, word)| word).collect();
        low.extend(
            free_words(header, band, edge).into_iter().filter(|word| !lower.iter().any(|other| below(word, other))),
        );
    }
    low.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    low
}

/// The words of a line that are not of the header of the labels.
fn free_words(header: &[Band], band: usize, edge: f32) -> Vec<Low> {
    let line = line_words(&header[band]);
    let free = (0..line.len()).filter(|nth| !is_of_label(&line, *nth, edge));
    let low = free.map(|nth| {
        let (run, word) = &line[nth];
        Low {
            band,
            nth,
            run: *run,
            left: word.left,
            right: word.right,
            is_code: is_name(&line, nth),
            is_total: word.text.eq_ignore_ascii_case(TOTAL),
            pushed: word.pushed,
            begins: nth == 0 || line[nth - 1].0 != *run,
            ends: line.get(nth + 1).is_none_or(|next| next.0 != *run),
        }
    });
    low.collect()
}

/// A code, or a single word between codes of one text: a name as they are.
fn is_name(line: &[(usize, Word)], nth: usize) -> bool {
    let code = |at: usize| line.get(at).is_some_and(|(run, word)| *run == line[nth].0 && is_code(&word.text));
    code(nth) || (nth > 0 && code(nth - 1) && code(nth + 1))
}

fn is_code(text: &str) -> bool {
    header::is_code(text) && text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric)
}

/// A text that begins where the labels do is their header, but for codes that end it.
pub(super) fn is_of_label(line: &[(usize, Word)], nth: usize, edge: f32) -> bool {
    let run = line[nth].0;
    let own = || line.iter().filter(|(other, _)| *other == run);
    let begins = own().next().is_some_and(|(_, word)| word.left <= edge + EDGE);
    let rest = || line[nth..].iter().take_while(|(other, _)| *other == run);
    begins && (own().count() == 1 || rest().any(|(_, word)| !is_code(&word.text)))
}

#[cfg(test)]
mod tests {
    use super::super::examples::{model, part};
    use super::*;

    const BODY: &str = "S-1      2               5         7\nS-2     10               4        14\nS-3      1               1         2";

    fn added(header: &str) -> usize {
        let part = part(header, BODY);
        let model = model(&part);
        empty_columns(&part.header, &leaves(&part.header, &model), &model).len()
    }

    #[test]
    fn capitals_amid_a_text_are_no_name_of_a_column() {
        assert_eq!(added("           Total IOM Staff\n         F               M       Total"), 0);
    }
}
