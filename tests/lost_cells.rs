//! Tables whose text has lost the empty cells: what names and sums tell has a column, everything else has none.

use iomx::report::{Status, Table};
use iomx::{Options, Report};

fn read(text: &str) -> Report {
    iomx::extract(text.as_bytes(), "invented.txt", &Options::default()).expect("a report")
}

/// A table under its caption, between two paragraphs.
fn table(lines: &str) -> Report {
    read(&format!(
        "1. The figures follow below, in a table.\nTable 1: Staff\n{lines}\n2. Nothing else is said of them.\n"
    ))
}

/// The placed cells of a row, as `path=value`, and how many are open.
fn row(table: &Table, label: &str) -> (String, usize) {
    let row = table.rows.iter().find(|row| row.label == label).expect("a row");
    let path = |at: usize| {
        let column = &table.columns[at];
        column.groups.iter().chain([&column.label]).map(String::as_str).collect::<Vec<_>>().join(">")
    };
    let placed: Vec<String> =
        row.cells.iter().filter_map(|cell| Some(format!("{}={}", path(cell.column?), cell.value?))).collect();
    let open = row.cells.iter().filter(|cell| cell.column.is_none());
    assert!(open.clone().all(|cell| cell.status == Status::Unproved), "{label}");
    (placed.join(" "), open.count())
}

const BY_PLACE: &str = "\
Arland 1 2 3 4 5 6 21
Belmark 7 9 16
Corvia 0
Dunia 4 1 5
Esperia 2 30 8 40
Fennland 3 3
Grenmark 5 2 1 8
Total 93";

#[test]
fn spanners_printed_level_by_level_are_read_as_a_tree() {
    let header = "Nationals of\nHeadquarters Field Total\nF M General Services National Officers\nF M F M\n";
    let report = table(&format!("{header}{BY_PLACE}"));
    let places = "Headquarters>F=1 Headquarters>M=2 Field>General Services>F=3 Field>General Services>M=4 \
                  Field>National Officers>F=5 Field>National Officers>M=6 Total=21";
    assert_eq!(row(&report.tables[0], "Arland"), (places.into(), 0));
    assert_eq!(row(&report.tables[0], "Belmark"), ("Total=16".into(), 2));
    assert_eq!(row(&report.tables[0], "Corvia"), ("Total=0".into(), 0));
}

#[test]
fn where_two_trees_fit_only_the_total_is_told() {
    let header = "Nationals of Headquarters Field TotalGeneral Services National Officers\nF M F M F M\n";
    let report = table(&format!("{header}{BY_PLACE}"));
    assert_eq!(row(&report.tables[0], "Arland"), ("Total=21".into(), 6));
    assert_eq!(row(&report.tables[0], "Esperia"), ("Total=40".into(), 3));
    assert_eq!(report.tables[0].columns.len(), 1);
}

#[test]
fn years_span_pairs_of_sexes() {
    let lines = "Category/grade 2030 2031 F M F M\nP-3 4 5 6 7\nP-2 3 2 2 3\nP-1 1 2\nTotal 8 9 8 10";
    let report = table(lines);
    assert_eq!(row(&report.tables[0], "P-2"), ("2030>F=3 2030>M=2 2031>F=2 2031>M=3".into(), 0));
    assert_eq!(row(&report.tables[0], "P-1"), (String::new(), 2));
}

#[test]
fn capitals_part_names_over_full_rows() {
    let lines = "Number of boats Money spent (USD million)\nUpland 12 3.5\nLowland 7 4.25\nIsles 5 1.25\nTotal 24 9.0";
    let report = table(lines);
    assert_eq!(row(&report.tables[0], "Isles"), ("Number of boats=5 Money spent (USD million)=1.25".into(), 0));
}

#[test]
fn a_header_that_names_nothing_leaves_the_total() {
    let lines = "From Lands of the\nUpper Lower\nLake Hill Far Total\nUpland 2 3 5\nLowland 4 4\nIsles 1 1 7 9\n\
                 Coast 3 5 8\nHills 6 2 1 9\nTotal 9 14 12 35";
    let report = table(lines);
    assert_eq!(row(&report.tables[0], "Isles"), ("Total=9".into(), 3));
    assert_eq!(row(&report.tables[0], "Lowland"), ("Total=4".into(), 1));
}

#[test]
fn a_stub_heading_is_no_column_though_the_rows_have_a_number_for_it() {
    let report = table("Region 2030 2031\nIncrease/(decre\nase)\nUpland 2 3 1\nLowland 4 9 5\nIsles 1 7 6");
    assert!(report.tables.is_empty());
    assert!(report.findings.iter().any(|finding| finding.code == "IOMX-R07"));
}

#[test]
fn labels_printed_over_each_other_vouch_for_nothing() {
    let lines = "Land G-2 G-1 Total F M\nArland 1 2 3 1 2\nBmeelmmbaerrk Stoatetsh er 4 1 5 2 3\n\
                 mBeemlmbearr kStates oTthheerr 4 1 5 2 3\nCorvia 2 2 4 4 0";
    let report = table(lines);
    let row = report.tables[0].rows.iter().find(|row| row.label == "(unassigned)").expect("a row");
    assert!(row.cells.iter().all(|cell| cell.status == Status::Unproved));
}

#[test]
fn what_ends_the_stub_below_the_names_is_no_part_of_a_label() {
    let names = "Home country: Grade Sex\nobserver States, non-member Total\nP-2 P-1 F M\nStates and other\n";
    let report = table(&format!("{names}Iceland 1 2 3 2 1\nNorway 4 4 1 3\n{names}Total 5 2 7 3 4"));
    let total = report.tables[0].rows.last().expect("a row");
    assert_eq!(total.label, "Total");
}

const LANDS: [&str; 12] =
    ["Albania", "Belgium", "Chad", "Denmark", "Egypt", "Fiji", "Gabon", "Haiti", "India", "Japan", "Kenya", "Latvia"];
const WOMEN: [u32; 12] = [4, 11, 2, 37, 5, 60, 8, 1, 19, 25, 3, 70];

/// A page that lists a table column by column; the numbers of its last row are lost.
fn listed(lands: &[&str], women: &[u32], lost: usize) -> String {
    let men: Vec<u32> = women.iter().rev().map(|women| women + 6).collect();
    let total: Vec<u32> = women.iter().zip(&men).map(|(women, men)| women + men).collect();
    let lines = |list: &[u32]| list[..list.len() - lost].iter().map(|number| format!("{number}\n")).collect::<String>();
    let names = format!("Home country\n{}\n\nP-2\n\n7\n\n", lands.join("\n"));
    format!("{names}Total\n\n{}\nSex\n\nF\n\nM\n\n{}\n{}\n", lines(&total), lines(women), lines(&men))
}

#[test]
fn a_page_whose_lists_are_whole_is_read_though_the_next_one_is_not() {
    let first = listed(&LANDS, &WOMEN, 0);
    let second = listed(&["Malta", "Nepal", "Oman", "Peru", "Qatar", "Total"], &WOMEN[..6], 1);
    let report = table(&format!("{first}\u{c}\n{second}"));
    assert_eq!(report.tables[0].rows.len(), 12);
    assert_eq!(row(&report.tables[0], "Denmark"), ("Total=62 Sex>F=37 Sex>M=25".into(), 0));
}

#[test]
fn labels_out_of_order_show_that_lists_may_be_so_too() {
    let mut lands = LANDS;
    lands.swap(2, 8);
    let second = listed(&["Malta", "Nepal", "Oman", "Peru", "Qatar", "Total"], &WOMEN[..6], 1);
    let report = table(&format!("{}\u{c}\n{second}", listed(&lands, &WOMEN, 0)));
    assert!(report.tables.is_empty());
}

#[test]
fn a_group_beside_the_numbers_is_no_label() {
    let lines = "Region Service Total boats\nHelp for Boats\nUplands 12\nand Harbours\nTrade 30\nUplands total 42\n\
                 Lowlands Trade 5\nFerries 6\nLowlands total 11\nGrand total 53";
    let report = table(lines);
    let first = &report.tables[0].rows[0];
    assert_eq!(
        (first.groups.as_slice(), first.label.as_str()),
        (&["Uplands".to_string()][..], "Help for Boats and Harbours")
    );
}

#[test]
fn names_below_a_line_of_names_go_on_with_the_header() {
    let lines = "Nationals of\nGrade\nTotal\nSex\nP-3 P-2 P-1\nShort-term\nCrews\nF M\nArland 1 2 3 4 10 4 6\n\
                 Belmark 0\nCorvia 2 7 9 5 4\nTotal 3 9 3 4 19 9 10";
    let report = table(lines);
    let named = |label: &str| {
        report
            .tables
            .iter()
            .flat_map(|table| &table.rows)
            .all(|row| !row.groups.iter().any(|group| group.contains(label)))
    };
    assert!(named("F M"));
}
