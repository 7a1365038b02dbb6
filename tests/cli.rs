//! The command line as a user meets it: help, mistakes, exit statuses, streams.

mod cli_common;

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use cli_common::{Shelf, report};

#[test]
fn help_begins_with_examples_and_names_every_command() {
    let (status, out, err) = Shelf::new().run(&["--help"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let (examples, commands) = (out.find("Examples:").unwrap(), out.find("Commands:").unwrap());
    assert!(examples < commands, "{out}");
    for command in ["extract", "tables", "check", "explain", "series", "diff", "schema", "completions", "man"] {
        assert!(out[commands..].contains(&format!("\n  {command}")), "{command}\n{out}");
        let (status, help, _) = Shelf::new().run(&[command, "--help"]);
        assert_eq!(status, 0, "{command}");
        assert!(help.contains("Usage:"), "{help}");
    }
}

#[test]
fn version_names_the_release() {
    let (_, out, _) = Shelf::new().run(&["--version"]);
    assert!(out.starts_with(concat!("iomx ", env!("CARGO_PKG_VERSION"))), "{out}");
}

#[test]
fn mistakes_are_answered_with_what_was_meant() {
    let shelf = Shelf::of_two();
    for (arguments, meant) in [
        (&["extrct", "2019.txt"][..], "'extract'"),
        (&["extract", "2019.txt", "--formt", "csv"], "'--format'"),
        (&["extract", "2019.txt", "-d", "tabels"], "'tables'"),
        (&["extract", "2019.txt", "-f", "cvs"], "csv"),
    ] {
        let (status, out, err) = shelf.run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(meant), "{arguments:?}: {err}");
    }
}

#[test]
fn an_input_that_cannot_be_read_is_one_clear_line() {
    let shelf = Shelf::new();
    shelf.put("empty.txt", b"");
    shelf.put("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0\0\0");
    std::fs::create_dir(shelf.path("folder")).unwrap();
    for (input, problem) in [
        ("missing.txt", "missing.txt: there is no such file"),
        ("empty.txt", "empty.txt: the file is empty"),
        ("picture.txt", "picture.txt: this is neither text nor a PDF"),
        ("folder", "folder: the folder holds no .txt, .md or .pdf file"),
        ("*.md", "*.md: no file matches this pattern"),
    ] {
        let (status, out, err) = shelf.run(&["extract", input]);
        assert_eq!((status, out.as_str()), (2, ""), "{input}");
        assert!(err.starts_with(&format!("iomx: {problem}")), "{err}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
}

#[test]
fn the_kind_is_told_by_content() {
    let shelf = Shelf::new();
    shelf.put("really-text.pdf", report(2019, 606).as_bytes());
    let (status, out, _) = shelf.run(&["extract", "really-text.pdf", "-q"]);
    assert_eq!(status, 0);
    assert!(out.contains(r#""kind":"text""#), "{out}");
    shelf.put("really-pdf.txt", b"%PDF-1.7\nand no more");
    let (status, out, err) = shelf.run(&["extract", "really-pdf.txt"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("really-pdf.txt: ") && err.contains("PDF"), "{err}");
}

#[test]
fn a_bad_input_costs_only_itself() {
    let shelf = Shelf::of_two();
    let (status, out, err) = shelf.run(&["extract", "2018.txt", "missing.txt", "2019.txt", "-f", "csv"]);
    assert_eq!(status, 1);
    assert_eq!(out.lines().filter(|line| line.starts_with("report_year")).count(), 1);
    assert!(out.contains("\n2018,") && out.contains("\n2019,"), "{out}");
    assert!(err.trim_end().ends_with("1 of 3 inputs could not be read: missing.txt"), "{err}");
    let (status, _, err) = shelf.run(&["extract", "a.txt", "b.txt", "-f", "csv"]);
    assert_eq!(status, 2);
    assert!(err.contains("none of the 2 inputs could be read"), "{err}");
}

#[test]
fn what_is_no_report_is_said() {
    let shelf = Shelf::new();
    shelf.put("letter.txt", b"Dear reader,\n\nthis is a letter.\n");
    let (status, out, err) = shelf.run(&["extract", "letter.txt"]);
    assert_eq!(status, 0);
    assert!(out.contains(r#""tables":[]"#), "{out}");
    assert!(err.contains("letter.txt: warning: not found: the year, numbered paragraphs, tables"), "{err}");
}

#[test]
fn data_goes_out_and_words_go_to_the_other_stream() {
    let shelf = Shelf::of_two();
    let (_, out, err) = shelf.run(&["extract", "2019.txt"]);
    serde_json::from_str::<serde_json::Value>(&out).expect("only JSON");
    assert!(err.contains("2019.txt: 1 table, "), "{err}");
    let (_, _, err) = shelf.run(&["extract", "2019.txt", "--quiet"]);
    assert_eq!(err, "");
    let (_, _, err) = shelf.run(&["extract", "2019.txt", "--verbose"]);
    for stage in ["source", "normalise", "locate", "sections", "tables", "report", "checks"] {
        assert!(err.contains(&format!(" ms  {stage}: ")), "{err}");
    }
    assert!(!err.contains('\u{1b}'), "colours only on a terminal: {err}");
}

#[test]
fn standard_input_and_folders_and_patterns_are_inputs() {
    let shelf = Shelf::of_two();
    let (_, from_file, _) = shelf.run(&["extract", "2019.txt", "-f", "csv", "-d", "ledger"]);
    let done =
        shelf.iomx(&["extract", "-", "-f", "csv", "-d", "ledger"]).write_stdin(report(2019, 606)).output().unwrap();
    assert_eq!(String::from_utf8(done.stdout).unwrap(), from_file);
    let (_, from_folder, _) = shelf.run(&["extract", ".", "-f", "csv"]);
    let (_, from_pattern, _) = shelf.run(&["extract", "20??.txt", "-f", "csv"]);
    let (_, from_names, _) = shelf.run(&["extract", "2018.txt", "2019.txt", "-f", "csv"]);
    assert_eq!(from_folder, from_names);
    assert_eq!(from_pattern, from_names);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let shelf = Shelf::new();
    let long = (1..20_000).map(|number| format!("{number}. A paragraph of some words. \n \n")).collect::<String>();
    shelf.put("long.txt", long.as_bytes());
    for format in ["json", "jsonl", "csv"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_iomx"))
            .args(["extract", "-q", "-f", format, "long.txt"])
            .args(if format == "json" { &[][..] } else { &["-d", "ledger"][..] })
            .current_dir(shelf.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 16];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let done = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{format}");
        assert_eq!(done.status.code(), Some(0), "{format}");
    }
}

#[test]
fn check_shows_the_line_and_exits_with_one() {
    let shelf = Shelf::new();
    shelf.put("good.txt", report(2019, 606).as_bytes());
    shelf.put("bad.txt", report(2019, 608).as_bytes());
    let (status, out, _) = shelf.run(&["check", "good.txt"]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("no contradiction") && out.contains("holds"), "{out}");
    let (status, out, _) = shelf.run(&["check", "bad.txt"]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("error[IOMX-") && out.contains("--> bad.txt:") && out.contains('^'), "{out}");
    let (status, _, _) = shelf.run(&["check", "bad.txt", "--exit-zero"]);
    assert_eq!(status, 0);
    let (status, out, _) = shelf.run(&["check", "bad.txt", "--format", "csv"]);
    assert_eq!(status, 1);
    assert!(out.starts_with("report_year,code,severity,cause,"), "{out}");
    let (status, out, _) = shelf.run(&["check", "good.txt", "bad.txt", "--format", "json"]);
    let answers: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, answers.as_array().map(Vec::len)), (1, Some(2)));
    assert!(answers[1]["cells"]["contradicted"].as_u64() > Some(0), "{out}");
}

#[test]
fn every_code_is_explained() {
    let shelf = Shelf::new();
    let (status, out, _) = shelf.run(&["explain"]);
    assert_eq!(status, 0);
    for line in out.lines() {
        let code = line.split_whitespace().next().unwrap();
        let (status, text, _) = shelf.run(&["explain", &code.to_lowercase()]);
        assert_eq!(status, 0, "{code}");
        assert!(text.starts_with(code) && text.lines().count() > 3, "{text}");
    }
    let (status, _, err) = shelf.run(&["explain", "IOMX-NOTHING"]);
    assert_eq!(status, 2);
    assert!(err.contains("there is no finding 'IOMX-NOTHING'"), "{err}");
}

#[test]
fn tables_are_listed_with_their_state() {
    let shelf = Shelf::of_two();
    let (_, out, _) = shelf.run(&["tables", "2018.txt", "2019.txt"]);
    assert!(out.contains("2018.txt: 1 table") && out.contains("4 x 2"), "{out}");
    assert!(out.lines().any(|line| line.starts_with("table-1") && line.ends_with("(2018–2019)")), "{out}");
}

#[test]
fn shells_get_completions_and_a_manual_page() {
    let shelf = Shelf::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (status, out, _) = shelf.run(&["completions", shell]);
        assert_eq!(status, 0);
        assert!(out.contains("iomx"), "{shell}");
    }
    let (_, man, _) = shelf.run(&["man"]);
    assert!(man.contains(".TH iomx 1") && man.contains("IOMX EXTRACT"), "{man}");
}

#[test]
fn two_reports_are_compared_and_joined() {
    let shelf = Shelf::of_two();
    shelf.put("2019.txt", report(2019, 606).replace("531", "530").as_bytes());
    let (status, out, _) = shelf.run(&["diff", "2018.txt", "2019.txt", "-f", "csv"]);
    assert_eq!(status, 0);
    assert!(out.contains("table-1,revised,Women,,2018,531,456"), "{out}");
    let (status, out, _) = shelf.run(&["check", "2018.txt", "2019.txt", "-f", "csv"]);
    assert!(out.contains("IOMX-REVISED,warning,unknown,table-1,Women,2018,456,531"), "{status} {out}");
    let (_, out, _) = shelf.run(&["series", "2018.txt", "2019.txt"]);
    let women = |row: &&str| row.contains(",F,all,");
    assert_eq!(out.lines().filter(women).count(), 4, "{out}");
    let (_, out, _) = shelf.run(&["series", ".", "--table", "men women level"]);
    assert!(out.contains("\n2018,") && out.contains("\n2019,"), "{out}");
    let (status, _, err) = shelf.run(&["series", ".", "--table", "projects"]);
    assert_eq!(status, 2);
    assert!(err.contains("no report has a table about 'projects'"), "{err}");
}

#[test]
fn standard_output_that_is_full_is_an_error() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let shelf = Shelf::of_two();
    let mut child = Command::new(env!("CARGO_BIN_EXE_iomx"))
        .args(["extract", "-q", "-"])
        .stdin(Stdio::piped())
        .stdout(full)
        .stderr(Stdio::piped())
        .current_dir(shelf.path(""))
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(report(2019, 606).as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stderr));
}
