//! How many cells the words of a row can make.

use super::words::Cut;

/// The words of a row, how many of them are empty, and how many could be joined to the one before.
pub(super) struct Size {
    pub words: usize,
    empty: usize,
    joinable: usize,
}

impl Size {
    /// The fewest cells that the words can make.
    pub fn least(&self) -> usize {
        self.words - self.empty - self.joinable
    }

    pub fn of(cut: &Cut) -> Self {
        let joinable = cut.words.windows(2).filter(|pair| joins(&pair[0].text, &pair[1].text)).count();
        Self { words: cut.words.len(), empty: cut.words.len() - cut.numbers(), joinable }
    }

    /// Whether the row fits a width with nothing but words joined.
    pub fn fits_well(&self, width: usize) -> bool {
        self.words >= width && self.words - width <= self.joinable
    }

    /// How well the row fits a width: exactly, or with some words joined or one blank dropped.
    pub fn fit(&self, width: usize) -> usize {
        match () {
            () if self.words == width => 3,
            () if self.words > width && self.words - width <= self.joinable + self.empty.min(1) => 2,
            // Empty cells may be lost.
            () if self.words < width => 1,
            () => 0,
        }
    }
}

/// Whether two words can be one number printed with a blank between its thousands.
pub fn joins(left: &str, right: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let left = left.strip_prefix(['+', '-', '−', '(']).unwrap_or(left);
    let lead = (1..=3).contains(&left.len()) && digits(left) && !left.starts_with('0');
    let tail = right.strip_suffix(')').unwrap_or(right);
    let (group, decimals) = tail.split_once('.').unwrap_or((tail, ""));
    lead && group.len() == 3 && digits(group) && digits(decimals)
}
