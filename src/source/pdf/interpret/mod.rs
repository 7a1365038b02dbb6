//! Content streams: the characters, ruling lines and painted areas of a page, with their places.
//!
//! Takes the bytes of a stream and its resources; gives what the page [shows](Shown).
//! Only what decides place and meaning of text is interpreted. Colours, images and shadings are stepped over,
//! and what is damaged is stepped over too: the rest of the page is still read.

mod marked;
mod paint;
mod resources;
mod text;

use std::sync::Arc;

use pdf_extract::{Dictionary, Document};

use super::fonts::{Font, FontCache};
use super::lexer::{Lexer, Token};
use super::limits::{Budget, MOST_GLYPHS, MOST_STATES};
use super::matrix::Matrix;
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

impl State {
    /// Where a page begins: no font, nothing clipped.
    fn new(base: Matrix) -> Self {
        Self {
            ctm: base,
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            clip: None,
        }
    }
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
    marked: Vec<marked::Open>,
    /// Marked content that is open beyond the limit.
    marked_beyond: usize,
}

impl<'a> Interpreter<'a> {
    /// `base` turns the page's coordinates into those of the reader.
    pub(super) fn new(document: &'a Document, fonts: &'a FontCache, budget: &'a Budget, base: Matrix) -> Self {
        Self {
            document,
            fonts,
            budget,
            shown: Shown::default(),
            state: State::new(base),
            stack: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Path::default(),
            clips: false,
            forms: Vec::new(),
            marked: Vec::new(),
            marked_beyond: 0,
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
            b"BDC" | b"BMC" => self.begin_marked(operands, resources),
            b"EMC" => self.end_marked(),
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
