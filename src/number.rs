//! Exact decimal numbers, as printed: `1 197.4`, `-83.5`, `43`.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Neg, Sub};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// `units` × 10^-`scale`. The scale is that of the print: `1.0` and `1` are equal but print differently.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    units: i64,
    scale: u8,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { units: 0, scale: 0 };

    /// `units` × 10^-`scale`.
    pub const fn new(units: i64, scale: u8) -> Self {
        Self { units, scale }
    }

    /// A whole number.
    pub const fn whole(units: i64) -> Self {
        Self { units, scale: 0 }
    }

    /// Reads `-12`, `1197.4`: an optional sign, digits, at most one point, nothing else; at most 15 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mut units, mut scale, mut seen, mut point) = (0i64, 0u8, 0usize, false);
        for byte in digits.bytes() {
            match byte {
                b'0'..=b'9' => {
                    units = units * 10 + i64::from(byte - b'0');
                    seen += 1;
                    scale += u8::from(point);
                }
                b'.' if !point && seen > 0 => point = true,
                _ => return None,
            }
            if seen > 15 {
                return None;
            }
        }
        let complete = seen > 0 && (!point || scale > 0);
        complete.then_some(Self { units: if negative { -units } else { units }, scale })
    }

    /// How many digits stand after the point.
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// The number times 10^`scale`, if that is whole.
    pub fn units_at(self, scale: u8) -> Option<i64> {
        if scale >= self.scale {
            self.units.checked_mul(10i64.checked_pow(u32::from(scale - self.scale))?)
        } else {
            let step = 10i64.checked_pow(u32::from(self.scale - scale))?;
            (self.units % step == 0).then(|| self.units / step)
        }
    }

    /// The number times 10^`power`; `None` where it is too large.
    pub fn times_ten_to(self, power: u32) -> Option<Self> {
        let places = u32::from(self.scale);
        let lifted = self.units.checked_mul(10i64.checked_pow(power.saturating_sub(places))?)?;
        Some(Self { units: lifted, scale: u8::try_from(places.saturating_sub(power)).ok()? })
    }

    /// For ratios and for output formats that know only floating point.
    pub fn to_f64(self) -> f64 {
        self.units as f64 / 10f64.powi(i32::from(self.scale))
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// Half a unit of the last printed digit: the most by which rounding can have changed the number.
    pub fn half_step(self) -> f64 {
        0.5 / 10f64.powi(i32::from(self.scale))
    }

    fn aligned(self, other: Self) -> (i64, i64, u8) {
        if self.scale == other.scale {
            return (self.units, other.units, self.scale);
        }
        let scale = self.scale.max(other.scale);
        let lift = |d: Self| d.units.saturating_mul(10i64.saturating_pow(u32::from(scale - d.scale)));
        (lift(self), lift(other), scale)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b, _) = self.aligned(*other);
        a.cmp(&b)
    }
}

impl Add for Decimal {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let (a, b, scale) = self.aligned(other);
        Self { units: a.saturating_add(b), scale }
    }
}

impl Sub for Decimal {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Neg for Decimal {
    type Output = Self;
    fn neg(self) -> Self {
        Self { units: -self.units, ..self }
    }
}

impl std::iter::Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs();
        if self.scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let step = 10u64.pow(u32::from(self.scale));
        write!(f, "{sign}{}.{:0width$}", digits / step, digits % step, width = usize::from(self.scale))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.units_at(0) {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.to_f64()),
        }
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "description": "An exact decimal number, as printed" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect(text)
    }

    #[test]
    fn reads_and_prints_what_is_printed() {
        for text in ["0", "43", "-83.5", "1197.4", "0.07", "-0.5"] {
            assert_eq!(decimal(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_plain_number() {
        for text in ["", "-", ".", "1.", ".5", "1 000", "1,5", "12a", "1.2.3", "1234567890123456"] {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_scale_moves_the_point() {
        let times = |text: &str, power| decimal(text).times_ten_to(power).map(|number| number.to_string());
        assert_eq!(times("2.13", 9).as_deref(), Some("2130000000"));
        assert_eq!(times("2.135", 2).as_deref(), Some("213.5"));
        assert_eq!(times("9", 30), None);
    }

    #[test]
    fn sums_are_exact() {
        let parts = ["690.6", "88.5", "56.0", "271.0", "52.3", "6.8", "8.8", "23.4"];
        let total: Decimal = parts.iter().map(|part| decimal(part)).sum();
        assert_eq!(total, decimal("1197.4"));
        assert_eq!(decimal("1.0"), decimal("1"));
    }
}
