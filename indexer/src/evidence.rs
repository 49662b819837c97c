//! Where in a unit a query is answered: the passages, and what the title says.

use std::collections::HashMap;

use crate::entry::TITLE_CODE;
use crate::leaf::{How, Leaf};
use crate::occurrences::{Occurrences, Passages};
use crate::snapshot::Snapshot;

/// Occurrences in one passage beyond which more say little.
const SATURATION: f32 = 1.0;

/// What speaks for a unit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    /// Passages of the text that hold matches, best first: number and score.
    pub(crate) passages: Vec<(u32, f32)>,
    /// Share of the query's weight that the title holds, 0 to 1.
    pub(crate) title: f32,
    /// Share of the query's weight that the best passage holds, 0 to 1.
    pub(crate) together: f32,
}

/// Weight of each leaf: how rare it is, times what the query gives it.
pub(crate) struct Weights {
    pub(crate) of: Vec<f32>,
    pub(crate) sum: f32,
}

impl Weights {
    pub(crate) fn new(leaves: &[Leaf], occurrences: &[Occurrences], snapshot: &Snapshot) -> Self {
        let all = snapshot.units.alive.count() as f32;
        let of: Vec<f32> = leaves
            .iter()
            .zip(occurrences)
            .map(|(leaf, found)| leaf.weight * rarity(all, document_frequency(leaf, found)))
            .collect();
        let sum = of.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        Self { of, sum }
    }
}

/// In how many units the leaf occurs; for one that asks for a fact, of how many the fact is known.
fn document_frequency(leaf: &Leaf, found: &Occurrences) -> f32 {
    if leaf.alternatives.iter().any(|alternative| alternative.how == How::Fact) {
        return found.how.iter().filter(|how| *how & How::Fact.bit() != 0).count() as f32;
    }
    found.units.len() as f32
}

/// Inverse document frequency of BM25 (Robertson and Zaragoza, 2009), never negative.
fn rarity(all: f32, holding: f32) -> f32 {
    ((all - holding + 0.5) / (holding + 0.5)).ln_1p()
}

/// One leaf's weighted occurrences in one passage.
#[derive(Clone, Copy)]
struct Count {
    unit: u32,
    passage: u32,
    leaf: u32,
    count: f32,
}

/// Gathers the evidence of units (ascending numbers).
pub(crate) fn gather(
    units: &[u32],
    leaves: &[Leaf],
    occurrences: &[Occurrences],
    weights: &Weights,
    snapshot: &Snapshot,
) -> HashMap<u32, Evidence> {
    let passages: HashMap<u32, Passages> =
        units.iter().map(|unit| (*unit, Passages::of(snapshot, *unit))).collect();
    let mut counts: Vec<Count> = Vec::new();
    for (at, (leaf, found)) in leaves.iter().zip(occurrences).enumerate() {
        if leaf.weight == 0.0 {
            continue;
        }
        found.positions(leaf, snapshot, units, &mut |unit, alternative, positions| {
            for position in positions {
                if let Some(passage) = passages[&unit].at(*position) {
                    let (passage, leaf, count) = (passage as u32, at as u32, alternative.weight);
                    counts.push(Count { unit, passage, leaf, count });
                }
            }
        });
    }
    counts.sort_by_key(|count| (count.unit, count.passage, count.leaf));
    let mut evidence: HashMap<u32, Evidence> = HashMap::new();
    for run in counts.chunk_by(|a, b| (a.unit, a.passage) == (b.unit, b.passage)) {
        let (score, share) = passage_score(run, weights);
        let of_unit = evidence.entry(run[0].unit).or_default();
        let is_title = passages[&run[0].unit].starts[run[0].passage as usize].1 == TITLE_CODE;
        if is_title {
            of_unit.title = share;
        } else {
            of_unit.together = of_unit.together.max(share);
            // The title comes first in the column, so a text passage's number is one less.
            of_unit.passages.push((run[0].passage - 1, score));
        }
    }
    for of_unit in evidence.values_mut() {
        of_unit.passages.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    }
    evidence
}

/// Score of a passage, and which share of the query's weight it holds.
fn passage_score(run: &[Count], weights: &Weights) -> (f32, f32) {
    let mut score = 0.0;
    let mut share = 0.0;
    for same in run.chunk_by(|a, b| a.leaf == b.leaf) {
        let weight = weights.of[same[0].leaf as usize];
        let count: f32 = same.iter().map(|count| count.count).sum();
        score += weight * count / (count + SATURATION);
        share += weight * count.min(1.0);
    }
    (score, share / weights.sum)
}
