//! The notes under a table: which lines they are, and what they say.

use std::collections::BTreeSet;

use super::parts::is_note_row;
use crate::normalise::CleanText;
use crate::report::TableNote;
use crate::source::Line;
use crate::tables::{Region, captions};

/// The marks on the labels of a region, read once however often parts are added to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Cited {
    marks: BTreeSet<String>,
    /// So many lines of the region have been read.
    seen: usize,
}

impl Cited {
    fn by(&mut self, text: &CleanText, region: &Region) -> &BTreeSet<String> {
        for index in &region.lines[self.seen..] {
            for cell in &text.lines[*index].cells {
                self.marks.extend(cell.marks.iter().cloned());
                self.marks.extend(captions::strip_marks(&cell.text).1);
            }
        }
        self.seen = region.lines.len();
        &self.marks
    }
}

/// Adds the notes that follow the last line of a region.
pub(super) fn collect(text: &CleanText, region: &mut Region, cited: &mut Cited) {
    let Some(last) = region.lines.last().copied() else { return };
    let mut open: Option<Open> = None;
    for index in last + 1..text.lines.len() {
        let line = &text.lines[index];
        if !text.is_text(index) {
            // A blank line ends the text of a note, not the list under 'Excluding:'.
            open = open.filter(|open| *open == Open::List);
            continue;
        }
        if !line.cells.is_empty() {
            break;
        }
        let begins = begins(line, cited.by(text, region));
        let listed = open == Some(Open::List) && line.style.bullet && !is_paragraph(&line.text);
        let wrapped = open.is_some() && index == region.notes.last().map_or(index, |note| note + 1) && !ends_open(line);
        if !begins && !listed && !wrapped {
            break;
        }
        open = Some(if line.text.trim().ends_with(':') || listed { Open::List } else { Open::Text });
        region.notes.push(index);
    }
}

/// Notes that the table prints as rows within its frame.
pub(super) fn take_rows(text: &CleanText, region: &mut Region) {
    let (notes, lines): (Vec<usize>, Vec<usize>) =
        std::mem::take(&mut region.lines).into_iter().partition(|index| is_note_row(&text.lines[*index]));
    region.lines = lines;
    region.notes.splice(0..0, notes);
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Open {
    /// A note whose text may go on in the next line.
    Text,
    /// A note that introduces list items.
    List,
}

/// Whether a line begins a note: by its form, or by a mark that the table cites.
fn begins(line: &Line, marks: &BTreeSet<String>) -> bool {
    let text = line.text.trim();
    let superscript = line.marks.first().is_some_and(|mark| mark.at == 0);
    let cited = text.split_once(' ').is_some_and(|(mark, _)| marks.contains(mark));
    !line.style.bullet && line.style.heading.is_none() && (superscript || cited || captions::is_note(text))
}

/// A line that no note goes on with.
fn ends_open(line: &Line) -> bool {
    line.style.heading.is_some()
        || line.style.bullet
        || is_paragraph(&line.text)
        || captions::scan_caption(&line.text).is_some()
}

fn is_paragraph(text: &str) -> bool {
    let digits = text.trim().bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && text.trim()[digits..].starts_with(". ")
}

/// The notes of a region.
pub(super) fn read(text: &CleanText, region: &Region) -> Vec<TableNote> {
    let mut cited = Cited::default();
    let marks = cited.by(text, region);
    let mut notes: Vec<TableNote> = Vec::new();
    for &index in &region.notes {
        let line = &text.lines[index];
        let body = line.text.trim();
        match notes.last_mut() {
            Some(note) if !begins(line, marks) => {
                note.text.push(' ');
                note.text.push_str(body);
            }
            _ => notes.push(note(line, body, marks, text.span(index))),
        }
    }
    notes
}

fn note(line: &Line, body: &str, marks: &BTreeSet<String>, span: crate::span::Span) -> TableNote {
    let superscript =
        line.marks.first().filter(|mark| mark.at == 0).map(|mark| mark.text.trim_start_matches('\\').to_string());
    let word = body.split_once(' ').filter(|(mark, _)| marks.contains(*mark));
    let star = body.strip_prefix('*').map(|rest| ("*", rest.trim_start()));
    let (mark, text) = match (superscript, word.or(star)) {
        (Some(mark), _) => (mark, body),
        (None, Some((mark, rest))) => (mark.to_string(), rest),
        (None, None) => (String::new(), body),
    };
    TableNote { mark, text: text.to_string(), span }
}

#[cfg(test)]
mod tests {
    use super::super::locate::locate;
    use super::super::testing::text_of;
    use super::*;

    fn notes(under: &str) -> Vec<(String, String)> {
        let text = text_of(&format!(
            "# A\n## B\n## C\n\nTable 1: Boats\n\nPort\tBoats\nAldport a\t1\nBirkhaven\t2\n\n{under}"
        ));
        let regions = locate(&text);
        read(&text, &regions[0]).into_iter().map(|note| (note.mark, note.text)).collect()
    }

    fn some(mark: &str, text: &str) -> (String, String) {
        (mark.into(), text.into())
    }

    #[test]
    fn notes_by_mark_and_by_word() {
        assert_eq!(notes("<sup>a</sup> Without oars.\n\nThe text goes on.\n"), [some("a", "Without oars.")]);
        assert_eq!(notes("a Without oars.\n\nb Boats sail.\n"), [some("a", "Without oars.")]);
        assert_eq!(notes("Note: Rafts are boats.\n\n- 12. Text.\n"), [some("", "Note: Rafts are boats.")]);
    }

    #[test]
    fn lists_belong_to_the_note_above_them() {
        let read = notes("Excluding:\n\n- Rafts.\n- Ropes.\n\n- 12. A paragraph.\n");
        assert_eq!(read, [some("", "Excluding: Rafts. Ropes.")]);
    }

    #[test]
    fn the_text_after_a_table_is_no_note() {
        assert_eq!(notes("## Heading\n\n- 12. A paragraph.\n"), []);
    }
}
