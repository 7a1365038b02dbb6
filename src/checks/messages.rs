//! Findings about claims that fail: what, where, what is printed, what was expected.

use super::claims::{self, Board, Claim, Outcome, Position};
use super::diagnose::{Culprit, Diagnosis};
use crate::finding::{Cause, CellRef, Finding, Rule, Severity};
use crate::number::Decimal;
use crate::report::Report;
use crate::source::Kind;
use crate::span::Span;

/// A cell that several relations name as wrong.
pub const MISPRINT: Rule = Rule {
    code: "IOMX-C09",
    name: "misprint",
    summary: "every relation about one cell fails by the same amount: the cell is wrong",
    explanation: "When one row and one column fail by the same amount, the cell at their crossing is the only one that mends \
both. The finding names it and the value that makes all its relations hold. The printed value is not changed.\n\n\
Look at the source: either it prints the number wrong, or the text of the file is damaged there.",
    example: "            P-2 P-1 Total\nUpland        3   4     7\nLowland       5   9    11      9 should be 6\nTotal         8  10    18",
};

/// A difference that rounding explains.
pub const ROUNDED: Rule = Rule {
    code: "IOMX-C10",
    name: "rounded-sum",
    summary: "a sum of rounded numbers differs from its rounded total by no more than rounding allows",
    explanation: "Amounts in millions or thousands are rounded one by one. Their sum may differ from the rounded total by half a \
last digit for each number. This is no error; the finding says why the printed numbers do not add up exactly.",
    example: "Air      1.4\nSea      1.4\nTotal    2.9      1.36 + 1.44 + ... rounds to 2.9",
};

/// The cells that one finding lists besides its own.
const MOST_CELLS: usize = 24;

/// The findings about all claims that fail, and about those that hold only within rounding.
pub fn of_claims(report: &Report, board: &Board, claims: &[Claim], diagnosis: &Diagnosis) -> Vec<Finding> {
    let writer = Writer { report, board };
    let culprits = diagnosis.culprits.iter().map(|culprit| writer.misprint(culprit, claims));
    let open = diagnosis.open.iter().map(|index| writer.open(&claims[*index]));
    let rounded = claims.iter().filter(|claim| claim.outcome == Outcome::HoldsRounded && claim.vouches_for_all);
    culprits.chain(open).chain(rounded.map(|claim| writer.rounded(claim))).collect()
}

/// A sum with more parts than this is shown by its total alone.
const MOST_SHOWN: usize = 8;

struct Writer<'a> {
    report: &'a Report,
    board: &'a Board,
}

impl Writer<'_> {
    fn misprint(&self, culprit: &Culprit, claims: &[Claim]) -> Finding {
        let names = self.names(culprit.at);
        let printed = self.printed(culprit.at);
        let broken: Vec<&str> = culprit.claims.iter().map(|index| claims[*index].says.as_str()).collect();
        let instead =
            if printed.is_empty() { "nothing is printed".to_string() } else { format!("{printed} is printed") };
        let message = format!(
            "{}, {}: {instead} where {} is expected{}",
            names.row,
            names.column,
            culprit.expected,
            if broken.is_empty() { String::new() } else { format!(" ({})", broken.join("; ")) }
        );
        let printed_cell = self.board.cell(culprit.at).is_some();
        let severity = if printed_cell { Severity::Error } else { Severity::Warning };
        let related = culprit.claims.first().map(|index| self.related(&claims[*index], culprit.at)).unwrap_or_default();
        Finding {
            cells: related,
            ..Finding::new(MISPRINT.code, severity, self.cause(), self.span(culprit.at), message)
        }
        .in_table(names.table)
        .at_cell(names.row, names.column)
        .values(printed, Some(culprit.expected.to_string()))
    }

    fn open(&self, claim: &Claim) -> Finding {
        let at = claim.terms[0].0;
        let names = self.names(at);
        let Outcome::Off(off) = claim.outcome else { return self.rounded(claim) };
        let (printed, sum) = (self.printed(at), self.board.value(at).unwrap_or(Decimal::ZERO) - off);
        let total = if printed.is_empty() { "nothing".to_string() } else { printed.clone() };
        let message = format!("{}, {}: {} gives {sum}, {total} is printed", names.row, names.column, claim.says);
        // Where only the first cell is at stake, what its parts give is what it should be.
        let expected = (!claim.vouches_for_all).then(|| sum.to_string());
        let cause = if claim.vouches_for_all { self.cause() } else { self.source_or_text() };
        Finding {
            cells: self.related(claim, at),
            ..Finding::new(claim.rule.code, Severity::Error, cause, self.span(at), message)
        }
        .in_table(names.table)
        .at_cell(names.row, names.column)
        .values(self.printed_sum(claim).unwrap_or(printed), expected)
    }

    /// The sum as it is printed, where it is short enough to read: `81 + 9 + 1 = 31`. Which of its numbers is wrong is
    /// not known, so all of them are shown.
    fn printed_sum(&self, claim: &Claim) -> Option<String> {
        let (total, parts) = claim.terms.split_first()?;
        let shown: Vec<String> = parts.iter().map(|(at, _)| self.printed(*at)).filter(|raw| !raw.is_empty()).collect();
        let sum = claim.vouches_for_all && (2..=MOST_SHOWN).contains(&shown.len());
        sum.then(|| format!("{} = {}", shown.join(" + "), self.printed(total.0)))
    }

    fn rounded(&self, claim: &Claim) -> Finding {
        let at = claim.terms[0].0;
        let names = self.names(at);
        let message = format!("{}, {}: {} holds within rounding only", names.row, names.column, claim.says);
        Finding::new(ROUNDED.code, Severity::Note, Cause::Source, self.span(at), message)
            .in_table(names.table)
            .at_cell(names.row, names.column)
            .values(self.printed(at), None)
    }

    /// The report may print it wrong or the text may be damaged; OCR is damaged far more often than print is wrong.
    fn cause(&self) -> Cause {
        if self.report.source.kind == Kind::Markdown { Cause::Text } else { Cause::Unknown }
    }

    fn source_or_text(&self) -> Cause {
        if self.report.source.kind == Kind::Markdown { Cause::Text } else { Cause::Source }
    }

    fn names(&self, at: Position) -> CellRef {
        let table = &self.report.tables[at.table];
        let (row, column) = (&table.rows[at.row], &table.columns[at.column]);
        CellRef { table: table.id.clone(), row: row.label.clone(), column: column.label.clone() }
    }

    fn printed(&self, at: Position) -> String {
        claims::cell(self.report, self.board, at).map(|cell| cell.raw.trim().to_string()).unwrap_or_default()
    }

    fn span(&self, at: Position) -> Span {
        let row = &self.report.tables[at.table].rows[at.row];
        claims::cell(self.report, self.board, at).map_or(row.span, |cell| cell.span)
    }

    fn related(&self, claim: &Claim, own: Position) -> Vec<CellRef> {
        let others = claim.terms.iter().map(|(at, _)| *at).filter(|at| *at != own && self.board.cell(*at).is_some());
        others.take(MOST_CELLS).map(|at| self.names(at)).collect()
    }
}
