//! The second try for PDF: poppler's `pdftotext`, and Tesseract for scanned pages, where the
//! operator has installed them. Both run within the same limits as our own reader.

use std::path::Path;

use super::child::ChildExtractor;
use super::process::{Outcome, Program, installed};
use super::text::Clean;
use super::{Extracted, Format, extract_in_process};
use crate::walk::{Limits, SkipReason};

/// Decides whether our own reading of a PDF stands, and tries the others where it does not.
pub(super) fn second_try(
    first: Result<Extracted, SkipReason>,
    bytes: &[u8],
    with: &ChildExtractor,
) -> Result<Extracted, SkipReason> {
    if !is_doubtful(&first) {
        return first;
    }
    let mut best = match (&with.pdftotext, first) {
        (Some(pdftotext), first) => better(first, pdftotext_read(pdftotext, bytes, &with.limits)),
        (None, first) => first,
    };
    if with.ocr && matches!(best, Err(SkipReason::NoText)) {
        best = recognise(bytes, &with.limits).unwrap_or(best);
    }
    best
}

/// A reading that failed, found nothing, or lost pages. A password is no matter of doubt.
fn is_doubtful(first: &Result<Extracted, SkipReason>) -> bool {
    match first {
        Ok(extracted) => extracted.notes.iter().any(|note| note.starts_with(super::pdf::LOST_PAGE)),
        Err(SkipReason::Encrypted | SkipReason::TooMuchText { .. }) => false,
        Err(_) => true,
    }
}

/// The reading with more letters; the first reason where neither gave text.
fn better(
    first: Result<Extracted, SkipReason>,
    second: Result<Extracted, SkipReason>,
) -> Result<Extracted, SkipReason> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    match (first, second) {
        (Ok(first), Ok(second)) if letters(&first.string) >= letters(&second.string) => Ok(first),
        (first, Ok(mut second)) => {
            second.notes.push("read by pdftotext, the second try".into());
            second.title = first.ok().and_then(|first| first.title);
            Ok(second)
        }
        (first, Err(_)) => first,
    }
}

fn pdftotext_read(program: &Path, bytes: &[u8], limits: &Limits) -> Result<Extracted, SkipReason> {
    let args = ["-enc", "UTF-8", "-q", "-", "-"].map(Into::into).to_vec();
    let program = Program { path: program, args, environment: Vec::new(), limits };
    match program.run(bytes, limits.max_text_bytes as u64) {
        Outcome::Done(text) => extract_in_process(Format::Text, &text, limits),
        Outcome::Failed(reason) => Err(reason),
    }
}

/// Recognises the pages of a scanned document. `None` where the programs or the Swedish data are
/// not installed, or nothing was recognised.
fn recognise(bytes: &[u8], limits: &Limits) -> Option<Result<Extracted, SkipReason>> {
    let (pdftoppm, tesseract) = (installed("pdftoppm")?, installed("tesseract")?);
    let mut clean = Clean::default();
    let mut pages = 0;
    for page in 1..=limits.max_ocr_pages {
        let Some(image) = draw_page(&pdftoppm, bytes, page, limits) else { break };
        if page > 1 {
            clean.page();
        }
        clean.push(&read_image(&tesseract, &image, limits)?);
        pages = page;
    }
    let (string, pages) = (pages > 0).then(|| clean.finish())?;
    let notes = vec!["recognised by OCR (tesseract)".to_owned()];
    let found = string.chars().any(char::is_alphanumeric);
    found.then(|| Ok(Extracted { string, pages, notes, ..Extracted::default() }))
}

/// A page as a grey image, 300 dots per inch.
fn draw_page(pdftoppm: &Path, bytes: &[u8], page: u32, limits: &Limits) -> Option<Vec<u8>> {
    let page = page.to_string();
    let args = ["-f", &page, "-l", &page, "-r", "300", "-gray", "-singlefile", "-"];
    let args = args.map(Into::into).to_vec();
    let program = Program { path: pdftoppm, args, environment: Vec::new(), limits };
    match program.run(bytes, limits.max_file_bytes) {
        Outcome::Done(image) if !image.is_empty() => Some(image),
        _ => None,
    }
}

fn read_image(tesseract: &Path, image: &[u8], limits: &Limits) -> Option<String> {
    let args = ["stdin", "stdout", "-l", "swe"].map(Into::into).to_vec();
    // One thread: its limit on processor time is for one.
    let environment = vec![("OMP_THREAD_LIMIT".into(), "1".into())];
    let program = Program { path: tesseract, args, environment, limits };
    match program.run(image, limits.max_text_bytes as u64) {
        Outcome::Done(text) => Some(String::from_utf8_lossy(&text).into_owned()),
        Outcome::Failed(_) => None,
    }
}
