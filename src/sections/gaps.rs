//! Gaps in what is counted: paragraphs, figures, boxes.

use super::findings;
use super::pieces::{Body, Piece};
use super::tree::Builder;

/// Says which numbers are missing.
pub(super) fn find(builder: &mut Builder, body: &Body) {
    for (first, last, line) in &body.missing {
        builder.findings.push(findings::numbers_missing(*first, *last, builder.text.span(*line)));
    }
    let figures = body.pieces.iter().filter_map(|piece| match piece {
        Piece::Figure { number, part } => Some((number.as_ref()?.parse().ok()?, part.lines.start)),
        _ => None,
    });
    count(builder, "figure", figures.collect());
    let boxes = body.pieces.iter().filter_map(|piece| match piece {
        Piece::Box { number, title, .. } => Some(((*number)?, title[0].lines.start)),
        _ => None,
    });
    count(builder, "box", boxes.collect());
}

/// Numbers below the highest that nothing bears; a count that begins anew is not judged.
fn count(builder: &mut Builder, what: &str, found: Vec<(u32, usize)>) {
    let mut last = 0;
    for (number, line) in found {
        if number > last + 1 && number - last < 10 {
            for missing in last + 1..number {
                builder.findings.push(findings::items_missing(what, missing, builder.text.span(line)));
            }
        }
        last = number;
    }
}
