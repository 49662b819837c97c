//! Which beginnings and ends compounds are made of, and how common each is, counted over the
//! dictionary, over the table compiled into the program and over the indexed text.
//!
//! A linking form that the dictionary lacks (`fritids`, `gäng`) is taken on only when enough
//! different words begin with it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::forms::FormTable;
use super::hunspell::Paradigms;
use super::learn::Learned;
use super::links::{chance, unlinked};
use crate::compounds::is_linked;
use crate::ends;
use crate::wordlists;

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
}

/// In how many words an end is taken to stand that exists inside compounds only.
const BOUND_HEAD: u32 = 3;

/// In how many words a beginning must stand that the dictionary knows before a hyphen.
const NEEDED_BEFORE_HYPHEN: u32 = 3;

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

    /// Beginnings with lemma, cost, and whether they only stand behind another part; sorted.
    pub(super) fn beginnings(&self) -> Vec<(&str, &str, u32, bool)> {
        let mut all: Vec<_> = self
            .beginnings
            .iter()
            .map(|(surface, c)| {
                (surface.as_str(), c.lemma.as_str(), cost(c.count), !c.is_believed())
            })
            .collect();
        all.sort_unstable();
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

    /// The linking forms of a noun that the dictionary marks neither as a beginning nor as an end
    /// of compounds: mostly short ones, which need more words to be believed.
    fn add_rarer_links(&mut self, noun: &str) {
        self.add_forms(noun, 2);
    }

    /// The linking forms that a noun may have although the dictionary lists none.
    fn add_links(&mut self, noun: &str) {
        self.add_forms(noun, 1);
        self.add_inner(noun);
    }

    /// A compound is linked by -s to what follows even where its last part alone is not:
    /// `kvartersmarks·utveckling`.
    fn add_inner(&mut self, noun: &str) {
        const LETTERS: std::ops::RangeInclusive<usize> = 4..=9;
        if LETTERS.contains(&noun.chars().count())
            && let Some(linked) = self.beginnings.get_mut(&format!("{noun}s"))
        {
            linked.inner = true;
        }
    }

    fn add_forms(&mut self, noun: &str, doubt: u32) {
        if let Some(stem) = noun.strip_suffix('a') {
            for link in ["", "o", "u", "e"] {
                self.add(format!("{stem}{link}"), noun, chance(noun) * doubt);
            }
        } else if !noun.ends_with(['s', 'x']) {
            let with_s = if noun.len() > 5 { 1 } else { 2 };
            self.add(format!("{noun}s"), noun, with_s * doubt);
            self.add(format!("{noun}e"), noun, chance(noun) * doubt);
        }
        self.add(noun.to_owned(), noun, chance(noun) * doubt);
    }

    /// The stem of a verb: `laddstolpe` is a *stolpe* at which to *ladda*.
    fn add_stem(&mut self, verb: &str) {
        // What begins as `omför`, `erfar` is another word: `om·fördelning`, `erfaren·het`.
        let prefixed = ends::VERB_PREFIXES.iter().any(|prefix| verb.starts_with(prefix));
        if let Some(stem) = verb.strip_suffix('a').filter(|stem| stem.len() > 2 && !prefixed) {
            self.add(stem.to_owned(), verb, chance(stem).max(6));
        }
    }

    fn add(&mut self, surface: String, lemma: &str, needed: u32) {
        let linkless = needed > 0
            && surface == lemma
            && NEED_LINK.iter().any(|suffix| surface.ends_with(suffix));
        let bare = surface.strip_suffix('s').unwrap_or(&surface);
        if !wordlists::may_begin(&surface)
            || needed > 0 && !wordlists::may_begin(bare)
            || linkless && surface.chars().count() > 5
        {
            return;
        }
        let new = || Candidate { lemma: lemma.to_owned(), count: 0, needed, inner: false };
        let candidate = self.beginnings.entry(surface).or_insert_with(new);
        // `ek` is an oak before it is the stem of *eka*.
        let own = needed == candidate.needed && needed > 0 && candidate.lemma.len() > lemma.len();
        if needed < candidate.needed || own {
            *candidate = Candidate { count: candidate.count, inner: candidate.inner, ..new() };
        }
    }

    fn count_word(&mut self, word: &str, forms: &FormTable) {
        for (at, _) in word.char_indices().skip(2) {
            let (before, rest) = word.split_at(at);
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
