//! Facts of the report as a whole: symbol, session, organ, date, language, title, year.
//!
//! Takes the lines of a title page, or the text where there is none; gives [`Metadata`], which says what was inferred.

mod dates;
mod inferred;
mod letters;
mod sessions;
mod title_page;

use crate::report::Metadata;

pub(in crate::sections) use inferred::infer;
pub(super) use title_page::read;

/// What names a year or shows the case of words is looked for in so many lines.
const OPENING: usize = 400;

/// Whether there was a title page at all.
pub(super) fn is_title_page(metadata: &Metadata) -> bool {
    metadata.symbol.is_some() || metadata.session.is_some() || metadata.language.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::tests::cleaned;

    fn title_page(text: &str) -> Metadata {
        let clean = cleaned(text);
        let mut metadata = Metadata::default();
        read(&clean, 0..clean.lines.len(), &mut metadata);
        infer(&clean, &mut metadata);
        metadata
    }

    #[test]
    fn a_title_page_is_read() {
        let page = "MC/9999\n\nOriginal: English 4 March 2011\n\nCOUNCIL\n\n99TH SESSION\n\nREPORT OF THE DIRECTOR GENERAL ON THE WORK\nOF THE ORGANIZATION FOR THE YEAR 2010\n\nThe Director General and the Organization said so.\n";
        let found = title_page(page);
        assert_eq!(found.symbol.as_deref(), Some("MC/9999"));
        assert_eq!((found.session.as_deref(), found.organ.as_deref()), (Some("99th Session"), Some("Council")));
        assert_eq!(
            (found.date.as_deref(), found.language.as_deref(), found.year),
            (Some("2011-03-04"), Some("English"), Some(2010))
        );
        assert_eq!(
            found.title.as_deref(),
            Some("Report of the Director General on the work of the Organization for the year 2010")
        );
        assert!(found.inferred.is_empty());
    }

    #[test]
    fn without_a_title_page_much_is_inferred() {
        let found = title_page("In this Annual Report for 2031 we tell.\n\nC/131/4\nPage 2\n");
        assert_eq!(
            (found.year, found.symbol.as_deref(), found.session.as_deref()),
            (Some(2031), Some("C/131/4"), Some("131st Session"))
        );
        assert_eq!(found.inferred, ["year", "title", "session", "organ"]);
    }
}
