//! The last step of inflection: the stemmer, over the lemma, so that near words of one family
//! meet (`beslut`, `besluta`).

use std::borrow::Cow;

use rust_stemmers::Stemmer;

use crate::language::Language;

/// The term of a lemma.
///
/// Adjectives in -lig keep their suffix, with the nouns in -lighet made from them: the stemmer cuts
/// `möjlighet` to *möj* and `hemlig` to *hem*.
pub(crate) fn term(lemma: &str, language: Language) -> Cow<'_, str> {
    if language == Language::Swedish
        && let Some(adjective) =
            lemma.strip_suffix("het").or(Some(lemma)).filter(|lemma| lemma.ends_with("lig"))
    {
        return Cow::Borrowed(adjective);
    }
    stemmed(lemma, language)
}

/// What the stemmer alone makes of a word.
pub(crate) fn stemmed(word: &str, language: Language) -> Cow<'_, str> {
    Stemmer::create(language.algorithm()).stem(word)
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
            ("planned", Language::English, "plan"),
            ("lautakunnan", Language::Finnish, "lautakun"),
        ] {
            assert_eq!(term(lemma, language), expected);
        }
    }
}
