//! A wanted word and everything that counts as it: what a query is lowered to.

use corpus::document::Zone;
use tantivy::schema::Field;

/// A word, phrase or reference of the query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Leaf {
    /// As typed.
    pub(crate) word: String,
    /// What counts as it, the closest first.
    pub(crate) alternatives: Vec<Alternative>,
    /// Only occurrences in sections of this kind count.
    pub(crate) zone: Option<Zone>,
    /// How much it counts beside the other words.
    pub(crate) weight: f32,
    /// Whether it is a reference, which is resolved and put first.
    pub(crate) reference: bool,
}

/// One thing that counts as the word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alternative {
    pub(crate) how: How,
    /// What an occurrence counts for; an inflected form counts 1.
    pub(crate) weight: f32,
    pub(crate) what: Pattern,
}

/// What to look for in the index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Pattern {
    /// A term.
    Term(Field, String),
    /// Terms in a row; each next one at most `slop` positions late.
    Phrase { field: Field, terms: Vec<String>, slop: u32 },
    /// One of either side, at most so many words between them, in either order.
    Near { field: Field, left: Vec<Vec<String>>, right: Vec<Vec<String>>, distance: u32 },
    /// Of each group any term, all of them at most so many positions from one of the first group.
    Close { groups: Vec<Vec<(Field, String)>>, distance: u32 },
}

/// How an alternative stands for the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    Exact,
    Inflection,
    Compound,
    Abbreviation,
    Synonym,
    Spelling,
    Reference,
    Fact,
}

impl How {
    pub(crate) const ALL: [Self; 8] = [
        Self::Exact,
        Self::Inflection,
        Self::Compound,
        Self::Abbreviation,
        Self::Synonym,
        Self::Spelling,
        Self::Reference,
        Self::Fact,
    ];

    /// The name in the interface.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Inflection => "inflection",
            Self::Compound => "compound",
            Self::Abbreviation => "abbreviation",
            Self::Synonym => "synonym",
            Self::Spelling => "spelling",
            Self::Reference => "reference",
            Self::Fact => "fact",
        }
    }

    /// The reason as a Swedish reader sees it.
    pub(crate) const fn shown(self) -> &'static str {
        match self {
            Self::Exact => "ordet som det skrevs",
            Self::Inflection => "böjning av ordet",
            Self::Compound => "del av ett sammansatt ord",
            Self::Abbreviation => "förkortning eller utskriven form",
            Self::Synonym => "ord som kommunen har angett betyder samma sak",
            Self::Spelling => "annan stavning",
            Self::Reference => "samma hänvisning",
            Self::Fact => "framgår av beslutets uppgifter",
        }
    }

    /// A bit of its own, for sets of reasons.
    pub(crate) const fn bit(self) -> u8 {
        1 << self as u8
    }
}
