//! Whether the parts that were found agree with what the dictionary says of the whole word:
//! `ändrad` is a form of *ändra*, so no *rad* ends it, and `cykelbanan` one of *cykelbana*, so no
//! *banan* does.

use crate::compounds::{Part, SearchMemory, Splitter};
use crate::lemma::{Found, Source};
use crate::lexicon::Lexicon;

/// What may stand behind the stem of a verb in the word that a compound is made of.
const OF_VERBS: &[&str] =
    &["a", "are", "ande", "ende", "ning", "an", "ad", "d", "t", "else", "eri", "bar", "ing", ""];
/// A shorter end of a lemma is not believed to be a word.
const SHORTEST: usize = 4;

/// The parts of `word`, whose lemmas are `found`. They are those of its lemma wherever they can be,
/// so that all forms of a word are cut alike.
pub(crate) fn parts(
    lexicon: &Lexicon,
    word: &str,
    found: &Found,
    memory: &mut SearchMemory,
) -> Option<Vec<Part>> {
    let splitter = Splitter::new(lexicon);
    let lemma = found.lemmas.first().filter(|lemma| *lemma != word);
    if let Some(lemma) = lemma.filter(|_| found.lemmas.len() == 1) {
        let whole =
            || lexicon.forms().kind(lemma).is_some_and(|kind| kind.noun || is_of_manner(lemma));
        match splitter.split_lemma(lemma, memory) {
            Some(parts) => {
                let parts = agreed(lexicon, lemma, found, parts)?;
                if let Some(parts) = carried_over(word, lemma, parts) {
                    return Some(parts);
                }
            }
            None if found.source == Source::Dictionary && whole() => return None,
            None => {}
        }
    }
    let own = found.lemmas.iter().any(|lemma| lemma == word);
    let parts = if own { splitter.split_lemma(word, memory) } else { splitter.split(word, memory) };
    agreed(lexicon, word, found, parts?)
}

/// `veckovis`, whose form `veckovisa` is no song.
fn is_of_manner(lemma: &str) -> bool {
    lemma.ends_with("vis")
}

/// The parts of a lemma as those of a form that begins like it.
fn carried_over(word: &str, lemma: &str, mut parts: Vec<Part>) -> Option<Vec<Part>> {
    let last = parts.last_mut()?;
    let same = word.as_bytes().get(..last.from) == lemma.as_bytes().get(..last.from);
    last.to = word.len();
    (same && last.from < word.len()).then_some(parts)
}

/// The parts as the dictionary allows them; `None` where it knows the word and they cannot be.
fn agreed(lexicon: &Lexicon, word: &str, found: &Found, mut parts: Vec<Part>) -> Option<Vec<Part>> {
    let last = parts.last_mut()?;
    if found.source == Source::Dictionary
        && (ends_in_suffix(found, &last.lemma) || ends_in_no_noun(lexicon, found, &last.lemma))
    {
        return None;
    }
    if found.source != Source::Dictionary
        || found.lemmas.iter().any(|whole| ends_in(whole, &last.lemma))
    {
        return Some(parts);
    }
    let before = &word[..last.from];
    let ends_compounds = |lemma: &&str| {
        let kind = lexicon.forms().kind(lemma).filter(|kind| !kind.proper && !kind.verb_only);
        lemma.chars().count() >= SHORTEST && kind.is_some_and(|kind| kind.may_end)
    };
    let mut ends = found.lemmas.iter().filter_map(|whole| whole.strip_prefix(before));
    let lemma = ends.find(ends_compounds)?;
    last.lemma = lemma.into();
    Some(parts)
}

/// True for a noun that seems to end in a word that is none: `barn·morska`.
fn ends_in_no_noun(lexicon: &Lexicon, found: &Found, head: &str) -> bool {
    let is_noun = |word: &str| lexicon.forms().kind(word).is_none_or(|kind| kind.noun);
    found.kind.is_some_and(|kind| kind.noun)
        && !is_noun(head)
        && found.lemmas.iter().any(|whole| whole.ends_with(head))
}

/// True for an adjective whose suffix a noun has come out of: `antikva·risk`, `långfri·stig`.
fn ends_in_suffix(found: &Found, head: &str) -> bool {
    let adjective = found.kind.is_some_and(|kind| !kind.noun && !kind.verb_only);
    adjective && ["risk", "fisk", "disk", "stig", "stiga"].contains(&head)
}

/// True where `head` is the end of `whole`, or a verb from whose stem the end of `whole` is made.
fn ends_in(whole: &str, head: &str) -> bool {
    let stem = head.strip_suffix('a').unwrap_or(head);
    whole.ends_with(head)
        || whole
            .rfind(stem)
            .is_some_and(|at| at > 0 && OF_VERBS.contains(&&whole[at + stem.len()..]))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Analyzer, Dictionary, LexiconBuilder};

    #[test]
    fn all_forms_are_cut_alike() {
        let aff = "SET UTF-8\nCOMPOUNDBEGIN X\nCOMPOUNDEND Y\nSFX D Y 1\nSFX D 0 en [^a]\n\
            SFX G Y 1\nSFX G 0 ar [^a]\nSFX E Y 1\nSFX E 0 n a\n";
        let dic = "7\nplask/X\nblork/DGY\nplaskblork/DG\nsnorpa/EXY\nsnorpan/DY\nplasksnorpa/E\n\
            blorkarn/DY\n";
        let dictionary = Dictionary { dic: dic.as_bytes(), aff: aff.as_bytes() };
        let analyzer = Analyzer::new(Arc::new(LexiconBuilder::new(Some(dictionary)).build()));
        for (form, head) in [
            ("plaskblork", "blork"),
            ("plaskblorken", "blork"),
            ("plaskblorkar", "blork"),
            ("plasksnorpa", "snorpa"),
            ("plasksnorpan", "snorpa"),
        ] {
            let lemmas: Vec<String> =
                analyzer.compound_parts(form).into_iter().map(|(_, lemma)| lemma).collect();
            assert_eq!(lemmas, ["plask", head], "{form}");
        }
    }

    #[test]
    fn the_end_of_the_whole_is_the_last_part() {
        for (whole, head, agrees) in [
            ("cykelbana", "bana", true),
            ("cykelbana", "banan", false),
            ("ändra", "rad", false),
            ("partikel", "klar", false),
            ("gruppledare", "leda", true),
            ("trygghetsskapande", "skapa", true),
            ("webb", "ben", false),
        ] {
            assert_eq!(ends_in(whole, head), agrees, "{whole} {head}");
        }
    }
}
