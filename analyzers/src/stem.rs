//! The last step of inflection: the stemmer, over the lemma, so that near words of one family
//! meet (`beslut`, `besluta`; `avhoppa`, `avhoppare`).

use std::borrow::Cow;

use rust_stemmers::Stemmer;

use crate::language::Language;
use crate::snowball;

/// What is left of a lemma has so many letters.
const SHORTEST: usize = 3;

/// The term of a lemma.
///
/// Adjectives in -ig keep their suffix, with the nouns in -ighet made from them: the stemmer cuts
/// `möjlighet` to *möj*, `hemlig` to *hem* and `fastighet` to *fast*.
pub(crate) fn term(word: &str, language: Language) -> Cow<'_, str> {
    if language == Language::Swedish
        && let Some(adjective) = adjective(word)
    {
        return Cow::Borrowed(adjective);
    }
    stemmed(word, language)
}

/// `möjlig` of *möjlig* and *möjlighet*.
fn adjective(word: &str) -> Option<&str> {
    word.strip_suffix("het").or(Some(word)).filter(|word| word.ends_with("ig") && is_stem(word))
}

fn is_stem(stem: &str) -> bool {
    stem.chars().nth(SHORTEST - 1).is_some()
}

/// What the stemmer alone makes of a word.
pub(crate) fn stemmed(word: &str, language: Language) -> Cow<'_, str> {
    match language {
        Language::Swedish => Cow::Borrowed(snowball::stem(word)),
        _ => Stemmer::create(language.algorithm()).stem(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (lemma, language, expected) in [
            ("besluta", Language::Swedish, "beslut"),
            ("nämnd", Language::Swedish, "nämnd"),
            ("möjlighet", Language::Swedish, "möjlig"),
            ("hemlig", Language::Swedish, "hemlig"),
            ("fastighet", Language::Swedish, "fastig"),
            ("planned", Language::English, "plan"),
            ("lautakunnan", Language::Finnish, "lautakun"),
        ] {
            assert_eq!(term(lemma, language), expected);
        }
    }
}
