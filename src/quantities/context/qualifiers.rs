//! Words right before a figure that make it less exact.

use crate::quantities::Qualifier;
use crate::quantities::amounts::{Amount, Form};
use crate::quantities::words::Word;

/// What stands right before the number, longest first.
const QUALIFIERS: [(&[&str], Qualifier); 28] = [
    (&["in", "excess", "of"], Qualifier::Over),
    (&["as", "many", "as"], Qualifier::UpTo),
    (&["as", "much", "as"], Qualifier::UpTo),
    (&["a", "maximum", "of"], Qualifier::UpTo),
    (&["a", "minimum", "of"], Qualifier::AtLeast),
    (&["no", "fewer", "than"], Qualifier::AtLeast),
    (&["no", "less", "than"], Qualifier::AtLeast),
    (&["more", "than"], Qualifier::MoreThan),
    (&["less", "than"], Qualifier::LessThan),
    (&["fewer", "than"], Qualifier::LessThan),
    (&["close", "to"], Qualifier::Nearly),
    (&["just", "under"], Qualifier::Nearly),
    (&["at", "least"], Qualifier::AtLeast),
    (&["up", "to"], Qualifier::UpTo),
    (&["over"], Qualifier::Over),
    (&["exceeded"], Qualifier::Over),
    (&["exceeding"], Qualifier::Over),
    (&["above"], Qualifier::Over),
    (&["nearly"], Qualifier::Nearly),
    (&["almost"], Qualifier::Nearly),
    (&["approximately"], Qualifier::Approximately),
    (&["about"], Qualifier::Approximately),
    (&["around"], Qualifier::Approximately),
    (&["roughly"], Qualifier::Approximately),
    (&["some"], Qualifier::Approximately),
    (&["estimated"], Qualifier::Approximately),
    (&["under"], Qualifier::LessThan),
    (&["below"], Qualifier::LessThan),
];

/// `operates under three pillars`: before a number in words these tell a place.
const PLACES: [&str; 3] = ["under", "below", "above"];

/// How exact the number claims to be.
pub(super) fn before(words: &[Word], amount: &Amount) -> Qualifier {
    let place = amount.form == Form::Spelled
        && amount.first.checked_sub(1).is_some_and(|at| words[at].is_one_of(&PLACES) && !words[at].first);
    let said = length(words, amount.first).filter(|_| !place).map(|(qualifier, _)| qualifier);
    match (said, amount.form) {
        (Some(qualifier), _) => qualifier,
        (None, Form::Odd) => Qualifier::Approximately,
        (None, Form::Plus) => Qualifier::Over,
        (None, _) => Qualifier::None,
    }
}

/// The qualifier right before the word at `at`, and of how many words it is.
pub(super) fn length(words: &[Word], at: usize) -> Option<(Qualifier, usize)> {
    let before = &words[..at];
    let ends_with = |name: &[&str]| {
        before.len() >= name.len()
            && before[before.len() - name.len()..].iter().zip(name).all(|(word, part)| word.is(part) && word.runs_on())
    };
    QUALIFIERS.iter().find(|(name, _)| ends_with(name)).map(|(name, qualifier)| (*qualifier, name.len()))
}
