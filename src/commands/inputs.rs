//! From what the user named to files that can be read: files, folders, patterns, standard input.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{Failure, plain};

/// Endings of report files in a folder. A file named by itself may have any: its kind is told by content.
const ENDINGS: [&str; 3] = ["txt", "md", "pdf"];

/// Name of standard input.
const STDIN: &str = "-";

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    path: PathBuf,
}

impl Input {
    /// As the user named it.
    pub fn label(&self) -> String {
        if self.is_stdin() { "standard input".to_string() } else { self.path.display().to_string() }
    }

    /// The name that goes into the report: without folders, so that the output does not depend on where it was made.
    pub fn name(&self) -> String {
        self.path.file_name().map_or_else(|| STDIN.to_string(), |name| name.to_string_lossy().into_owned())
    }

    fn is_stdin(&self) -> bool {
        self.path.as_os_str() == STDIN
    }

    /// Its bytes.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let read = if self.is_stdin() { read_stdin() } else { fs::read(&self.path) };
        read.map_err(|error| Failure::new(self.label(), plain(&error)).into())
    }
}

fn read_stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The inputs in the order in which they were named, a folder's and a pattern's files sorted, none twice.
///
/// What is not there is still an input: it fails when it is read, so that it costs only itself.
pub fn expand(named: &[PathBuf]) -> Result<Vec<Input>> {
    let mut inputs: Vec<Input> = Vec::new();
    for path in named {
        for path in expand_one(path)? {
            let input = Input { path };
            if !inputs.contains(&input) {
                inputs.push(input);
            }
        }
    }
    Ok(inputs)
}

fn expand_one(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_dir() {
        let found = matching(path, is_report)?;
        if found.is_empty() {
            bail!("{}: the folder holds no .txt, .md or .pdf file", path.display());
        }
        return Ok(found);
    }
    let pattern = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if path.exists() || !pattern.contains(['*', '?']) {
        return Ok(vec![path.to_path_buf()]);
    }
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let found = matching(folder, |name| matches_pattern(&pattern, name))?;
    if found.is_empty() {
        bail!("{}: no file matches this pattern", path.display());
    }
    Ok(found)
}

fn matching(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if wanted(&name) && path.is_file() {
            found.push(path.strip_prefix("./").map(Path::to_path_buf).unwrap_or(path));
        }
    }
    found.sort();
    Ok(found)
}

fn is_report(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    !name.starts_with('.') && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// `*` stands for any characters, `?` for one. Greedy with one way back, so linear in practice.
fn matches_pattern(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => (p, n) = (p + 1, n + 1),
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    (p, n) = (at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, name) in [("*.txt", "2019.txt"), ("20?9.*", "2019.pdf"), ("*", "x"), ("*1*9*", "2019.txt")] {
            assert!(matches_pattern(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.txt", "2019.pdf"), ("?", ""), ("20?9", "20199")] {
            assert!(!matches_pattern(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn a_folder_gives_its_reports_sorted_and_a_file_only_once() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.PDF", "c.md", ".hidden.txt", "notes.docx"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let inputs = expand(&[folder.path().to_path_buf(), folder.path().join("b.txt")]).unwrap();
        let names: Vec<_> = inputs.iter().map(Input::name).collect();
        assert_eq!(names, ["a.PDF", "b.txt", "c.md"]);
    }
}
