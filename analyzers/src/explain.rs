//! Why a word gives the terms it gives, step by step.

use crate::analyzer::Analyzer;
use crate::language::Language;
use crate::normal;

/// One step of the analysis of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which filter.
    pub filter: &'static str,
    /// What came out, and why where that is not plain.
    pub result: String,
}

impl Analyzer {
    /// The steps that a word goes through.
    pub fn explain(&self, word: &str) -> Vec<Step> {
        let (normal, _) = normal::normalise(word);
        let terms = self.analyse_type(&normal, Language::Swedish);
        vec![
            Step { filter: "normalise", result: normal },
            Step { filter: "fold", result: terms.exact.to_string() },
            Step { filter: "lemma", result: terms.lemmas.join(" ") },
            Step { filter: "parts", result: terms.parts.join(" ") },
        ]
    }
}
