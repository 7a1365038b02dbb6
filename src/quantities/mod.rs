//! Figures in the prose: `over 3 million people in more than 20 ports`, `USD 4.5 billion`, `sixty-one boats`.
//!
//! A figure is what counts or measures something. Years, dates, numbers of paragraphs and resolutions, symbols and names are
//! none ([`mentions`]), and neither are ordinals. What a figure says beyond its number stands around it ([`context`]).

mod amounts;
mod context;
mod mentions;
mod sharing;
mod spelled;
mod units;
mod words;

use crate::names::names;
use crate::number::Decimal;

use amounts::Amount;
use mentions::Mentions;

/// A figure in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number as printed, with its currency, scale and unit: `USD 2,450 million`.
    pub raw: String,
    /// Scale worked out: 2450000000. Percentages are 0 to 100; no sign is given to a decrease.
    pub value: Decimal,
    /// An ISO currency, `per_cent`, a unit of length, weight or time, or `count`.
    pub unit: &'static str,
    /// The words after it that say what is counted; empty where other words come first.
    pub noun: String,
    /// The word before it that makes it less exact.
    pub qualifier: Qualifier,
    /// The year it is about: the one printed with it, else that of the report. A period is `2014-2019`. Empty for lengths of time.
    pub year: String,
    /// What kind of figure it is.
    pub kind: Kind,
}

/// What a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// So many things, or so long a time.
    Count,
    /// An amount of money.
    Money,
    /// A share or a rate.
    Percentage,
    /// A rise or fall, in per cent or money.
    Change,
    /// A fraction in words.
    Ratio,
    /// A period of years.
    YearRange,
}

names!(Kind {
    Count => "count",
    Money => "money",
    Percentage => "percentage",
    Change => "change",
    Ratio => "ratio",
    YearRange => "year_range",
});

/// How exact a figure claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// Nothing is said.
    None,
    /// `over`, `exceeded`.
    Over,
    /// `more than`.
    MoreThan,
    /// `nearly`, `almost`, `close to`, `just under`.
    Nearly,
    /// `approximately`, `about`, `around`, `some`, `estimated`, `60-odd`.
    Approximately,
    /// `at least`.
    AtLeast,
    /// `up to`, `as many as`.
    UpTo,
    /// `less than`, `fewer than`, `below`.
    LessThan,
}

names!(Qualifier {
    None => "none",
    Over => "over",
    MoreThan => "more_than",
    Nearly => "nearly",
    Approximately => "approximately",
    AtLeast => "at_least",
    UpTo => "up_to",
    LessThan => "less_than",
});

/// The figures of a text, in printed order.
pub fn in_text(text: &str, report_year: Option<i32>) -> Vec<Quantity> {
    let words = words::split(text);
    let mut mentions = Mentions::default();
    let mut amounts: Vec<Amount> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(amount) = amounts::read(&words, at) else {
            at += 1;
            continue;
        };
        at = amount.last + 1;
        if !mentions.is_mention(&words, &amount) {
            amounts.push(amount);
        }
    }
    sharing::share(&words, &mut amounts);
    context::describe(text, &words, &amounts, report_year)
}

#[cfg(test)]
mod tests;
