//! The columns of a table on all its pages: most pages show all of them, the others are laid beside one that does.

use super::lines::Line;
use super::model::Model;
use super::pages::Pages;
use crate::source::layout::aligned::families::Part;

/// The columns, and for each page where it has them.
pub(super) struct Together {
    pub model: Model,
    /// From the columns of each page to those of the model.
    pages: Vec<Pages>,
}

impl Together {
    /// Learns the columns of all pages.
    pub(super) fn learn(parts: &[&mut Part], lines: &[Vec<Line>]) -> Option<Together> {
        let own: Vec<Option<Model>> =
            lines.iter().map(|lines| Model::learn(&lines.iter().collect::<Vec<_>>())).collect();
        match usual(&own, lines) {
            Some(usual) => Some(Self::beside(parts, &own, usual)?),
            None => Self::pooled(parts, lines),
        }
    }

    /// Pages with as many columns as the usual one have the same, unless one of them is rare; of the others the headers tell.
    fn beside(parts: &[&mut Part], own: &[Option<Model>], usual: usize) -> Option<Together> {
        let model = own[usual].clone()?;
        let same = |own: &Model| own.columns.len() == model.columns.len() && !own.has_rare() && !model.has_rare();
        let page = |(part, own): (&&mut Part, &Option<Model>)| match own {
            Some(own) if same(own) => Pages::between(own, &model),
            _ => Pages::of(&part.header, &parts[usual].header),
        };
        let pages = parts.iter().zip(own).map(page).collect();
        Some(Together { model, pages })
    }

    /// Where pages differ, all rows are learned from as one, their places told by the words of the headers.
    fn pooled(parts: &[&mut Part], lines: &[Vec<Line>]) -> Option<Together> {
        let pages: Vec<Pages> = parts.iter().map(|part| Pages::of(&part.header, &parts[0].header)).collect();
        let moved = lines.iter().zip(&pages);
        let moved: Vec<Line> =
            moved.flat_map(|(lines, pages)| lines.iter().map(|line| line.moved(|x| pages.map(x)))).collect();
        Some(Together { model: Model::learn(&moved.iter().collect::<Vec<_>>())?, pages })
    }

    /// The columns where each page has them.
    pub(super) fn fitted(&self, lines: &[Vec<Line>]) -> Vec<Model> {
        let fit = |(lines, pages): (&Vec<Line>, &Pages)| {
            let back = pages.back();
            self.model.fitted(lines, |x| back.map(x))
        };
        lines.iter().zip(&self.pages).map(fit).collect()
    }
}

/// The page with the most rows, of those that show the number of columns that most rows show.
fn usual(own: &[Option<Model>], lines: &[Vec<Line>]) -> Option<usize> {
    let rows = |page: usize| lines[page].iter().filter(|line| !line.words.is_empty()).count();
    let count = |page: usize| own[page].as_ref().map_or(0, |model| model.columns.len());
    let shown = |columns: usize| (0..own.len()).filter(|page| count(*page) == columns).map(rows).sum::<usize>();
    let all: usize = (0..own.len()).map(rows).sum();
    let most = (0..own.len()).map(count).max_by_key(|columns| shown(*columns))?;
    let pages = (0..own.len()).filter(|page| count(*page) == most);
    pages.max_by_key(|page| rows(*page)).filter(|_| most > 0 && 2 * shown(most) > all)
}

#[cfg(test)]
mod tests {
    use super::super::examples::{lines, middles, part};
    use super::*;

    const HEADER: &str = "Port           K-1   K-2   K-3";
    const BODY: &str = "Ardenia         11    12    13\nBelmora         21    22    23\nCape Lorn       31    32    33";

    fn shifted(text: &str) -> String {
        text.lines().map(|line| line.replacen("   ", "       ", 1)).collect::<Vec<_>>().join("\n")
    }

    fn columns_of(mut pages: [Part; 2]) -> Vec<Vec<f32>> {
        let lines = pages.each_ref().map(lines);
        let parts: Vec<&mut Part> = pages.iter_mut().collect();
        let together = Together::learn(&parts, &lines).expect("pages with numbers");
        together.fitted(&lines).iter().map(middles).collect()
    }

    #[test]
    fn a_page_that_stands_further_right_has_the_same_columns_there() {
        let columns = columns_of([part(HEADER, BODY), part(&shifted(HEADER), &shifted(BODY))]);
        assert_eq!(columns[0], [17.0, 23.0, 29.0]);
        assert_eq!(columns[1], [21.0, 27.0, 33.0]);
    }

    #[test]
    fn a_page_without_numbers_in_a_column_has_it_under_its_header() {
        let bare = "Dunland         11          13\nEsperia         21          23";
        let columns = columns_of([part(HEADER, BODY), part(HEADER, bare)]);
        assert_eq!(columns[1], [17.0, 23.0, 29.0]);
    }
}
