//! A word by what the editors say means the same, told with the link that undoes it.

use analyzers::QueryWord;

use super::Lowering;
use super::words::ABBREVIATION;
use crate::answer::Notice;
use crate::editor::synonyms::{Equal, Form};
use crate::leaf::{Alternative, How, Pattern};

impl Lowering<'_> {
    /// What counts as the word because it, or a phrase that it is part of, has synonyms.
    pub(super) fn synonyms(&mut self, words: &[QueryWord], at: usize) -> Vec<Alternative> {
        if !self.is_on("synonyms") {
            return Vec::new();
        }
        let snapshot = self.snapshot;
        let mut found = Vec::new();
        for equal in snapshot.editor.synonyms.of(words, at) {
            found.extend(equal.others.iter().map(|form| self.synonym(form)));
            if equal.ends_here {
                self.tell_synonyms(&words[at].surface, &equal);
            }
        }
        found
    }

    fn synonym(&self, form: &Form) -> Alternative {
        let field = self.snapshot.fields.lemma;
        let what = match form.lemmas.as_slice() {
            [lemma] => Pattern::Term(field, lemma.clone()),
            lemmas => Pattern::Phrase { field, terms: lemmas.to_vec(), slop: 1 },
        };
        Alternative { how: How::Synonym, weight: ABBREVIATION, what }
    }

    fn tell_synonyms(&mut self, word: &str, equal: &Equal<'_>) {
        let others: Vec<String> =
            equal.others.iter().map(|form| format!("”{}”", form.shown)).collect();
        self.notices.push(Notice {
            kind: How::Synonym.name(),
            message: format!(
                "Sökte även på {}, som kommunen har angett betyder samma sak som ”{}”.",
                others.join(", "),
                equal.form.shown
            ),
            query: self.with_phrase(word),
            words: vec![word.to_owned()],
        });
    }
}
