//! The order of hits, and why.
//!
//! First every matching unit gets a score over its whole text (BM25 of each word, all ways to write
//! it counted together). Then the best of them are looked at closely: how much of the query meets
//! in one passage, what the title says, how often it is cited, whether the unit decides or only
//! prepares. Each part has a name by which it can be switched off and explained.

use std::collections::HashMap;

use corpus::document::{Outcome, UnitKind};

use crate::evidence::{self, Evidence, Weights};
use crate::leaf::Leaf;
use crate::matching::kind_slug;
use crate::occurrences::Occurrences;
use crate::request::Dimension;
use crate::snapshot::Snapshot;
use crate::units::NO_DATE;

/// BM25: how soon more occurrences stop to matter, and how much length counts.
const K1: f32 = 1.2;
const B: f32 = 0.75;
/// So many of the best are looked at closely.
const CLOSELY: usize = 300;
/// What the best passage adds, as a share of its own score.
const PASSAGE: f32 = 0.3;
/// What a title that holds the whole query adds, as a share of the score. A title says what the unit
/// is about; a word among two hundred pages says little.
const TITLE: f32 = 2.0;
/// What the newest unit gains over one many years older.
const RECENT: f32 = 0.06;
/// Years after which half of that is gone.
const HALF_LIFE: f32 = 4.0;
/// What a decision gains that one other paper cites, and at most.
const CITED: f32 = 0.03;
const MOST_CITED: f32 = 0.1;
/// What is taken from a paper that only prepares, where a decision is asked for.
const PREPARES: f32 = 0.45;
/// What is taken from a § that only tables the matter: it says nothing of it.
const TABLED: f32 = 0.35;
/// What is taken from a routine item: it names many matters and is about none.
const ROUTINE: f32 = 0.5;

/// Names of the parts that can be switched off.
pub const PARTS: &[&str] =
    &["passage", "title", "recent", "cited", "decision", "tabled", "routine"];

/// What a unit's score is made of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Score {
    pub(crate) total: f32,
    pub(crate) text: f32,
    pub(crate) passage: f32,
    pub(crate) title: f32,
    pub(crate) recent: f32,
    pub(crate) cited: f32,
}

/// Everything the ranking looks at.
pub(crate) struct Ranking<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) leaves: &'a [Leaf],
    pub(crate) occurrences: &'a [Occurrences],
    pub(crate) weights: &'a Weights,
    pub(crate) asks_for_decision: bool,
    pub(crate) asks_for_tabled: bool,
    /// Names of parts that are switched off.
    pub(crate) off: &'a [String],
}

/// Units in order, the best first, with the scores of those looked at closely.
#[derive(Default)]
pub(crate) struct Ranked {
    pub(crate) units: Vec<u32>,
    pub(crate) scores: HashMap<u32, Score>,
}

impl Ranking<'_> {
    fn is_on(&self, part: &str) -> bool {
        !self.off.iter().any(|off| off == part)
    }

    /// Orders units by score.
    pub(crate) fn order(&self, units: &[u32]) -> Ranked {
        let text = self.text_scores();
        let score = |unit: u32| text.get(unit as usize).copied().unwrap_or(0.0);
        let mut order = units.to_vec();
        order.sort_by(|a, b| score(*b).total_cmp(&score(*a)).then_with(|| self.tie(*a, *b)));
        let close = order.len().min(CLOSELY);
        let scores = self.look_closely(&order[..close], &score);
        let total = |unit: &u32| scores[unit].total;
        order[..close].sort_by(|a, b| total(b).total_cmp(&total(a)).then_with(|| self.tie(*a, *b)));
        Ranked { units: order, scores }
    }

    /// Of two equals the newer one, then the lesser id: the same on every machine.
    fn tie(&self, a: u32, b: u32) -> std::cmp::Ordering {
        let units = &self.snapshot.units;
        let (a, b) = (a as usize, b as usize);
        units.date[b].cmp(&units.date[a]).then(units.rank[a].cmp(&units.rank[b]))
    }

    /// BM25 of every unit in which any word occurs.
    fn text_scores(&self) -> Vec<f32> {
        let units = &self.snapshot.units;
        let mut scores = vec![0.0; units.bound()];
        for (found, weight) in self.occurrences.iter().zip(&self.weights.of) {
            for (unit, tf) in found.units.iter().zip(&found.tf) {
                let length = units.length[*unit as usize] as f32 / units.mean_length;
                let saturated = tf * (K1 + 1.0) / (tf + K1 * (1.0 - B + B * length));
                scores[*unit as usize] += weight * saturated;
            }
        }
        scores
    }

    fn look_closely(&self, units: &[u32], text: &dyn Fn(u32) -> f32) -> HashMap<u32, Score> {
        let mut ascending = units.to_vec();
        ascending.sort_unstable();
        let evidence = evidence::gather(
            &ascending,
            self.leaves,
            self.occurrences,
            self.weights,
            self.snapshot,
        );
        let none = Evidence::default();
        units
            .iter()
            .map(|unit| {
                let evidence = evidence.get(unit).unwrap_or(&none);
                (*unit, self.score(*unit, text(*unit), evidence))
            })
            .collect()
    }

    fn score(&self, unit: u32, text: f32, evidence: &Evidence) -> Score {
        let mut score = Score { text, ..Score::default() };
        if self.is_on("passage") {
            let best = evidence.passages.first().map_or(0.0, |(_, score)| *score);
            score.passage = PASSAGE * best * evidence.together;
        }
        let so_far = score.text + score.passage;
        if self.is_on("title") {
            score.title = TITLE * so_far * evidence.title;
        }
        if self.is_on("recent") {
            score.recent = RECENT * so_far * self.recency(unit);
        }
        if self.is_on("cited") {
            score.cited = so_far * self.authority(unit);
        }
        score.total = so_far + score.title + score.recent + score.cited;
        if self.asks_for_decision && self.is_on("decision") && !self.decides(unit) {
            score.total *= 1.0 - PREPARES;
        }
        if self.is_on("tabled") && !self.asks_for_tabled && self.tables(unit) {
            score.total *= 1.0 - TABLED;
        }
        if self.is_on("routine") && self.is_routine(unit, evidence) {
            score.total *= 1.0 - ROUTINE;
        }
        score
    }

    /// A routine item, unless the query is its title.
    fn is_routine(&self, unit: u32, evidence: &Evidence) -> bool {
        self.snapshot.routine.contains(unit) && evidence.title < 1.0
    }

    fn tables(&self, unit: u32) -> bool {
        let outcome = self.snapshot.units.value(Dimension::Outcome, unit);
        outcome == Some(Outcome::Tabled.slug())
    }

    /// More for every doubling of the papers that cite the unit.
    fn authority(&self, unit: u32) -> f32 {
        let citing = self.snapshot.cited.get(&unit).copied().unwrap_or(0);
        (CITED * (citing as f32 + 1.0).log2()).min(MOST_CITED)
    }

    fn decides(&self, unit: u32) -> bool {
        let kind = self.snapshot.units.value(Dimension::Kind, unit);
        kind == Some(kind_slug(UnitKind::Minutes).as_str())
    }

    /// 1 for the newest unit, half of it so many years before.
    fn recency(&self, unit: u32) -> f32 {
        let units = &self.snapshot.units;
        let date = units.date[unit as usize];
        if date == NO_DATE {
            return 0.0;
        }
        let years = (units.newest - date) as f32 / 365.25;
        0.5_f32.powf(years / HALF_LIFE)
    }
}
