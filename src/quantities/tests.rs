//! Figures read from sentences.

use proptest::prelude::*;

use super::*;

/// `raw | value unit | qualifier | year | kind` of each figure.
fn figures(text: &str) -> Vec<String> {
    let line = |one: Quantity| {
        let Quantity { raw, value, unit, qualifier, year, kind, .. } = one;
        format!("{raw} | {value} {unit} | {} | {year} | {}", qualifier.name(), kind.name())
    };
    in_text(text, Some(2030)).into_iter().map(line).collect()
}

/// The raw of each figure.
fn raws(text: &str) -> Vec<String> {
    in_text(text, Some(2030)).into_iter().map(|one| one.raw).collect()
}

#[test]
fn figures_carry_value_unit_qualifier_year_and_kind() {
    assert_eq!(
        figures("Over 3.5 million people were met in 2028, and nearly 40 offices took part."),
        ["3.5 million | 3500000 count | over | 2028 | count", "40 | 40 count | nearly | 2030 | count"]
    );
    assert_eq!(
        figures("Spending was USD 1,239 million, a decrease of USD 68.0 million or 5 per cent."),
        [
            "USD 1,239 million | 1239000000 USD | none | 2030 | money",
            "USD 68.0 million | 68000000 USD | none | 2030 | change",
            "5 per cent | 5 per_cent | none | 2030 | change",
        ]
    );
    assert_eq!(
        figures("The centre had a total of 11,363 guests since 2014 (2029: 68)."),
        ["11,363 | 11363 count | none | 2014-2030 | count", "68 | 68 count | none | 2029 | count"]
    );
    assert_eq!(figures("For three weeks the doors stood open."), ["three weeks | 3 weeks | none |  | count"]);
}

#[test]
fn a_word_that_tells_a_place_is_no_qualifier() {
    assert_eq!(
        figures("It works under three pillars, with under 40 staff."),
        ["three | 3 count | none | 2030 | count", "40 | 40 count | less_than | 2030 | count"]
    );
}

#[test]
fn a_shared_unit_is_handed_on() {
    assert_eq!(
        figures("The rates were 52 and 32 per cent."),
        ["52 | 52 per_cent | none | 2030 | percentage", "32 per cent | 32 per_cent | none | 2030 | percentage"]
    );
    assert_eq!(raws("Between 3 and 5 million people moved."), ["3", "5 million"]);
    assert_eq!(in_text("Between 3 and 5 million people moved.", None)[0].value, Decimal::whole(3_000_000));
}

#[test]
fn numbers_that_count_nothing_are_left_out() {
    for text in [
        "In 2029 the work went on until 31 December 2030.",
        "See paragraphs 3, 4 and 7, Annex I, section 6, and Table 2.",
        "Resolution No. 1266 of 5 May 2030, documents MC/2347 and C/111/5, grade P-5.",
        "They met at the 109th Session, from 5 to 7 June, under Goal 6 and SDG 10.",
        "With Alliance 8.7, COVID-19, Rio+20, the 2030 Agenda and the Strategy 2021–2025.",
        "One of the largest, one on staff and one for partners; no one was left, the longest one took a day.",
        "The steps are (1) to plan, (2) to build and (3) to test.",
        "Working Groups 2.1 and 2.2 established under it; workstream 5; priorities 1 and 2.",
        "The guide Across Two Corridors was printed.",
    ] {
        assert!(raws(text).is_empty(), "{text}: {:?}", raws(text));
    }
}

#[test]
fn counting_begins_anew_after_a_year() {
    assert_eq!(raws("In 2029, 17 cases were opened, of which 6 were closed."), ["17", "6"]);
    assert_eq!(raws("They wrote four manuals and one report."), ["four", "one"]);
    assert_eq!(raws("Two Member States joined."), ["Two"]);
    assert_eq!(raws("By the end of 2030, 91 Member States had signed (see the web page (11 reports))."), ["91", "11"]);
}

#[test]
fn the_noun_is_what_follows() {
    let nouns = |text: &str| in_text(text, None).into_iter().map(|one| one.noun).collect::<Vec<_>>();
    assert_eq!(nouns("with 25 eligible Member States in reach"), ["eligible Member States"]);
    assert_eq!(nouns("97 per cent of all staff members were there"), ["staff members"]);
    assert_eq!(nouns("Seventy offices reported it, 17 sports events took place"), ["offices", "sports events"]);
    assert_eq!(nouns("bringing the total to 149."), [""]);
}

proptest! {
    /// Whatever the text: no panic, and every figure is printed in it, in order.
    #[test]
    fn every_figure_is_printed(text in "([0-9,.%–-]{1,6}|one|two|three-year|hundred|and|to|of|USD|million|per cent|May|No\\.|[(]|[)]|é| |, ){0,40}") {
        let mut rest = text.as_str();
        for figure in in_text(&text, Some(2030)) {
            let at = rest.find(&figure.raw);
            prop_assert!(at.is_some(), "{} in {text}", figure.raw);
            rest = &rest[at.unwrap_or(0) + figure.raw.len()..];
        }
    }
}
