//! OCR specks and left-over markup: printed, but nothing to read.

use super::Role;
use crate::source::Line;

/// Marks lone signs, rules, and references to pictures. A nil sign may be a cell and stays.
pub(super) fn set_aside(lines: &[Line], roles: &mut [Role]) {
    for (index, line) in lines.iter().enumerate() {
        if roles[index] == Role::Text && line.cells.is_empty() && is_speck(line.text.trim(), line.raw.trim()) {
            roles[index] = Role::Speck;
        }
    }
}

fn is_speck(text: &str, raw: &str) -> bool {
    let nil = matches!(text, "-" | "–" | "—" | ".." | "..." | "…");
    let signs = !text.chars().any(char::is_alphanumeric) && !nil && !text.starts_with(['%', '*', '†']);
    let picture = raw.starts_with("![") && raw.ends_with(')');
    let comment = raw.starts_with("<!--") && raw.ends_with("-->");
    signs || picture || comment || is_tags(raw)
}

/// Nothing but tags: `</tbody></table>`.
fn is_tags(raw: &str) -> bool {
    let mut pieces = raw.split('<');
    let tag = |piece: &str| piece.split_once('>').is_some_and(|(_, after)| after.trim().is_empty());
    pieces.next() == Some("") && raw.len() > 2 && pieces.all(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_pictures_are_specks_and_nil_signs_are_not() {
        assert!(is_speck("_", "\\_") && is_speck("______", "______") && is_speck("•", "•"));
        assert!(is_speck("![](p.jpeg)", "![](p.jpeg)"));
        assert!(is_speck("</tbody>", "</tbody></table>") && !is_speck("> 90", "> 90") && !is_speck("<5", "<5"));
        assert!(!is_speck("-", "-") && !is_speck("2", "2") && !is_speck("a", "a"));
    }
}
