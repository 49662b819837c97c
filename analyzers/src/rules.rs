//! Regular inflection by rule: for words that no table knows, and for everything when there is no
//! dictionary. Two ways: [`candidates`] proposes lemmas, of which the caller knows some to be
//! words; [`strip`] takes the ending off a word whose lemma nobody knows.

/// Ending, and what the lemma has instead; the more telling endings first. Nouns, adjectives and
/// verbs mixed: which it is shows when one of the results is a known word.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ningarnas", &["ning", "nan"]),
    ("arnas", &["", "e", "are"]),
    ("ernas", &["", "a", "um"]),
    ("ornas", &["a"]),
    ("rarnas", &["er"]),
    ("larnas", &["el"]),
    ("arna", &["", "e", "are"]),
    ("erna", &["", "a", "um"]),
    ("orna", &["a"]),
    ("rarna", &["er"]),
    ("larna", &["el"]),
    ("narna", &["en"]),
    ("andet", &["a", "ande"]),
    ("andena", &["ande"]),
    ("andes", &["ande"]),
    ("ande", &["a"]),
    ("aste", &[""]),
    ("astes", &[""]),
    ("ast", &[""]),
    ("ades", &["a"]),
    ("ade", &["a", "ad"]),
    ("ats", &["a"]),
    ("at", &["a", "ad"]),
    ("ad", &["a"]),
    ("ar", &["", "e", "a", "are"]),
    ("rar", &["er"]),
    ("lar", &["el"]),
    ("nar", &["en"]),
    ("are", &[""]),
    ("er", &["", "a", "um", "e"]),
    ("or", &["a"]),
    ("mmet", &["m"]),
    ("mmen", &["m"]),
    ("nnet", &["n"]),
    ("eet", &["eum", "e"]),
    ("eer", &["eum", "e"]),
    ("iet", &["ium", "ie"]),
    ("ier", &["ium", "ia", "ie"]),
    ("ien", &["ia", "ie", "ium"]),
    ("len", &["el"]),
    ("let", &["el"]),
    ("ren", &["er"]),
    ("ret", &["er"]),
    ("net", &["en"]),
    ("en", &["", "e"]),
    ("et", &["", "e"]),
    ("na", &["", "en"]),
    ("ra", &["er"]),
    ("la", &["el"]),
    ("n", &[""]),
    ("tt", &["", "d", "t"]),
    ("ts", &["a"]),
    ("tes", &["a"]),
    ("te", &["a"]),
    ("des", &["a"]),
    ("de", &["a", "d"]),
    ("dda", &["dd", "d"]),
    ("da", &["d"]),
    ("d", &["a"]),
    ("t", &["", "a", "d"]),
    ("as", &["a"]),
    ("r", &["", "re"]),
    ("a", &[""]),
    ("e", &["", "a"]),
    ("s", &["a"]),
    ("", &["a"]),
];

/// A lemma has at least this many bytes.
const SHORTEST: usize = 3;

/// Proposes lemmas of `form`, the likelier first, until `accept` takes one; returns that one.
/// The form itself is proposed first, then the form without a genitive -s.
pub(crate) fn candidates(form: &str, mut accept: impl FnMut(&str) -> bool) -> Option<String> {
    if accept(form) {
        return Some(form.to_owned());
    }
    // No -s is added to an s: `viss` is nothing of *visa*.
    let genitive = form.strip_suffix('s').filter(|bare| !bare.ends_with('s'));
    let genitive = genitive.filter(|bare| bare.len() >= SHORTEST);
    if let Some(bare) = genitive.filter(|bare| accept(bare)) {
        return Some(bare.to_owned());
    }
    let mut proposal = String::new();
    for surface in [Some(form), genitive].into_iter().flatten() {
        for (ending, replacements) in ENDINGS {
            let Some(stem) = surface.strip_suffix(ending) else { continue };
            if *ending == "s" && stem.ends_with('s') {
                continue;
            }
            for replacement in *replacements {
                proposal.clear();
                proposal.push_str(stem);
                proposal.push_str(replacement);
                if stem.len() >= SHORTEST - 1 && proposal.len() >= SHORTEST && accept(&proposal) {
                    return Some(proposal);
                }
            }
        }
    }
    None
}

/// Endings that [`strip`] takes off, longest first, after a genitive -s: they are taken off every
/// form of a word alike, so that the forms meet even where the result is no word.
const STRIPPED: &[&str] = &[
    "heterna", "heten", "heter", "ningarna", "andena", "andet", "arens", "arna", "erna", "orna",
    "aste", "ande", "ades", "aren", "ade", "ast", "are", "ats", "at", "ad", "ar", "er", "or", "en",
    "et", "an", "na", "as", "a", "e", "n",
];

/// What is left must have a vowel and this many letters.
const SHORTEST_STEM: usize = 3;

/// `word` without the ending that its shape suggests.
pub(crate) fn strip(word: &str) -> &str {
    let bare = word.strip_suffix('s').filter(|bare| takes_genitive(bare)).unwrap_or(word);
    for ending in STRIPPED {
        if let Some(stem) = bare.strip_suffix(ending).filter(|stem| is_stem(stem)) {
            let kept = if ending.starts_with("het") { &bare[..stem.len() + 3] } else { stem };
            let kept = if ending.starts_with("ning") { &bare[..stem.len() + 4] } else { kept };
            return undouble(kept);
        }
    }
    adjectival(bare)
}

/// `socialt`, `positivt` lose the -t; `projekt` and `resultat` keep it.
fn adjectival(word: &str) -> &str {
    let stem = word.strip_suffix('t').filter(|stem| is_stem(stem));
    let adjective = |stem: &&str| {
        ["al", "iv", "ig", "sk", "ss", "ell", "ör", "är", "bar", "sam", "am", "abel"]
            .iter()
            .any(|end| stem.ends_with(end))
    };
    stem.filter(adjective).unwrap_or(word)
}

fn takes_genitive(bare: &str) -> bool {
    is_stem(bare)
        && !bare.ends_with(['s', 'x', 'z'])
        && !bare.ends_with("ni")
        && !bare.ends_with("iu")
}

fn is_stem(stem: &str) -> bool {
    stem.chars().count() >= SHORTEST_STEM
        && stem.contains(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö'])
}

/// `programm(et)` → `program`: only m and n are doubled before an ending.
fn undouble(stem: &str) -> &str {
    if stem.ends_with("mm") { &stem[..stem.len() - 1] } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_lemmas_are_found() {
        const WORDS: &[&str] = &[
            "nämnd", "skola", "arbete", "hus", "program", "museum", "lärare", "cykel", "finger",
            "kommunal", "utreda", "ansvar", "plats",
        ];
        for (form, lemma) in [
            ("nämndernas", "nämnd"),
            ("skolorna", "skola"),
            ("skolan", "skola"),
            ("arbetets", "arbete"),
            ("husen", "hus"),
            ("programmet", "program"),
            ("museet", "museum"),
            ("lärarna", "lärare"),
            ("cyklar", "cykel"),
            ("fingrarna", "finger"),
            ("kommunalt", "kommunal"),
            ("utreddes", "utreda"),
            ("ansvaret", "ansvar"),
            ("platser", "plats"),
        ] {
            assert_eq!(
                candidates(form, |word| WORDS.contains(&word)).as_deref(),
                Some(lemma),
                "{form}"
            );
        }
        assert_eq!(candidates("xyz", |_| false), None);
        assert_eq!(candidates("viss", |word| word == "visa"), None);
    }

    #[test]
    fn forms_of_an_unknown_word_meet() {
        for forms in [
            ["blorkskolan", "blorkskolor", "blorkskola", "blorkskolornas"],
            ["snorpning", "snorpningar", "snorpningen", "snorpningarnas"],
            ["fluxal", "fluxalt", "fluxala", "fluxalas"],
        ] {
            assert!(
                forms.iter().all(|form| strip(form) == strip(forms[0])),
                "{forms:?}: {:?}",
                forms.map(strip)
            );
        }
    }
}
