//! Stage 8: reports become bytes.
//!
//! A [`Dataset`] turns a [`Report`](crate::Report) into rows of [`Scalar`]s; the writers ([`csv`], [`jsonl`]) know nothing of
//! reports. [`json`] writes the whole typed report.

pub mod csv;
pub mod dataset;
pub mod datasets;
pub mod file;
pub mod json;
pub mod jsonl;
pub mod package;
pub mod schema;
pub mod wide;
pub mod xlsx;

pub use dataset::{Dataset, Field, Kind, Scalar};
