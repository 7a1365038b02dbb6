//! Files made to hang or exhaust a reader: loops, bombs, absurd sizes. Time and memory stay bounded.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::{Compression, write::ZlibEncoder};
use iomx::source::{Document, read};
use iomx::{Error, Options, Result};

const SLOWEST: Duration = Duration::from_secs(5);

/// A PDF without cross-reference table, out of the bodies of its objects 1, 2, 3...
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    for (index, object) in objects.iter().enumerate() {
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    file
}

fn text(body: &str) -> Vec<u8> {
    body.as_bytes().to_vec()
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut body = format!("<<{dict}/Length {}>>\nstream\n", data.len()).into_bytes();
    body.extend(data);
    body.extend(b"\nendstream");
    body
}

fn packed(size_mib: usize, content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    let blanks = vec![b' '; 1 << 20];
    (0..size_mib).for_each(|_| encoder.write_all(&blanks).unwrap());
    encoder.finish().unwrap()
}

const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R\
                    /Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
const HELLO: &str = "BT /F 10 Tf 20 200 Td (Hello there) Tj ET";

fn timed(file: &[u8]) -> Result<Document> {
    let start = Instant::now();
    let result = read(file, "hostile.pdf", &Options::default());
    assert!(start.elapsed() < SLOWEST, "took {:?}", start.elapsed());
    result
}

fn first_line(file: &[u8]) -> String {
    timed(file).unwrap().lines[0].text.clone()
}

#[test]
fn loops_in_the_page_tree_end() {
    let looped = PAGES.replace("[3 0 R]", "[2 0 R 3 0 R 2 0 R]").replace("/Type", "/Parent 2 0 R/Type");
    let file = pdf(&[
        text(CATALOG),
        text(&looped),
        text(&PAGE.replace("/MediaBox[0 0 300 300]", "")),
        stream("", HELLO.as_bytes()),
        text(FONT),
    ]);
    assert_eq!(first_line(&file), "Hello there");
}

#[test]
fn a_form_that_shows_itself_is_shown_once() {
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Matrix[1 0 0 1 0 -20]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>";
    let file = pdf(&[
        text(CATALOG),
        text(PAGES),
        text(PAGE),
        stream("", format!("{HELLO} /X Do").as_bytes()),
        text(FONT),
        stream(form, format!("/X Do {HELLO}").as_bytes()),
    ]);
    let lines = timed(&file).unwrap().lines;
    assert_eq!(lines.iter().filter(|line| line.text == "Hello there").count(), 2);
}

#[test]
fn forms_that_multiply_are_cut() {
    // Each form shows the next ten times: 10^12 shows.
    let mut objects =
        vec![text(CATALOG), text(PAGES), text(PAGE), stream("", format!("{HELLO} /X Do").as_bytes()), text(FONT)];
    for next in 7..20 {
        let dict =
            format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>/XObject<</X {next} 0 R>>>>");
        objects.push(stream(&dict, format!("{HELLO} {}", "/X Do ".repeat(10)).as_bytes()));
    }
    let document = timed(&pdf(&objects)).unwrap();
    assert_eq!(document.findings.first().map(|finding| finding.code), Some("IOMX-P05"));
}

#[test]
fn bombs_are_cut_or_refused() {
    let page = stream("/Filter/FlateDecode", &packed(300, HELLO.as_bytes()));
    assert_eq!(first_line(&pdf(&[text(CATALOG), text(PAGES), text(PAGE), page, text(FONT)])), "Hello there");
    let objects = stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &packed(300, b"9 0 "));
    assert!(matches!(timed(&pdf(&[text(CATALOG), text(PAGES), objects])), Err(Error::TooLarge(_))));
}

#[test]
fn an_endless_range_of_codes_is_cut() {
    let map = "begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <00000000> <FFFFFFFF> <0041> <0000> <FFFF> <0041> endbfrange";
    let font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>";
    let descendant = "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 500/W[0 4294967295 500 0 65535 600]>>";
    let shown = "BT /F 10 Tf 20 200 Td <00000001> Tj ET";
    let file = pdf(&[
        text(CATALOG),
        text(PAGES),
        text(PAGE),
        stream("", shown.as_bytes()),
        text(font),
        stream("", map.as_bytes()),
        text(descendant),
    ]);
    assert_eq!(first_line(&file), "AB");
}

#[test]
fn a_page_full_of_states_and_paths_ends() {
    let flood = format!("{HELLO} {} {}", "q ".repeat(400_000), "0 0 m 9 9 l 1 1 5 5 re ".repeat(200_000));
    let page = stream("/Filter/FlateDecode", &packed(0, flood.as_bytes()));
    assert_eq!(first_line(&pdf(&[text(CATALOG), text(PAGES), text(PAGE), page, text(FONT)])), "Hello there");
}

#[test]
fn a_hundred_thousand_rules_are_a_drawing() {
    let lines: String = (0..100_000)
        .map(|index| {
            format!("{} 0 m {} 300 l S 0 {} m 300 {} l S ", index % 299, index % 299, index % 297, index % 297)
        })
        .collect();
    let file =
        pdf(&[text(CATALOG), text(PAGES), text(PAGE), stream("", format!("{HELLO} {lines}").as_bytes()), text(FONT)]);
    assert_eq!(timed(&file).unwrap().lines.iter().filter(|line| line.text.contains("Hello")).count(), 1);
}

#[test]
fn a_page_that_cannot_be_read_is_a_finding_with_its_number() {
    let pages = "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 3>>";
    let lost = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 99 0 R>>";
    let file = pdf(&[text(CATALOG), text(pages), text(PAGE), stream("", HELLO.as_bytes()), text(FONT), text(lost)]);
    let findings = timed(&file).unwrap().findings;
    let codes: Vec<(&str, Option<u32>)> = findings.iter().map(|finding| (finding.code, finding.span.page)).collect();
    assert_eq!(codes, [("IOMX-P01", Some(2)), ("IOMX-P03", None)]);
}

#[test]
fn without_pages_there_is_nothing_to_read() {
    let file = pdf(&[text(CATALOG), text("<</Type/Pages/Kids[]/Count 0>>")]);
    assert!(matches!(timed(&file), Err(Error::DamagedPdf(_))));
    assert!(matches!(timed(b"%PDF-1.4\n"), Err(Error::DamagedPdf(_))));
}
