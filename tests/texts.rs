//! One invented report as tools write its text (`fixtures/texts`): what is lost differs, what is read is true.

use std::fs;
use std::path::Path;

use iomx::report::{Paragraph, Status, paragraphs};
use iomx::{Options, Report};

/// Row, column and value of every cell that the report prints.
const YEARS: [(&str, [&str; 3]); 4] = [
    ("Men", ["606", "662", "1061"]),
    ("Women", ["456", "531", "945"]),
    ("Total", ["1062", "1193", "2006"]),
    ("Percentage of women", ["43", "45", "47"]),
];
const YEAR_NAMES: [&str; 3] = ["2015", "2016", "2017"];
const STAFF: [(&str, [&str; 7]); 7] = [
    ("Arandia", ["", "11", "", "77", "88", "35", "53"]),
    ("Bolvania (Plurinational State of)", ["", "", "1", "12", "13", "6", "7"]),
    ("Corvia", ["2", "", "", "", "2", "0", "2"]),
    ("Democratic Republic of the Dunes", ["1", "14", "5", "74", "94", "29", "65"]),
    ("Esperia", ["", "", "", "", "0", "", ""]),
    ("Grenmark", ["", "2", "1", "1191", "1194", "680", "514"]),
    ("Total", ["3", "27", "7", "1354", "1391", "750", "641"]),
];
const STAFF_NAMES: [&str; 7] = ["G-1", "G-2", "NO-A", "UG", "Total", "F", "M"];

fn read(tool: &str) -> Report {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/texts").join(format!("{tool}.txt"));
    iomx::extract(&fs::read(file).expect("a text"), tool, &Options::default()).expect("a report")
}

/// What the report prints, as `row | column | value`.
fn printed<const N: usize>(rows: &[(&str, [&str; N])], names: [&str; N]) -> Vec<String> {
    let cells = rows.iter().flat_map(|(row, cells)| cells.iter().zip(names).map(move |(cell, name)| (row, name, cell)));
    cells.filter(|(_, _, cell)| !cell.is_empty()).map(|(row, name, cell)| format!("{row} | {name} | {cell}")).collect()
}

/// The cells of a table that have a column, and how many have none.
fn placed(report: &Report, id: &str) -> (Vec<String>, usize) {
    let Some(table) = report.tables.iter().find(|table| table.id == id) else { return (Vec::new(), 0) };
    let (mut cells, mut open) = (Vec::new(), 0);
    for (row, cell) in table.cells() {
        match (cell.column, cell.value) {
            (Some(at), Some(value)) => cells.push(format!("{} | {} | {value}", row.label, table.columns[at].label)),
            _ => {
                assert_eq!(cell.status, Status::Unproved, "{}: {}", row.label, cell.raw);
                open += 1;
            }
        }
    }
    (cells, open)
}

/// How the paragraphs begin and end.
const ENDS: [(&str, &str); 3] = [
    ("The Secretariat moved its archive", "remained open throughout."),
    ("Support for remote offices", "second half of the year."),
    ("The figures of the annex", "those of the payroll."),
];

/// Tools that keep the rows, and tools that list a table column by column.
const ROWS: [&str; 5] = ["pdftotext-raw", "pypdf", "pdfplumber", "pymupdf", "mutool"];
const COLUMNS: [&str; 2] = ["pdftotext", "pdfminer"];

#[test]
fn paragraphs_are_whole_in_every_text() {
    for tool in ROWS.iter().chain(&COLUMNS) {
        let report = read(tool);
        let found = paragraphs(&report.sections);
        let whole = |(paragraph, (first, last)): (&&Paragraph, &(&str, &str))| {
            paragraph.text.starts_with(first) && paragraph.text.ends_with(last)
        };
        assert_eq!(found.len(), ENDS.len(), "{tool}");
        assert!(found.iter().zip(&ENDS).all(whole), "{tool}: {found:?}");
    }
}

#[test]
fn a_table_over_years_is_whole_where_rows_are_kept() {
    for tool in ROWS.iter().chain(&["pdftotext"]) {
        assert_eq!(placed(&read(tool), "table-1"), (printed(&YEARS, YEAR_NAMES), 0), "{tool}");
    }
}

#[test]
fn totals_and_sexes_are_told_by_the_sums_and_the_rest_only_where_it_is_forced() {
    let truth = printed(&STAFF, STAFF_NAMES);
    let told = |cell: &&String| ["| Total |", "| F |", "| M |"].iter().any(|column| cell.contains(column));
    for tool in ROWS {
        let (cells, open) = placed(&read(tool), "table-2");
        assert!(cells.iter().all(|cell| truth.contains(cell)), "{tool}: {cells:?}");
        assert!(truth.iter().filter(told).all(|cell| cells.contains(cell)), "{tool}: {cells:?}");
        assert!(cells.contains(&"Arandia | G-2 | 11".to_string()), "{tool}: only 11 and 77 give these totals");
        assert_eq!((cells.len() + open, open), (truth.len(), 4), "{tool}");
    }
}

/// Total, women and men of the table of `listed.txt`.
const LISTED: [(&str, [&str; 3]); 11] = [
    ("Arandia", ["88", "35", "53"]),
    ("Bolvania", ["13", "6", "7"]),
    ("Corvia", ["2", "0", "2"]),
    ("Dunmark", ["94", "29", "65"]),
    ("Esperia", ["0", "", ""]),
    ("Fennia", ["7", "3", "4"]),
    ("Grenmark", ["12", "7", "5"]),
    ("Hylia", ["30", "11", "19"]),
    ("Istria", ["1", "1", "0"]),
    ("Jorvik", ["9", "4", "5"]),
    ("Total", ["256", "96", "160"]),
];

#[test]
fn the_total_and_the_sexes_of_listed_columns_are_told_by_their_sums() {
    let report = read("listed");
    assert_eq!(placed(&report, "table-1"), (printed(&LISTED, ["Total", "F", "M"]), 0));
    let cells = report.tables[0].cells();
    assert!(cells.into_iter().all(|(_, cell)| cell.status == Status::Proved));
    let left_out = report.findings.iter().find(|finding| finding.code == "IOMX-R08").expect("a finding");
    assert!(left_out.message.contains("9 numbers of table 1"), "{}", left_out.message);
}

#[test]
fn a_list_that_the_sums_do_not_bear_out_is_left_out() {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/texts/listed.txt")).expect("a text");
    let damaged = text.replace("\n29\n", "\n28\n");
    let report = iomx::extract(damaged.as_bytes(), "listed", &Options::default()).expect("a report");
    assert!(report.tables.is_empty());
}

/// Tools that keep the columns by blanks.
const LAYOUTS: [&str; 2] = ["pdftotext-layout", "pypdf-layout"];

#[test]
fn columns_kept_by_blanks_are_whole() {
    for tool in LAYOUTS {
        let report = read(tool);
        assert_eq!(placed(&report, "table-1"), (printed(&YEARS, YEAR_NAMES), 0), "{tool}");
        assert_eq!(placed(&report, "table-2"), (printed(&STAFF, STAFF_NAMES), 0), "{tool}");
    }
}

/// Tools whose blanks drift along a row.
const DRIFTING: [&str; 2] = ["gs", "pymupdf-sort"];

#[test]
fn columns_whose_places_drift_are_whole() {
    for tool in DRIFTING {
        let report = read(tool);
        assert_eq!(placed(&report, "table-1"), (printed(&YEARS, YEAR_NAMES), 0), "{tool}");
        assert_eq!(placed(&report, "table-2"), (printed(&STAFF, STAFF_NAMES), 0), "{tool}");
    }
}

#[test]
fn what_tells_no_rows_is_left_out_and_said_so() {
    for tool in COLUMNS {
        let report = read(tool);
        assert!(!report.tables.iter().any(|table| table.id == "table-2"), "{tool}");
        let said = report.findings.iter().any(|finding| finding.code == "IOMX-R07");
        assert!(said, "{tool}");
    }
}
