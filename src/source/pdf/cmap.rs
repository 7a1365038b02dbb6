//! ToUnicode and encoding CMaps, read with bounds: a hostile range of 2^28 codes costs nothing.

use std::collections::HashMap;

use super::lexer::{Lexer, Token};
use crate::source::swapped;

/// Codes above this, and ranges longer than this, are not kept: PDF codes have at most two bytes in practice.
const MOST_CODES: u32 = 0x1_0000;
/// All ranges of one CMap together.
const MOST_ENTRIES: usize = 4 * MOST_CODES as usize;

/// What the codes of a font stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct CMap {
    /// Code to text.
    pub unicode: HashMap<u32, String>,
    /// Code to character id, where the CMap is an encoding.
    pub cids: HashMap<u32, u32>,
    /// Lengths in bytes of the codes, with their ranges.
    pub code_ranges: Vec<(usize, u32, u32)>,
    entries: usize,
}

/// Reads a CMap; what is damaged in it is left out.
pub(super) fn parse(bytes: &[u8]) -> CMap {
    let mut cmap = CMap::default();
    let mut operands: Vec<Token> = Vec::new();
    let mut depth = 0usize;
    let mut list: Vec<Vec<u8>> = Vec::new();
    let mut lists: HashMap<usize, Vec<Vec<u8>>> = HashMap::new();
    for token in Lexer::new(bytes) {
        match token {
            Token::ArrayStart => depth += 1,
            Token::ArrayEnd if depth > 0 => {
                depth -= 1;
                lists.insert(operands.len(), std::mem::take(&mut list));
                operands.push(Token::ArrayEnd);
            }
            Token::Text(text) if depth > 0 => list.push(text),
            Token::Keyword(keyword) => {
                cmap.section(keyword, &operands, &lists);
                operands.clear();
                lists.clear();
            }
            other if depth == 0 => operands.push(other),
            _ => {}
        }
    }
    cmap
}

impl CMap {
    fn section(&mut self, keyword: &[u8], operands: &[Token], lists: &HashMap<usize, Vec<Vec<u8>>>) {
        match keyword {
            b"endcodespacerange" => {
                let ranges = operands.chunks_exact(2).filter_map(|pair| match pair {
                    [Token::Text(low), Token::Text(high)] => Some((low.len(), code(low), code(high))),
                    _ => None,
                });
                self.code_ranges.extend(ranges);
            }
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Token::Text(from), Token::Text(to)] = pair {
                        self.put(code(from), utf16(to, 0));
                    }
                }
            }
            b"endbfrange" => self.bf_ranges(operands, lists),
            b"endcidrange" => self.cid_ranges(operands),
            b"endcidchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Token::Text(from), Token::Number(cid)] = pair {
                        self.cids.insert(code(from), *cid as u32);
                    }
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, code: u32, text: String) {
        self.entries += 1;
        if code < MOST_CODES && !text.is_empty() {
            self.unicode.insert(code, text);
        }
    }

    /// How many codes of a range are kept.
    fn room(&self, low: u32, high: u32) -> u32 {
        let left = MOST_ENTRIES.saturating_sub(self.entries) as u32;
        (high.min(MOST_CODES - 1) + 1).saturating_sub(low).min(left)
    }

    fn bf_ranges(&mut self, operands: &[Token], lists: &HashMap<usize, Vec<Vec<u8>>>) {
        for (index, range) in operands.chunks_exact(3).enumerate() {
            match range {
                [Token::Text(low), Token::Text(high), Token::Text(to)] => {
                    let low = code(low);
                    for step in 0..self.room(low, code(high)) {
                        self.put(low + step, utf16(to, step));
                    }
                }
                [Token::Text(low), Token::Text(_), Token::ArrayEnd] => {
                    let texts = lists.get(&(index * 3 + 2)).map(Vec::as_slice).unwrap_or_default();
                    for (step, to) in (0..MOST_CODES).zip(texts) {
                        self.put(code(low).saturating_add(step), utf16(to, 0));
                    }
                }
                _ => {}
            }
        }
    }

    fn cid_ranges(&mut self, operands: &[Token]) {
        for range in operands.chunks_exact(3) {
            let [Token::Text(low), Token::Text(high), Token::Number(cid)] = range else { continue };
            let low = code(low);
            for step in 0..self.room(low, code(high)) {
                self.entries += 1;
                self.cids.insert(low + step, (*cid as u32).saturating_add(step));
            }
        }
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

/// UTF-16BE, its last unit raised by `step`; a lone surrogate or a NUL stands for nothing.
fn utf16(bytes: &[u8], step: u32) -> String {
    let mut units: Vec<u16> = match bytes {
        [single] => vec![u16::from(*single)],
        _ => bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    };
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(step as u16);
    }
    if let Some(letters) = swapped::ligature(&units) {
        return letters;
    }
    char::decode_utf16(units).filter_map(Result::ok).filter(|c| *c != '\0').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_ranges_and_lists() {
        let cmap = parse(
            b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <01> <0066 0069> endbfchar \
              2 beginbfrange <02> <04> <0041> <05> <06> [<0058> <0059>] endbfrange",
        );
        let text: Vec<&str> = (1..=6).map(|code| cmap.unicode[&code].as_str()).collect();
        assert_eq!(text, ["fi", "A", "B", "C", "X", "Y"]);
        assert_eq!(cmap.code_ranges, [(1, 0, 255)]);
    }

    #[test]
    fn endless_ranges_are_cut() {
        let cmap = parse(b"beginbfrange <00000000> <0FFFFFFF> <0041> endbfrange");
        assert!(cmap.unicode.len() <= MOST_CODES as usize);
    }
}
