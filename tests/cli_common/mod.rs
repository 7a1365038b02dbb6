//! What the tests of the command line share: a small report, and a folder of one's own.

#![allow(dead_code)] // each test file uses its own part of this

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use tempfile::TempDir;

/// A report of our own writing in the form of text out of a PDF: one number is wrong in table 1 when `men` is not 606.
pub fn report(year: i32, men: u32) -> String {
    format!(
        " FOREWORD \n \nThis report for {year} is short. In {year} the work went on. \n \n \
         \nI. GENERAL \n \n1. In {year} the Organization went on with its work in many places. \n \
         \n2. The number of staff is shown in the tables below, year by year. \n \
         \n Annex I \nStatistics relating to staff \n\n\nTable 1. Number of men and women at the international \
         Professional level ({}–{year}) \n\n {} {year} \n\nMen {men} 662 \n\nWomen 456 531 \n\nTotal 1 062 1 193 \n\n\
         Percentage of women 43% 45% \n",
        year - 1,
        year - 1
    )
}

/// A folder that goes with the test.
pub struct Shelf {
    folder: TempDir,
}

impl Shelf {
    /// An empty one.
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    /// One that holds the reports of two years.
    pub fn of_two() -> Self {
        let shelf = Self::new();
        shelf.put("2018.txt", report(2018, 606).as_bytes());
        shelf.put("2019.txt", report(2019, 606).as_bytes());
        shelf
    }

    /// Puts a file there.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).expect(name);
    }

    /// Where a file of this name is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    /// All files below, by path, with their bytes.
    pub fn files(&self, name: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        collect(&self.path(name), &mut files);
        files.sort();
        files
    }

    /// The program, run in this folder as a user would.
    pub fn iomx(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_iomx"));
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    /// Runs the program; gives exit status, standard output and standard error.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let done = self.iomx(arguments).output().expect("iomx runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (done.status.code().unwrap_or(-1), text(done.stdout), text(done.stderr))
    }
}

fn collect(path: &std::path::Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(path) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push((path.clone(), fs::read(&path).expect("a file")));
        }
    }
}
