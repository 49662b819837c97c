//! Which units a lowered query finds: the match set, the second block, and what filters leave.

use corpus::document::UnitKind;

use crate::bits::Bits;
use crate::lower::conditions::{between, of};
use crate::lower::{Clause, Lowered, Tree};
use crate::occurrences::Occurrences;
use crate::request::{Dimension, Filters};
use crate::snapshot::Snapshot;
use crate::write::days;

/// The units found, before filters.
pub(crate) struct Matched {
    /// Units that hold every wanted word.
    pub(crate) full: Bits,
    /// Units that lack some wanted word and hold another.
    pub(crate) relaxed: Bits,
}

/// Finds the units.
pub(crate) fn matched(
    lowered: &Lowered,
    occurrences: &[Occurrences],
    snapshot: &Snapshot,
) -> Matched {
    let all = &snapshot.units.alive;
    let eval = |tree: &Tree| evaluate(tree, occurrences, snapshot);
    let wanted = |clause: &&Clause| clause.wanted;
    let mut full = all.clone();
    for clause in lowered.clauses.iter().filter(wanted) {
        full.and(&eval(&clause.tree));
    }
    let words: Vec<&Clause> = lowered.clauses.iter().filter(wanted).filter(|c| c.word).collect();
    let mut relaxed = Bits::new(snapshot.units.bound());
    if words.len() > 1 || lowered.clauses.iter().any(|clause| !clause.wanted) {
        for clause in words {
            relaxed.or(&eval(&clause.tree));
        }
        for clause in lowered.clauses.iter().filter(|clause| !clause.word) {
            relaxed.and(&eval(&clause.tree));
        }
        relaxed.and(all);
        relaxed.minus(&full);
    }
    Matched { full, relaxed }
}

/// The units of a tree. Its depth is bounded by the parser.
fn evaluate(tree: &Tree, occurrences: &[Occurrences], snapshot: &Snapshot) -> Bits {
    let bound = snapshot.units.bound();
    match tree {
        Tree::All => snapshot.units.alive.clone(),
        Tree::Leaf(at) => occurrences[*at].set(bound),
        Tree::Set(units) => units.clone(),
        Tree::And(trees) => {
            let mut units = snapshot.units.alive.clone();
            for tree in trees {
                units.and(&evaluate(tree, occurrences, snapshot));
            }
            units
        }
        Tree::Or(trees) => {
            let mut units = Bits::new(bound);
            for tree in trees {
                units.or(&evaluate(tree, occurrences, snapshot));
            }
            units
        }
        Tree::Not(tree) => {
            let mut units = snapshot.units.alive.clone();
            units.minus(&evaluate(tree, occurrences, snapshot));
            units
        }
    }
}

/// What each filter lets through, kept apart so that a facet can be counted without its own.
pub(crate) struct Sieve {
    sets: Vec<(Option<Dimension>, Bits)>,
}

impl Sieve {
    /// The filters of a request. Without a filter by kind, lists of attendance and votes are left
    /// out: they are about nobody in them. `typ:` in the query is such a filter too.
    pub(crate) fn new(filters: &Filters, kind_in_query: bool, snapshot: &Snapshot) -> Self {
        let mut sets: Vec<(Option<Dimension>, Bits)> = Vec::new();
        for dimension in Dimension::ALL {
            let chosen: Vec<&str> = filters.of(dimension).collect();
            if !chosen.is_empty() {
                sets.push((
                    Some(dimension),
                    of(dimension, snapshot, |name| chosen.contains(&name)),
                ));
            }
        }
        if filters.of(Dimension::Kind).next().is_none() && !kind_in_query {
            let other = kind_slug(UnitKind::Other);
            sets.push((Some(Dimension::Kind), of(Dimension::Kind, snapshot, |name| name != other)));
        }
        if filters.from.is_some() || filters.to.is_some() {
            let set = between(filters.from.map(days), filters.to.map(days), snapshot);
            sets.push((None, set));
        }
        Self { sets }
    }

    /// What all filters leave of a set.
    pub(crate) fn all(&self, units: &Bits) -> Bits {
        self.without(units, None)
    }

    /// What all filters but those of one dimension leave of a set.
    pub(crate) fn without(&self, units: &Bits, dimension: Option<Dimension>) -> Bits {
        let mut left = units.clone();
        for (of, set) in &self.sets {
            if of.is_none() || *of != dimension {
                left.and(set);
            }
        }
        left
    }
}

/// A kind's name in the interface.
pub(crate) fn kind_slug(kind: UnitKind) -> String {
    let value = serde_json::to_value(kind).expect("a kind is plain data");
    value.as_str().expect("a kind is a name").to_owned()
}
