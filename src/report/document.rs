//! What a report holds besides its tables.

use schemars::JsonSchema;
use serde::Serialize;

use crate::names::names;
use crate::span::Span;

/// What the title page says. `None` where the report does not print it and it cannot be inferred.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Metadata {
    /// Title, in sentence case.
    pub title: Option<String>,
    /// The year that the report is about.
    pub year: Option<i32>,
    /// Document symbol, such as `MC/2377` or `C/111/5`.
    pub symbol: Option<String>,
    /// `103rd Session`.
    pub session: Option<String>,
    /// `Council`.
    pub organ: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// Language of the original, as an English name.
    pub language: Option<String>,
    /// Names of the fields above that are inferred, not printed.
    pub inferred: Vec<String>,
}

/// The foreword and who signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Foreword {
    /// Clean text, paragraphs parted by a blank line.
    pub text: String,
    /// Name of the signatory.
    pub signatory: Option<String>,
    /// Where it begins.
    #[serde(flatten)]
    pub span: Span,
}

/// One abbreviation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Abbreviation {
    /// `CERF`.
    pub short: String,
    /// `Central Emergency Response Fund`.
    pub long: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// One line of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContentsEntry {
    /// 1 for parts, 2 below them.
    pub level: u8,
    /// `I.`, `A.`, where printed; also part of the title.
    pub number: Option<String>,
    /// Title as printed, with its number.
    pub title: String,
    /// The page it points at, where printed.
    pub target: Option<u32>,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// What a heading heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// A part of the body (level 1).
    Part,
    /// Contents, abbreviations, foreword.
    FrontMatter,
    /// A heading within a part.
    Heading,
    /// A heading set as a bullet.
    BulletHeading,
    /// An annex.
    Annex,
    /// What stands before the first heading.
    Untitled,
}

names!(SectionKind {
    Part => "part",
    FrontMatter => "front_matter",
    Heading => "heading",
    BulletHeading => "bullet_heading",
    Annex => "annex",
    Untitled => "untitled",
});

/// A heading and what stands under it, in printed order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Section {
    /// 1 part, 2 heading, 3 sub-heading.
    pub level: u8,
    /// What it is.
    pub kind: SectionKind,
    /// `II.`, `A.`, where printed; also part of the title.
    pub number: Option<String>,
    /// Title as printed.
    pub title: String,
    /// Paragraphs, boxes, figures, tables and sub-sections in printed order.
    pub items: Vec<Item>,
    /// Where the heading stands.
    #[serde(flatten)]
    pub span: Span,
}

/// Something under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Item {
    /// A numbered paragraph.
    Paragraph(Paragraph),
    /// Text without a number that is no note and no heading (introductions of annexes, notes under charts).
    Text(FreeText),
    /// A framed box.
    Box(TextBox),
    /// A chart of which only the caption is left.
    Figure(Figure),
    /// A table, by its id.
    Table {
        /// Id of the table in `tables`.
        id: String,
    },
    /// 'IOM Strategy points: 2, 3 and 4'.
    StrategyPoints {
        /// The points.
        points: Vec<u32>,
        /// Where they stand.
        #[serde(flatten)]
        span: Span,
    },
    /// A sub-section.
    Section(Section),
}

/// A numbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Paragraph {
    /// Its number.
    pub number: u32,
    /// Whether the number is not in the text (OCR lost or moved it) but follows from its neighbours.
    pub inferred: bool,
    /// Clean text: lines joined, no furniture, no notes, no marks.
    pub text: String,
    /// Numbers of the footnotes cited in it.
    pub footnotes: Vec<String>,
    /// Where it begins.
    #[serde(flatten)]
    pub span: Span,
}

/// Text without a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FreeText {
    /// A number or letter that does not continue the count of paragraphs (points of an annex).
    pub number: Option<String>,
    /// Clean text.
    pub text: String,
    /// Where it begins.
    #[serde(flatten)]
    pub span: Span,
}

/// A framed box in the running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TextBox {
    /// Its number, where printed.
    pub number: Option<u32>,
    /// Its title, without the number.
    pub title: String,
    /// Clean text, paragraphs parted by a blank line.
    pub text: String,
    /// Number of the paragraph before it.
    pub after_paragraph: Option<u32>,
    /// Where it begins.
    #[serde(flatten)]
    pub span: Span,
}

/// The caption of a chart that the text has lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// `3` of 'Figure 3: ...', where printed.
    pub number: Option<String>,
    /// The caption as printed.
    pub caption: String,
    /// The heading above it.
    pub section: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Footnote {
    /// Its number or mark.
    pub number: String,
    /// Clean text.
    pub text: String,
    /// Where it is cited: a paragraph number, `Box 3`, or a caption.
    pub cited_in: Vec<String>,
    /// Where its body begins.
    #[serde(flatten)]
    pub span: Span,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Link {
    /// The address.
    pub url: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// The numbered paragraphs under `sections`, in printed order.
pub fn paragraphs(sections: &[Section]) -> Vec<&Paragraph> {
    fn collect<'a>(section: &'a Section, found: &mut Vec<&'a Paragraph>) {
        for item in &section.items {
            match item {
                Item::Paragraph(paragraph) => found.push(paragraph),
                Item::Section(below) => collect(below, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    sections.iter().for_each(|section| collect(section, &mut found));
    found
}
