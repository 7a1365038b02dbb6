//! Rules of the body, each on a few invented lines.

use super::{Structure, split};
use crate::normalise::tests::cleaned;
use crate::report::{Item, Section};

fn structure(text: &str) -> Structure {
    split(&mut cleaned(text), &[])
}

/// The pieces in printed order, one line each: `# heading`, `12 text`, `box`, `figure`, `- free text`.
fn outline(text: &str) -> Vec<String> {
    outline_of(&structure(text))
}

fn outline_of(structure: &Structure) -> Vec<String> {
    let mut lines = Vec::new();
    structure.sections.iter().for_each(|section| describe(section, &mut lines));
    lines
}

fn describe(section: &Section, lines: &mut Vec<String>) {
    if !section.title.is_empty() {
        lines.push(format!("{} {}", "#".repeat(section.level.into()), section.title));
    }
    for item in &section.items {
        match item {
            Item::Paragraph(found) => lines.push(format!("{} {}", found.number, found.text)),
            Item::Text(text) => lines.push(format!("- {}", text.text)),
            Item::Box(found) => lines.push(format!("box {:?} {}: {}", found.number, found.title, found.text)),
            Item::Figure(figure) => lines.push(format!("figure {}", figure.caption)),
            Item::StrategyPoints { points, .. } => lines.push(format!("points {points:?}")),
            Item::Table { id } => lines.push(format!("table {id}")),
            Item::Section(inner) => describe(inner, lines),
        }
    }
}

#[test]
fn a_number_counts_only_where_it_continues_the_count() {
    let text = "INTRODUCTION\n\n1. We asked the keepers of all\n17. Streets and they said so, at length and in writing.\n\n2. Then\nwe left.\n";
    let expected = [
        "# INTRODUCTION",
        "1 We asked the keepers of all 17. Streets and they said so, at length and in writing.",
        "2 Then we left.",
    ];
    assert_eq!(outline(text), expected);
}

#[test]
fn lost_numbers_are_inferred_where_the_text_must_bear_them() {
    let text = "# A\n# B\n# C\n\n- 1. One is here, and it is a whole sentence by itself.\n- The second has lost its number, but it is a whole sentence all the same.\n- 3. Three follows it.\n\nThe fourth one was moved to 4. 12 offices by the reader.\n\n- 5. Five.\n- 6. Six.\n";
    let found = structure(text);
    let codes: Vec<_> = found.findings.iter().map(|finding| (finding.code, finding.expected.as_deref())).collect();
    assert_eq!(codes, [("IOMX-S01", Some("2")), ("IOMX-S01", Some("4"))]);
    assert!(outline(text).contains(&"4 The fourth one was moved to 12 offices by the reader.".to_string()));
}

#[test]
fn a_gap_that_nothing_fills_is_a_finding() {
    let found = structure("INTRODUCTION\n\n1. One.\n\n2. Two.\n\n5. Five.\n\n6. Six.\n");
    assert_eq!(found.findings[0].code, "IOMX-S02");
    assert!(found.findings[0].message.contains("paragraphs 3 to 4"));
}

#[test]
fn paragraphs_go_on_over_pages_and_what_stands_between() {
    let text = "INTRODUCTION\n\n1. The boats of the\n\nhttps://a.example/\n\u{C}C/9/9\nPage 2\n\nmill went on.\n\n2. It rained.\n\u{C}C/9/9\nPage 3\n\nIt rained again, and the whole harbour was under water by the evening.\n";
    let expected = [
        "# INTRODUCTION",
        "1 The boats of the mill went on.",
        "2 It rained. It rained again, and the whole harbour was under water by the evening.",
    ];
    assert_eq!(outline(text), expected);
}

#[test]
fn lists_belong_to_their_paragraph_and_lone_bullets_head_the_next() {
    let text =
        "INTRODUCTION\n\n1. We saw:\n\n• A boat\n\n• A mule.\n\n2. We left.\n\n• On the road\n\n3. It was long.\n";
    assert_eq!(
        outline(text),
        ["# INTRODUCTION", "1 We saw: A boat A mule.", "2 We left.", "### On the road", "3 It was long."]
    );
}

#[test]
fn boxes_end_at_the_next_number_or_heading() {
    let text = "INTRODUCTION\n\n1. The crews found that the\n\nBox 3. Ferries\n\nThey are slow.\n\n• But safe.\n\nThey are old.\n\nwater was deep.\n\n2. It is.\n\nBox 4\nTitle below\n\nWords.\n\nThe next heading\n\n3. And on.\n";
    let expected = [
        "# INTRODUCTION",
        "1 The crews found that the water was deep.",
        "box Some(3) Ferries: They are slow. But safe.\n\nThey are old.",
        "2 It is.",
        "box Some(4) Title below: Words.",
        "## The next heading",
        "3 And on.",
    ];
    assert_eq!(outline(text), expected);
}

#[test]
fn a_caption_is_told_from_a_heading_by_the_gap_of_its_chart() {
    let text = "INTRODUCTION\n\n1. One.\n\nBoats by year\n\n\n\n\n2. Two.\n\nA heading\n\n3. Three.\n\nFigure 2: Boats\n\n4. Four.\n\nLast on its page\n\u{C}5. Five.\n";
    let expected = [
        "# INTRODUCTION",
        "1 One.",
        "figure Boats by year",
        "2 Two.",
        "## A heading",
        "3 Three.",
        "figure Figure 2: Boats",
        "4 Four.",
        "figure Last on its page",
        "5 Five.",
    ];
    assert_eq!(outline(text), expected);
}

#[test]
fn footnotes_settle_glued_marks() {
    let text = "INTRODUCTION\n\n1. The store has 20 m2 and 4,0381 ropes.2 COVID-19 is over.\n\n1  Old ones too.\n2  Of hemp, mostly, which\n\nis dear.\n\u{C}2. Next.\n";
    let found = structure(text);
    let notes: Vec<_> = found
        .footnotes
        .iter()
        .map(|note| (note.number.as_str(), note.text.as_str(), note.cited_in.join(";")))
        .collect();
    assert_eq!(notes, [("1", "Old ones too.", "1".into()), ("2", "Of hemp, mostly, which is dear.", "1".into())]);
    assert_eq!(outline(text)[1], "1 The store has 20 m2 and 4,038 ropes. COVID-19 is over.");
}

#[test]
fn a_superscript_without_a_note_is_a_finding() {
    let found = structure("# A\n# B\n# C\n\n- 1. As agreed<sup>7</sup> by all of them.\n- 2. So it was.\n");
    assert_eq!(found.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["IOMX-S04"]);
}

#[test]
fn points_of_an_annex_are_no_paragraphs_and_empty_items_are_charts() {
    let text = "# INTRODUCTION\n\n- 1. One.\n- 2. Two.\n\nAnnex I\n\n# STATISTICS\n\n## 1. Boats, 2030\n\n## 2. Mules, 2030\n\nAnnex II\n\n# POINTS\n\nThey are as follows:\n\n- 1. To row.\n- 2. To ride.\n";
    let expected = [
        "# INTRODUCTION",
        "1 One.",
        "2 Two.",
        "# Annex I",
        "## STATISTICS",
        "### 1. Boats, 2030",
        "figure 1. Boats, 2030",
        "### 2. Mules, 2030",
        "figure 2. Mules, 2030",
        "# Annex II",
        "## POINTS",
        "- They are as follows:",
        "- To row.",
        "- To ride.",
    ];
    assert_eq!(outline(text), expected);
}

#[test]
fn a_report_without_numbers_keeps_its_text() {
    let text = "INTRODUCTION\n\nThe year began late, and it\nended early.\n\nIt was short.\n\nWhat we did\n\nWe did all that there was to do, and\nthen\n\u{C}some more.\n";
    let expected = [
        "# INTRODUCTION",
        "- The year began late, and it ended early.",
        "- It was short.",
        "## What we did",
        "- We did all that there was to do, and then some more.",
    ];
    assert_eq!(outline(text), expected);
}

#[test]
fn headings_without_blank_lines_are_parted() {
    let text = "INTRODUCTION\n1.\tThe first paragraph is long enough to fill its line nearly to the end\nand ends.\nA short heading\n2.\tThe second one.\nTHE NEXT PART\n3.\tThe third one.\n";
    let expected = [
        "# INTRODUCTION",
        "1 The first paragraph is long enough to fill its line nearly to the end and ends.",
        "## A short heading",
        "2 The second one.",
        "# THE NEXT PART",
        "3 The third one.",
    ];
    assert_eq!(outline(text), expected);
}

#[test]
fn every_line_gets_its_entry() {
    let mut text = cleaned(
        "FOREWORD\n\nThanks.\n\nINTRODUCTION\n\n1. One.\n\nIOM Strategy points: 2 and 3\n\nBox 1: Title\n\nWords of it.\n\n2. Two.1\n\n1  A note.\n",
    );
    split(&mut text, &[]);
    let unassigned = text.ledger.entries().iter().filter(|entry| entry.role.is_empty()).count();
    assert_eq!(unassigned, 0);
}

#[test]
fn a_title_over_a_picture_is_its_caption() {
    let text = "INTRODUCTION\n\n1. One boat came.\n\nBoats of all harbours\n\n2. Two boats left.\n";
    let mut clean = cleaned(text);
    assert_eq!(outline_of(&split(&mut clean, &[]))[2], "## Boats of all harbours");
    let mut clean = cleaned(text);
    clean.lines[4].style.over_picture = true;
    assert_eq!(outline_of(&split(&mut clean, &[]))[2], "figure Boats of all harbours");
}

#[test]
fn headings_may_stand_right_over_what_they_head() {
    let text = "THE BOATS\n1. All boats were counted in the spring.\n\n2. None was lost.\n\nII. THE CREW\nA. Rowers and sailors\n\
                3. The crew grew.\n\n4. It rowed on.\n";
    let read = outline(text);
    let headings: Vec<&str> =
        read.iter().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches(['#', ' '])).collect();
    assert_eq!(headings, ["THE BOATS", "II. THE CREW", "A. Rowers and sailors"]);
}

#[test]
fn a_paragraph_may_follow_a_line_without_a_stop() {
    let text = "1. The boats came home.\n2. These were counted: rafts (4% fewer)\n3. In the spring, they left again.\n\
                4. None was lost.\n5. All came back.\n";
    assert_eq!(outline(text)[2], "3 In the spring, they left again.");
}
