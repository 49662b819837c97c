//! Inflection: from the form in the text to the word in the dictionary.
//!
//! In order: the table of irregular forms; the dictionary; the longest known tail, which inflects
//! as it does alone (`orosanmälningar` as `anmälningar`); rules.

use crate::compounds::{SearchMemory, Splitter};
use crate::irregular;
use crate::lexicon::Lexicon;
use crate::rules;
use crate::wordlists;

/// How a lemma was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Irregular,
    Dictionary,
    Tail,
    Rule,
    Ending,
}

/// The lemmas of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) lemmas: Vec<String>,
    pub(crate) source: Source,
}

/// A tail of fewer letters says nothing about the word.
const SHORTEST_TAIL: usize = 4;
/// An irregular tail may have one letter less: `riksdagsmän`.
const SHORTEST_IRREGULAR_TAIL: usize = 3;

/// The lemmas of a lower-case form; never empty.
pub(crate) fn lemmas(lexicon: &Lexicon, form: &str) -> Found {
    if let Some(found) = listed(lexicon, form) {
        return found;
    }
    if let Some(found) = irregular_tail(form).or_else(|| tail(lexicon, form)) {
        return found;
    }
    if let Some(found) = by_last_part(lexicon, form) {
        return found;
    }
    Found { lemmas: vec![rules::strip(form).to_owned()], source: Source::Ending }
}

/// A compound inflects by its last part, which may be too short to be seen by itself: `ångpannehus`.
fn by_last_part(lexicon: &Lexicon, form: &str) -> Option<Found> {
    let parts = Splitter::new(lexicon).split(form, &mut SearchMemory::default())?;
    let last = parts.last()?;
    let lemma = format!("{}{}", &form[..last.from], last.lemma);
    Some(Found { lemmas: vec![lemma], source: Source::Tail })
}

/// A form that a table lists, or that a rule leads to a listed word.
fn listed(lexicon: &Lexicon, form: &str) -> Option<Found> {
    let irregular = irregular::lemmas(form);
    if !irregular.is_empty() {
        return Some(Found {
            lemmas: with_homographs(lexicon, form, irregular),
            source: Source::Irregular,
        });
    }
    if let Some((found, _)) = lexicon.forms().get(form) {
        let mut lemmas = Vec::new();
        found.for_each(|lemma| push(&mut lemmas, base(lexicon, lemma)));
        return Some(Found { lemmas, source: Source::Dictionary });
    }
    if lexicon.has_dictionary() {
        return None;
    }
    let lemma = by_rule(lexicon, form)?;
    Some(Found { lemmas: vec![lemma], source: Source::Rule })
}

fn push(lemmas: &mut Vec<String>, lemma: String) {
    if !lemmas.contains(&lemma) {
        lemmas.push(lemma);
    }
}

/// The word that a rule leads to, of those that the compiled tables hold.
fn by_rule(lexicon: &Lexicon, form: &str) -> Option<String> {
    rules::candidates(form, |word| wordlists::is_base(word) || lexicon.head_cost(word).is_some())
}

/// The lemmas of an irregular form, and those of a regular word of another class that looks the
/// same: `vikt` is a form of *vika*, and a noun.
fn with_homographs(lexicon: &Lexicon, form: &str, irregular: &irregular::Lemmas) -> Vec<String> {
    let has = |class: &str| irregular.iter().any(|(_, known)| *known == class);
    let mut lemmas = Vec::new();
    let regular: Vec<String> =
        lexicon.forms().get(form).map(|(found, _)| found.collect()).unwrap_or_default();
    let kind = |lemma: &str| lexicon.forms().kind(lemma).unwrap_or_default();
    let is_irregular_noun =
        |lemma: &str| irregular::lemmas(lemma).iter().any(|(_, class)| *class == "nn");
    for lemma in
        regular.iter().filter(|lemma| !has("nn") && kind(lemma).noun && !is_irregular_noun(lemma))
    {
        push(&mut lemmas, lemma.clone());
    }
    if !lexicon.has_dictionary() && !has("nn") {
        lemmas.extend(
            by_rule(lexicon, form)
                .filter(|lemma| lexicon.head_cost(lemma).is_some() && !is_irregular_noun(lemma)),
        );
    }
    irregular.iter().for_each(|(lemma, _)| push(&mut lemmas, (*lemma).to_owned()));
    for lemma in regular.into_iter().filter(|lemma| !has("vb") && kind(lemma).verb_only) {
        push(&mut lemmas, lemma);
    }
    lemmas
}

/// The word behind a word that the dictionary lists by itself although it is a form of another:
/// `kulturhuvudstäder`, `bordlade`, `allmänt`.
fn base(lexicon: &Lexicon, lemma: String) -> String {
    if let [(only, _)] = irregular::lemmas(&lemma) {
        return (*only).to_owned();
    }
    let kind = lexicon.forms().kind(&lemma).unwrap_or_default();
    // A short tail is believed when the result is a word, a long one of a verb in any case.
    let known = |word: &str| lexicon.forms().kind(word).is_some();
    let verb = kind.verb_only && !kind.noun;
    let tail = irregular_tails(&lemma)
        .find(|(long, class, word)| verb && *long && *class == "vb" || known(word))
        .map(|(_, _, word)| word);
    if let Some(word) = tail {
        return word;
    }
    if kind.noun || kind.verb_only {
        return lemma;
    }
    let adjective = ["t", "a", "na", "e"].iter().filter_map(|ending| lemma.strip_suffix(ending));
    let known = adjective
        .filter(|stem| stem.len() >= 3)
        .find(|stem| lexicon.forms().kind(stem).is_some_and(|kind| !kind.noun && !kind.verb_only));
    known.map(str::to_owned).unwrap_or(lemma)
}

/// What `form` would be if it ended in an irregular form; whether that is a long one, and its class.
fn irregular_tails(form: &str) -> impl Iterator<Item = (bool, &'static str, String)> {
    let tails = form.char_indices().skip(2).map(|(at, _)| form.split_at(at));
    tails.filter(|(_, tail)| tail.chars().count() >= SHORTEST_IRREGULAR_TAIL).flat_map(
        |(before, tail)| {
            let other = irregular::lemmas(tail).iter().filter(move |(lemma, _)| *lemma != tail);
            other.map(move |(lemma, class)| {
                (tail.chars().count() >= SHORTEST_TAIL, *class, format!("{before}{lemma}"))
            })
        },
    )
}

fn irregular_tail(form: &str) -> Option<Found> {
    for (at, _) in form.char_indices().skip(3) {
        let tail = &form[at..];
        if tail.chars().count() < SHORTEST_IRREGULAR_TAIL {
            return None;
        }
        if let Some((lemma, _)) =
            irregular::lemmas(tail).iter().find(|(lemma, class)| *class == "nn" && *lemma != tail)
        {
            return Some(Found {
                lemmas: vec![format!("{}{lemma}", &form[..at])],
                source: Source::Tail,
            });
        }
    }
    None
}

fn tail(lexicon: &Lexicon, form: &str) -> Option<Found> {
    for (at, _) in form.char_indices().skip(2) {
        let tail = &form[at..];
        if tail.chars().count() < SHORTEST_TAIL {
            return None;
        }
        if let Some(found) = listed(lexicon, tail) {
            let lemmas =
                found.lemmas.iter().map(|lemma| format!("{}{lemma}", &form[..at])).collect();
            return Some(Found { lemmas, source: Source::Tail });
        }
    }
    None
}
