//! What the parts of a compound are found by. Few parts make many words (`verksamhet` ends a
//! thousand), so what a part gives is kept.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::compounds::{Part, SearchMemory, Splitter};
use crate::lemma::{self, Found};
use crate::lexicon::Lexicon;
use crate::normal;
use crate::terms::{Terms, push_term};

/// Parts and words kept of each kind, some 3 MB; all are forgotten when there are more.
const PARTS: usize = 20_000;

/// Bytes that a word and its terms take with few exceptions.
const PACKED: usize = 64;

/// A part of a part ends a run only if it has as many letters: `kart` of `kartläggning` means nothing
/// behind what stands before.
const SHORTEST_RUN: usize = 5;

/// What a part is found by: lemmas, each with its term behind it.
type Pieces = Arc<str>;

/// A part that is itself a compound or not.
#[derive(Debug, Clone)]
struct KnownPart {
    /// Its own parts included.
    pieces: Pieces,
    /// The runs of parts that it begins with, all but the whole: `belysning` of `belysningsstolpe`.
    runs: Arc<[String]>,
}

/// Takes a lemma and its term.
type Sink<'a> = &'a mut dyn FnMut(&str, &str);

/// What is known of parts met lately, and the working memory of the splitter.
#[derive(Debug, Default)]
pub(crate) struct PartMemo {
    /// By lemma.
    parts: FxHashMap<Box<str>, KnownPart>,
    /// By word as it stands.
    words: FxHashMap<Box<str>, Pieces>,
    pub(crate) search: SearchMemory,
    /// Working memory of the analysis of a word.
    pub(crate) exact: String,
    pub(crate) lemmas: String,
    pub(crate) own_parts: String,
    pub(crate) buffer: String,
}

impl PartMemo {
    /// Hands on what a compound with these parts is found by, the same piece perhaps several times:
    /// parts, their own parts, the runs of parts that begin the word, and its last part as it stands.
    pub(crate) fn each_piece(
        &mut self,
        lexicon: &Lexicon,
        word: &str,
        parts: &[Part],
        sink: Sink<'_>,
    ) {
        self.gather(lexicon, word, parts, sink);
        if let Some(last) = parts.last() {
            hand_on(&self.of_word(lexicon, &word[last.from..]), sink);
        }
    }

    fn gather(&mut self, lexicon: &Lexicon, word: &str, parts: &[Part], sink: Sink<'_>) {
        for (index, part) in parts.iter().enumerate() {
            let known = self.of_part(lexicon, &part.lemma);
            hand_on(&known.pieces, sink);
            if index == 0 {
                continue;
            }
            let before = &word[..part.from];
            for run in known.runs.iter() {
                hand_on(&self.of_word(lexicon, &[before, run].concat()), sink);
            }
            if index + 1 < parts.len() {
                hand_on(&self.of_word(lexicon, &[before, &part.lemma].concat()), sink);
            }
        }
    }

    fn of_part(&mut self, lexicon: &Lexicon, part: &str) -> KnownPart {
        if let Some(known) = self.parts.get(part) {
            return known.clone();
        }
        let found = lemma::lemmas_with(lexicon, part, &mut self.search);
        let mut packed = pack(lexicon, &found);
        let inner = Splitter::new(lexicon).split_part(part, &found, &mut self.search);
        let inner = inner.unwrap_or_default();
        self.gather(lexicon, part, &inner, &mut |lemma, term| {
            push_term(&mut packed, lemma);
            push_term(&mut packed, term);
        });
        let runs = inner
            .iter()
            .rev()
            .skip(1)
            .filter(|run| normal::count_letters(&run.lemma) >= SHORTEST_RUN);
        let runs = runs.map(|run| [&part[..run.from], &run.lemma].concat()).collect();
        keep(&mut self.parts, part, KnownPart { pieces: packed.into(), runs })
    }

    /// The lemmas of `word`: a part is found the way the word is found that stands alone.
    fn of_word(&mut self, lexicon: &Lexicon, word: &str) -> Pieces {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let found = lemma::lemmas_with(lexicon, word, &mut self.search);
        keep(&mut self.words, word, pack(lexicon, &found).into())
    }
}

fn keep<T: Clone>(known: &mut FxHashMap<Box<str>, T>, word: &str, value: T) -> T {
    if known.len() >= PARTS {
        known.clear();
    }
    known.insert(word.into(), value.clone());
    value
}

fn pack(lexicon: &Lexicon, found: &Found) -> String {
    let mut packed = String::with_capacity(PACKED);
    for lemma in &found.lemmas {
        push_term(&mut packed, lemma);
        push_term(&mut packed, &found.term(lexicon, lemma));
    }
    packed
}

fn hand_on(pieces: &str, sink: Sink<'_>) {
    let mut terms = Terms::new(pieces).iter();
    while let (Some(lemma), Some(term)) = (terms.next(), terms.next()) {
        sink(lemma, term);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_twice_gives_the_same() {
        let lexicon = Lexicon::rules_only();
        let mut memo = PartMemo::default();
        for word in ["strandskyddsdispens", "miljönämnden", "strandskyddsdispens"] {
            let split = Splitter::new(&lexicon).split(word, &mut memo.search).expect("a compound");
            let pieces = |memo: &mut PartMemo| {
                let mut all = Vec::new();
                memo.each_piece(&lexicon, word, &split, &mut |lemma, term| {
                    all.push((lemma.to_owned(), term.to_owned()));
                });
                all
            };
            let first = pieces(&mut memo);
            assert_eq!(pieces(&mut memo), first, "{word}");
            assert_eq!(pieces(&mut PartMemo::default()), first, "{word}");
            assert!(first.len() > split.len());
        }
    }
}
