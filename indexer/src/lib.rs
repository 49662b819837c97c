//! The index of paragraf, written and read: the only crate that knows tantivy.

pub mod answer;
pub mod error;
pub mod limits;
pub mod request;
pub mod searcher;
