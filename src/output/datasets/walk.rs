//! Walks the tree of sections in printed order.

use std::io;

use crate::report::{Item, Section};

/// Calls `visit` for every item with the titles of the headings above it, outermost first. A section is visited before what
/// it holds, with its own title as the last of the path.
pub(super) fn walk<'a>(sections: &'a [Section], visit: &mut Visit<'_, 'a>) -> io::Result<()> {
    let mut path = Vec::new();
    sections.iter().try_for_each(|section| walk_section(section, &mut path, visit))
}

/// What stands at a place in the tree.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node<'a> {
    /// A heading.
    Section(&'a Section),
    /// Something under it that is no heading.
    Item(&'a Item),
}

/// Takes a node and the titles above it.
pub(super) type Visit<'v, 'a> = dyn FnMut(&[&'a str], Node<'a>) -> io::Result<()> + 'v;

fn walk_section<'a>(section: &'a Section, path: &mut Vec<&'a str>, visit: &mut Visit<'_, 'a>) -> io::Result<()> {
    path.push(&section.title);
    visit(path, Node::Section(section))?;
    for item in &section.items {
        match item {
            Item::Section(inner) => walk_section(inner, path, visit)?,
            other => visit(path, Node::Item(other))?,
        }
    }
    path.pop();
    Ok(())
}
