use super::*;

fn read(text: &str) -> Vec<String> {
    let line =
        |(index, text): (usize, &str)| Line { number: index as u32 + 1, text: text.to_string(), ..Line::default() };
    let mut lines: Vec<Line> = text.lines().enumerate().map(line).collect();
    read_tables(&mut lines);
    let shown = |line: &Line| match line.cells.as_slice() {
        [] => line.text.clone(),
        cells => cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"),
    };
    lines.iter().map(shown).collect()
}

#[test]
fn columns_kept_by_blanks_become_cells() {
    let read = read(
        "1. A paragraph that says what the table shows, and goes on until the line is full.\n\
         \n\
         Country                   G-1    G-2       UG   Total\n\
         Arandia                           11       77      88\n\
         Bolvania (Plurinational\n\
         State of)                                1 212   1 212\n\
         Corvia                      2                       2\n\
         Esperia                                             0",
    );
    assert_eq!(
        read[2..],
        [
            "Country|G-1|G-2|UG|Total",
            "Arandia||11|77|88",
            "Bolvania (Plurinational State of)|||1 212|1 212",
            "",
            "Corvia|2|||2",
            "Esperia||||0"
        ]
    );
    assert!(read[0].starts_with("1. A paragraph"));
}

#[test]
fn counted_blanks_are_left_alone() {
    let text = "Arandia  2     3 11 2  16 9 7\nBolvania 2 1    2  5 4 1\nCorvia     9 1 3   13 13 0\nDunland 1   1    2 1 1\nEsperia        0  ";
    assert_eq!(read(text), text.lines().collect::<Vec<_>>());
}

#[test]
fn the_title_and_texts_that_ran_together_are_told_from_the_header() {
    let read = read(
        "                 Crew of the boats by port and by kind of work\n\
         \x20                                    All of the crew\n\
         \x20                                Keepers       Rowers at Sea\n\
         Port                            F      M        F      M    Total\n\
         Ardenia                        10     12       14     16       52\n\
         Belmora                        11     13       15     17       56\n\
         Cape Lorn                      12     14       16     18       60",
    );
    assert_eq!(read[0], "Crew of the boats by port and by kind of work");
}

#[test]
fn numbers_with_one_blank_between_go_to_their_columns() {
    let read = read(
        "Country       G-1 G-2  UG  Total F   M\n\
         Arandia           11   77  88    35  53\n\
         Bolvania      2        178 519   133 386\n\
         Corvia        2            2     0   2\n\
         Dunland       1   14   74  94    29  65\n\
         Esperia                    0\n\
         Total         5   25   329 703   197 506",
    );
    assert_eq!(
        read,
        [
            "Country|G-1|G-2|UG|Total|F|M",
            "Arandia||11|77|88|35|53",
            "Bolvania|2||178|519|133|386",
            "Corvia|2|||2|0|2",
            "Dunland|1|14|74|94|29|65",
            "Esperia||||0||",
            "Total|5|25|329|703|197|506"
        ]
    );
}

#[test]
fn a_label_cut_at_a_hyphen_is_whole() {
    let read = read(
        "Country                   G-1    G-2       UG   Total\n\
         Arandia                           11       77      88\n\
         Isles of the south-\n\
         east                                       12      12\n\
         Corvia                      2                       2\n\
         Esperia                                             0",
    );
    assert_eq!(read[2], "Isles of the south-east|||12|12");
}

#[test]
fn a_row_that_is_shifted_as_a_whole_keeps_its_columns() {
    let read = read(
        "Country                      G-1        G-2        UG        Total\n\
         Arandia                                 11         77        88\n\
         Bolvania (Plurinational)         1                      12        13\n\
         Corvia                       2                               2\n\
         Dunland                   1          14         74        89\n\
         Total                        4          25         163       192",
    );
    assert_eq!(
        read,
        [
            "Country|G-1|G-2|UG|Total",
            "Arandia||11|77|88",
            "Bolvania (Plurinational)|1||12|13",
            "Corvia|2|||2",
            "Dunland|1|14|74|89",
            "Total|4|25|163|192"
        ]
    );
}

#[test]
fn a_numbered_title_is_no_row_and_no_header() {
    let read = read(
        "8. Number of boats built in the year (by kind of boat)\n\
         Port                Ferries    Rowers     Total\n\
         Ardenia                  10        12        22\n\
         Belmora                  11        13        24\n\
         Cape Lorn                12        14        26\n\
         9. Number of boats sold in the year (by kind of boat) (in hundreds)\n\
         Port                Ferries    Rowers     Total\n\
         Ardenia                   3         4         7\n\
         Belmora                   5         6        11\n\
         Cape Lorn                 7         8        15",
    );
    assert!(read[5].starts_with("9. Number"), "{}", read[5]);
    assert_eq!(read[6], "Port|Ferries|Rowers|Total");
}
