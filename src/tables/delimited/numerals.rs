//! The numbers of one cell, as blank-parted tokens: `1 206 14` is `1 206` and `14`, or three numbers.
//! What a lone cell means is settled by the widest grouping; in a stack the count of rows decides.

/// A token that can be a number or the first or a later group of thousands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// `206`, `(83.5)`, `43%`.
    pub text: String,
    /// Set in bold inside a cell that is not all bold: in OCR that marks a total.
    pub bold: bool,
    /// A new run of markup or a torn line begins before it, so that it continues no number.
    pub apart: bool,
}

impl Token {
    /// A token in plain print.
    #[cfg(test)]
    fn plain(text: &str) -> Self {
        Self { text: text.to_string(), bold: false, apart: false }
    }

    /// Whether `next` may be a group of thousands of the number that ends with this token.
    fn may_join(&self, next: &Token) -> bool {
        let head = self.text.trim_start_matches(['(', '-', '+', '−']);
        let open_group = !head.is_empty() && head.len() <= 3 && head.bytes().all(|b| b.is_ascii_digit());
        !next.apart && self.bold == next.bold && open_group && is_group(&next.text)
    }

    /// Whether it can begin a number at all: a group such as `081` cannot.
    fn may_begin(&self) -> bool {
        let digits = self.text.trim_start_matches(['(', '-', '+', '−']);
        let closes = self.text.ends_with(')') && !self.text.starts_with('(');
        let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
        !closes && !padded
    }
}

/// `014`, `197.4`, `500)`: three digits, perhaps with decimals and a closing bracket.
fn is_group(text: &str) -> bool {
    let text = text.strip_suffix(')').unwrap_or(text);
    let text = text.strip_suffix('%').unwrap_or(text);
    let (digits, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let whole = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits.len() == 3 && whole(digits) && whole(decimals)
}

/// Whether a word has the form of a number: sign or bracket, digits, groups by comma, decimals, per cent.
pub(super) fn is_numeral(word: &str) -> bool {
    let word = word.strip_prefix('(').unwrap_or(word);
    let word = word.strip_suffix(')').unwrap_or(word);
    let word = word.strip_suffix('%').unwrap_or(word);
    let word = word.strip_prefix(['-', '+', '−', '–']).unwrap_or(word);
    let (whole, decimals) = word.split_once('.').map_or((word, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|group| digits(group) && (group.len() <= 3 || !whole.contains(',')));
    first && groups.all(|group| group.len() == 3 && digits(group)) && decimals.is_none_or(digits)
}

impl Number {
    /// The number as a token that nothing joins any more.
    pub fn token(&self) -> Token {
        Token { text: self.text.clone(), bold: self.bold, apart: true }
    }
}

fn number(joined: &[Token]) -> Number {
    let texts: Vec<&str> = joined.iter().map(|token| token.text.as_str()).collect();
    Number { text: texts.join(" "), bold: joined[0].bold, tokens: joined.len() }
}

/// A number as cut out of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// `1 206`, to be read as a value.
    pub text: String,
    /// Whether it is set in bold beside numbers that are not.
    pub bold: bool,
    /// How many tokens it is made of.
    pub tokens: usize,
}

/// The widest grouping: every group that can continue a number does.
pub(super) fn widest(tokens: &[Token]) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let mut end = start + 1;
        while end < tokens.len() && continues(tokens, start, end) {
            end += 1;
        }
        numbers.push(number(&tokens[start..end]));
        start = end;
    }
    numbers
}

fn continues(tokens: &[Token], start: usize, at: usize) -> bool {
    // Only the first group may have fewer than three digits; a decimal or bracket closes the number.
    let previous = &tokens[at - 1];
    let open = previous.text.ends_with(|c: char| c.is_ascii_digit()) && !previous.text.contains('.');
    let later = |next: &Token| is_group(&next.text) && !next.apart && next.bold == previous.bold;
    open && if at - 1 == start { previous.may_join(&tokens[at]) } else { later(&tokens[at]) }
}

/// The narrowest grouping: only what cannot begin a number continues one.
pub(super) fn narrowest(tokens: &[Token]) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    let mut start = 0;
    for end in 1..=tokens.len() {
        if end == tokens.len() || tokens[end].may_begin() || !continues(tokens, start, end) {
            numbers.push(number(&tokens[start..end]));
            start = end;
        }
    }
    numbers
}

/// A stack has at most so many readings worth looking at; beyond it nothing is decided.
const MAX_CUTS: usize = 256;
/// So much effort is spent on finding them: a hostile cell could ask for for ever.
const MAX_STEPS: usize = 20_000;

/// All ways to cut the tokens into exactly `count` numbers; none where there are too many to tell.
pub(super) fn cuts(tokens: &[Token], count: usize) -> Vec<Vec<Number>> {
    let mut search = Search { tokens, cut: Vec::new(), found: Vec::new(), steps: 0 };
    search.cut_from(0, count);
    let all = search.steps < MAX_STEPS && search.found.len() < MAX_CUTS;
    if all { search.found } else { Vec::new() }
}

struct Search<'a> {
    tokens: &'a [Token],
    cut: Vec<Number>,
    found: Vec<Vec<Number>>,
    steps: usize,
}

impl Search<'_> {
    fn cut_from(&mut self, start: usize, left: usize) {
        self.steps += 1;
        if self.steps >= MAX_STEPS || self.found.len() >= MAX_CUTS || self.tokens.len() - start < left {
            return;
        }
        if start == self.tokens.len() {
            self.found.push(self.cut.clone());
            return;
        }
        if left == 0 || !self.tokens[start].may_begin() {
            return;
        }
        let mut end = start + 1;
        loop {
            self.cut.push(number(&self.tokens[start..end]));
            self.cut_from(end, left - 1);
            self.cut.pop();
            if end >= self.tokens.len() || !continues(self.tokens, start, end) {
                return;
            }
            end += 1;
        }
    }
}

/// Longer digits are no number of a report, and sums of them would overflow.
const MAX_DIGITS: usize = 12;

/// The value of a number without sign, brackets and signs of share: what sums are made of.
pub(super) fn magnitude(text: &str) -> Option<i64> {
    let kept: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let whole = kept.split('.').next().filter(|whole| whole.len() <= MAX_DIGITS)?;
    whole.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        text.split(' ').map(Token::plain).collect()
    }

    fn texts(numbers: &[Number]) -> Vec<&str> {
        numbers.iter().map(|number| number.text.as_str()).collect()
    }

    #[test]
    fn numerals_by_form() {
        for word in ["7", "(1)", "(83.5)", "-121", "42%", "1,014", "197.4", "+5%", "2008"] {
            assert!(is_numeral(word), "{word}");
        }
        for word in ["", "1,1", "00:1", "79.", "1O", "(", "0-9", "-", "a1"] {
            assert!(!is_numeral(word), "{word}");
        }
    }

    #[test]
    fn the_widest_grouping_joins_thousands() {
        assert_eq!(texts(&widest(&tokens("1 206 14 1 171"))), ["1 206", "14", "1 171"]);
        assert_eq!(texts(&widest(&tokens("1 1 1"))), ["1", "1", "1"]);
        assert_eq!(texts(&widest(&tokens("-11 260"))), ["-11 260"]);
        assert_eq!(texts(&widest(&tokens("1 197.4"))), ["1 197.4"]);
    }

    #[test]
    fn a_count_settles_what_blanks_cannot() {
        let four = cuts(&tokens("4 6 1 884"), 4);
        assert_eq!(four.iter().map(|cut| texts(cut)).collect::<Vec<_>>(), [["4", "6", "1", "884"]]);
        assert_eq!(cuts(&tokens("64 810 2 081 1"), 4).len(), 1);
        assert!(cuts(&tokens("1 2"), 3).is_empty());
        assert!(cuts(&tokens(&["100"; 60].join(" ")), 5).is_empty(), "no end of ways");
    }
}
