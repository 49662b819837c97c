//! Whether the parts that were found agree with what the dictionary says of the whole word:
//! `ändrad` is a form of *ändra*, so no *rad* ends it, and `cykelbanan` one of *cykelbana*, so no
//! *banan* does.

use crate::compounds::Part;
use crate::lemma::{Found, Source};
use crate::lexicon::Lexicon;

/// What may stand behind the stem of a verb in the word that a compound is made of.
const OF_VERBS: &[&str] =
    &["a", "are", "ande", "ende", "ning", "an", "ad", "d", "t", "else", "eri", "bar", "ing", ""];
/// A shorter end of a lemma is not believed to be a word.
const SHORTEST: usize = 4;

/// The parts as the dictionary allows them; `None` where it knows the word and they cannot be.
pub(crate) fn agreed(
    lexicon: &Lexicon,
    word: &str,
    found: &Found,
    mut parts: Vec<Part>,
) -> Option<Vec<Part>> {
    let last = parts.last_mut()?;
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
    lemma.clone_into(&mut last.lemma);
    Some(parts)
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
    use super::*;

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
