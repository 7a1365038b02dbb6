//! A page number for every line: the printed ones, and those that follow by counting.

use std::ops::Range;

use crate::source::Line;

/// Numbers the pages. A PDF keeps its physical pages: its line numbers are those of the page.
pub(super) fn number(lines: &[Line], starts: &[bool], printed: &[(usize, u32)]) -> Vec<Option<u32>> {
    let physical: Vec<Option<u32>> = lines.iter().map(|line| line.page).collect();
    // Two lines of a text have the same number where a form feed stands within one.
    let restarts_at = |pair: &[Line]| pair[1].number < pair[0].number || (pair[0].number, pair[1].number) == (1, 1);
    let lines_restart = lines.windows(2).any(restarts_at);
    if lines_restart || !starts.contains(&true) {
        return if lines_restart { physical } else { by_footers(lines.len(), printed) };
    }
    let pages = pages(starts);
    let anchors = anchors(&pages, printed);
    let mut numbers = physical;
    for (order, page) in pages.iter().enumerate() {
        let number = count_from(&anchors, order, |between| restarts(lines, &pages[between]));
        let known = if anchors.is_empty() { numbers[page.start] } else { number };
        numbers[page.clone()].fill(known);
    }
    numbers
}

/// A text without page starts, but with printed numbers: a line belongs to the next number printed after it.
fn by_footers(count: usize, printed: &[(usize, u32)]) -> Vec<Option<u32>> {
    let mut numbers = vec![None; count];
    let mut from = 0;
    for (index, page) in printed {
        numbers[from..=*index].fill(Some(*page));
        from = index + 1;
    }
    numbers
}

fn pages(starts: &[bool]) -> Vec<Range<usize>> {
    let mut bounds: Vec<usize> = (1..starts.len()).filter(|index| starts[*index]).collect();
    bounds.insert(0, 0);
    bounds.push(starts.len());
    bounds.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Which pages print their number.
fn anchors(pages: &[Range<usize>], printed: &[(usize, u32)]) -> Vec<(usize, u32)> {
    let mut anchors: Vec<(usize, u32)> =
        printed.iter().map(|(index, number)| (pages.partition_point(|page| page.end <= *index), *number)).collect();
    anchors.dedup_by_key(|(page, _)| *page);
    anchors
}

/// Counts from the nearest printed number before the page, else backwards from the first one after it.
/// Annexes count anew: past the beginning of one, only a number printed in it tells.
fn count_from(anchors: &[(usize, u32)], page: usize, restarts: impl Fn(usize) -> bool) -> Option<u32> {
    let next = anchors.partition_point(|(anchor, _)| *anchor <= page);
    let forward = next.checked_sub(1).map(|last| anchors[last]);
    if let Some((anchor, number)) = forward.filter(|(anchor, _)| !(*anchor + 1..=page).any(&restarts)) {
        return Some(number + (page - anchor) as u32);
    }
    let (anchor, number) = *anchors.get(next)?;
    let back = (anchor - page) as u32;
    (!(page + 1..=anchor).any(&restarts) && number > back).then(|| number - back)
}

fn restarts(lines: &[Line], page: &Range<usize>) -> bool {
    let first = lines[page.clone()].iter().find(|line| !line.is_blank());
    first.is_some_and(|line| line.text.trim().to_lowercase().starts_with("annex "))
}

#[cfg(test)]
mod tests {
    use crate::normalise::tests::cleaned;

    #[test]
    fn pages_are_counted_from_the_printed_ones() {
        let clean = cleaned("cover\n\u{C}one\n\u{C}two\n\u{C}C/9/1\nPage 3\nthree\n\u{C}four\n\u{C}Annex I\n");
        let pages: Vec<_> = clean.pages.iter().map(|page| page.unwrap_or(0)).collect();
        assert_eq!(pages, [0, 1, 2, 3, 3, 3, 4, 0]);
    }

    #[test]
    fn without_printed_numbers_pages_are_those_of_the_form() {
        let clean = cleaned("one\n\u{C}two\n");
        assert_eq!(clean.pages, [Some(1), Some(2)]);
        assert_eq!(cleaned("one\ntwo\n").pages, [None, None]);
    }
}
