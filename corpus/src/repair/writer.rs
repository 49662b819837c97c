//! Writes the repaired text together with the way back: every piece knows where it came from.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::letters::{is_plain, plain_run, replacement, stays_as_it_is};
use super::{SourceLine, hyphen};
use crate::document::{PageStart, Stretch, Text};

/// Builds the repaired text and its map.
pub(super) struct Writer {
    text: Text,
    /// Where the next byte of the extracted text is expected if the last stretch goes on.
    expected: usize,
    /// The stretches in order but for those fetched from farther on: byte there, byte here.
    ordered: Vec<(usize, usize)>,
}

impl Writer {
    pub(super) fn new(size: usize) -> Self {
        let mut text = Text::default();
        text.string.reserve(size);
        text.origin.reserve(size / 40 + 1);
        Self { text, expected: usize::MAX, ordered: Vec::new() }
    }

    pub(super) fn drop_line(&mut self, line: &SourceLine) {
        let range: Range<usize> = line.from..line.from + line.text.len();
        self.text.furniture.push(range);
        let shown = line.text.trim();
        if self.text.margins.len() < 64 && !self.text.margins.iter().any(|known| known == shown) {
            self.text.margins.push(shown.to_owned());
        }
    }

    /// Writes `piece`, which stands at `from` of the extracted text, on line `line`.
    pub(super) fn copy(&mut self, piece: &str, from: usize, line: u32, words: &hyphen::Words) {
        if stays_as_it_is(piece) {
            self.push(piece, from, line);
            self.expected = from + piece.len();
            return;
        }
        let mut done = 0;
        for gap in hyphen::within_line(piece, words) {
            self.copy_letters(&piece[done..gap.start], from + done, line);
            done = gap.end;
        }
        self.copy_letters(&piece[done..], from + done, line);
    }

    /// Writes the rest of a broken word, which stands farther on.
    pub(super) fn fetch(&mut self, piece: &str, from: usize, line: u32) {
        let known = self.ordered.len();
        self.copy_letters(piece, from, line);
        self.ordered.truncate(known);
        self.expected = usize::MAX;
    }

    fn copy_letters(&mut self, piece: &str, from: usize, line: u32) {
        if piece.is_ascii() || is_plain(piece) {
            self.push(piece, from, line);
            self.expected = from + piece.len();
            return;
        }
        let mut start = 0;
        while start < piece.len() {
            let run = plain_run(&piece[start..]);
            if run > 0 {
                self.push(&piece[start..start + run], from + start, line);
                self.expected = from + start + run;
                start += run;
                continue;
            }
            // One letter with what combines with it at a time, so that the map stays exact.
            let mut chars = piece[start..].char_indices().skip(1);
            let end = chars.find(|&(_, c)| !unicode_normalization::char::is_combining_mark(c));
            let end = end.map_or(piece.len(), |(at, _)| start + at);
            self.push_cluster(&piece[start..end], from + start, line);
            start = end;
        }
    }

    fn push_cluster(&mut self, cluster: &str, from: usize, line: u32) {
        let mut chars = cluster.chars();
        let replaced = match (chars.next().and_then(replacement), chars.next()) {
            (Some(plain), None) => plain.to_owned(),
            _ => cluster.nfc().collect(),
        };
        if replaced.len() > cluster.len() {
            // What grows has no place of its own for every letter.
            for (at, c) in replaced.char_indices() {
                self.expected = usize::MAX;
                self.push(&replaced[at..at + c.len_utf8()], from, line);
            }
            self.expected = usize::MAX;
            return;
        }
        self.push(&replaced, from, line);
        // A changed length breaks the stretch; the next cluster opens a new one.
        self.expected =
            if replaced.len() == cluster.len() { from + cluster.len() } else { usize::MAX };
    }

    fn push(&mut self, piece: &str, from: usize, line: u32) {
        if piece.is_empty() {
            return;
        }
        let at = self.text.string.len();
        let same_line = self.text.origin.last().is_some_and(|stretch| stretch.line == line);
        if self.expected != from || !same_line {
            self.text.origin.push(Stretch { at, from, line });
            self.ordered.push((from, at));
        }
        self.text.string.push_str(piece);
    }

    pub(super) fn line_break(&mut self, from: usize, line: u32) {
        self.push("\n", from, line);
        self.expected = usize::MAX;
    }

    pub(super) fn finish(mut self, pages: Vec<PageStart>) -> Text {
        let ordered = &self.ordered;
        let length = self.text.string.len();
        let moved = |page: PageStart| {
            let stretch = ordered.partition_point(|&(from, _)| from < page.at);
            let at = ordered.get(stretch).map_or(length, |&(_, at)| at);
            PageStart { at, number: page.number }
        };
        self.text.pages = pages.into_iter().map(moved).collect();
        self.text
    }
}
