//! The forms that a word may take at the beginning of a compound although no dictionary lists them.

use super::{Candidate, NEED_LINK, Productivity};
use crate::lexicon::links::chance;
use crate::{ends, wordlists};

impl Productivity {
    /// The linking forms of a noun that the dictionary marks neither as a beginning nor as an end
    /// of compounds: mostly short ones, which need more words to be believed.
    pub(super) fn add_rarer_links(&mut self, noun: &str) {
        self.add_forms(noun, 2);
    }

    /// The linking forms that a noun may have although the dictionary lists none.
    pub(super) fn add_links(&mut self, noun: &str) {
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
    pub(super) fn add_stem(&mut self, verb: &str) {
        // What begins as `omför`, `erfar` is another word: `om·fördelning`, `erfaren·het`.
        let prefixed = ends::VERB_PREFIXES.iter().any(|prefix| verb.starts_with(prefix));
        if let Some(stem) = verb.strip_suffix('a').filter(|stem| stem.len() > 2 && !prefixed) {
            self.add(stem.to_owned(), verb, chance(stem).max(6));
        }
    }

    /// Adds a beginning that is believed when `needed` words begin so.
    pub(super) fn add(&mut self, surface: String, lemma: &str, needed: u32) {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_is_linked_in_its_ways() {
        for (noun, expected) in [
            ("plaska", &["plask", "plaska", "plaske", "plasko", "plasku"][..]),
            ("snorpning", &["snorpninge", "snorpnings"]),
        ] {
            let mut counts = Productivity::default();
            counts.add_links(noun);
            let mut forms: Vec<&str> = counts.beginnings.keys().map(String::as_str).collect();
            forms.sort_unstable();
            assert_eq!(forms, expected, "{noun}");
        }
    }
}
