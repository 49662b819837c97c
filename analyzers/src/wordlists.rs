//! The short lists that steer the splitter, as sets.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::prefixes::Prefixes;

type Words = LazyLock<FxHashSet<&'static str>>;

fn words_of(table: &'static str) -> FxHashSet<&'static str> {
    crate::data::rows(table).flat_map(str::split_whitespace).collect()
}

static NEVER_BEGIN: Words = LazyLock::new(|| words_of(crate::data::NEVER_BEGIN));
static NEVER_END: Words = LazyLock::new(|| words_of(crate::data::NEVER_END));
static SHORT: Words = LazyLock::new(|| words_of(crate::data::SHORT_PARTS));
static BASE: Words = LazyLock::new(|| words_of(crate::data::BASE_WORDS));
static LEXICALISED: Words = LazyLock::new(|| words_of(crate::data::LEXICALISED));

static VERBAL_STEMS: Words =
    LazyLock::new(|| LEXICALISED.iter().filter_map(|entry| entry.strip_suffix('~')).collect());

/// All stems of verbs are as long as what is looked at.
static LEXICALISED_BEGIN: LazyLock<Prefixes<5>> =
    LazyLock::new(|| Prefixes::of(LEXICALISED.iter().copied()));
static NEVER_END_BEGIN: LazyLock<Prefixes> =
    LazyLock::new(|| Prefixes::of(NEVER_END.iter().copied()));

/// What a verb adds to the stem that stands before `~` in the list of whole words.
const VERBAL: &[&str] = &["ande", "ende", "ning", "are", "else", "an", "ad", "a", "d", "t", ""];

/// True for a base word of the language, for want of a dictionary.
pub(crate) fn is_base(word: &str) -> bool {
    BASE.contains(word)
}

/// True for a word that may begin a compound as far as lists and length tell.
pub(crate) fn may_begin(word: &str) -> bool {
    long_enough(word) && !NEVER_BEGIN.contains(word)
}

/// True for a form that may end a compound as far as lists and length tell.
pub(crate) fn may_end(form: &str) -> bool {
    long_enough(form) && !(NEVER_END_BEGIN.may_begin(form) && NEVER_END.contains(form))
}

/// True for a word of three letters, and for the shorter ones that compounds are made of.
pub(crate) fn long_enough(word: &str) -> bool {
    // No letter of the language takes more than two bytes.
    word.len() > 4 || word.chars().nth(2).is_some() || SHORT.contains(word)
}

/// True for a lemma that is looked up as a whole.
pub(crate) fn is_lexicalised(lemma: &str) -> bool {
    LEXICALISED_BEGIN.may_begin(lemma) && (LEXICALISED.contains(lemma) || lexicalised_stem(lemma))
}

fn lexicalised_stem(lemma: &str) -> bool {
    VERBAL
        .iter()
        .filter_map(|ending| lemma.strip_suffix(ending))
        .any(|stem| VERBAL_STEMS.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_word_is_found() {
        assert!(LEXICALISED.iter().all(|word| word.ends_with('~') || is_lexicalised(word)));
        assert!(VERBAL_STEMS.iter().all(|stem| is_lexicalised(&format!("{stem}ning"))));
        assert!(NEVER_END.iter().all(|word| !may_end(word)));
    }

    #[test]
    fn table() {
        assert!(may_begin("skol") && !may_begin("för") && !may_begin("ab") && may_begin("ny"));
        assert!(may_end("lag") && !may_end("het"));
        assert!(
            is_lexicalised("ordförande")
                && is_lexicalised("säkerställande")
                && is_lexicalised("säkerställd")
        );
        assert!(!is_lexicalised("säkerhetsarbete"));
    }
}
