//! Gives `--version` the build's commit where it is known: from IOMX_COMMIT, or from git.

use std::env;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-env-changed=IOMX_COMMIT");
    println!("cargo:rerun-if-changed=.git/HEAD");
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    match env::var("IOMX_COMMIT").ok().or_else(git_commit) {
        Some(commit) => println!("cargo:rustc-env=IOMX_VERSION={version} ({commit})"),
        None => println!("cargo:rustc-env=IOMX_VERSION={version}"),
    }
}

/// The commit of this very checkout; not of a repository that merely holds an unpacked crate.
fn git_commit() -> Option<String> {
    std::path::Path::new(".git").exists().then_some(())?;
    let done = Command::new("git").args(["rev-parse", "--short=10", "HEAD"]).output().ok()?;
    let commit = String::from_utf8(done.stdout).ok()?.trim().to_string();
    (done.status.success() && !commit.is_empty()).then_some(commit)
}
