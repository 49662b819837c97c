//! The word that half a word stands for, once the word is known whose other half it shares.

use crate::analyzer::Analyzer;
use crate::compounds::{SearchMemory, Splitter};
use crate::token::KnownTerms;
use crate::wordlists;

impl Analyzer {
    /// Writes the word that a first half means, given the word whose end it shares: its last part
    /// (`barn- och ungdomsnämnden`), or, where that is none or the half begins no compound, the
    /// longest end with which the half is a word (`in- och utvandring`, `för- och nackdelar`).
    pub(crate) fn first_completed(
        &self,
        half: &str,
        other: KnownTerms<'_>,
        out: &mut String,
    ) -> bool {
        let (other, head) = (other.exact, other.head);
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

    /// Writes the word that a first half makes with the word behind the one beside it, where that is
    /// a word: `intern- och extern granskning` is *interngranskning*.
    pub(crate) fn first_with_noun(&self, half: &str, noun: &str, out: &mut String) -> bool {
        out.clear();
        out.push_str(half);
        out.push_str(noun);
        self.is_word(out)
    }

    /// Writes the word that a second half means, given the word whose beginning it shares: all but
    /// its last part, or, where no parts are known, all before the longest noun that ends it.
    pub(crate) fn second_completed(
        &self,
        half: &str,
        other: KnownTerms<'_>,
        out: &mut String,
    ) -> bool {
        let noun = |tail: &str| {
            let kind = self.lexicon().forms().kind(tail);
            tail.chars().nth(3).is_some() && kind.is_some_and(|kind| kind.noun && !kind.proper)
        };
        let mut places = other.exact.char_indices().skip(3).map(|(at, _)| at);
        let head = (other.head > 0)
            .then_some(other.head)
            .or_else(|| places.find(|&at| noun(&other.exact[at..])));
        if let Some(head) = head {
            out.push_str(&other.exact[..head]);
            out.push_str(half);
        }
        head.is_some()
    }

    /// True for a form of the dictionary that is no name, and for a compound.
    fn is_word(&self, word: &str) -> bool {
        let known = self.lexicon().forms().kind(word).is_some_and(|kind| !kind.proper);
        known || Splitter::new(self.lexicon()).split(word, &mut SearchMemory::default()).is_some()
    }
}
