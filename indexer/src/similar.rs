//! Decisions like this one, and those that went the other way.
//!
//! A unit's telling words (rare in the index, frequent in it) and the statutes it cites make a
//! query; units of its own matter are left out. Source of the word measure: tf·idf, Spärck Jones
//! (1972).

use std::collections::{HashMap, HashSet};

use analyzers::TokenKind;
use corpus::document::{Outcome, UnitKind};

use crate::answer::Hit;
use crate::evidence::Weights;
use crate::leaf::{Alternative, How, Leaf, Pattern};
use crate::occurrences::{Clock, Occurrences, doc_freq};
use crate::rank::Ranking;
use crate::record::Record;
use crate::search::Context;
use crate::snippet;

/// Telling words that are looked for.
const WORDS: usize = 24;
/// A word in more than this share of the units tells nothing.
const COMMON: f32 = 0.2;
/// Bytes of a unit's text that are read for its words.
const READ: usize = 20_000;
/// What a statute in common counts beside a word.
const STATUTE: f32 = 2.0;
/// The least share of the nearest unit's score that makes another worth naming beside it.
const NEAR: f32 = 0.5;
/// What a word of the title counts beside one of the text.
const IN_TITLE: f32 = 4.0;

impl Context<'_> {
    /// Units like this one; with `opposite` only decisions with another outcome.
    pub(crate) fn similar(&self, id: &str, size: usize, opposite: bool) -> Option<Vec<Hit>> {
        let unit = self.number(id)?;
        let record = self.snapshot.record(unit)?;
        let text = self.snapshot.text(unit, &record).beginning(READ);
        let leaves = self.telling(&record, &text);
        let mut clock = Clock::until(std::time::Instant::now() + self.limits.deadline);
        let find = |leaf: &Leaf| Occurrences::of(leaf, self.snapshot, &mut clock);
        let occurrences: Vec<Occurrences> = leaves.iter().map(find).collect();
        let weights = Weights::new(&leaves, &occurrences, self.snapshot);
        let units = &self.snapshot.units;
        let matter = units.matter[unit as usize];
        let others: HashSet<u32> =
            occurrences.iter().flat_map(|found| found.units.iter().copied()).collect();
        let mut others: Vec<u32> =
            others.into_iter().filter(|other| units.matter[*other as usize] != matter).collect();
        others.sort_unstable();
        let ranking = Ranking {
            snapshot: self.snapshot,
            leaves: &leaves,
            occurrences: &occurrences,
            weights: &weights,
            asks_for_decision: true,
            asks_for_tabled: false,
            off: &[],
        };
        let ranked = ranking.order(&others);
        let score = |other: &u32| ranked.scores.get(other).map_or(0.0, |score| score.total);
        let mut seen = HashSet::new();
        let fresh = ranked.units.iter().filter(|other| seen.insert(units.matter[**other as usize]));
        let hits = fresh.filter_map(|other| {
            let other_record = self.snapshot.record(*other)?;
            let wanted = other_record.kind != UnitKind::Other
                && (!opposite || goes_against(record.outcome, other_record.outcome));
            wanted.then(|| {
                let mut hit = self.bare_hit(*other, other_record);
                hit.score = score(other);
                hit
            })
        });
        let mut hits: Vec<Hit> = hits.take(size).collect();
        let nearest = hits.first().map_or(0.0, |hit| hit.score);
        hits.retain(|hit| hit.score >= NEAR * nearest);
        Some(hits)
    }

    /// The unit's telling words and statutes, as leaves.
    fn telling(&self, record: &Record, text: &str) -> Vec<Leaf> {
        let counts = self.counted(record, text);
        let all = self.snapshot.units.alive.count() as f32;
        let fields = &self.snapshot.fields;
        let mut scored: Vec<(f32, String, bool)> = counts
            .into_iter()
            .filter_map(|((term, is_statute), count)| {
                let field = if is_statute { fields.exact } else { fields.lemma };
                let holding = doc_freq(self.snapshot, field, &term) as f32;
                let tells = holding >= 2.0 && holding <= (all * COMMON).max(2.0);
                let factor = if is_statute { STATUTE } else { 1.0 };
                let score = factor * count.sqrt() * (all / holding.max(1.0)).ln_1p();
                tells.then_some((score, term, is_statute))
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        scored.truncate(WORDS);
        scored
            .into_iter()
            .map(|(_, term, is_statute)| {
                let (field, how, weight) = if is_statute {
                    (fields.exact, How::Reference, STATUTE)
                } else {
                    (fields.lemma, How::Inflection, 1.0)
                };
                let what = Pattern::Term(field, term.clone());
                let alternatives = vec![Alternative { how, weight: 1.0, what }];
                Leaf { word: term, alternatives, zone: None, weight, reference: is_statute }
            })
            .collect()
    }

    /// How often each word and statute occurs in the unit.
    fn counted(&self, record: &Record, text: &str) -> HashMap<(String, bool), f32> {
        let mut counts: HashMap<(String, bool), f32> = HashMap::new();
        let mut cache = self.snapshot.caches.lease();
        let language = snippet::language(record);
        let end = crate::passage::floor_boundary(text, READ.min(text.len()));
        for (part, weight) in [(record.title.as_str(), IN_TITLE), (&text[..end], 1.0)] {
            self.snapshot.analyzer.scan(part, language, &mut cache, &mut |token| {
                let statute = token.kind == TokenKind::Entity && token.exact.starts_with("lag:");
                if statute {
                    *counts.entry((token.exact.to_owned(), true)).or_default() += weight;
                } else if token.kind == TokenKind::Word
                    && !analyzers::is_function_word(token.exact)
                    && let Some(lemma) = token.lemmas.first()
                {
                    *counts.entry((lemma.to_string(), false)).or_default() += weight;
                }
            });
        }
        counts
    }
}

/// Whether one decision granted what the other refused.
fn goes_against(this: Option<Outcome>, other: Option<Outcome>) -> bool {
    let side = |outcome| match outcome {
        Outcome::Approved
        | Outcome::Granted
        | Outcome::Supported
        | Outcome::Accepted
        | Outcome::Adopted => Some(true),
        Outcome::Rejected | Outcome::Opposed => Some(false),
        _ => None,
    };
    match (this.and_then(side), other.and_then(side)) {
        (Some(this), Some(other)) => this != other,
        _ => this.is_some() && other.is_some() && this != other,
    }
}
