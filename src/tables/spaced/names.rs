//! Which line of a header holds the names of the columns, where one line does.

use std::cmp::Reverse;

use super::header;
use super::pieces::Piece;
use super::sizes::Size;

/// Finds the line of column names and the number of cells under it: the pair that fits most rows. Of lines that fit alike the
/// last holds the names; of its widths the first is the likeliest.
pub(super) fn find(pieces: &[Piece]) -> Option<(usize, usize)> {
    let first_row = pieces.iter().position(Piece::is_row)?;
    let rows: Vec<Size> = pieces.iter().filter(|piece| piece.is_row()).map(|piece| Size::of(&piece.cut)).collect();
    let lines = (0..first_row).flat_map(|at| {
        let over_blocks = pieces[at + 1..first_row].iter().any(repeats_names);
        let (above, names) = super::blocks::header_lines(&pieces[..=at]);
        let widths = header::widths(&above, &names);
        let rows = &rows;
        let guess =
            move |width| Guess { line: at, above: above.clone(), names: names.clone(), width, rows, over_blocks };
        widths.into_iter().map(guess)
    });
    let believed = lines.enumerate().filter(|(_, guess)| guess.is_believed());
    let best = believed.max_by_key(|(order, guess)| (guess.score(), guess.line, Reverse(*order)));
    best.map(|(_, guess)| (guess.line, guess.width))
}

/// Whether other names of columns stand between the line of `names` and the first row: they are not all there are.
pub(super) fn go_on(pieces: &[Piece], names: usize) -> bool {
    let below = pieces[names + 1..].iter().take_while(|piece| !piece.is_row());
    below.map(|piece| piece.text.as_str()).any(|line| line.split(' ').all(header::is_leaf))
}

/// Whether nearly all rows have no more numbers than columns; else the header is misread.
pub(super) fn are_over_rows(pieces: &[Piece], width: usize) -> bool {
    let rows = || pieces.iter().filter(|piece| piece.is_row());
    rows().filter(|row| Size::of(&row.cut).fit(width) == 0).count() * 10 <= rows().count()
}

/// A line taken for the names of the columns, over rows of `width` cells.
struct Guess<'a> {
    line: usize,
    above: Vec<&'a str>,
    names: Vec<&'a str>,
    width: usize,
    rows: &'a [Size],
    /// Names that are repeated below make spanners of it.
    over_blocks: bool,
}

impl Guess<'_> {
    /// Why a line is not believed to hold the names.
    const DOUBTS: [fn(&Self) -> bool; 4] =
        [Self::fits_no_row, Self::names_the_stub, Self::may_be_torn, Self::is_no_header];

    fn is_believed(&self) -> bool {
        !Self::DOUBTS.iter().any(|doubt| doubt(self))
    }

    /// How well the rows fit.
    fn score(&self) -> usize {
        self.rows.iter().map(|row| row.fit(self.width)).sum()
    }

    fn fits_no_row(&self) -> bool {
        self.width == 0 || self.names.is_empty() || self.score() == 0
    }

    /// A first name of an unknown kind before known ones heads the stub; rows that have a number for it too show that a name
    /// is missing.
    fn names_the_stub(&self) -> bool {
        let [first, others @ ..] = self.names.as_slice() else { return false };
        let stubbed = !header::all_known(&[*first]) && !others.is_empty() && header::all_known(&self.names);
        stubbed && self.width == self.names.len()
    }

    /// Names of unknown kinds may be words of longer names, if anything speaks against single words.
    fn may_be_torn(&self) -> bool {
        let single = || !self.over_blocks && self.are_filled() && header::are_single_words(&self.above, &self.names);
        !header::all_known(&self.names) && !single()
    }

    /// Whether half the rows have a number for each name.
    fn are_filled(&self) -> bool {
        self.rows.iter().filter(|row| row.fit(self.width) > 1).count() * 2 >= self.rows.len()
    }

    fn is_no_header(&self) -> bool {
        header::read(&self.above, &self.names, self.width).is_empty()
    }
}

/// `Crews Pilots Crews Pilots`: what stands above such a line are spanners.
fn repeats_names(line: &Piece) -> bool {
    let names = &line.names;
    names.len() > 3 && names.iter().enumerate().any(|(at, name)| names[..at].contains(name))
}
