//! What a stream names and its resources hold: fonts, graphics states, forms, images.
//!
//! Takes a name; gives the font in use, or runs the form as a stream of its own.

use pdf_extract::{Dictionary, Object};

use super::Interpreter;
use crate::source::pdf::lexer::Token;
use crate::source::pdf::limits::MOST_FORMS_DEEP;
use crate::source::pdf::matrix::Matrix;
use crate::source::pdf::objects::{decode, get_dict, get_name, get_numbers, get_stream};

impl<'a> Interpreter<'a> {
    pub(super) fn set_font(&mut self, operands: &[Token<'_>], resources: &'a Dictionary) {
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
    pub(super) fn set_graphics_state(&mut self, operands: &[Token<'_>], resources: &'a Dictionary) {
        let Some(Token::Name(name)) = operands.first() else { return };
        let states = get_dict(self.document, resources, b"ExtGState");
        let font = states.and_then(|states| get_dict(self.document, states, name)?.get(b"Font").ok()?.as_array().ok());
        if let Some([entry, size]) = font.map(Vec::as_slice) {
            self.state.size = size.as_float().map_or(self.state.size, f64::from);
            self.use_font(entry);
        }
    }

    pub(super) fn run_object(&mut self, operands: &[Token<'_>], resources: &'a Dictionary) {
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
}
