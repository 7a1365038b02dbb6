//! Where the columns of a table are: learned from its fullest row, and from all others in the order of their fullness.

use super::assign::{Choice, assign};
use super::lines::{Cell, Line};

/// How far cells usually are off their columns, and their distances off those of their columns, before it is known.
const FIRST_OFF: f32 = 3.0;
const FIRST_STEP: f32 = 1.2;
/// They are never known better than this: places are whole characters.
const LEAST_OFF: f32 = 0.7;
const LEAST_STEP: f32 = 0.6;
/// Nor while pages are looked at together, by this factor.
const TOGETHER: f32 = 1.8;
/// Middle deviation to usual deviation, of what is spread evenly about.
const SPREAD: f32 = 1.5;
/// A column is rare that has so many times fewer cells than another.
const RARE: usize = 16;
/// How often the columns are learned anew.
const ROUNDS: usize = 2;
/// Of what a cell that covers the place of its column is off it so much counts.
const COVERED: f32 = 0.3;
/// Two columns are one unless this share of their rows has cells in both.
const SELDOM: usize = 20;
/// Columns nearer than this (in characters) may be one.
const NEAR: f32 = 2.6;
/// Or nearer than so much of their usual distance.
const NEAR_SHARE: f32 = 0.6;
/// A single column may be off its header by so much.
const LONE_PITCH: f32 = 8.0;
/// Beyond so many times the usual a deviation costs no more than in proportion.
const KNEE: f32 = 3.0;
/// So many rows weigh in the place of a column, at most, while rows still come in.
const WEIGHT: f32 = 6.0;
/// Where along a cell its place is: at the left, in the middle, at the right or between.
const LEANS: [f32; 5] = [0.5, 0.0, 1.0, 0.25, 0.75];

/// A column: its place, and where its cells begin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    pub at: f32,
    pub left: f32,
    /// The middle of its cells.
    pub middle: f32,
    /// How many rows have a cell there.
    pub held: usize,
    /// Its widest cell.
    pub width: f32,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Model {
    pub columns: Vec<Column>,
    pub lean: f32,
    /// Where the labels begin.
    pub edge: f32,
    /// How far cells are off their columns.
    pub abs: f32,
    /// How far distances of cells are off those of their columns.
    pub step: f32,
}

impl Model {
    pub(super) fn anchor(&self, cell: &Cell) -> f32 {
        cell.left + self.lean * (cell.right - cell.left)
    }

    /// How far a cell is off a column; one that covers its place is hardly off.
    pub(super) fn off(&self, cell: &Cell, column: usize) -> f32 {
        let at = self.columns[column].at;
        let off = self.anchor(cell) - at;
        let beside = (cell.left - at).max(at - cell.right).max(0.0);
        (beside + COVERED * (off.abs() - beside)).copysign(off)
    }

    /// The column that a cell is nearest to.
    pub(super) fn nearest(&self, cell: &Cell) -> usize {
        let off = |column: &usize| (self.columns[*column].at - self.anchor(cell)).abs();
        (0..self.columns.len()).min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(0)
    }

    /// Learns the columns of rows.
    pub(super) fn learn(lines: &[&Line]) -> Option<Model> {
        let mut order: Vec<(usize, &Line)> =
            lines.iter().map(|line| (line.fewest().len(), *line)).filter(|(count, _)| *count > 0).collect();
        order.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let mut model = Model::seed(order.first()?.1);
        // What counts as off is known only after the first round: then columns that were taken for others show.
        for _ in 0..ROUNDS {
            for (_, line) in &order {
                if let Some(choices) = assign(&model, line, true) {
                    model.grow(&choices);
                }
            }
            model.relearn(&order);
        }
        model.relearn(&order);
        model.edge = lines.iter().filter_map(|line| line.edge).reduce(f32::min).unwrap_or(f32::MIN);
        Some(model)
    }

    /// A column that no row has a cell in.
    pub(super) fn add_empty(&mut self, middle: f32) {
        let at = self.columns.partition_point(|column| column.middle < middle);
        self.columns.insert(at, Column { at: middle, left: middle, middle, held: 0, width: 1.0 });
    }

    fn relearn(&mut self, lines: &[(usize, &Line)]) {
        let rows: Vec<Vec<Choice>> = lines.iter().filter_map(|(_, line)| assign(self, line, false)).collect();
        self.settle_lean(&rows);
        self.refine(&rows, TOGETHER);
        self.close(&rows);
        self.columns.retain(|column| column.held > 0);
    }

    /// The same columns where a page has them: `map` says where that is about, its rows where it is.
    pub(super) fn fitted(&self, lines: &[Line], map: impl Fn(f32) -> f32) -> Model {
        let mut model = self.clone();
        for column in &mut model.columns {
            let by = map(column.middle) - column.middle;
            (column.at, column.left, column.middle) = (column.at + by, column.left + by, column.middle + by);
        }
        for _ in 0..ROUNDS {
            let rows: Vec<Vec<Choice>> = lines.iter().filter_map(|line| assign(&model, line, false)).collect();
            model.refine(&rows, 1.0);
        }
        model
    }

    /// Cells stand off their columns by more than characters are wide.
    pub(super) fn drifts(&self) -> bool {
        self.abs > 2.0 * LEAST_OFF
    }

    /// One of its columns is held by few rows: another page may have none there, and as many columns in all.
    pub(super) fn has_rare(&self) -> bool {
        let held = || self.columns.iter().map(|column| column.held);
        held().min().unwrap_or(0) * RARE < held().max().unwrap_or(0)
    }

    /// The usual distance of columns.
    pub(super) fn pitch(&self) -> f32 {
        let apart = self.columns.windows(2).map(|pair| pair[1].middle - pair[0].middle).collect();
        median(apart).unwrap_or(LONE_PITCH)
    }

    fn seed(line: &Line) -> Model {
        let mut model = Model { columns: Vec::new(), lean: LEANS[0], edge: f32::MIN, abs: FIRST_OFF, step: FIRST_STEP };
        model.columns = line.fewest().iter().map(|cell| model.column(cell)).collect();
        model
    }

    fn column(&self, cell: &Cell) -> Column {
        Column {
            at: self.anchor(cell),
            left: cell.left,
            middle: (cell.left + cell.right) / 2.0,
            held: 0,
            width: cell.right - cell.left,
        }
    }

    /// Takes in a row: its cells move their columns, and those without one get one.
    fn grow(&mut self, choices: &[Choice]) {
        for choice in choices.iter().rev() {
            let anchor = self.anchor(&choice.cell);
            if let Some(column) = choice.column.map(|at| &mut self.columns[at]) {
                column.at += (anchor - column.at) / (column.held as f32 + 1.0).min(WEIGHT);
                column.left = column.left.min(choice.cell.left);
                column.held += 1;
            }
        }
        for choice in choices.iter().filter(|choice| choice.column.is_none()) {
            let mut new = self.column(&choice.cell);
            new.held = 1;
            let at = self.columns.partition_point(|column| column.at < new.at);
            self.columns.insert(at, new);
        }
    }

    fn cells(&self, rows: &[Vec<Choice>]) -> Vec<Vec<Cell>> {
        let of_column = |column: usize| {
            rows.iter().flatten().filter(move |choice| choice.column == Some(column)).map(|choice| choice.cell)
        };
        (0..self.columns.len()).map(|column| of_column(column).collect()).collect()
    }

    fn settle_lean(&mut self, rows: &[Vec<Choice>]) {
        let cells = self.cells(rows);
        let lean = LEANS.into_iter().map(|lean| (lean, unrest(&cells, lean)));
        self.lean = lean.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(self.lean, |(lean, _)| lean);
    }

    /// Learns anew from rows whose cells are given to columns.
    fn refine(&mut self, rows: &[Vec<Choice>], factor: f32) {
        let cells = self.cells(rows);
        for (column, cells) in self.columns.iter_mut().zip(&cells) {
            column.held = cells.len();
            column.at = median(cells.iter().map(|cell| lean_on(cell, self.lean)).collect()).unwrap_or(column.at);
            column.left = median(cells.iter().map(|cell| cell.left).collect()).unwrap_or(column.left);
            column.middle = median(cells.iter().map(|cell| lean_on(cell, 0.5)).collect()).unwrap_or(column.middle);
            column.width = cells.iter().map(|cell| cell.right - cell.left).fold(column.width, f32::max);
        }
        let (offs, steps) = self.deviations(rows);
        self.abs = (SPREAD * median(offs).unwrap_or(0.0)).clamp(factor * LEAST_OFF, FIRST_OFF);
        self.step = (SPREAD * median(steps).unwrap_or(0.0)).clamp(factor * LEAST_STEP, FIRST_STEP);
    }

    /// Columns as near as the cells of one are one, unless a row has a cell in both.
    fn close(&mut self, rows: &[Vec<Choice>]) {
        let holds = |row: &[Choice], column: usize| row.iter().any(|choice| choice.column == Some(column));
        let near = NEAR.max(SPREAD * self.abs).max(NEAR_SHARE * self.pitch());
        let mut last = 0;
        for at in 1..self.columns.len() {
            let near = self.columns[at].at - self.columns[last].at < near;
            let both = rows.iter().filter(|row| holds(row, last) && holds(row, at)).count();
            let both = both * SELDOM > self.columns[at].held.min(self.columns[last].held);
            if self.columns[at].held == 0 || both || !near {
                last = if self.columns[at].held > 0 { at } else { last };
            } else if self.columns[at].held > self.columns[last].held {
                self.columns[at].held += std::mem::take(&mut self.columns[last].held);
                last = at;
            } else {
                self.columns[last].held += std::mem::take(&mut self.columns[at].held);
            }
        }
    }

    fn deviations(&self, rows: &[Vec<Choice>]) -> (Vec<f32>, Vec<f32>) {
        let (mut offs, mut steps) = (Vec::new(), Vec::new());
        for row in rows {
            let own: Vec<f32> = row.iter().filter_map(|choice| Some(self.off(&choice.cell, choice.column?))).collect();
            offs.extend(own.iter().map(|off| off.abs()));
            steps.extend(own.windows(2).map(|pair| (pair[1] - pair[0]).abs()));
        }
        (offs, steps)
    }
}

/// What a deviation costs that is so many times the usual.
pub(super) fn bent(z: f32) -> f32 {
    let z = z.abs();
    if z <= KNEE { z * z } else { KNEE * (2.0 * z - KNEE) }
}

fn lean_on(cell: &Cell, lean: f32) -> f32 {
    cell.left + lean * (cell.right - cell.left)
}

/// How far the cells of columns are off the middle of their column, if they lean like this.
fn unrest(cells: &[Vec<Cell>], lean: f32) -> f32 {
    let of_column = |cells: &Vec<Cell>| {
        let places: Vec<f32> = cells.iter().map(|cell| lean_on(cell, lean)).collect();
        let middle = median(places.clone()).unwrap_or(0.0);
        places.iter().map(|place| (place - middle).abs()).sum::<f32>()
    };
    cells.iter().map(of_column).sum()
}

pub(super) fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::super::examples::{middles, model, part};

    #[test]
    fn columns_stand_where_their_numbers_do() {
        let model = model(&part("", "Ardenia      11    12\nBelmora            22\nCape Lorn    31    32"));
        assert_eq!(middles(&model), [14.0, 20.0]);
        assert!(!model.has_rare());
    }

    #[test]
    fn a_column_with_one_of_many_numbers_is_rare() {
        let rows =
            (0..20).map(|nth| if nth == 7 { "Ardenia      11    12    13" } else { "Ardenia      11          13" });
        assert!(model(&part("", &rows.collect::<Vec<_>>().join("\n"))).has_rare());
    }
}
