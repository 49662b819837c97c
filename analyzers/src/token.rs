//! What analysis hands to the index: a token, and what a word type was found to be.

use crate::entities::Hint;
use crate::terms::{Terms, push_term};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word, whole.
    Word,
    /// A number standing alone.
    Number,
    /// The canonical term of a reference, a date, an amount; its plain words come besides.
    Entity,
}

/// One token of a text.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    /// Byte offset in the original text where the token begins.
    pub from: usize,
    /// Byte offset in the original text where it ends.
    pub to: usize,
    /// Position counted in words; a reference shares the position of its first plain word.
    pub position: u32,
    /// What it is.
    pub kind: TokenKind,
    /// The surface form, lower-cased and without foreign accents, or the canonical term of a
    /// reference such as `dnr:ks-2023-769`.
    pub exact: &'a str,
    /// Terms of the lemma field, the best first; empty for references.
    pub lemmas: Terms<'a>,
    /// Terms of compound parts and of prefix runs; never the whole word.
    pub parts: Terms<'a>,
    /// True when the surface form begins with a capital.
    pub capitalised: bool,
}

/// What analysis found for one word type; one piece of memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WordTerms {
    /// The surface form, the lemmas, the parts.
    packed: String,
    exact_end: u8,
    lemmas_end: u16,
    /// Byte offset in the surface form where the last part of the compound begins; 0 where there is
    /// none.
    pub(crate) head: u8,
    /// What references and phrases may begin with this word.
    pub(crate) hint: Hint,
}

impl WordTerms {
    /// The terms of a word of at most 255 bytes, as [`push_term`] has packed them, in the memory
    /// that `buffer` has; see [`into_buffer`](Self::into_buffer).
    pub(crate) fn new(exact: &str, lemmas: &str, parts: &str, buffer: &mut String) -> Self {
        let mut packed = std::mem::take(buffer);
        packed.clear();
        packed.push_str(exact);
        packed.push_str(lemmas);
        let lemmas_end = u16::try_from(packed.len()).unwrap_or(u16::MAX);
        if usize::from(lemmas_end) == packed.len() {
            packed.push_str(parts);
        }
        Self {
            packed,
            exact_end: u8::try_from(exact.len()).expect("words are cut to a hundred bytes"),
            lemmas_end,
            head: 0,
            hint: Hint::default(),
        }
    }

    /// A word with one lemma and no parts.
    pub(crate) fn plain(exact: &str, lemma: &str) -> Self {
        let mut lemmas = String::new();
        push_term(&mut lemmas, lemma);
        Self::new(exact, &lemmas, "", &mut String::new())
    }

    /// The memory of the terms, for the next word.
    pub(crate) fn into_buffer(self) -> String {
        self.packed
    }

    /// As it is read.
    pub(crate) fn known(&self) -> KnownTerms<'_> {
        let (exact_end, lemmas_end) = (usize::from(self.exact_end), usize::from(self.lemmas_end));
        KnownTerms {
            exact: &self.packed[..exact_end],
            lemmas: Terms::new(&self.packed[exact_end..lemmas_end]),
            parts: Terms::new(&self.packed[lemmas_end..]),
            head: usize::from(self.head),
        }
    }

    pub(crate) fn lemmas(&self) -> Terms<'_> {
        self.known().lemmas
    }

    pub(crate) fn parts(&self) -> Terms<'_> {
        self.known().parts
    }
}

/// The terms of a word type, wherever they are kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnownTerms<'a> {
    /// The surface form, folded.
    pub(crate) exact: &'a str,
    pub(crate) lemmas: Terms<'a>,
    pub(crate) parts: Terms<'a>,
    /// Where the last part of the compound begins in the surface form; 0 where there is none.
    pub(crate) head: usize,
}
