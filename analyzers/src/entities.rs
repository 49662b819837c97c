//! References, dates and amounts: the tokens that are things. Each spelling of the same thing
//! gives the same canonical term.

mod amount;
mod cursor;
mod date;
mod diary;
mod numbered;
mod phrase;
mod place;
mod statute;

pub use date::month_number;

use std::sync::LazyLock;

use cursor::Cursor;
use rustc_hash::FxHashSet;

use crate::abbreviations::PhraseHint;
use crate::atoms::{self, Atom, Class};
use crate::prefixes::Prefixes;
use crate::{laws, normal};

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

/// What kinds of entity may begin with a word: decided once for each word type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Hint {
    /// A reference whose digits stand near: `KS 2023/769`, `prop. 2006/07:69`, `januari 2024`.
    numbered: bool,
    law: bool,
    phrase: PhraseHint,
}

/// Words that references, dates and cases may begin with.
static OPENERS: LazyLock<Openers> = LazyLock::new(|| {
    let words: FxHashSet<String> =
        date::openers().chain(numbered::openers()).chain(statute::openers()).collect();
    Openers { begin: Prefixes::of(words.iter().map(String::as_str)), words }
});

/// A set of words, behind a look at the first letters.
struct Openers {
    begin: Prefixes,
    words: FxHashSet<String>,
}

impl Openers {
    fn contains(&self, word: &str) -> bool {
        self.begin.may_begin(word) && self.words.contains(word)
    }
}

impl Hint {
    /// The hint for a word as written; only its first run of letters counts.
    pub(crate) fn of(word: &str) -> Self {
        let letters = &word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())];
        Self::of_letters(letters, &normal::fold(letters))
    }

    /// The hint for a word of letters only, as written and folded.
    pub(crate) fn of_letters(letters: &str, folded: &str) -> Self {
        Self {
            numbered: OPENERS.contains(folded)
                || folded.ends_with(numbered::STATUTE_BOOK)
                || diary::may_begin(letters),
            law: laws::may_begin(folded),
            phrase: PhraseHint::of(folded),
        }
    }

    /// False for nearly every word.
    pub(crate) fn any(self) -> bool {
        self.numbered || self.law || self.phrase.any()
    }
}

/// The entity that begins at atom `at`, if any.
pub(crate) fn find_at(text: &str, pieces: &[Atom], at: usize) -> Option<Found> {
    let start = Cursor { text, pieces, at };
    match pieces[at].class {
        Class::Digits if !is_glued(pieces, at) => find_number(start),
        Class::Letters if at == 0 || !pieces[at - 1].is_word() => {
            find_word(start, Hint::of(pieces[at].text(text)))
        }
        Class::Sign('§') if at == 0 || pieces[at - 1].class != Class::Sign('§') => {
            statute::find_paragraf(start)
        }
        _ => None,
    }
}

/// The entity that begins with the word at atom `at`, given the word's hint.
pub(crate) fn find_at_word(text: &str, pieces: &[Atom], at: usize, hint: Hint) -> Option<Found> {
    find_word(Cursor { text, pieces, at }, hint)
}

/// True where a sign or a letter binds these digits to what stands before: the `16` of `31/16`.
fn is_glued(pieces: &[Atom], at: usize) -> bool {
    match at.checked_sub(1).map(|before| pieces[before].class) {
        Some(Class::Letters | Class::Digits) => true,
        Some(Class::Sign('/' | '-' | ':' | '.' | ',')) => at > 1 && pieces[at - 2].is_word(),
        _ => false,
    }
}

fn find_number(start: Cursor<'_>) -> Option<Found> {
    if !goes_on(start) {
        return None;
    }
    date::find(start)
        .or_else(|| amount::find(start))
        .or_else(|| statute::find(start))
        .or_else(|| numbered::find_number(start))
        .or_else(|| diary::find(start))
}

/// False for nearly every number that is only a number, by what stands behind it.
fn goes_on(start: Cursor<'_>) -> bool {
    const DAY_WITHOUT_SIGNS: u32 = 8;
    let behind = |atoms: usize| start.pieces.get(start.at + atoms);
    let digits = |atoms: usize| behind(atoms).is_some_and(|atom| atom.class == Class::Digits);
    let blank = |atoms: usize| behind(atoms).is_some_and(|atom| atom.class == Class::Blank);
    let own = start.pieces[start.at];
    if own.to - own.from == DAY_WITHOUT_SIGNS {
        return true;
    }
    match behind(1).map(|atom| atom.class) {
        Some(Class::Sign('.')) => digits(2),
        Some(Class::Sign(',')) => digits(2) || blank(2) && digits(3),
        Some(Class::Sign('-' | '/' | ':' | '%' | '§') | Class::Letters) => true,
        Some(Class::Blank) => match behind(2).map(|atom| atom.class) {
            Some(Class::Digits | Class::Sign('%' | '§' | '-' | '/')) => true,
            Some(Class::Letters) => {
                FOLLOWERS.may_begin_in_any_case(start.pieces[start.at + 2].text(start.text))
            }
            _ => false,
        },
        _ => false,
    }
}

/// Words of three letters and more that belong to the number before them.
static FOLLOWERS: LazyLock<Prefixes> = LazyLock::new(|| {
    let words = date::months().chain(amount::units()).chain(place::joints());
    Prefixes::of(words)
});

fn find_word(start: Cursor<'_>, hint: Hint) -> Option<Found> {
    let numbered = || {
        date::find_month(start)
            .or_else(|| numbered::find_named(start))
            .or_else(|| statute::find_article(start))
            .or_else(|| statute::find_spelt(start))
            .or_else(|| statute::find_paragraf(start))
            .or_else(|| diary::find(start))
    };
    let found = if hint.numbered && digits_follow(start) { numbered() } else { None };
    let found = found.or_else(|| if hint.law { statute::find_law(start) } else { None });
    found.or_else(|| if hint.phrase.any() { phrase::find(start, hint.phrase) } else { None })
}

/// True where digits stand within a few atoms.
fn digits_follow(start: Cursor<'_>) -> bool {
    start.pieces[start.at + 1..].iter().take(6).any(|atom| atom.class == Class::Digits)
}

#[cfg(test)]
pub(crate) mod tests {
    /// The terms of every entity of a text, joined.
    pub(crate) fn terms(text: &str) -> String {
        super::entities(text)
            .into_iter()
            .flat_map(|entity| entity.terms)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn offsets_are_those_of_the_original() {
        let text = "jämför 11\u{A0}kap. 5\u{A0}§ SoL.";
        let found = &super::entities(text)[0];
        assert_eq!(&text[found.from..found.to], "11\u{A0}kap. 5\u{A0}§ SoL");
    }

    #[test]
    fn entities_do_not_overlap() {
        let text =
            "Dnr KS 2023/769 den 12 januari 2024, § 14, 7,8 mnkr enligt 4 kap. 4 § PBL (2010:900)";
        let found = super::entities(text);
        assert_eq!(found.len(), 6);
        assert!(found.windows(2).all(|pair| pair[0].to <= pair[1].from));
    }
}
