//! The cache of word types. A text repeats its words: nineteen of twenty need no analysis.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::atoms::Atom;
use crate::entities::Hint;
use crate::language::Language;
use crate::parts::PartMemo;
use crate::terms::Terms;
use crate::token::{KnownTerms, WordTerms};
use crate::type_terms::beginning;

/// Word types of a generation. Both together take some 20 MB and hold what forty megabytes of minutes
/// have.
const TYPES: usize = 80_000;
/// A generation that has so many will have them all: growing by and by, it would move each of them
/// several times.
const MANY: usize = TYPES / 20;
/// Of a longer word only as many bytes count.
const LONGEST_KEY: usize = 1000;

/// What one thread keeps between texts: the terms of the words met lately.
///
/// When the young generation is full it becomes the old one, whose words move over as they are met
/// again; those that are not are forgotten with it. So nothing is kept about single words, and
/// all text of a generation is one piece of memory.
#[derive(Debug, Default)]
pub struct TypeCache {
    young: Generation,
    old: Generation,
    /// Parts of compounds met lately.
    parts: PartMemo,
    /// Working memory of a scan.
    pub(crate) atoms: Vec<Atom>,
    pub(crate) completed: String,
}

/// Where the terms of a word are kept; good until the cache is asked for another word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    hash: u32,
    /// Byte offset in the text of the generation: of the word as written, behind it the exact form,
    /// the lemmas and the parts, whose lengths follow.
    from: u32,
    /// 0 where the word is written like its exact form.
    word: u16,
    lemmas: u16,
    parts: u16,
    exact: u8,
    head: u8,
    pub(crate) hint: Hint,
    language: Language,
}

#[derive(Debug, Default)]
struct Generation {
    places: HashTable<Place>,
    texts: String,
}

impl TypeCache {
    /// How many word types it holds.
    pub fn len(&self) -> usize {
        self.young.places.len() + self.old.places.len()
    }

    /// True when it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of the terms of a word as written, which `make` makes when they are not there.
    pub(crate) fn place_of(
        &mut self,
        word: &str,
        language: Language,
        make: impl FnOnce(&mut PartMemo) -> WordTerms,
    ) -> Place {
        let word = beginning(word, LONGEST_KEY);
        let hash = hash(word, language);
        if let Some(place) = self.young.find(word, language, hash) {
            return place;
        }
        if self.young.places.len() >= TYPES {
            self.old = std::mem::take(&mut self.young);
        }
        match self.old.find(word, language, hash) {
            Some(place) => self.young.take_over(place, &self.old),
            None => {
                let terms = make(&mut self.parts);
                let place = self.young.add(word, language, hash, &terms);
                self.parts.buffer = terms.into_buffer();
                place
            }
        }
    }

    /// The terms at this place.
    pub(crate) fn terms(&self, place: Place) -> KnownTerms<'_> {
        self.young.terms(place)
    }
}

impl Generation {
    fn find(&self, word: &str, language: Language, hash: u32) -> Option<Place> {
        let same = |place: &Place| {
            place.hash == hash && place.language == language && self.word(*place) == word.as_bytes()
        };
        self.places.find(spread(hash), same).copied()
    }

    fn word(&self, place: Place) -> &[u8] {
        let length = if place.word > 0 { place.word } else { u16::from(place.exact) };
        &self.texts.as_bytes()[place.from as usize..][..usize::from(length)]
    }

    fn terms(&self, place: Place) -> KnownTerms<'_> {
        let exact = place.from as usize + usize::from(place.word);
        let lemmas = exact + usize::from(place.exact);
        let parts = lemmas + usize::from(place.lemmas);
        KnownTerms {
            exact: &self.texts[exact..lemmas],
            lemmas: Terms::new(&self.texts[lemmas..parts]),
            parts: Terms::new(&self.texts[parts..parts + usize::from(place.parts)]),
            head: usize::from(place.head),
        }
    }

    fn add(&mut self, word: &str, language: Language, hash: u32, terms: &WordTerms) -> Place {
        let from = self.end();
        let known = terms.known();
        let written = if known.exact == word { "" } else { word };
        let pieces = [written, known.exact, known.lemmas.packed(), known.parts.packed()];
        pieces.iter().for_each(|piece| self.texts.push_str(piece));
        let length = |piece: &str| u16::try_from(piece.len()).expect("terms are cut when packed");
        self.keep(Place {
            hash,
            from,
            word: length(written),
            lemmas: length(pieces[2]),
            parts: length(pieces[3]),
            exact: u8::try_from(known.exact.len()).expect("words are cut to a hundred bytes"),
            head: terms.head,
            hint: terms.hint,
            language,
        })
    }

    fn take_over(&mut self, place: Place, other: &Self) -> Place {
        let lengths = [place.word, u16::from(place.exact), place.lemmas, place.parts];
        let length: usize = lengths.into_iter().map(usize::from).sum();
        let from = self.end();
        self.texts.push_str(&other.texts[place.from as usize..][..length]);
        self.keep(Place { from, ..place })
    }

    fn keep(&mut self, place: Place) -> Place {
        if self.places.len() == MANY {
            self.places.reserve(TYPES - MANY, |place| spread(place.hash));
        }
        self.places.insert_unique(spread(place.hash), place, |place| spread(place.hash));
        place
    }

    fn end(&self) -> u32 {
        u32::try_from(self.texts.len()).expect("a generation's words fill some megabytes")
    }
}

fn hash(word: &str, language: Language) -> u32 {
    (FxBuildHasher.hash_one((word, language as u8)) >> 32) as u32
}

/// The table looks at the upper bits and at the lower ones.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> WordTerms {
        WordTerms::plain(text, text)
    }

    #[test]
    fn what_is_asked_for_stays() {
        let mut cache = TypeCache::default();
        for number in 0..3 * TYPES {
            let word = number.to_string();
            let made = cache.place_of(&word, Language::Swedish, |_| exact(&word));
            assert_eq!(cache.terms(made).exact, word);
            let kept = cache.place_of("Kvar", Language::Swedish, |_| {
                exact(if number == 0 { "kvar" } else { "ny" })
            });
            assert_eq!(cache.terms(kept).exact, "kvar");
            assert!(cache.len() <= 2 * TYPES);
        }
    }

    #[test]
    fn languages_do_not_mix() {
        let mut cache = TypeCache::default();
        let swedish = cache.place_of("barn", Language::Swedish, |_| exact("sv"));
        assert_eq!(cache.terms(swedish).exact, "sv");
        let english = cache.place_of("barn", Language::English, |_| exact("en"));
        assert_eq!(cache.terms(english).exact, "en");
    }

    #[test]
    fn endless_words_are_one_word() {
        let mut cache = TypeCache::default();
        let long = "å".repeat(100_000);
        cache.place_of(&long, Language::Swedish, |_| exact("å"));
        assert!(cache.young.texts.len() <= LONGEST_KEY + 10);
        cache.place_of(&long, Language::Swedish, |_| panic!("it is known"));
    }
}
