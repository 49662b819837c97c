//! What a user may have meant by a word that the index lacks. Missing dots come first (`aldreomsorg`),
//! then letters left out, doubled or swapped. Used for queries only: the index holds what is written.
//!
//! The table lies beside the index as two `fst` maps: the vocabulary, and `folded NUL term` for
//! every term that changes when å, ä and ö lose their dots.

mod edits;

use std::collections::BTreeMap;

use edits::Walk;
use fst::raw::Fst;
use fst::{IntoStreamer, Map, MapBuilder, Streamer};

/// A word without dots stands as typed unless its dotted partner is this many times as frequent.
const RARER: u64 = 100;
/// A known word in this many documents or more is not taken for a mistake.
const ESTABLISHED: u64 = 3;
/// How many candidates are returned at most.
const CANDIDATES: usize = 8;

/// How a candidate differs from the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CandidateKind {
    /// Only in the dots of å, ä, ö.
    Fold,
    /// By letters left out, added, changed or swapped.
    Edit,
}

/// A term of the vocabulary that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The term.
    pub term: String,
    /// Edits between it and the word; 0 for a [`CandidateKind::Fold`].
    pub distance: u8,
    /// How it differs.
    pub kind: CandidateKind,
    /// In how many documents it occurs.
    pub doc_freq: u64,
}

/// Collects the vocabulary of an index.
#[derive(Debug, Default)]
pub struct SpellerBuilder {
    terms: BTreeMap<String, u64>,
}

impl SpellerBuilder {
    /// An empty vocabulary.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a term in `doc_freq` documents; counts of the same term add up. References, numbers
    /// and single letters are left out: nobody misspells them into one another.
    pub fn add(&mut self, term: &str, doc_freq: u64) {
        let wordlike = term.chars().all(|c| c.is_alphabetic() || c == '-');
        if wordlike && term.chars().count() > 1 {
            *self.terms.entry(term.to_owned()).or_default() += doc_freq;
        }
    }

    /// Freezes the vocabulary.
    pub fn build(self) -> Speller {
        let mut folded: Vec<(String, u64)> = self
            .terms
            .iter()
            .filter_map(|(term, &freq)| fold_key(term).map(|key| (key, freq)))
            .collect();
        folded.sort();
        Speller { terms: map_of(self.terms), folds: map_of(folded) }
    }
}

fn map_of(entries: impl IntoIterator<Item = (String, u64)>) -> Map<Vec<u8>> {
    let mut builder = MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, value).expect("keys come sorted and writing to memory cannot fail");
    }
    builder.into_map()
}

fn fold_key(term: &str) -> Option<String> {
    let plain = undot(term);
    (plain != term).then(|| format!("{plain}\0{term}"))
}

fn undot(term: &str) -> String {
    term.chars()
        .map(|c| match c {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            _ => c,
        })
        .collect()
}

/// `aeldreomsorg` → `aldreomsorg`: letters spelt out for want of å, ä and ö, as without dots.
fn respell(word: &str) -> String {
    word.replace("aa", "a").replace("ae", "a").replace("oe", "o")
}

/// `äldreomsorg` → `aeldreomsorg`.
fn spell_out(term: &str) -> String {
    term.replace('å', "aa").replace('ä', "ae").replace('ö', "oe")
}

/// The frozen vocabulary.
#[derive(Debug, Clone)]
pub struct Speller {
    terms: Map<Vec<u8>>,
    folds: Map<Vec<u8>>,
}

/// Why stored bytes are not a speller.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("spelling table is damaged: {0} (index again to build a new one)")]
pub struct SpellerError(String);

impl Speller {
    /// The stored form: the length of the first map as eight bytes, little endian, and both maps.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (terms, folds) = (self.terms.as_fst().as_bytes(), self.folds.as_fst().as_bytes());
        let mut out = (terms.len() as u64).to_le_bytes().to_vec();
        out.extend_from_slice(terms);
        out.extend_from_slice(folds);
        out
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// Damaged bytes.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, SpellerError> {
        let bytes = bytes.into();
        let cut = || SpellerError("it is cut short".to_owned());
        let (head, rest) = bytes.split_first_chunk::<8>().ok_or_else(cut)?;
        let len = usize::try_from(u64::from_le_bytes(*head)).map_err(|_| cut())?;
        let (terms, folds) = rest.split_at_checked(len).ok_or_else(cut)?;
        let map = |part: &[u8]| {
            let fst = Fst::new(part.to_vec()).map_err(|error| SpellerError(error.to_string()))?;
            fst.verify().map_err(|error| SpellerError(error.to_string()))?;
            Ok(Map::from(fst))
        };
        Ok(Self { terms: map(terms)?, folds: map(folds)? })
    }

    /// In how many documents `word` occurs; 0 where it is unknown.
    pub fn doc_freq(&self, word: &str) -> u64 {
        self.terms.get(word).unwrap_or(0)
    }

    /// The dotted partners of a word typed without dots, the most frequent first. Empty when the
    /// word has dots itself, or is a word in its own right (`far` is not `får`).
    pub fn fold_candidates(&self, word: &str) -> Vec<Candidate> {
        if undot(word) != word {
            return Vec::new();
        }
        let own = self.doc_freq(word);
        let mut found = self.folded(word);
        let respelt = respell(word);
        if own == 0 && respelt != word {
            let mut spelt_out = self.folded(&respelt);
            spelt_out.retain(|candidate| spell_out(&candidate.term) == word);
            found.extend(spelt_out);
        }
        found.sort_by(|a, b| b.doc_freq.cmp(&a.doc_freq).then_with(|| a.term.cmp(&b.term)));
        found.retain(|candidate| own == 0 || candidate.doc_freq >= own.saturating_mul(RARER));
        found.truncate(CANDIDATES);
        found
    }

    /// The terms that are `plain` without their dots.
    fn folded(&self, plain: &str) -> Vec<Candidate> {
        let (from, to) = (format!("{plain}\0"), format!("{plain}\x01"));
        let mut stream = self.folds.range().ge(&from).lt(&to).into_stream();
        let mut found = Vec::new();
        while let Some((key, doc_freq)) = stream.next() {
            let term = String::from_utf8_lossy(&key[from.len()..]).into_owned();
            found.push(Candidate { term, distance: 0, kind: CandidateKind::Fold, doc_freq });
        }
        found
    }

    /// Terms within the distance that the length of `word` allows, the nearest and most frequent
    /// first. Empty for established words and for words of four letters or fewer, of which most
    /// are one letter from another word.
    pub fn edit_candidates(&self, word: &str) -> Vec<Candidate> {
        let letters: Vec<char> = word.chars().collect();
        let Some(allowed) = edits::allowance(letters.len()) else { return Vec::new() };
        if self.doc_freq(word) >= ESTABLISHED {
            return Vec::new();
        }
        let mut found = Walk::candidates(self.terms.as_fst(), &letters, allowed);
        found
            .retain(|candidate| candidate.term != word && candidate.doc_freq > self.doc_freq(word));
        found.sort_by(|a, b| {
            a.distance
                .cmp(&b.distance)
                .then(b.doc_freq.cmp(&a.doc_freq))
                .then_with(|| a.term.cmp(&b.term))
        });
        found.truncate(CANDIDATES);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speller() -> Speller {
        let mut builder = SpellerBuilder::new();
        for (term, freq) in [
            ("äldreomsorg", 90),
            ("far", 5),
            ("får", 300),
            ("for", 2),
            ("för", 900),
            ("avhoppare", 12),
            ("bygglov", 40),
            ("byggnad", 30),
            ("samhällsplanering", 7),
            ("dnr:ks-2023-1", 1),
        ] {
            builder.add(term, freq);
        }
        builder.build()
    }

    fn terms(candidates: &[Candidate]) -> Vec<&str> {
        candidates.iter().map(|candidate| candidate.term.as_str()).collect()
    }

    #[test]
    fn folds() {
        for (word, expected) in [
            ("aldreomsorg", vec!["äldreomsorg"]),
            ("for", vec!["för"]),
            ("foer", vec!["för"]),
            ("aeldreomsorg", vec!["äldreomsorg"]),
            ("aeldreomsoerg", vec![]),
            ("far", vec![]),
            ("äldreomsorg", vec![]),
            ("skola", vec![]),
        ] {
            assert_eq!(terms(&speller().fold_candidates(word)), expected, "{word}");
        }
    }

    #[test]
    fn edits() {
        for (word, expected) in [
            ("avhopare", vec!["avhoppare"]),
            ("bygglvo", vec!["bygglov"]),
            ("ygglov", vec![]),
            ("samhälsplanerign", vec!["samhällsplanering"]),
            ("fär", vec![]),
            ("avhoppare", vec![]),
        ] {
            assert_eq!(terms(&speller().edit_candidates(word)), expected, "{word}");
        }
    }

    #[test]
    fn stored_and_read() {
        let bytes = speller().to_bytes();
        let read = Speller::from_bytes(bytes.clone()).expect("own bytes");
        assert_eq!(read.doc_freq("för"), 900);
        assert!(Speller::from_bytes(&bytes[..bytes.len() - 3]).is_err());
        assert!(Speller::from_bytes(Vec::new()).is_err());
    }
}
