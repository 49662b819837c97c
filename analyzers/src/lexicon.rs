//! Everything the analysis of an index generation depends on, frozen: it is built once, stored in
//! the index with its hash, and read back from there, so that serving needs no dictionary.

mod beginnings;
mod build;
mod forms;
mod hunspell;
mod key;
mod learn;
mod links;
mod names;
mod productivity;
mod quick;
mod stored;

use beginnings::Beginnings;
use fst::Map;

pub(crate) use beginnings::{Beginning, LemmaRule};
pub use build::LexiconBuilder;
pub(crate) use forms::{FormKind, FormTable, Known};
pub(crate) use key::{Key, Pieces, Sums};
pub(crate) use productivity::cost;
use quick::QuickMap;
use stored::{Reader, Writer};

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
    /// Built with other tables than those compiled into this program.
    #[error("lexicon was built with other word tables (index again to build a new one)")]
    Tables,
    /// Cut short or altered.
    #[error("lexicon is damaged: {0} (index again to build a new one)")]
    Damaged(String),
}

/// The frozen knowledge of an index generation.
#[derive(Debug, Clone)]
pub struct Lexicon {
    has_dictionary: bool,
    /// Words are stemmed and nothing more, for comparison.
    plain: bool,
    /// Forms of the dictionary.
    forms: FormTable,
    beginnings: Beginnings,
    /// Lemma rules of beginnings: bytes to cut, what to add.
    beginning_lemmas: Vec<(u16, Box<str>)>,
    /// Lemmas that end compounds, with their cost.
    heads: QuickMap,
    /// Lower-case words that the indexed text writes with a capital only.
    names: Map<Vec<u8>>,
    /// Abbreviations defined in the indexed text: abbreviation, long form.
    pairs: Vec<(Box<str>, Box<str>)>,
    hash: u64,
}

const VERSION: u32 = 6;
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

    /// True where words are lower-cased and stemmed, and nothing more is made of them.
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Forms of the dictionary.
    pub(crate) fn forms(&self) -> &FormTable {
        &self.forms
    }

    /// True for a lower-case word that the indexed text writes with a capital only.
    pub fn is_name(&self, word: &str) -> bool {
        self.names.contains_key(word)
    }

    /// True when words were learned from an indexed text.
    pub(crate) fn has_vocabulary(&self) -> bool {
        !self.names.is_empty()
    }

    /// Abbreviations defined in the indexed text, with their long forms.
    pub fn learned_pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(abbreviation, long)| (&**abbreviation, &**long))
    }

    /// The beginnings of compounds that `word` starts with, the shortest first.
    pub(crate) fn beginnings(&self, word: &[u8], out: &mut Vec<Beginning>) {
        self.beginnings.of(word, out);
    }

    /// Writes the lemma of a beginning, given as it stands in the word.
    pub(crate) fn write_lemma(&self, surface: &str, rule: LemmaRule, lemma: &mut String) {
        let (cut, ending) = &self.beginning_lemmas[usize::from(rule.0)];
        lemma.clear();
        lemma.push_str(&surface[..surface.len() - usize::from(*cut)]);
        lemma.push_str(ending);
    }

    /// Cost of a lemma as last part of a compound; `None` where it never was one.
    pub(crate) fn head_cost(&self, lemma: Key<'_>) -> Option<u32> {
        self.heads.get(lemma).map(u32::from)
    }

    /// The stored form: magic, version, content, checksum.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.content();
        bytes.extend(self.hash.to_le_bytes());
        bytes
    }

    fn content(&self) -> Vec<u8> {
        let mut writer = Writer { out: MAGIC.to_vec() };
        writer.out.extend(VERSION.to_le_bytes());
        writer.out.extend(tables().to_le_bytes());
        writer.number(usize::from(self.has_dictionary) | usize::from(self.plain) << 1);
        self.forms.write(&mut writer);
        writer.bytes(self.beginnings.as_bytes());
        writer.number(self.beginning_lemmas.len());
        for (cut, ending) in &self.beginning_lemmas {
            writer.number(usize::from(*cut));
            writer.bytes(ending.as_bytes());
        }
        writer.bytes(self.heads.as_bytes());
        writer.bytes(self.names.as_fst().as_bytes());
        writer.number(self.pairs.len());
        for (abbreviation, long) in &self.pairs {
            writer.bytes(abbreviation.as_bytes());
            writer.bytes(long.as_bytes());
        }
        writer.out
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// Bytes of another version, or damaged ones.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, LexiconError> {
        let bytes = bytes.into();
        let head =
            bytes.strip_prefix(MAGIC).and_then(|rest| rest.strip_prefix(&VERSION.to_le_bytes()));
        let body = head.ok_or(LexiconError::Version { expected: VERSION })?;
        let (content, sum) =
            bytes.split_last_chunk::<8>().expect("magic and version are longer than a checksum");
        let hash = stored::checksum(content);
        if hash != u64::from_le_bytes(*sum) {
            return Err(LexiconError::Damaged("its checksum differs".to_owned()));
        }
        let body = &body[..body.len().saturating_sub(8)];
        let body = body.strip_prefix(&tables().to_le_bytes()).ok_or(LexiconError::Tables)?;
        let mut from = Reader::new(body);
        let flags = from.number()?;
        Ok(Self {
            has_dictionary: flags & 1 > 0,
            plain: flags & 2 > 0,
            forms: FormTable::read(&mut from)?,
            beginnings: Beginnings::new(from.map()?),
            beginning_lemmas: from.list(|from| Ok((from.short()?, from.text()?.into())))?,
            heads: QuickMap::new(from.map()?),
            names: from.map()?,
            pairs: from.list(|from| Ok((from.text()?.into(), from.text()?.into())))?,
            hash,
        })
    }

    /// A hash of the content that is the same on every machine.
    pub fn hash(&self) -> u64 {
        self.hash
    }
}

/// What the tables compiled into the program hold, as a hash: the terms of a text depend on it.
fn tables() -> u64 {
    crate::data::TABLES
        .iter()
        .fold(0, |hash, table| hash.rotate_left(5) ^ stored::checksum(table.as_bytes()))
}

impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl Eq for Lexicon {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_and_read() {
        let mut builder = LexiconBuilder::new(None);
        builder.learn_text("Vi for till Snorpgården i går. Gården är stor.");
        let lexicon = builder.build();
        let bytes = lexicon.to_bytes();
        let read = Lexicon::from_bytes(bytes.clone()).expect("own bytes");
        assert_eq!(read, lexicon);
        assert_eq!(read.to_bytes(), bytes);
        assert!(read.is_name("snorpgården") && !read.is_name("gården"));
    }

    #[test]
    fn damage_is_told() {
        let bytes = Lexicon::rules_only().to_bytes();
        let message = |bytes: &[u8]| Lexicon::from_bytes(bytes).expect_err("damaged").to_string();
        let mut altered = bytes.clone();
        altered[40] ^= 1;
        assert_eq!(
            message(&altered),
            "lexicon is damaged: its checksum differs (index again to build a new one)"
        );
        assert!(message(&bytes[..bytes.len() - 1]).starts_with("lexicon is damaged"));
        assert_eq!(
            message(b"text"),
            format!("not a lexicon of version {VERSION} (index again to build one)")
        );
    }
}
