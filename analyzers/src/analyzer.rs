//! The analyzer: text in, tokens out, each with the terms of every field.

use std::sync::Arc;

use crate::cache::TypeCache;
use crate::language::Language;
use crate::lexicon::Lexicon;
use crate::scan::Scan;
use crate::token::Token;
use crate::{atoms, normal};

/// Turns text into terms. Cheap to clone; shared between threads.
#[derive(Debug, Clone)]
pub struct Analyzer {
    lexicon: Arc<Lexicon>,
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
        Scan::new(self, &normal, &map, &pieces, language).run(cache, sink);
        cache.atoms = pieces;
    }
}
