//! What keeps time and memory bounded, whatever the file says.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Larger files are refused.
pub(super) const MOST_BYTES: usize = 512 << 20;
/// More pages than any report has.
pub(super) const MOST_PAGES: usize = 20_000;
/// Depth of the page tree, and of inherited attributes.
pub(super) const MOST_TREE_DEEP: usize = 64;
/// Forms within forms.
pub(super) const MOST_FORMS_DEEP: usize = 12;
/// Saved graphics states.
pub(super) const MOST_STATES: usize = 512;
/// Marked content within marked content.
pub(super) const MOST_MARKED_DEEP: usize = 128;
/// Characters on a page.
pub(super) const MOST_GLYPHS: usize = 400_000;
/// Decoded content of all pages together.
const MOST_CONTENT: usize = 768 << 20;

/// Each run of a stream costs at least this much: small forms shown without end are as slow as large ones.
const LEAST_CONTENT: usize = 1024;

/// What is left of the bytes of content that may be interpreted. Forms shown again and again count again.
#[derive(Debug)]
pub(super) struct Budget(AtomicUsize);

impl Budget {
    pub(super) fn new() -> Self {
        Self(AtomicUsize::new(MOST_CONTENT))
    }

    /// Takes `bytes`; `false` when there are not so many left.
    pub(super) fn spend(&self, bytes: usize) -> bool {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes.max(LEAST_CONTENT)))
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_ends() {
        let budget = Budget::new();
        assert!(budget.spend(MOST_CONTENT - 2000));
        assert!(budget.spend(1));
        assert!(!budget.spend(1000));
    }
}
