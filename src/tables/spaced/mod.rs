//! Tables whose cells are parted by nothing but blanks or line ends, as text out of a PDF has them.
//!
//! | form | written by | an empty cell is |
//! |---|---|---|
//! | a row a line, blanks counted | some converters | one more blank |
//! | a row a line, single blanks | `pdftotext -raw`, plain modes of pypdf and pdfplumber | lost |
//! | a cell a line, row by row | plain modes of PyMuPDF and MuPDF | lost |
//! | a cell a line, column by column | `pdftotext`, pdfminer | lost, and with it the row of every number |
//!
//! The first three become rows of words; which column a word stands in is for the [solver](super::solver). Where the empty
//! cells are lost, the rows say less of the header, and [`lost`] asks the names and the sums. Of the last
//! one nothing is taken that its numbers do not bear out.

mod blocks;
mod elsewhere;
mod header;
mod heads;
mod levels;
mod listed;
mod locate;
mod lost;
mod names;
mod pieces;
mod read;
mod rows;
mod sizes;
mod stacked;
mod stubs;
mod tiered;
mod tree;
mod words;

pub use elsewhere::Elsewhere;
pub use locate::locate;
pub use read::read;
pub use sizes::joins;
