//! One file per command.

pub mod extract;
