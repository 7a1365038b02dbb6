//! Positions to lines and cells: what a page shows becomes the [`Line`]s that the text path reads.
//!
//! | step | function | takes -> gives |
//! |---|---|---|
//! | 1 rows | [`runs::rows`] | characters -> rows of runs: one baseline, parted at gaps |
//! | 2 ruled tables | [`grid::find`], [`cut::settle`] | ruling lines -> grids of cells, merged ones known; those cut by page breaks |
//! | 3 cells | [`drawn::split`], [`ruled::rows`] | grid + characters -> table rows; [`seams`] are words cut at the edge of a cell, [`overprint`] texts over each other |
//! | 4 unruled tables | [`aligned::find`] | rows -> table rows, by the alignment of their runs |
//! | 5 prose | [`prose::lines`] | what is left -> lines, columns side by side one after the other |
//! | 6 pictures | [`pictures::mark`] | painted areas -> which lines stand over a picture or chart |
//!
//! Text whose columns are kept by blanks goes through step 4 too: there a character column is the unit.

mod aligned;
mod cut;
mod drawn;
mod frame;
mod gaps;
mod garbled;
mod grid;
mod levels;
mod line;
mod overprint;
mod pictures;
mod prose;
mod raised;
mod ruled;
mod rulers;
mod runs;
mod seams;
mod sideways;
mod turned;
mod typed;

use super::Line;
pub(super) use typed::read_tables;

/// One character on a page; y runs downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Glyph {
    /// Where its writing begins, on the baseline.
    pub x: f32,
    pub y: f32,
    /// How far it reaches along the writing direction.
    pub advance: f32,
    pub size: f32,
    pub c: char,
    pub bold: bool,
    pub italic: bool,
    /// Quarter turns of the writing direction, clockwise.
    pub turn: u8,
    /// The first one that an operator shows: what comes before may be another text.
    pub starts: bool,
}

impl Glyph {
    /// A part of the same glyph, `by` further along.
    pub fn shifted(&self, by: f32, advance: f32, c: char) -> Self {
        let (dx, dy) = [(by, 0.0), (0.0, by), (-by, 0.0), (0.0, -by)][usize::from(self.turn & 3)];
        Glyph { x: self.x + dx, y: self.y + dy, advance, c, ..*self }
    }

    /// Whether it stands on a page of this size; what is outside was cropped away.
    pub fn is_within(&self, width: f32, height: f32) -> bool {
        (-1.0..=width + 1.0).contains(&self.x) && (-1.0..=height + 1.0).contains(&self.y) && self.size > 0.1
    }

    /// A point inside: half along, a third up.
    pub fn middle(&self) -> (f32, f32) {
        let (along, up) = (self.advance / 2.0, self.size * 0.3);
        let (dx, dy) = [(along, -up), (up, along), (-along, up), (-up, -along)][usize::from(self.turn & 3)];
        (self.x + dx, self.y + dy)
    }

    /// Where it ends, for upright writing.
    pub fn end(&self) -> f32 {
        self.x + self.advance
    }
}

/// A ruling line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub horizontal: bool,
    /// y of a horizontal, x of a vertical one.
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

/// An area that is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Area {
    /// The least area around both.
    pub fn around(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// What a page shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    pub number: u32,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    /// The sides of filled areas: where cells have a ground, tables need no rules.
    pub edges: Vec<Rule>,
    /// Pictures, and the filled areas that charts are drawn of.
    pub painted: Vec<Area>,
}

/// A line with its place, until the order on the page is settled.
#[derive(Debug, Clone, Default)]
struct Placed {
    top: f32,
    bottom: f32,
    /// Its place in reading order, on the scale of `top`.
    order: f32,
    /// Size of its type.
    size: f32,
    line: Line,
}

/// The lines of all pages, in reading order.
pub(super) fn lines(pages: Vec<Page>) -> Vec<Line> {
    let (upright, asides): (Vec<Page>, Vec<turned::Aside>) = pages.into_iter().map(turned::upright).unzip();
    let mut opened: Vec<cut::Opened> = upright.into_iter().map(cut::open).collect();
    cut::settle(&mut opened);
    let mut sheets: Vec<Sheet> =
        opened.into_iter().zip(asides).map(|((page, grids), aside)| Sheet::new(page, &grids, aside)).collect();
    let unruled: Vec<aligned::Sheet> =
        sheets.iter().map(|sheet| aligned::Sheet { rows: &sheet.rows, rules: &sheet.rules }).collect();
    let found = aligned::find(&unruled, aligned::Manner::Printed);
    sheets.iter_mut().zip(found).for_each(|(sheet, found)| sheet.take(found));
    let body = line::body_size(sheets.iter().flat_map(|sheet| &sheet.placed));
    let space = line::usual_space(sheets.iter().map(|sheet| sheet.placed.as_slice()), body);
    let setting = line::Setting { body, space };
    let mut lines = Vec::new();
    for sheet in sheets {
        line::finish_page(sheet.placed, sheet.number, setting, &mut lines);
    }
    seams::close(&mut lines);
    lines
}

/// A page on its way: what of it is placed, and the rows that are not yet.
struct Sheet {
    number: u32,
    placed: Vec<Placed>,
    rows: Vec<runs::Row>,
    rules: Vec<Rule>,
    painted: Vec<Area>,
    /// Text in other directions.
    aside: Vec<Vec<Glyph>>,
}

impl Sheet {
    /// Reads the ruled tables.
    fn new(mut page: Page, grids: &[grid::Grid], aside: turned::Aside) -> Self {
        let mut placed = Vec::new();
        for grid in grids {
            let (inside, outside) = drawn::split(grid, &page.glyphs);
            if ruled::parts_too_little(grid, &inside) {
                continue;
            }
            let rows = ruled::rows(grid, inside);
            if ruled::is_table(grid, &rows) {
                page.glyphs = outside;
                placed.extend(rows);
            }
        }
        Self {
            number: page.number,
            placed,
            rows: levels::with(runs::rows(page.glyphs), aside.heads),
            rules: page.rules,
            painted: page.painted,
            aside: aside.texts,
        }
    }

    /// Takes the unruled tables; what is left is prose. All is put in reading order.
    fn take(&mut self, found: aligned::Found) {
        self.placed.extend(found.placed);
        let rows = std::mem::take(&mut self.rows).into_iter().zip(found.taken);
        self.placed.extend(prose::lines(rows.filter_map(|(row, taken)| (!taken).then_some(row)).collect()));
        let end = self.placed.iter().map(|placed| placed.bottom).fold(0.0, f32::max);
        let aside = std::mem::take(&mut self.aside).into_iter();
        self.placed.extend(aside.flat_map(|glyphs| turned::after(prose::lines(runs::rows(glyphs)), end)));
        self.placed.sort_by(|a, b| a.order.total_cmp(&b.order));
        pictures::mark(&mut self.placed, &self.painted);
    }
}
