//! Which words are never cut, whatever they look like: names, verbs, words whose parts mislead.

use crate::lemma;
use crate::lexicon::Lexicon;
use crate::wordlists;

/// Heads of the names of organs and institutions: `Kommunstyrelseförvaltningen` is a compound although every paper
/// writes it with a capital.
const ORGANS: &[&str] = &[
    "förvaltning",
    "nämnd",
    "styrelse",
    "kontor",
    "utskott",
    "råd",
    "beredning",
    "bolag",
    "verk",
    "myndighet",
    "avdelning",
    "enhet",
    "fullmäktige",
    "region",
    "förbund",
    "parti",
    "skola",
    "lag",
    "förordning",
    "balk",
    "plan",
    "program",
    "budget",
    "ordning",
    "policy",
    "center",
    "central",
    "bibliotek",
    "museum",
    "direktör",
    "chef",
    "ombud",
    "delegation",
    "kommitté",
    "revision",
    "tjänst",
    "kansli",
    "förmedling",
    "mission",
    "stiftelse",
    "förening",
    "sjukhus",
    "teater",
    "jour",
    "mottagning",
    "verksamhet",
    "företag",
    "akademi",
    "universitet",
    "domstol",
    "fond",
    "gymnasium",
    "byrå",
    "kommun",
    "samverkan",
    "organisation",
    "inspektion",
    "ombudsman",
    "kammare",
    "arkiv",
    "församling",
];

/// Why `word` stays whole; `None` where it may be cut. `lemmas` are its lemmas; `capitalised` says
/// how it is written here.
pub(crate) fn reason(
    lexicon: &Lexicon,
    word: &str,
    found: &lemma::Found,
    capitalised: bool,
) -> Option<&'static str> {
    let lemmas = &found.lemmas;
    if wordlists::is_lexicalised(word)
        || lemmas.iter().any(|lemma| wordlists::is_lexicalised(lemma))
    {
        return Some("listed as a whole");
    }
    let kind = found.kind;
    if kind.is_some_and(|kind| kind.verb_only) && !is_participle(word) {
        return Some("verb");
    }
    let is_verb = |lemma: &String| {
        found.kind_of(lexicon, word, lemma).is_some_and(|kind| kind.verb_only && !kind.noun)
    };
    if lemmas.iter().any(|lemma| is_verb(lemma) || is_participle_of_verb(lexicon, lemma)) {
        return Some("participle of a verb");
    }
    let name = lexicon.is_name(word)
        || capitalised && !lexicon.has_vocabulary() && kind.is_none_or(|kind| kind.proper);
    let organ = || lemmas.iter().any(|lemma| ORGANS.iter().any(|organ| lemma.ends_with(organ)));
    (name && !organ()).then_some("name")
}

fn is_participle(word: &str) -> bool {
    ["nde", "ndet", "ndes", "ndena", "ad", "ade", "at"].iter().any(|ending| word.ends_with(ending))
}

/// `vägledande` of *vägleda*.
fn is_participle_of_verb(lexicon: &Lexicon, lemma: &str) -> bool {
    let stem = ["ande", "ende", "ad", "d"].iter().find_map(|ending| lemma.strip_suffix(ending));
    let verb =
        |stem: &str| lexicon.forms().kind(&format!("{stem}a")).is_some_and(|kind| kind.verb_only);
    stem.is_some_and(verb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        let lexicon = Lexicon::rules_only();
        let reason = |word: &str, capitalised| {
            reason(
                &lexicon,
                &word.to_lowercase(),
                &lemma::lemmas(&lexicon, &word.to_lowercase()),
                capitalised,
            )
        };
        assert_eq!(reason("ordförande", false), Some("listed as a whole"));
        assert_eq!(reason("Plaskgården", true), Some("name"));
        assert_eq!(reason("Plasknämnden", true), None);
        assert_eq!(reason("Plaskförmedlingen", true), None);
        assert_eq!(reason("plaskgården", false), None);
    }
}
