//! One pass over a text: its atoms become words and references, each handed on with its terms.

use crate::analyzer::Analyzer;
use crate::atoms::{Atom, Class};
use crate::cache::{Place, TypeCache};
use crate::coordination::{self, Half};
use crate::entities::{self, EntityKind, Found};
use crate::language::Language;
use crate::normal::{self, OffsetMap, OffsetReader};
use crate::terms::Terms;
use crate::token::{KnownTerms, Token, TokenKind};
use crate::words::{self, WordSpan};

/// A pass.
pub(crate) struct Scan<'a> {
    analyzer: &'a Analyzer,
    text: &'a str,
    map: OffsetReader<'a>,
    pieces: &'a [Atom],
    language: Language,
    position: u32,
    /// First atom behind the entity that was found last, and whether it is a diary number.
    entity: (usize, bool),
    /// Half words are completed.
    halves: bool,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(
        analyzer: &'a Analyzer,
        text: &'a str,
        map: &'a OffsetMap,
        pieces: &'a [Atom],
        language: Language,
    ) -> Self {
        let halves = !analyzer.lexicon().is_plain();
        let map = map.reader();
        Self { analyzer, text, map, pieces, language, position: 0, entity: (0, false), halves }
    }

    pub(crate) fn run(mut self, cache: &mut TypeCache, sink: &mut dyn FnMut(&Token<'_>)) {
        let mut at = 0;
        while at < self.pieces.len() {
            at = self.step(at, cache, sink);
        }
    }

    /// Where the cache keeps the terms of a word as written.
    fn place_of(&self, word: &str, cache: &mut TypeCache) -> Place {
        let language = self.language;
        cache.place_of(word, language, |memo| self.analyzer.analyse_type(word, language, memo))
    }

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
        let mut place = self.place_of(&self.text[span.from..span.to], cache);
        let hint = place.hint;
        if atom.class == Class::Letters && at >= self.entity.0 && hint.any() {
            if let Some(found) = entities::find_at_word(self.text, self.pieces, at, hint) {
                self.emit_entity(&found, at, sink);
            }
            if self.splits(at) {
                span = words::word_at(self.text, self.pieces, at, true);
                place = self.place_of(&self.text[span.from..span.to], cache);
            }
        }
        self.emit(cache.terms(place), span, sink);
        let half = || coordination::half(self.text, self.pieces, at, span.next);
        if let Some(half) = self.halves.then(half).flatten() {
            self.complete(place, half, span, cache, sink);
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
        let last = self.pieces[at + found.atoms - 1];
        let (from, to) = self.map.span(self.pieces[at].from as usize, last.to as usize);
        for term in &found.terms {
            let kind = TokenKind::Entity;
            sink(&Token {
                from,
                to,
                position: self.position,
                kind,
                exact: term,
                lemmas: Terms::default(),
                parts: Terms::default(),
                capitalised: false,
            });
        }
    }

    fn emit(&self, terms: KnownTerms<'_>, span: WordSpan, sink: &mut dyn FnMut(&Token<'_>)) {
        let (from, to) = self.map.span(span.from, span.end);
        sink(&Token {
            from,
            to,
            position: self.position,
            kind: if span.number { TokenKind::Number } else { TokenKind::Word },
            exact: terms.exact,
            lemmas: terms.lemmas,
            parts: terms.parts,
            capitalised: self.text[span.from..].starts_with(char::is_uppercase),
        });
    }

    /// Emits the word that a half word stands for, at the place of the half.
    fn complete(
        &self,
        place: Place,
        half: Half,
        span: WordSpan,
        cache: &mut TypeCache,
        sink: &mut dyn FnMut(&Token<'_>),
    ) {
        let (Half::First(other) | Half::Second(other)) = half;
        let from = if matches!(half, Half::First(_)) { other } else { self.first_atom(other) };
        let shared = words::word_at(self.text, self.pieces, from, false);
        let mut completed = std::mem::take(&mut cache.completed);
        completed.clear();
        let own: Box<str> = cache.terms(place).exact.into();
        let other = self.place_of(&self.text[shared.from..shared.to], cache);
        let other = cache.terms(other);
        let whole = match half {
            Half::First(_) => {
                self.analyzer.first_completed(&own, other, &mut completed)
                    || self.noun_behind(shared.next).is_some_and(|noun| {
                        self.analyzer.first_with_noun(&own, &noun, &mut completed)
                    })
            }
            Half::Second(_) => self.analyzer.second_completed(&own, other, &mut completed),
        };
        if whole {
            let place = self.place_of(&completed, cache);
            self.emit(cache.terms(place), span, sink);
        }
        cache.completed = completed;
    }

    /// The word of letters behind the blank that may stand at atom `at`, folded.
    fn noun_behind(&self, at: usize) -> Option<String> {
        let [blank, noun] = self.pieces.get(at..at + 2)? else { return None };
        let fits = blank.class == Class::Blank && noun.class == Class::Letters;
        fits.then(|| normal::fold(noun.text(self.text)))
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
