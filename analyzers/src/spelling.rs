//! What a user may have meant by a word that the index lacks. Missing dots come first (`aldreomsorg`),
//! then letters left out, doubled or swapped. Used for queries only: the index holds what is written.
//!
//! The table lies beside the index as two `fst` maps: the vocabulary, and `folded NUL term` for
//! every term that changes when å, ä and ö lose their dots.

use std::collections::BTreeMap;

use fst::raw::{Fst, Node};
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
        let (from, to) = (format!("{word}\0"), format!("{word}\x01"));
        let mut stream = self.folds.range().ge(&from).lt(&to).into_stream();
        let mut found = Vec::new();
        while let Some((key, doc_freq)) = stream.next() {
            let term = String::from_utf8_lossy(&key[from.len()..]).into_owned();
            found.push(Candidate { term, distance: 0, kind: CandidateKind::Fold, doc_freq });
        }
        found.sort_by(|a, b| b.doc_freq.cmp(&a.doc_freq).then_with(|| a.term.cmp(&b.term)));
        let own = self.doc_freq(word);
        found.retain(|candidate| own == 0 || candidate.doc_freq >= own.saturating_mul(RARER));
        found.truncate(CANDIDATES);
        found
    }

    /// Terms within the distance that the length of `word` allows, the nearest and most frequent
    /// first. Empty for established words and for words of four letters or fewer, of which most
    /// are one letter from another word.
    pub fn edit_candidates(&self, word: &str) -> Vec<Candidate> {
        let letters: Vec<char> = word.chars().collect();
        let Some((distance, prefix)) = allowance(letters.len()) else { return Vec::new() };
        if self.doc_freq(word) >= ESTABLISHED {
            return Vec::new();
        }
        let fst = self.terms.as_fst();
        let mut walk = Walk {
            fst,
            letters: &letters,
            distance,
            prefix,
            rows: vec![(0..=letters.len()).collect()],
            path: Vec::new(),
            found: Vec::new(),
        };
        walk.visit(fst.root(), 0, &mut Vec::new());
        let mut found = walk.found;
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

/// Edits allowed for a word of so many letters, and how many first letters must agree.
fn allowance(letters: usize) -> Option<(usize, usize)> {
    match letters {
        0..=4 => None,
        5..=7 => Some((1, 1)),
        8..=12 => Some((1, 0)),
        13..=60 => Some((2, 3)),
        _ => None,
    }
}

/// A walk over the vocabulary that gives up as soon as a prefix is too far from the word.
/// Distance: optimal string alignment (a swap of neighbours is one edit).
struct Walk<'a> {
    fst: &'a Fst<Vec<u8>>,
    letters: &'a [char],
    distance: usize,
    prefix: usize,
    /// One row of the distance table per letter of the path, and the first.
    rows: Vec<Vec<usize>>,
    path: Vec<char>,
    found: Vec<Candidate>,
}

impl Walk<'_> {
    fn visit(&mut self, node: Node<'_>, output: u64, partial: &mut Vec<u8>) {
        if partial.is_empty() && node.is_final() {
            self.keep(output + node.final_output().value());
        }
        for transition in node.transitions() {
            partial.push(transition.inp);
            let below = self.fst.node(transition.addr);
            let total = output + transition.out.value();
            match std::str::from_utf8(partial) {
                Ok(text) => {
                    let letter = text.chars().next().expect("a byte was just added");
                    if self.enter(letter) {
                        self.visit(below, total, &mut Vec::new());
                        self.rows.pop();
                        self.path.pop();
                    }
                }
                Err(_) if partial.len() < 4 => self.visit(below, total, partial),
                Err(_) => {}
            }
            partial.pop();
        }
    }

    /// Adds a letter to the path; false when nothing below it can be near enough.
    fn enter(&mut self, letter: char) -> bool {
        let at = self.path.len();
        if at < self.prefix && self.letters[at] != letter {
            return false;
        }
        let above = &self.rows[at];
        let mut row = vec![at + 1];
        for (column, &wanted) in self.letters.iter().enumerate() {
            let mut best = (above[column] + usize::from(wanted != letter))
                .min(above[column + 1] + 1)
                .min(row[column] + 1);
            let swapped = at > 0
                && column > 0
                && self.path[at - 1] == wanted
                && self.letters[column - 1] == letter;
            if swapped {
                best = best.min(self.rows[at - 1][column - 1] + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_none_or(|&least| least > self.distance) {
            return false;
        }
        self.rows.push(row);
        self.path.push(letter);
        true
    }

    fn keep(&mut self, doc_freq: u64) {
        let distance = self.rows.last().and_then(|row| row.last()).copied().unwrap_or(usize::MAX);
        if let Ok(distance) = u8::try_from(distance)
            && usize::from(distance) <= self.distance
        {
            self.found.push(Candidate {
                term: self.path.iter().collect(),
                distance,
                kind: CandidateKind::Edit,
                doc_freq,
            });
        }
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
