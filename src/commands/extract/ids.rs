//! Ids that tell the reports of one run apart.

use std::collections::BTreeSet;

use iomx::Report;

/// The ids given so far.
#[derive(Debug, Default)]
pub struct Ids {
    given: BTreeSet<String>,
}

impl Ids {
    /// Gives the report an id of its own: its year; for a second report of that year, with its symbol, then with a count.
    pub fn tell_apart(&mut self, mut report: Report) -> Report {
        let with_symbol = report.metadata.symbol.as_deref().map(|symbol| format!("{}-{}", report.id, slug(symbol)));
        let base = with_symbol.clone().unwrap_or_else(|| report.id.clone());
        let counted = (2..).map(|count| format!("{base}-{count}"));
        let ids = [Some(slug(&report.id)), with_symbol].into_iter().flatten().chain(counted);
        for id in ids {
            if self.given.insert(id.clone()) {
                report.id = id;
                break;
            }
        }
        report
    }
}

/// Letters, digits and hyphens only, so that an id can be the name of a file.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").trim_start_matches('.').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(year: i32, symbol: Option<&str>) -> Report {
        let mut report = iomx::extract(b"1. Some text.\n", "x.txt", &iomx::Options::default()).unwrap();
        report.id = year.to_string();
        report.metadata.symbol = symbol.map(str::to_string);
        report
    }

    #[test]
    fn a_year_is_an_id_until_it_is_taken() {
        let mut ids = Ids::default();
        let reports = [(2019, Some("C/111/5")), (2019, Some("C/111/5")), (2019, Some("C/111/5")), (2019, None)];
        let given: Vec<_> = reports.iter().map(|(year, symbol)| ids.tell_apart(report(*year, *symbol)).id).collect();
        assert_eq!(given, ["2019", "2019-C-111-5", "2019-C-111-5-2", "2019-2"]);
    }
}
