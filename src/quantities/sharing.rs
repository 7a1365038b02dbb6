//! Units that two numbers share: `52 and 32 per cent`, `USD 3 to 5 million`.

use super::amounts::{Amount, Form};
use super::words::Word;

/// Hands a unit to the number that is printed without it.
pub(super) fn share(words: &[Word], amounts: &mut [Amount]) {
    for at in (1..amounts.len()).rev() {
        let (first, second) = (amounts[at - 1], amounts[at]);
        if is_linked(words, &first, &second) {
            amounts[at - 1] = backwards(first, &second);
            amounts[at] = forwards(words, &amounts[at - 1], second);
        }
    }
}

/// Only a comma, a dash or a small word stands between the two.
fn is_linked(words: &[Word], first: &Amount, second: &Amount) -> bool {
    let end = &words[first.last];
    match second.first - first.last {
        1 => matches!(end.closes, "," | "–" | " –"),
        2 => end.runs_on() && words[first.last + 1].runs_on() && words[first.last + 1].is_one_of(&["and", "or", "to"]),
        _ => false,
    }
}

/// The first number takes the share, the measure and the scale of the second.
fn backwards(first: Amount, second: &Amount) -> Amount {
    let bare = first.is_count() && first.scale == 0 && first.form == Form::Digits;
    if bare && !second.is_count() && !second.is_money() {
        return Amount { unit: second.unit, ..first };
    }
    let below = first.value < second.value || first.is_money();
    let scaled = first.value.times_ten_to(second.scale).filter(|_| {
        first.scale == 0 && second.scale > 0 && first.form != Form::Grouped && below && (first.is_money() || bare)
    });
    scaled.map_or(first, |value| Amount { value, scale: second.scale, ..first })
}

/// The second number takes the currency of the first, unless it counts things.
fn forwards(words: &[Word], first: &Amount, second: Amount) -> Amount {
    let ends = !words[second.last].runs_on();
    let takes = first.is_money() && second.is_count() && second.scale == first.scale && second.scale > 0;
    let follows =
        words.get(second.last + 1).is_some_and(|word| word.is_one_of(&["in", "for", "from", "to", "was", "were"]));
    if takes && (ends || follows) { Amount { unit: first.unit, ..second } } else { second }
}
