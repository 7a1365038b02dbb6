//! Where pages begin, in texts that show it by nothing but one leading blank.
//!
//! Some PDF-to-text tools write the page break as a blank before the first line of the new page.
//! Whether a text uses that form is learnt from the text itself: such lines are rare and stand about a page apart.

use super::Role;
use crate::source::Line;

/// Pages of a report hold more lines than this; blanks that stand closer together are indents or empty cells.
const LEAST_LINES: usize = 12;
/// So many page breaks make the form believable.
const LEAST_BREAKS: usize = 3;

/// The page starts that the form of the input shows, or those that leading blanks show.
pub(super) fn find(lines: &[Line]) -> Vec<bool> {
    let shown: Vec<bool> = lines.iter().map(|line| line.starts_page).collect();
    if shown.contains(&true) || lines.iter().any(|line| line.page.is_some_and(|page| page > 1)) {
        return shown;
    }
    let candidates: Vec<usize> = (0..lines.len()).filter(|index| is_candidate(&lines[*index])).collect();
    if !is_the_form(&candidates, lines) {
        return shown;
    }
    let mut starts = shown;
    candidates.iter().for_each(|index| starts[*index] = true);
    starts
}

/// Adds the pages that begin with furniture: where other pages are told by a blank, those are told by their header alone.
pub(super) fn add_headers(starts: &mut [bool], roles: &[Role], printed: &[(usize, u32)]) {
    if !starts.contains(&true) {
        return;
    }
    for (index, _) in printed {
        let aside = |other: &usize| roles[*other] != Role::Text;
        let first = (0..*index).rev().take_while(aside).filter(|other| roles[*other] == Role::Furniture).last();
        let first = first.unwrap_or(*index);
        let next = (index + 1..roles.len()).find(|other| !aside(other)).unwrap_or(roles.len() - 1);
        if !starts[first..=next].contains(&true) {
            starts[first] = true;
        }
    }
}

/// One leading blank, then a word. A row of numbers with a leading blank has an empty stub instead.
fn is_candidate(line: &Line) -> bool {
    let mut chars = line.raw.chars();
    chars.next() == Some(' ')
        && chars.next().is_some_and(|second| !second.is_whitespace())
        && line.text.chars().any(char::is_alphabetic)
}

/// Most gaps are as long as a page, and lines without a leading blank are the rule.
fn is_the_form(candidates: &[usize], lines: &[Line]) -> bool {
    let printed = lines.iter().filter(|line| !line.is_blank()).count();
    let long = candidates.windows(2).filter(|pair| pair[1] - pair[0] >= LEAST_LINES).count();
    candidates.len() >= LEAST_BREAKS
        && candidates.len() * LEAST_LINES <= printed.max(lines.len())
        && long * 4 >= (candidates.len() - 1) * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::lines;

    fn pages(count: usize, height: usize) -> String {
        (0..count).map(|page| format!(" Page {page} begins\n{}", "with words\n".repeat(height))).collect()
    }

    #[test]
    fn a_rare_leading_blank_is_a_page_break() {
        let starts = find(&lines(&pages(4, 20)));
        let found: Vec<_> = (0..starts.len()).filter(|index| starts[*index]).collect();
        assert_eq!(found, [0, 21, 42, 63]);
    }

    #[test]
    fn indented_text_has_no_page_breaks() {
        assert!(!find(&lines(&pages(20, 3))).contains(&true));
        assert!(!find(&lines(" indented\n first lines\n of all\n")).contains(&true));
    }

    #[test]
    fn an_empty_stub_is_no_page_break() {
        let starts = find(&lines(&format!("{} 2015 2016\n{}", pages(4, 20), pages(1, 20))));
        assert!(!starts[84]);
    }
}
