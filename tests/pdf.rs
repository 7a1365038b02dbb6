//! PDFs of several producers, ruled and unruled: the same table comes out of each, cell by cell.

use std::path::{Path, PathBuf};

use iomx::source::{Document, Line, read};
use iomx::{Error, Options};

const TABLE: &str = "\
Country of nationality|G-1|G-2|NO-A|UG|Total|F|M
Arandia||11||77|88|35|53
Bolvania (Plurinational State of)|||1|12|13|6|7
Corvia|2||||2|0|2
Democratic Republic of the Dunes|1|14|5|74|94|29|65
Esperia|||||0||
Grenmark||2|1|1 191|1 194|680|514
Total|3|27|7|1 354|1 391|750|641";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(name)
}

fn open(name: &str, password: Option<&str>) -> iomx::Result<Document> {
    let bytes = std::fs::read(fixture(name)).expect("the fixture is there");
    read(&bytes, name, &Options { password: password.map(str::to_string), ..Options::default() })
}

/// The rows of a document, cells parted by `|`; a cell over several columns shows how many.
fn rows(document: &Document) -> Vec<String> {
    let row = |line: &Line| {
        let cell = |cell: &iomx::source::RawCell| match cell.span {
            1 => cell.text.clone(),
            span => format!("{}+{span}", cell.text),
        };
        line.cells.iter().map(cell).collect::<Vec<_>>().join("|")
    };
    document.lines.iter().filter(|line| !line.cells.is_empty()).map(row).collect()
}

fn prose(document: &Document) -> Vec<&str> {
    let lines = document.lines.iter().filter(|line| line.cells.is_empty() && !line.text.is_empty());
    lines.map(|line| line.text.as_str()).collect()
}

#[test]
fn every_producer_gives_the_same_cells() {
    for name in [
        "ruled-chromium.pdf",
        "unruled-chromium.pdf",
        "ruled-libreoffice.pdf",
        "ruled-typst.pdf",
        "unruled-reportlab.pdf",
        "columns-fpdf2.pdf",
        "objects.pdf",
        "sideways.pdf",
        "dotted-reportlab.pdf",
        "ground-reportlab.pdf",
        "ringed-reportlab.pdf",
    ] {
        let document = open(name, None).unwrap();
        let rows = rows(&document);
        let expected: Vec<&str> = TABLE.lines().collect();
        assert_eq!(rows[rows.len() - expected.len()..], expected, "{name}");
        assert!(document.findings.is_empty(), "{name}: {:?}", document.findings);
    }
}

#[test]
fn merged_headers_span_their_columns() {
    for name in ["ruled-chromium.pdf", "ruled-libreoffice.pdf"] {
        let rows = rows(&open(name, None).unwrap());
        assert_eq!(rows[rows.len() - 9], "|Category/Grade+4||Sex+2", "{name}");
    }
    let rows = rows(&open("unruled-chromium.pdf", None).unwrap());
    assert_eq!(rows[rows.len() - 9], "|Category/Grade+4|Sex+2");
}

/// Numbers at the right under headers in the middle, labels of several lines, groups beside the middle of their rows.
#[test]
fn alignment_alone_keeps_spanners_wrapped_labels_and_groups() {
    let rows = rows(&open("unruled-weasyprint.pdf", None).unwrap());
    assert_eq!(
        rows[..3],
        ["|Lake+2|Hills+4", "|Upper huts+2|Lower huts+2", "Country of nationality: own States|F|M|F|M|F|M|Total"]
    );
    assert_eq!(
        rows[3..6],
        [
            "Arandia|1||4|||2|7",
            "Bolvania (Plurinational State of)|||||12||12",
            "Democratic Republic of the Dunes and of the Isles||3||1 004||5|1 012"
        ]
    );
    assert_eq!(
        rows[9..],
        [
            "Region|Kind of boat|Boats moved",
            "North Coast|Ferries|4 445",
            "Barges and other boats without sails or oars|95",
            "North Coast total|4 540",
            "Lakes and rivers of the inner hills|Ferries|60",
            "Rafts|7",
            "Sailing boats of more than one mast|3",
            "Lakes and rivers of the inner hills total|70",
            "Grand total+2|4 610",
        ]
    );
}

#[test]
fn a_table_over_pages_keeps_page_and_line_of_each_row() {
    let document = open("pages-reportlab.pdf", None).unwrap();
    let grenmark = document.lines.iter().filter(|line| line.text.starts_with("Grenmark"));
    let places: Vec<(Option<u32>, usize)> = grenmark.map(|line| (line.page, line.cells.len())).collect();
    assert_eq!(places.len(), 36);
    assert!(places.windows(2).all(|pair| pair[0].0 <= pair[1].0) && places.iter().all(|place| place.1 == 8));
    assert!(document.lines.iter().filter(|line| line.starts_page).count() > 4);
}

/// A page break cuts the table: a row stands on both pages, the total alone on the last.
#[test]
fn a_row_on_both_sides_of_a_page_break_counts_once() {
    let bytes = std::fs::read(fixture("cut-reportlab.pdf")).unwrap();
    let report = iomx::extract(&bytes, "cut.pdf", &Options::default()).unwrap();
    let labels: Vec<&str> = report.tables[0].rows.iter().map(|row| row.label.as_str()).collect();
    let expected: Vec<&str> = TABLE.lines().skip(1).filter_map(|row| row.split('|').next()).collect();
    assert_eq!((report.tables.len(), labels), (1, expected));
}

#[test]
fn narrow_cells_keep_their_numbers_and_words_whole() {
    let rows = rows(&open("narrow-reportlab.pdf", None).unwrap());
    assert_eq!(
        rows,
        ["Region|Boats|Travel|Migrants", "North|1 204|31 880|33 084", "South|77|102|179", "Total|1 281|31 982|33 263"]
    );
}

#[test]
fn superscripts_are_marks_and_not_digits() {
    for name in ["ruled-chromium.pdf", "ruled-libreoffice.pdf", "unruled-reportlab.pdf"] {
        let document = open(name, None).unwrap();
        let line = document.lines.iter().find(|line| line.text.contains("Support for remote")).unwrap();
        assert!(line.text.contains("offices rose by 14 per cent, to 1 234 visits"), "{name}: {}", line.text);
        assert_eq!((line.marks.len(), line.marks[0].text.as_str()), (1, "2"), "{name}");
        assert!(line.text[..line.marks[0].at].ends_with("offices"));
    }
}

/// What marked content says its glyphs mean counts: soft hyphens at the ends of lines, true ones in `G-1`.
#[test]
fn words_cut_by_soft_hyphens_are_whole() {
    let text = prose(&open("ruled-typst.pdf", None).unwrap()).join(" ");
    assert!(text.contains("recommended establishing a permanent"), "{text}");
    assert!(text.contains("notwithstanding the administrative inconvenience of remote anchorages."), "{text}");
}

#[test]
fn columns_of_prose_are_not_interleaved() {
    let document = open("unruled-chromium.pdf", None).unwrap();
    let prose = prose(&document);
    let left = prose.iter().position(|line| line.starts_with("The left column")).unwrap();
    assert_eq!(prose[left + 3], "the council.");
    assert!(prose[left + 4].starts_with("The right column"));
}

#[test]
fn headings_show_by_size_and_weight() {
    let document = open("ruled-chromium.pdf", None).unwrap();
    let style = document.lines[0].style;
    assert_eq!((document.lines[0].text.as_str(), style.bold), ("I. INTRODUCTION", true));
    assert!(style.size.is_some_and(|size| size > 1.1));
}

#[test]
fn encrypted_files_ask_for_their_password() {
    assert!(matches!(open("encrypted.pdf", None), Err(Error::Encrypted)));
    assert!(matches!(open("encrypted.pdf", Some("wrong")), Err(Error::Encrypted)));
    let rows = rows(&open("encrypted.pdf", Some("open")).unwrap());
    assert_eq!(rows, TABLE.lines().collect::<Vec<_>>());
}

#[test]
fn a_picture_of_a_page_has_no_text() {
    assert!(matches!(open("picture.pdf", None), Err(Error::Scanned(1))));
}

/// A file cut in the middle has lost its table of objects; what is there is read.
#[test]
fn a_file_cut_short_gives_what_is_left() {
    let bytes = std::fs::read(fixture("pages-reportlab.pdf")).unwrap();
    let end = bytes.windows(4).rposition(|four| four == b"xref").unwrap() - 1;
    let document = read(&bytes[..end], "cut.pdf", &Options::default()).unwrap();
    assert!(rows(&document).len() > 200);
}
