//! One file per command; here what they share: how they end, and how they tell what went wrong.

pub mod check;
pub mod diff;
pub mod explain;
pub mod extract;
mod inputs;
mod pages;
mod reading;
pub mod schema;
pub mod series;
pub mod shell;
mod style;
mod summary;
pub mod tables;

use std::fmt;
use std::io;

/// How a command ended that did what it could.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All of it.
    Done,
    /// Done, but something is to be looked at: a contradiction, inputs that failed.
    Doubtful,
}

/// What went wrong with one thing, in one line.
#[derive(Debug)]
pub struct Failure {
    place: String,
    problem: String,
}

impl Failure {
    /// `place: problem`.
    pub fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { place: place.into(), problem: problem.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for Failure {}

/// An error of the system in plain words.
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_string(),
        io::ErrorKind::PermissionDenied => "permission denied".to_string(),
        io::ErrorKind::IsADirectory => "this is a folder".to_string(),
        io::ErrorKind::StorageFull => "the disk is full".to_string(),
        _ => error.to_string(),
    }
}
