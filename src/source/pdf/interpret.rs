//! Content streams: the characters and ruling lines of a page, with their places.
//!
//! Only what decides place and meaning of text is interpreted. Colours, images and shadings are stepped over,
//! and what is damaged is stepped over too: the rest of the page is still read.

use std::sync::Arc;

use pdf_extract::{Dictionary, Document, Object};

use super::fonts::{Font, FontCache, Text};
use super::lexer::{Lexer, Token};
use super::limits::{Budget, MOST_FORMS_DEEP, MOST_GLYPHS, MOST_STATES};
use super::matrix::Matrix;
use super::objects::{decode, get_dict, get_name, get_numbers, get_stream};
use super::paths::{Area, Path, Ruling};
use crate::source::layout::Glyph;

/// What a page shows, in page coordinates with y downwards.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub glyphs: Vec<Glyph>,
    pub ruling: Ruling,
    /// Pictures are shown.
    pub images: usize,
    /// The limits cut the page short.
    pub cut: bool,
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Arc<Font>>,
    size: f64,
    char_spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    /// Where paint shows.
    clip: Option<Area>,
}

/// Interprets the streams of one page.
pub(super) struct Interpreter<'a> {
    document: &'a Document,
    fonts: &'a FontCache,
    budget: &'a Budget,
    shown: Shown,
    state: State,
    stack: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    /// The path becomes a clip once it is painted.
    clips: bool,
    forms: Vec<&'a Dictionary>,
}

impl<'a> Interpreter<'a> {
    /// `base` turns the page's coordinates into those of the reader.
    pub(super) fn new(document: &'a Document, fonts: &'a FontCache, budget: &'a Budget, base: Matrix) -> Self {
        let state = State {
            ctm: base,
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            clip: None,
        };
        Self {
            document,
            fonts,
            budget,
            shown: Shown::default(),
            state,
            stack: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Path::default(),
            clips: false,
            forms: Vec::new(),
        }
    }

    /// What was shown.
    pub(super) fn finish(self) -> Shown {
        self.shown
    }

    /// Runs a stream with its resources.
    pub(super) fn run(&mut self, content: &[u8], resources: &'a Dictionary) {
        if !self.budget.spend(content.len()) {
            self.shown.cut = true;
            return;
        }
        let mut lexer = Lexer::new(content);
        let mut operands: Vec<Token> = Vec::new();
        while let Some(token) = lexer.next() {
            let Token::Keyword(operator) = token else {
                operands.push(token);
                continue;
            };
            if operator == b"ID" {
                lexer.skip_inline_image();
                self.picture();
            } else {
                self.operate(operator, &operands, resources);
            }
            operands.clear();
            if self.shown.glyphs.len() > MOST_GLYPHS {
                self.shown.cut = true;
                return;
            }
        }
    }

    fn operate(&mut self, operator: &[u8], operands: &[Token<'_>], resources: &'a Dictionary) {
        match operator {
            b"q" | b"Q" | b"cm" | b"Do" => self.operate_state(operator, operands, resources),
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => self.operate_path(operator, operands),
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => self.operate_paint(operator),
            b"Tj" | b"TJ" | b"'" | b"\"" => self.operate_show(operator, operands),
            b"BT" | b"Td" | b"TD" | b"Tm" | b"T*" => self.operate_position(operator, operands),
            b"W" | b"W*" => self.clips = true,
            b"Tf" => self.set_font(operands, resources),
            b"gs" => self.set_graphics_state(operands, resources),
            _ => self.operate_text_state(operator, operands),
        }
    }

    fn operate_state(&mut self, operator: &[u8], operands: &[Token<'_>], resources: &'a Dictionary) {
        match operator {
            b"q" if self.stack.len() < MOST_STATES => self.stack.push(self.state.clone()),
            b"Q" => self.state = self.stack.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => {
                if let Some(matrix) = matrix(operands) {
                    self.state.ctm = matrix.then(self.state.ctm);
                }
            }
            b"Do" => self.run_object(operands, resources),
            _ => {}
        }
    }

    fn operate_path(&mut self, operator: &[u8], operands: &[Token<'_>]) {
        let numbers = numbers(operands);
        let ctm = self.state.ctm;
        match (operator, numbers.as_slice()) {
            (b"m", [.., x, y]) => self.path.move_to(ctm.apply(*x, *y)),
            (b"l", [.., x, y]) => self.path.line_to(ctm.apply(*x, *y)),
            (b"c" | b"v" | b"y", [.., x, y]) => self.path.curve_to(ctm.apply(*x, *y)),
            (b"h", _) => self.path.close(),
            (b"re", [.., x, y, width, height]) => self.path.rectangle(ctm, [*x, *y, *width, *height]),
            _ => {}
        }
    }

    fn operate_paint(&mut self, operator: &[u8]) {
        if matches!(operator, b"s" | b"b" | b"b*") {
            self.path.close();
        }
        if matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") {
            self.path.fill(self.state.clip, &mut self.shown.ruling);
            self.path.paint(self.state.clip, &mut self.shown.ruling);
        }
        if matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
            self.path.stroke(&mut self.shown.ruling.rules);
        }
        if std::mem::take(&mut self.clips) {
            self.state.clip = self.path.clip(self.state.clip);
        }
        self.path.clear();
    }

    fn operate_show(&mut self, operator: &[u8], operands: &[Token<'_>]) {
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

    fn operate_position(&mut self, operator: &[u8], operands: &[Token<'_>]) {
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

    fn operate_text_state(&mut self, operator: &[u8], operands: &[Token<'_>]) {
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

    fn set_font(&mut self, operands: &[Token<'_>], resources: &'a Dictionary) {
        if let Some(Token::Number(size)) = operands.last() {
            self.state.size = *size;
        }
        let Some(Token::Name(name)) = operands.first() else { return };
        let Some(entry) = get_dict(self.document, resources, b"Font").and_then(|fonts| fonts.get(name).ok()) else {
            self.state.font = None;
            return;
        };
        self.use_font(entry);
    }

    fn use_font(&mut self, entry: &'a Object) {
        let id = entry.as_reference().ok();
        let dict = self.document.dereference(entry).ok().and_then(|(_, object)| object.as_dict().ok());
        self.state.font = dict.map(|dict| self.fonts.font(self.document, id, dict));
    }

    /// A graphics state dictionary can set the font too.
    fn set_graphics_state(&mut self, operands: &[Token<'_>], resources: &'a Dictionary) {
        let Some(Token::Name(name)) = operands.first() else { return };
        let states = get_dict(self.document, resources, b"ExtGState");
        let font = states.and_then(|states| get_dict(self.document, states, name)?.get(b"Font").ok()?.as_array().ok());
        if let Some([entry, size]) = font.map(Vec::as_slice) {
            self.state.size = size.as_float().map_or(self.state.size, f64::from);
            self.use_font(entry);
        }
    }

    fn run_object(&mut self, operands: &[Token<'_>], resources: &'a Dictionary) {
        let Some(Token::Name(name)) = operands.first() else { return };
        let objects = get_dict(self.document, resources, b"XObject");
        let Some(stream) = objects.and_then(|objects| get_stream(self.document, objects, name)) else { return };
        match get_name(self.document, &stream.dict, b"Subtype") {
            Some(b"Image") => self.picture(),
            // The form as printed: its own matrix inside the current one. One that shows itself, or goes too deep, is left out.
            Some(b"Form") if self.may_enter(&stream.dict) => {
                let Some(content) = decode(self.document, stream) else { return };
                self.forms.push(&stream.dict);
                self.run_form(&content, &stream.dict, resources);
                self.forms.pop();
            }
            _ => {}
        }
    }

    /// A picture fills the unit square.
    fn picture(&mut self) {
        self.shown.images += 1;
        let mut square = Path::default();
        square.rectangle(self.state.ctm, [0.0, 0.0, 1.0, 1.0]);
        square.paint(self.state.clip, &mut self.shown.ruling);
    }

    fn may_enter(&self, form: &Dictionary) -> bool {
        self.forms.len() < MOST_FORMS_DEEP && !self.forms.iter().any(|open| std::ptr::eq(*open, form))
    }

    fn run_form(&mut self, content: &[u8], form: &'a Dictionary, outer: &'a Dictionary) {
        let saved = (self.state.clone(), std::mem::take(&mut self.stack), self.text, self.line);
        let matrix = get_numbers(self.document, form, b"Matrix").and_then(|numbers| Matrix::from_slice(&numbers));
        self.state.ctm = matrix.unwrap_or(Matrix::IDENTITY).then(self.state.ctm);
        self.run(content, get_dict(self.document, form, b"Resources").unwrap_or(outer));
        (self.state, self.stack, self.text, self.line) = saved;
        self.path.clear();
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

fn numbers(operands: &[Token<'_>]) -> Vec<f64> {
    let number = |token: &Token<'_>| match token {
        Token::Number(number) => Some(*number),
        _ => None,
    };
    operands.iter().filter_map(number).collect()
}

fn matrix(operands: &[Token<'_>]) -> Option<Matrix> {
    Matrix::from_slice(&numbers(operands))
}
