//! Sessions and organs, in figures, in words and in symbols.
//!
//! Takes a line or a symbol; gives the organ and the number of its session.

/// `103RD SESSION`, `One hundred and third session`.
pub(super) fn session(printed: &str) -> Option<String> {
    let words: Vec<&str> = printed.split_whitespace().collect();
    let at = words.iter().position(|word| word.eq_ignore_ascii_case("session"))?;
    if words.len() > 8 || at == 0 {
        return None;
    }
    let number: u32 = words[at - 1]
        .trim_end_matches(|c: char| c.is_alphabetic())
        .parse()
        .ok()
        .or_else(|| spelled_ordinal(&words[..at]))?;
    Some(format!("{} Session", ordinal(number)))
}

/// `HUNDRED AND ELEVENTH` is 111.
fn spelled_ordinal(words: &[&str]) -> Option<u32> {
    const UNITS: [&str; 20] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [(&str, u32); 16] = [
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
        ("twentieth", 20),
        ("thirtieth", 30),
        ("fortieth", 40),
        ("fiftieth", 50),
        ("sixtieth", 60),
        ("seventieth", 70),
        ("eightieth", 80),
        ("ninetieth", 90),
    ];
    let mut sum = 0;
    let lower = words.join(" ").to_lowercase();
    for word in lower.split([' ', '-']) {
        sum += match word {
            "one" | "and" | "the" => 0,
            "hundred" | "hundredth" => 100,
            _ => TENS
                .iter()
                .find(|(name, _)| *name == word)
                .map(|(_, value)| *value)
                .or_else(|| UNITS.iter().position(|name| *name == word).map(|at| at as u32))?,
        };
    }
    (sum > 0).then_some(sum)
}

/// `103rd`.
pub(super) fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

pub(super) fn organ(lower: &str) -> Option<String> {
    match lower {
        "council" => Some("Council".to_string()),
        "executive committee" => Some("Executive Committee".to_string()),
        "standing committee on programmes and finance" => {
            Some("Standing Committee on Programmes and Finance".to_string())
        }
        _ => None,
    }
}

/// `C/111/5` is the 111th Session of the Council; `MC/2377` says nothing of a session.
pub(super) fn organ_of(symbol: &str) -> Option<(&'static str, u32)> {
    let mut parts = symbol.split('/');
    let organ = match parts.next()? {
        "C" => "Council",
        "S" => "Standing Committee on Programmes and Finance",
        _ => return None,
    };
    parts.next()?.parse().ok().map(|number| (organ, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_are_spelled_in_two_ways() {
        assert_eq!(session("HUNDRED AND ELEVENTH SESSION").as_deref(), Some("111th Session"));
        assert_eq!(session("One hundred and twenty-second session").as_deref(), Some("122nd Session"));
        assert_eq!(session("the second day of the session of all"), None);
    }
}
