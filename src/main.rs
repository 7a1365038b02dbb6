//! The command line of `iomx`.

fn main() {}
