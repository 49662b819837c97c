//! Which characters of a text match the query.
//!
//! The text at hand (a passage) is analysed anew and compared with what the query was lowered to,
//! so that a mark lies on the original characters whatever lies between: soft hyphens, other
//! Unicode forms, a compound of which only a part matched.

use std::ops::Range;

use analyzers::{Analyzer, Language, TypeCache};
use tantivy::schema::Field;

use crate::leaf::{Leaf, Pattern};
use crate::occurrences::close_positions;
use crate::schema::Fields;

/// A matched stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the text that was marked.
    pub(crate) span: Range<usize>,
    /// Number of the leaf.
    pub(crate) leaf: usize,
}

/// A token with its terms, kept while patterns are compared.
struct Word {
    span: Range<usize>,
    position: u32,
    exact: String,
    lemmas: Vec<String>,
    parts: Vec<String>,
}

/// Finds marks of a query.
pub(crate) struct Marker<'a> {
    pub(crate) analyzer: &'a Analyzer,
    pub(crate) fields: &'a Fields,
    pub(crate) leaves: &'a [Leaf],
    pub(crate) language: Language,
}

impl Marker<'_> {
    /// The marks of a text in order, none overlapping.
    pub(crate) fn marks(&self, text: &str, cache: &mut TypeCache) -> Vec<Mark> {
        if self.leaves.is_empty() {
            return Vec::new();
        }
        let words = self.words(text, cache);
        let mut marks = Vec::new();
        for (at, leaf) in self.leaves.iter().enumerate() {
            if leaf.weight > 0.0 {
                for alternative in &leaf.alternatives {
                    self.mark_pattern(&alternative.what, &words, at, &mut marks);
                }
            }
        }
        without_overlaps(marks)
    }

    fn words(&self, text: &str, cache: &mut TypeCache) -> Vec<Word> {
        let mut words = Vec::new();
        self.analyzer.scan(text, self.language, cache, &mut |token| {
            words.push(Word {
                span: token.from..token.to,
                position: token.position,
                exact: token.exact.to_owned(),
                lemmas: crate::entry::lemmas(token).to_strings(),
                parts: token.parts.to_strings(),
            });
        });
        words
    }

    fn mark_pattern(&self, what: &Pattern, words: &[Word], leaf: usize, marks: &mut Vec<Mark>) {
        let mut mark = |word: &Word| marks.push(Mark { span: word.span.clone(), leaf });
        match what {
            Pattern::Term(field, term) => {
                words.iter().filter(|word| self.holds(word, *field, term)).for_each(&mut mark);
            }
            Pattern::Close { groups, distance } => {
                let rows: Vec<Vec<u32>> =
                    groups.iter().map(|group| self.positions(words, group)).collect();
                let Some((lead, rows)) = rows.split_first() else { return };
                let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
                let close = close_positions(lead, &rows, *distance);
                let is_close = |word: &&Word| close.binary_search(&word.position).is_ok();
                words.iter().filter(is_close).for_each(&mut mark);
            }
            Pattern::Phrase { field, terms, slop } => {
                for row in self.rows(words, *field, terms, *slop) {
                    row.into_iter().for_each(|at| mark(&words[at]));
                }
            }
            Pattern::Near { field, left, right, distance } => {
                let side = |phrases: &[Vec<String>]| -> Vec<Vec<usize>> {
                    phrases.iter().flat_map(|terms| self.rows(words, *field, terms, 0)).collect()
                };
                let (left, right) = (side(left), side(right));
                let apart = |a: &[usize], b: &[usize]| {
                    let (a, b) = (words[a[0]].position, words[b[0]].position);
                    a != b && a.abs_diff(b) <= distance + 1
                };
                let near = left.iter().flat_map(|a| {
                    right.iter().filter(move |b| apart(a, b)).flat_map(move |b| a.iter().chain(b))
                });
                near.for_each(|at| mark(&words[*at]));
            }
        }
    }

    /// Positions of the words that hold any of these terms, ascending.
    fn positions(&self, words: &[Word], terms: &[(Field, String)]) -> Vec<u32> {
        let held = |word: &&Word| terms.iter().any(|(field, term)| self.holds(word, *field, term));
        words.iter().filter(held).map(|word| word.position).collect()
    }

    fn holds(&self, word: &Word, field: Field, term: &str) -> bool {
        if field == self.fields.exact {
            word.exact == term
        } else if field == self.fields.lemma {
            word.lemmas.iter().any(|lemma| lemma == term)
        } else if field == self.fields.parts {
            word.parts.iter().any(|part| part == term)
        } else {
            false
        }
    }

    /// Rows of words that make a phrase, as indexes into `words`.
    fn rows(&self, words: &[Word], field: Field, terms: &[String], slop: u32) -> Vec<Vec<usize>> {
        let Some((first, rest)) = terms.split_first() else { return Vec::new() };
        let starts = words.iter().enumerate().filter(|(_, word)| self.holds(word, field, first));
        let row = |(start, word): (usize, &Word)| {
            let mut row = vec![start];
            let mut position = word.position;
            for term in rest {
                let next = words[start..].iter().position(|word| {
                    word.position > position
                        && word.position <= position + 1 + slop
                        && self.holds(word, field, term)
                })?;
                position = words[start + next].position;
                row.push(start + next);
            }
            Some(row)
        };
        starts.filter_map(row).collect()
    }
}

/// Of marks on the same characters the longest stays; of equals the first leaf's.
fn without_overlaps(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end, mark.leaf));
    let mut kept: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        if kept.last().is_none_or(|last| mark.span.start >= last.span.end) {
            kept.push(mark);
        }
    }
    kept
}
