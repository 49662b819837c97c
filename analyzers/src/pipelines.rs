//! The pipelines in one place: which terms of a text go where.

use std::str::FromStr;

use rustc_hash::FxHashSet;

use crate::analyzer::Analyzer;
use crate::cache::TypeCache;
use crate::language::Language;
use crate::token::TokenKind;

/// A selection of the terms that analysis gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pipeline {
    /// Surface forms and references.
    Exact,
    /// Inflection: terms of the lemma field.
    Lemma,
    /// Lemmas and the parts of compounds.
    Parts,
    /// Everything that is indexed.
    #[default]
    All,
    /// What a query looks up.
    Query,
}

/// A pipeline of this name does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown pipeline \"{0}\" (one of: exact, lemma, parts, all, query)")]
pub struct UnknownPipeline(pub String);

impl FromStr for Pipeline {
    type Err = UnknownPipeline;

    fn from_str(name: &str) -> Result<Self, UnknownPipeline> {
        match name {
            "exact" => Ok(Self::Exact),
            "lemma" => Ok(Self::Lemma),
            "parts" => Ok(Self::Parts),
            "all" => Ok(Self::All),
            "query" => Ok(Self::Query),
            _ => Err(UnknownPipeline(name.to_owned())),
        }
    }
}

/// The terms of `text` under a pipeline, each once, in the order met.
pub fn pipeline_terms(analyzer: &Analyzer, pipeline: Pipeline, text: &str) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    let mut known: FxHashSet<String> = FxHashSet::default();
    let mut add = |term: &str| {
        if known.insert(term.to_owned()) {
            terms.push(term.to_owned());
        }
    };
    analyzer.scan(text, Language::Swedish, &mut TypeCache::default(), &mut |token| {
        let whole = matches!(pipeline, Pipeline::All | Pipeline::Query | Pipeline::Exact);
        if whole || token.kind == TokenKind::Entity && pipeline == Pipeline::Exact {
            add(token.exact);
        }
        if pipeline != Pipeline::Exact {
            token.lemmas.iter().for_each(&mut add);
        }
        if matches!(pipeline, Pipeline::Parts | Pipeline::All) {
            token.parts.iter().for_each(&mut add);
        }
    });
    if pipeline == Pipeline::Query {
        for word in analyzer.query_words(text) {
            word.expansions.iter().for_each(|expansion| add(&expansion.words.join(" ")));
        }
    }
    terms
}
