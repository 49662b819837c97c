//! The cache of word types. A text repeats its words: nineteen of twenty need no analysis.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxBuildHasher;

use crate::atoms::Atom;
use crate::language::Language;
use crate::parts::PartMemo;
use crate::token::WordTerms;

/// Word types kept, some 20 MB: nearly as many as forty megabytes of minutes hold. When it is full a type
/// not asked for since the last look makes room (second chance, Corbató 1968).
const TYPES: usize = 75_000;

/// What one thread keeps between texts: the terms of the words met lately.
#[derive(Debug, Default)]
pub struct TypeCache {
    /// Places in `types`, by word and language; half the hash besides, so that the table grows
    /// without looking at every word again.
    places: HashTable<(u32, u32)>,
    types: Vec<Type>,
    /// The place that is looked at next for room.
    hand: usize,
    /// Parts of compounds met lately.
    parts: PartMemo,
    /// Working memory of a scan.
    pub(crate) atoms: Vec<Atom>,
    pub(crate) completed: String,
}

#[derive(Debug)]
struct Type {
    /// As written, where that is not what the terms have as exact form.
    word: Option<Box<str>>,
    terms: WordTerms,
    language: Language,
    /// Asked for since the hand came by.
    asked: bool,
}

impl Type {
    fn word(&self) -> &str {
        self.word.as_deref().unwrap_or(self.terms.exact())
    }
}

impl TypeCache {
    /// How many word types it holds.
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// True when it holds none.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// The number of the terms of a word as written, which `make` makes when they are not there.
    /// Good until the next call.
    pub(crate) fn number_of(
        &mut self,
        word: &str,
        language: Language,
        make: impl FnOnce(&mut PartMemo) -> WordTerms,
    ) -> usize {
        let hash = hash(word, language);
        let types = &mut self.types;
        let same = |&(part, place): &(u32, u32)| {
            let known = &types[place as usize];
            part == hash && known.language == language && known.word() == word
        };
        if let Some(&(_, place)) = self.places.find(spread(hash), same) {
            types[place as usize].asked = true;
            return place as usize;
        }
        let terms = make(&mut self.parts);
        let word = (terms.exact() != word).then(|| word.into());
        self.insert(Type { word, terms, language, asked: false }, hash)
    }

    fn insert(&mut self, new: Type, hash: u32) -> usize {
        let place = self.room();
        if place < self.types.len() {
            self.types[place] = new;
        } else {
            self.types.push(new);
        }
        let number = u32::try_from(place).expect("the cache has a hundred thousand places");
        self.places.insert_unique(spread(hash), (hash, number), |&(hash, _)| spread(hash));
        place
    }

    /// A free place; where there is none, that of a type not asked for lately.
    fn room(&mut self) -> usize {
        if self.types.len() < TYPES {
            return self.types.len();
        }
        loop {
            let place = self.hand;
            self.hand = (self.hand + 1) % TYPES;
            let old = &mut self.types[place];
            if std::mem::take(&mut old.asked) {
                continue;
            }
            let hash = hash(old.word(), old.language);
            let entry = self.places.entry(
                spread(hash),
                |&(_, known)| known as usize == place,
                |&(hash, _)| spread(hash),
            );
            if let Entry::Occupied(entry) = entry {
                entry.remove();
            }
            return place;
        }
    }

    /// The terms with this number.
    pub(crate) fn terms(&self, number: usize) -> &WordTerms {
        &self.types[number].terms
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
        for number in 0..2 * TYPES + 10 {
            let word = number.to_string();
            let made = cache.number_of(&word, Language::Swedish, |_| exact(&word));
            assert_eq!(cache.terms(made).exact(), word);
            let kept = cache.number_of("kvar", Language::Swedish, |_| {
                exact(if number == 0 { "kvar" } else { "ny" })
            });
            assert_eq!(cache.terms(kept).exact(), "kvar");
        }
        assert_eq!((cache.len(), cache.places.len()), (TYPES, TYPES));
    }

    #[test]
    fn languages_do_not_mix() {
        let mut cache = TypeCache::default();
        let swedish = cache.number_of("barn", Language::Swedish, |_| exact("sv"));
        let english = cache.number_of("barn", Language::English, |_| exact("en"));
        assert_ne!(swedish, english);
    }
}
