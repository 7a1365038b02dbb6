//! The cheapest way to give the words of a row to columns, by dynamic programming, and how much dearer the next way is.
//!
//! What a way costs: how far each cell stands off its column, and how far the distance to the cell before is off the distance of
//! their columns. So what shifts a whole row costs little, and a jump much.

use super::lines::{Cell, Line, cells_from};
use super::model::{Model, bent};

/// A cell in a column of its own, while columns are looked for.
const NEW: f32 = 14.0;
/// Of a distance that drifts so much per character is usual.
const STRETCH: f32 = 0.04;
/// What is pushed to the right by the word before stands off by so many characters more.
const PUSHED: f32 = 5.0;
/// A number that is left to the label.
const LABEL: f32 = 12.0;
/// A cell of several words that reaches into the next column, for each character.
const OVER: f32 = 4.0;

/// A cell in its column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Choice {
    pub cell: Cell,
    /// Nothing for a column that is not known yet.
    pub column: Option<usize>,
    /// How much dearer the cheapest way is that puts its words elsewhere.
    pub margin: f32,
    /// What its place costs.
    pub off: f32,
}

/// A cell at a rank: columns have odd ranks, what stands between them even ones.
#[derive(Debug, Clone, Copy)]
struct State {
    cell: Cell,
    rank: usize,
    own: f32,
}

impl State {
    fn column(&self) -> Option<usize> {
        (!self.rank.is_multiple_of(2)).then_some(self.rank / 2)
    }
}

/// Gives all words to columns; nothing where there are too few. With `grow` cells may stand in columns of their own.
pub(super) fn assign(model: &Model, line: &Line, grow: bool) -> Option<Vec<Choice>> {
    let cells: Vec<Cell> = (0..line.words.len()).flat_map(|first| cells_from(&line.words, first)).collect();
    let states = states(model, &cells, grow);
    let table = Table::fill(model, &states, line.words.len(), line.open);
    let best = table.best();
    if best == f32::MAX {
        return None;
    }
    let path = table.path();
    let choices = path.iter().map(|at| {
        let state = &states[*at];
        let covers = |other: &&usize| {
            let cell = &states[**other].cell;
            (cell.first..=cell.last).contains(&state.cell.first)
                && (cell.last != state.cell.last || states[**other].rank != state.rank)
        };
        let others = (0..states.len()).collect::<Vec<_>>();
        let next = others.iter().filter(covers).map(|other| table.through(*other)).fold(f32::MAX, f32::min);
        let next = next.min(table.without(&state.cell));
        Choice { cell: state.cell, column: state.column(), margin: next - best, off: state.own }
    });
    Some(choices.collect())
}

fn states(model: &Model, cells: &[Cell], grow: bool) -> Vec<State> {
    let ranks = || (0..=2 * model.columns.len()).filter(|rank| grow || !rank.is_multiple_of(2));
    let all = cells.iter().flat_map(|cell| ranks().map(move |rank| (*cell, rank)));
    all.map(|(cell, rank)| State { cell, rank, own: own_cost(model, &cell, rank) }).collect()
}

fn own_cost(model: &Model, cell: &Cell, rank: usize) -> f32 {
    if rank.is_multiple_of(2) {
        return NEW;
    }
    let column = rank / 2;
    let off = model.off(cell, column);
    let usual = model.abs + if cell.pushed && off > 0.0 { PUSHED } else { 0.0 };
    let next = model.columns.get(column + 1).map_or(f32::MAX, |next| next.left);
    let over = if cell.last > cell.first { (cell.right - next).max(0.0) * OVER } else { 0.0 };
    bent(off / usual) + over
}

fn step_cost(model: &Model, from: &State, to: &State) -> f32 {
    let (Some(first), Some(second)) = (from.column(), to.column()) else { return 0.0 };
    let usual = model.columns[second].at - model.columns[first].at;
    let off = model.off(&to.cell, second) - model.off(&from.cell, first);
    let pushed = (to.cell.pushed && off > 0.0) || (from.cell.pushed && off < 0.0);
    bent(off / (model.step + STRETCH * usual + if pushed { PUSHED } else { 0.0 }))
}

/// The least cost up to each state and from each state on.
struct Table<'s> {
    states: &'s [State],
    count: usize,
    /// So many words may be left to the label.
    open: usize,
    to: Vec<f32>,
    from: Vec<f32>,
    before: Vec<Option<usize>>,
}

impl<'s> Table<'s> {
    fn fill(model: &Model, states: &'s [State], count: usize, open: usize) -> Self {
        let size = states.len();
        let mut table = Self {
            states,
            count,
            open,
            to: vec![f32::MAX; size],
            from: vec![f32::MAX; size],
            before: vec![None; size],
        };
        // States are sorted by their first word.
        let starts: Vec<usize> =
            (0..=count).map(|word| states.partition_point(|state| state.cell.first < word)).collect();
        for at in 0..size {
            if let Some(cost) = table.begin(&states[at]).filter(|cost| *cost < table.to[at]) {
                (table.to[at], table.before[at]) = (cost, None);
            }
            if table.to[at] == f32::MAX {
                continue;
            }
            let next = states[at].cell.last + 1;
            for to in starts.get(next).map_or(0..0, |start| *start..starts.get(next + 1).copied().unwrap_or(size)) {
                if states[to].rank > states[at].rank {
                    let cost = table.to[at] + step_cost(model, &states[at], &states[to]) + states[to].own;
                    if cost < table.to[to] {
                        table.to[to] = cost;
                        table.before[to] = Some(at);
                    }
                }
            }
        }
        for at in (0..size).rev() {
            let next = states[at].cell.last + 1;
            if next == count {
                table.from[at] = 0.0;
                continue;
            }
            for to in starts[next]..starts[next + 1] {
                if states[to].rank > states[at].rank && table.from[to] < f32::MAX {
                    let cost = step_cost(model, &states[at], &states[to]) + states[to].own + table.from[to];
                    table.from[at] = table.from[at].min(cost);
                }
            }
        }
        table
    }

    /// What a way costs that begins with a state.
    fn begin(&self, state: &State) -> Option<f32> {
        (state.cell.first <= self.open).then_some(state.own + LABEL * state.cell.first as f32)
    }

    /// The least cost of a way that leaves a cell to the label.
    fn without(&self, cell: &Cell) -> f32 {
        let later = self.states.iter().zip(&self.from).filter(|(state, _)| state.cell.first > cell.first);
        let whole = later.filter_map(|(state, from)| Some(self.begin(state)? + from));
        whole.fold(f32::MAX, f32::min)
    }

    /// The least cost of a way through a state.
    fn through(&self, at: usize) -> f32 {
        if self.to[at] == f32::MAX || self.from[at] == f32::MAX { f32::MAX } else { self.to[at] + self.from[at] }
    }

    fn best(&self) -> f32 {
        (0..self.states.len()).map(|at| self.through(at)).fold(f32::MAX, f32::min)
    }

    fn path(&self) -> Vec<usize> {
        let ends = (0..self.states.len()).filter(|at| self.states[*at].cell.last + 1 == self.count);
        let mut at = ends.min_by(|a, b| self.to[*a].total_cmp(&self.to[*b]));
        let mut path = Vec::new();
        while let Some(state) = at {
            path.push(state);
            at = self.before[state];
        }
        path.reverse();
        path
    }
}
