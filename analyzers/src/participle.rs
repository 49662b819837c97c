//! The verb behind a word that the dictionary lists by itself although it is made of a verb:
//! `erbjudande`, `pågående`, `upprättad`, `beredd`, `visats`.

use crate::irregular;
use crate::lexicon::{FormKind, Key, Lexicon};

/// What is left of a word before its suffix has so many letters.
const SHORTEST: usize = 2;

/// The verb of `word`, which is of kind `kind`.
pub(crate) fn verb(lexicon: &Lexicon, word: &str, kind: FormKind) -> Option<String> {
    let verb = of_present(lexicon, word).or_else(|| {
        let other = !kind.noun && !kind.proper;
        let found = || {
            of_perfect(lexicon, word)
                .or_else(|| of_first_conjugation(lexicon, word))
                .or_else(|| of_passive(lexicon, word))
        };
        other.then(found).flatten()
    })?;
    // `givande` is of *giva*, which is *ge*.
    let other = irregular::lemmas(&verb).iter().find(|(_, class)| *class == "vb");
    Some(other.map_or(verb, |(verb, _)| (*verb).to_owned()))
}

/// `erbjudande` → `erbjuda`, `pågående` → `pågå`. Of other verbs than those in -å nouns in -ende
/// mean something else: *avseende*, *boende*.
fn of_present(lexicon: &Lexicon, word: &str) -> Option<String> {
    if let Some(stem) = long_stem(word, "ande") {
        return Some(format!("{stem}a")).filter(|verb| is_verb(lexicon, verb));
    }
    let stem = long_stem(word, "ende").filter(|stem| stem.ends_with('å'))?;
    is_verb(lexicon, stem).then(|| stem.to_owned())
}

/// `upprättad` → `upprätta`, `beredd` → `bereda`, `köpt` → `köpa`: only where the verb is of the
/// conjugation that has such a participle; *vild* is none of *vila*.
fn of_perfect(lexicon: &Lexicon, word: &str) -> Option<String> {
    const SUFFIXES: &[(&str, &str)] =
        &[("ad", "ar"), ("ade", "ar"), ("d", "er"), ("da", "er"), ("t", "er"), ("ta", "er")];
    SUFFIXES.iter().find_map(|(participle, present)| {
        let stem = long_stem(word, participle)?;
        has_present(lexicon, stem, present).then(|| [stem, "a"].concat())
    })
}

/// `visad`, `visat`, `visar` → `visa`, where the dictionary lists the forms apart from the verb.
fn of_first_conjugation(lexicon: &Lexicon, word: &str) -> Option<String> {
    const SUFFIXES: &[&str] = &["ad", "at", "ar", "ats"];
    let listed = |stem: &str, ending: &str| {
        lexicon.forms().kind_joined(stem, ending).is_some_and(|kind| !kind.proper)
    };
    let stem = SUFFIXES.iter().find_map(|suffix| long_stem(word, suffix))?;
    let all = ["a", "ade", "at", "ar"].iter().all(|ending| listed(stem, ending));
    all.then(|| [stem, "a"].concat())
}

/// `visats` → `visat` → `visa`.
fn of_passive(lexicon: &Lexicon, word: &str) -> Option<String> {
    let known = lexicon.forms().get(Key::of(long_stem(word, "s")?))?;
    let mut lemmas = known.lemmas().map(|(stem, ending)| [stem, ending].concat());
    lemmas.find(|verb| is_verb(lexicon, verb))
}

fn long_stem<'a>(word: &'a str, suffix: &str) -> Option<&'a str> {
    word.strip_suffix(suffix).filter(|stem| stem.chars().nth(SHORTEST - 1).is_some())
}

/// True for a verb, though a noun may look the same: `leda`.
fn is_verb(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.forms().kind(word).is_some_and(|kind| kind.verb_only)
        || irregular::lemmas(word).iter().any(|(_, class)| *class == "vb")
        || word.strip_suffix('a').is_some_and(|stem| {
            ["ar", "er"].iter().any(|present| has_present(lexicon, stem, present))
        })
}

/// True where the dictionary lists a form of the verb in -a with this ending instead.
fn has_present(lexicon: &Lexicon, stem: &str, ending: &str) -> bool {
    if lexicon.forms().kind_joined(stem, ending).is_none() {
        return false;
    }
    let (form, verb) = ([stem, ending].concat(), [stem, "a"].concat());
    let known = lexicon.forms().get(Key::of(&form));
    known.is_some_and(|known| {
        known
            .lemmas()
            .any(|(stem, ending)| verb.strip_prefix(stem).is_some_and(|rest| rest == ending))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Dictionary, LexiconBuilder};

    #[test]
    fn table() {
        let aff = "SET UTF-8\nSFX E Y 1\nSFX E 0 n .\nSFX m Y 1\nSFX m 0 r a\nSFX M Y 1\nSFX M 0 t a\n\
            SFX K Y 1\nSFX K a er a\nSFX Q Y 1\nSFX Q 0 t .\n";
        let dic = "9\nplaska/mM\nsnorpa/K\nblorka/mE\nplaskande/E\nsnorpt/Q\nplaskt/Q\nblorkad/Q\n\
            blorkats\nglufsande/E\n";
        let dictionary = Dictionary { dic: dic.as_bytes(), aff: aff.as_bytes() };
        let lexicon = LexiconBuilder::new(Some(dictionary)).build();
        for (word, expected) in [
            ("plaskande", Some("plaska")),
            ("snorpt", Some("snorpa")),
            // No verb has such a participle.
            ("plaskt", None),
            ("blorkad", Some("blorka")),
            ("glufsande", None),
        ] {
            let kind = lexicon.forms().kind(word).expect("listed");
            assert_eq!(verb(&lexicon, word, kind).as_deref(), expected, "{word}");
        }
    }
}
