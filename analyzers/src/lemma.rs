//! Inflection: from the form in the text to the word in the dictionary.
//!
//! In order: the table of irregular forms; the dictionary; the longest known tail, which inflects
//! as it does alone (`orosanmälningar` as `anmälningar`); rules.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use crate::compounds::{SearchMemory, Splitter};
use crate::irregular;
use crate::language::Language;
use crate::lexicon::{FormKind, Key, Known, Lexicon, Pieces, Sums};
use crate::participle;
use crate::rules;
use crate::stem;
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

/// Lemmas of a form: nearly always one, kept without a list of its own.
pub(crate) type Lemmas = SmallVec<[String; 1]>;

/// The lemmas of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) lemmas: Lemmas,
    pub(crate) source: Source,
    /// What the dictionary says of the form itself.
    pub(crate) kind: Option<FormKind>,
    /// In bytes: where the end of the lemmas begins that is a word of its own.
    tail: usize,
}

impl Found {
    fn whole(lemmas: Lemmas, source: Source, kind: Option<FormKind>) -> Self {
        Self { lemmas, source, kind, tail: 0 }
    }

    /// Lemmas that end in a known word, which begins at byte `tail`.
    fn by_tail(lemmas: Lemmas, tail: usize) -> Self {
        Self { lemmas, source: Source::Tail, kind: None, tail }
    }

    /// What a lemma is found by: its tail as it is found alone.
    pub(crate) fn term<'a>(&self, lexicon: &Lexicon, lemma: &'a str) -> Cow<'a, str> {
        let tail = if lexicon.has_dictionary() { self.tail } else { 0 };
        let (before, tail) = lemma.split_at(tail);
        match stem::term(tail, Language::Swedish) {
            Cow::Borrowed(term) if tail.starts_with(term) => {
                Cow::Borrowed(&lemma[..before.len() + term.len()])
            }
            term => Cow::Owned(joined(before, &term)),
        }
    }

    /// What the dictionary says of a word that may be the form itself.
    pub(crate) fn kind_of(&self, lexicon: &Lexicon, form: &str, word: &str) -> Option<FormKind> {
        if word == form { self.kind } else { lexicon.forms().kind(word) }
    }
}

/// A tail of fewer letters says nothing about the word.
const SHORTEST_TAIL: usize = 4;
/// An irregular tail may have one letter less: `riksdagsmän`.
const SHORTEST_IRREGULAR_TAIL: usize = 3;

/// The lemmas of a lower-case form; never empty.
pub(crate) fn lemmas(lexicon: &Lexicon, form: &str) -> Found {
    lemmas_with(lexicon, form, &mut SearchMemory::default())
}

/// [`lemmas`] with the working memory of a splitter.
pub(crate) fn lemmas_with(lexicon: &Lexicon, form: &str, memory: &mut SearchMemory) -> Found {
    let mut sums = Sums::default();
    let pieces = Pieces::of(form, &mut sums);
    if let Some(found) = listed(lexicon, pieces.tail(0)) {
        return found;
    }
    if let Some(found) = genitive(lexicon, form, &pieces) {
        return found;
    }
    // The longer tail knows more: `sjuksköterskor` ends in *sköterskor*, not in *skor*.
    let irregular = irregular_tail(form);
    let end = irregular.as_ref().map_or(usize::MAX, |(at, _)| *at);
    if let Some(found) = tail(lexicon, form, &pieces, end).or(irregular.map(|(_, found)| found)) {
        return found;
    }
    by_last_part(lexicon, form, memory).unwrap_or_else(|| {
        Found::whole(smallvec![rules::strip(form).to_owned()], Source::Ending, None)
    })
}

/// A form with an -s that the dictionary lists without: `representerandes`.
fn genitive(lexicon: &Lexicon, form: &str, pieces: &Pieces<'_>) -> Option<Found> {
    /// In letters: shorter ones come out of chance.
    const SHORTEST: usize = 6;
    let bare = form.strip_suffix('s').filter(|bare| bare.chars().nth(SHORTEST - 1).is_some())?;
    let found = lexicon.has_dictionary().then(|| listed(lexicon, pieces.key(0, bare.len())))??;
    Some(Found { kind: None, ..found })
}

/// A compound inflects by its last part, which may be too short to be seen by itself: `ångpannehus`.
fn by_last_part(lexicon: &Lexicon, form: &str, memory: &mut SearchMemory) -> Option<Found> {
    let parts = Splitter::new(lexicon).split(form, memory)?;
    let last = parts.last()?;
    let lemma = joined(&form[..last.from], &last.lemma);
    Some(Found::by_tail(smallvec![lemma], last.from))
}

/// A form that a table lists, or that a rule leads to a listed word.
fn listed(lexicon: &Lexicon, form: Key<'_>) -> Option<Found> {
    listed_with(lexicon, form, irregular::lemmas(form.text))
}

/// As [`listed`], given what the table of irregular forms says of the form.
fn listed_with(lexicon: &Lexicon, form: Key<'_>, irregular: &irregular::Lemmas) -> Option<Found> {
    let known = lexicon.forms().get(form);
    let kind = known.map(|known| known.kind());
    if !irregular.is_empty() {
        let lemmas = with_homographs(lexicon, form.text, irregular, known);
        return Some(Found::whole(lemmas, Source::Irregular, kind));
    }
    if let Some(known) = known {
        let mut lemmas = Lemmas::new();
        for (stem, ending) in known.lemmas() {
            let own = ending.is_empty() && stem.len() == form.text.len();
            let lemma = joined(stem, ending);
            push(&mut lemmas, base(lexicon, lemma, kind.filter(|_| own)));
        }
        return Some(Found::whole(lemmas, Source::Dictionary, kind));
    }
    if lexicon.has_dictionary() {
        return None;
    }
    let lemma = by_rule(lexicon, form.text)?;
    Some(Found::whole(smallvec![lemma], Source::Rule, kind))
}

/// Two strings as one; what the library has for any number of them takes twice as long.
fn joined(stem: &str, ending: &str) -> String {
    let mut joined = String::with_capacity(stem.len() + ending.len());
    joined.push_str(stem);
    joined.push_str(ending);
    joined
}

fn push(lemmas: &mut Lemmas, lemma: String) {
    if !lemmas.contains(&lemma) {
        lemmas.push(lemma);
    }
}

/// The word that a rule leads to, of those that the compiled tables hold.
fn by_rule(lexicon: &Lexicon, form: &str) -> Option<String> {
    rules::candidates(form, |word| wordlists::is_base(word) || is_head(lexicon, word))
}

fn is_head(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.head_cost(Key::of(word)).is_some()
}

/// The lemmas of an irregular form, and those of a regular word of another class that looks the
/// same: `vikt` is a form of *vika*, and a noun.
fn with_homographs(
    lexicon: &Lexicon,
    form: &str,
    irregular: &irregular::Lemmas,
    known: Option<Known<'_>>,
) -> Lemmas {
    let has = |class: &str| irregular.iter().any(|(_, known)| *known == class);
    let mut lemmas = Lemmas::new();
    let regular: Lemmas =
        known.iter().flat_map(|known| known.lemmas()).map(|(a, b)| joined(a, b)).collect();
    let kind = |lemma: &str| lexicon.forms().kind(lemma).unwrap_or_default();
    // `ansökningar` are those of *ansökan* and those of *ansökning*.
    let is_action = |lemma: &str| lemma.ends_with("ning");
    let is_irregular_noun =
        |lemma: &str| irregular::lemmas(lemma).iter().any(|(_, class)| *class == "nn");
    for lemma in regular.iter().filter(|lemma| {
        (!has("nn") || is_action(lemma)) && kind(lemma).noun && !is_irregular_noun(lemma)
    }) {
        push(&mut lemmas, lemma.clone());
    }
    if !lexicon.has_dictionary() && !has("nn") {
        lemmas.extend(
            by_rule(lexicon, form)
                .filter(|lemma| is_head(lexicon, lemma) && !is_irregular_noun(lemma)),
        );
    }
    irregular.iter().for_each(|(lemma, _)| push(&mut lemmas, (*lemma).to_owned()));
    for lemma in regular.into_iter().filter(|lemma| !has("vb") && kind(lemma).verb_only) {
        push(&mut lemmas, lemma);
    }
    lemmas
}

/// The word behind a word that the dictionary lists by itself although it is a form of another:
/// `kulturhuvudstäder`, `bordlade`, `allmänt`. `own` is its kind where it is the form that was looked
/// up, which is no irregular one.
fn base(lexicon: &Lexicon, lemma: String, own: Option<FormKind>) -> String {
    let kind_of = |word: &str| lexicon.forms().kind(word);
    let kind = own.or_else(|| kind_of(&lemma)).unwrap_or_default();
    if let Some(verb) = participle::verb(lexicon, &lemma, kind) {
        return verb;
    }
    // *tomt* is a noun although *tom* has such a form.
    let fits = |class: &str| !kind.noun || class == "nn";
    if own.is_none()
        && let [(only, class)] = irregular::lemmas(&lemma)
        && fits(class)
    {
        return (*only).to_owned();
    }
    // A short tail is believed when the result is a word, a long one of a verb in any case.
    let verb = kind.verb_only && !kind.noun;
    let tail = irregular_tails(&lemma)
        .filter(|(_, class, _)| fits(class))
        .find(|(long, class, word)| verb && *long && *class == "vb" || kind_of(word).is_some())
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
        .find(|stem| kind_of(stem).is_some_and(|kind| !kind.noun && !kind.verb_only));
    known.map(str::to_owned).unwrap_or(lemma)
}

/// What `form` would be if it ended in an irregular form; whether that is a long one, and its class.
fn irregular_tails(form: &str) -> impl Iterator<Item = (bool, &'static str, String)> {
    let end =
        if irregular::may_end(form) { last_letters(form, SHORTEST_IRREGULAR_TAIL) } else { 0 };
    let long = last_letters(form, SHORTEST_TAIL);
    let places = form.char_indices().skip(2).map(|(at, _)| at).take_while(move |&at| at <= end);
    places.flat_map(move |at| {
        let (before, tail) = form.split_at(at);
        let other = irregular::lemmas(tail).iter().filter(move |(lemma, _)| *lemma != tail);
        other.map(move |(lemma, class)| (at <= long, *class, joined(before, lemma)))
    })
}

/// Where the last so many letters of a word begin; 0 where it has no more.
fn last_letters(word: &str, letters: usize) -> usize {
    word.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at)
}

/// The longest irregular form that ends `form`, and where it begins.
fn irregular_tail(form: &str) -> Option<(usize, Found)> {
    if !irregular::may_end(form) {
        return None;
    }
    let end = last_letters(form, SHORTEST_IRREGULAR_TAIL);
    let mut places = form.char_indices().skip(3).map(|(at, _)| at).take_while(|&at| at <= end);
    let lemma = |at: usize| {
        let tail = &form[at..];
        let mut known = irregular::lemmas(tail).iter();
        let (lemma, _) = known.find(|(lemma, class)| *class == "nn" && *lemma != tail)?;
        Some((at, joined(&form[..at], lemma)))
    };
    let (at, lemma) = places.find_map(lemma)?;
    Some((at, Found::by_tail(smallvec![lemma], at)))
}

/// The longest known form that ends `form`, if it begins before byte `before`.
fn tail(lexicon: &Lexicon, form: &str, pieces: &Pieces<'_>, before: usize) -> Option<Found> {
    let end = last_letters(form, SHORTEST_TAIL);
    let places = form.char_indices().skip(2).map(|(at, _)| at);
    let mut places = places.take_while(|&at| at <= end && at < before);
    let may_be_irregular = irregular::may_end_in_any(form);
    let listed = |tail: Key<'_>| {
        let irregular = if may_be_irregular { irregular::lemmas(tail.text) } else { &[] };
        listed_with(lexicon, tail, irregular)
    };
    let (at, found) = places.find_map(|at| Some((at, listed(pieces.tail(at))?)))?;
    // A noun ends more words than a verb: `bristen` of `kompetensbristen` is no form of *brista*.
    let is_noun =
        |lemma: &String| lexicon.forms().kind(lemma).is_some_and(|kind| kind.noun && !kind.proper);
    let nouns = found.lemmas.iter().any(is_noun);
    let lemmas = found.lemmas.iter().filter(|lemma| !nouns || is_noun(lemma));
    let lemmas = lemmas.map(|lemma| joined(&form[..at], lemma)).collect();
    Some(Found::by_tail(lemmas, at))
}
