//! Text: where it stands and which characters it shows.
//!
//! Takes the operators of text objects; gives glyphs in page coordinates.

use super::{Interpreter, State, matrix, numbers};
use crate::source::layout::Glyph;
use crate::source::pdf::fonts::Text;
use crate::source::pdf::lexer::Token;
use crate::source::pdf::matrix::Matrix;

impl Interpreter<'_> {
    pub(super) fn operate_position(&mut self, operator: &[u8], operands: &[Token<'_>]) {
        match (operator, numbers(operands).as_slice()) {
            (b"BT", _) => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            (b"Td", [.., x, y]) => self.next_line(*x, *y),
            (b"TD", [.., x, y]) => {
                self.state.leading = -y;
                self.next_line(*x, *y);
            }
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"Tm", _) => {
                if let Some(matrix) = matrix(operands) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            _ => {}
        }
    }

    pub(super) fn operate_text_state(&mut self, operator: &[u8], operands: &[Token<'_>]) {
        let Some(Token::Number(number)) = operands.last() else { return };
        match operator {
            b"Tc" => self.state.char_spacing = *number,
            b"Tw" => self.state.word_spacing = *number,
            b"Tz" => self.state.scale = number / 100.0,
            b"TL" => self.state.leading = *number,
            b"Ts" => self.state.rise = *number,
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(self.line);
        self.text = self.line;
    }

    fn advance(&mut self, by: f64) {
        self.text = Matrix::translation(by, 0.0).then(self.text);
    }

    pub(super) fn operate_show(&mut self, operator: &[u8], operands: &[Token<'_>]) {
        if let (b"\"", [Token::Number(word), Token::Number(character), ..]) = (operator, operands) {
            (self.state.word_spacing, self.state.char_spacing) = (*word, *character);
        }
        if matches!(operator, b"'" | b"\"") {
            self.next_line(0.0, -self.state.leading);
        }
        let adjusts = operator == b"TJ";
        let first = self.shown.glyphs.len();
        for operand in operands {
            match operand {
                Token::Text(bytes) => self.show(bytes),
                Token::Number(shift) if adjusts => self.advance(-shift / 1000.0 * self.state.size * self.state.scale),
                _ => {}
            }
        }
        if let Some(glyph) = self.shown.glyphs.get_mut(first) {
            glyph.starts = true;
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        let State { ctm, size, scale, rise, .. } = self.state;
        for code in font.shown(bytes) {
            let Matrix([a, b, c, d, e, f]) = self.text.then(ctm);
            let width = f64::from(code.width) * font.unit * size;
            let (along, height) = (a.hypot(b), c.hypot(d));
            let glyph = Glyph {
                x: (e + rise * c) as f32,
                y: (f + rise * d) as f32,
                advance: (width * scale * along).abs() as f32,
                size: (size * height).abs() as f32,
                c: ' ',
                bold: font.bold,
                italic: font.italic,
                turn: turn(a * size.signum(), b * size.signum()),
                starts: false,
            };
            self.put(glyph, code.text);
            let spacing = self.state.char_spacing + if code.is_space { self.state.word_spacing } else { 0.0 };
            self.advance((width + spacing) * scale);
        }
    }

    /// One glyph may stand for several characters; they share its width.
    fn put(&mut self, glyph: Glyph, text: Text<'_>) {
        if !(glyph.x.is_finite() && glyph.y.is_finite() && glyph.advance.is_finite() && glyph.size.is_finite()) {
            return;
        }
        match text {
            Text::Char(c) => self.shown.glyphs.push(Glyph { c, ..glyph }),
            Text::Text(text) => {
                let share = glyph.advance / text.chars().count().max(1) as f32;
                let parts = text.chars().enumerate().map(|(index, c)| glyph.shifted(index as f32 * share, share, c));
                self.shown.glyphs.extend(parts);
            }
        }
    }
}

/// Quarter turns of the writing direction, clockwise as the reader sees it; slanted text counts as the nearest.
fn turn(a: f64, b: f64) -> u8 {
    match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
        (true, true, _) => 0,
        (true, false, _) => 2,
        (false, _, true) => 1,
        (false, _, false) => 3,
    }
}
