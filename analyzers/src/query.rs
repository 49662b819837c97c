//! The query side of the analysis: what each word that a user types may stand for.

use crate::analyzer::Analyzer;
use crate::cache::TypeCache;
use crate::function_words::is_function_word;
use crate::language::Language;
use crate::parts::PartMemo;
use crate::terms::Terms;
use crate::token::{TokenKind, WordTerms};
use crate::{abbreviations, laws, normal};

/// What another spelling of a query word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExpansionKind {
    /// The words that an abbreviation stands for.
    LongForm,
    /// The abbreviation of the words.
    Abbreviation,
}

/// Another way to write a query word or a run of query words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// Which way it goes.
    pub kind: ExpansionKind,
    /// The other spelling, word for word.
    pub words: Vec<String>,
    /// How many query words it replaces, counted from the word that carries it.
    pub replaces: usize,
}

/// The terms of a word in a language other than Swedish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// The language.
    pub language: Language,
    /// Its terms of the lemma field.
    pub lemmas: Vec<String>,
}

/// A word or a reference of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryWord {
    /// As typed.
    pub surface: String,
    /// Byte offset where it begins.
    pub from: usize,
    /// Byte offset where it ends.
    pub to: usize,
    /// Term of the exact field.
    pub exact: String,
    /// Terms of the lemma field, the best first.
    pub lemmas: Vec<String>,
    /// Terms of the compound's own parts, prefix runs included.
    pub parts: Vec<String>,
    /// Canonical terms when the word begins a reference, the most specific first.
    pub entities: Vec<String>,
    /// How many words the reference spans; 0 where there is none.
    pub entity_words: usize,
    /// Abbreviations and long forms.
    pub expansions: Vec<Expansion>,
    /// True for words without subject.
    pub is_function_word: bool,
    /// True when typed with an initial capital.
    pub capitalised: bool,
    /// Terms in other languages, where they differ.
    pub alternatives: Vec<Alternative>,
}

impl Analyzer {
    /// The words of a query in order, each with everything it may stand for.
    pub fn query_words(&self, text: &str) -> Vec<QueryWord> {
        let mut words: Vec<QueryWord> = Vec::new();
        let mut pending: (Vec<String>, usize) = (Vec::new(), 0);
        let mut open: Vec<(usize, usize)> = Vec::new();
        self.scan(text, Language::Swedish, &mut TypeCache::default(), &mut |token| {
            if token.kind == TokenKind::Entity {
                pending.0.push(token.exact.to_owned());
                pending.1 = token.to;
                return;
            }
            if let Some(last) = words.last_mut().filter(|last| last.from == token.from) {
                last.lemmas.extend(token.lemmas.to_strings());
                return;
            }
            let (entities, end) = std::mem::take(&mut pending);
            if !entities.is_empty() {
                open.push((words.len(), end));
            }
            words.push(QueryWord {
                surface: text[token.from..token.to].to_owned(),
                from: token.from,
                to: token.to,
                exact: token.exact.to_owned(),
                lemmas: token.lemmas.to_strings(),
                parts: token.parts.to_strings(),
                entities,
                entity_words: 0,
                expansions: Vec::new(),
                is_function_word: is_function_word(token.exact),
                capitalised: token.capitalised,
                alternatives: self.alternatives(&text[token.from..token.to], token.lemmas),
            });
        });
        if !self.lexicon().is_plain() {
            self.expand(&mut words);
        }
        for (first, end) in open {
            words[first].entity_words =
                words[first..].iter().take_while(|word| word.from < end).count();
        }
        words
    }

    /// Adds the long forms of abbreviations and the abbreviations of long forms.
    fn expand(&self, words: &mut [QueryWord]) {
        for at in 0..words.len() {
            let mut found = self.long_forms(&words[at]);
            found.extend(self.abbreviations(&words[at..]));
            words[at].expansions = found;
        }
    }

    fn long_forms(&self, word: &QueryWord) -> Vec<Expansion> {
        let is_word = self.lexicon().forms().kind(&word.exact).is_some_and(|kind| !kind.proper);
        if is_word && !word.surface.chars().any(char::is_uppercase) {
            return Vec::new();
        }
        let law = laws::abbreviated(&word.surface, false).map(|law| law.name);
        let own = abbreviations::long_forms(&word.surface).map(|pair| pair.long);
        let learned = self
            .lexicon()
            .learned_pairs()
            .filter(|(abbreviation, _)| normal::fold(abbreviation) == word.exact);
        let long = law.into_iter().chain(own).chain(learned.map(|(_, long)| long));
        let mut found: Vec<Expansion> = Vec::new();
        for words in long.map(abbreviations::long_words) {
            if !found.iter().any(|known| known.words == words) {
                found.push(Expansion { kind: ExpansionKind::LongForm, words, replaces: 1 });
            }
        }
        found
    }

    fn abbreviations(&self, words: &[QueryWord]) -> Vec<Expansion> {
        let spoken = || words[1..].iter().map(|word| word.exact.as_str());
        let first = words[0].exact.as_str();
        let own =
            abbreviations::long_at(first, spoken()).map(|(pair, used)| (pair.abbreviation, used));
        let law = laws::named(first, spoken())
            .filter(|(law, _)| !law.abbr.is_empty())
            .map(|(law, used)| (law.abbr, used));
        // No inflection changes a word's first letter, and few pairs pass that far.
        let initial = first.chars().next();
        let learned = self.lexicon().learned_pairs().filter_map(|(abbreviation, long)| {
            let long = abbreviations::long_words(long);
            if long.first()?.chars().next() != initial {
                return None;
            }
            let fits = long.len() <= words.len()
                && long.iter().zip(words).all(|(long, word)| self.means(long, word));
            fits.then_some((abbreviation, long.len()))
        });
        let found = own.into_iter().chain(law).chain(learned);
        found
            .map(|(abbreviation, replaces)| Expansion {
                kind: ExpansionKind::Abbreviation,
                words: abbreviations::long_words(abbreviation),
                replaces,
            })
            .collect()
    }

    /// True when a word of a long form is the query word in some inflection.
    fn means(&self, long: &str, word: &QueryWord) -> bool {
        long == word.exact
            || self
                .analyse_type(long, Language::Swedish, &mut PartMemo::default())
                .lemmas()
                .iter()
                .any(|term| word.lemmas.iter().any(|lemma| lemma == term))
    }

    fn alternatives(&self, word: &str, lemmas: Terms<'_>) -> Vec<Alternative> {
        let (normal, _) = normal::normalise(word);
        let others =
            Language::ALL.iter().copied().filter(|&language| language != Language::Swedish);
        let terms = others.map(|language| {
            (language, self.analyse_type(&normal, language, &mut PartMemo::default()))
        });
        let differs = |terms: &WordTerms| terms.lemmas().iter().any(|term| !lemmas.contains(term));
        terms
            .filter(|(_, terms)| differs(terms))
            .map(|(language, terms)| Alternative { language, lemmas: terms.lemmas().to_strings() })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::lexicon::{Lexicon, LexiconBuilder};

    #[test]
    fn abbreviations_go_both_ways() {
        let mut builder = LexiconBuilder::new(None);
        builder.learn_text("Enligt Plaskverkets allmänna råd (PAR) får man plaska.");
        let analyzer = Analyzer::new(Arc::new(builder.build()));
        for (query, words, replaces) in [
            ("HVB", vec!["hem", "för", "vård", "eller", "boende"], 1),
            ("hem för vård eller boende", vec!["hvb"], 5),
            ("PBL", vec!["plan", "och", "bygglagen"], 1),
            ("plaskverkets allmänna råd", vec!["par"], 3),
            ("PAR", vec!["plaskverkets", "allmänna", "råd"], 1),
        ] {
            let found = &analyzer.query_words(query)[0].expansions;
            assert!(
                found.iter().any(|one| one.words == words && one.replaces == replaces),
                "{query}: {found:?}"
            );
        }
        assert!(analyzer.query_words("sol SIG")[0].expansions.is_empty());
    }

    #[test]
    fn a_reference_hangs_on_its_first_word() {
        let analyzer = Analyzer::new(Arc::new(Lexicon::rules_only()));
        let words = analyzer.query_words("avslag i KS 2023/769");
        assert_eq!(words.len(), 5);
        assert_eq!(words[2].entities, ["dnr:ks-2023-769", "dnr:2023-769"]);
        assert_eq!(words[2].entity_words, 3);
        assert!(words[1].is_function_word && !words[0].is_function_word);
    }
}
