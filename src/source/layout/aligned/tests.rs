use super::*;
use crate::source::layout::{Glyph, runs};

/// Sets lines as a typewriter would: half a size for each character, lines 1.25 sizes apart.
pub(in crate::source::layout) fn typed(text: &str) -> Vec<Row> {
    let lines: Vec<(f32, &str)> = text.lines().enumerate().map(|(line, text)| (line as f32, text)).collect();
    set(&lines)
}

/// Sets each text so many lines down.
fn set(lines: &[(f32, &str)]) -> Vec<Row> {
    let mut glyphs = Vec::new();
    for (line, text) in lines {
        let y = 20.0 + line * 12.5;
        let place = |(index, c): (usize, char)| Glyph {
            x: index as f32 * 5.0,
            y,
            advance: 5.0,
            size: 10.0,
            c,
            ..Glyph::default()
        };
        glyphs.extend(text.chars().enumerate().map(place));
    }
    runs::rows(glyphs)
}

fn found(rows: &[Row]) -> (Vec<Placed>, usize) {
    let found = find(&[Sheet { rows, rules: &[] }], Manner::Printed).remove(0);
    let rest = found.taken.iter().filter(|taken| !**taken).count();
    (found.placed, rest)
}

fn read(text: &str) -> (Vec<String>, usize) {
    let (placed, rest) = found(&typed(text));
    let shown = |cell: &RawCell| match cell.span {
        1 => cell.text.clone(),
        span => format!("{}+{span}", cell.text),
    };
    let lines = placed.iter().map(|placed| placed.line.cells.iter().map(shown).collect::<Vec<_>>().join("|"));
    (lines.collect(), rest)
}

#[test]
fn empty_cells_stay_empty() {
    let (lines, rest) = read(
        "A line of prose that runs over all of the width of it\n\
         Country              G-1   G-2   UG     Total\n\
         Albania                2           1 013  1 015\n\
         Bosnia and                  40         1     41\n\
         Herzegovina\n\
         Chad                   7                      7\n\
         Another line of prose that runs over the whole of it",
    );
    assert_eq!(
        lines,
        ["Country|G-1|G-2|UG|Total", "Albania|2||1 013|1 015", "Bosnia and Herzegovina||40|1|41", "Chad|7|||7"]
    );
    assert_eq!(rest, 2);
}

#[test]
fn spanning_headers_cover_their_columns() {
    let (lines, _) = read(
        "                     Headquarters       Field\n\
         Grade                  F      M       F      M\n\
         P-1                    4      5       6      7\n\
         P-2                   14     15      16     17\n\
         P-3                    1      2       3     21",
    );
    assert_eq!(lines[..2], ["|Headquarters+2|Field+2", "Grade|F|M|F|M"]);
}

#[test]
fn groups_beside_the_middle_of_their_rows_cover_them() {
    let rows = typed(
        "Region     Service          Total\n\
         .          Repatriation        82\n\
         Africa     Resettlement        43\n\
         .          Africa total       125\n\
         .          Labour              10\n\
         Asia       Processing           1\n\
         .          Asia total          11\n\
         Grand total                   136",
    );
    let (placed, _) = found(&rows.into_iter().map(without_dots).collect::<Vec<_>>());
    let shown = |cell: &RawCell| format!("{}:{}/{}:{}", cell.column, cell.span, cell.rows, cell.text);
    let labels: Vec<String> = placed.iter().map(|placed| shown(&placed.line.cells[0])).collect();
    assert_eq!(labels[1], "0:1/3:Africa");
    assert_eq!(labels[4], "0:1/3:Asia");
    assert_eq!(labels[2], "1:1/1:Resettlement");
    assert_eq!(labels[7], "0:2/1:Grand total");
    assert_eq!(placed[0].line.text, "Region Service Total");
}

#[test]
fn groups_that_share_no_line_with_numbers_have_a_column_of_their_own() {
    let rows = typed(
        "Region        Service            Total\n\
         .             Labour                82\n\
         .             Return of people\n\
         .                                   43\n\
         Northern      and of goods\n\
         .             Northern total       125\n\
         .             Labour                10\n\
         South         Processing and\n\
         .                                   13\n\
         .             joining\n\
         .             South total           23",
    );
    let (placed, _) = found(&rows.into_iter().map(without_dots).collect::<Vec<_>>());
    let lines: Vec<String> = placed.iter().map(|placed| placed.line.text.clone()).collect();
    assert!(lines.contains(&"Return of people and of goods 43".to_string()), "{lines:?}");
    assert!(lines.iter().any(|line| line.ends_with("Processing and joining 13")), "{lines:?}");
}

/// Dots keep the first column of the test's text in place.
fn without_dots(mut row: Row) -> Row {
    row.runs.retain(|run| run.glyphs.iter().any(|glyph| glyph.c != '.'));
    row
}

fn shown(placed: &[Placed]) -> Vec<String> {
    let cell = |cell: &RawCell| match (cell.span, cell.doubtful) {
        (1, false) => cell.text.clone(),
        (1, true) => format!("{}?", cell.text),
        (span, _) => format!("{}+{span}", cell.text),
    };
    placed.iter().map(|placed| placed.line.cells.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn a_column_that_a_page_leaves_empty_is_a_column_there() {
    let header = "Country      G-1   G-2   Total\n";
    let first = typed(&format!("{header}Aldmark        2     3       5\nBelmora        1             1"));
    let second = typed(&format!("{header}Corvia               7       7\nDunmark              4       4"));
    let sheets = [Sheet { rows: &first, rules: &[] }, Sheet { rows: &second, rules: &[] }];
    let found = find(&sheets, Manner::Printed);
    assert_eq!(shown(&found[1].placed), ["Country|G-1|G-2|Total", "Corvia||7|7", "Dunmark||4|4"]);
}

#[test]
fn headers_in_the_middle_belong_to_numbers_at_the_right() {
    let (lines, _) = read(
        "                Lake                Hill\n\
         Rank       F         M         F         M       Total\n\
         S-1          4                             4         8\n\
         S-2                    2         1                   3\n\
         S-3          5         1         2         3        11",
    );
    assert_eq!(lines[..3], ["|Lake+2|Hill+2", "Rank|F|M|F|M|Total", "S-1|4|||4|8"]);
}

#[test]
fn numbers_stand_beside_the_middle_of_their_label() {
    let rows = set(&[
        (0.0, "Port               Boats"),
        (1.4, "Upper and lower"),
        (1.9, "                      12"),
        (2.4, "Belmora"),
        (3.8, "Cape Lorn              7"),
        (5.2, "Isles of the"),
        (5.7, "                       3"),
        (6.2, "south"),
    ]);
    assert_eq!(
        shown(&found(&rows).0),
        ["Port|Boats", "Upper and lower Belmora|12", "Cape Lorn|7", "Isles of the south|3"]
    );
}

#[test]
fn a_line_that_may_be_of_either_label_leaves_both_rows_in_doubt() {
    let rows = typed(
        "Port          Boats   Ships\n\
         Aldmark           1       2\n\
         North\n\
         Belmora           3       4\n\
         Corvia            5       6",
    );
    assert_eq!(shown(&found(&rows).0)[1..], ["Aldmark North|1?|2?", "Belmora|3?|4?", "Corvia|5|6"]);
}

#[test]
fn a_number_between_two_columns_is_of_both() {
    let (lines, _) = read(
        "Year            F      M\n\
         Aldmark         1      2\n\
         Belmora         3      4\n\
         Corvia          5      6\n\
         Dunmark         7      8\n\
         Total              36",
    );
    assert_eq!(lines[5], "Total|36+2");
}

#[test]
fn prose_with_numbers_is_no_table() {
    let (lines, rest) = read("In 2012 there were 14 of them, in 2013 only 12.\nThe rest of it went on to 2014\n\n12\n");
    assert!(lines.is_empty());
    assert_eq!(rest, 3);
}

#[test]
fn what_is_a_number() {
    for number in ["1 052", "43%", "(83.5)", "-", "+2%", "1,062", "12*"] {
        assert!(is_number(number), "{number}");
    }
    for other in ["P-4", "2015–2019", "Total", "4.", "", "18-24"] {
        assert!(!is_number(other), "{other}");
    }
}
