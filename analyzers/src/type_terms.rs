//! Everything about a word by itself: what it is found by, whatever stands beside it.

use crate::analyzer::Analyzer;
use crate::entities::Hint;
use crate::language::Language;
use crate::parts::PartMemo;
use crate::terms::{Terms, push_term};
use crate::token::WordTerms;
use crate::{abbreviations, agreement, lemma, normal, stem, whole};

/// Longer words are kept as they are, cut to this many bytes: no such word has an inflection.
const LONGEST_WORD: usize = 100;

impl Analyzer {
    /// The terms of a word as written.
    pub(crate) fn analyse_type(
        &self,
        word: &str,
        language: Language,
        memo: &mut PartMemo,
    ) -> WordTerms {
        let mut exact = std::mem::take(&mut memo.exact);
        normal::fold_into(word, &mut exact);
        exact.truncate(beginning(&exact, LONGEST_WORD).len());
        let terms = self.analyse_folded(word, &exact, language, memo);
        memo.exact = exact;
        terms
    }

    fn analyse_folded(
        &self,
        word: &str,
        exact: &str,
        language: Language,
        memo: &mut PartMemo,
    ) -> WordTerms {
        if self.lexicon().is_plain() {
            return stemmed(exact, language);
        }
        let letters_only = word.len() < LONGEST_WORD && normal::is_letters(word);
        let hint = if letters_only { Hint::of_letters(word, exact) } else { Hint::of(word) };
        let mut terms = if exact.len() >= LONGEST_WORD {
            WordTerms::plain(exact, exact)
        } else if exact.contains('-') {
            self.hyphenated(exact, language, memo)
        } else if language != Language::Swedish || !normal::is_letters(exact) {
            WordTerms::plain(exact, &stem::term(exact, language))
        } else {
            self.swedish(word, exact, memo)
        };
        terms.hint = hint;
        terms
    }

    /// A Swedish word, as written and folded.
    fn swedish(&self, word: &str, exact: &str, memo: &mut PartMemo) -> WordTerms {
        let found = lemma::lemmas_with(self.lexicon(), exact, &mut memo.search);
        let long = abbreviations::word_for(word, exact)
            .map(|long| lemma::lemmas_with(self.lexicon(), &normal::fold(long), &mut memo.search));
        let mut lemmas = std::mem::take(&mut memo.lemmas);
        lemmas.clear();
        for found in std::iter::once(&found).chain(&long) {
            for lemma in &found.lemmas {
                push_new(&mut lemmas, &found.term(self.lexicon(), lemma));
            }
        }
        let mut parts = std::mem::take(&mut memo.own_parts);
        parts.clear();
        let capitalised = word.starts_with(char::is_uppercase);
        let head = self.parts(exact, &found, capitalised, memo, &mut parts);
        let mut terms = WordTerms::new(exact, &lemmas, &parts, &mut memo.buffer);
        terms.head = head;
        (memo.lemmas, memo.own_parts) = (lemmas, parts);
        terms
    }

    /// `hbtqi-personer`: the whole is written with and without hyphen, its pieces are its parts.
    fn hyphenated(&self, exact: &str, language: Language, memo: &mut PartMemo) -> WordTerms {
        let pieces: Vec<&str> = exact.split('-').filter(|piece| !piece.is_empty()).collect();
        let mut parts = String::new();
        let mut last = None;
        for piece in pieces.iter().filter(|piece| piece.chars().nth(1).is_some()) {
            let terms = self.analyse_type(piece, language, memo);
            parts.push_str(terms.lemmas().packed());
            parts.push_str(terms.parts().packed());
            last = Some(terms);
        }
        let before: String =
            pieces.split_last().map(|(_, before)| before.concat()).unwrap_or_default();
        let mut lemmas = String::new();
        match last {
            Some(last) => last
                .lemmas()
                .iter()
                .for_each(|lemma| push_term(&mut lemmas, &format!("{before}{lemma}"))),
            None => push_term(&mut lemmas, &pieces.concat()),
        }
        let mut terms = WordTerms::new(exact, &lemmas, &parts, &mut memo.buffer);
        let head = exact.rfind('-').and_then(|dash| u8::try_from(dash + 1).ok());
        terms.head = head.unwrap_or(0);
        terms
    }

    /// Packs the terms of the parts that a word is found by; returns where its last part begins.
    fn parts(
        &self,
        exact: &str,
        found: &lemma::Found,
        capitalised: bool,
        memo: &mut PartMemo,
        packed: &mut String,
    ) -> u8 {
        if whole::reason(self.lexicon(), exact, found, capitalised).is_some() {
            return 0;
        }
        let parts = agreement::parts(self.lexicon(), exact, found, &mut memo.search);
        let Some(parts) = parts else { return 0 };
        memo.each_piece(self.lexicon(), exact, &parts, &mut |lemma, term| {
            if !found.lemmas.iter().any(|own| own == lemma) {
                push_new(packed, term);
            }
        });
        parts.last().and_then(|part| u8::try_from(part.from).ok()).unwrap_or(0)
    }
}

/// A word by the stemmer alone; of a word with hyphens each piece.
fn stemmed(exact: &str, language: Language) -> WordTerms {
    let mut lemmas = String::new();
    for piece in exact.split('-').filter(|piece| !piece.is_empty()) {
        push_new(&mut lemmas, &stem::stemmed(piece, language));
    }
    WordTerms::new(exact, &lemmas, "", &mut String::new())
}

/// Packs a term that is not there yet.
fn push_new(packed: &mut String, term: &str) {
    if !Terms::new(packed).contains(term) {
        push_term(packed, term);
    }
}

/// As many whole characters of a word as fit into `longest` bytes.
pub(crate) fn beginning(word: &str, longest: usize) -> &str {
    if word.len() <= longest {
        return word;
    }
    let end = (0..=longest).rev().find(|&at| word.is_char_boundary(at));
    &word[..end.unwrap_or(0)]
}
