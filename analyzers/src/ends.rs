//! The last part of a compound: which strings may be one, and its lemma.

use crate::irregular;
use crate::lexicon::{FormTable, Lexicon};
use crate::{rules, wordlists};

/// The dictionary does not list the word as end of compounds: believed, but at a price.
const WEAK_COST: u32 = 250;
/// Shorter words that are not listed as ends are none, unless many compounds end in them.
const SHORTEST_WEAK: usize = 5;
const COMMON_COST: u32 = 700;

/// A word that may end a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) lemma: String,
    /// Not listed as an end.
    pub(crate) weak: bool,
}

/// `form` as last part of a compound, by dictionary and irregular table alone.
pub(crate) fn dictionary_head(forms: &FormTable, form: &str) -> Option<Head> {
    if !wordlists::may_end(form) {
        return None;
    }
    if let Some((lemma, _)) = irregular::lemmas(form).iter().find(|(_, class)| *class != "vb") {
        let kind = forms.kind(lemma)?;
        return Some(Head { lemma: (*lemma).to_owned(), weak: !kind.may_end });
    }
    let (mut lemmas, kind) = forms.get(form)?;
    if kind.proper || kind.verb_only && !is_participle(form) {
        return None;
    }
    let weak = !kind.may_end;
    let lemma = lemmas.next()?;
    wordlists::may_end(&lemma).then_some(Head { lemma, weak })
}

/// Verbs end a compound as participles only: `trygghetsskapande`.
fn is_participle(form: &str) -> bool {
    ["nde", "ndet", "ndes", "ndets", "ndena", "ad", "ade", "at"]
        .iter()
        .any(|ending| form.ends_with(ending))
}

/// The lemma of `form` as last part of a compound, and its cost.
pub(crate) fn head(lexicon: &Lexicon, form: &str) -> Option<(String, u32)> {
    if !wordlists::may_end(form) {
        return None;
    }
    if let Some(head) = dictionary_head(lexicon.forms(), form) {
        let known = lexicon.head_cost(&head.lemma);
        let cost = known.unwrap_or_else(|| crate::lexicon::cost(0));
        if head.weak && form.chars().count() < SHORTEST_WEAK && cost > COMMON_COST {
            return None;
        }
        return Some((head.lemma, cost + if head.weak { WEAK_COST } else { 0 }));
    }
    if lexicon.has_dictionary() {
        return listed_head(lexicon, form);
    }
    if let Some((lemma, _)) =
        irregular::lemmas(form).iter().find(|(lemma, _)| lexicon.head_cost(lemma).is_some())
    {
        return lexicon.head_cost(lemma).map(|cost| ((*lemma).to_owned(), cost));
    }
    let mut cost = None;
    let lemma = rules::candidates(form, |lemma| {
        cost = lexicon.head_cost(lemma).filter(|_| wordlists::may_end(lemma));
        cost.is_some()
    })?;
    Some((lemma, cost?))
}

/// A head that only the table of parts knows: `havare` of `vårdnadshavare`.
fn listed_head(lexicon: &Lexicon, form: &str) -> Option<(String, u32)> {
    let lemmas = ["", "s", "n", "ns", "na", "en", "et", "er"]
        .into_iter()
        .filter_map(|ending| form.strip_suffix(ending));
    let mut known = lemmas
        .filter(|lemma| lemma.len() >= 5)
        .filter_map(|lemma| Some((lemma.to_owned(), lexicon.head_cost(lemma)?)));
    if lexicon.forms().kind(form).is_some() { None } else { known.next() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Dictionary, LexiconBuilder};

    fn lexicon() -> Lexicon {
        let aff = "SET UTF-8\nCOMPOUNDEND Y\nSFX B Y 1\nSFX B 0 en .\nSFX m Y 1\nSFX m 0 r a\n";
        let dic = "5\nskjuts/BY\nbro/B\nplaska/m\nplaskande/Y\nSnorp/BY\n";
        let dictionary = Dictionary { dic: dic.as_bytes(), aff: aff.as_bytes() };
        LexiconBuilder::new(Some(dictionary)).build()
    }

    #[test]
    fn table() {
        let lexicon = lexicon();
        for (form, expected) in [
            ("skjuts", Some("skjuts")),
            ("skjutsen", Some("skjuts")),
            // Not marked as an end, short, and rare.
            ("bro", None),
            // A verb, and a name.
            ("plaskar", None),
            ("snorpen", None),
            ("plaskande", Some("plaskande")),
            // Suffixes are no words.
            ("het", None),
            ("ningar", None),
            // Known to the table of parts only.
            ("havaren", Some("havare")),
            ("okändord", None),
        ] {
            let found = head(&lexicon, form).map(|(lemma, _)| lemma);
            assert_eq!(found.as_deref(), expected, "{form}");
        }
    }

    #[test]
    fn what_no_dictionary_marks_costs_more() {
        let lexicon = lexicon();
        let marked = dictionary_head(lexicon.forms(), "skjuts").expect("listed");
        let unmarked = dictionary_head(lexicon.forms(), "bro").expect("listed");
        assert!(!marked.weak && unmarked.weak);
    }
}
