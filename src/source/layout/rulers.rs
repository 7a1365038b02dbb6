//! How a tool has turned distances on the page into blanks, and so where the characters of its text stood.
//!
//! Most tools give every character a column, as a typewriter does. Others only turn each gap into blanks, as many as digits or
//! blanks of the type would fill it: there a word takes the room that it takes on the page, and a long label does not push what
//! follows it. Under the wrong ruler the numbers of a column stand anywhere; so the numbers tell which it was.

/// Rows that are looked at.
const SAMPLE: usize = 400;
/// Under a typewriter at least so many numbers stand below one of the row before: where a tool counts gaps, hardly more than by chance.
const TYPEWRITER: f32 = 0.4;
/// Fewer numbers tell nothing.
const FEWEST: usize = 20;
/// Numbers stand below each other, to so much of a typewriter's character.
const BELOW: f32 = 0.55;
/// A blank of the type, in digits.
const TYPE_BLANK: f32 = 0.5;

/// Widths of a type by character, in thousandths of its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    /// As Helvetica.
    Sans,
    /// As Times.
    Serif,
}

impl Type {
    /// How wide a character is, in digits.
    fn width(self, c: char) -> f32 {
        let (thousandths, digit) = match self {
            Type::Sans => (sans(c), 556),
            Type::Serif => (serif(c), 500),
        };
        thousandths as f32 / digit as f32
    }
}

fn sans(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | '’' | '\'' => 222,
        'f' | 't' | 'I' | '.' | ',' | '/' | ':' | ' ' => 278,
        'r' | '-' | '(' | ')' => 333,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        'w' => 722,
        'm' | 'M' => 833,
        'W' => 944,
        '%' => 889,
        c if c.is_uppercase() => 667,
        _ => 556,
    }
}

fn serif(c: char) -> u32 {
    match c {
        '.' | ',' | ' ' => 250,
        'i' | 'j' | 'l' | 't' | '/' | ':' => 278,
        'f' | 'r' | 'I' | '-' | '(' | ')' | '’' | '\'' => 333,
        's' | 'J' => 389,
        'a' | 'c' | 'e' | 'z' => 444,
        'w' | 'C' | 'B' | 'R' => 700,
        'm' => 778,
        '%' => 833,
        'M' => 889,
        'W' => 944,
        c if c.is_uppercase() => 630,
        _ => 500,
    }
}

/// A character that is no blank, or a single blank; places are in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub at: f32,
    pub wide: f32,
    pub c: char,
}

/// How blanks were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruler {
    /// Every character has a column.
    Typewriter,
    /// Each gap has so many blanks as fill it.
    Gaps(Blank, Face),
}

/// How wide one of the blanks of a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blank {
    /// As a blank of the type.
    Type,
    /// As a character of the word after the gap.
    Word,
}

/// The type of the words between the gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Face(Type);

impl Ruler {
    /// The ruler under which the numbers of the rows stand below each other.
    pub(super) fn of<'t>(rows: impl Iterator<Item = &'t str>) -> Ruler {
        let rows: Vec<&str> = rows.filter(|row| numbers(row, Ruler::Typewriter).len() > 1).take(SAMPLE).collect();
        let count: usize = rows.iter().map(|row| numbers(row, Ruler::Typewriter).len()).sum();
        if count < FEWEST || aligned(&rows, Ruler::Typewriter) >= TYPEWRITER {
            return Ruler::Typewriter;
        }
        let faces = || [Face(Type::Sans), Face(Type::Serif)].into_iter();
        let rulers =
            [Blank::Word, Blank::Type].into_iter().flat_map(|blank| faces().map(move |face| Ruler::Gaps(blank, face)));
        let best = rulers.max_by(|a, b| aligned(&rows, *a).total_cmp(&aligned(&rows, *b)));
        best.unwrap_or(Ruler::Typewriter)
    }

    /// Where the characters of a line stood.
    pub(super) fn places(self, text: &str) -> Vec<Place> {
        match self {
            Ruler::Typewriter => {
                text.chars().enumerate().map(|(column, c)| Place { at: column as f32, wide: 1.0, c }).collect()
            }
            Ruler::Gaps(blank, face) => gap_places(text, blank, face.0),
        }
    }
}

/// A single blank is one of the type; of several each fills a part of the gap, and none of them is printed.
fn gap_places(text: &str, blank: Blank, face: Type) -> Vec<Place> {
    let (mut places, mut at, mut gap) = (Vec::new(), 0.0, 0usize);
    for word in text.split(' ') {
        if word.is_empty() {
            gap += 1;
            continue;
        }
        let wide: f32 = word.chars().map(|c| face.width(c)).sum();
        if gap == 1 {
            places.push(Place { at, wide: TYPE_BLANK, c: ' ' });
        }
        at += match blank {
            _ if gap == 1 => TYPE_BLANK,
            Blank::Type => gap as f32 * TYPE_BLANK,
            Blank::Word => gap as f32 * wide / word.chars().count() as f32,
        };
        for c in word.chars() {
            let wide = face.width(c);
            places.push(Place { at, wide, c });
            at += wide;
        }
        gap = 1;
    }
    places
}

/// The numbers of a row that stand after wide gaps: where each begins and ends.
fn numbers(row: &str, ruler: Ruler) -> Vec<(f32, f32)> {
    let places = ruler.places(row);
    let (mut numbers, mut from) = (Vec::new(), 0);
    while let Some(first) = (from..places.len()).find(|at| places[*at].c != ' ') {
        let gap = |at: usize| places[at].c == ' ' || places[at].at - (places[at - 1].at + places[at - 1].wide) > 0.2;
        let end = (first + 1..places.len()).find(|at| gap(*at)).unwrap_or(places.len());
        if places[first..end].iter().all(|place| place.c.is_ascii_digit()) {
            numbers.push((places[first].at, places[end - 1].at + places[end - 1].wide));
        }
        from = end;
    }
    numbers
}

/// The share of the numbers that stand below one of the row before, by their left edges, their middles or their right edges.
fn aligned(rows: &[&str], ruler: Ruler) -> f32 {
    let numbers: Vec<Vec<(f32, f32)>> = rows.iter().map(|row| numbers(row, ruler)).collect();
    let reach = numbers.iter().flatten().map(|number| number.1).fold(1.0, f32::max);
    let typed = rows.iter().map(|row| row.trim_end().chars().count()).max().unwrap_or(1) as f32;
    let below = BELOW * reach / typed;
    [0.0, 0.5, 1.0].iter().map(|lean| aligned_at(&numbers, *lean, below)).fold(0.0, f32::max)
}

fn aligned_at(rows: &[Vec<(f32, f32)>], lean: f32, below: f32) -> f32 {
    let place = |number: &(f32, f32)| number.0 + lean * (number.1 - number.0);
    let (mut all, mut aligned) = (0usize, 0usize);
    for pair in rows.windows(2) {
        let is_below = |at: f32| pair[0].iter().any(|above| (place(above) - at).abs() <= below);
        all += pair[1].len();
        aligned += pair[1].iter().filter(|number| is_below(place(number))).count();
    }
    aligned as f32 / all.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typewriter_gives_every_character_a_column() {
        let rows = ["Ardenia      2      3      5", "Belmora     12     13     25", "Cape Lorn    4      9     13"];
        let rows: Vec<&str> = rows.iter().cycle().take(12).copied().collect();
        assert_eq!(Ruler::of(rows.into_iter()), Ruler::Typewriter);
    }

    #[test]
    fn where_gaps_are_counted_a_long_label_pushes_nothing() {
        let rows = [
            "Ill         12          13          25",
            "Isles of Mmmmmm      12          13          25",
            "Mammoth Mown     12          13          25",
            "Lil         12          13          25",
        ];
        let ruler = Ruler::of(rows.iter().cycle().take(12).copied());
        assert!(matches!(ruler, Ruler::Gaps(..)), "{ruler:?}");
    }
}
