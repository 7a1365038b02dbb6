//! Codes of what reading an input may find.

/// A page of a PDF could not be read.
pub const PAGE_UNREADABLE: &str = "IOMX-P01";
/// A page of a PDF is only a picture: it has no text layer.
pub const PAGE_PICTURE: &str = "IOMX-P02";
/// A PDF has fewer pages than it says.
pub const PAGES_MISSING: &str = "IOMX-P03";
/// A font does not tell what its characters mean, so that text on the page is lost.
pub const TEXT_UNKNOWN: &str = "IOMX-P04";
/// A page holds more than the limits allow and was read in part.
pub const PAGE_CUT: &str = "IOMX-P05";
