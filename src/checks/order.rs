//! Which items of a list break its order.

/// For each item, whether every longest run of items in order holds it. Where two neighbours changed places, a longest run
/// holds the one or the other: neither is firm.
pub fn firm<T: Ord>(items: &[T]) -> Vec<bool> {
    let ending = longest_ending(items.iter(), |tail, item| tail <= item);
    let mut starting = longest_ending(items.iter().rev(), |tail, item| tail >= item);
    starting.reverse();
    let longest = ending.iter().copied().max().unwrap_or(0);
    let on_one: Vec<bool> = ending.iter().zip(&starting).map(|(before, after)| before + after == longest + 1).collect();
    let mut at_length = vec![0usize; longest + 1];
    for (length, _) in ending.iter().zip(&on_one).filter(|(_, on_one)| **on_one) {
        at_length[*length] += 1;
    }
    ending.iter().zip(on_one).map(|(length, on_one)| on_one && at_length[*length] == 1).collect()
}

/// For each item the length of the longest run in order that ends with it. `tails` holds for each length the item that
/// such a run can end with and be followed most easily.
fn longest_ending<'a, T: 'a>(items: impl Iterator<Item = &'a T>, fits: impl Fn(&T, &T) -> bool) -> Vec<usize> {
    let mut tails: Vec<&T> = Vec::new();
    let mut lengths = Vec::new();
    for item in items {
        let length = tails.partition_point(|tail| fits(tail, item));
        match tails.get_mut(length) {
            Some(tail) => *tail = item,
            None => tails.push(item),
        }
        lengths.push(length + 1);
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(items: &str) -> String {
        let firm = firm(&items.chars().collect::<Vec<_>>());
        items.chars().zip(firm).map(|(c, firm)| if firm { c } else { '!' }).collect()
    }

    #[test]
    fn what_breaks_the_order_is_not_firm() {
        assert_eq!(broken("abcdef"), "abcdef");
        assert_eq!(broken("abzdef"), "ab!def");
        assert_eq!(broken("abdcef"), "ab!!ef");
        assert_eq!(broken("aabb"), "aabb");
        assert_eq!(broken(""), "");
    }
}
