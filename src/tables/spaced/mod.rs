//! Tables whose cells are parted by blanks only, as text out of a PDF has them: an empty cell is one more blank.

mod header;
mod locate;
mod rows;
mod words;

pub use locate::locate;
pub use rows::{joins, read};
