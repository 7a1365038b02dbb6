//! What a name means: a sex, a year, the total of a group.

use crate::tables::labels::{self, Sex};

/// A name and what it means, asked at every step of a search.
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    pub text: String,
    /// The text in small letters.
    pub lower: String,
    pub sex: Option<Sex>,
    pub year: Option<i32>,
    /// `North` of `North total`, in small letters.
    pub summed: Option<String>,
}

impl Meaning {
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        Self {
            sex: labels::sex_of(text),
            year: labels::year_of(text),
            summed: lower.strip_suffix(" total").map(str::to_string),
            lower,
            text: text.to_string(),
        }
    }

    /// Whether two siblings cannot both have such names. Years can head two runs of columns, counts and shares.
    pub fn is_double(&self, other: &Self) -> bool {
        self.text == other.text && !self.text.is_empty() && self.year.is_none()
    }

    /// A spanner of sexes covers these alone and one of grades none; the total of a group is the last of that group. `below`
    /// are the names behind this one from its first child on, of which so many are its `children`.
    pub fn may_span(&self, below: &[&Self], children: usize) -> bool {
        let names = &below[..children];
        let sexes = names.iter().filter(|child| child.sex.is_some()).count();
        let closes = |name: &&Self| name.summed.as_ref() == Some(&self.lower);
        let of_other = |group: &String| *group != self.lower && group != "grand";
        let total_of_other = names.iter().filter_map(|child| child.summed.as_ref()).any(of_other);
        let open = below.iter().any(closes) && !names.last().is_some_and(closes);
        let of_sex = speaks_of_sex(&self.lower) && sexes < children;
        let of_grade = speaks_of_grade(&self.lower) && sexes > 0;
        !(total_of_other || open || of_sex || of_grade)
    }
}

/// In small letters.
pub fn speaks_of_grade(text: &str) -> bool {
    text.contains("grade") || text.contains("category")
}

/// In small letters.
fn speaks_of_sex(text: &str) -> bool {
    text == "sex" || text == "gender"
}
