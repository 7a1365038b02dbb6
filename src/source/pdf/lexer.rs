//! Tokens of content streams and CMaps: both are PostScript-like, and damaged ones must still give what is legible.

/// One token; names and keywords borrow from the stream.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    /// `12`, `-.5`.
    Number(f64),
    /// `/F1`, without the slash.
    Name(&'a [u8]),
    /// `(text)` or `<7465>`, decoded.
    Text(Vec<u8>),
    /// `[`
    ArrayStart,
    /// `]`
    ArrayEnd,
    /// `<<`
    DictStart,
    /// `>>`
    DictEnd,
    /// An operator.
    Keyword(&'a [u8]),
}

/// Reads tokens one after the other; what is no token is stepped over.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => self.skip_while(|byte| byte != b'\n' && byte != b'\r'),
                _ if is_blank(byte) => self.at += 1,
                _ => break,
            }
        }
    }

    fn skip_while(&mut self, keep: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&keep) {
            self.at += 1;
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let start = self.at;
        self.skip_while(|byte| !is_blank(byte) && !is_delimiter(byte));
        &self.bytes[start..self.at]
    }

    fn single(&mut self, length: usize, token: Token<'a>) -> Option<Token<'a>> {
        self.at += length;
        Some(token)
    }

    /// Steps over the data of an inline image, up to and with its `EI`.
    pub(super) fn skip_inline_image(&mut self) {
        let mut from = self.at;
        while let Some(found) = self.bytes.get(from..).and_then(|rest| rest.windows(2).position(|pair| pair == b"EI")) {
            let (before, after) = (from + found, from + found + 2);
            let closed = self.bytes.get(after).is_none_or(|byte| is_blank(*byte));
            if closed && before > self.at && is_blank(self.bytes[before - 1]) {
                self.at = after;
                return;
            }
            from = after;
        }
        self.at = self.bytes.len();
    }

    fn literal(&mut self) -> Vec<u8> {
        let (mut text, mut depth) = (Vec::new(), 1);
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut text),
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if byte != b'\\' {
                text.push(byte);
            }
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push(code as u8);
            }
            other => text.push(other),
        }
    }

    fn hex(&mut self) -> Vec<u8> {
        self.at += 1;
        let start = self.at;
        self.skip_while(|byte| byte != b'>');
        let digits = self.bytes[start..self.at].iter().filter_map(|byte| (*byte as char).to_digit(16));
        let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
        self.at += 1;
        digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.skip_blanks();
            let byte = self.peek()?;
            let doubled = self.bytes.get(self.at + 1) == Some(&byte);
            return match byte {
                b'(' => Some(Token::Text(self.literal())),
                b'<' if doubled => self.single(2, Token::DictStart),
                b'>' if doubled => self.single(2, Token::DictEnd),
                b'<' => Some(Token::Text(self.hex())),
                b'[' => self.single(1, Token::ArrayStart),
                b']' => self.single(1, Token::ArrayEnd),
                b'/' => {
                    self.at += 1;
                    Some(Token::Name(self.regular()))
                }
                b')' | b'>' | b'{' | b'}' => {
                    self.at += 1;
                    continue;
                }
                b'0'..=b'9' | b'+' | b'-' | b'.' => Some(number(self.regular())),
                _ => Some(Token::Keyword(self.regular())),
            };
        }
    }
}

/// Reads a number; `--5` and `1.2.3`, which some writers make, count as far as they can be read.
fn number(word: &[u8]) -> Token<'_> {
    let digits = word.iter().position(|byte| byte.is_ascii_digit() || *byte == b'.').unwrap_or(word.len());
    let (mut value, mut scale, mut fraction) = (0.0f64, 1.0f64, false);
    for byte in &word[digits..] {
        match byte {
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(byte - b'0');
                scale *= if fraction { 10.0 } else { 1.0 };
            }
            b'.' if !fraction => fraction = true,
            _ => break,
        }
    }
    let sign = if word.first() == Some(&b'-') { -1.0 } else { 1.0 };
    Token::Number(sign * value / scale)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0 | 12)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token<'_>> {
        Lexer::new(text.as_bytes()).collect()
    }

    #[test]
    fn operands_and_operators() {
        let expected =
            [Token::Name(b"F1"), Token::Number(-0.5), Token::Keyword(b"Tf"), Token::ArrayStart, Token::ArrayEnd];
        assert_eq!(tokens("/F1 -.5 Tf % rest\n[]"), expected);
    }

    #[test]
    fn strings_in_both_forms() {
        assert_eq!(tokens(r"(a\(b(c)\051\n)"), [Token::Text(b"a(b(c))\n".to_vec())]);
        assert_eq!(tokens("<41 4>"), [Token::Text(vec![0x41, 0x40])]);
        assert_eq!(tokens("(never closed"), [Token::Text(b"never closed".to_vec())]);
    }

    #[test]
    fn inline_images_are_stepped_over() {
        let mut lexer = Lexer::new(b"ID \x00EIx( EI Q");
        assert_eq!(lexer.next(), Some(Token::Keyword(b"ID")));
        lexer.skip_inline_image();
        assert_eq!(lexer.next(), Some(Token::Keyword(b"Q")));
    }
}
