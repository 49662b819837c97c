//! Swedish text in, search terms out.
//!
//! The way of a text: [`normal`] undoes what files do to letters, atoms are cut, [`entities`] reads
//! references from them, and every word type is analysed once. The pipelines stand together in
//! [`pipelines`]. This crate knows neither files nor the index: bytes are handed in.

mod abbreviations;
mod agreement;
mod analyzer;
mod atoms;
mod attest;
mod cache;
mod completion;
mod compounds;
mod coordination;
mod data;
mod ends;
pub mod entities;
pub mod explain;
mod fold;
pub mod function_words;
mod irregular;
pub mod language;
pub mod laws;
mod lemma;
pub mod lexicon;
pub mod normal;
mod participle;
mod parts;
pub mod pipelines;
mod prefixes;
pub mod query;
mod rules;
mod scan;
mod snowball;
pub mod spelling;
mod stem;
mod terms;
mod token;
mod type_terms;
mod whole;
mod wordlists;
mod words;

pub use analyzer::Analyzer;
pub use cache::TypeCache;
pub use entities::{Entity, EntityKind, entities, month_number};
pub use explain::Step;
pub use function_words::is_function_word;
pub use language::{Language, detect};
pub use laws::{Law, law_name};
pub use lexicon::{Dictionary, Lexicon, LexiconBuilder, LexiconError};
pub use normal::{OffsetMap, normalise};
pub use pipelines::{Pipeline, UnknownPipeline, pipeline_terms};
pub use query::{Alternative, Expansion, ExpansionKind, QueryWord};
pub use spelling::{Candidate, CandidateKind, Speller, SpellerBuilder, SpellerError};
pub use terms::{Terms, TermsIter};
pub use token::{Token, TokenKind};
