//! Which words are never cut, whatever they look like: names, verbs, words whose parts mislead.

use std::borrow::Cow;

use crate::compounds::is_linked;
use crate::lexicon::Lexicon;
use crate::{ends, lemma, wordlists};

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
        || lemmas.iter().any(|lemma| lemma != word && wordlists::is_lexicalised(lemma))
    {
        return Some("listed as a whole");
    }
    let kind = found.kind;
    if let Some(reason) = verbal(lexicon, word, found) {
        return Some(reason);
    }
    let name = lexicon.is_name(word)
        || capitalised && !lexicon.has_vocabulary() && kind.is_none_or(|kind| kind.proper);
    let organ = || lemmas.iter().any(|lemma| ORGANS.iter().any(|organ| lemma.ends_with(organ)));
    (name && !organ()).then_some("name")
}

/// Why a verb stays whole: the dictionary lists *handlägga* because its parts do not tell what it
/// means. A verb behind a noun is cut: `mantals·skriva`, `skatte·finansiera`.
fn verbal<'f>(lexicon: &Lexicon, word: &str, found: &'f lemma::Found) -> Option<&'static str> {
    let kind = found.kind;
    let is_verb = |lemma: &str| {
        found.kind_of(lexicon, word, lemma).is_some_and(|kind| kind.verb_only && !kind.noun)
    };
    let verb_of = |lemma: &'f String| {
        if is_verb(lemma) {
            Some(Cow::Borrowed(lemma.as_str()))
        } else {
            verb_of_participle(lexicon, lemma).map(Cow::Owned)
        }
    };
    let mut verbs = found.lemmas.iter().filter_map(verb_of).peekable();
    let reason = if kind.is_some_and(|kind| kind.verb_only) && !is_participle(word) {
        "verb"
    } else {
        verbs.peek().map(|_| "participle of a verb")?
    };
    (!verbs.any(|verb| joins_noun(lexicon, &verb))).then_some(reason)
}

/// True for a verb made of a noun and a verb.
fn joins_noun(lexicon: &Lexicon, verb: &str) -> bool {
    let (mut beginnings, mut noun) = (Vec::new(), String::new());
    lexicon.beginnings(verb.as_bytes(), &mut beginnings);
    let is_noun = |word: &str| lexicon.forms().kind(word).is_some_and(|kind| kind.noun);
    beginnings.iter().any(|beginning| {
        let (before, rest) = verb.split_at(beginning.len);
        let linked = is_linked(before);
        lexicon.write_lemma(before, beginning.rule, &mut noun);
        ends::joins_nouns(rest, linked)
            && wordlists::may_end(rest)
            && lexicon.forms().kind(rest).is_some_and(|kind| kind.verb_only)
            && is_noun(&noun)
    })
}

fn is_participle(word: &str) -> bool {
    ["nde", "ndet", "ndes", "ndena", "ad", "ade", "at"].iter().any(|ending| word.ends_with(ending))
}

/// `vägledande` of *vägleda*.
fn verb_of_participle(lexicon: &Lexicon, lemma: &str) -> Option<String> {
    let stem = ["ande", "ende", "ad", "d"].iter().find_map(|ending| lemma.strip_suffix(ending))?;
    let kind = lexicon.forms().kind_joined(stem, "a");
    kind.is_some_and(|kind| kind.verb_only).then(|| [stem, "a"].concat())
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
