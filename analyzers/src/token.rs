//! What analysis hands to the index: a token, and what a word type was found to be.

use crate::entities::Hint;

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
    pub lemmas: &'a [Box<str>],
    /// Terms of compound parts and of prefix runs; never the whole word.
    pub parts: &'a [Box<str>],
    /// True when the surface form begins with a capital.
    pub capitalised: bool,
}

/// What analysis found for one word type; computed once and kept in a cache.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WordTerms {
    pub(crate) exact: Box<str>,
    pub(crate) lemmas: Box<[Box<str>]>,
    pub(crate) parts: Box<[Box<str>]>,
    /// Byte offset in `exact` where the last part of the compound begins; 0 where there is none.
    pub(crate) head: usize,
    /// What references and phrases may begin with this word.
    pub(crate) hint: Hint,
}
