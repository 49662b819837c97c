//! The cache of word types. A text repeats its words: nineteen of twenty need no analysis.

use rustc_hash::FxHashMap;

use crate::atoms::Atom;
use crate::language::Language;
use crate::token::WordTerms;

/// Word types kept by half of a cache, some 12 MB. When a half is full the other half, which holds
/// what was not asked for since, makes room.
const HALF: usize = 50_000;

/// What one thread keeps between texts: the terms of the words met lately.
#[derive(Debug, Default)]
pub struct TypeCache {
    young: Generation,
    old: Generation,
    /// Working memory of a scan.
    pub(crate) atoms: Vec<Atom>,
    pub(crate) completed: String,
}

#[derive(Debug, Default)]
struct Generation {
    numbers: [FxHashMap<Box<str>, usize>; Language::ALL.len()],
    terms: Vec<WordTerms>,
}

impl TypeCache {
    /// How many word types it holds.
    pub fn len(&self) -> usize {
        self.young.terms.len() + self.old.numbers.iter().map(FxHashMap::len).sum::<usize>()
    }

    /// True when it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the terms of a word as written, which `make` makes when they are not there.
    /// Good until the next call.
    pub(crate) fn number_of(
        &mut self,
        word: &str,
        language: Language,
        make: impl FnOnce() -> WordTerms,
    ) -> usize {
        let language = language as usize;
        if let Some(&number) = self.young.numbers[language].get(word) {
            return number;
        }
        if self.young.terms.len() >= HALF {
            self.old = std::mem::take(&mut self.young);
        }
        let known = self.old.numbers[language].remove_entry(word);
        let (word, terms) = match known {
            Some((word, number)) => (word, std::mem::take(&mut self.old.terms[number])),
            None => (word.into(), make()),
        };
        let number = self.young.terms.len();
        self.young.terms.push(terms);
        self.young.numbers[language].insert(word, number);
        number
    }

    /// The terms with this number.
    pub(crate) fn terms(&self, number: usize) -> &WordTerms {
        &self.young.terms[number]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> WordTerms {
        WordTerms { exact: text.into(), ..WordTerms::default() }
    }

    #[test]
    fn what_is_asked_for_stays() {
        let mut cache = TypeCache::default();
        for number in 0..3 * HALF {
            let word = number.to_string();
            cache.number_of(&word, Language::Swedish, || exact(&word));
            let kept = cache.number_of("kvar", Language::Swedish, || {
                exact(if number == 0 { "kvar" } else { "ny" })
            });
            assert_eq!(&*cache.terms(kept).exact, "kvar");
        }
        assert!(cache.len() <= 2 * HALF);
    }

    #[test]
    fn languages_do_not_mix() {
        let mut cache = TypeCache::default();
        let swedish = cache.number_of("barn", Language::Swedish, || exact("sv"));
        let english = cache.number_of("barn", Language::English, || exact("en"));
        assert_ne!(swedish, english);
    }
}
