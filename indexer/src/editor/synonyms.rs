//! Words and phrases that editors say mean the same.

use std::collections::HashMap;

use analyzers::{Analyzer, QueryWord};

/// A word or phrase: what was written, and the lemma of each of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) shown: String,
    pub(crate) lemmas: Vec<String>,
}

/// What means the same as what, found by the lemma that a form begins with.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    by_first: HashMap<String, Vec<(Form, Vec<Form>)>>,
}

/// A form found in a query and everything that means the same.
#[derive(Debug)]
pub(crate) struct Equal<'a> {
    pub(crate) form: &'a Form,
    pub(crate) others: &'a [Form],
    /// True where the word asked for is the last one of the form.
    pub(crate) ends_here: bool,
}

impl Synonyms {
    /// Analyses the lines of the file.
    pub(super) fn new(lines: &[Vec<String>], analyzer: &Analyzer) -> Self {
        let mut by_first: HashMap<String, Vec<(Form, Vec<Form>)>> = HashMap::new();
        for line in lines {
            let forms: Vec<Form> = line.iter().filter_map(|text| form(text, analyzer)).collect();
            for form in &forms {
                let others = forms.iter().filter(|other| other.lemmas != form.lemmas);
                let others: Vec<Form> = others.cloned().collect();
                if !others.is_empty() {
                    let first = form.lemmas[0].clone();
                    by_first.entry(first).or_default().push((form.clone(), others));
                }
            }
        }
        Self { by_first }
    }

    /// Every form that the word at `at` is a word of.
    pub(crate) fn of(&self, words: &[QueryWord], at: usize) -> Vec<Equal<'_>> {
        let mut found = Vec::new();
        if self.by_first.is_empty() {
            return found;
        }
        for from in 0..=at {
            let lemmas = words[from].lemmas.iter().chain([&words[from].exact]);
            let mut forms: Vec<&(Form, Vec<Form>)> =
                lemmas.filter_map(|lemma| self.by_first.get(lemma)).flatten().collect();
            forms.dedup_by(|a, b| std::ptr::eq(*a, *b));
            for (form, others) in forms {
                let end = from + form.lemmas.len();
                let covers = from <= at && at < end && end <= words.len();
                if covers
                    && words[from..end]
                        .iter()
                        .zip(&form.lemmas)
                        .all(|(word, lemma)| is(word, lemma))
                {
                    found.push(Equal { form, others, ends_here: at + 1 == end });
                }
            }
        }
        found
    }
}

fn form(text: &str, analyzer: &Analyzer) -> Option<Form> {
    let words = analyzer.query_words(text);
    let lemmas = words.into_iter().map(|word| word.lemmas.into_iter().next().unwrap_or(word.exact));
    let lemmas: Vec<String> = lemmas.collect();
    (!lemmas.is_empty()).then(|| Form { shown: text.to_owned(), lemmas })
}

fn is(word: &QueryWord, lemma: &String) -> bool {
    word.exact == *lemma || word.lemmas.contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;
    use analyzers::LexiconBuilder;
    use std::sync::Arc;

    fn analyzer() -> Analyzer {
        Analyzer::new(Arc::new(LexiconBuilder::new(None).build()))
    }

    fn found(lines: &[&[&str]], query: &str, at: usize) -> Vec<(String, Vec<String>, bool)> {
        let analyzer = analyzer();
        let lines: Vec<Vec<String>> =
            lines.iter().map(|line| line.iter().map(|word| (*word).to_owned()).collect()).collect();
        let synonyms = Synonyms::new(&lines, &analyzer);
        let shown = |forms: &[Form]| forms.iter().map(|form| form.shown.clone()).collect();
        let words = analyzer.query_words(query);
        let equal = synonyms.of(&words, at);
        equal.iter().map(|e| (e.form.shown.clone(), shown(e.others), e.ends_here)).collect()
    }

    #[test]
    fn a_line_holds_in_every_direction_and_for_phrases() {
        let lines: &[&[&str]] =
            &[&["dagis", "förskola"], &["ekonomiskt bistånd", "försörjningsstöd"]];
        let told =
            |form: &str, other: &str, ends| vec![(form.to_owned(), vec![other.to_owned()], ends)];
        assert_eq!(found(lines, "nytt dagis", 1), told("dagis", "förskola", true));
        assert_eq!(found(lines, "förskola", 0), told("förskola", "dagis", true));
        assert_eq!(
            found(lines, "ekonomiskt bistånd", 0),
            told("ekonomiskt bistånd", "försörjningsstöd", false)
        );
        assert_eq!(
            found(lines, "ekonomiskt bistånd", 1),
            told("ekonomiskt bistånd", "försörjningsstöd", true)
        );
        assert!(found(lines, "ekonomiskt läge", 0).is_empty());
        assert!(found(lines, "bistånd", 0).is_empty());
    }
}
