//! Everything the analysis of an index generation depends on, frozen: it is built once, stored in
//! the index with its hash, and read back from there, so that serving needs no dictionary.

use std::collections::BTreeMap;

/// A Hunspell dictionary as bytes; its encoding is read from the `SET` line of `aff`.
#[derive(Debug, Clone, Copy)]
pub struct Dictionary<'a> {
    /// The word list.
    pub dic: &'a [u8],
    /// The affix rules.
    pub aff: &'a [u8],
}

/// Why stored bytes are not a lexicon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    /// Not written by this program, or by another version of it.
    #[error("not a lexicon of version {expected} (index again to build one)")]
    Version {
        /// The version that this program reads.
        expected: u32,
    },
    /// Cut short or altered.
    #[error("lexicon is damaged: {0} (index again to build a new one)")]
    Damaged(String),
}

/// Collects what a [`Lexicon`] is made of.
#[derive(Debug, Default)]
pub struct LexiconBuilder<'a> {
    dictionary: Option<Dictionary<'a>>,
    words: BTreeMap<String, (u64, u64)>,
}

impl<'a> LexiconBuilder<'a> {
    /// Begins with a dictionary, or with the rules alone.
    pub fn new(dictionary: Option<Dictionary<'a>>) -> Self {
        Self { dictionary, words: BTreeMap::new() }
    }

    /// Adds a lower-case word of the indexed text: how often it occurs, and how many of these
    /// occurrences stand inside a sentence with a capital.
    pub fn learn_word(&mut self, word: &str, count: u64, capitalised: u64) {
        let entry = self.words.entry(word.to_owned()).or_default();
        entry.0 += count;
        entry.1 += capitalised;
    }

    /// Adds the words of a text, and the abbreviations that it defines.
    pub fn learn_text(&mut self, text: &str) {
        let mut inside = false;
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '.') {
            let bare = word.trim_matches('.');
            if !bare.is_empty() {
                let capital = inside && bare.starts_with(char::is_uppercase);
                self.learn_word(&crate::normal::fold(bare), 1, u64::from(capital));
            }
            inside = !word.is_empty() && !word.ends_with('.');
        }
    }

    /// Freezes it.
    pub fn build(self) -> Lexicon {
        Lexicon { has_dictionary: self.dictionary.is_some() }
    }
}

/// The frozen knowledge of an index generation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    has_dictionary: bool,
}

const VERSION: u32 = 1;
const MAGIC: &[u8; 8] = b"pglexik\0";

impl Lexicon {
    /// The lexicon of the rules and tables compiled into the program.
    pub fn rules_only() -> Self {
        LexiconBuilder::new(None).build()
    }

    /// True when a dictionary went into it.
    pub fn has_dictionary(&self) -> bool {
        self.has_dictionary
    }

    /// The stored form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.push(u8::from(self.has_dictionary));
        out
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// Bytes of another version, or damaged ones.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, LexiconError> {
        let bytes = bytes.into();
        let rest =
            bytes.strip_prefix(MAGIC).and_then(|rest| rest.strip_prefix(&VERSION.to_le_bytes()));
        let rest = rest.ok_or(LexiconError::Version { expected: VERSION })?;
        match rest {
            [flag @ (0 | 1)] => Ok(Self { has_dictionary: *flag == 1 }),
            _ => Err(LexiconError::Damaged(format!("{} bytes of content", rest.len()))),
        }
    }

    /// A hash of the content that is the same on every machine (64-bit FNV-1a).
    pub fn hash(&self) -> u64 {
        self.to_bytes().iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }
}
