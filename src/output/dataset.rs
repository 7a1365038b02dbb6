//! What a dataset is: a name, typed fields, and a function from a report to rows.

use std::borrow::Cow;
use std::io;

use crate::number::Decimal;
use crate::report::Report;

/// The type of a field, in the terms of Table Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text; never run as a formula by a spreadsheet.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Number,
    /// A calendar year.
    Year,
    /// `true` or `false`.
    Boolean,
}

/// A column of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name, as in the header.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// What it holds, in one line.
    pub about: &'static str,
    /// Whether every row has it.
    pub required: bool,
    /// The only values it can have; empty where there is no such list.
    pub one_of: &'static [&'static str],
    /// A regular expression that its values match; empty where there is none.
    pub pattern: &'static str,
    /// HXL hashtag with its attributes; empty where none fits.
    pub hxl: &'static str,
}

impl Field {
    const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, about, required: false, one_of: &[], pattern: "", hxl: "" }
    }

    /// A text field.
    pub const fn text(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Text, about)
    }

    /// A field of whole numbers.
    pub const fn integer(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Integer, about)
    }

    /// A field of decimal numbers.
    pub const fn number(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Number, about)
    }

    /// A field of years.
    pub const fn year(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Year, about)
    }

    /// A field of truth values.
    pub const fn boolean(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Boolean, about)
    }

    /// Every row has it.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// It has no other values.
    pub const fn one_of(self, values: &'static [&'static str]) -> Self {
        Self { one_of: values, ..self }
    }

    /// Its values look like this.
    pub const fn matching(self, pattern: &'static str) -> Self {
        Self { pattern, ..self }
    }

    /// Its HXL hashtag.
    pub const fn hxl(self, tag: &'static str) -> Self {
        Self { hxl: tag, ..self }
    }
}

/// The value of a field in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A decimal number, as exact as printed.
    Number(Decimal),
    /// A truth value.
    Boolean(bool),
}

impl<'a> Scalar<'a> {
    /// Text; nothing where it is empty.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Text that may be missing.
    pub fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A whole number that may be missing.
    pub fn int(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Empty, |number| Self::Integer(number.into()))
    }

    /// A count.
    pub fn count(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A decimal that may be missing.
    pub fn number(number: Option<Decimal>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    /// Labels, outermost first, joined by ` > `.
    pub fn path(labels: &'a [String]) -> Self {
        match labels {
            [] => Self::Empty,
            [one] => Self::text(one.as_str()),
            many => Self::text(many.join(" > ")),
        }
    }
}

/// Takes the rows of a dataset one by one.
pub type Sink<'a> = dyn FnMut(&[Scalar<'_>]) -> io::Result<()> + 'a;

/// A dataset.
#[derive(Debug, Clone, Copy)]
pub struct Dataset {
    /// Its name.
    pub name: &'static str,
    /// What a row of it is, in one line.
    pub about: &'static str,
    /// Its columns, in order.
    pub fields: &'static [Field],
    /// Hands the rows of a report to a sink, in printed order.
    pub rows: fn(&Report, &mut Sink<'_>) -> io::Result<()>,
}
