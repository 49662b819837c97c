//! The analyzer: text in, tokens out, each with the terms of every field.

use std::sync::Arc;

use crate::atoms::{self, Atom, Class};
use crate::cache::TypeCache;
use crate::compounds::{SearchMemory, Splitter};
use crate::coordination::{self, Half};
use crate::entities::{self, EntityKind, Found, Hint};
use crate::language::Language;
use crate::lexicon::Lexicon;
use crate::normal::{self, OffsetMap};
use crate::parts::PartMemo;
use crate::token::{Token, TokenKind, WordTerms};
use crate::words::{self, WordSpan};
use crate::{abbreviations, lemma, stem, whole, wordlists};

/// Longer words are kept as they are, cut to this many bytes: no such word has an inflection.
const LONGEST_WORD: usize = 100;

/// Turns text into terms. Cheap to clone; shared between threads.
#[derive(Debug, Clone)]
pub struct Analyzer {
    lexicon: Arc<Lexicon>,
}

/// One pass over a text.
struct Scan<'a> {
    analyzer: &'a Analyzer,
    text: &'a str,
    map: &'a OffsetMap,
    pieces: &'a [Atom],
    language: Language,
    position: u32,
    /// First atom behind the entity that was found last, and whether it is a diary number.
    entity: (usize, bool),
}

impl Analyzer {
    /// An analyzer with this knowledge.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self { lexicon }
    }

    /// What it knows.
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// Hands every token of `text` to `sink`, in order of `from`.
    pub fn scan(
        &self,
        text: &str,
        language: Language,
        cache: &mut TypeCache,
        sink: &mut dyn FnMut(&Token<'_>),
    ) {
        let (normal, map) = normal::normalise_cow(text);
        let mut pieces = std::mem::take(&mut cache.atoms);
        atoms::lex(&normal, &mut pieces);
        let mut scan = Scan {
            analyzer: self,
            text: &normal,
            map: &map,
            pieces: &pieces,
            language,
            position: 0,
            entity: (0, false),
        };
        let mut at = 0;
        while at < pieces.len() {
            at = scan.step(at, cache, sink);
        }
        cache.atoms = pieces;
    }

    /// The number in the cache of the terms of a word as written.
    fn number_of(&self, word: &str, language: Language, cache: &mut TypeCache) -> usize {
        cache.number_of(word, language, |memo| self.analyse_type(word, language, memo))
    }

    /// Everything about a word, by itself.
    pub(crate) fn analyse_type(
        &self,
        word: &str,
        language: Language,
        memo: &mut PartMemo,
    ) -> WordTerms {
        let exact = cut(normal::fold(word));
        let letters_only = word.len() < LONGEST_WORD && word.chars().all(char::is_alphabetic);
        let hint = if letters_only { Hint::of_letters(word, &exact) } else { Hint::of(word) };
        if exact.contains('-') && exact.len() < LONGEST_WORD {
            return WordTerms { hint, ..self.hyphenated(exact, language, memo) };
        }
        if language != Language::Swedish
            || exact.len() >= LONGEST_WORD
            || !exact.chars().all(char::is_alphabetic)
        {
            let lemma = if exact.len() < LONGEST_WORD {
                stem::term(&exact, language)
            } else {
                exact.clone()
            };
            return WordTerms {
                lemmas: Box::new([lemma.into()]),
                exact: exact.into(),
                hint,
                ..WordTerms::default()
            };
        }
        let found = lemma::lemmas(&self.lexicon, &exact);
        let long = abbreviations::word_for(word)
            .map(|long| lemma::lemmas(&self.lexicon, &normal::fold(long)).lemmas);
        let lemmas = terms_of(found.lemmas.iter().chain(long.iter().flatten()));
        let (parts, head) = self.parts(&exact, &found, word.starts_with(char::is_uppercase), memo);
        WordTerms { lemmas, parts, exact: exact.into(), head, hint }
    }

    /// `hbtqi-personer`: the whole is written with and without hyphen, its pieces are its parts.
    fn hyphenated(&self, exact: String, language: Language, memo: &mut PartMemo) -> WordTerms {
        let pieces: Vec<&str> = exact.split('-').filter(|piece| !piece.is_empty()).collect();
        let mut parts: Vec<Box<str>> = Vec::new();
        let mut head = None;
        for piece in pieces.iter().filter(|piece| piece.chars().nth(1).is_some()) {
            let terms = self.analyse_type(piece, language, memo);
            parts.extend(terms.lemmas.iter().chain(&terms.parts).cloned());
            head = Some(terms);
        }
        let before: String =
            pieces.split_last().map(|(_, before)| before.concat()).unwrap_or_default();
        let lemmas = match head {
            Some(head) => {
                head.lemmas.iter().map(|lemma| format!("{before}{lemma}").into()).collect()
            }
            None => vec![pieces.concat().into()].into_boxed_slice(),
        };
        let head = exact.rfind('-').map_or(0, |dash| dash + 1);
        WordTerms { lemmas, parts: parts.into(), head, exact: exact.into(), hint: Hint::default() }
    }

    /// Writes the word that a first half means, given the word whose end it shares: its last part
    /// (`barn- och ungdomsnämnden`), or, where that is none or the half begins no compound, the
    /// longest end with which the half is a word (`in- och utvandring`, `för- och nackdelar`).
    fn first_completed(&self, half: &str, other: &WordTerms, out: &mut String) -> bool {
        if other.head > 0 && wordlists::may_begin(half) {
            out.push_str(half);
            out.push_str(&other.exact[other.head..]);
            return true;
        }
        let is_word = |word: &str| {
            let known = self.lexicon.forms().kind(word).is_some_and(|kind| !kind.proper);
            known
                || Splitter::new(&self.lexicon).split(word, &mut SearchMemory::default()).is_some()
        };
        for (at, _) in other.exact.char_indices().skip(2) {
            let tail = &other.exact[at..];
            if tail.chars().nth(2).is_none() {
                break;
            }
            out.clear();
            out.push_str(half);
            out.push_str(tail);
            if is_word(out) {
                return true;
            }
        }
        out.clear();
        out.push_str(half);
        out.push_str(&other.exact[other.head..]);
        other.head > 0
    }

    /// Terms of the parts that a word is found by, and where its last part begins.
    fn parts(
        &self,
        exact: &str,
        found: &lemma::Found,
        capitalised: bool,
        memo: &mut PartMemo,
    ) -> (Box<[Box<str>]>, usize) {
        if whole::reason(&self.lexicon, exact, found, capitalised).is_some() {
            return Default::default();
        }
        let split = Splitter::new(&self.lexicon).split(exact, &mut memo.search);
        let Some(parts) = split else { return Default::default() };
        let mut terms: Vec<Box<str>> = Vec::new();
        for piece in memo.pieces(&self.lexicon, exact, &parts).iter().flat_map(|known| known.iter())
        {
            if !found.lemmas.iter().any(|lemma| **lemma == *piece.lemma)
                && !terms.contains(&piece.term)
            {
                terms.push(piece.term.clone());
            }
        }
        (terms.into(), parts.last().map_or(0, |part| part.from))
    }
}

impl Scan<'_> {
    /// Emits what begins at atom `at`; returns the atom to go on with.
    fn step(
        &mut self,
        at: usize,
        cache: &mut TypeCache,
        sink: &mut dyn FnMut(&Token<'_>),
    ) -> usize {
        let atom = self.pieces[at];
        if !atom.is_word() {
            if atom.class == Class::Sign('§') {
                self.entity_at(at, sink);
            }
            return at + 1;
        }
        if atom.class == Class::Digits {
            self.entity_at(at, sink);
        }
        let mut span = words::word_at(self.text, self.pieces, at, self.splits(at));
        let mut number =
            self.analyzer.number_of(&self.text[span.from..span.to], self.language, cache);
        let hint = cache.terms(number).hint;
        if atom.class == Class::Letters && at >= self.entity.0 && hint.any() {
            if let Some(found) = entities::find_at_word(self.text, self.pieces, at, hint) {
                self.emit_entity(&found, at, sink);
            }
            if self.splits(at) {
                span = words::word_at(self.text, self.pieces, at, true);
                number =
                    self.analyzer.number_of(&self.text[span.from..span.to], self.language, cache);
            }
        }
        self.emit(cache.terms(number), span, sink);
        if let Some(half) = coordination::half(self.text, self.pieces, at, span.next) {
            self.complete(number, half, span, cache, sink);
        }
        self.position += 1;
        span.next
    }

    /// Inside a diary number letters and digits are words of their own: `KS2023/769`.
    fn splits(&self, at: usize) -> bool {
        at < self.entity.0 && self.entity.1
    }

    /// Emits the entity that begins at atom `at`, unless one reaches further already.
    fn entity_at(&mut self, at: usize, sink: &mut dyn FnMut(&Token<'_>)) {
        if at < self.entity.0 {
            return;
        }
        let Some(found) = entities::find_at(self.text, self.pieces, at) else { return };
        self.emit_entity(&found, at, sink);
    }

    fn emit_entity(&mut self, found: &Found, at: usize, sink: &mut dyn FnMut(&Token<'_>)) {
        self.entity = (at + found.atoms, found.kind == EntityKind::Dnr);
        let from = self.map.start(self.pieces[at].from as usize);
        let to = self.map.end(self.pieces[at + found.atoms - 1].to as usize);
        for term in &found.terms {
            let kind = TokenKind::Entity;
            sink(&Token {
                from,
                to,
                position: self.position,
                kind,
                exact: term,
                lemmas: &[],
                parts: &[],
                capitalised: false,
            });
        }
    }

    fn emit(&self, terms: &WordTerms, span: WordSpan, sink: &mut dyn FnMut(&Token<'_>)) {
        sink(&Token {
            from: self.map.start(span.from),
            to: self.map.end(span.end),
            position: self.position,
            kind: if span.number { TokenKind::Number } else { TokenKind::Word },
            exact: &terms.exact,
            lemmas: &terms.lemmas,
            parts: &terms.parts,
            capitalised: self.text[span.from..].starts_with(char::is_uppercase),
        });
    }

    /// Emits the word that a half word stands for, at the place of the half.
    fn complete(
        &self,
        number: usize,
        half: Half,
        span: WordSpan,
        cache: &mut TypeCache,
        sink: &mut dyn FnMut(&Token<'_>),
    ) {
        let (Half::First(other) | Half::Second(other)) = half;
        let from = if matches!(half, Half::First(_)) { other } else { self.first_atom(other) };
        let whole = words::word_at(self.text, self.pieces, from, false);
        let mut completed = std::mem::take(&mut cache.completed);
        completed.clear();
        let own = cache.terms(number).exact.clone();
        let other = self.analyzer.number_of(&self.text[whole.from..whole.to], self.language, cache);
        let other = &cache.terms(other);
        let whole = match half {
            Half::First(_) => self.analyzer.first_completed(&own, other, &mut completed),
            Half::Second(_) if other.head > 0 => {
                completed.push_str(&other.exact[..other.head]);
                completed.push_str(&own);
                true
            }
            Half::Second(_) => false,
        };
        if whole {
            let number = self.analyzer.number_of(&completed, self.language, cache);
            self.emit(cache.terms(number), span, sink);
        }
        cache.completed = completed;
    }

    /// The first atom of the word that atom `at` ends.
    fn first_atom(&self, at: usize) -> usize {
        let mut first = at;
        while first >= 2
            && self.pieces[first - 1].class == Class::Sign('-')
            && self.pieces[first - 2].is_word()
        {
            first -= 2;
        }
        first
    }
}

/// A word cut to the longest that is kept.
fn cut(mut word: String) -> String {
    if word.len() > LONGEST_WORD {
        let end = (0..=LONGEST_WORD).rev().find(|&at| word.is_char_boundary(at));
        word.truncate(end.unwrap_or(0));
    }
    word
}

fn terms_of<'a>(lemmas: impl Iterator<Item = &'a String>) -> Box<[Box<str>]> {
    let mut terms: Vec<Box<str>> = Vec::new();
    for lemma in lemmas {
        let term = stem::term(lemma, Language::Swedish).into_boxed_str();
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms.into()
}
