//! Typed tables straightened: the words of each row go to the columns that they are meant for, wherever the blanks have put them.
//!
//! Tools that keep columns by blanks do so imperfectly: words push each other, and places drift along a row.
//!
//! | step | takes -> gives |
//! |---|---|
//! | [`lines`] | rows -> labels and words, words -> what may be cells |
//! | [`model`] | all rows -> columns |
//! | [`assign`] | a row and the columns -> cells in columns, and how sure that is |
//! | [`header`], [`over`] | header lines and columns -> which words stand over which |
//! | [`crossed`] | names and columns of a page -> columns that stand under the name of another |
//! | [`plan`] | columns -> places with clear gaps, to which numbers and headers are moved |

mod assign;
mod crossed;
#[cfg(test)]
mod examples;
mod header;
mod lend;
mod lines;
mod model;
mod over;
mod pages;
mod plan;
mod rank;
mod together;

use std::collections::BTreeSet;

use self::assign::{Choice, assign};
use self::header::Head;
use self::lend::Names;
use self::lines::{Line, unit};
use self::model::Model;
use self::plan::Plan;
use self::together::Together;
use super::families::{Family, Part};
use super::{Band, Piece, cells};

/// Another way must cost so much more, or a cell is in doubt.
const SURE: f32 = 6.0;
/// A cell that costs more than this stands beside all columns.
const BESIDE: f32 = 16.0;
/// With more cells in doubt than this blanks do not keep the columns.
const MOST_DOUBT: f32 = 0.4;
/// With more than this none of its cells is vouched for.
const TRUSTED: f32 = 0.02;
/// A column without a header is held by at least one of so many rows.
const RARE: usize = 4;
/// On one of several pages a column has so many cells, or none of them is vouched for.
const FEWEST: usize = 3;
/// Numbers that begin rows are labels where they stand at the left edge, to so many characters.
const EDGE: f32 = 1.5;

/// Moves all numbers and headers to clear columns, unless they stand in such; families whose columns blanks do not keep are left out.
/// Families under the same header have the same columns.
pub(super) fn straighten(mut families: Vec<Family>) -> Vec<Family> {
    let mut straight = Vec::new();
    while !families.is_empty() {
        let alike = (1..families.len()).take_while(|at| families[at - 1].goes_on_in(&families[*at].parts[0])).count();
        let mut clan: Vec<Family> = families.drain(..=alike).collect();
        if clan.iter().all(cells::is_exact)
            || straighten_alike(clan.iter_mut().flat_map(|family| &mut family.parts).collect())
        {
            straight.extend(clan);
        }
    }
    straight
}

fn straighten_alike(parts: Vec<&mut Part>) -> bool {
    let labels = labels_end(&parts);
    let lines: Vec<Vec<Line>> =
        parts.iter().map(|part| part.body.iter().map(|band| Line::of(band, labels)).collect()).collect();
    let Some(mut together) = Together::learn(&parts, &lines) else { return false };
    let first = together.fitted(&lines);
    drop_bare(&mut together.model, &first, &parts);
    if let Some((part, first)) = parts.iter().zip(together.fitted(&lines)).next() {
        let heads = header::leaves(&part.header, &first);
        let empty = header::empty_columns(&part.header, &heads, &together.model);
        empty.into_iter().for_each(|middle| together.model.add_empty(middle));
    }
    let models = together.fitted(&lines);
    let assigned = |(lines, model): (&Vec<Line>, &Model)| lines.iter().map(|line| assign(model, line, false)).collect();
    let chosen: Vec<Vec<Option<Vec<Choice>>>> = lines.iter().zip(&models).map(assigned).collect();
    let doubt = doubt(&chosen, &models);
    if doubt > MOST_DOUBT {
        return false;
    }
    let heads: Vec<_> = parts.iter().zip(&models).map(|(part, model)| header::leaves(&part.header, model)).collect();
    let plan = Plan::new(&models, &lines, &heads);
    // Where cells stand anywhere about their columns, or several fit elsewhere, what fits best is a guess for all of them.
    let drifts = models.iter().any(Model::drifts);
    let trusted = doubt <= TRUSTED && !drifts;
    let (mut parts, count) = (parts, models.len());
    let heads = settle_headers(&mut parts, heads, &models, &plan);
    let parts = parts.into_iter().zip(lines).zip(chosen).zip(heads).zip(&models);
    for ((((part, lines), chosen), heads), model) in parts {
        let crossed = crossed::columns(&heads, model);
        let headed = |column: usize| heads.is_empty() || heads.iter().any(|head| head.column == column && head.sure);
        let trusted = trusted && heads.iter().all(|head| head.sure);
        // Few cells of a page say little of where it has their column.
        let placed = |column: usize| count == 1 || model.columns[column].held >= FEWEST;
        let sure = |column: usize| trusted && headed(column) && placed(column) && !crossed.contains(&column);
        for ((band, line), chosen) in part.body.iter_mut().zip(lines).zip(chosen) {
            move_row(band, line, chosen, &plan, model, &sure);
        }
    }
    true
}

/// Moves the headers over their columns. Where one is sure, those of the same words that are not are told by it.
fn settle_headers(parts: &mut [&mut Part], heads: Vec<Vec<Head>>, models: &[Model], plan: &Plan) -> Vec<Vec<Head>> {
    let letters: Vec<Vec<char>> =
        parts.iter().zip(models).map(|(part, model)| lend::letters(&part.header, model.edge)).collect();
    let all = parts.iter_mut().zip(&heads).zip(models);
    all.for_each(|((part, heads), model)| plan.move_header(&mut part.header, heads, model));
    let whole = |page: &usize| lend::is_whole(&heads[*page], models[*page].columns.len());
    let Some(sure) = (0..parts.len()).find(whole) else { return heads };
    let names = Names::of(&parts[sure].header, plan.labels);
    let told = |page: usize| {
        if whole(&page) || letters[page] != letters[sure] {
            return heads[page].clone();
        }
        names.lend(parts[page], models[page].edge);
        heads[sure].clone()
    };
    (0..heads.len()).map(told).collect()
}

/// Under a header, columns that no word of it heads and few rows hold are none.
fn drop_bare(model: &mut Model, fitted: &[Model], parts: &[&mut Part]) {
    let heads = parts.iter().zip(fitted).flat_map(|(part, model)| header::leaves(&part.header, model));
    let headed: BTreeSet<usize> = heads.map(|head| head.column).collect();
    if 2 * headed.len() > model.columns.len() {
        let most = model.columns.iter().map(|column| column.held).max().unwrap_or(0);
        let mut at = 0..;
        model.columns.retain(|column| at.next().is_some_and(|at| headed.contains(&at)) || column.held * RARE > most);
    }
}

fn is_sure(choice: &Choice, model: &Model) -> bool {
    let sure = if model.drifts() { 2.0 * SURE } else { SURE };
    choice.margin >= sure && choice.off <= BESIDE
}

/// The share of cells in doubt.
fn doubt(parts: &[Vec<Option<Vec<Choice>>>], models: &[Model]) -> f32 {
    let (mut all, mut unsure) = (0usize, 0usize);
    for (row, model) in parts.iter().zip(models).flat_map(|(rows, model)| rows.iter().map(move |row| (row, model))) {
        let cells = row.as_deref().unwrap_or_default();
        all += cells.len().max(1);
        unsure += cells.iter().filter(|choice| !is_sure(choice, model)).count() + usize::from(row.is_none());
    }
    unsure as f32 / all.max(1) as f32
}

/// How far right a number that begins a row is its label.
fn labels_end(parts: &[&mut Part]) -> f32 {
    let bands = || parts.iter().flat_map(|part| &part.body);
    let begins = |band: &Band| band.pieces.first().map(|piece| (piece.left / unit(band), piece.is_number));
    let edge = bands().filter_map(begins).map(|(left, _)| left).fold(f32::MAX, f32::min) + EDGE;
    let at_edge =
        bands().filter(|band| band.numbers() > 0).filter_map(begins).filter(|(left, _)| *left <= edge).count();
    if 2 * at_edge > bands().filter(|band| band.numbers() > 0).count() { edge } else { f32::MIN }
}

fn move_row(
    band: &mut Band,
    line: Line,
    chosen: Option<Vec<Choice>>,
    plan: &Plan,
    model: &Model,
    sure: &dyn Fn(usize) -> bool,
) {
    if line.words.is_empty() {
        return;
    }
    let unit = unit(band);
    let fallback = || line.fewest().into_iter().map(|cell| (cell, model.nearest(&cell), true)).collect();
    let cells: Vec<_> = chosen.map_or_else(fallback, |chosen| {
        // Where a number may end the label or be a cell, the label is not sure, nor is its row.
        let label = chosen.first().is_some_and(|first| {
            first.cell.first > 0 && line.open > 0 || first.cell.first < line.open && !is_sure(first, model)
        });
        chosen
            .iter()
            .map(|choice| (choice.cell, choice.column.unwrap_or(0), label || !is_sure(choice, model)))
            .collect()
    });
    let (y, size) = (band.y, band.size);
    let own = cells.first().map_or(line.open, |(cell, ..): &(lines::Cell, usize, bool)| cell.first);
    let piece = |(cell, column, doubtful): (lines::Cell, usize, bool)| {
        let run = plan.run(&line.words[cell.first..=cell.last], column, unit);
        Piece { doubtful: doubtful || !sure(column), ..Piece::new(&run, y, size) }
    };
    band.pieces = line.label(own, y, size).into_iter().chain(cells.into_iter().map(piece)).collect();
}
