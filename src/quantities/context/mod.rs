//! What stands around a figure: how exact it is, what it counts, which year it is about, whether it is a change.

mod changes;
pub(super) mod nouns;
mod qualifiers;
mod years;

use super::amounts::{Amount, Form};
use super::units::{PER_CENT, PERCENTAGE_POINTS, RATIO};
use super::words::Word;
use super::{Kind, Quantity};

/// The figures with all that is said of them.
pub(super) fn describe(text: &str, words: &[Word], amounts: &[Amount], report_year: Option<i32>) -> Vec<Quantity> {
    let mut quantities: Vec<Quantity> = Vec::with_capacity(amounts.len());
    for (at, amount) in amounts.iter().enumerate() {
        let next = amounts.get(at + 1).map_or(words.len(), |next| next.first);
        let changed_before = at > 0 && quantities[at - 1].kind == Kind::Change;
        let restates = changed_before && changes::restates(words, &amounts[at - 1], amount);
        quantities.push(Quantity {
            raw: text[words[amount.first].start..words[amount.last].end].to_string(),
            value: amount.value,
            unit: amount.unit,
            noun: nouns::counted(text, words, amount),
            qualifier: qualifiers::before(words, amount),
            year: years::about(words, amount, next, report_year),
            kind: kind(words, amount, restates),
        });
    }
    quantities
}

fn kind(words: &[Word], amount: &Amount, restates: bool) -> Kind {
    let share = amount.unit == PER_CENT || amount.unit == PERCENTAGE_POINTS;
    if (share || amount.is_money()) && (restates || changes::is_change(words, amount)) {
        return Kind::Change;
    }
    match amount.unit {
        PER_CENT | PERCENTAGE_POINTS => Kind::Percentage,
        RATIO => Kind::Ratio,
        _ if amount.is_money() => Kind::Money,
        _ if matches!(amount.form, Form::Years(_)) => Kind::YearRange,
        _ => Kind::Count,
    }
}
