//! Which rows are a table: rows of numbers that stand near each other, and the header above them.

use super::columns::Extent;
use super::rows::is_broken;
use super::{Band, Piece, is_year};

/// Rows of one table are at most so many line heights apart; where their numbers stand below each other, further.
const ROW_APART: f32 = 3.4;
const ALIGNED_APART: f32 = 6.0;
/// Header rows stand nearer to each other, and to the first row.
const HEADER_APART: f32 = 2.6;
/// A title stands further above the header than the lines of the header are apart, by this factor.
const SET_APART: f32 = 1.5;
/// Line height in sizes.
const LINE: f32 = 1.2;
/// Lines of one label or header are at most this far apart (in sizes).
const LABEL_LINE: f32 = 1.55;
/// The rest of a label that was torn at the end of a page stands this near above the first row (in sizes).
const TORN_APART: f32 = 2.0;
/// Rows without numbers between two rows with numbers: wrapped labels, group rows.
const MOST_BETWEEN: usize = 6;
/// A table has at least this many rows with numbers; with one number each, one more.
const FEWEST_ROWS: usize = 2;
/// Header rows above the first row of numbers.
const MOST_HEADER: usize = 24;
/// Label lines above the topmost words over columns: the header of the labels may be taller.
const MOST_ABOVE: usize = 6;
/// Lines of the last label below its numbers.
const MOST_BELOW: usize = 4;
/// A title stands off the middle of its table by no more than this share of its width.
const TITLE_OFF: f32 = 0.03;
/// What is off the middle of the columns by more than this share is no header of all of them.
const TITLE_APART: f32 = 0.09;
/// A numbered title has at least so many words.
const TITLE_WORDS: usize = 6;
/// A prose line reaches this far (in sizes) into the columns.
const INTO_COLUMNS: f32 = 1.0;
/// Tables have no more columns of labels.
const MOST_STUBS: usize = 2;
/// More texts beside each other than columns of labels are a header.
const MANY_WORDS: usize = 4;
/// The size of header and labels differs by no more than this share.
const SAME_SIZE: f32 = 0.06;

/// Rows `start..end` are a table, its first row below the header is `body`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub start: usize,
    pub body: usize,
    pub end: usize,
    /// A few rows under a header: a table only where it goes on from a page before.
    pub weak: bool,
}

/// The blocks of a page, top to bottom.
pub(super) fn find(bands: &[Band]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    while let Some(first) = (at..bands.len()).find(|index| holds_numbers(&bands[*index])) {
        let last = last_row(bands, first);
        let floor = blocks.last().map_or(0, |block| block.end);
        let first = first_row(bands, first, last, floor);
        let block = block(bands, first, last, floor);
        at = last + 1;
        if !block.weak || block.start < block.body {
            at = at.max(block.end);
            blocks.push(block);
        }
    }
    blocks
}

fn block(bands: &[Band], first: usize, last: usize, floor: usize) -> Block {
    let rows = &bands[first..=last];
    let top = (first..=last).find(|index| is_row(&bands[*index])).unwrap_or(first);
    let zone = Zone::of(&bands[top..=last]);
    let heads = header_start(bands, top, floor, zone, extent(rows));
    let apart = if heads == 0 || (heads == top && floor == 0) { TORN_APART } else { LABEL_LINE };
    let start = labels_above(bands, heads, floor, zone, apart);
    let lowest = (heads..top).rev().find(|index| stands_over_columns(&bands[*index], zone));
    // Without a header the lines above are those of the first label.
    let body = lowest.map_or(start, |lowest| labels_below(bands, lowest + 1, top, zone));
    Block { start: start.min(body), body, end: trailing_labels(bands, last, zone), weak: !is_table(rows) }
}

/// Numbers that are not the years of a header.
fn is_row(band: &Band) -> bool {
    band.numbers() > 0 && !is_years(band)
}

/// A row of nothing but years is a header.
fn is_years(band: &Band) -> bool {
    band.numbers() >= 2 && band.pieces.iter().filter(|piece| piece.is_number).all(|piece| is_year(&piece.spoken.text))
}

/// Years over columns, or a sentence: what stands below is no part of the table above.
pub(super) fn begins_another(band: &Band) -> bool {
    is_years(band) || band.is_sentence() || is_caption(band)
}

/// Numbers that may be cells: two of them, or one that ends the row.
fn holds_numbers(band: &Band) -> bool {
    let last = band.pieces.last().is_some_and(|piece| piece.is_number);
    band.numbers() >= 2 || (last && band.pieces.len() >= 2)
}

/// The last row of numbers that can be reached from `first`.
fn last_row(bands: &[Band], first: usize) -> usize {
    let (mut last, mut zone) = (first, Zone::of(&bands[first..=first]));
    let mut columns: Vec<Extent> = numbers(&bands[first]);
    let mut index = first + 1;
    while index < bands.len() && index - last <= MOST_BETWEEN + 1 {
        let band = &bands[index];
        let own = numbers(band);
        let under =
            own.iter().any(|extent| columns.iter().any(|column| super::columns::overlap(*column, *extent) > 0.0));
        let limit = if under { ALIGNED_APART } else { ROW_APART };
        if distance(bands, index) > limit || is_caption(band) || runs_across(band, zone) {
            break;
        }
        let alone = !own.is_empty() && own.len() == band.pieces.len();
        if (holds_numbers(band) || (alone && under)) && !is_header(band, zone, index > first + 1) {
            last = index;
            zone = zone.and(Zone::of(&bands[index..=index]));
            columns.extend(own);
        } else if begins_header(band, zone) && !bands[first..=last].iter().all(is_years) {
            break;
        }
        index += 1;
    }
    last
}

/// Rows above the first that hold nothing but a number, beside the middle of their label.
fn first_row(bands: &[Band], first: usize, last: usize, floor: usize) -> usize {
    let columns: Vec<Extent> = bands[first..=last].iter().flat_map(numbers).collect();
    let zone = Zone::of(&bands[first..=last]);
    let mut top = first;
    for index in (floor..first).rev().take(MOST_HEADER) {
        let (band, own) = (&bands[index], numbers(&bands[index]));
        let under =
            own.iter().any(|extent| columns.iter().any(|column| super::columns::overlap(*column, *extent) > 0.0));
        if !own.is_empty() && own.len() == band.pieces.len() && under && !is_years(band) {
            top = index;
        } else if !is_label(band, zone) || distance(bands, index + 1) > ROW_APART || top - index > MOST_BETWEEN {
            break;
        }
    }
    top
}

fn numbers(band: &Band) -> Vec<Extent> {
    band.pieces.iter().filter(|piece| piece.is_number).map(|piece| piece.extent()).collect()
}

/// Years below rows of numbers, without a label, are the header of the next part.
fn is_header(band: &Band, zone: Zone, below: bool) -> bool {
    below && is_years(band) && band.pieces.iter().all(|piece| piece.is_number && piece.center() > zone.right())
}

/// Distance to the row above, in line heights.
fn distance(bands: &[Band], index: usize) -> f32 {
    (bands[index].y - bands[index].tall - bands[index - 1].y) / (LINE * bands[index].size.min(bands[index - 1].size))
}

/// Where the numbers begin.
fn columns_left(bands: &[Band]) -> f32 {
    let numbers = bands.iter().flat_map(|band| {
        // A number that begins a row is a label (a year) unless all are numbers.
        band.pieces.iter().skip(1).filter(|piece| piece.is_number)
    });
    numbers.map(|piece| piece.left).fold(f32::MAX, f32::min)
}

fn runs_across(band: &Band, zone: Zone) -> bool {
    let into = zone.columns_left + INTO_COLUMNS * band.size;
    if is_typed_label(band, zone) {
        return false;
    }
    let mut words = band.pieces.iter().enumerate().filter(|(nth, piece)| !piece.is_number && !band.goes_on(*nth));
    words.any(|(_, piece)| piece.left < zone.right() - 0.1 * band.size && piece.right > into)
}

/// A long label, or a line of one, runs into the columns of typed text: there every character is as wide as any other.
fn is_typed_label(band: &Band, zone: Zone) -> bool {
    let [only] = band.pieces.as_slice() else { return false };
    let at_edge = (only.left - zone.left()).abs() < 0.5 * band.size;
    band.typed && at_edge && !only.is_number && !band.is_sentence()
}

/// Words over the columns, below rows of numbers, begin another table, or another part.
fn begins_header(band: &Band, zone: Zone) -> bool {
    let words = || band.pieces.iter().filter(|piece| !piece.is_number);
    let over = words().any(|piece| piece.right > zone.columns_left && piece.left > zone.left() + band.size);
    over || words().count() >= MANY_WORDS
}

/// A word that stands over the columns and not among the labels.
fn stands_over_columns(band: &Band, zone: Zone) -> bool {
    let over = |left: f32, center: f32| center > zone.right() && left > zone.left() + band.size;
    band.pieces.iter().any(|piece| over(piece.left, piece.center()))
}

/// Where the labels end and the numbers begin.
#[derive(Debug, Clone, Copy)]
struct Zone {
    labels: Option<Extent>,
    columns_left: f32,
    size: f32,
}

impl Zone {
    fn of(bands: &[Band]) -> Self {
        let columns_left = columns_left(bands);
        let labels = bands.iter().flat_map(|band| band.pieces.iter().take_while(|piece| !piece.is_number));
        let labels = labels.filter(|piece| piece.right < columns_left).map(|piece| piece.extent());
        let size = bands.first().map_or(1.0, |band| band.size);
        Self { labels: labels.reduce(super::columns::join), columns_left, size }
    }

    fn and(self, other: Self) -> Self {
        let columns_left = self.columns_left.min(other.columns_left);
        let labels = self.labels.into_iter().chain(other.labels).reduce(super::columns::join);
        Self { labels: labels.map(|(left, right)| (left, right.min(columns_left))), columns_left, size: self.size }
    }

    /// Where the labels end; a little before the numbers where none is known.
    fn right(self) -> f32 {
        self.labels.map_or(self.columns_left - INTO_COLUMNS * self.size, |labels| labels.1)
    }

    fn left(self) -> f32 {
        self.labels.map_or(self.right(), |labels| labels.0)
    }
}

/// 'Table 3 ...', 'Annex II', 'Figure 2', 'Page 3', '9. Crews of the boats ...': another item begins.
pub(super) fn is_caption(band: &Band) -> bool {
    let Some(first) = band.pieces.first() else { return false };
    if band.typed && is_item(band, &first.spoken.text) {
        return true;
    }
    let text = first.spoken.text.to_ascii_lowercase();
    ["table ", "annex ", "figure ", "chart ", "box ", "page "].iter().any(|word| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with(['i', 'v', 'x']))
    })
}

/// A numbered title: without numbers of its own, and longer than the label of a row.
fn is_item(band: &Band, text: &str) -> bool {
    let words = band.pieces.iter().flat_map(|piece| piece.spoken.text.split(' ')).count();
    let begins = |rest: &str| rest.starts_with(". ") && rest[2..].starts_with(|c: char| c.is_uppercase());
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = (1..=2).contains(&digits) && begins(&text[digits..]);
    numbered && words >= TITLE_WORDS && band.numbers() == 0
}

fn is_table(bands: &[Band]) -> bool {
    let rows: Vec<&Band> = bands.iter().filter(|band| band.numbers() > 0).collect();
    let strong = rows.iter().filter(|band| band.numbers() >= 2).count();
    let aligned = || {
        let ends: Vec<f32> = rows.iter().filter_map(|band| band.pieces.last()).map(|piece| piece.right).collect();
        let size = rows.first().map_or(1.0, |band| band.size);
        let spread = ends.iter().fold(f32::MIN, |a, b| a.max(*b)) - ends.iter().fold(f32::MAX, |a, b| a.min(*b));
        spread < 4.0 * size
    };
    (strong >= 1 && rows.len() >= FEWEST_ROWS) || (rows.len() > FEWEST_ROWS && aligned())
}

/// The topmost row of words over the columns that can be reached from the first row of numbers.
fn header_start(bands: &[Band], first: usize, floor: usize, zone: Zone, extent: Extent) -> usize {
    let (mut start, mut index) = (first, first);
    while index > floor && first - index < MOST_HEADER && distance(bands, index) <= HEADER_APART {
        index -= 1;
        let band = &bands[index];
        if is_caption(band) || runs_across(band, zone) || is_title(band, extent, zone) {
            break;
        }
        if band.pieces.len() == 1 && is_set_apart(bands, index, start, first) {
            break;
        }
        if stands_over_columns(band, zone) {
            start = index;
        }
    }
    start
}

/// Lines of a tall header of the labels that begin above the words over the columns.
fn labels_above(bands: &[Band], heads: usize, floor: usize, zone: Zone, apart: f32) -> usize {
    let is_line = |index: &usize| {
        let (band, below) = (&bands[*index], &bands[index + 1]);
        let near = (below.y - band.y) < apart * band.size && (band.size / below.size - 1.0).abs() < SAME_SIZE;
        near && is_label(band, zone) && band.pieces[0].spoken.is_bold() == below.pieces[0].spoken.is_bold()
    };
    let top = heads - (floor..heads).rev().take(MOST_ABOVE).take_while(is_line).count();
    // Lines right under a caption are its own.
    if top > floor && is_caption(&bands[top - 1]) && bands[top].y - bands[top - 1].y < LABEL_LINE * bands[top].size {
        return heads;
    }
    top
}

/// A line further above the header than the lines of header and rows are from each other is a title.
fn is_set_apart(bands: &[Band], index: usize, start: usize, first: usize) -> bool {
    let inner = (start + 1..=first).map(|below| distance(bands, below)).fold(0.0, f32::max);
    index + 1 == start && start < first && distance(bands, start) > SET_APART * inner
}

fn is_label(band: &Band, zone: Zone) -> bool {
    let [only] = band.pieces.as_slice() else { return false };
    !only.is_number && only.right < zone.columns_left && !is_caption(band)
}

/// Lines of labels beside each other: of a group and of a row.
fn are_labels(band: &Band, zone: Zone) -> bool {
    let label = |piece: &Piece| !piece.is_number && piece.right < zone.columns_left;
    band.pieces.len() <= MOST_STUBS && band.pieces.iter().all(label) && !is_caption(band)
}

/// Lines of labels under the last words over columns: those of the header's own label are bold as it is, or beside it; the others
/// begin the body.
fn labels_below(bands: &[Band], from: usize, first: usize, zone: Zone) -> usize {
    let head = &bands[from - 1];
    let bold = |band: &Band| band.pieces.iter().all(|piece| piece.spoken.is_bold());
    let body_bold = first < bands.len() && bold(&bands[first]);
    let own = |index: &usize| {
        let (band, above) = (&bands[*index], &bands[index - 1]);
        let beside = band.y - head.y < 0.85 * band.size && index - from < 1;
        let alike = bold(head) && bold(band) && !body_bold && band.y - above.y < LABEL_LINE * band.size;
        let broken = label_above(bands, *index, zone).is_some_and(|label| is_cut(label, &band.pieces[0]));
        is_label(band, zone) && (alike || broken || (beside && (bold(band) || !bold(head))))
    };
    from + (from..first).take_while(own).count()
}

/// The line of the header of the labels right above; the names of the columns may stand between.
fn label_above(bands: &[Band], index: usize, zone: Zone) -> Option<&Piece> {
    let near = |band: &&Band| bands[index].y - band.y < LABEL_LINE * band.size;
    let of_labels = |piece: &&Piece| piece.left < zone.left() + zone.size && piece.right < zone.columns_left;
    bands[..index].iter().rev().take_while(near).find_map(|band| band.pieces.first().filter(of_labels))
}

/// The header of the labels ends in the middle of a word or a list and goes on below.
fn is_cut(label: &Piece, below: &Piece) -> bool {
    is_broken(&label.spoken.text, "") && !below.is_number
}

/// Left and right of the table.
fn extent(bands: &[Band]) -> Extent {
    let left = bands.iter().filter_map(|band| band.pieces.first()).map(|piece| piece.left).fold(f32::MAX, f32::min);
    let right = bands.iter().filter_map(|band| band.pieces.last()).map(|piece| piece.right).fold(f32::MIN, f32::max);
    (left, right)
}

/// A line alone in the middle over labels and columns is the title of the table; a header stands over columns, and a single word
/// is one.
fn is_title(band: &Band, (left, right): Extent, zone: Zone) -> bool {
    let [only] = band.pieces.as_slice() else { return false };
    if band.is_sentence() {
        return true;
    }
    if !only.spoken.text.contains(' ') && only.left > zone.right() {
        return false;
    }
    let off = |middle: f32| (only.center() - middle).abs() / (right - left);
    let over_columns = off((zone.columns_left + right) / 2.0) < TITLE_APART;
    off((left + right) / 2.0) < TITLE_OFF && (only.left < zone.right() || !over_columns)
}

/// Lines below the last numbers that may be of the last label; the rows tell whether they are.
fn trailing_labels(bands: &[Band], last: usize, zone: Zone) -> usize {
    let goes_on = |index: &usize| {
        let (band, above) = (&bands[*index], &bands[index - 1]);
        let near = band.y - above.y < LABEL_LINE * band.size && (band.size / above.size - 1.0).abs() < SAME_SIZE;
        let flush = band.pieces.first().is_some_and(|piece| piece.left > zone.left() - band.size);
        near && flush && are_labels(band, zone) && !is_note(&band.pieces[0].spoken.text)
    };
    last + 1 + (last + 1..bands.len()).take(MOST_BELOW).take_while(goes_on).count()
}

fn is_note(text: &str) -> bool {
    ["Note", "Source", "*", "†"].iter().any(|mark| text.starts_with(mark))
}
