//! What is written: formats, files that appear whole or not at all, the output folder.

mod cli_common;

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use cli_common::{Shelf, report};
use serde_json::Value;

#[test]
fn the_ending_tells_the_format() {
    let shelf = Shelf::of_two();
    let begins =
        [("a.json", "{\"metadata\""), ("a.jsonl", "{\"report_year\":2019"), ("a.csv", "report_year,symbol,table")];
    for (name, begin) in begins {
        let (status, out, _) = shelf.run(&["extract", "2019.txt", "-o", name]);
        assert_eq!((status, out.as_str()), (0, ""), "{name}");
        assert!(shelf.text(name).starts_with(begin), "{name}");
    }
    let (status, _, err) = shelf.run(&["extract", "2019.txt", "-o", "a.xyz"]);
    assert_eq!(status, 2);
    assert!(err.contains("a.xyz: the ending tells no format"), "{err}");
    assert!(!shelf.path("a.xyz").exists());
}

#[test]
fn nothing_is_overwritten_without_force() {
    let shelf = Shelf::of_two();
    shelf.put("a.csv", b"mine");
    let (status, _, err) = shelf.run(&["extract", "2019.txt", "-o", "a.csv"]);
    assert_eq!(status, 2);
    assert!(err.contains("a.csv: is there; replace it with --force"), "{err}");
    assert_eq!(shelf.text("a.csv"), "mine");
    let (status, _, _) = shelf.run(&["extract", "2019.txt", "-o", "a.csv", "--force"]);
    assert_eq!(status, 0);
    assert!(shelf.text("a.csv").starts_with("report_year"));
}

#[test]
fn a_run_that_fails_leaves_nothing() {
    let shelf = Shelf::new();
    shelf.put("empty.txt", b"");
    let (status, _, _) = shelf.run(&["extract", "empty.txt", "-o", "a.json"]);
    assert_eq!(status, 2);
    assert!(!shelf.path("a.json").exists());
    let (status, _, err) = shelf.run(&["extract", "empty.txt", "-o", "no/such/a.json"]);
    assert_eq!(status, 2);
    assert!(err.contains("no/such/a.json: cannot be written: there is no such file or folder"), "{err}");
    assert_eq!(shelf.files("").len(), 1);
}

#[test]
fn csv_ends_its_lines_as_the_rfc_says_and_begins_as_wanted() {
    let shelf = Shelf::of_two();
    let (_, out, _) = shelf.run(&["extract", "2019.txt", "-f", "csv"]);
    assert!(out.split_inclusive('\n').all(|line| line.ends_with("\r\n")), "{out}");
    let (_, with_mark, _) = shelf.run(&["extract", "2019.txt", "-f", "csv", "--bom"]);
    assert_eq!(with_mark, format!("\u{FEFF}{out}"));
    let (_, tagged, _) = shelf.run(&["extract", "2019.txt", "-f", "csv", "--hxl"]);
    let tags = tagged.lines().nth(1).unwrap();
    assert!(tags.starts_with("#date+year+report,#meta+id+document"), "{tags}");
    assert_eq!(tagged.lines().count(), out.lines().count() + 1);
}

#[test]
fn a_table_is_written_as_printed() {
    let shelf = Shelf::of_two();
    let (status, out, _) = shelf.run(&["extract", "2019.txt", "-t", "table-1"]);
    assert_eq!(status, 0);
    assert_eq!(
        out.replace("\r\n", "\n"),
        ",2018,2019\nMen,606,662\nWomen,456,531\nTotal,1062,1193\nPercentage of women,43,45\n"
    );
    let (_, by_number, _) = shelf.run(&["extract", "2019.txt", "-t", "1"]);
    assert_eq!(by_number, out);
    let (_, typed, _) = shelf.run(&["extract", "2019.txt", "-t", "table-1", "-f", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&typed).unwrap()["id"], "table-1");
    let (status, _, err) = shelf.run(&["extract", "2019.txt", "-t", "annex-ix"]);
    assert_eq!(status, 2);
    assert!(err.contains("there is no table 'annex-ix'; there are: table-1"), "{err}");
}

#[test]
fn several_reports_are_an_array_and_one_is_an_object() {
    let shelf = Shelf::of_two();
    let (_, one, _) = shelf.run(&["extract", "2019.txt", "--pretty"]);
    assert_eq!(serde_json::from_str::<Value>(&one).unwrap()["metadata"]["year"], 2019);
    let (_, two, _) = shelf.run(&["extract", "2018.txt", "2019.txt"]);
    let years: Vec<_> = serde_json::from_str::<Vec<Value>>(&two).unwrap();
    assert_eq!(
        years.iter().map(|report| report["metadata"]["year"].as_i64()).collect::<Vec<_>>(),
        [Some(2018), Some(2019)]
    );
}

#[test]
fn a_folder_holds_everything_and_says_what_it_holds() {
    let shelf = Shelf::of_two();
    let (status, _, err) = shelf.run(&["extract", "2018.txt", "2019.txt", "-o", "out/"]);
    assert_eq!(status, 0, "{err}");
    let package: Value = serde_json::from_str(&shelf.text("out/datapackage.json")).unwrap();
    let described: BTreeSet<_> =
        package["resources"].as_array().unwrap().iter().map(|r| r["path"].as_str().unwrap().to_string()).collect();
    let mut there: BTreeSet<_> = shelf.files("out").into_iter().map(|(path, _)| relative(&shelf, &path)).collect();
    assert!(there.remove("datapackage.json"));
    assert_eq!(there, described);
    assert!(there.contains("reports/2018.json") && there.contains("reports/2019.json"));
    for resource in package["resources"].as_array().unwrap().iter().filter(|r| r["format"] == "csv") {
        let fields: Vec<_> =
            resource["schema"]["fields"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
        let csv = shelf.text(&format!("out/{}", resource["path"].as_str().unwrap()));
        assert_eq!(csv.lines().next().unwrap().trim_end(), fields.join(","));
    }
    let source = &package["sources"][0];
    assert_eq!((source["path"].as_str(), source["sha256"].as_str().map(str::len)), (Some("2018.txt"), Some(64)));
}

fn relative(shelf: &Shelf, path: &std::path::Path) -> String {
    path.strip_prefix(shelf.path("out")).unwrap().display().to_string()
}

#[test]
fn a_folder_is_replaced_only_when_wanted_and_left_alone_when_unchanged() {
    let shelf = Shelf::of_two();
    let extract = |more: &[&str]| shelf.run(&[&["extract", "2018.txt", "2019.txt", "-o", "out"][..], more].concat());
    assert_eq!(extract(&[]).0, 0);
    let (status, _, err) = extract(&[]);
    assert_eq!(status, 2);
    assert!(err.contains("out: holds an extraction already; replace it with --force"), "{err}");
    let (status, _, err) = extract(&["--skip-unchanged"]);
    assert_eq!(status, 0);
    assert!(err.contains("out: unchanged, nothing to do"), "{err}");
    shelf.put("2019.txt", report(2019, 608).as_bytes());
    assert_eq!(extract(&["--skip-unchanged"]).0, 2);
    assert_eq!(extract(&["--skip-unchanged", "--force"]).0, 0);
    assert!(shelf.text("out/observations.csv").contains(",608,"));
    let (status, _, _) = shelf.run(&["extract", "2019.txt", "-o", "out", "--force"]);
    assert_eq!(status, 0);
    assert!(!shelf.path("out/reports/2018.json").exists(), "a report of the earlier run is gone");
}

#[test]
fn reports_of_the_same_year_are_told_apart() {
    let shelf = Shelf::of_two();
    shelf.put("again.txt", report(2019, 608).as_bytes());
    assert_eq!(shelf.run(&["extract", "2019.txt", "again.txt", "-o", "out"]).0, 0);
    let names: Vec<_> = shelf.files("out/reports").into_iter().map(|(path, _)| relative(&shelf, &path)).collect();
    assert_eq!(names, ["reports/2019-2.json", "reports/2019.json"]);
    let reports = shelf.text("out/reports.csv");
    assert!(reports.lines().any(|line| line.ends_with(",2019-2")), "{reports}");
}

#[test]
fn runs_and_numbers_of_threads_give_the_same_bytes() {
    let shelf = Shelf::new();
    for year in 2000..2020 {
        shelf.put(&format!("{year}.txt"), report(year, 600 + year as u32 % 3).as_bytes());
    }
    for (name, jobs) in [("one", "1"), ("two", "2"), ("three", "3")] {
        std::fs::create_dir(shelf.path(name)).unwrap();
        let (status, _, err) = shelf.run(&["extract", ".", "-o", &format!("{name}/out"), "--jobs", jobs]);
        assert_eq!(status, 0, "{err}");
        let (status, _, err) = shelf.run(&["extract", ".", "-o", &format!("{name}/book.xlsx"), "--jobs", jobs]);
        assert_eq!(status, 0, "{err}");
    }
    let bytes = |name: &str| shelf.files(name).into_iter().map(|(_, bytes)| bytes).collect::<Vec<_>>();
    assert!(bytes("one") == bytes("two") && bytes("one") == bytes("three"));
    assert_eq!(bytes("one").len(), 1 + 20 + 1 + 15);
}

#[test]
fn a_killed_run_leaves_only_whole_files() {
    let shelf = Shelf::new();
    std::fs::create_dir(shelf.path("in")).unwrap();
    for year in 1960..2020 {
        let long = (3..200).map(|number| format!("{number}. A paragraph of some words. \n \n")).collect::<String>();
        shelf.put(&format!("in/{year}.txt"), (report(year, 606) + &long).as_bytes());
    }
    assert_eq!(shelf.run(&["extract", "in", "-o", "whole"]).0, 0);
    let whole: BTreeSet<_> = shelf.files("whole").into_iter().map(|(_, bytes)| bytes).collect();
    let mut killed = 0;
    for trial in 0..50u64 {
        _ = std::fs::remove_dir_all(shelf.path("out"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_iomx"))
            .args(["extract", "in", "-o", "out", "--quiet"])
            .current_dir(shelf.path(""))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(1 + trial * 7 % 97));
        killed += u32::from(child.try_wait().unwrap().is_none());
        _ = child.kill();
        child.wait().unwrap();
        for (path, bytes) in shelf.files("out") {
            assert!(whole.contains(&bytes), "{} is not whole", path.display());
        }
    }
    assert!(killed > 0, "no run was killed while it worked");
}

#[test]
fn a_workbook_is_a_zip_of_sheets() {
    let shelf = Shelf::of_two();
    let (status, _, err) = shelf.run(&["extract", "2018.txt", "2019.txt", "-o", "a.xlsx"]);
    assert_eq!(status, 0, "{err}");
    let bytes = std::fs::read(shelf.path("a.xlsx")).unwrap();
    assert!(bytes.starts_with(b"PK"));
    let (status, _, err) = shelf.run(&["extract", "2019.txt", "-f", "xlsx", "-d", "staff"]);
    assert_eq!(status, 2);
    assert!(err.contains("--dataset staff works with --format csv and jsonl"), "{err}");
}
