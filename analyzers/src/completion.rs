//! The word that half a word stands for, once the word is known whose other half it shares.

use crate::analyzer::Analyzer;
use crate::compounds::{SearchMemory, Splitter};
use crate::token::WordTerms;
use crate::wordlists;

impl Analyzer {
    /// Writes the word that a first half means, given the word whose end it shares: its last part
    /// (`barn- och ungdomsnämnden`), or, where that is none or the half begins no compound, the
    /// longest end with which the half is a word (`in- och utvandring`, `för- och nackdelar`).
    pub(crate) fn first_completed(&self, half: &str, other: &WordTerms, out: &mut String) -> bool {
        let (other, head) = (other.exact(), other.head_at());
        if head > 0 && wordlists::may_begin(half) {
            out.push_str(half);
            out.push_str(&other[head..]);
            return true;
        }
        for (at, _) in other.char_indices().skip(2) {
            let tail = &other[at..];
            if tail.chars().nth(2).is_none() {
                break;
            }
            out.clear();
            out.push_str(half);
            out.push_str(tail);
            if self.is_word(out) {
                return true;
            }
        }
        out.clear();
        out.push_str(half);
        out.push_str(&other[head..]);
        head > 0
    }

    /// True for a form of the dictionary that is no name, and for a compound.
    fn is_word(&self, word: &str) -> bool {
        let known = self.lexicon().forms().kind(word).is_some_and(|kind| !kind.proper);
        known || Splitter::new(self.lexicon()).split(word, &mut SearchMemory::default()).is_some()
    }
}

/// Writes the word that a second half means, given the word whose beginning it shares.
pub(crate) fn second_completed(half: &str, other: &WordTerms, out: &mut String) -> bool {
    if other.head_at() == 0 {
        return false;
    }
    out.push_str(&other.exact()[..other.head_at()]);
    out.push_str(half);
    true
}
