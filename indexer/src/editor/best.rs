//! Answers that editors put above the hits of some searches.

use analyzers::{Analyzer, QueryWord};

use super::BestRule;
use crate::answer::Best;
use crate::query::Node;

/// Answers above the hits at most.
const SHOWN: usize = 3;

/// The answers and the searches they belong to, in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct BestAnswers {
    rules: Vec<(Vec<Pattern>, Best)>,
}

/// A search: its words, each by its possible lemmas.
#[derive(Debug)]
struct Pattern {
    words: Vec<Vec<String>>,
    /// Whether more words may follow.
    open: bool,
}

impl BestAnswers {
    /// Analyses the lines of the file.
    pub(super) fn new(rules: &[BestRule], analyzer: &Analyzer) -> Self {
        let rule = |rule: &BestRule| {
            let patterns = rule.patterns.iter().map(|text| Pattern::new(text, analyzer));
            let best =
                Best { title: rule.title.clone(), url: rule.url.clone(), id: rule.id.clone() };
            (patterns.filter(|pattern| !pattern.words.is_empty()).collect(), best)
        };
        Self { rules: rules.iter().map(rule).collect() }
    }

    /// The answers that belong to a query.
    pub(crate) fn of(&self, root: &Node, analyzer: &Analyzer) -> Vec<Best> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let Some(text) = free_text(root) else { return Vec::new() };
        let words = content(analyzer.query_words(&text));
        let fits = |(patterns, _): &&(Vec<Pattern>, Best)| patterns.iter().any(|p| p.fits(&words));
        self.rules.iter().filter(fits).take(SHOWN).map(|(_, best)| best.clone()).collect()
    }
}

impl Pattern {
    fn new(text: &str, analyzer: &Analyzer) -> Self {
        let open = text.ends_with('*');
        Self { words: content(analyzer.query_words(text.trim_end_matches(['*', ' ']))), open }
    }

    /// Same words in any form and order; more words only where the pattern is open.
    fn fits(&self, words: &[Vec<String>]) -> bool {
        let same = |a: &[String], b: &[String]| a.iter().any(|lemma| b.contains(lemma));
        let has = |wanted: &Vec<String>| words.iter().any(|word| same(word, wanted));
        let is_wanted = |word: &Vec<String>| self.words.iter().any(|wanted| same(word, wanted));
        self.words.iter().all(has) && (self.open || words.iter().all(is_wanted))
    }
}

/// The lemmas of each word that has a subject; of every word where none has.
fn content(words: Vec<QueryWord>) -> Vec<Vec<String>> {
    let only_function_words = words.iter().all(|word| word.is_function_word);
    let kept = words.into_iter().filter(|word| only_function_words || !word.is_function_word);
    kept.map(|word| word.lemmas.into_iter().chain([word.exact]).collect()).collect()
}

/// The words of a query that has nothing but words, phrases and fields.
fn free_text(root: &Node) -> Option<String> {
    match root {
        Node::Words(text) | Node::Phrase(text) => Some(text.clone()),
        Node::And(nodes) => {
            let others = nodes.iter().filter(|node| !matches!(node, Node::Field(_)));
            let texts: Option<Vec<String>> = others.map(free_text).collect();
            texts.filter(|texts| !texts.is_empty()).map(|texts| texts.join(" "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use analyzers::LexiconBuilder;
    use std::sync::Arc;

    fn titles(query: &str) -> Vec<String> {
        let analyzer = Analyzer::new(Arc::new(LexiconBuilder::new(None).build()));
        let rule = |title: &str, patterns: &[&str]| BestRule {
            line: 1,
            patterns: patterns.iter().map(|text| (*text).to_owned()).collect(),
            title: title.to_owned(),
            url: "/x".to_owned(),
            id: None,
        };
        let rules = [rule("lov", &["bygglov", "bygga altan"]), rule("skjuts", &["skolskjuts*"])];
        let best = BestAnswers::new(&rules, &analyzer);
        let parsed = crate::query::parse(query, &Limits::default());
        best.of(&parsed.query.root, &analyzer).into_iter().map(|best| best.title).collect()
    }

    #[test]
    fn an_answer_belongs_to_its_searches_and_no_others() {
        for query in [
            "bygglov",
            "Bygglov",
            "altan bygga",
            "bygga en altan",
            "\"bygglov\"",
            "bygglov år:2023",
        ] {
            assert_eq!(titles(query), ["lov"], "{query}");
        }
        for query in ["skolskjuts", "skolskjuts gymnasium"] {
            assert_eq!(titles(query), ["skjuts"], "{query}");
        }
        for query in [
            "",
            "bygglov avslag",
            "altan",
            "-bygglov",
            "bygglov OR altan",
            "i:beslut bygglov",
            "år:2023",
        ] {
            assert!(titles(query).is_empty(), "{query}");
        }
    }
}
