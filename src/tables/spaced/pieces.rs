//! The lines of a region as pieces: parts of a header, parts of labels, rows.
//!
//! Two forms meet here. In the one a line is a row; in the other every cell has a line of its own, and a row is a label
//! and the numbers after it ([`stacked`](super::stacked)).

use super::header;
use super::locate::cut_line;
use super::stacked;
use super::words::Cut;
use crate::normalise::CleanText;
use crate::tables::{Region, captions};

/// So many names of columns at its end make a header of a line; fewer where spanners stand before them.
const FEWEST_NAMES: usize = 3;

/// A piece of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Piece {
    /// Index of the line on which it begins.
    pub index: usize,
    /// As printed; the names of columns that stand on lines of their own are joined.
    pub text: String,
    /// What the names of the columns are if this piece holds them.
    pub names: Vec<String>,
    /// Label and numbers.
    pub cut: Cut,
}

impl Piece {
    /// Words of a header or a label.
    pub fn words(index: usize, text: &str) -> Self {
        let names = text.split_whitespace().map(str::to_string).collect();
        Self { index, text: text.to_string(), names, cut: Cut { label: text.to_string(), ..Cut::default() } }
    }

    /// The name of the only column.
    pub fn name(index: usize, text: &str) -> Self {
        Self { names: vec![text.to_string()], ..Self::words(index, text) }
    }

    /// Numbers, and more than the years of a header.
    pub fn is_row(&self) -> bool {
        self.cut.numbers() > 0 && !(self.cut.only_years() && self.cut.numbers() > 1)
    }
}

/// The pieces of a region. `None` where cells stand in an order that tells neither rows nor columns.
pub(super) fn of(text: &CleanText, region: &Region) -> Option<Vec<Piece>> {
    let lines = lines(text, region);
    if stacked::is_form(&lines) {
        return stacked::rows(&lines);
    }
    Some(lines.into_iter().flat_map(parts).collect())
}

/// The pieces of a region with a cell on every line, of which no line is known to be a name.
pub(super) fn loose(text: &CleanText, region: &Region) -> Option<Vec<Piece>> {
    let lines = lines(text, region);
    if stacked::is_form(&lines) { stacked::loose_rows(&lines) } else { None }
}

pub(super) fn lines(text: &CleanText, region: &Region) -> Vec<Piece> {
    let mut lines: Vec<Piece> = body_lines(text, region).map(|index| of_line(text, index)).collect();
    join_names(&mut lines);
    lone_years(&mut lines);
    lines
}

fn of_line(text: &CleanText, index: usize) -> Piece {
    let cut = cut_line(text, index);
    let line = text.lines[index].text.trim();
    match total_apart(line).filter(|_| cut.numbers() == 0) {
        Some(line) => Piece::words(index, &line),
        None => Piece { cut, ..Piece::words(index, line) },
    }
}

/// A total that a tool has run into the name after it: `TotalE-1 E-2`, `Gender TotalFemale Male`.
fn total_apart(line: &str) -> Option<String> {
    const TOTAL: &str = "Total";
    let runs_on = |at: &usize| {
        let begins_word = *at == 0 || line[..*at].ends_with(' ');
        begins_word && line[at + TOTAL.len()..].starts_with(|c: char| c.is_uppercase())
    };
    let at = line.match_indices(TOTAL).map(|(at, _)| at).find(runs_on)? + TOTAL.len();
    Some(format!("{} {}", &line[..at], &line[at..]))
}

/// The lines under the caption.
fn body_lines<'a>(text: &'a CleanText, region: &'a Region) -> impl Iterator<Item = usize> + 'a {
    let mut caption = if region.caption.number.is_some() { region.caption.text.len() } else { 0 };
    region.lines.iter().copied().filter(move |index| {
        let length = text.lines[*index].text.trim().len();
        let in_caption = caption > 0;
        caption = caption.saturating_sub(length + 1);
        let title = region.caption.number.is_none() && *index == region.caption.line && has_own_title(region);
        !in_caption && !title && captions::scan_caption(&text.lines[*index].text).is_none()
    })
}

/// Whether the title is a line of its own and no part of the header.
fn has_own_title(region: &Region) -> bool {
    !region.caption.text.contains(|c: char| c.is_ascii_digit()) || region.caption_is_heading
}

/// A year alone on its line, under words and over a row without label, is the rest of that row's label: `Boats sold in`,
/// `2031`, `52% 31%`.
fn lone_years(lines: &mut [Piece]) {
    for at in 1..lines.len().saturating_sub(1) {
        let alone = lines[at].cut.numbers() == 1 && lines[at].cut.label.is_empty() && lines[at].cut.only_years();
        let under = lines[at - 1].index + 1 == lines[at].index && lines[at - 1].cut.numbers() == 0;
        let over =
            lines[at + 1].cut.label.is_empty() && lines[at + 1].cut.numbers() > 1 && !lines[at + 1].cut.only_years();
        if alone && under && over {
            lines[at] = Piece::words(lines[at].index, &lines[at].text);
        }
    }
}

/// A name that ends with a stroke goes on at the beginning of the next line: `Increase/`, `(decrease)`.
fn join_names(lines: &mut Vec<Piece>) {
    let goes_on = |pair: &[Piece]| {
        let rest = pair[1].text.starts_with('(') && pair[1].text.ends_with(')') && pair[1].cut.numbers() == 0;
        pair[0].text.ends_with('/') && rest && pair[0].cut.numbers() == 0
    };
    while let Some(at) = lines.windows(2).position(goes_on) {
        let rest = lines.remove(at + 1);
        let text = format!("{}{}", lines[at].text, rest.text);
        lines[at] = Piece::words(lines[at].index, &text);
    }
}

/// A header that is printed on one line, stub, spanners and names, is parted.
fn parts(line: Piece) -> Vec<Piece> {
    if let Some(parts) = total_of(&line) {
        return parts;
    }
    let names = header::trailing_names(&line.names);
    let (before, names) = line.names.split_at(line.names.len() - names);
    let before = before.join(" ");
    let (stub, spanners) = header::split_spanners(&before);
    let fewest = if spanners.is_empty() { FEWEST_NAMES } else { FEWEST_NAMES - 1 };
    let codes = stub.split(' ').any(is_code);
    if names.len() < fewest || before.is_empty() || codes || line.is_row() {
        return vec![line];
    }
    let texts = [stub.to_string(), spanners.join(" "), names.join(" ")];
    let filled = texts.iter().filter(|text| !text.is_empty());
    filled.map(|text| Piece::words(line.index, text)).collect()
}

/// `K-B`, `S-1`: the name of a column of a kind that is not known, and no word of a stub.
fn is_code(word: &str) -> bool {
    /// No such code is longer.
    const LONGEST: usize = 5;
    // A hyphen at the end of a line parts a word: `non-`, `member States`.
    let hyphened = word.trim_end_matches('-').contains('-');
    word.len() <= LONGEST && (hyphened || word.contains(|c: char| c.is_ascii_digit()))
}

/// `Region Service Total migrants` heads a stub and one column, which says what its total counts.
fn total_of(line: &Piece) -> Option<Vec<Piece>> {
    let at = line.names.iter().rposition(|word| word == "Total").filter(|at| *at > 0)?;
    let counted = &line.names[at + 1..];
    let small = counted.iter().all(|word| word.starts_with(|c: char| c.is_lowercase()));
    if counted.is_empty() || counted.len() > 2 || !small || line.cut.numbers() > 0 {
        return None;
    }
    let stub = Piece::words(line.index, &line.names[..at].join(" "));
    Some(vec![stub, Piece::name(line.index, &line.names[at..].join(" "))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_parted_from_the_name_after_it() {
        assert_eq!(total_apart("Age Gender TotalFemale Male").unwrap(), "Age Gender Total Female Male");
        assert_eq!(total_apart("TotalP-2 P-1 UG").unwrap(), "Total P-2 P-1 UG");
        assert_eq!(total_apart("Total boats SubTotalF"), None);
    }

    #[test]
    fn a_header_on_one_line_is_parted() {
        let texts = |line: &str| parts(Piece::words(0, line)).into_iter().map(|piece| piece.text).collect::<Vec<_>>();
        let header = "Home country: Coastal lands Category/Grade Total Sex P-2 P-1 UG F M";
        assert_eq!(texts(header), ["Home country: Coastal lands", "Category/Grade Total Sex", "P-2 P-1 UG F M"]);
        assert_eq!(texts("Home country: Coastal lands"), ["Home country: Coastal lands"]);
        assert_eq!(texts("P-2 P-1 UG F M"), ["P-2 P-1 UG F M"]);
        assert_eq!(texts("S-1 S-2 K-B UG F M"), ["S-1 S-2 K-B UG F M"]);
        assert_eq!(texts("Region Service Total boats"), ["Region Service", "Total boats"]);
        assert_eq!(texts("Age Gender Total Female Male"), ["Age", "Gender Total", "Female Male"]);
        assert_eq!(texts("Age Gender Total 2030 Female Male"), ["Age", "Gender Total", "2030 Female Male"]);
        assert_eq!(texts("Lands P-1 UG Total F M"), ["Lands", "P-1 UG Total F M"]);
        assert_eq!(texts("Coastal lands P-2 P-1 UG F M"), ["Coastal lands", "P-2 P-1 UG F M"]);
    }
}
