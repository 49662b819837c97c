//! Plain text: decoded, with one kind of line end and no control characters.

use super::Extracted;
use crate::document::PageStart;
use crate::encoding::{self, Decoded};
use crate::walk::{Limits, SkipReason};

/// Reads plain text. A form feed, as `pdftotext` writes it, begins a page.
pub(super) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, SkipReason> {
    let Decoded { string, note } = encoding::decode(bytes);
    if string.len() > 2 * limits.max_text_bytes {
        return Err(SkipReason::TooMuchText { limit: limits.max_text_bytes as u64 });
    }
    let mut clean = Clean::default();
    clean.push(&string);
    let (string, pages) = clean.finish();
    Ok(Extracted { string, pages, notes: note.into_iter().collect(), ..Extracted::default() })
}

/// Collects text, leaving out control characters and unifying line ends.
#[derive(Debug, Default)]
pub(super) struct Clean {
    string: String,
    pages: Vec<PageStart>,
    after_return: bool,
}

impl Clean {
    /// Adds text. CR, CR LF, NEL, LS and PS end lines; FF begins a page on a line of its own.
    pub(super) fn push(&mut self, text: &str) {
        self.string.reserve(text.len());
        for c in text.chars() {
            let after_return = std::mem::replace(&mut self.after_return, c == '\r');
            match c {
                '\n' if after_return => {}
                '\n' | '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    self.string.push('\n')
                }
                '\t' => self.string.push('\t'),
                '\u{c}' => self.page(),
                c if c.is_control() => {}
                c => self.string.push(c),
            }
        }
    }

    /// Begins a page here.
    pub(super) fn page(&mut self) {
        if self.pages.is_empty() {
            self.pages.push(PageStart { at: 0, number: 1 });
        }
        if !self.string.is_empty() && !self.string.ends_with('\n') {
            self.string.push('\n');
        }
        let number = self.pages.last().map_or(1, |page| page.number + 1);
        self.pages.push(PageStart { at: self.string.len(), number });
    }

    /// The text and its pages; a page break at the very end begins no page.
    pub(super) fn finish(mut self) -> (String, Vec<PageStart>) {
        let end = self.string.len();
        while self.pages.len() > 1 && self.pages.last().is_some_and(|page| page.at == end) {
            self.pages.pop();
        }
        (self.string, self.pages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Extracted {
        extract(bytes, &Limits::default()).unwrap()
    }

    #[test]
    fn every_line_end_is_a_newline() {
        let text = read("a\r\nb\rc\nd\u{2028}e\u{85}f\r\r\ng".as_bytes()).string;
        assert_eq!(text, "a\nb\nc\nd\ne\nf\n\ng");
    }

    #[test]
    fn control_characters_are_left_out() {
        assert_eq!(read(b"a\0b\x1b[2J\x07c\td\x7f").string, "ab[2Jc\td");
    }

    #[test]
    fn form_feeds_begin_pages() {
        let text = read(b"one\n\x0ctwo\x0cthree\n\x0c");
        assert_eq!(text.string, "one\ntwo\nthree\n");
        let starts: Vec<_> = text.pages.iter().map(|page| (page.at, page.number)).collect();
        assert_eq!(starts, [(0, 1), (4, 2), (8, 3)]);
        assert!(read(b"no pages").pages.is_empty());
    }

    proptest! {
        #[test]
        fn pages_are_ascending_and_inside(text in "[a\n\u{c}\r ]*") {
            let read = read(text.as_bytes());
            prop_assert!(read.pages.is_sorted_by_key(|page| page.at));
            prop_assert!(read.pages.iter().all(|page| page.at <= read.string.len()));
            prop_assert!(!read.string.contains(['\x0c', '\r']));
        }
    }
}
