//! Pages and texts that are set sideways are turned upright before they are read.

use super::runs::Row;
use super::{Area, Glyph, Page, Placed, Rule, grid, sideways};

/// Turns a page so that most of its text is upright. Text in other directions is given back apart, turned upright too,
/// unless it stands in a ruled table, whose cells read it.
pub(super) fn upright(page: Page) -> (Page, Aside) {
    let mut counts = [0usize; 4];
    page.glyphs.iter().for_each(|glyph| counts[usize::from(glyph.turn & 3)] += 1);
    let main = (0..4u8).max_by_key(|turn| (counts[usize::from(*turn)], 4 - turn)).unwrap_or(0);
    let mut page = turn_page(page, main);
    if counts.iter().filter(|count| **count > 0).count() < 2 {
        return (page, Aside::default());
    }
    let grids = grid::find(&page);
    let tables = || grids.iter().filter(|grid| !grid.is_strip());
    let stays = |glyph: &Glyph| glyph.turn == 0 || tables().any(|grid| grid.holds(glyph));
    let (stay, aside): (Vec<Glyph>, Vec<Glyph>) = page.glyphs.into_iter().partition(stays);
    page.glyphs = stay;
    let groups = (1..4)
        .map(|turn| aside.iter().filter(|glyph| glyph.turn == turn).map(|glyph| turn_glyph(*glyph, turn)).collect());
    let mut aside = Aside::default();
    for (turn, group) in (1..).zip(groups).filter(|(_, group): &(u8, Vec<Glyph>)| !group.is_empty()) {
        match sideways::heads(&group, turn) {
            heads if heads.is_empty() => aside.texts.push(group),
            heads => aside.heads.extend(heads),
        }
    }
    (page, aside)
}

/// Text in other directions than the page.
#[derive(Debug, Default)]
pub(super) struct Aside {
    /// By direction, turned upright.
    pub texts: Vec<Vec<Glyph>>,
    /// Headers of columns.
    pub heads: Vec<Row>,
}

/// Text of a cell: what is set sideways in it is turned, if all of it is.
pub(super) fn upright_cell(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    match glyphs.iter().find(|glyph| glyph.c != ' ').map(|glyph| glyph.turn) {
        Some(turn) if turn > 0 => glyphs.into_iter().map(|glyph| turn_glyph(glyph, turn)).collect(),
        _ => glyphs,
    }
}

/// Lines that have no place among the others are put after them.
pub(super) fn after(lines: Vec<Placed>, end: f32) -> impl Iterator<Item = Placed> {
    let top = lines.iter().map(|placed| placed.top).fold(f32::MAX, f32::min);
    lines.into_iter().map(move |placed| Placed {
        order: placed.order - top + end + 1.0,
        top: placed.top - top + end + 1.0,
        bottom: placed.bottom - top + end + 1.0,
        ..placed
    })
}

fn turn_page(page: Page, turn: u8) -> Page {
    if turn == 0 {
        return page;
    }
    let glyphs = page.glyphs.into_iter().map(|glyph| turn_glyph(glyph, turn)).collect();
    let turned = |rules: Vec<Rule>| rules.into_iter().map(|rule| turn_rule(rule, turn)).collect();
    let painted = page.painted.into_iter().map(|area| turn_area(area, turn)).collect();
    Page { glyphs, rules: turned(page.rules), edges: turned(page.edges), painted, ..page }
}

/// Turns the page under a glyph, so that what was written in direction `turn` becomes upright.
fn turn_glyph(glyph: Glyph, turn: u8) -> Glyph {
    let (x, y) = turn_point(glyph.x, glyph.y, turn);
    Glyph { x, y, turn: (glyph.turn + 4 - turn) & 3, ..glyph }
}

fn turn_point(x: f32, y: f32, turn: u8) -> (f32, f32) {
    match turn {
        1 => (y, -x),
        2 => (-x, -y),
        3 => (-y, x),
        _ => (x, y),
    }
}

fn turn_area(area: Area, turn: u8) -> Area {
    let (a, b) = (turn_point(area.left, area.top, turn), turn_point(area.right, area.bottom, turn));
    Area { left: a.0.min(b.0), top: a.1.min(b.1), right: a.0.max(b.0), bottom: a.1.max(b.1) }
}

fn turn_rule(rule: Rule, turn: u8) -> Rule {
    let ends = if rule.horizontal {
        [(rule.from, rule.at), (rule.to, rule.at)]
    } else {
        [(rule.at, rule.from), (rule.at, rule.to)]
    };
    let [a, b] = ends.map(|(x, y)| turn_point(x, y, turn));
    let horizontal = rule.horizontal == (turn == 2);
    let (at, from, to) = if horizontal { (a.1, a.0, b.0) } else { (a.0, a.1, b.1) };
    Rule { horizontal, at, from: from.min(to), to: from.max(to) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sideways_page_becomes_upright() {
        // Written downwards: the next character stands below, the next line to the left.
        let glyph = |c, x, y| Glyph { c, x, y, advance: 5.0, size: 10.0, turn: 1, ..Glyph::default() };
        let rules = vec![Rule { horizontal: true, at: 3.0, from: 10.0, to: 50.0 }];
        let page = Page {
            glyphs: vec![glyph('a', 100.0, 10.0), glyph('b', 100.0, 15.0), glyph('c', 88.0, 10.0)],
            rules,
            ..Page::default()
        };
        let (page, aside) = upright(page);
        let places: Vec<(f32, f32, u8)> = page.glyphs.iter().map(|glyph| (glyph.x, glyph.y, glyph.turn)).collect();
        assert_eq!(places, [(10.0, -100.0, 0), (15.0, -100.0, 0), (10.0, -88.0, 0)]);
        assert_eq!(page.rules, [Rule { horizontal: false, at: 3.0, from: -50.0, to: -10.0 }]);
        assert!(aside.texts.is_empty() && aside.heads.is_empty());
    }
}
