//! Finite verbs of minutes: what tells a sentence from a title.

const FINITE: &[&str] = &[
    "anmäler",
    "anmälde",
    "anser",
    "ansöker",
    "ansökte",
    "antar",
    "avslutar",
    "bedömer",
    "begär",
    "behandlade",
    "behandlas",
    "beslutade",
    "beslutar",
    "besvarade",
    "besvarar",
    "bordläggs",
    "består",
    "finns",
    "fick",
    "framför",
    "framhåller",
    "får",
    "föredrar",
    "föredrog",
    "föreligger",
    "föreslog",
    "föreslår",
    "gav",
    "ger",
    "godkänner",
    "gäller",
    "gör",
    "har",
    "hade",
    "hälsar",
    "informerade",
    "informerar",
    "inkom",
    "innebär",
    "inleder",
    "kallar",
    "kom",
    "konstaterar",
    "lämnade",
    "lämnar",
    "läggs",
    "meddelar",
    "noterar",
    "omfattar",
    "presenterade",
    "presenterar",
    "rapporterade",
    "rapporterar",
    "redogjorde",
    "redogör",
    "redovisade",
    "redovisar",
    "ska",
    "skall",
    "ställer",
    "tackar",
    "uppgår",
    "upplyser",
    "utser",
    "utses",
    "yrkade",
    "yrkar",
    "är",
    "öppnar",
    "överlämnar",
    "redovisas",
];

/// Whether `word` is a verb that a sentence of minutes has, and a title has not.
pub(super) fn is_finite(word: &str) -> bool {
    FINITE.contains(&word)
}

/// Whether `line` opens a sentence: a capital, and a finite verb among its next words.
pub(super) fn opens_sentence(line: &str) -> bool {
    line.starts_with(char::is_uppercase) && line.split_whitespace().skip(1).take(4).any(is_finite)
}

/// Where in `text` a sentence begins that something else stands before: at a capitalised word that
/// a finite verb follows ("Rapporter Socialchefen rapporterar om …" at "Socialchefen").
pub(super) fn sentence_start(text: &str) -> Option<usize> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = (1..words.len().saturating_sub(1))
        .find(|&at| words[at].starts_with(char::is_uppercase) && is_finite(words[at + 1]))?;
    Some(words[at].as_ptr().addr() - text.as_ptr().addr())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_from_titles() {
        assert!(opens_sentence("Länsstyrelsen har den 3 mars beslutat utse Per Al (S)"));
        assert!(!opens_sentence("Räddningstjänsten Storvik i stället för Eva Ek (S)"));
        assert_eq!(sentence_start("Rapporter Socialchefen rapporterar om läget."), Some(10));
        assert_eq!(sentence_start("Taxa för bad"), None);
    }
}
