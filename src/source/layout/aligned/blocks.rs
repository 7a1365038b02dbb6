//! Which rows are a table: rows of numbers that stand near each other, and the header above them.

use super::Band;

/// Rows of one table are at most so many line heights apart.
const ROW_APART: f32 = 3.4;
/// Header rows stand nearer to each other, and to the first row.
const HEADER_APART: f32 = 2.6;
/// Line height in sizes, where nothing better is known.
const LINE: f32 = 1.2;
/// Rows without numbers between two rows with numbers: wrapped labels, group rows.
const MOST_BETWEEN: usize = 5;
/// A table has at least this many rows with numbers; with one number each, one more.
const FEWEST_ROWS: usize = 2;
/// Header rows above the first row of numbers.
const MOST_HEADER: usize = 9;
/// A line this much nearer than a line height (in line heights) is part of a label that stands beside the header's lines.
const BETWEEN_LINES: f32 = 0.85;
/// A title stands off the middle of its table by no more than this share of its width.
const TITLE_OFF: f32 = 0.03;
/// A prose line reaches this far (in sizes) into the columns.
const INTO_COLUMNS: f32 = 1.0;

/// Rows `start..end` are a table, its first row of numbers is `body`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub start: usize,
    pub body: usize,
    pub end: usize,
}

/// The blocks of a page, top to bottom.
pub(super) fn find(bands: &[Band]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    while let Some(first) = (at..bands.len()).find(|index| holds_numbers(&bands[*index])) {
        let last = last_row(bands, first);
        let floor = blocks.last().map_or(0, |block| block.end);
        if is_table(&bands[first..=last]) {
            let zone = Zone::of(&bands[first..=last]);
            let start = header_start(bands, first, floor, zone, extent(&bands[first..=last]));
            let end = trailing_labels(bands, first, last, zone.columns_left);
            let body = (first..last).find(|index| !is_years(&bands[*index])).unwrap_or(first);
            let label = (floor..body)
                .rev()
                .take_while(|index| {
                    super::labels::begins_label(&bands[start.min(*index)..*index], &bands[*index], &bands[index + 1])
                })
                .count();
            let (start, body) = (start.min(body - label), body - label);
            blocks.push(Block { start, body, end });
            at = end;
        } else {
            at = last + 1;
        }
    }
    blocks
}

/// A row of nothing but years is a header.
fn is_years(band: &Band) -> bool {
    let year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    band.numbers() >= 2 && band.pieces.iter().filter(|piece| piece.is_number).all(|piece| year(&piece.spoken.text))
}

/// Numbers that may be cells: two of them, or one that ends the row.
fn holds_numbers(band: &Band) -> bool {
    let last = band.pieces.last().is_some_and(|piece| piece.is_number);
    band.numbers() >= 2 || (last && band.pieces.len() >= 2)
}

/// The last row of numbers that can be reached from `first`.
fn last_row(bands: &[Band], first: usize) -> usize {
    let mut last = first;
    let mut zone = Zone::of(&bands[first..=first]);
    'rows: while let Some(next) = (last + 1..bands.len()).find(|index| holds_numbers(&bands[*index])) {
        if next - last > MOST_BETWEEN + 1 {
            break;
        }
        for index in last + 1..=next {
            let between = index < next;
            if distance(bands, index) > ROW_APART || (between && !fits_between(&bands[index], zone)) {
                break 'rows;
            }
        }
        last = next;
        zone = zone.and(Zone::of(&bands[next..=next]));
    }
    last
}

/// Distance to the row above, in line heights.
fn distance(bands: &[Band], index: usize) -> f32 {
    (bands[index].y - bands[index - 1].y) / (LINE * bands[index].size.min(bands[index - 1].size))
}

/// Where the numbers begin.
fn columns_left(bands: &[Band]) -> f32 {
    let numbers = bands.iter().flat_map(|band| {
        // A number that begins a row is a label (a year) unless all are numbers.
        band.pieces.iter().skip(1).filter(|piece| piece.is_number)
    });
    numbers.map(|piece| piece.left).fold(f32::MAX, f32::min)
}

/// Labels, group rows and header rows: nothing that runs from the labels into the columns, and no caption.
fn fits_between(band: &Band, zone: Zone) -> bool {
    !is_caption(band) && !runs_across(band, zone)
}

fn runs_across(band: &Band, zone: Zone) -> bool {
    let into = zone.columns_left + INTO_COLUMNS * band.size;
    band.pieces.iter().any(|piece| piece.left < zone.labels_right - 0.1 * band.size && piece.right > into)
}

/// Where the labels end and the numbers begin.
#[derive(Debug, Clone, Copy)]
struct Zone {
    labels_right: f32,
    columns_left: f32,
}

impl Zone {
    fn of(bands: &[Band]) -> Self {
        let columns_left = columns_left(bands);
        let labels = bands.iter().filter_map(|band| band.pieces.first().filter(|piece| !piece.is_number));
        let labels_right =
            labels.map(|piece| piece.right).filter(|right| *right < columns_left).fold(f32::MIN, f32::max);
        let size = bands.first().map_or(1.0, |band| band.size);
        let labels_right = if labels_right > f32::MIN { labels_right } else { columns_left - INTO_COLUMNS * size };
        Self { labels_right, columns_left }
    }

    fn and(self, other: Self) -> Self {
        Self {
            labels_right: self.labels_right.max(other.labels_right).min(self.columns_left.min(other.columns_left)),
            columns_left: self.columns_left.min(other.columns_left),
        }
    }
}

/// 'Table 3 ...', 'Annex II', 'Figure 2', 'Page 3': another item begins.
pub(super) fn is_caption(band: &Band) -> bool {
    let Some(first) = band.pieces.first() else { return false };
    let text = first.spoken.text.to_ascii_lowercase();
    ["table ", "annex ", "figure ", "chart ", "box ", "page "].iter().any(|word| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with(['i', 'v', 'x']))
    })
}

fn is_table(bands: &[Band]) -> bool {
    let rows: Vec<&Band> = bands.iter().filter(|band| holds_numbers(band)).collect();
    let strong = rows.iter().filter(|band| band.numbers() >= 2).count();
    let aligned = || {
        let ends: Vec<f32> = rows.iter().filter_map(|band| band.pieces.last()).map(|piece| piece.right).collect();
        let size = rows.first().map_or(1.0, |band| band.size);
        let spread = ends.iter().fold(f32::MIN, |a, b| a.max(*b)) - ends.iter().fold(f32::MAX, |a, b| a.min(*b));
        spread < 4.0 * size
    };
    (strong >= 1 && rows.len() >= FEWEST_ROWS) || (rows.len() > FEWEST_ROWS && aligned())
}

/// The first header row above the row `body`.
fn header_start(bands: &[Band], body: usize, floor: usize, zone: Zone, extent: (f32, f32)) -> usize {
    let mut start = body;
    let mut index = body;
    while index > floor && body - index < MOST_HEADER {
        if distance(bands, index) > HEADER_APART {
            break;
        }
        index -= 1;
        let band = &bands[index];
        if !fits_between(band, zone) || is_title(band, extent) {
            break;
        }
        // A row of labels alone belongs to the header only below one with column headers, or between its lines.
        let heads = band.pieces.iter().any(|piece| piece.center() > zone.labels_right);
        if heads || (start == index + 1 && start < body && distance(bands, start) < BETWEEN_LINES) {
            start = index;
        }
    }
    start
}

/// Left and right of the table.
fn extent(bands: &[Band]) -> (f32, f32) {
    let left = bands.iter().filter_map(|band| band.pieces.first()).map(|piece| piece.left).fold(f32::MAX, f32::min);
    let right = bands.iter().filter_map(|band| band.pieces.last()).map(|piece| piece.right).fold(f32::MIN, f32::max);
    (left, right)
}

/// A line alone in the middle over labels and columns is the title of the table; a header stands over columns.
fn is_title(band: &Band, (left, right): (f32, f32)) -> bool {
    let [only] = band.pieces.as_slice() else { return false };
    (only.center() - (left + right) / 2.0).abs() < TITLE_OFF * (right - left)
}

/// Lines of the last label that stand below its numbers.
fn trailing_labels(bands: &[Band], first: usize, last: usize, columns_left: f32) -> usize {
    let mut end = last + 1;
    while end < bands.len() {
        let band = &bands[end];
        let label = band.pieces.len() == 1 && band.pieces[0].right < columns_left && !is_caption(band);
        if !label || distance(bands, end) > 1.25 || !super::labels::ends_label(&bands[first..end], band, columns_left) {
            break;
        }
        end += 1;
    }
    end
}
