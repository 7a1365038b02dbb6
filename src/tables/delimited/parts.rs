//! The lines of a region become segments: a header block and the body rows under it.
//!
//! A new segment begins where a part of the table begins ('(continued)', a page break, the other half of a wide table)
//! or where header rows stand among the body rows.

use super::cell::{self, Content};
use super::torn::join_year;
use crate::normalise::CleanText;
use crate::source::{Line, RawCell};
use crate::tables::{Region, captions};

/// A line with cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    /// Index of the line.
    pub index: usize,
    /// The line.
    pub line: &'a Line,
}

impl<'a> Row<'a> {
    /// Number of grid columns.
    pub fn width(&self) -> usize {
        self.line.cells.last().map_or(0, |cell| cell.column + cell.span.max(1))
    }

    /// The cell that begins at a grid column.
    pub fn cell(&self, column: usize) -> Option<&'a RawCell> {
        let at = self.line.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.line.cells.get(at)
    }

    /// What the cell that begins at a grid column holds.
    pub fn content(&self, column: usize) -> Content {
        self.cell(column).map_or(Content::Empty, cell::read)
    }

    /// The cells from a grid column on, with their contents.
    pub fn contents(&self, from: usize) -> impl Iterator<Item = (&'a RawCell, Content)> {
        self.line.cells.iter().filter(move |cell| cell.column >= from).map(|cell| (cell, cell::read(cell)))
    }

    /// Text in one of the stub columns that is more than dirt.
    pub fn has_label(&self, stubs: usize) -> bool {
        self.line.cells.iter().take_while(|cell| cell.column < stubs).any(is_label)
    }
}

/// Whether a stub cell holds a label.
pub(super) fn is_label(cell: &RawCell) -> bool {
    !matches!(cell::read(cell), Content::Empty | Content::Speck | Content::Dash)
}

/// A header block and what stands under it.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment<'a> {
    /// Header rows; none where a part simply goes on.
    pub header: Vec<Row<'a>>,
    /// Body rows.
    pub body: Vec<Row<'a>>,
    /// Number of stub columns. None in the second half of a wide table.
    pub stubs: usize,
    /// Number of grid columns.
    pub width: usize,
}

/// Splits a region.
pub(super) fn segments<'a>(text: &'a CleanText, region: &Region) -> Vec<Segment<'a>> {
    let mut segments: Vec<Segment> = Vec::new();
    for part in parts(text, region) {
        split_part(&part, &mut segments);
    }
    segments.retain(|segment| !segment.body.is_empty());
    segments
}

/// Runs of lines with cells: a caption or blank line between them begins a new part.
fn parts<'a>(text: &'a CleanText, region: &Region) -> Vec<Vec<Row<'a>>> {
    let mut parts: Vec<Vec<Row>> = Vec::new();
    let mut next: Option<usize> = None;
    for &index in &region.lines {
        let line = &text.lines[index];
        if is_caption_row(line) {
            next = Some(index + 1).filter(|_| next == Some(index));
            continue;
        }
        if line.cells.is_empty() {
            // The rule of a pipe table parts nothing.
            next = super::carries_on(line).then_some(index + 1).filter(|_| next == Some(index));
            continue;
        }
        let row = Row { index, line };
        match parts.last_mut().filter(|part| next == Some(index) || awaits_body(part, &row)) {
            Some(part) => part.push(row),
            None => parts.push(vec![row]),
        }
        next = Some(index + 1);
    }
    parts
}

/// The only text of a row, in a cell over all its columns.
fn whole_row(line: &Line) -> Option<&str> {
    let filled: Vec<&RawCell> = line.cells.iter().filter(|cell| !cell.text.is_empty()).collect();
    let [cell] = filled.as_slice() else { return None };
    (cell.exact && line.cells.len() == 1 && cell.span > 1).then_some(cell.text.as_str())
}

/// `Table 7: ...` within the frame of the table, over all columns.
pub(super) fn is_caption_row(line: &Line) -> bool {
    whole_row(line).is_some_and(|text| captions::scan_caption(text).is_some())
}

/// `Note: ...` within the frame of the table, over all columns.
pub(super) fn is_note_row(line: &Line) -> bool {
    whole_row(line).is_some_and(captions::is_note)
}

/// A header at the end of a page goes on with its body on the next.
fn awaits_body(part: &[Row], row: &Row) -> bool {
    let exact = row.line.cells.iter().any(|cell| cell.exact);
    let numbers = |row: &Row| row.contents(0).any(|(cell, content)| is_value(cell, &content));
    exact && part.last().is_some_and(|last| last.line.page != row.line.page) && !part.iter().any(numbers)
}

fn split_part<'a>(rows: &[Row<'a>], segments: &mut Vec<Segment<'a>>) {
    let width = rows.iter().map(Row::width).max().unwrap_or(0);
    let same_table = segments.iter().rev().find(|segment| segment.width == width && is_repeated(segment, rows));
    let stubs = same_table.map_or_else(|| stub_columns(rows, width), |segment| segment.stubs);
    let mut current = Segment { stubs, width, ..Segment::default() };
    for (at, row) in rows.iter().enumerate() {
        let (at_top, after_header) = (current.body.is_empty(), !current.header.is_empty());
        let header = |row: &Row| is_header(row, stubs, at_top, after_header);
        let cut = at_top && after_header && is_rest_of_header(row, stubs) && rows.get(at + 1).is_some_and(header);
        if !header(row) && !cut {
            current.body.push(*row);
            continue;
        }
        if !current.body.is_empty() {
            segments.push(std::mem::replace(&mut current, Segment { stubs, width, ..Segment::default() }));
        }
        current.header.push(*row);
    }
    segments.push(current);
}

/// The part begins with the header of a segment before, cell by cell, or is a single row: too little to tell its own stub by.
fn is_repeated(segment: &Segment, rows: &[Row]) -> bool {
    let exact = rows.iter().all(|row| row.line.cells.iter().all(|cell| cell.exact));
    let header = &segment.header;
    let alike = !header.is_empty()
        && rows.len() > header.len()
        && header.iter().zip(rows).all(|(known, row)| known.line.text == row.line.text);
    exact && (alike || rows.len() == 1)
}

/// What a page break left of a header row: cells without text, but for the rest of the stub header.
fn is_rest_of_header(row: &Row, stubs: usize) -> bool {
    let exact = row.line.cells.iter().any(|cell| cell.exact && cell.rows > 1);
    exact && row.contents(stubs).all(|(_, content)| content == Content::Empty)
}

/// How many columns on the left hold labels: in the rows with numbers, their cells are words more often than numbers.
pub(super) fn stub_columns(rows: &[Row], width: usize) -> usize {
    let numbered: Vec<&Row> = rows.iter().filter(|row| row.contents(0).any(|(cell, c)| is_value(cell, &c))).collect();
    let mut stubs = 0;
    for column in 0..width {
        let (mut labels, mut numbers, mut years) = (0, 0, 0);
        // All labels may stand in cells over several stub columns: a total alone on its page.
        let mut covered = usize::MAX;
        for cell in numbered.iter().filter_map(|row| row.cell(column)) {
            match cell::read(cell) {
                Content::Empty | Content::Speck | Content::Dash | Content::Letter | Content::Illegible => {}
                Content::Numbers { .. } if cell::year_of(&cell.text).is_some() => years += 1,
                Content::Numbers { .. } => numbers += 1,
                Content::Words => {
                    labels += 1;
                    covered = covered.min(if cell.exact { cell.span.max(1) } else { 1 });
                }
            }
        }
        if column == 0 && years > labels + numbers {
            return 1;
        }
        if numbers + years > 0 && numbers + years >= labels {
            break;
        }
        if labels > 0 {
            stubs = stubs.max(column + covered);
        }
    }
    stubs
}

/// A number that is no year: years alone make a header row.
fn is_value(cell: &RawCell, content: &Content) -> bool {
    content.is_numeric() && cell::year_of(&cell.text).is_none()
}

/// Whether a row is a header row: words over the columns, or years at the top.
fn is_header(row: &Row, stubs: usize, at_top: bool, after_header: bool) -> bool {
    let (mut words, mut letters, mut numbers, mut years) = (0, 0, 0, 0);
    for (cell, content) in row.contents(stubs) {
        match content {
            Content::Words => words += 1,
            Content::Letter => letters += 1,
            Content::Numbers { .. } if cell::year_of(&cell.text).is_some() => years += 1,
            Content::Numbers { .. } => numbers += 1,
            _ => {}
        }
    }
    if at_top && numbers > 0 && has_torn_years(row, stubs) {
        return true;
    }
    if numbers == 0 {
        // Letters beside a label among the body rows are what the header left behind in a damaged row.
        return words > 0 || (letters > 0 && (at_top || !row.has_label(stubs))) || (at_top && years > 1);
    }
    words > numbers + years || (after_header && !row.has_label(stubs) && words + letters >= numbers)
}

/// All cells are years cut in two: `20|08|20|09`.
fn has_torn_years(row: &Row, stubs: usize) -> bool {
    let cells: Vec<&RawCell> = row.contents(stubs).map(|(cell, _)| cell).filter(|cell| !cell.text.is_empty()).collect();
    cells.len() >= 2
        && cells.len().is_multiple_of(2)
        && cells.chunks(2).all(|pair| join_year(&pair[0].text, &pair[1].text).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{region_of, text_of};
    use super::*;

    fn shape(input: &str) -> Vec<(usize, usize, usize)> {
        let text = text_of(input);
        let segments = segments(&text, &region_of(&text));
        segments.iter().map(|segment| (segment.header.len(), segment.body.len(), segment.stubs)).collect()
    }

    #[test]
    fn header_rows_stand_above_the_first_numbers() {
        assert_eq!(shape("\tFie\tld\t\nHarbour\tF\tM\tTotal\nAldport\t\t2\t2\nBirkhaven\t1\t\t1\n"), [(2, 2, 1)]);
        assert_eq!(shape("\t2030\t2031\nBoats\t3\t4\n"), [(1, 1, 1)]);
        assert_eq!(shape("Cat\t20\t08\t20\t009\nGrade\tF\tM\tF\tM\nA-1\t1\t2\t3\t4\n"), [(2, 1, 1)]);
    }

    #[test]
    fn header_rows_among_the_body_begin_a_segment() {
        let input = "Own\tF\tTotal\nAldport\t1\t1\nStrange and\t\tTotal\nother\tF\tTotal\nZell\t2\t2\n";
        assert_eq!(shape(input), [(1, 1, 1), (2, 1, 1)]);
    }

    #[test]
    fn stubs_of_several_columns_and_of_none() {
        assert_eq!(shape("Region\tPort\tBoats\nNorth\tAldport\t12\n\tBirkhaven\t7\n"), [(1, 2, 2)]);
        assert_eq!(shape("Boats\tShips\n12\t7\n3\t\n"), [(1, 2, 0)]);
    }
}
