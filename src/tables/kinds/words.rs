//! What the words of staff tables mean. A label of which one word is unknown means nothing: its numbers are then not typed,
//! rather than typed wrongly.

use crate::report::staff::{Location, Membership, Population, Sex};
use crate::tables::labels;

/// What a label, or a path of labels, says about the staff that is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meaning<'a> {
    /// Which staff.
    pub population: Option<Population>,
    /// Grade or category, as printed.
    pub grade: Option<&'a str>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Location.
    pub location: Option<Location>,
}

/// Categories that are grades, however they are written.
const CATEGORIES: [&str; 12] = [
    "associate expert",
    "associate experts",
    "consultants",
    "general service",
    "general services",
    "junior professional officers",
    "national officers",
    "national professional officers",
    "short-term",
    "short-term officials",
    "short-term staff",
    "ungraded",
];

/// Names of groups of staff that headers span columns with.
const GROUPS: [&str; 5] = ["employees", "field", "field offices", "headquarters", "officials"];

/// Whether a label in small letters is the name of a category or group of staff, whole.
pub fn names_staff(label: &str) -> bool {
    CATEGORIES.contains(&label) || GROUPS.contains(&label)
}

/// Words that tell nothing apart.
const NEUTRAL: [&str; 23] = [
    "all",
    "and",
    "at",
    "categories",
    "category",
    "gender",
    "grade",
    "grades",
    "grand",
    "in",
    "iom",
    "level",
    "locations",
    "number",
    "of",
    "offices",
    "sex",
    "staff",
    "sub-total",
    "subtotal",
    "the",
    "total",
    "worldwide",
];

/// What a path of labels means, the label itself last; nothing where a part of it is not understood.
pub fn meaning<'a>(groups: &'a [String], label: &'a str) -> Option<Meaning<'a>> {
    let mut meaning = Meaning::default();
    for part in groups.iter().map(String::as_str).chain([label]) {
        meaning = meaning.narrowed(of_label(part)?);
    }
    Some(meaning)
}

impl<'a> Meaning<'a> {
    /// What an inner label says goes before what an outer one says.
    fn narrowed(self, inner: Self) -> Self {
        Self {
            population: inner.population.or(self.population),
            grade: inner.grade.or(self.grade),
            sex: inner.sex.or(self.sex),
            location: inner.location.or(self.location),
        }
    }
}

fn of_label(label: &str) -> Option<Meaning<'_>> {
    let label = label.trim();
    let words = labels::words(label);
    let population = population_in(&words);
    if labels::is_grade(label) {
        return Some(Meaning { grade: Some(label), ..Meaning::default() });
    }
    if CATEGORIES.contains(&words.join(" ").as_str()) {
        return Some(Meaning { grade: Some(label), population, ..Meaning::default() });
    }
    let sex = sex_in(&words);
    let mut location = None;
    for word in &words {
        match word.as_str() {
            "headquarters" | "hq" => location = Some(Location::Headquarters),
            "field" => location = Some(Location::Field),
            word if is_sex(word) || is_population(word) || NEUTRAL.contains(&word) => {}
            word if labels::year_of(word).is_some() => {}
            _ => return None,
        }
    }
    Some(Meaning { population, grade: None, sex, location })
}

fn is_sex(word: &str) -> bool {
    is_female(word) || is_male(word)
}

fn is_female(word: &str) -> bool {
    matches!(word, "f" | "female" | "females" | "women")
}

fn is_male(word: &str) -> bool {
    matches!(word, "m" | "male" | "males" | "men")
}

fn sex_in(words: &[String]) -> Option<Sex> {
    let has = |is: fn(&str) -> bool| words.iter().any(|word| is(word));
    match (has(is_female), has(is_male)) {
        (true, true) => Some(Sex::All),
        (true, false) => Some(Sex::Female),
        (false, true) => Some(Sex::Male),
        (false, false) => None,
    }
}

fn is_population(word: &str) -> bool {
    let known =
        ["officials", "official", "employees", "employee", "professional", "professionals", "general", "service"];
    known.contains(&word) || ["services", "national", "officers", "international", "higher", "above"].contains(&word)
}

/// The staff that words name: one population, or all where they name several.
fn population_in(words: &[String]) -> Option<Population> {
    let has = |word: &str| words.iter().any(|other| other == word);
    let named = [
        (has("officials") || has("official"), Population::Officials),
        (has("employees") || has("employee"), Population::Employees),
        (has("general") && (has("service") || has("services")), Population::GeneralService),
        (has("professional") || has("professionals"), Population::Professional),
    ];
    let mut named = named.iter().filter(|(is, _)| *is).map(|(_, population)| *population);
    let first = named.next()?;
    Some(if named.next().is_some() { Population::All } else { first })
}

/// The staff that a caption names.
pub fn population_of_caption(caption: &str) -> Option<Population> {
    population_in(&labels::words(caption))
}

/// Whether a caption speaks of staff at all.
pub fn counts_staff(caption: &str) -> bool {
    let words = labels::words(caption);
    let graded = grades_of_caption(caption).is_some() || population_in(&words).is_some();
    graded || words.iter().any(|word| word == "staff" || word == "personnel")
}

/// Whether a caption speaks of staff that comes and goes, or of what it costs: no counts of the staff that there is.
pub fn counts_flows(caption: &str) -> bool {
    let flows =
        ["recruit", "appoint", "vacanc", "depart", "appli", "train", "turnover", "promot", "separat", "rotat", "cost"];
    let flows = flows.iter().chain(&["salar", "contract", "days", "nationalities"]);
    let words = labels::words(caption);
    flows.into_iter().any(|flow| words.iter().any(|word| word.starts_with(flow)))
}

/// The grades to which a caption narrows a whole table: `P-5 and higher`.
pub fn grades_of_caption(caption: &str) -> Option<&str> {
    let mut from = 0;
    for word in caption.split(' ') {
        let rest = &caption[from..];
        for ending in [" and higher", " and above"] {
            if labels::is_grade(word) && rest[word.len()..].starts_with(ending) {
                return Some(&rest[..word.len() + ending.len()]);
            }
        }
        from = (from + word.len() + 1).min(caption.len());
    }
    None
}

/// The membership that a group of countries names.
pub fn membership(groups: &[String]) -> Membership {
    let named = groups.join(" ").to_lowercase();
    if named.contains("observer") || named.contains("non-member") {
        Membership::ObserverOrOther
    } else if named.contains("member") {
        Membership::MemberState
    } else {
        Membership::All
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(label: &str) -> Option<Meaning<'_>> {
        meaning(&[], label)
    }

    #[test]
    fn labels_are_understood_wholly_or_not_at_all() {
        assert_eq!(of("Women").and_then(|meaning| meaning.sex), Some(Sex::Female));
        assert_eq!(of("F and M").and_then(|meaning| meaning.sex), Some(Sex::All));
        assert_eq!(of("Field Offices").and_then(|meaning| meaning.location), Some(Location::Field));
        assert_eq!(of("D-1–D-2").and_then(|meaning| meaning.grade), Some("D-1–D-2"));
        assert_eq!(of("Total in 2019"), Some(Meaning::default()));
        for label in ["by gender", "Percentage of women", "Change", "Women in camps", "Africa"] {
            assert_eq!(of(label), None, "{label}");
        }
    }

    #[test]
    fn captions_name_staff_and_narrow_grades() {
        assert_eq!(population_of_caption("Officials by grade"), Some(Population::Officials));
        assert_eq!(population_of_caption("Professional and General Service staff"), Some(Population::All));
        assert_eq!(grades_of_caption("Men and women in the P-5 and higher category"), Some("P-5 and higher"));
        assert_eq!(grades_of_caption("Staff in the Professional and higher category"), None);
    }
}
