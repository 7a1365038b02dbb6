//! The rows of a table: labels that go on over lines, names of groups between them, words.

use std::ops::Range;

use super::pieces::Piece;
use super::stubs::{Habits, Pending, StubEnds, join, touches};
use crate::normalise::CleanText;
use crate::report::Role;
use crate::span::Span;
use crate::tables::sheet::{Pieces, SheetRow, UNASSIGNED};
use crate::tables::{captions, labels};

pub(super) fn rows(text: &CleanText, pieces: &[Piece], blocks: &[Range<usize>], names: &[String]) -> Vec<SheetRow> {
    let mut rows: Vec<SheetRow> = Vec::new();
    let (mut header, mut own_group, mut below_names, mut parted) = (String::new(), None, false, false);
    let habits = Habits::of(text, pieces);
    let (mut pending, mut stub_ends) = (Pending::default(), StubEnds::default());
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(block) = blocks.iter().position(|block| block.contains(&at)) {
            header.clone_from(&names[block]);
            (own_group, pending) = (own_group.filter(|_| block > 0), Pending::default());
            below_names = true;
            continue;
        }
        if piece.is_row() && std::mem::take(&mut below_names) && !header.is_empty() {
            stub_ends.complete(&mut header, &mut pending, &piece.cut.label);
        }
        // A label of one line would stand beside its numbers: it goes on below them.
        let around = std::mem::take(&mut parted) && touches(text, pieces, at) && !habits.above;
        let ends_label = |row: &SheetRow| around || habits.ends_label(text, pieces, at, row);
        if let Some(row) = rows.last_mut().filter(|row| !piece.is_row() && ends_label(row)) {
            row.label = join(std::mem::take(&mut row.label), &piece.text);
            continue;
        }
        if !piece.is_row() {
            pending.lines.push((piece.index, piece.text.clone()));
            continue;
        }
        let own = if habits.is_beside_group(text, pieces, at) { "" } else { piece.cut.label.as_str() };
        parted = own.is_empty() && pending.lines.len() == 1 && touches(text, pieces, at);
        let start = pending.lines.first().map_or(piece.index, |(index, _)| *index);
        let starts = rows.last().is_none_or(|row: &SheetRow| row.role == Role::Subtotal);
        let (group, label) = pending.take(piece.index, own, &habits, starts);
        own_group = group.or(own_group);
        rows.push(row(label, [Some(&header), own_group.as_ref()], piece, text.span(start)));
    }
    rows
}

fn row(label: String, groups: [Option<&String>; 2], piece: &Piece, span: Span) -> SheetRow {
    let (label, marks) = captions::strip_marks(&label);
    let label = if is_overprinted(&label) { UNASSIGNED.to_string() } else { label };
    let role = labels::role_of(&label);
    let groups = groups.into_iter().flatten().filter(|group| !group.is_empty() && role != Role::Total).cloned();
    SheetRow {
        groups: groups.collect(),
        role,
        unit: labels::unit_of(&label).filter(|_| role == Role::Data),
        label,
        marks,
        pieces: Pieces::Counted(piece.cut.words.clone()),
        span,
    }
}

/// Two lines printed over each other: `mRuesmsiabne rF`. One capital within a word may be a name.
fn is_overprinted(label: &str) -> bool {
    let inner = |word: &&str| {
        word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
    };
    label.split(' ').filter(inner).count() > 1
}
