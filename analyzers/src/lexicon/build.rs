//! Makes a [`Lexicon`] from a dictionary, the tables compiled in, and the text to be indexed.

use fst::{Map, MapBuilder};
use rustc_hash::FxHashMap;

use super::beginnings::{Beginnings, INNER, NAME};
use super::forms::{self, FormKind, Listed};
use super::hunspell::{self, Paradigms};
use super::learn::Learned;
use super::productivity::{Place, Productivity};
use super::quick::QuickMap;
use super::{Dictionary, Lexicon, stored};

/// Collects what a [`Lexicon`] is made of.
#[derive(Debug, Default)]
pub struct LexiconBuilder<'a> {
    dictionary: Option<Dictionary<'a>>,
    learned: Learned,
    plain: bool,
}

impl<'a> LexiconBuilder<'a> {
    /// Begins with a dictionary, or with the rules alone.
    pub fn new(dictionary: Option<Dictionary<'a>>) -> Self {
        Self { dictionary, ..Self::default() }
    }

    /// Adds a word of the indexed text, in lower case: how often it occurs elsewhere than at the
    /// beginning of a sentence, and how many of these occurrences have an initial capital.
    pub fn learn_word(&mut self, word: &str, count: u64, capitalised: u64) {
        self.learned.word(word, count, capitalised);
    }

    /// Adds the words of a text, and the abbreviations that it defines: "Lång form (ABBR)".
    pub fn learn_text(&mut self, text: &str) {
        self.learned.text(text);
    }

    /// Has words lower-cased and stemmed, and nothing more: no dictionary, no compounds, no
    /// abbreviations. What the rest is worth shows beside it. Everything else stays as it is;
    /// whether a word is one is still known, so that text is healed alike.
    #[must_use]
    pub fn plain(self) -> Self {
        Self { plain: true, ..self }
    }

    /// Freezes it.
    pub fn build(self) -> Lexicon {
        let paradigms = self.dictionary.map(hunspell::read).unwrap_or_default();
        let forms = forms::build(&listed(&paradigms));
        let productivity = Productivity::count(&paradigms, &forms, &self.learned);
        let (beginnings, beginning_lemmas) = beginnings(&productivity);
        let heads =
            map(productivity.heads().into_iter().map(|(lemma, cost)| (lemma, u64::from(cost))));
        let names = self.learned.words.iter().filter(|(_, seen)| seen.is_name());
        let mut lexicon = Lexicon {
            has_dictionary: self.dictionary.is_some(),
            plain: self.plain,
            forms,
            beginnings: Beginnings::new(beginnings),
            beginning_lemmas,
            heads: QuickMap::new(heads),
            names: map(names.map(|(word, _)| (word.as_str(), 0))),
            pairs: self.learned.clear_pairs(),
            hash: 0,
        };
        lexicon.hash = stored::checksum(&lexicon.content());
        lexicon
    }
}

fn listed(paradigms: &Paradigms) -> Vec<Listed<'_>> {
    let mut all: Vec<Listed<'_>> = paradigms
        .forms
        .iter()
        .map(|form| {
            let entry = &paradigms.entries[form.entry as usize];
            let kind = FormKind {
                may_end: entry.may_end,
                noun: entry.noun,
                verb_only: entry.verb_only,
                proper: entry.proper,
            };
            Listed { surface: &form.surface, lemma: &entry.word, kind }
        })
        .collect();
    all.sort_unstable_by(|a, b| (a.surface, a.lemma).cmp(&(b.surface, b.lemma)));
    all
}

fn map<'a>(entries: impl Iterator<Item = (&'a str, u64)>) -> Map<Vec<u8>> {
    let mut builder = MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, value).expect("keys come sorted, once each");
    }
    builder.into_map()
}

/// The beginnings and the rules that lead from them to lemmas.
fn beginnings(productivity: &Productivity) -> (Map<Vec<u8>>, Vec<LemmaRule>) {
    let mut rules: Vec<LemmaRule> = Vec::new();
    let mut numbers: FxHashMap<LemmaRule, usize> = FxHashMap::default();
    let all = productivity.beginnings();
    let entries: Vec<(&str, u64)> = all
        .iter()
        .map(|one| {
            let rule = lemma_rule(one.surface, one.lemma);
            let number = *numbers.entry(rule.clone()).or_insert_with(|| {
                rules.push(rule);
                rules.len() - 1
            });
            let flag = match one.place {
                Place::Anywhere => 0,
                Place::Inside => u64::from(INNER),
                Place::Name => u64::from(NAME),
            };
            (one.surface, (number as u64) << 16 | flag | u64::from(one.cost))
        })
        .collect();
    (map(entries.into_iter()), rules)
}

/// Bytes to cut from a surface, and what to add.
type LemmaRule = (u16, Box<str>);

/// Bytes to cut from `surface` and what to add to get `lemma`.
fn lemma_rule(surface: &str, lemma: &str) -> LemmaRule {
    let differing = surface.char_indices().zip(lemma.chars()).find(|((_, a), b)| a != b);
    let shared = differing.map_or(surface.len().min(lemma.len()), |((at, _), _)| at);
    let cut = u16::try_from(surface.len() - shared).unwrap_or(u16::MAX);
    (cut, lemma[shared..].into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_input_gives_the_same_lexicon() {
        let build = || {
            let mut builder = LexiconBuilder::new(Some(Dictionary {
                dic: "2\nskola/XY\nväg/XY\n".as_bytes(),
                aff: b"COMPOUNDBEGIN X\nCOMPOUNDEND Y\n",
            }));
            builder.learn_text("Till skolan går en skolväg.");
            builder.build()
        };
        assert_eq!(build().hash(), build().hash());
        assert_ne!(build().hash(), Lexicon::rules_only().hash());
    }
}
