//! Paths and pictures.
//!
//! Takes operators that build and paint a path; gives rules, grounds, painted areas and clips.

use super::{Interpreter, numbers};
use crate::source::pdf::lexer::Token;
use crate::source::pdf::paths::Path;

impl Interpreter<'_> {
    pub(super) fn operate_path(&mut self, operator: &[u8], operands: &[Token<'_>]) {
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

    pub(super) fn operate_paint(&mut self, operator: &[u8]) {
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

    /// A picture fills the unit square.
    pub(super) fn picture(&mut self) {
        self.shown.images += 1;
        let mut square = Path::default();
        square.rectangle(self.state.ctm, [0.0, 0.0, 1.0, 1.0]);
        square.paint(self.state.clip, &mut self.shown.ruling);
    }
}
