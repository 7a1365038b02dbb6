//! From a header that is read to the rows under it.

use super::readings::{Head, Reading};
use crate::normalise::CleanText;
use crate::tables::sheet::{Sheet, SheetRow};
use crate::tables::spaced::pieces::Piece;
use crate::tables::spaced::stubs::{is_plain_subtotal, join};
use crate::tables::spaced::{blocks, header, rows};

/// The rows under a header, with the groups that it names over its stub.
pub(super) fn of(text: &CleanText, pieces: &[Piece], head: &Head, reading: &Reading) -> Sheet {
    let last_line = head.lines[reading.lines - 1];
    let end = pieces.iter().rposition(|piece| piece.index == last_line).map_or(0, |at| at + 1);
    let names = &head.words.words[reading.stub_words..head.upto[reading.lines - 1]];
    let printed = blocks::header_blocks(text, pieces, &pieces[end - 1].text);
    let stubs: Vec<Vec<String>> = printed.iter().map(|block| stub(&pieces[block.clone()], names)).collect();
    let rows: Vec<SheetRow> = rows::rows(text, pieces, &printed, &blocks::group_names(&stubs));
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

/// Whether a row sums up a group that no label tells: then the groups stand in a column of labels that cannot be told from
/// the next one.
pub(super) fn is_of_no_group(row: &SheetRow) -> bool {
    row.groups.is_empty() && is_plain_subtotal(&row.label)
}
