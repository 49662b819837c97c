//! The last part of a compound: which strings may be one, and its lemma.

use crate::irregular;
use crate::lexicon::{FormTable, Key, Lexicon};
use crate::{normal, rules, wordlists};

/// The dictionary does not list the word as end of compounds: believed, but at a price.
const WEAK_COST: u32 = 250;
/// Shorter words that are not listed as ends are none, unless many compounds end in them.
const SHORTEST_WEAK: usize = 5;

/// What a word of so few letters may cost that many compounds end in.
fn common_cost(letters: usize) -> u32 {
    if letters < 4 { 805 } else { 951 }
}

/// A word that may end a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) lemma: String,
    /// Not listed as an end.
    pub(crate) weak: bool,
}

/// `form` as last part of a compound, by dictionary and irregular table alone.
pub(crate) fn dictionary_head(forms: &FormTable, form: &str) -> Option<Head> {
    let mut lemma = String::new();
    let weak = by_dictionary(forms, Key::of(form), false, &mut lemma)?;
    Some(Head { lemma, weak })
}

/// As [`dictionary_head`]: whether the head is weak. Its lemma is left in `lemma`.
fn by_dictionary(
    forms: &FormTable,
    form: Key<'_>,
    linked: bool,
    lemma: &mut String,
) -> Option<bool> {
    lemma.clear();
    let irregular = irregular::lemmas(form.text);
    if let Some((base, _)) = irregular.iter().find(|(_, class)| *class != "vb") {
        // The dictionary has *allé* without its accent, as a form.
        let kind = forms.kind(base).or_else(|| forms.get(form).map(|known| known.kind()))?;
        lemma.push_str(base);
        return wordlists::may_end(form.text).then_some(!kind.may_end);
    }
    let known = forms.get(form)?;
    let kind = known.kind();
    if kind.proper {
        return None;
    }
    let (stem, ending) = known.lemmas().next()?;
    lemma.push_str(stem);
    lemma.push_str(ending);
    if kind.verb_only && !is_participle(form.text) && !joins_nouns(lemma, linked) {
        return None;
    }
    (wordlists::may_end(form.text) && wordlists::may_end(lemma)).then_some(!kind.may_end)
}

/// Verbs end a compound as participles, `trygghetsskapande`, and as the word for who does it,
/// `kulturskapare`.
fn is_participle(form: &str) -> bool {
    [
        "nde", "ndet", "ndes", "ndets", "ndena", "ad", "ade", "at", "are", "aren", "arens", "ares",
        "arna", "arnas",
    ]
    .iter()
    .any(|ending| form.ends_with(ending))
}

/// Prefixes of verbs that nouns are put before: `individ·anpassa`, `skatte·finansiera`.
pub(crate) const VERB_PREFIXES: &[&str] = &[
    "an", "av", "be", "bort", "er", "för", "in", "ned", "om", "på", "till", "upp", "ut", "över",
    "åter",
];

/// True for a verb that is put behind nouns. Behind an -s that links any is: `kvalitets·säkra`.
pub(crate) fn joins_nouns(verb: &str, linked: bool) -> bool {
    /// In bytes; shorter ones come out of chance.
    const SHORTEST: usize = 5;
    const SHORTEST_UNLINKED: usize = 7;
    if linked || verb.len() < SHORTEST_UNLINKED {
        return linked && verb.len() >= SHORTEST;
    }
    verb.ends_with("era") || VERB_PREFIXES.iter().any(|prefix| verb.starts_with(prefix))
}

/// The cost of `form` as last part of a compound; its lemma is left in `lemma`. `linked` where a
/// linking -s stands before it: then no chance has put a short word there.
pub(crate) fn head(
    lexicon: &Lexicon,
    form: Key<'_>,
    linked: bool,
    lemma: &mut String,
) -> Option<u32> {
    if !wordlists::long_enough(form.text) {
        return None;
    }
    if let Some(weak) = by_dictionary(lexicon.forms(), form, linked, lemma) {
        let known = lexicon.head_cost(Key::of(lemma));
        let cost = known.unwrap_or_else(|| crate::lexicon::cost(0));
        let letters = normal::count_letters(form.text);
        if weak && !linked && letters < SHORTEST_WEAK && cost > common_cost(letters) {
            return None;
        }
        return Some(cost + if weak { WEAK_COST } else { 0 });
    }
    let cost = if lexicon.has_dictionary() {
        listed_head(lexicon, form, lemma)
    } else {
        head_by_rule(lexicon, form.text, lemma)
    };
    cost.filter(|_| wordlists::may_end(form.text))
}

/// Without a dictionary: a form that a table or a rule leads to a known head.
fn head_by_rule(lexicon: &Lexicon, form: &str, lemma: &mut String) -> Option<u32> {
    lemma.clear();
    let cost_of = |lemma: &str| lexicon.head_cost(Key::of(lemma));
    if let Some((base, _)) = irregular::lemmas(form)
        .iter()
        .find(|(base, _)| cost_of(base).is_some() && wordlists::may_end(base))
    {
        lemma.push_str(base);
        return cost_of(base);
    }
    let mut cost = None;
    let base = rules::candidates(form, |base| {
        cost = cost_of(base).filter(|_| wordlists::may_end(base));
        cost.is_some()
    })?;
    lemma.push_str(&base);
    cost
}

/// A head that only the table of parts knows: `havare` of `vårdnadshavare`.
fn listed_head(lexicon: &Lexicon, form: Key<'_>, lemma: &mut String) -> Option<u32> {
    let mut bases = ["", "s", "n", "ns", "na", "en", "et", "er"]
        .into_iter()
        .filter_map(|ending| form.text.strip_suffix(ending))
        .filter(|base| base.len() >= 5);
    let (base, cost) = bases
        .find_map(|base| Some((base, lexicon.head_cost(Key::of(base))?)))
        .filter(|_| lexicon.forms().get(form).is_none())?;
    lemma.clear();
    lemma.push_str(base);
    Some(cost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Dictionary, LexiconBuilder};

    fn lexicon() -> Lexicon {
        let aff = "SET UTF-8\nCOMPOUNDEND Y\nSFX B Y 1\nSFX B 0 en .\nSFX m Y 1\nSFX m 0 r a\n";
        let dic = "5\nskjuts/BY\nsko/B\nplaska/m\nplaskande/Y\nSnorp/BY\n";
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
            ("sko", None),
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
            let mut lemma = String::new();
            let found = head(&lexicon, Key::of(form), false, &mut lemma).map(|_| lemma);
            assert_eq!(found.as_deref(), expected, "{form}");
        }
    }

    #[test]
    fn what_no_dictionary_marks_costs_more() {
        let lexicon = lexicon();
        let marked = dictionary_head(lexicon.forms(), "skjuts").expect("listed");
        let unmarked = dictionary_head(lexicon.forms(), "sko").expect("listed");
        assert!(!marked.weak && unmarked.weak);
    }
}
