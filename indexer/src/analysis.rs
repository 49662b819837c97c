//! The analyzer of an index, for those who want to see what becomes of a word.

use std::path::Path;

pub use analyzers::{Analyzer, Dictionary, Lexicon, LexiconBuilder, Pipeline, pipeline_terms};

use crate::error::IndexError;
use crate::generation::Generation;

/// The lexicon that an index was built with.
///
/// # Errors
/// Where there is no index in the folder, or its lexicon is damaged.
pub fn lexicon_of(dir: &Path) -> Result<Lexicon, IndexError> {
    let bytes = Generation::current(dir)?.lexicon()?;
    Lexicon::from_bytes(bytes).map_err(|cause| IndexError::Damaged {
        dir: dir.to_owned(),
        what: format!("lexicon: {cause}"),
    })
}
