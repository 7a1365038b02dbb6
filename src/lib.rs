//! `iomx` turns the annual reports of the International Organization for Migration (IOM) into typed data
//! and says of every number how well the report itself supports it.
//!
//! The whole program is one [`pipeline`]; each stage is a module named after it:
//!
//! | stage | function | takes -> gives | may stop the run? |
//! |---|---|---|---|
//! | 1 source | [`source::read`] | bytes -> [`source::Document`]: lines with their place, page and form | yes: cannot read |
//! | 2 normalise | [`normalise::clean`] | `Document` -> [`normalise::CleanText`]: furniture set aside, pages told | no |
//! | 3 locate | [`tables::locate`] | `CleanText` -> [`tables::Region`]s: which lines are tables | no |
//! | 4 sections | [`sections::split`] | `CleanText` + regions -> [`sections::Structure`]: headings, paragraphs, notes | no |
//! | 5 tables | [`tables::parse`] | regions -> [`report::Table`]s: header paths, rows, decided cells | no |
//! | 6 report | [`report::build`] | all of it -> [`Report`]: plain data | no |
//! | 7 checks | [`checks::run`] | `Report` -> statuses and [`finding::Finding`]s | no |
//! | 8 output | [`output`] | `Report`s + a format -> bytes | yes: cannot write |
//!
//! Figures in the prose ([`quantities`]) are read from the finished report, when they are asked for.

pub mod checks;
pub mod compare;
pub mod countries;
pub mod error;
pub mod finding;
pub mod ledger;
mod names;
pub mod normalise;
pub mod number;
pub mod output;
pub mod pipeline;
pub mod quantities;
pub mod report;
pub mod sections;
pub mod source;
pub mod span;
pub mod tables;

pub use error::{Error, Result};
pub use finding::Finding;
pub use pipeline::{Options, PagesRead, extract, extract_watched};
pub use report::Report;
