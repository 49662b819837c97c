//! File bytes → text with pages, one format a file.
//!
//! Plain text is read where one stands. All other formats come from strangers and their best
//! parsers still abort on hostile files, so they are read in a child process with limits on
//! memory, time and output ([`ChildExtractor`], [`run_child`]).

use serde::{Deserialize, Serialize};

mod child;
mod format;
mod html;
mod office;
mod pdf;
mod poppler;
mod process;
mod rtf;
mod text;

pub use child::{ChildExtractor, run_child};
pub use format::Format;

use crate::document::PageStart;
use crate::walk::{Limits, SkipReason};

/// The text of a source as its format gives it, before any repair.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// The text; lines end in `\n`; no control character but `\n` and `\t`.
    pub string: String,
    /// Where each page begins, ascending; empty where the format has no pages.
    pub pages: Vec<PageStart>,
    /// The title that the file gives itself (HTML `<title>`, document properties).
    pub title: Option<String>,
    /// Links in the text, in order.
    pub links: Vec<Link>,
    /// What was guessed or lost, for the operator ("decoded as windows-1252").
    pub notes: Vec<String>,
}

/// A link in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Byte offset in [`Extracted::string`] where the link's text begins.
    pub at: usize,
    /// The text of the link.
    pub text: String,
    /// Its target: http, https or relative.
    pub href: String,
}

/// Turns bytes into text, in this process or another.
pub trait Extractor: Sync {
    /// Reads the text of a source.
    ///
    /// # Errors
    /// The reason why it has none that can be used.
    fn extract(&self, format: Format, bytes: &[u8]) -> Result<Extracted, SkipReason>;
}

/// Reads a source in this process. Only for plain text from strangers; for the other formats this
/// is what the child process runs.
///
/// # Errors
/// The reason why the source gives no text.
pub fn extract_in_process(
    format: Format,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Extracted, SkipReason> {
    let mut extracted = match format {
        Format::Text => text::extract(bytes, limits),
        Format::Html => html::extract(bytes, limits),
        Format::Pdf => pdf::extract(bytes, limits),
        Format::Docx => office::docx::extract(bytes, limits),
        Format::Odt => office::odt::extract(bytes, limits),
        Format::Rtf => rtf::extract(bytes, limits),
        Format::Zip | Format::Unknown => Err(SkipReason::Unsupported(format.name().to_owned())),
    }?;
    let limit = limits.max_text_bytes;
    if extracted.string.len() > limit {
        return Err(SkipReason::TooMuchText { limit: limit as u64 });
    }
    if !extracted.string.chars().any(char::is_alphanumeric) {
        return Err(if format == Format::Pdf { SkipReason::NoText } else { SkipReason::Empty });
    }
    extracted.title = extracted.title.and_then(|title| tidy_title(&title));
    Ok(extracted)
}

/// Characters of a title that are kept.
const TITLE_CHARS: usize = 300;

/// One line without control characters, or nothing.
fn tidy_title(title: &str) -> Option<String> {
    let words: Vec<&str> = title
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect();
    let line: String = words.join(" ").chars().take(TITLE_CHARS).collect();
    (!line.is_empty()).then_some(line)
}
