//! What a printed cell says: `1 014`, `(83.5)`, `+5%`, `2,321`, `-`.

use std::borrow::Cow;

use crate::number::Decimal;

/// The number of a cell; `None` for a nil sign and for what is no number. Brackets are a minus, `%` is left to the unit.
pub fn read(printed: &str) -> Option<Decimal> {
    let text = printed.trim().trim_end_matches(['*', '†']);
    let (negative, text) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let (minus, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = text.strip_suffix('%').unwrap_or(text).trim();
    let number = Decimal::parse(&ungroup(text)?)?;
    Some(if negative != minus { -number } else { number })
}

/// Takes group blanks or commas out; `None` where what they part are no groups of three.
fn ungroup(text: &str) -> Option<Cow<'_, str>> {
    const BETWEEN: [char; 4] = [' ', ',', '\'', '’'];
    if !text.contains(BETWEEN) {
        return Some(text.into());
    }
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(BETWEEN);
    let first = groups.next().filter(|group| !group.is_empty())?;
    let mut digits = first.to_string();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    if let Some(decimals) = decimals {
        digits.push('.');
        digits.push_str(decimals);
    }
    Some(digits.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_they_are_meant() {
        for (printed, value) in [
            ("1 014", "1014"),
            ("1 197.4", "1197.4"),
            ("(83.5)", "-83.5"),
            ("+5%", "5"),
            ("−121", "-121"),
            ("2,321", "2321"),
            ("849*", "849"),
        ] {
            assert_eq!(read(printed).map(|number| number.to_string()).as_deref(), Some(value), "{printed}");
        }
    }

    #[test]
    fn what_is_no_number_has_no_value() {
        for printed in ["-", "–", "", "n/a", "1 01", "12 3456", "4 40=", "1,1"] {
            assert_eq!(read(printed), None, "{printed}");
        }
    }
}
