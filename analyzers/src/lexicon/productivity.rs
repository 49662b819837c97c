//! Which beginnings and ends compounds are made of, and how common each is, counted over the
//! dictionary, over the table compiled into the program and over the indexed text.
//!
//! A linking form that the dictionary lacks (`fritids`, `gäng`) is taken on only when enough
//! different words begin with it.

mod linking;

use rustc_hash::{FxHashMap, FxHashSet};

use super::forms::FormTable;
use super::hunspell::Paradigms;
use super::learn::Learned;
use super::links::unlinked;
use super::names;
use crate::compounds::is_linked;
use crate::ends;

/// Cost of a part that `count` word types contain, in hundredths of a nat.
pub(crate) fn cost(count: u32) -> u32 {
    /// About as many types as a municipality's papers hold.
    const TYPES: f64 = 40_000.0;
    let nats = (TYPES / (f64::from(count) + 1.0)).ln().max(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1,060"
    )]
    let hundredths = (nats * 100.0) as u32;
    hundredths
}

/// A beginning while counts are taken.
#[derive(Debug)]
struct Candidate {
    lemma: String,
    /// Word types that begin with it.
    count: u32,
    /// Types needed before it is believed.
    needed: u32,
    /// It stands behind another part even where too few words begin with it.
    inner: bool,
}

impl Candidate {
    fn is_believed(&self) -> bool {
        self.count >= self.needed
    }
}

/// The counts.
#[derive(Debug, Default)]
pub(super) struct Productivity {
    beginnings: FxHashMap<String, Candidate>,
    heads: FxHashMap<String, u32>,
    /// Names as they begin words, with the name.
    names: FxHashMap<String, String>,
}

/// Where a beginning may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before every part.
    Anywhere,
    /// Behind another part only.
    Inside,
    /// At the beginning of a word, being a name.
    Name,
}

/// A beginning as it goes into the lexicon.
#[derive(Debug)]
pub(super) struct Beginning<'a> {
    pub(super) surface: &'a str,
    pub(super) lemma: &'a str,
    /// In hundredths.
    pub(super) cost: u32,
    pub(super) place: Place,
}

/// In how many words an end is taken to stand that exists inside compounds only.
const BOUND_HEAD: u32 = 3;

/// In how many words a beginning must stand that the dictionary knows before a hyphen.
const NEEDED_BEFORE_HYPHEN: u32 = 3;

/// In bytes: of shorter nouns no -s tells that it links.
const LONG_NOUN: usize = 7;

/// Nouns with these suffixes begin compounds only with a linking -s.
const NEED_LINK: &[&str] = &["ing", "ion", "het", "skap", "nad", "dom"];

impl Productivity {
    /// Takes the counts.
    pub(super) fn count(paradigms: &Paradigms, forms: &FormTable, learned: &Learned) -> Self {
        let mut this = Self::default();
        this.add_tables();
        if paradigms.entries.is_empty() {
            this.exchange();
        }
        this.add_dictionary(paradigms);
        let listed = paradigms
            .entries
            .iter()
            .filter(|entry| !entry.bound && !entry.proper)
            .map(|entry| entry.word.as_str());
        let seen =
            learned.words.iter().filter(|(_, seen)| !seen.is_name()).map(|(word, _)| word.as_str());
        let words: Vec<&str> = listed.chain(seen).filter(|word| word.len() >= 6).collect();
        for word in words {
            this.count_word(word, forms);
        }
        this.beginnings.retain(|_, candidate| candidate.is_believed() || candidate.inner);
        this.prefer_links();
        this.names = names::beginnings(paradigms, forms, learned);
        this.names.retain(|surface, _| !this.beginnings.contains_key(surface));
        this
    }

    /// A noun that is linked by an -s is not believed to stand without, where no dictionary says so:
    /// `tillflykts·ort`, not `tillflykt·sort`.
    fn prefer_links(&mut self) {
        let counts: FxHashMap<String, u32> = self
            .beginnings
            .iter()
            .filter_map(|(surface, seen)| Some((surface.strip_suffix('s')?.to_owned(), seen.count)))
            .collect();
        self.beginnings.retain(|surface, seen| {
            let linked = counts.get(surface).copied().unwrap_or(0);
            seen.needed == 0 || seen.lemma != *surface || seen.count >= linked * 2
        });
    }

    /// The beginnings, sorted.
    pub(super) fn beginnings(&self) -> Vec<Beginning<'_>> {
        let words = self.beginnings.iter().map(|(surface, seen)| {
            let place = if seen.is_believed() { Place::Anywhere } else { Place::Inside };
            Beginning { surface, lemma: &seen.lemma, cost: cost(seen.count), place }
        });
        let names = self.names.iter().map(|(surface, lemma)| Beginning {
            surface,
            lemma,
            cost: cost(0),
            place: Place::Name,
        });
        let mut all: Vec<_> = words.chain(names).collect();
        all.sort_unstable_by_key(|one| one.surface);
        all
    }

    /// Heads with cost, sorted.
    pub(super) fn heads(&self) -> Vec<(&str, u32)> {
        let mut all: Vec<_> =
            self.heads.iter().map(|(lemma, &count)| (lemma.as_str(), cost(count))).collect();
        all.sort_unstable();
        all
    }

    /// The tables compiled into the program.
    fn add_tables(&mut self) {
        for row in crate::data::rows(crate::data::BEGINNINGS) {
            if let Some((surface, lemma)) = row.split_once('\t') {
                let candidate =
                    Candidate { lemma: lemma.to_owned(), count: 0, needed: 0, inner: false };
                self.beginnings.insert(surface.to_owned(), candidate);
            }
        }
        for row in crate::data::rows(crate::data::HEADS) {
            if let Some((lemma, count)) = row.split_once('\t') {
                self.heads.insert(lemma.to_owned(), count.parse().unwrap_or(1));
            }
        }
        for row in crate::data::rows(crate::data::COMPOUNDING) {
            let columns: Vec<&str> = row.split('\t').collect();
            let [kind, surface, lemma, count] = columns[..] else { continue };
            let count = count.parse().unwrap_or(1);
            if kind == "h" {
                *self.heads.entry(surface.to_owned()).or_default() += count;
            } else {
                self.add(surface.to_owned(), lemma, 0);
                self.beginnings
                    .entry(surface.to_owned())
                    .and_modify(|candidate| candidate.count += count);
            }
        }
    }

    /// Without a dictionary: a word that ends compounds begins others too, and the reverse.
    fn exchange(&mut self) {
        const SHORTEST: usize = 4;
        let long = |word: &str| word.chars().count() >= SHORTEST;
        let heads: Vec<String> = self.heads.keys().filter(|head| long(head)).cloned().collect();
        let nouns = self.beginnings.values().map(|seen| &seen.lemma).filter(|lemma| long(lemma));
        let nouns: Vec<String> = nouns.cloned().collect();
        for head in heads {
            let bare = !NEED_LINK.iter().any(|suffix| head.ends_with(suffix));
            let linked = !head.ends_with(['a', 'e', 's', 'x']);
            if linked {
                self.add(format!("{head}s"), &head, 0);
            }
            if bare && !head.ends_with('a') {
                self.add(head.clone(), &head, 0);
            }
        }
        for noun in nouns {
            self.heads.entry(noun).or_insert(0);
        }
    }

    fn add_dictionary(&mut self, paradigms: &Paradigms) {
        let nouns: FxHashMap<&str, bool> = paradigms
            .entries
            .iter()
            .filter(|entry| !entry.bound && !entry.proper)
            .map(|entry| (entry.word.as_str(), entry.may_end))
            .collect();
        let common = paradigms
            .beginnings
            .iter()
            .map(|(surface, entry)| (surface, &paradigms.entries[*entry as usize]));
        let mut common: Vec<_> = common.filter(|(_, entry)| !entry.proper).collect();
        // Of two words with the same form the noun is meant: `avtals` is *avtal*, not *avtala*.
        common.sort_by_key(|(_, entry)| entry.verb_only);
        for (surface, entry) in common {
            let lemma = if entry.bound || surface == &entry.word {
                unlinked(surface, &nouns)
            } else {
                Some(entry.word.clone())
            };
            self.add(surface.clone(), &lemma.unwrap_or_else(|| entry.word.clone()), 0);
        }
        for entry in paradigms
            .entries
            .iter()
            .filter(|entry| entry.may_end && !entry.verb_only && !entry.proper && !entry.bound)
        {
            self.add_links(&entry.word);
        }
        let entries = || paradigms.entries.iter().filter(|entry| !entry.proper && !entry.verb_only);
        for entry in entries().filter(|entry| entry.noun && !entry.may_end && !entry.bound) {
            self.add_rarer_links(&entry.word);
        }
        // An agent noun that lives on in compounds only: `bildare` of `arkivbildare`.
        for entry in entries().filter(|entry| entry.bound && entry.may_end) {
            self.heads.entry(entry.word.clone()).or_insert(BOUND_HEAD);
        }
        let verbs = paradigms.entries.iter().filter(|entry| entry.verb_only && !entry.bound);
        let verbs: FxHashSet<&str> = verbs.map(|verb| verb.word.as_str()).collect();
        for verb in &verbs {
            self.add_stem(verb);
        }
        for number in &paradigms.before_hyphen {
            let entry = &paradigms.entries[*number as usize];
            let verb = verbs.get([entry.word.as_str(), "a"].concat().as_str());
            if let Some(lemma) = verb.copied().or(entry.noun.then_some(&entry.word)) {
                self.add(entry.word.clone(), lemma, NEEDED_BEFORE_HYPHEN);
            }
        }
    }

    /// True where the -s at the beginning of `rest` rather links `before`, a noun that is linked so,
    /// to a word: `tillflyktsort`.
    fn links_there(&self, before: &str, rest: &str, forms: &FormTable) -> bool {
        let linked = rest.strip_prefix('s').filter(|_| before.len() >= LONG_NOUN);
        linked.is_some_and(|rest| {
            self.beginnings.contains_key(&format!("{before}s"))
                && ends::dictionary_head(forms, rest).is_some()
        })
    }

    fn count_word(&mut self, word: &str, forms: &FormTable) {
        for (at, _) in word.char_indices().skip(2) {
            let (before, rest) = word.split_at(at);
            if self.links_there(before, rest, forms) {
                continue;
            }
            let Some(beginning) = self.beginnings.get_mut(before) else { continue };
            let Some(head) = ends::dictionary_head(forms, rest) else { continue };
            if !head.weak {
                beginning.count += 1;
            } else if !is_linked(before) {
                continue;
            }
            *self.heads.entry(head.lemma).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_the_dearer() {
        assert!(cost(0) > cost(1) && cost(1) > cost(100) && cost(u32::MAX) == 0);
    }
}
