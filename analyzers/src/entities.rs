//! References, dates and amounts: the tokens that are things. Each spelling of the same thing
//! gives the same canonical term.

mod diary;

use crate::atoms::{self, Atom};

/// What an entity refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// Diary number (*diarienummer*).
    Dnr,
    /// A law or a place in it (*lagrum*).
    Law,
    /// Number in the statute book (*SFS*), or in an agency's.
    Sfs,
    /// Government report (*SOU*).
    Sou,
    /// Ministry report (*Ds*).
    Ds,
    /// Government bill (*proposition*).
    Prop,
    /// Committee report of parliament (*betänkande*).
    Bet,
    /// Terms of reference (*kommittédirektiv*).
    Dir,
    /// A day or a month.
    Date,
    /// A span of years, a school year.
    Year,
    /// Money or per cent.
    Amount,
    /// A § without law: of minutes, or of the law in question.
    Paragraf,
    /// A court case number (*målnummer*).
    Case,
    /// A set phrase or the long form of an abbreviation.
    Phrase,
}

/// A thing mentioned in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Byte offset where it begins in the text given.
    pub from: usize,
    /// Byte offset where it ends.
    pub to: usize,
    /// Canonical terms, the most specific first.
    pub terms: Vec<String>,
    /// What it is.
    pub kind: EntityKind,
}

/// A match found in atoms: how many atoms it takes, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) atoms: usize,
    pub(crate) kind: EntityKind,
    pub(crate) terms: Vec<String>,
}

/// The entities of a text in order; they do not overlap. The text is normalised for reading.
pub fn entities(text: &str) -> Vec<Entity> {
    let (normal, map) = crate::normal::normalise_cow(text);
    let mut pieces = Vec::new();
    atoms::lex(&normal, &mut pieces);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some(entity) = find_at(&normal, &pieces, at) else {
            at += 1;
            continue;
        };
        let last = pieces[at + entity.atoms - 1];
        found.push(Entity {
            from: map.start(pieces[at].from as usize),
            to: map.end(last.to as usize),
            terms: entity.terms,
            kind: entity.kind,
        });
        at += entity.atoms;
    }
    found
}

/// The entity that begins at atom `at`, if any.
pub(crate) fn find_at(text: &str, pieces: &[Atom], at: usize) -> Option<Found> {
    if !pieces[at].is_word() || at > 0 && pieces[at - 1].is_word() {
        return None;
    }
    diary::find(text, pieces, at)
}
