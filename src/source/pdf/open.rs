//! Opening a PDF: limits before anything is decoded, the password, a mended cross-reference table, the list of pages.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::encryption::DecryptionError;
use pdf_extract::{Dictionary, Document, Error as PdfError, LoadOptions, Object};

use super::limits::{MOST_BYTES, MOST_PAGES, MOST_TREE_DEEP};
use super::objects::{get, get_array, get_dict, get_number, resolve};
use super::{bombs, mend, quiet};
use crate::error::{Error, Result};

/// Opens the file; where its cross-reference table is damaged, the objects are looked for.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::TooLarge`], [`Error::DamagedPdf`].
pub(super) fn open(bytes: &[u8], password: Option<&str>) -> Result<Document> {
    if bytes.len() > MOST_BYTES {
        return Err(Error::TooLarge(format!("a PDF of {} MiB", bytes.len() >> 20)));
    }
    bombs::check(bytes)?;
    match load(bytes, password) {
        Ok(document) if has_pages(&document) => Ok(document),
        Err(PdfError::Decryption(_) | PdfError::InvalidPassword) => Err(Error::Encrypted),
        first => {
            let mended = mend::with_new_table(bytes).and_then(|bytes| load(&bytes, password).ok());
            match (mended, first) {
                (Some(document), _) if has_pages(&document) => Ok(document),
                (_, Ok(document)) | (Some(document), _) if is_locked(&document) => Err(Error::Encrypted),
                (_, Ok(_)) => Err(Error::DamagedPdf("it has no pages; get a whole copy of the file".into())),
                (_, Err(error)) => Err(Error::DamagedPdf(format!("{error}; get a whole copy of the file"))),
            }
        }
    }
}

fn load(bytes: &[u8], password: Option<&str>) -> std::result::Result<Document, PdfError> {
    let options =
        LoadOptions { password: password.map(str::to_string), filter: Some(without_picture_data), strict: false };
    let loaded = quiet::silently(|| catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(bytes, options))));
    let mut document = loaded.unwrap_or(Err(PdfError::InvalidStream("its structure is broken".into())))?;
    if document.catalog().is_err()
        && let Some(root) = document.objects.iter().find_map(|(id, object)| is_catalog(object).then_some(*id))
    {
        document.trailer.set("Root", root);
    }
    if is_locked(&document) {
        return Err(PdfError::Decryption(DecryptionError::IncorrectPassword));
    }
    Ok(document)
}

/// Pictures are not looked at; their data need not be held.
fn without_picture_data(id: (u32, u16), object: &mut Object) -> Option<((u32, u16), Object)> {
    // Of a stream the library keeps the object itself, of what comes out of an object stream the returned one.
    let Object::Stream(stream) = object else { return Some((id, object.clone())) };
    if matches!(stream.dict.get(b"Subtype"), Ok(Object::Name(name)) if name == b"Image") {
        stream.content = vec![0];
    }
    Some((id, Object::Null))
}

fn is_catalog(object: &Object) -> bool {
    object.as_dict().is_ok_and(|dict| dict.has_type(b"Catalog"))
}

/// Encrypted, and no password has opened it.
fn is_locked(document: &Document) -> bool {
    document.is_encrypted() && document.encryption_state.is_none()
}

fn has_pages(document: &Document) -> bool {
    !pages(document).is_empty()
}

/// The pages in order. A tree that bites its own tail, or has lost a branch, gives what can be reached.
pub(super) fn pages(document: &Document) -> Vec<&Dictionary> {
    let mut pages = Vec::new();
    if let Ok(root) = document.catalog()
        && let Some(tree) = get_dict(document, root, b"Pages")
    {
        collect(document, tree, 0, &mut HashSet::new(), &mut pages);
    }
    pages
}

fn collect<'a>(
    document: &'a Document,
    node: &'a Dictionary,
    depth: usize,
    seen: &mut HashSet<*const Dictionary>,
    pages: &mut Vec<&'a Dictionary>,
) {
    if depth > MOST_TREE_DEEP || pages.len() >= MOST_PAGES || !seen.insert(std::ptr::from_ref(node)) {
        return;
    }
    match get_array(document, node, b"Kids") {
        Some(kids) => {
            for kid in kids.iter().filter_map(|kid| resolve(document, kid)?.as_dict().ok()) {
                collect(document, kid, depth + 1, seen, pages);
            }
        }
        None if !node.has_type(b"Pages") => pages.push(node),
        None => {}
    }
}

/// How many pages the file says it has.
pub(super) fn page_count(document: &Document) -> usize {
    let tree = document.catalog().ok().and_then(|root| get_dict(document, root, b"Pages"));
    let count = tree.and_then(|tree| get_number(document, tree, b"Count")).unwrap_or(0.0);
    count.clamp(0.0, MOST_PAGES as f64) as usize
}

/// An attribute that pages inherit from the tree above them.
pub(super) fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..MOST_TREE_DEEP {
        if let Some(found) = get(document, node, key) {
            return Some(found);
        }
        node = get_dict(document, node, b"Parent")?;
    }
    None
}
