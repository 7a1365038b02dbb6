//! Links: runs of addresses at the foot of a page, addresses within text, and what a mail filter wrapped around them.

use super::Role;
use crate::report::Link;
use crate::source::Line;
use crate::span::Span;

/// Where addresses begin.
const SCHEMES: [&str; 3] = ["https://", "http://", "www."];
/// Wrappers of a mail filter carry the address in this parameter.
const WRAPPER: &str = "safelinks.protection.outlook.com";

/// Marks lines that hold nothing but addresses, where they stand apart from the text.
pub(super) fn set_aside(lines: &[Line], starts: &[bool], roles: &mut [Role]) {
    let mut index = 0;
    while index < lines.len() {
        if roles[index] != Role::Text || !is_address_line(lines[index].text.trim()) {
            index += 1;
            continue;
        }
        let end = run_end(lines, starts, roles, index);
        let apart = index == 0 || starts[index] || roles[index - 1] != Role::Text || end == lines.len() || starts[end];
        if apart {
            roles[index..end].fill(Role::Url);
        }
        index = end;
    }
}

/// The run goes on over further addresses, and over the rest of an address that was too long for its line.
fn run_end(lines: &[Line], starts: &[bool], roles: &[Role], start: usize) -> usize {
    let mut end = start + 1;
    while end < lines.len() && roles[end] == Role::Text && !starts[end] {
        let text = lines[end].text.trim();
        if !is_address_line(text) && !is_address_tail(text) {
            break;
        }
        end += 1;
    }
    end
}

fn is_address_line(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| text.starts_with(scheme))
        && text.split_whitespace().all(|word| SCHEMES.iter().any(|scheme| word.starts_with(scheme)))
}

/// The second line of a long address: one word with the signs of an address and none of a sentence.
fn is_address_tail(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && text.is_ascii()
        && (text.contains(['/', '=', '&', '%', '_']) || text.ends_with(".pdf") || text.ends_with(".html"))
}

/// All links of the document, in printed order; what a wrapper hides is unwrapped.
pub fn find(lines: &[Line], roles: &[Role], span: impl Fn(usize) -> Span) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let in_run = roles[index] == Role::Url;
        if !(in_run || roles[index] == Role::Text && has_address(&line.text)) {
            continue;
        }
        let goes_on = in_run && index > 0 && roles[index - 1] == Role::Url && !is_address_line(line.text.trim());
        match links.last_mut() {
            Some(last) if goes_on => last.url.push_str(line.text.trim()),
            _ => links.extend(addresses(&line.text).map(|url| Link { url: url.to_string(), span: span(index) })),
        }
    }
    links.into_iter().map(|link| Link { url: tidy(&link.url), ..link }).filter(|link| link.url.len() > 7).collect()
}

fn has_address(text: &str) -> bool {
    text.contains("://") || text.contains("www.")
}

fn addresses(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter_map(|word| {
        let at = SCHEMES.iter().filter_map(|scheme| word.find(scheme)).min()?;
        Some(&word[at..])
    })
}

/// Frees an address of the sentence around it and of the wrapper.
fn tidy(address: &str) -> String {
    let bare = address.trim_end_matches(['.', ',', ';', ':', ')', ']', '>', '"', '”', '’']);
    if bare.contains(WRAPPER)
        && let Some(inner) = bare.split(['?', '&']).find_map(|part| part.strip_prefix("url="))
    {
        return percent_decoded(inner);
    }
    bare.to_string()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::cleaned;

    fn urls(text: &str) -> Vec<String> {
        let clean = cleaned(text);
        find(&clean.lines, &clean.roles, |index| clean.span(index)).into_iter().map(|link| link.url).collect()
    }

    #[test]
    fn runs_at_the_foot_of_a_page_are_set_aside() {
        let clean = cleaned("words that\n\nhttps://a.example/one\nhttps://b.example/two.\n\u{C}go on\n");
        assert_eq!(clean.roles[2..4], [Role::Url, Role::Url]);
        assert_eq!(
            urls("words\n\nhttps://a.example/one\nhttps://b.example/two.\n"),
            ["https://a.example/one", "https://b.example/two"]
        );
    }

    #[test]
    fn addresses_in_a_sentence_stay_in_it() {
        assert_eq!(cleaned("see\nhttps://a.example/x\nfor more.\n").roles[1], Role::Text);
        assert_eq!(urls("See (www.a.example/x), please.\n"), ["www.a.example/x"]);
    }

    #[test]
    fn wrapped_and_wrapping_addresses() {
        let wrapper = "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fx&data=05\n";
        assert_eq!(urls(wrapper), ["https://a.example/x"]);
        assert_eq!(
            urls("https://a.example/files/\nannual_report.pdf\n"),
            ["https://a.example/files/annual_report.pdf"]
        );
    }
}
