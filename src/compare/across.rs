//! The same year in several reports: do they agree?

use std::collections::BTreeMap;

use super::{Place, by_subject, figure};
use crate::finding::{Cause, Finding, Rule, Severity};
use crate::number::Decimal;
use crate::report::{Report, Tally};

/// What the findings of this comparison mean.
pub const RULES: &[Rule] = &[Rule {
    code: REVISED,
    name: "revised-figure",
    summary: "Two reports print different figures about the same year",
    explanation: "Tables of several years repeat what earlier reports printed. A figure with the same labels and the same \
                  year differs between two reports that were checked together.\n\nUsually the later report revises the \
                  earlier one. Decide which of the two you use, and say so; 'iomx diff A B' lists all revisions.",
    example: "report of 2018:  Women  2018  531\nreport of 2019:  Women  2018  530   <- revised",
}];

const REVISED: &str = "IOMX-REVISED";

/// What the reports seen so far print about each year.
#[derive(Debug, Default)]
pub struct Across {
    printed: BTreeMap<(String, Place), (Decimal, String)>,
}

impl Across {
    /// Compares a report with those seen before. Its findings and tallies are given to the report.
    pub fn see(&mut self, report: &mut Report) {
        let mut tally = Tally { kind: "same-year", held: 0, failed: 0 };
        let mut findings = Vec::new();
        for (subject, table) in by_subject(report) {
            for (row, cell) in table.cells() {
                let of_a_year = cell.column.and_then(|column| table.columns.get(column)?.year).is_some();
                let Some((place, value)) = figure(table, row, cell).filter(|_| of_a_year) else { continue };
                let key = (subject.clone(), place);
                match self.printed.get(&key) {
                    Some((before, _)) if *before == value => tally.held += 1,
                    Some((before, source)) if *source != report.source.name => {
                        tally.failed += 1;
                        let (place, year) = (&key.1, key.1.2);
                        let message = format!("{}, {year}: {value} is printed, {source} prints {before}", place.0);
                        let finding = Finding::new(REVISED, Severity::Warning, Cause::Unknown, cell.span, message);
                        let finding = finding.in_table(&table.id).at_cell(&row.label, year.to_string());
                        findings.push(finding.values(cell.raw.trim(), Some(before.to_string())));
                    }
                    Some(_) => {}
                    None => _ = self.printed.insert(key, (value, report.source.name.clone())),
                }
            }
        }
        if tally.held + tally.failed > 0 {
            report.tallies.push(tally);
        }
        report.findings.extend(findings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::tests::{report, table};

    #[test]
    fn what_two_reports_print_about_a_year_is_compared() {
        let mut across = Across::default();
        let mut old = report(table("Staff (2017–2018)", &[2017, 2018], &[("Men", &[5, 6]), ("Women", &[1, 2])]));
        let mut new = report(table("Staff (2018–2019)", &[2018, 2019], &[("Men", &[6, 7]), ("Women", &[3, 4])]));
        old.source.name = "2018.txt".to_string();
        new.source.name = "2019.txt".to_string();
        across.see(&mut old);
        across.see(&mut new);
        assert!(old.findings.is_empty() && old.tallies.is_empty());
        assert_eq!(new.tallies, [Tally { kind: "same-year", held: 1, failed: 1 }]);
        let finding = &new.findings[0];
        assert_eq!((finding.code, finding.expected.as_deref()), (REVISED, Some("2")));
        assert_eq!(finding.message, "Women, 2018: 3 is printed, 2018.txt prints 2");
    }
}
