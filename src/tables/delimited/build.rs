//! Drafts become the rows of a sheet: each number a piece at its column, in doubt where its form or its way here gave reason.

use super::draft::{Draft, Entry};
use super::halves::UNASSIGNED;
use super::merged;
use super::notes;
use super::numerals::Number;
use super::sides::{self, Side};
use crate::normalise::CleanText;
use crate::report::{Column, Role, Unit};
use crate::tables::Region;
use crate::tables::labels;
use crate::tables::sheet::{Pieces, Placed, Sheet, SheetRow};

/// Builds the sheet.
pub(super) fn sheet(text: &CleanText, region: &Region, sides: &[Side], mut drafts: Vec<Draft>) -> Sheet {
    let mut columns: Vec<Column> = sides::columns(sides).cloned().collect();
    merged::add_columns(&mut columns, &mut drafts);
    let unit = labels::unit_of(&region.caption.text)
        .or_else(|| columns.iter().find_map(|column| column.unit.filter(|_| column.role == Role::Total)))
        .unwrap_or_default();
    let rows = drafts.into_iter().map(|draft| sheet_row(draft, &columns)).collect();
    let heads = sides.iter().flat_map(|side| &side.heads).enumerate();
    let untold = heads.filter(|(_, head)| head.untold).map(|(at, _)| at).collect();
    Sheet { columns, untold, rows, unit, notes: notes::read(text, region), ..Sheet::default() }
}

fn sheet_row(draft: Draft, columns: &[Column]) -> SheetRow {
    let label = match draft.label() {
        "" => UNASSIGNED.to_string(),
        label => label.to_string(),
    };
    let pieces = draft.entries.iter().flat_map(|entry| pieces(entry, &columns[entry.column])).collect();
    let role = labels::role_of(&label);
    let unit = labels::unit_of(&label).filter(|unit| matches!(unit, Unit::PerCent | Unit::PercentagePoints));
    SheetRow {
        groups: draft.groups,
        role,
        unit,
        label,
        marks: draft.marks,
        pieces: Pieces::Placed(pieces),
        span: draft.span,
    }
}

fn pieces(entry: &Entry, column: &Column) -> Vec<Placed> {
    let numbers = entry.numbers();
    let several = numbers.len() > 1;
    let rank = column.unit == Some(Unit::Rank);
    let piece = |number: Number| Placed {
        column: entry.column,
        raw: entry.raw.clone(),
        text: if rank { number.text.trim_matches(['(', ')']).to_string() } else { number.text },
        doubtful: entry.doubtful || several,
        astray: entry.astray,
        span: entry.span,
    };
    numbers.into_iter().map(piece).collect()
}
