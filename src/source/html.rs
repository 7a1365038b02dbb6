//! HTML tables, as some OCR tools write them into Markdown: rows become lines with cells.
//!
//! `<tr>` and `<td>` may stand on one line, on a line each, or the whole table on a single line. A row takes the place of
//! the line that it begins on; several rows of one line share its number.

use super::blanks::{fold_blanks, squeeze};
use super::{Line, RawCell, markup};

/// No table is that wide; a larger `colspan` is damage.
const WIDEST: usize = 200;

/// Whether a text holds such a table.
pub(super) fn has_table(text: &str) -> bool {
    text.contains("<table") && text.contains("<tr")
}

/// Replaces the lines of each table by its rows. What a line has besides the table stays as text.
pub(super) fn read_tables(lines: Vec<Line>) -> Vec<Line> {
    let mut read = Vec::with_capacity(lines.len());
    let mut rest = lines.into_iter().peekable();
    while let Some(line) = rest.next() {
        if !line.raw.contains("<table") {
            read.push(line);
            continue;
        }
        let mut table = vec![line];
        while !table.last().is_some_and(|line| line.raw.contains("</table")) {
            let Some(line) = rest.next() else { break };
            table.push(line);
        }
        read.extend(table_lines(table));
    }
    read
}

fn table_lines(lines: Vec<Line>) -> Vec<Line> {
    let text = lines.iter().map(|line| line.raw.as_str()).collect::<Vec<_>>().join("\n");
    let rows: Vec<HtmlRow> = rows(&text);
    let spans = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.span > 1 || cell.rows > 1);
    let cells = grid(&rows, spans);
    let mut read: Vec<Line> = text_before(&lines[0]).into_iter().collect();
    let mut placed = rows.iter().zip(cells).peekable();
    let (mut start, mut within) = (0, false);
    for line in lines {
        let end = start + line.raw.len() + 1;
        let first = read.len();
        while let Some((_, cells)) = placed.next_if(|(row, _)| (start..end).contains(&row.start)) {
            read.push(row_line(&line, cells, read.len() == first));
        }
        let holds_rows = read.len() > first;
        within |= holds_rows;
        if !holds_rows {
            read.push(if within && placed.peek().is_some() { rest_of_row(line) } else { line });
        }
        start = end;
    }
    read
}

/// What is printed on the first line before the table begins.
fn text_before(line: &Line) -> Option<Line> {
    let before = markup::free(line.raw.split("<table").next()?).text;
    (!before.trim().is_empty()).then(|| Line {
        text: squeeze(&fold_blanks(&before)),
        cells: Vec::new(),
        ..line.clone()
    })
}

/// A line between rows: cells of the row above, or tags such as `<tbody>`.
fn rest_of_row(line: Line) -> Line {
    Line { joined: !line.raw.trim().is_empty(), text: String::new(), ..line }
}

fn row_line(line: &Line, cells: Vec<RawCell>, first: bool) -> Line {
    let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    Line {
        number: line.number,
        page: line.page,
        starts_page: line.starts_page && first,
        raw: line.raw.clone(),
        text: texts.join("\t"),
        cells,
        ..Line::default()
    }
}

/// A row as written, and the byte at which it begins.
struct HtmlRow {
    start: usize,
    cells: Vec<HtmlCell>,
}

struct HtmlCell {
    raw: String,
    span: usize,
    rows: usize,
    heads: bool,
}

/// The rows of a table that have cells.
fn rows(text: &str) -> Vec<HtmlRow> {
    let starts: Vec<usize> = text.match_indices("<tr").map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([text.find("</table").unwrap_or(text.len())]);
    let row = |(start, end): (usize, usize)| HtmlRow { start, cells: cells(&text[start..end.max(start)]) };
    starts.iter().copied().zip(ends).map(row).filter(|row| !row.cells.is_empty()).collect()
}

fn cells(row: &str) -> Vec<HtmlCell> {
    let is_open = |at: usize| row[at..].starts_with("<td") || row[at..].starts_with("<th");
    let named = |at: usize| row[at + 3..].starts_with(['>', ' ', '\n', '\t']);
    let starts: Vec<usize> =
        row.match_indices("<t").map(|(at, _)| at).filter(|at| is_open(*at) && named(*at)).collect();
    let ends = starts.iter().skip(1).copied().chain([row.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| cell(&row[*start..end])).collect()
}

/// `<td colspan="2">text</td>`
fn cell(written: &str) -> Option<HtmlCell> {
    let (tag, content) = written.split_once('>')?;
    let end = content.find("</t").unwrap_or(content.len());
    Some(HtmlCell {
        raw: content[..end].to_string(),
        span: attribute(tag, "colspan"),
        rows: attribute(tag, "rowspan"),
        heads: tag.starts_with("<th"),
    })
}

fn attribute(tag: &str, name: &str) -> usize {
    let value = tag.split_once(name).map_or("", |(_, rest)| rest.trim_start_matches(['=', '"', '\'', ' ']));
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value[..digits].parse().unwrap_or(1).clamp(1, WIDEST)
}

/// Puts the cells into grid columns; a cell over several rows keeps its columns taken in the rows below. Only where the
/// table writes spans at all are they to be trusted: OCR tools often write every cell singly and lose them.
fn grid(rows: &[HtmlRow], exact: bool) -> Vec<Vec<RawCell>> {
    let mut taken: Vec<usize> = Vec::new();
    let mut grid = Vec::with_capacity(rows.len());
    for row in rows {
        let (mut cells, mut column) = (Vec::new(), 0);
        let mut below = taken.iter().map(|rows| rows.saturating_sub(1)).collect::<Vec<_>>();
        for cell in &row.cells {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            below.resize(below.len().max(column + cell.span), 0);
            below[column..column + cell.span].fill(cell.rows - 1);
            cells.push(raw_cell(cell, column, exact));
            column += cell.span;
        }
        taken = below;
        grid.push(cells);
    }
    grid
}

fn raw_cell(cell: &HtmlCell, column: usize, exact: bool) -> RawCell {
    let freed = markup::free(&cell.raw);
    RawCell {
        raw: squeeze(&cell.raw),
        bold: cell.heads || freed.is_bold(),
        text: squeeze(&fold_blanks(&freed.text)),
        marks: freed.marks.into_iter().map(|mark| mark.text).collect(),
        column,
        span: cell.span,
        rows: cell.rows,
        exact,
        doubtful: false,
        at: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let line =
            |(index, raw): (usize, &str)| Line { number: index as u32 + 1, raw: raw.to_string(), ..Line::default() };
        let shown = |line: Line| {
            let cell = |cell: &RawCell| format!("{}@{}+{}", cell.text, cell.column, cell.span);
            format!("{}: {}", line.number, line.cells.iter().map(cell).collect::<Vec<_>>().join(" "))
        };
        read_tables(text.lines().enumerate().map(line).collect()).into_iter().map(shown).collect()
    }

    #[test]
    fn rows_stand_on_their_lines() {
        let text =
            "Above\n<table>\n<tr><th>Boat</th><th>2031</th></tr>\n<tr>\n<td>Kite</td>\n<td>1 204</td></tr>\n</table>";
        assert_eq!(read(text), ["1: ", "2: ", "3: Boat@0+1 2031@1+1", "4: Kite@0+1 1 204@1+1", "5: ", "6: ", "7: "]);
    }

    #[test]
    fn several_rows_of_one_line_share_its_number() {
        let text = "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>";
        assert_eq!(read(text), ["1: a@0+1 1@1+1", "1: b@0+1 2@1+1"]);
    }

    #[test]
    fn cells_over_rows_and_columns_keep_their_place() {
        let text = "<table><tr><td rowspan=\"2\">Boat</td><td colspan=\"2\">Crew</td></tr>\n<tr><td>F</td><td>M</td></tr></table>";
        assert_eq!(read(text), ["1: Boat@0+1 Crew@1+2", "2: F@1+1 M@2+1"]);
    }

    #[test]
    fn cells_may_stand_on_lines_of_their_own_and_text_before_the_table() {
        let text = "Boats<table>\n<tr>\n<td>a</td>\n<td>1</td>\n</tr><tr><td>b</td><td>2</td></tr>\n</table>";
        assert_eq!(read(text), ["1: ", "1: ", "2: a@0+1 1@1+1", "3: ", "4: ", "5: b@0+1 2@1+1", "6: "]);
    }

    #[test]
    fn a_table_that_never_ends_is_read_to_its_last_row() {
        assert_eq!(read("<table>\n<tr><td>a</td><td>1"), ["1: ", "2: a@0+1 1@1+1"]);
    }
}
