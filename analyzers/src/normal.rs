//! Text from files carries soft hyphens, ligatures, decomposed letters and words broken at line
//! ends. They are undone here, before anything looks at a word, and every change is remembered so
//! that a token still points at the bytes of the original.

use std::borrow::Cow;
use std::cell::Cell;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use crate::fold::fold;
pub(crate) use crate::fold::{count_letters, fold_into, folds_to, is_letters};

/// Words after which a hyphen at the end of a line is a real one: `vård-\noch omsorgsnämnden`.
const CONJUNCTIONS: &[&str] = &["och", "eller", "samt", "respektive", "resp", "and", "ja"];

/// The way from byte offsets in normalised text back to the original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// Ascending; empty means that nothing was changed.
    stretches: Vec<Stretch>,
    /// Length of the original in bytes.
    original_len: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    normal: usize,
    original: usize,
    /// Bytes correspond one to one; otherwise the stretch replaces something as a whole.
    copied: bool,
}

impl OffsetMap {
    /// Where the character that begins at byte `at` of the normalised text began in the original.
    pub fn start(&self, at: usize) -> usize {
        let Some(index) = self.stretch_of(at) else { return at };
        let stretch = self.stretches[index];
        if stretch.copied { stretch.original + (at - stretch.normal) } else { stretch.original }
    }

    /// Where a span that ends before byte `at` of the normalised text ended in the original.
    pub fn end(&self, at: usize) -> usize {
        if at == 0 {
            return 0;
        }
        let Some(index) = self.stretch_of(at - 1) else { return at };
        let stretch = self.stretches[index];
        if stretch.copied {
            return stretch.original + (at - stretch.normal);
        }
        self.stretches.get(index + 1).map_or(self.original_len, |next| next.original)
    }

    fn stretch_of(&self, at: usize) -> Option<usize> {
        self.stretches.partition_point(|stretch| stretch.normal <= at).checked_sub(1)
    }

    /// The part of the map that holds for one piece of the text after another: cheap to ask for the
    /// offsets of a scan, which mostly go up.
    pub(crate) fn reader(&self) -> OffsetReader<'_> {
        OffsetReader { map: self, near: Cell::new(0) }
    }
}

/// Asks an [`OffsetMap`] for offsets near the last one.
#[derive(Debug, Clone)]
pub(crate) struct OffsetReader<'a> {
    map: &'a OffsetMap,
    /// The stretch that was asked for last.
    near: Cell<usize>,
}

impl OffsetReader<'_> {
    /// As [`OffsetMap::start`] and [`OffsetMap::end`] of a span.
    pub(crate) fn span(&self, from: usize, to: usize) -> (usize, usize) {
        if self.map.stretches.is_empty() {
            return (from, to);
        }
        match self.stretch_around(from, to) {
            Some(stretch) => (
                stretch.original + (from - stretch.normal),
                stretch.original + (to - stretch.normal),
            ),
            None => (self.map.start(from), self.map.end(to)),
        }
    }

    /// The copied stretch that holds the whole span, if it is found within a few steps.
    fn stretch_around(&self, from: usize, to: usize) -> Option<Stretch> {
        const STEPS: usize = 4;
        let stretches = &self.map.stretches;
        let last = self.near.get();
        for place in last..(last + STEPS).min(stretches.len()) {
            let end = stretches.get(place + 1).map_or(usize::MAX, |next| next.normal);
            if stretches[place].normal <= from && to <= end {
                self.near.set(place);
                return Some(stretches[place]).filter(|stretch| stretch.copied);
            }
        }
        let found = self.map.stretch_of(from).unwrap_or(0);
        self.near.set(found);
        None
    }
}

/// `text` in NFC, with ligatures spelt out, soft hyphens and zero-width characters gone, every
/// space and dash a plain one, and words broken at a line end joined; and the way back.
pub fn normalise(text: &str) -> (String, OffsetMap) {
    let (normal, map) = normalise_cow(text);
    (normal.into_owned(), map)
}

/// As [`normalise`], without copying a text that needs no change.
pub(crate) fn normalise_cow(text: &str) -> (Cow<'_, str>, OffsetMap) {
    if is_plain(text) {
        return (Cow::Borrowed(text), OffsetMap::default());
    }
    let mut writer = Writer { out: String::with_capacity(text.len()), stretches: Vec::new() };
    let mut at = 0;
    while at < text.len() {
        let plain = plain_run(text, at);
        if plain > 0 {
            writer.push(&text[at..at + plain], at, true);
            at += plain;
        } else {
            at += writer.step(text, at);
        }
    }
    // A change may leave a text whose pieces are each composed but meet anew across a dropped
    // character; clusters are formed after dropping, so this cannot happen.
    let map = OffsetMap { stretches: writer.stretches, original_len: text.len() };
    (Cow::Owned(writer.out), map)
}

/// True when [`normalise`] would return `text` unchanged: the common case, decided in one look.
fn is_plain(text: &str) -> bool {
    plain_end(text, 0) == text.len()
}

/// Where the first character behind `at` stands that may have to be changed.
fn plain_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'-' if is_line_end(bytes, at + 1) => return at,
            0..0x80 => at += 1,
            0xC3 => at += 2, // Latin-1 letters: å ä ö é
            _ => {
                let Some(c) = text[at..].chars().next().filter(|&c| is_plain_char(c)) else {
                    return at;
                };
                at += c.len_utf8();
            }
        }
    }
    at
}

/// How many bytes from `at` can be copied as they are. The last character before a change stays
/// behind: a mark may follow that joins it.
fn plain_run(text: &str, at: usize) -> usize {
    let end = plain_end(text, at);
    if end == text.len() {
        return end - at;
    }
    text[at..end].char_indices().next_back().map_or(0, |(last, _)| last)
}

fn is_line_end(bytes: &[u8], from: usize) -> bool {
    bytes[from..]
        .iter()
        .find(|&&b| b != b' ' && b != b'\t')
        .is_some_and(|&b| b == b'\n' || b == b'\r')
}

fn is_plain_char(c: char) -> bool {
    matches!(replacement(c), Replacement::Keep)
        && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
        && canonical_combining_class(c) == 0
}

enum Replacement {
    Keep,
    Drop,
    By(&'static str),
}

fn replacement(c: char) -> Replacement {
    use Replacement::{By, Drop, Keep};
    match c {
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => Drop,
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => By(" "),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => By("-"),
        'ﬀ' => By("ff"),
        'ﬁ' => By("fi"),
        'ﬂ' => By("fl"),
        'ﬃ' => By("ffi"),
        'ﬄ' => By("ffl"),
        'ﬅ' | 'ﬆ' => By("st"),
        _ => Keep,
    }
}

struct Writer {
    out: String,
    stretches: Vec<Stretch>,
}

impl Writer {
    /// Handles what begins at `at`; returns how many bytes of `text` were used.
    fn step(&mut self, text: &str, at: usize) -> usize {
        let rest = &text[at..];
        if let Some(used) = self.broken_word(rest) {
            return used;
        }
        let Some(c) = rest.chars().next() else { return rest.len().max(1) };
        match replacement(c) {
            Replacement::Drop => c.len_utf8(),
            Replacement::By(new) => {
                self.push(new, at, false);
                c.len_utf8()
            }
            Replacement::Keep => self.cluster(rest, at),
        }
    }

    /// Skips the hyphen and the line feed inside a word broken at a line end.
    fn broken_word(&self, rest: &str) -> Option<usize> {
        let dash = rest.chars().next().filter(|&c| c == '-' || c == '\u{2010}' || c == '\u{AD}')?;
        if !self.out.chars().next_back().is_some_and(char::is_alphabetic) {
            return None;
        }
        let after = rest[dash.len_utf8()..].trim_start_matches([' ', '\t', '\u{A0}']);
        let line = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r']))?;
        let tail = line.trim_start_matches([' ', '\t', '\u{A0}']);
        let word_end = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
        let word = &tail[..word_end];
        let joins =
            word.chars().next().is_some_and(char::is_lowercase) && !CONJUNCTIONS.contains(&word);
        joins.then_some(rest.len() - tail.len())
    }

    /// Copies one character with the marks that follow it, composed.
    fn cluster(&mut self, rest: &str, at: usize) -> usize {
        let mut chars = rest.char_indices();
        let Some((_, first)) = chars.next() else { return 1 };
        let mut end = first.len_utf8();
        let mut source = String::from(first);
        for (from, c) in chars {
            if matches!(replacement(c), Replacement::Drop) && has_mark_after(&rest[from..]) {
                continue;
            }
            if canonical_combining_class(c) == 0
                && is_nfc_quick(std::iter::once(c)) != IsNormalized::Maybe
            {
                break;
            }
            source.push(c);
            end = from + c.len_utf8();
        }
        let composed: String = source.nfc().collect();
        let copied = composed == rest[..end];
        self.push(&composed, at, copied);
        end
    }

    fn push(&mut self, new: &str, original: usize, copied: bool) {
        let normal = self.out.len();
        let continues = self.stretches.last().is_some_and(|last| {
            copied && last.copied && last.original + (normal - last.normal) == original
        });
        if !continues {
            self.stretches.push(Stretch { normal, original, copied });
        }
        self.out.push_str(new);
    }
}

/// True when only dropped characters stand between here and a combining mark.
fn has_mark_after(rest: &str) -> bool {
    rest.chars()
        .find(|&c| !matches!(replacement(c), Replacement::Drop))
        .is_some_and(|c| canonical_combining_class(c) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (text, normal) in [
            ("förvaltning", "förvaltning"),
            ("fo\u{308}rvaltning", "förvaltning"),
            ("oﬀentlig traﬁk", "offentlig trafik"),
            ("social\u{AD}tjänst\u{AD}lagen", "socialtjänstlagen"),
            ("438\u{A0}000\u{202F}kr", "438 000 kr"),
            ("2019\u{2013}2022", "2019-2022"),
            ("kommun-\nsamverkan", "kommunsamverkan"),
            ("kommun- \r\n  samverkan", "kommunsamverkan"),
            ("vård-\noch omsorg", "vård-\noch omsorg"),
            ("Lund-\nMalmö", "Lund-\nMalmö"),
            ("2023-\nmars", "2023-\nmars"),
        ] {
            assert_eq!(normalise(text).0, normal, "{text:?}");
        }
    }

    #[test]
    fn offsets_lead_back() {
        let text = "en tra\u{FB01}k\u{AD}plan fo\u{308}r";
        let (normal, map) = normalise(text);
        let back = |word: &str| {
            let from = normal.find(word).expect("word is there");
            &text[map.start(from)..map.end(from + word.len())]
        };
        assert_eq!(back("trafikplan"), "tra\u{FB01}k\u{AD}plan");
        assert_eq!(back("för"), "fo\u{308}r");
        assert_eq!(back("en"), "en");
        assert_eq!(back("fi"), "\u{FB01}");
    }
}
