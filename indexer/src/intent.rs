//! Words that ask for a fact: "bifölls" wants matters that were approved, not texts that argue.
//!
//! Nearly every § of a council holds the words of the procedure; what became of the matter stands
//! in the structure. A query word of this table therefore looks for the fact first and counts the
//! word itself for little.

use std::collections::HashMap;

use analyzers::Analyzer;

/// Dictionary forms, and the fact they ask for. Inflections follow by analysis.
const TABLE: &[(&[&str], &str)] = &[
    (&["bifall", "bifalla", "bifallen"], "utfall:bifall"),
    (&["avslag", "avslå", "avslagen"], "utfall:avslag"),
    (&["återremiss", "återremittera", "återremitterad"], "utfall:aterremiss"),
    (&["bordläggning", "bordlägga", "bordlagd"], "utfall:bordlaggning"),
    (&["avstyrka", "avstyrkande"], "utfall:avstyrker"),
    (&["tillstyrka", "tillstyrkande"], "utfall:tillstyrker"),
    (&["jäv", "jävig"], "zon:jav"),
    (&["reservation", "reservera"], "zon:reservationer"),
    (&["omröstning", "votering", "rösträkning"], "zon:omrostning"),
    (&["protokollsanteckning"], "zon:protokollsanteckning"),
];

/// The table, by term of the lemma field.
#[derive(Debug, Default)]
pub(crate) struct Intents {
    facts: HashMap<String, &'static str>,
}

impl Intents {
    /// The table as this analyzer sees its words.
    pub(crate) fn new(analyzer: &Analyzer) -> Self {
        let mut facts = HashMap::new();
        for (words, fact) in TABLE {
            for word in analyzer.query_words(&words.join(" ")) {
                for lemma in word.lemmas {
                    facts.entry(lemma).or_insert(*fact);
                }
            }
        }
        Self { facts }
    }

    /// The fact that a word with these lemmas asks for.
    pub(crate) fn fact(&self, lemmas: &[String]) -> Option<&'static str> {
        lemmas.iter().find_map(|lemma| self.facts.get(lemma).copied())
    }
}
