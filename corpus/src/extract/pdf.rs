//! PDF: the text of each page in the order in which the file draws it.
//!
//! Fonts, encodings and content streams are read by the crate `pdf-extract`; where lines and
//! words end is decided here ([`lines`]), from where the letters stand. A page that the parser
//! cannot read is lost alone, and told of.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, Object, output_doc_page};

use super::Extracted;
use super::child::message;
use super::text::Clean;
use crate::walk::{Limits, SkipReason};

mod content;
mod lines;

use lines::Lines;

/// How a note about a page that could not be read begins.
pub(super) const LOST_PAGE: &str = "could not be read: page ";

/// Letters on a page, on average, below which pages that hold images are taken for scans.
const SCAN_LETTERS: usize = 50;

/// Reads a PDF.
pub(super) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, SkipReason> {
    let mut document = load(bytes)?;
    let mut clean = Clean::default();
    let mut notes = Vec::new();
    let (mut images, mut scans) = (0, 0);
    let pages = document.get_pages();
    let mut written = 0;
    for (index, (number, id)) in pages.iter().enumerate() {
        if index > 0 {
            clean.page();
        }
        let (text, fault) = page_or_its_text_alone(&mut document, *number, *id);
        notes.extend(fault.map(|fault| format!("{LOST_PAGE}{number}: {fault}")));
        let pictured = has_image(&document, *id);
        images += usize::from(pictured);
        scans += usize::from(pictured && letters_in(&text) == 0);
        written += text.len();
        if written > limits.max_text_bytes {
            return Err(SkipReason::TooMuchText { limit: limits.max_text_bytes as u64 });
        }
        clean.push(&text);
    }
    let (string, starts) = clean.finish();
    let letters = letters_in(&string);
    if letters == 0 && !notes.is_empty() {
        return Err(SkipReason::Damaged(notes.swap_remove(0)));
    }
    if letters == 0 || (images * 2 > pages.len() && letters < SCAN_LETTERS * pages.len()) {
        return Err(SkipReason::NoText);
    }
    if scans > 0 {
        notes.push(format!("{scans} of {} pages have no text layer; they need OCR", pages.len()));
    }
    Ok(Extracted { string, pages: starts, title: title(&document), notes, links: Vec::new() })
}

fn letters_in(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn load(bytes: &[u8]) -> Result<Document, SkipReason> {
    let start = bytes.windows(5).position(|window| window == b"%PDF-").unwrap_or(0);
    let mut document = Document::load_mem(&bytes[start..])
        .map_err(|fault| SkipReason::Damaged(fault.to_string()))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(SkipReason::Encrypted);
    }
    if document.get_pages().is_empty() {
        return Err(SkipReason::Damaged("it has no pages".into()));
    }
    Ok(document)
}

/// The text of one page. Colours, images and lines that the parser stumbles over are taken out of a
/// page that failed, and the text that is left is read.
fn page_or_its_text_alone(
    document: &mut Document,
    number: u32,
    id: (u32, u16),
) -> (String, Option<String>) {
    let (text, fault) = page(document, number);
    let Some(fault) = fault else { return (text, None) };
    let Ok(content) = document.get_page_content(id) else { return (text, Some(fault)) };
    if document.change_page_content(id, content::text_alone(&content)).is_err() {
        return (text, Some(fault));
    }
    match page(document, number) {
        (again, None) => (again, None),
        (again, Some(_)) if again.len() > text.len() => (again, Some(fault)),
        _ => (text, Some(fault)),
    }
}

/// The text of one page, as far as it went, and what stopped it.
fn page(document: &Document, number: u32) -> (String, Option<String>) {
    let mut lines = Lines::default();
    let drawn = catch_unwind(AssertUnwindSafe(|| output_doc_page(document, &mut lines, number)));
    let fault = match drawn {
        Ok(Ok(())) => None,
        Ok(Err(fault)) => Some(fault.to_string()),
        Err(panic) => Some(message(panic.as_ref())),
    };
    (lines.finish(), fault)
}

fn has_image(document: &Document, page: (u32, u16)) -> bool {
    document.get_page_images(page).is_ok_and(|images| !images.is_empty())
}

/// The title in the document's properties.
fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let (_, info) = document.dereference(info).ok()?;
    let title = info.as_dict().ok()?.get(b"Title").ok()?;
    let (_, title) = document.dereference(title).ok()?;
    match title {
        Object::String(..) => pdf_extract::decode_text_string(title).ok(),
        _ => None,
    }
}
