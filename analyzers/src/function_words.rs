//! Words that carry no subject: they are indexed, but a query does not insist on them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    crate::data::rows(crate::data::FUNCTION_WORDS).flat_map(str::split_whitespace).collect()
});

/// True for pronouns, prepositions, conjunctions, question words, auxiliaries and the like.
/// Expects a lower-case word.
pub fn is_function_word(word: &str) -> bool {
    WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for word in ["och", "vilka", "hur", "när", "inte", "att", "som", "ska"] {
            assert!(is_function_word(word), "{word}");
        }
        for word in ["skola", "bygglov", "beslut", "nämnd", "ja", "nej", "man1"] {
            assert!(!is_function_word(word), "{word}");
        }
    }
}
