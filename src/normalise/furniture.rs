//! Page furniture: running symbols, page numbers, running headers and footers.

use std::collections::HashMap;
use std::ops::Range;

use super::Role;
use crate::source::Line;

/// How many printed lines at the top and at the foot of a page may be furniture.
const DEPTH: usize = 3;
/// A running header stands on so many pages at least.
const LEAST_PAGES: usize = 4;
/// Lone numbers are page numbers when so many of them count on.
const LEAST_NUMBERS: usize = 3;
/// Two page numbers stand at least so many lines apart.
const LEAST_LINES: usize = 10;
/// A running symbol, 'Annex II' and 'Page 3' stand within so many lines.
const BLOCK: usize = 8;

/// Sets page furniture aside; gives the page numbers that it prints, by line.
pub(super) fn set_aside(lines: &[Line], starts: &[bool], roles: &mut [Role]) -> Vec<(usize, u32)> {
    let mut printed = page_lines(lines, roles);
    running_symbols(lines, roles);
    lone_numbers(lines, starts, roles, &mut printed);
    running_headers(lines, starts, roles);
    printed.sort_unstable();
    printed
}

/// `Page 12`, `Page 12 of 80`, `MC/2377 Annex I Page 3`, `Page 3 C/111/5`.
fn page_lines(lines: &[Line], roles: &mut [Role]) -> Vec<(usize, u32)> {
    let mut printed = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.cells.is_empty()) {
        if let Some(page) = page_line(line.text.trim()) {
            roles[index] = Role::Furniture;
            printed.extend(page.map(|page| (index, page)));
        }
    }
    printed
}

/// Whether the line is one, and its number; Roman pages (`Page iv`) have none that counts on.
fn page_line(text: &str) -> Option<Option<u32>> {
    if text.len() > 60 || !text.contains("age ") {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "|").collect();
    let at = words.iter().position(|word| word.eq_ignore_ascii_case("page"))?;
    let number = words.get(at + 1)?;
    let roman = number.bytes().all(|byte| b"ivxlIVXL".contains(&byte));
    let page = number.parse().ok().map(Some).or(roman.then_some(None))?;
    let around = words[..at].iter().chain(&words[at + 2..]);
    let plain = |word: &&str| {
        is_symbol(word) || is_annex_word(word) || matches!(*word, "of" | "/") || word.parse::<u32>().is_ok()
    };
    around.into_iter().all(plain).then_some(page)
}

/// `C/111/5`, `MC/2377`, `MC/EX/741`, `S/27/6/Rev.1`: capitals, a slash, and a number.
pub(crate) fn is_symbol(text: &str) -> bool {
    let Some((organ, rest)) = text.split_once('/') else {
        return false;
    };
    (1..=4).contains(&organ.len())
        && organ.bytes().all(|byte| byte.is_ascii_uppercase())
        && text.len() <= 24
        && rest.bytes().any(|byte| byte.is_ascii_digit())
        && rest
            .split('/')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-'))
        && rest.bytes().filter(u8::is_ascii_lowercase).count() <= 4
}

fn is_annex_word(word: &str) -> bool {
    matches!(word, "Annex" | "ANNEX" | "(continued)" | "(cont’d)")
        || (!word.is_empty() && word.bytes().all(|byte| b"IVX".contains(&byte)))
}

/// A symbol beside a page number, or one that is printed again and again. The one on the title page is no furniture.
fn running_symbols(lines: &[Line], roles: &mut [Role]) {
    let symbols: Vec<usize> = (0..lines.len()).filter(|index| is_symbol(lines[*index].text.trim())).collect();
    let beside_page = |index: usize, roles: &[Role]| {
        let near = index.saturating_sub(BLOCK)..(index + BLOCK).min(roles.len());
        near.into_iter().any(|other| roles[other] == Role::Furniture && only_annex_between(lines, roles, index, other))
    };
    for (order, index) in symbols.iter().enumerate() {
        let repeated = order > 0
            && symbols[..order]
                .iter()
                .rev()
                .take(3)
                .any(|other| lines[*other].text.trim() == lines[*index].text.trim());
        if repeated || beside_page(*index, roles) {
            roles[*index] = Role::Furniture;
            annexes_beside(lines, roles, *index);
        }
    }
}

fn only_annex_between(lines: &[Line], roles: &[Role], one: usize, other: usize) -> bool {
    let between = one.min(other) + 1..one.max(other);
    between.into_iter().all(|index| roles[index] != Role::Text || is_annex_line(lines[index].text.trim()))
}

fn is_annex_line(text: &str) -> bool {
    text.len() < 30 && text.starts_with(['A', 'a']) && text.split_whitespace().all(is_annex_word)
}

/// `Annex I` between a running symbol and its page number.
fn annexes_beside(lines: &[Line], roles: &mut [Role], symbol: usize) {
    let page = (symbol..(symbol + BLOCK).min(roles.len())).find(|other| {
        *other > symbol && roles[*other] == Role::Furniture && only_annex_between(lines, roles, symbol, *other)
    });
    for role in roles[symbol..page.unwrap_or(symbol)].iter_mut().filter(|role| **role == Role::Text) {
        *role = Role::Furniture;
    }
}

/// Numbers alone on their line that count on from page to page: `12`, `- 12 -`.
fn lone_numbers(lines: &[Line], starts: &[bool], roles: &mut [Role], printed: &mut Vec<(usize, u32)>) {
    let edges = starts.contains(&true).then(|| page_edges(lines, starts, roles));
    let mut run: Vec<(usize, u32)> = Vec::new();
    let mut keep = |run: &mut Vec<(usize, u32)>, roles: &mut [Role]| {
        if run.len() >= LEAST_NUMBERS {
            run.iter().for_each(|(index, _)| roles[*index] = Role::Furniture);
            printed.extend_from_slice(run);
        }
        run.clear();
    };
    for index in 0..lines.len() {
        let Some(number) = lone_number(lines, roles, index) else { continue };
        if edges.as_ref().is_some_and(|edges| !edges[index]) {
            continue;
        }
        match run.last() {
            Some((last, before)) if number == before + 1 && index - last >= LEAST_LINES => run.push((index, number)),
            Some((last, before)) if number > *before && number - before <= 4 && index - last >= LEAST_LINES => {
                run.push((index, number));
            }
            _ => {
                keep(&mut run, roles);
                run.push((index, number));
            }
        }
    }
    keep(&mut run, roles);
}

fn lone_number(lines: &[Line], roles: &[Role], index: usize) -> Option<u32> {
    let text = lines[index].text.trim();
    if roles[index] != Role::Text || text.len() > 8 || !lines[index].cells.is_empty() {
        return None;
    }
    text.trim_matches(|c: char| c == '-' || c == '–' || c == '|' || c == ' ')
        .parse()
        .ok()
        .filter(|page| (1..2000).contains(page))
}

/// The lines within [`DEPTH`] printed lines of the top or the foot of a page.
fn page_edges(lines: &[Line], starts: &[bool], roles: &[Role]) -> Vec<bool> {
    let mut edges = vec![false; lines.len()];
    for page in pages(starts) {
        let printed: Vec<usize> = page.filter(|index| roles[*index] != Role::Blank).collect();
        for index in printed.iter().take(DEPTH).chain(printed.iter().rev().take(DEPTH)) {
            edges[*index] = true;
        }
    }
    edges
}

fn pages(starts: &[bool]) -> Vec<Range<usize>> {
    let mut bounds: Vec<usize> = (0..starts.len()).filter(|index| starts[*index]).collect();
    bounds.insert(0, 0);
    bounds.push(starts.len());
    bounds.windows(2).map(|pair| pair[0]..pair[1]).filter(|page| !page.is_empty()).collect()
}

/// Lines that stand at the same place of many pages, numbers aside. Repeated header rows of tables are none:
/// those have cells, or are rows of numbers, or stand on fewer pages.
fn running_headers(lines: &[Line], starts: &[bool], roles: &mut [Role]) {
    if !starts.contains(&true) {
        return;
    }
    let pages: Vec<(usize, Range<usize>)> = pages(starts).into_iter().enumerate().collect();
    for top in [true, false] {
        let mut left = pages.clone();
        for _ in 0..DEPTH {
            left = running_lines(lines, roles, left, top, LEAST_PAGES.max(pages.len() / 4));
        }
    }
}

/// Sets the outermost line of each page aside where enough pages share it; gives the pages where that was so.
fn running_lines(
    lines: &[Line],
    roles: &mut [Role],
    pages: Vec<(usize, Range<usize>)>,
    top: bool,
    enough: usize,
) -> Vec<(usize, Range<usize>)> {
    let outermost = |page: &Range<usize>| {
        let mut printed = page.clone().filter(|index| roles[*index] == Role::Text);
        if top { printed.next() } else { printed.next_back() }
    };
    let outer: Vec<_> = pages.into_iter().filter_map(|page| Some((outermost(&page.1)?, page))).collect();
    let mut shared: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (mask, place) in outer.iter().filter_map(|(index, page)| Some((mask(&lines[*index])?, (*index, page.0)))) {
        shared.entry(mask).or_default().push(place);
    }
    let runs = |places: &Vec<(usize, usize)>| places.len() >= enough || counts_pages(lines, places);
    let running = |index: usize| mask(&lines[index]).is_some_and(|mask| shared.get(&mask).is_some_and(runs));
    let (running, _): (Vec<_>, Vec<_>) = outer.into_iter().partition(|(index, _)| running(*index));
    running.iter().for_each(|(index, _)| roles[*index] = Role::Furniture);
    running.into_iter().map(|(_, page)| page).collect()
}

/// A number in the lines counts the pages that they stand on: on odd pages or even ones it need not be there often.
fn counts_pages(lines: &[Line], places: &[(usize, usize)]) -> bool {
    let offset = |(line, page): &(usize, usize)| -> Vec<i64> {
        let numbers =
            lines[*line].text.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse::<i64>().ok());
        numbers.map(|number| number - *page as i64).collect()
    };
    let offsets: Vec<Vec<i64>> = places.iter().map(offset).collect();
    let steady = |nth: usize| offsets.iter().all(|all| all.get(nth).is_some_and(|offset| *offset == offsets[0][nth]));
    let titled = |(line, _): &(usize, usize)| {
        let first = lines[*line].text.split_whitespace().next().unwrap_or_default().to_lowercase();
        matches!(
            first.as_str(),
            "annex" | "appendix" | "box" | "chapter" | "chart" | "figure" | "map" | "part" | "section"
        )
    };
    places.len() >= LEAST_NUMBERS && !places.iter().any(titled) && (0..offsets[0].len()).any(steady)
}

/// The line with its numbers masked, where it can be a running header at all.
fn mask(line: &Line) -> Option<String> {
    let text = line.text.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let table = text.starts_with("Table") || text.contains("(continued)") || text.ends_with(':');
    (line.cells.is_empty() && letters >= 3 && text.len() <= 120 && !table).then(|| {
        let mut masked: String = text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
        while masked.contains("##") {
            masked = masked.replace("##", "#");
        }
        masked
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::cleaned;

    fn furniture(text: &str) -> Vec<u32> {
        let clean = cleaned(text);
        let set_aside = clean.lines.iter().zip(&clean.roles).filter(|(_, role)| **role == Role::Furniture);
        set_aside.map(|(line, _)| line.number).collect()
    }

    #[test]
    fn footers_of_odd_and_even_pages_count_them() {
        let pages = ["Boats", "Rafts", "Nets", "Ropes", "Lamps", "Maps"].iter().zip(1..);
        let foot = |page: usize| if page % 2 == 1 { format!("The League {page}") } else { format!("{page} Year") };
        let text: String = pages.map(|(word, page)| format!("{word}.\n\n{}\n\u{C}", foot(page))).collect();
        assert_eq!(furniture(&text), [3, 6, 9, 12, 15, 18]);
    }

    #[test]
    fn symbols_are_known_by_their_form() {
        assert!(["C/111/5", "MC/2377", "MC/EX/741", "S/27/6/Rev.1", "C/106/CRP/20"].iter().all(|text| is_symbol(text)));
        assert!(["UNEP/OCHA", "and/or", "1/2", "C/", "IOM/UNHCR 2"].iter().all(|text| !is_symbol(text)));
    }

    #[test]
    fn page_lines_print_their_number() {
        assert_eq!(page_line("Page 12"), Some(Some(12)));
        assert_eq!(page_line("Page iv"), Some(None));
        assert_eq!(page_line("MC/2377 Annex I Page 3"), Some(Some(3)));
        assert_eq!(page_line("Page 3 of the annex explains"), None);
    }

    #[test]
    fn a_symbol_with_its_page_is_furniture_and_the_title_pages_is_not() {
        assert_eq!(furniture("C/99/4\n\nTitle\n\ntext\n\nC/99/4\nAnnex I\nPage 2\n\nAnnex I\n"), [7, 8, 9]);
    }

    /// Lines of which no two are alike.
    fn body(page: u32) -> String {
        (0..12).map(|line| format!("{} words\n", "x".repeat(page as usize * 12 + line))).collect()
    }

    #[test]
    fn lone_numbers_must_count_on() {
        let text: String = (1..5).map(|page| format!("{}{page}\n\u{C}", body(page))).collect();
        assert_eq!(furniture(&text), [13, 26, 39, 52]);
        assert_eq!(furniture("One.\n\n2\n\nA note.\n"), Vec::<u32>::new());
    }

    #[test]
    fn running_headers_are_found_by_repetition() {
        let text: String = (1..7).map(|page| format!("Yearly account {page}\n{}\u{C}", body(page))).collect();
        assert_eq!(furniture(&text), [1, 14, 27, 40, 53, 66]);
    }

    #[test]
    fn repeated_header_rows_of_a_table_stay() {
        let text: String = (1..7).map(|page| format!("Country:\nMember States\n{}\u{C}", body(page))).collect();
        assert_eq!(furniture(&text), Vec::<u32>::new());
    }
}
