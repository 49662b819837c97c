//! The analyzer: text in, tokens out, each with the terms of every field.

use std::sync::Arc;

use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;

use crate::atoms::{self, Atom, Class};
use crate::entities::{self, Found};
use crate::language::Language;
use crate::lexicon::Lexicon;
use crate::normal;
use crate::token::{Token, TokenKind, WordTerms};

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
        let lemma = Stemmer::create(language.algorithm()).stem(&exact).into_owned();
        WordTerms { lemmas: Box::new([lemma.into()]), parts: Box::new([]), exact: exact.into() }
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
