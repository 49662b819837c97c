//! What the parts of a compound are found by. Few parts make many words (`verksamhet` ends a
//! thousand), so what a part gives is kept.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::compounds::{Part, SearchMemory, Splitter};
use crate::language::Language;
use crate::lexicon::Lexicon;
use crate::{lemma, stem};

/// Parts and words kept of each kind, some 3 MB; all are forgotten when there are more.
const PARTS: usize = 10_000;

/// A lemma and its term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) lemma: Box<str>,
    pub(crate) term: Box<str>,
}

/// What a part is found by.
type Pieces = Arc<[Piece]>;

/// What is known of parts met lately, and the working memory of the splitter.
#[derive(Debug, Default)]
pub(crate) struct PartMemo {
    /// By lemma of the part: its own parts included.
    parts: FxHashMap<Box<str>, Pieces>,
    /// By word as it stands.
    words: FxHashMap<Box<str>, Pieces>,
    pub(crate) search: SearchMemory,
}

impl PartMemo {
    /// What a compound with these parts is found by, the same piece perhaps several times: parts,
    /// their own parts, the runs of parts that begin the word, and its last part as it stands.
    pub(crate) fn pieces(&mut self, lexicon: &Lexicon, word: &str, parts: &[Part]) -> Vec<Pieces> {
        let mut pieces = Vec::with_capacity(2 * parts.len());
        self.gather(lexicon, word, parts, &mut pieces);
        if let Some(last) = parts.last() {
            pieces.push(self.of_word(lexicon, &word[last.from..]));
        }
        pieces
    }

    fn gather(&mut self, lexicon: &Lexicon, word: &str, parts: &[Part], out: &mut Vec<Pieces>) {
        for (index, part) in parts.iter().enumerate() {
            out.push(self.of_part(lexicon, &part.lemma));
            if index > 0 && index + 1 < parts.len() {
                let run = format!("{}{}", &word[..part.from], part.lemma);
                out.push(self.of_word(lexicon, &run));
            }
        }
    }

    fn of_part(&mut self, lexicon: &Lexicon, part: &str) -> Pieces {
        if let Some(known) = self.parts.get(part) {
            return known.clone();
        }
        let found = lemma::lemmas(lexicon, part);
        let mut pieces: Vec<Piece> = found.lemmas.iter().map(|lemma| piece(lemma)).collect();
        if let Some(inner) = Splitter::new(lexicon).split_part(part, &found, &mut self.search) {
            let mut more = Vec::new();
            self.gather(lexicon, part, &inner, &mut more);
            pieces.extend(more.iter().flat_map(|known| known.iter().cloned()));
        }
        keep(&mut self.parts, part, pieces.into())
    }

    /// The lemmas of `word`: a part is found the way the word is found that stands alone.
    fn of_word(&mut self, lexicon: &Lexicon, word: &str) -> Pieces {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let found = lemma::lemmas(lexicon, word);
        keep(&mut self.words, word, found.lemmas.iter().map(|lemma| piece(lemma)).collect())
    }
}

fn keep(known: &mut FxHashMap<Box<str>, Pieces>, word: &str, pieces: Pieces) -> Pieces {
    if known.len() >= PARTS {
        known.clear();
    }
    known.insert(word.into(), pieces.clone());
    pieces
}

fn piece(lemma: &str) -> Piece {
    Piece { lemma: lemma.into(), term: stem::term(lemma, Language::Swedish).into() }
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
            let pieces = memo.pieces(&lexicon, word, &split);
            assert_eq!(pieces, PartMemo::default().pieces(&lexicon, word, &split), "{word}");
            let all = pieces.iter().flat_map(|known| known.iter());
            assert!(all.count() > split.len());
        }
    }
}
