//! Which columns a spanner covers, when the form has lost its span.
//!
//! A spanner is printed over the middle of its columns or over the first of them, by some tools over each. OCR cuts its
//! words at the column edges below it and leaves the other cells empty. So: words that are one text are joined, and the
//! text covers the columns around it that fit best; a column that sums up everything stands outside, a column `X total`
//! ends the group X, groups further down are never cut, and no group holds the same label twice.

use super::shape::Shape;
use super::torn;
use super::words::Words;
use crate::report::Role;
use crate::tables::labels;

/// A text over some columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spanner {
    /// Header row, from the top.
    pub row: usize,
    /// The text.
    pub text: String,
    /// First grid column.
    pub first: usize,
    /// Last grid column.
    pub last: usize,
}

impl Spanner {
    /// Whether it stands over a column.
    pub fn covers(&self, column: usize) -> bool {
        (self.first..=self.last).contains(&column)
    }
}

/// A header row above the labels.
pub(super) struct Line<'a> {
    /// Its place, from the top.
    pub row: usize,
    /// The labels of all grid columns.
    pub labels: &'a [String],
    /// What the numbers say of them.
    pub shape: &'a Shape<'a>,
    /// Which columns have their label below this row.
    pub open: Vec<bool>,
    /// The spanners of the rows below.
    pub below: &'a [Spanner],
    /// Texts that the first half of a wide table prints over all its columns and this half goes on with.
    pub stretched: &'a [String],
}

/// A text and the cells that hold its words.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// The text.
    pub text: String,
    /// First grid column.
    pub first: usize,
    /// Last grid column.
    pub last: usize,
}

impl Phrase {
    /// Whether both have a cell in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether both are held by the same cells.
    pub fn covers_the_same(&self, other: &Self) -> bool {
        (self.first, self.last) == (other.first, other.last)
    }
}

/// The middle of a text may stand so many columns beside the middle of its span: cells are counted, not measured.
const SLACK: f64 = 0.75;

impl Line<'_> {
    /// Finds the spanners of the row.
    pub fn spread(mut self, cells: &[(usize, &str)], words: &Words) -> Vec<Spanner> {
        let mut phrases = join_torn(cells, words);
        self.pin_labels(&mut phrases);
        self.shut_total(&phrases);
        phrases.retain_mut(|phrase| self.trim(phrase));
        if phrases.is_empty() {
            return Vec::new();
        }
        if let Some(spanners) = self.by_totals(&phrases) {
            return spanners;
        }
        if let [unit] = phrases.as_slice()
            && is_money(&unit.text)
        {
            return self.over_all(&unit.text).into_iter().collect();
        }
        let stretched = phrases.iter().position(|phrase| self.stretched.contains(&phrase.text));
        let wide = stretched.filter(|_| phrases.len() > 1).and_then(|at| self.over_all(&phrases[at].text));
        let mut spanners = self.around_phrases(&phrases);
        if let Some(wide) = wide {
            spanners.retain(|spanner| spanner.text != wide.text);
            spanners.push(wide);
        }
        spanners
    }

    /// 'Total' above a column 'Total' is the label once more, in its own or the neighbouring cell.
    fn pin_labels(&mut self, phrases: &mut Vec<Phrase>) {
        let labels = self.labels;
        let mut pinned = Vec::new();
        phrases.retain(|phrase| {
            let near = [phrase.first, phrase.last + 1, phrase.first.saturating_sub(1)];
            let same = near.into_iter().find(|column| labels.get(*column).is_some_and(|label| *label == phrase.text));
            pinned.extend(same);
            same.is_none()
        });
        pinned.into_iter().for_each(|column| self.open[column] = false);
    }

    /// The one column that sums up the table stands outside of all spanners that do not say so themselves.
    fn shut_total(&mut self, phrases: &[Phrase]) {
        let total = |column: &usize| labels::role_of(&self.labels[*column]) == Role::Total;
        let totals: Vec<usize> = self.columns().filter(total).collect();
        let all = |text: String| text.contains("total") || text.starts_with("all ");
        let named = phrases.iter().any(|phrase| all(phrase.text.to_lowercase()));
        if let ([lone], false) = (totals.as_slice(), named)
            && !self.shape.ends_group(*lone, &self.columns().collect::<Vec<_>>())
        {
            self.open[*lone] = false;
        }
    }

    /// Takes columns off the ends of a text that it cannot cover; whether any is left.
    fn trim(&self, phrase: &mut Phrase) -> bool {
        let mut covered = (phrase.first..=phrase.last).filter(|column| self.open[*column]);
        let Some(first) = covered.next() else { return false };
        (phrase.first, phrase.last) = (first, covered.next_back().unwrap_or(first));
        true
    }

    fn columns(&self) -> impl Iterator<Item = usize> {
        (0..self.open.len()).filter(|column| self.open[*column])
    }

    fn over_all(&self, text: &str) -> Option<Spanner> {
        let (first, last) = (self.columns().next()?, self.columns().last()?);
        Some(Spanner { row: self.row, text: text.to_string(), first, last })
    }

    /// Columns `X total` end the group X: they name the groups better than the torn words above them.
    fn by_totals(&self, phrases: &[Phrase]) -> Option<Vec<Spanner>> {
        let mut spanners = Vec::new();
        let mut first = self.columns().next()?;
        for column in self.columns() {
            if let Some(text) = group_of_total(&self.labels[column]) {
                spanners.push(Spanner { row: self.row, text: text.to_string(), first, last: column });
                first = column + 1;
            }
        }
        let named = |spanner: &&Spanner| phrases.iter().any(|phrase| spanner.covers(phrase.first));
        let over = |phrase: &Phrase| spanners.iter().any(|s| s.covers(phrase.first) && s.covers(phrase.last));
        let inside = phrases.iter().all(over);
        let matching = spanners.iter().filter(named).count();
        (spanners.len() > 1 && inside && matching * 2 > spanners.len()).then_some(spanners)
    }

    /// The units below are dealt out to the texts so that all stand over the middle or over the first of their columns.
    fn around_phrases(&self, phrases: &[Phrase]) -> Vec<Spanner> {
        let units = self.units();
        // best[p][u]: least cost with the first p phrases within the first u units, and where phrase p begins.
        let mut best = vec![vec![(f64::INFINITY, 0, 0); units.len() + 1]; phrases.len() + 1];
        best[0].iter_mut().enumerate().for_each(|(left_out, cell)| *cell = (left_out as f64 * LEFT_OUT, 0, 0));
        for (p, phrase) in phrases.iter().enumerate() {
            for end in 1..=units.len() {
                let out = best[p + 1][end - 1];
                let mut least = (out.0 + LEFT_OUT, out.1, out.2);
                for start in 0..end {
                    let before = best[p][start].0;
                    let around = units[start].0 <= phrase.first && phrase.last <= units[end - 1].1;
                    // No text stands over the words of its neighbours.
                    let alone = p.checked_sub(1).is_none_or(|left| phrases[left].last < units[start].0)
                        && phrases.get(p + 1).is_none_or(|right| units[end - 1].1 < right.first);
                    if before.is_finite()
                        && around
                        && alone
                        && before + self.misfit(phrase, &units[start..end]) < least.0
                    {
                        least = (before + self.misfit(phrase, &units[start..end]), start, end);
                    }
                }
                best[p + 1][end] = least;
            }
        }
        let (mut spanners, mut end) = (Vec::new(), units.len());
        for (p, phrase) in phrases.iter().enumerate().rev() {
            let (cost, start, stop) = best[p + 1][end];
            if !cost.is_finite() || stop == 0 {
                return self.narrow(phrases);
            }
            let (first, last) = (units[start].0, units[stop - 1].1);
            spanners.push(Spanner { row: self.row, text: phrase.text.clone(), first, last });
            end = start;
        }
        spanners.reverse();
        spanners
    }

    /// How badly a text stands over some units: off their middle and off their first column, over two columns of the
    /// same label, over columns that are no group, or not beginning as the row of labels begins (F of F, M, F, M).
    fn misfit(&self, phrase: &Phrase, units: &[(usize, usize)]) -> f64 {
        let (first, last) = (units[0].0, units[units.len() - 1].1);
        let off = ((first + last) as f64 - (phrase.first + phrase.last) as f64).abs() / 2.0;
        let centred = (off - SLACK).max(0.0) + off * 0.01;
        let leftward = (phrase.first - first) as f64;
        let singles: Vec<&String> = units.iter().filter(|(a, b)| a == b).map(|(at, _)| &self.labels[*at]).collect();
        let twice = singles.iter().enumerate().any(|(at, label)| singles[..at].contains(label));
        let begins = self.columns().next().map(|column| &self.labels[column]);
        let periodic = begins.is_some_and(|label| self.columns().filter(|c| self.labels[*c] == *label).count() > 1);
        let out_of_step = periodic && units[0].0 == units[0].1 && begins != Some(&self.labels[first]);
        let columns: Vec<usize> = (first..=last).filter(|column| self.open[*column]).collect();
        let mixed = !self.shape.is_group(&columns) || self.is_uneven(units);
        let costs = [(twice, TWICE), (mixed, MIXED), (out_of_step, OUT_OF_STEP)];
        centred.min(leftward) + costs.iter().filter(|(is, _)| *is).map(|(_, cost)| cost).sum::<f64>()
    }

    /// Sexes of their own beside spanners over others: `F|M` and `Own F|M`.
    fn is_uneven(&self, units: &[(usize, usize)]) -> bool {
        let is_sex = |&(first, last): &(usize, usize)| first == last && labels::sex_of(&self.labels[first]).is_some();
        units.iter().any(is_sex) && units.iter().any(|(first, last)| first != last)
    }

    /// When nothing fits, a text covers no more than the cells that hold it.
    fn narrow(&self, phrases: &[Phrase]) -> Vec<Spanner> {
        let spanner = |phrase: &Phrase| Spanner {
            row: self.row,
            text: phrase.text.clone(),
            first: phrase.first,
            last: phrase.last,
        };
        phrases.iter().map(spanner).collect()
    }

    /// Runs of columns that one spanner below covers, and the single columns between them.
    fn units(&self) -> Vec<(usize, usize)> {
        let mut units: Vec<(usize, usize)> = Vec::new();
        for column in self.columns() {
            let below = self.below.iter().filter(|spanner| spanner.covers(column));
            let unit = below.min_by_key(|spanner| spanner.row).map_or((column, column), |s| (s.first, s.last));
            if units.last() != Some(&unit) {
                units.push(unit);
            }
        }
        units
    }
}

/// Leaving a column without a spanner costs less than bending a spanner far out of its middle.
const LEFT_OUT: f64 = 0.2;
/// No group has two columns of the same label.
const TWICE: f64 = 5.0;
/// Sexes stand with nothing but their total.
const MIXED: f64 = 2.0;
/// Groups of F and M begin with F.
const OUT_OF_STEP: f64 = 0.5;

/// `Africa` of `Africa total`.
pub(super) fn group_of_total(label: &str) -> Option<&str> {
    let group = label.strip_suffix(" total").or_else(|| label.strip_suffix(" Total"))?.trim();
    (!group.is_empty() && !matches!(group, "Grand" | "Overall" | "Sub")).then_some(group)
}

fn is_money(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["usd", "us$", "chf", "us dollar", "million", "thousand"].iter().any(|unit| lower.contains(unit))
}

/// Joins neighbouring cells that hold parts of one text.
pub(super) fn join_torn(cells: &[(usize, &str)], words: &Words) -> Vec<Phrase> {
    let mut runs: Vec<Vec<(usize, &str)>> = Vec::new();
    for &(column, text) in cells {
        // Some tools print the text of a merged cell over each of its columns.
        let again = |run: &&mut Vec<(usize, &str)>| {
            run[0].1 == text && run[1..].iter().all(|(_, more)| more.is_empty()) && run[run.len() - 1].0 + 1 == column
        };
        if let Some(run) = runs.last_mut().filter(again) {
            run.push((column, ""));
            continue;
        }
        let goes_on = runs
            .last()
            .and_then(|run| run.last())
            .filter(|(_, left)| !left.is_empty())
            .is_some_and(|(before, left)| column == before + 1 && torn::goes_on(left, text, words));
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.push((column, text)),
            None => runs.push(vec![(column, text)]),
        }
    }
    let phrase = |run: Vec<(usize, &str)>| {
        let pieces: Vec<&str> = run.iter().map(|(_, text)| *text).filter(|text| !text.is_empty()).collect();
        Phrase { text: torn::mend(&pieces, words).text, first: run[0].0, last: run[run.len() - 1].0 }
    };
    runs.into_iter().map(phrase).filter(|phrase| !phrase.text.is_empty()).collect()
}
