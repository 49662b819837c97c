//! The analyzer: text in, tokens out, each with the terms of every field.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::atoms::{self, Atom, Class};
use crate::compounds::Splitter;
use crate::entities::{self, Found};
use crate::language::Language;
use crate::lemma;
use crate::lexicon::Lexicon;
use crate::normal;
use crate::token::{Token, TokenKind, WordTerms};
use crate::{stem, whole};

/// Word types kept by a [`TypeCache`] before it starts over.
const CACHED_TYPES: usize = 100_000;
/// Longer words are kept as they are, cut to this many bytes: no such word has an inflection.
const LONGEST_WORD: usize = 80;

/// Turns text into terms. Cheap to clone; shared between threads.
#[derive(Debug, Clone)]
pub struct Analyzer {
    lexicon: Arc<Lexicon>,
}

/// What one thread keeps between texts: the terms of the words met so far.
#[derive(Debug, Default)]
pub struct TypeCache {
    types: FxHashMap<(Language, Box<str>), Arc<WordTerms>>,
    atoms: Vec<Atom>,
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

    /// Hands every token of `text` to `sink`, in order.
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
        let mut position = 0;
        let mut entity_end = 0;
        for at in 0..pieces.len() {
            let atom = pieces[at];
            if !atom.is_word() {
                continue;
            }
            if at >= entity_end
                && let Some(found) = entities::find_at(&normal, &pieces, at)
            {
                entity_end = at + found.atoms;
                let span =
                    (map.start(atom.from as usize), map.end(pieces[entity_end - 1].to as usize));
                emit_entity(&found, span, position, sink);
            }
            let word = atom.text(&normal);
            let terms = self.terms(word, language, cache);
            sink(&Token {
                from: map.start(atom.from as usize),
                to: map.end(atom.to as usize),
                position,
                kind: if atom.class == Class::Digits { TokenKind::Number } else { TokenKind::Word },
                exact: &terms.exact,
                lemmas: &terms.lemmas,
                parts: &terms.parts,
                capitalised: word.starts_with(char::is_uppercase),
            });
            position += 1;
        }
        cache.atoms = pieces;
    }

    fn terms(&self, word: &str, language: Language, cache: &mut TypeCache) -> Arc<WordTerms> {
        let key = (language, Box::from(word));
        if let Some(terms) = cache.types.get(&key) {
            return Arc::clone(terms);
        }
        let terms = Arc::new(self.analyse_type(word, language));
        if cache.types.len() >= CACHED_TYPES {
            cache.types.clear();
        }
        cache.types.insert(key, Arc::clone(&terms));
        terms
    }

    pub(crate) fn analyse_type(&self, word: &str, language: Language) -> WordTerms {
        let mut exact = normal::fold(word);
        if exact.len() > LONGEST_WORD {
            let end = (0..=LONGEST_WORD).rev().find(|&at| exact.is_char_boundary(at));
            exact.truncate(end.unwrap_or(0));
        }
        if language != Language::Swedish || exact.chars().any(|c| !c.is_alphabetic()) {
            let lemma = stem::term(&exact, language);
            return WordTerms {
                lemmas: Box::new([lemma.into()]),
                parts: Box::new([]),
                exact: exact.into(),
            };
        }
        let found = lemma::lemmas(&self.lexicon, &exact);
        let lemmas = terms_of(found.lemmas.iter());
        let capitalised = word.starts_with(char::is_uppercase);
        let parts = self.parts(&exact, &found, capitalised);
        let parts = terms_of(parts.iter().filter(|part| !found.lemmas.contains(part)));
        WordTerms { lemmas, parts, exact: exact.into() }
    }

    /// Lemmas of the parts that a word is found by.
    fn parts(&self, exact: &str, found: &lemma::Found, capitalised: bool) -> Vec<String> {
        if whole::reason(&self.lexicon, exact, found, capitalised).is_some() {
            return Vec::new();
        }
        let splitter = Splitter::new(&self.lexicon);
        let Some(parts) = splitter.split(exact) else { return Vec::new() };
        // A part is found the way the word is found that stands alone: by the lemmas of the word.
        let words = splitter.found_by(exact, &parts);
        let mut lemmas: Vec<String> =
            words.iter().flat_map(|word| lemma::lemmas(&self.lexicon, word).lemmas).collect();
        let head = parts.last().map_or("", |part| &exact[part.from..]);
        lemmas.extend(lemma::lemmas(&self.lexicon, head).lemmas);
        lemmas
    }
}

fn emit_entity(
    found: &Found,
    (from, to): (usize, usize),
    position: u32,
    sink: &mut dyn FnMut(&Token<'_>),
) {
    for term in &found.terms {
        sink(&Token {
            from,
            to,
            position,
            kind: TokenKind::Entity,
            exact: term,
            lemmas: &[],
            parts: &[],
            capitalised: false,
        });
    }
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
