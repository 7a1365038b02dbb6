//! The header of a table with counted blanks: which words are one name, and which names span which columns.
//!
//! A text of this form prints cells in the order of the rows, each with a blank after it, and begins a line where the
//! baseline changes: names of one level may share a line or not, and a name may be wrapped. So a header is first a run of
//! [words and seams](seams), then a [tree](tree) of names. Of all readings the likeliest that fit the rows are
//! taken; where several are left, the sums decide, and where these do not, the table stays unread.

mod ends;
mod seams;
mod tree;

use std::collections::BTreeSet;

use self::seams::{Between, Words};
use self::tree::{Kind, Name};
use super::header;
use super::elsewhere::Elsewhere;
use super::pieces::Piece;
use super::rows::{self, Size};
use super::stubs::{group_by_labels, join};
use super::words;
use crate::normalise::CleanText;
use crate::report::Column;
use crate::tables::sheet::{Sheet, SheetRow};
use crate::tables::solver;

/// A table whose header is read by its form arare has more rows.
const FEWEST_ROWS: usize = 2;
/// A reading that takes more likely things otherwise is none.
const MOST_COST: usize = 4;
/// A spanner over one column is rare, and so is one that names a sex: they are believed only where little else is taken otherwise.
const MOST_RARE_COST: usize = 1;
/// A spanner over all columns says nothing that the caption does not; words of the stub look like one.
const COST_OF_UNDER: usize = 1;
/// Names of one level beside those of another are rare, unless they are totals.
const COST_OF_MIXED: usize = 1;
/// Readings that cost so much more than the cheapest are looked at too: more sums may hold under them.
const MOST_MARGIN: usize = 2;
/// Where more readings fit, none is told.
const MOST_READINGS: usize = 48;

/// The lines of a header.
#[derive(Debug, Clone)]
struct Head {
    /// Indexes of the lines.
    lines: Vec<usize>,
    words: Words,
    /// How many words there are up to each line.
    upto: Vec<usize>,
}

/// A way to read a header.
#[derive(Debug, Clone, PartialEq)]
struct Reading {
    /// So many lines are the header.
    lines: usize,
    /// So many words head the stub.
    stub_words: usize,
    columns: Vec<Column>,
}

/// What the rows say about their header.
struct Rows<'a> {
    pieces: &'a [Piece],
    rows: &'a [&'a Piece],
    /// How many cells they can have.
    widths: &'a [usize],
    labels: &'a BTreeSet<&'a str>,
    /// Whether names of groups stand between them.
    grouped: bool,
    /// Whether blank lines part what does not belong together.
    airy: bool,
    /// So many words of the header are printed otherwise when it is printed again: they name groups of rows.
    varying: usize,
}

/// A part of the lines above the first row, as the header.
struct Part {
    /// So many lines.
    end: usize,
    /// So many columns of labels.
    stubs: usize,
    /// Whether all words before the first blank line head the stub.
    whole_stub: bool,
}

/// A reading and what it costs to believe it.
struct Priced {
    cost: usize,
    reading: Reading,
}

/// Reads the rows under such a header. `None` where several readings are left, or none.
pub(super) fn read(text: &CleanText, pieces: &[Piece], elsewhere: &Elsewhere<'_>) -> Option<Sheet> {
    let pieces = &without_page_numbers(pieces);
    let first_row = pieces.iter().position(Piece::is_row)?;
    let rows: Vec<&Piece> = pieces.iter().filter(|piece| piece.is_row()).collect();
    if rows.len() < FEWEST_ROWS || first_row == 0 {
        return None;
    }
    let labels: BTreeSet<&str> = rows.iter().map(|row| row.cut.label.as_str()).collect();
    let sizes: Vec<Size> = rows.iter().map(|row| Size::of(&row.cut)).collect();
    let told = Rows {
        pieces,
        rows: &rows,
        widths: &widths(&sizes),
        labels: &labels,
        grouped: ends::has_groups(text, pieces, first_row),
        airy: is_airy(pieces),
        varying: varying(text, pieces, first_row),
    };
    let sheet = told.sheet_under(text, &Head::of(text, &pieces[..first_row], true), elsewhere);
    // A blank that begins a line can show an empty cell as well as a page break.
    let broken = pieces[..first_row].iter().skip(1).any(|piece| text.page_starts[piece.index]);
    let other = broken.then(|| told.sheet_under(text, &Head::of(text, &pieces[..first_row], false), elsewhere)).flatten();
    match (sheet, other) {
        (Some(sheet), Some(other)) if sheet.columns != other.columns => None,
        (sheet, other) => sheet.or(other),
    }
}

impl Rows<'_> {
    /// The sheet under a header, where one reading of it is the best.
    fn sheet_under(&self, text: &CleanText, head: &Head, elsewhere: &Elsewhere<'_>) -> Option<Sheet> {
        let mut head = head.clone();
        head.words.judge(text, elsewhere, self.labels, self.airy);
        let first_row = self.pieces.iter().position(Piece::is_row)?;
        let ends = ends::of(text, self.pieces, &head.lines, first_row, self.airy);
        let sheet_of = |reading: &Reading| sheet(text, self.pieces, &head, reading);
        let bear = |reading: &Reading| {
            !has_empty_column(self.rows, &reading.columns) && !solver::breaks_sums(&sheet_of(reading))
        };
        let readings = head.readings(&ends, self, &bear);
        if std::env::var("DBG").is_ok() {
            eprintln!("--- {:?} seams {:?}\n ends {ends:?} widths {:?} grouped {}", head.words.words, head.words.plain(), self.widths, self.grouped);
            for p in &readings { let r = &p.reading; eprintln!("   c{} {} {} {:?} sums {}", p.cost, r.lines, r.stub_words, r.columns.iter().map(|c| format!("{}>{}", c.groups.join(">"), c.label)).collect::<Vec<_>>(), solver::held_sums(&sheet_of(r))); }
        }
        let mut sheet = sheet_of(&decide(readings, &sheet_of)?);
        group_by_labels(&mut sheet.rows);
        (!sheet.rows.iter().any(is_of_no_group)).then_some(sheet)
    }
}

/// Whether a row sums up a group that no label tells: then the groups stand in a column of labels that cannot be told from
/// the next one.
fn is_of_no_group(row: &SheetRow) -> bool {
    row.groups.is_empty() && matches!(row.label.to_lowercase().as_str(), "subtotal" | "sub-total" | "sub total")
}

impl Head {
    /// The blank at the beginning of a line shows a page break, or, where `breaks` is false, an empty cell.
    fn of(text: &CleanText, pieces: &[Piece], breaks: bool) -> Self {
        let mut lines: Vec<usize> = pieces.iter().map(|piece| piece.index).collect();
        lines.dedup();
        let (mut words, mut upto, mut before) = (Words::default(), Vec::new(), None);
        for &index in &lines {
            let page = text.page_starts[index] && (breaks || before.is_none());
            let (body, _) = words::body(&text.lines[index].text, page);
            let close = before == index.checked_sub(1) && !text.page_starts[index];
            let mut between = if close { Between::Line } else { Between::Gap };
            for word in body.split(' ') {
                words.push(word, between);
                between = Between::Blank;
            }
            upto.push(words.words.len());
            before = Some(index);
        }
        Self { lines, words, upto }
    }

    /// The readings that the rows bear out, the cheapest first: of the least cost, and of little more.
    fn readings(&self, ends: &[(usize, usize)], rows: &Rows<'_>, bear: &dyn Fn(&Reading) -> bool) -> Vec<Priced> {
        let mut found: Vec<Priced> = Vec::new();
        for cost in 0..=MOST_COST {
            if found.first().is_some_and(|first| cost > first.cost + MOST_MARGIN) {
                break;
            }
            found.extend(self.priced(ends, rows, cost, false, bear));
        }
        if found.is_empty() {
            let rare = (0..=MOST_RARE_COST).map(|cost| self.priced(ends, rows, cost, true, bear));
            found = rare.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
        }
        found
    }

    fn priced(
        &self,
        ends: &[(usize, usize)],
        rows: &Rows<'_>,
        cost: usize,
        rare: bool,
        bear: &dyn Fn(&Reading) -> bool,
    ) -> Vec<Priced> {
        let mut readings = Vec::new();
        for (end, of_end) in ends {
            for (stubs, of_stubs) in self.stubs(rows.grouped) {
                let Some(left) = cost.checked_sub(of_end + of_stubs) else { continue };
                for whole_stub in [true, false] {
                    let part = Part { end: *end, stubs, whole_stub };
                    readings.extend(self.readings_of(&part, left, rows, rare));
                }
            }
        }
        let borne = distinct(readings).into_iter().take(MOST_READINGS + 1).filter(|one| bear(one));
        borne.map(|reading| Priced { cost, reading }).collect()
    }

    /// The readings of a part at exactly this cost.
    fn readings_of(&self, part: &Part, cost: usize, rows: &Rows<'_>, rare: bool) -> Vec<Reading> {
        let kinds = if rare { vec![(Kind::Rare, 0)] } else { vec![(Kind::Plain, 0), (Kind::Under, COST_OF_UNDER), (Kind::Mixed, COST_OF_MIXED)] };
        let mut readings = Vec::new();
        let mut words = self.words.first(self.upto[part.end - 1]);
        let mut whole = words.clone();
        let before_heading = whole.join_first_run();
        if part.whole_stub && before_heading.is_none() {
            return readings;
        }
        // Words before `Category/Grade` or `Sex` most often head the stub together.
        let parted = usize::from(before_heading == Some(true) && !part.whole_stub);
        if part.whole_stub {
            words = whole;
        }
        for (kind, of_kind) in kinds {
            let Some(left) = cost.checked_sub(of_kind + parted) else { continue };
            for way in words.ways(left) {
                let names = words.names(&way);
                let beside = |at: usize| words.between[at] == Between::Blank;
                let printed: Vec<Name> =
                    names.iter().map(|(at, name)| Name { text: name.clone(), beside: beside(*at) }).collect();
                let stub_words = names.get(part.stubs).map_or(words.words.len(), |(at, _)| *at);
                if stub_words < rows.varying {
                    continue;
                }
                for width in rows.widths {
                    let found = tree::columns(&printed, rows.labels, part.stubs, *width, kind);
                    readings.extend(found.into_iter().map(|columns| Reading { lines: part.end, stub_words, columns }));
                }
            }
        }
        readings
    }

    /// How many columns of labels there can be, with what it costs to believe it.
    fn stubs(&self, grouped: bool) -> [(usize, usize); 3] {
        let named = self.words.words.first().is_some_and(|word| !word.is_empty());
        [(1, 0), (2, usize::from(!grouped)), (0, if named { 2 } else { MOST_COST })]
    }
}

/// How many words at its beginning a header does not share with the others of its table.
fn varying(text: &CleanText, pieces: &[Piece], first_row: usize) -> usize {
    /// Fewer words in common show no header.
    const FEWEST: usize = 3;
    let words = |pieces: &[Piece]| -> Vec<String> {
        pieces.iter().flat_map(|piece| piece.text.split_whitespace().map(String::from)).collect()
    };
    let Some(last) = pieces[..first_row].iter().rposition(|piece| piece.names.iter().any(|name| header::is_leaf(name)))
    else {
        return 0;
    };
    let own = words(&pieces[..=last]);
    let blocks = rows::header_blocks(text, pieces, &pieces[last].text);
    let common = |block: &std::ops::Range<usize>| {
        let other = words(&pieces[block.clone()]);
        let common = own.iter().rev().zip(other.iter().rev()).take_while(|(own, other)| own == other).count();
        // A block cut short shows nothing.
        if common == other.len() { own.len() } else { common }
    };
    let common = blocks.iter().map(common).filter(|common| *common >= FEWEST).min();
    common.map_or(0, |common| own.len() - common)
}

/// A number alone on its line, with no label before it, is that of a page, or a year at the end of the title.
fn without_page_numbers(pieces: &[Piece]) -> Vec<Piece> {
    let alone = |at: usize| pieces[at].is_row() && pieces[at].cut.label.is_empty() && pieces[at].cut.words.len() == 1;
    let printed = |at: &usize| !(alone(*at) && at.checked_sub(1).is_none_or(|before| pieces[before].is_row()));
    (0..pieces.len()).filter(printed).map(|at| pieces[at].clone()).collect()
}

/// Whether blank lines part what does not belong together.
fn is_airy(pieces: &[Piece]) -> bool {
    let pairs = pieces.windows(2).filter(|pair| pair[0].index != pair[1].index);
    let (mut all, mut apart) = (0, 0);
    for pair in pairs {
        all += 1;
        apart += usize::from(pair[0].index + 1 < pair[1].index);
    }
    apart * 2 > all
}

/// Whether rows that show their cells plainly leave a column empty in all of them. No such column is printed, but a grade that
/// nobody holds.
fn has_empty_column(rows: &[&Piece], columns: &[Column]) -> bool {
    /// Fewer rows show nothing.
    const FEWEST: usize = 5;
    let plain: Vec<&&Piece> = rows.iter().filter(|row| row.cut.words.len() == columns.len()).collect();
    let empty = |column: usize| plain.iter().all(|row| row.cut.words[column].text.is_empty());
    let doubted = |column: usize| !header::is_leaf(&columns[column].label) && empty(column);
    plain.len() >= FEWEST && (0..columns.len()).any(doubted)
}

/// Readings with the same columns are one.
fn distinct(readings: Vec<Reading>) -> Vec<Reading> {
    let mut kept: Vec<Reading> = Vec::new();
    for reading in readings {
        if !kept.iter().any(|other| other.columns == reading.columns) {
            kept.push(reading);
        }
    }
    kept
}

/// Of several readings the one under which most sums hold, and of those the cheapest; what is left must agree.
fn decide(found: Vec<Priced>, sheet_of: &dyn Fn(&Reading) -> Sheet) -> Option<Reading> {
    let least = found.first()?.cost;
    if found.iter().filter(|one| one.cost == least).count() > MOST_READINGS {
        return None;
    }
    let sums: Vec<usize> = match found.len() {
        1 => vec![0],
        _ => found.iter().map(|one| solver::held_sums(&sheet_of(&one.reading))).collect(),
    };
    let most = sums.iter().max().copied()?;
    let mut sums = sums.into_iter();
    let best: Vec<Priced> = found.into_iter().filter(|_| sums.next() == Some(most)).collect();
    let least = best.first()?.cost;
    let cheapest: Vec<Reading> =
        best.into_iter().take_while(|one| one.cost == least).map(|one| one.reading).collect();
    let columns = agreed(&cheapest)?;
    Some(Reading { columns, ..cheapest.into_iter().next()? })
}

/// What all readings say: the same names in the same order, each under the spanners that are next to it in all of them.
fn agreed(readings: &[Reading]) -> Option<Vec<Column>> {
    let (first, others) = readings.split_first()?;
    let mut columns = first.columns.clone();
    for other in others {
        if other.columns.len() != columns.len() || other.lines != first.lines {
            return None;
        }
        for (column, said) in columns.iter_mut().zip(&other.columns) {
            let same = column.groups.iter().rev().zip(said.groups.iter().rev()).take_while(|(a, b)| a == b).count();
            if column.label != said.label {
                return None;
            }
            column.groups.drain(..column.groups.len() - same);
        }
    }
    let alike = |at: usize| columns[..at].iter().any(|c| c.label == columns[at].label && c.groups == columns[at].groups);
    (!(1..columns.len()).any(alike)).then_some(columns)
}

fn sheet(text: &CleanText, pieces: &[Piece], head: &Head, reading: &Reading) -> Sheet {
    let last_line = head.lines[reading.lines - 1];
    let end = pieces.iter().rposition(|piece| piece.index == last_line).map_or(0, |at| at + 1);
    let names = &head.words.words[reading.stub_words..head.upto[reading.lines - 1]];
    let blocks = rows::header_blocks(text, pieces, &pieces[end - 1].text);
    let stubs: Vec<Vec<String>> = blocks.iter().map(|block| stub(&pieces[block.clone()], names)).collect();
    let rows: Vec<SheetRow> = rows::rows(text, pieces, &blocks, &rows::group_names(&stubs));
    Sheet { columns: reading.columns.clone(), rows, ..Sheet::default() }
}

/// What stands over the stub in one block: the words above those of the names.
fn stub(block: &[Piece], names: &[String]) -> Vec<String> {
    let words: Vec<&str> = block.iter().flat_map(|piece| piece.text.split_whitespace()).collect();
    let names: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
    let Some(above) = words.len().checked_sub(names.len()) else { return Vec::new() };
    if !words[above..].iter().eq(names.iter()) {
        return Vec::new();
    }
    let stub = words[..above].iter().fold(String::new(), |stub, word| join(stub, word));
    header::stub_lines(&[stub.as_str()])
}

/// How many cells the rows can have: nearly all of them must fit, most of them without a blank too many.
fn widths(sizes: &[Size]) -> Vec<usize> {
    let longest = sizes.iter().map(|size| size.words).max().unwrap_or_default();
    let share = |fits: &dyn Fn(&Size) -> bool| sizes.iter().filter(|size| fits(size)).count() * 10 / sizes.len().max(1);
    let fitting = |width: usize| share(&|size| size.fit(width) > 1) >= 9 && share(&|size| size.fits_well(width)) >= 8;
    (1..=longest).filter(|width| fitting(*width)).collect()
}
