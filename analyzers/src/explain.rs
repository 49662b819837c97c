//! Why a word gives the terms it gives, step by step.

use crate::analyzer::Analyzer;
use crate::compounds::SearchMemory;
use crate::language::Language;
use crate::lemma::{self, Source};
use crate::parts::PartMemo;
use crate::{agreement, normal, whole};

/// One step of the analysis of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which filter.
    pub filter: &'static str,
    /// What came out, and why where that is not plain.
    pub result: String,
}

impl Analyzer {
    /// The steps that a word goes through, in order.
    pub fn explain(&self, word: &str) -> Vec<Step> {
        let (normal, _) = normal::normalise(word);
        let terms = self.analyse_type(&normal, Language::Swedish, &mut PartMemo::default());
        let found = lemma::lemmas(self.lexicon(), terms.known().exact);
        let lemmas = format!("{} ({})", found.lemmas.join(", "), source(found.source));
        vec![
            Step { filter: "fold", result: terms.known().exact.to_owned() },
            Step { filter: "lemma", result: lemmas },
            Step { filter: "stem", result: terms.lemmas().to_strings().join(", ") },
            Step {
                filter: "compound",
                result: self.explain_compound(&normal, terms.known().exact, &found),
            },
            Step { filter: "parts", result: terms.parts().to_strings().join(", ") },
        ]
    }

    /// The parts of a compound, each as it stands and its lemma; empty for a word that stays whole.
    pub fn compound_parts(&self, word: &str) -> Vec<(String, String)> {
        let exact = normal::fold(&normal::normalise(word).0);
        let found = lemma::lemmas(self.lexicon(), &exact);
        if whole::reason(self.lexicon(), &exact, &found, word.starts_with(char::is_uppercase))
            .is_some()
        {
            return Vec::new();
        }
        let mut memory = SearchMemory::default();
        let parts = agreement::parts(self.lexicon(), &exact, &found, &mut memory);
        let parts = parts.unwrap_or_default();
        parts
            .into_iter()
            .map(|part| (exact[part.from..part.to].to_owned(), part.lemma.to_string()))
            .collect()
    }

    fn explain_compound(&self, word: &str, exact: &str, found: &lemma::Found) -> String {
        if let Some(reason) =
            whole::reason(self.lexicon(), exact, found, word.starts_with(char::is_uppercase))
        {
            return format!("whole ({reason})");
        }
        let mut memory = SearchMemory::default();
        let Some(parts) = agreement::parts(self.lexicon(), exact, found, &mut memory) else {
            return "whole (no parts known that make the dictionary's word)".to_owned();
        };
        let shown = parts
            .iter()
            .map(|part| format!("{}→{} {}", &exact[part.from..part.to], part.lemma, part.cost));
        shown.collect::<Vec<_>>().join(" + ")
    }
}

fn source(source: Source) -> &'static str {
    match source {
        Source::Irregular => "irregular",
        Source::Dictionary => "dictionary",
        Source::Tail => "as its tail inflects",
        Source::Rule => "rule to a known word",
        Source::Ending => "ending off",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn steps_of_an_irregular_word() {
        let steps = Analyzer::new(Arc::new(Lexicon::rules_only())).explain("Männen");
        assert_eq!(steps[1], Step { filter: "lemma", result: "man (irregular)".to_owned() });
        assert_eq!(steps[2].result, "man");
    }
}
