//! One query over one index: the exact number of units, the ten best, their best passages' text.

use std::cmp::Ordering;

use tantivy::query::{
    Bm25StatisticsProvider, BooleanQuery, EnableScoring, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::document::{TantivyDocument, Value};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher, Term};

use crate::Fallible;
use crate::evidence;
use crate::questions;
use crate::shelf::{Layout, Shelf};

/// Units of a page.
pub(crate) const PAGE: usize = 10;
/// What a unit's best passage adds to its score.
const PASSAGE: f32 = 0.6;

/// How an index is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// All words in one passage.
    Narrow,
    /// Word by word, passages grouped by unit.
    Grouped,
    /// Units first, then the passages of the best.
    Bounded,
    /// Units first, then positions in the best.
    Positions,
}

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) total: usize,
    /// Number and best passage's text of the ten best.
    pub(crate) hits: Vec<(u64, String)>,
}

/// A unit that matches: its entry, or that of its best passage.
#[derive(Clone, Copy)]
pub(crate) struct Match {
    pub(crate) doc: u32,
    score: f32,
}

/// Terms that follow each other; one for a word.
pub(crate) struct Leaf {
    pub(crate) terms: Vec<Term>,
    query: Box<dyn Query>,
    /// How rare it is among units; for scoring passages.
    pub(crate) weight: f32,
}

/// Asks a query; the best passages of the first `closely` units take part in the ranking.
pub(crate) fn ask(
    shelf: &Shelf,
    way: Way,
    query: &questions::Query,
    closely: usize,
) -> Fallible<Answer> {
    let field = shelf.ranked_field();
    let leaves = leaves(shelf, field, query)?;
    let mut matches = match way {
        Way::Narrow => narrow(shelf, &leaves)?,
        Way::Grouped => grouped(shelf, &leaves)?,
        Way::Bounded | Way::Positions => units(shelf, &leaves)?,
    };
    let total = matches.len();
    keep_best(shelf, &mut matches, closely);
    let hits = match way {
        Way::Narrow | Way::Grouped => {
            matches.truncate(PAGE);
            let hit = |found: &Match| Ok((unit_of(shelf, found.doc), text(shelf, found.doc)?));
            matches.iter().map(hit).collect::<Fallible<_>>()?
        }
        Way::Bounded | Way::Positions => closer(shelf, way, query, &leaves, matches)?,
    };
    Ok(Answer { total, hits })
}

/// The words or the phrase of a query, in one field.
pub(crate) fn leaves(shelf: &Shelf, field: Field, query: &questions::Query) -> Fallible<Vec<Leaf>> {
    let term = |text: &String| Term::from_field_text(field, text);
    let groups: Vec<Vec<Term>> = if query.is_phrase {
        vec![query.texts.iter().map(term).collect()]
    } else {
        query.texts.iter().map(|text| vec![term(text)]).collect()
    };
    groups.into_iter().map(|terms| leaf(shelf, terms)).collect()
}

fn leaf(shelf: &Shelf, terms: Vec<Term>) -> Fallible<Leaf> {
    let query: Box<dyn Query> = match terms.as_slice() {
        [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(terms.clone())),
    };
    let mut holding = u64::MAX;
    for term in &terms {
        holding = holding.min(shelf.searcher.doc_freq(term)?);
    }
    let (all, holding) = (shelf.entries as f32, holding as f32);
    let weight = ((all - holding + 0.5) / (holding + 0.5)).ln_1p();
    Ok(Leaf { terms, query, weight })
}

/// BM25 over the entries that are ranked: of units, the passages beside them do not count.
struct Statistics<'a> {
    searcher: &'a Searcher,
    entries: u64,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.entries)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Bm25StatisticsProvider::doc_freq(self.searcher, term)
    }
}

fn each_match(shelf: &Shelf, query: &dyn Query, sink: &mut dyn FnMut(u32, f32)) -> Fallible<()> {
    let statistics = Statistics { searcher: &shelf.searcher, entries: shelf.entries };
    let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, &shelf.searcher);
    query.weight(scoring)?.for_each(shelf.segment(), sink)?;
    Ok(())
}

fn all_of(leaves: &[Leaf]) -> BooleanQuery {
    BooleanQuery::intersection(leaves.iter().map(|leaf| leaf.query.box_clone()).collect())
}

fn unit_of(shelf: &Shelf, doc: u32) -> u64 {
    shelf.unit.first(doc).expect("every entry knows its unit")
}

/// Units with a passage that holds all leaves, each with the best such passage.
fn narrow(shelf: &Shelf, leaves: &[Leaf]) -> Fallible<Vec<Match>> {
    let mut passages = units(shelf, leaves)?;
    // A unit's passages lie side by side.
    let mut best: Vec<Match> = Vec::new();
    for run in passages.chunk_by_mut(|a, b| unit_of(shelf, a.doc) == unit_of(shelf, b.doc)) {
        run.sort_unstable_by(order(shelf));
        best.push(run[0]);
    }
    Ok(best)
}

/// Units whose passages together hold all leaves, each with the passage that scores most.
fn grouped(shelf: &Shelf, leaves: &[Leaf]) -> Fallible<Vec<Match>> {
    let mut found: Vec<(Match, u32)> = Vec::new();
    for (at, leaf) in leaves.iter().enumerate() {
        each_match(shelf, &leaf.query, &mut |doc, score| {
            found.push((Match { doc, score }, 1 << at));
        })?;
    }
    found.sort_by_key(|(found, _)| found.doc);
    let of = |(found, _): &(Match, u32)| unit_of(shelf, found.doc);
    let mut best = Vec::new();
    for of_unit in found.chunk_by(|a, b| of(a) == of(b)) {
        let held = of_unit.iter().fold(0, |held: u32, (_, bit)| held | bit);
        if held.count_ones() as usize == leaves.len() {
            let sum = |run: &[(Match, u32)]| Match {
                doc: run[0].0.doc,
                score: run.iter().map(|(found, _)| found.score).sum(),
            };
            let passages = of_unit.chunk_by(|a, b| a.0.doc == b.0.doc).map(sum);
            best.extend(passages.min_by(order(shelf)));
        }
    }
    Ok(best)
}

/// Entries that hold all leaves.
fn units(shelf: &Shelf, leaves: &[Leaf]) -> Fallible<Vec<Match>> {
    let mut matches = Vec::new();
    each_match(shelf, &all_of(leaves), &mut |doc, score| matches.push(Match { doc, score }))?;
    Ok(matches)
}

/// The better first; of two equals the one that stands first in the collection.
fn order(shelf: &Shelf) -> impl Fn(&Match, &Match) -> Ordering + '_ {
    |a, b| {
        let place = |found: &Match| (unit_of(shelf, found.doc), found.doc);
        b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b)))
    }
}

fn keep_best(shelf: &Shelf, matches: &mut Vec<Match>, count: usize) {
    if matches.len() > count {
        matches.select_nth_unstable_by(count, order(shelf));
        matches.truncate(count);
    }
    matches.sort_unstable_by(order(shelf));
}

/// Scores units once more with their best passages, and fetches the text of the ten best.
fn closer(
    shelf: &Shelf,
    way: Way,
    query: &questions::Query,
    leaves: &[Leaf],
    mut matches: Vec<Match>,
) -> Fallible<Vec<(u64, String)>> {
    matches.sort_unstable_by_key(|found| found.doc);
    let best = match way {
        Way::Bounded => evidence::by_entries(shelf, query, &matches)?,
        _ => evidence::by_positions(shelf, leaves, &matches)?,
    };
    let mut scored: Vec<(Match, u32)> = matches
        .into_iter()
        .zip(best)
        .map(|(found, (passage, score))| {
            (Match { doc: found.doc, score: found.score + PASSAGE * score }, passage)
        })
        .collect();
    let order = order(shelf);
    scored.sort_unstable_by(|a, b| order(&a.0, &b.0));
    scored.truncate(PAGE);
    let hit = |(found, passage): &(Match, u32)| {
        let text = match shelf.layout {
            Layout::Units => slice(shelf, found.doc, *passage)?,
            _ => text(shelf, found.doc + 1 + passage)?,
        };
        Ok((unit_of(shelf, found.doc), text))
    };
    scored.iter().map(hit).collect()
}

/// The stored text of an entry.
fn text(shelf: &Shelf, doc: u32) -> Fallible<String> {
    let document: TantivyDocument = shelf.searcher.doc(DocAddress::new(0, doc))?;
    let text = document.get_first(shelf.fields.text).and_then(|value| value.as_str());
    Ok(text.unwrap_or_default().to_owned())
}

/// The text of a unit's passage.
fn slice(shelf: &Shelf, doc: u32, passage: u32) -> Fallible<String> {
    let text = text(shelf, doc)?;
    let begins: Vec<u64> =
        shelf.passages.values_for_doc(doc).skip(passage as usize).take(2).collect();
    let byte = |at: usize| begins.get(at).map(|value| *value as u32 as usize);
    let from = byte(0).unwrap_or(0);
    Ok(text[from..byte(1).unwrap_or(text.len())].to_owned())
}
