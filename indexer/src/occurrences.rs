//! Where a leaf occurs: which units, how often, and at which positions.
//!
//! Word by word over whole postings lists, not unit by unit: counts, facets and the second block
//! need every matching unit anyway, so nothing is lost, and there is neither nesting nor recursion
//! whose cost a query could choose.

use std::collections::HashMap;
use std::time::Instant;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

use crate::bits::Bits;
use crate::leaf::{Alternative, How, Leaf, Pattern};
use crate::snapshot::{Segment, Snapshot};

/// Postings read between two looks at the clock.
const CLOCK_STEP: u32 = 2_048;

/// Ends a search that takes too long.
#[derive(Debug)]
pub(crate) struct Clock {
    end: Instant,
    steps: u32,
    /// True once the time is up: what follows is incomplete.
    pub(crate) up: bool,
}

impl Clock {
    pub(crate) fn until(end: Instant) -> Self {
        Self { end, steps: 0, up: false }
    }

    /// True while there is time.
    fn goes_on(&mut self) -> bool {
        self.steps += 1;
        if self.steps.is_multiple_of(CLOCK_STEP) && Instant::now() >= self.end {
            self.up = true;
        }
        !self.up
    }
}

/// Where a leaf occurs.
pub(crate) struct Occurrences {
    /// The units, ascending.
    pub(crate) units: Vec<u32>,
    /// Weighted number of occurrences, unit by unit.
    pub(crate) tf: Vec<f32>,
    /// Set of [`How::bit`]s, unit by unit.
    pub(crate) how: Vec<u8>,
    /// Positions of alternatives that are no single terms, found along the way.
    placed: Vec<Option<Placed>>,
}

/// Positions by unit.
type Placed = HashMap<u32, Vec<u32>>;

/// Weighted counts while they are gathered, per unit.
struct Gathered {
    /// The most that any form of the word counts; a form's lemmas share their occurrences.
    form: Vec<f32>,
    /// What the form as typed adds.
    exact: Vec<f32>,
    /// Sum over all else.
    other: Vec<f32>,
    how: Vec<u8>,
}

impl Gathered {
    fn new(len: usize) -> Self {
        let zeros = || vec![0.0; len];
        Self { form: zeros(), exact: zeros(), other: zeros(), how: vec![0; len] }
    }

    fn add(&mut self, unit: u32, alternative: &Alternative, count: f32) {
        let unit = unit as usize;
        let value = alternative.weight * count;
        match alternative.how {
            How::Exact => self.exact[unit] += value,
            How::Inflection | How::Spelling => self.form[unit] = self.form[unit].max(value),
            _ => self.other[unit] += value,
        }
        self.how[unit] |= alternative.how.bit();
    }

    fn finish(self, alive: &Bits, placed: Vec<Option<Placed>>) -> Occurrences {
        let mut found = Occurrences { units: vec![], tf: vec![], how: vec![], placed };
        for (unit, how) in self.how.into_iter().enumerate() {
            if how != 0 && alive.contains(unit as u32) {
                found.units.push(unit as u32);
                found.tf.push(self.form[unit] + self.exact[unit] + self.other[unit]);
                found.how.push(how);
            }
        }
        found
    }
}

impl Occurrences {
    /// Finds a leaf in the whole index.
    pub(crate) fn of(leaf: &Leaf, snapshot: &Snapshot, clock: &mut Clock) -> Self {
        let mut gathered = Gathered::new(snapshot.units.bound());
        let mut placed = Vec::new();
        for alternative in &leaf.alternatives {
            let term = match &alternative.what {
                Pattern::Term(field, term) if leaf.zone.is_none() => Some((*field, term)),
                _ => None,
            };
            if let Some((field, term)) = term {
                count_term(snapshot, field, term, clock, &mut |unit, count| {
                    gathered.add(unit, alternative, count);
                });
                placed.push(None);
            } else {
                let mut places = place(&alternative.what, snapshot, clock);
                keep_zone(&mut places, leaf, snapshot);
                for (unit, positions) in &places {
                    gathered.add(*unit, alternative, positions.len() as f32);
                }
                placed.push(Some(places));
            }
        }
        gathered.finish(&snapshot.units.alive, placed)
    }

    /// The units as a set.
    pub(crate) fn set(&self, bound: usize) -> Bits {
        Bits::of(bound, self.units.iter().copied())
    }

    /// Place of a unit in the vectors.
    pub(crate) fn index_of(&self, unit: u32) -> Option<usize> {
        self.units.binary_search(&unit).ok()
    }

    /// Hands the positions of each alternative in each of these units (ascending) to `sink`.
    pub(crate) fn positions(
        &self,
        leaf: &Leaf,
        snapshot: &Snapshot,
        units: &[u32],
        sink: &mut dyn FnMut(u32, &Alternative, &[u32]),
    ) {
        for (alternative, placed) in leaf.alternatives.iter().zip(&self.placed) {
            match (placed, &alternative.what) {
                (Some(placed), _) => {
                    for unit in units {
                        if let Some(positions) = placed.get(unit) {
                            sink(*unit, alternative, positions);
                        }
                    }
                }
                (None, Pattern::Term(field, term)) => {
                    term_positions(snapshot, *field, term, units, &mut |unit, positions| {
                        sink(unit, alternative, positions);
                    });
                }
                (None, _) => {}
            }
        }
    }
}

fn postings(
    segment: &Segment,
    snapshot: &Snapshot,
    field: Field,
    term: &str,
    option: IndexRecordOption,
) -> Option<SegmentPostings> {
    let reader = segment.of(field, &snapshot.fields);
    reader.read_postings(&Term::from_field_text(field, term), option).ok().flatten()
}

/// How many units hold a term, deleted ones included.
pub(crate) fn doc_freq(snapshot: &Snapshot, field: Field, term: &str) -> u64 {
    let term = Term::from_field_text(field, term);
    let of = |segment: &Segment| segment.of(field, &snapshot.fields).doc_freq(&term).unwrap_or(0);
    snapshot.segments.iter().map(|segment| u64::from(of(segment))).sum()
}

/// The units that hold a term.
pub(crate) fn units_with_term(snapshot: &Snapshot, field: Field, term: &str) -> Bits {
    let mut units = Bits::new(snapshot.units.bound());
    for segment in &snapshot.segments {
        let option = IndexRecordOption::Basic;
        let Some(mut list) = postings(segment, snapshot, field, term, option) else { continue };
        while list.doc() != TERMINATED {
            units.insert(segment.base + list.doc());
            list.advance();
        }
    }
    units.and(&snapshot.units.alive);
    units
}

fn count_term(
    snapshot: &Snapshot,
    field: Field,
    term: &str,
    clock: &mut Clock,
    sink: &mut dyn FnMut(u32, f32),
) {
    for segment in &snapshot.segments {
        let option = IndexRecordOption::WithFreqs;
        let Some(mut list) = postings(segment, snapshot, field, term, option) else { continue };
        while list.doc() != TERMINATED && clock.goes_on() {
            sink(segment.base + list.doc(), list.term_freq() as f32);
            list.advance();
        }
    }
}

fn term_positions(
    snapshot: &Snapshot,
    field: Field,
    term: &str,
    units: &[u32],
    sink: &mut dyn FnMut(u32, &[u32]),
) {
    let mut positions = Vec::new();
    for (at, segment) in snapshot.segments.iter().enumerate() {
        let end = snapshot.segments.get(at + 1).map_or(u32::MAX, |next| next.base);
        let option = IndexRecordOption::WithFreqsAndPositions;
        let Some(mut list) = postings(segment, snapshot, field, term, option) else { continue };
        let here = units.iter().filter(|unit| (segment.base..end).contains(unit));
        for &unit in here {
            let doc = unit - segment.base;
            if list.doc() <= doc && list.seek(doc) == doc {
                list.positions(&mut positions);
                sink(unit, &positions);
            }
        }
    }
}

/// Every position of a term.
fn all_positions(snapshot: &Snapshot, field: Field, term: &str, clock: &mut Clock) -> Placed {
    let mut placed = Placed::new();
    for segment in &snapshot.segments {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let Some(mut list) = postings(segment, snapshot, field, term, option) else { continue };
        while list.doc() != TERMINATED && clock.goes_on() {
            let mut positions = Vec::new();
            list.positions(&mut positions);
            placed.insert(segment.base + list.doc(), positions);
            list.advance();
        }
    }
    placed
}

fn place(pattern: &Pattern, snapshot: &Snapshot, clock: &mut Clock) -> Placed {
    match pattern {
        Pattern::Term(field, term) => all_positions(snapshot, *field, term, clock),
        Pattern::Phrase { field, terms, slop } => phrase(snapshot, *field, terms, *slop, clock),
        Pattern::Near { field, left, right, distance } => {
            let left = any_phrase(snapshot, *field, left, clock);
            let right = any_phrase(snapshot, *field, right, clock);
            near(&left, &right, *distance)
        }
        Pattern::Close { groups, distance } => close(snapshot, groups, *distance, clock),
    }
}

/// Positions at which the terms begin to stand in a row. Works from the rarest term on.
fn phrase(
    snapshot: &Snapshot,
    field: Field,
    terms: &[String],
    slop: u32,
    clock: &mut Clock,
) -> Placed {
    let rarest = (0..terms.len()).min_by_key(|&at| doc_freq(snapshot, field, &terms[at]));
    let Some(rarest) = rarest else { return Placed::new() };
    let lead = all_positions(snapshot, field, &terms[rarest], clock);
    let mut units: Vec<u32> = lead.keys().copied().collect();
    units.sort_unstable();
    let mut rows: HashMap<u32, Vec<Vec<u32>>> =
        units.iter().map(|unit| (*unit, vec![Vec::new(); terms.len()])).collect();
    for (at, term) in terms.iter().enumerate() {
        term_positions(snapshot, field, term, &units, &mut |unit, positions| {
            if clock.goes_on()
                && let Some(row) = rows.get_mut(&unit)
            {
                row[at] = positions.to_vec();
            }
        });
    }
    rows.retain(|_, row| row.iter().all(|positions| !positions.is_empty()));
    let starts = |row: Vec<Vec<u32>>| -> Vec<u32> {
        row[0].iter().copied().filter(|&from| follows(&row, from, slop)).collect()
    };
    rows.into_iter()
        .map(|(unit, row)| (unit, starts(row)))
        .filter(|(_, starts)| !starts.is_empty())
        .collect()
}

/// Whether each term follows the one before it, at most `slop` positions late.
fn follows(row: &[Vec<u32>], from: u32, slop: u32) -> bool {
    let mut at = from;
    row[1..].iter().all(|positions| {
        let next = positions[positions.partition_point(|position| *position <= at)..].first();
        match next {
            Some(&next) if next - at <= 1 + slop => {
                at = next;
                true
            }
            _ => false,
        }
    })
}

fn any_phrase(
    snapshot: &Snapshot,
    field: Field,
    phrases: &[Vec<String>],
    clock: &mut Clock,
) -> Placed {
    let mut all = Placed::new();
    for terms in phrases {
        for (unit, positions) in phrase(snapshot, field, terms, 0, clock) {
            let merged = all.entry(unit).or_default();
            merged.extend(positions);
            merged.sort_unstable();
            merged.dedup();
        }
    }
    all
}

/// Positions of the left side that have the right side near, and the other way round.
fn near(left: &Placed, right: &Placed, distance: u32) -> Placed {
    let close = |here: &[u32], there: &[u32]| -> Vec<u32> {
        let near = |position: u32| {
            let first = there.partition_point(|t| *t + distance + 1 < position);
            there[first..]
                .iter()
                .take_while(|t| **t <= position + distance + 1)
                .any(|t| *t != position)
        };
        here.iter().copied().filter(|&position| near(position)).collect()
    };
    let mut placed = Placed::new();
    for (unit, here) in left {
        let Some(there) = right.get(unit) else { continue };
        let mut positions = close(here, there);
        positions.extend(close(there, here));
        positions.sort_unstable();
        positions.dedup();
        if !positions.is_empty() {
            placed.insert(*unit, positions);
        }
    }
    placed
}

/// Positions of terms of the first group that have every other group close, and of what is close.
fn close(
    snapshot: &Snapshot,
    groups: &[Vec<(Field, String)>],
    distance: u32,
    clock: &mut Clock,
) -> Placed {
    let mut groups = groups.iter().map(|group| any_term(snapshot, group, clock));
    let Some(lead) = groups.next() else { return Placed::new() };
    let others: Vec<Placed> = groups.collect();
    let mut placed = Placed::new();
    for (unit, lead) in &lead {
        let rows: Option<Vec<&[u32]>> =
            others.iter().map(|other| other.get(unit).map(Vec::as_slice)).collect();
        let Some(rows) = rows else { continue };
        let positions = close_positions(lead, &rows, distance);
        if !positions.is_empty() {
            placed.insert(*unit, positions);
        }
    }
    placed
}

/// Positions of any of these terms, ascending.
fn any_term(snapshot: &Snapshot, terms: &[(Field, String)], clock: &mut Clock) -> Placed {
    let mut placed = Placed::new();
    for (field, term) in terms {
        for (unit, positions) in all_positions(snapshot, *field, term, clock) {
            placed.entry(unit).or_default().extend(positions);
        }
    }
    for positions in placed.values_mut() {
        positions.sort_unstable();
        positions.dedup();
    }
    placed
}

/// Each of `lead` that has one of every row at most `distance` away, and the nearest of every row.
pub(crate) fn close_positions(lead: &[u32], rows: &[&[u32]], distance: u32) -> Vec<u32> {
    let nearest = |row: &[u32], position: u32| {
        let next = row.partition_point(|other| *other < position);
        let around = row[next.saturating_sub(1)..].iter().take(2);
        let near = around.copied().filter(|other| other.abs_diff(position) <= distance);
        near.min_by_key(|other| other.abs_diff(position))
    };
    let mut positions = Vec::new();
    for &position in lead {
        let near: Option<Vec<u32>> = rows.iter().map(|row| nearest(row, position)).collect();
        if let Some(near) = near {
            positions.push(position);
            positions.extend(near);
        }
    }
    positions.sort_unstable();
    positions.dedup();
    positions
}

/// Drops positions outside the leaf's zone.
fn keep_zone(placed: &mut Placed, leaf: &Leaf, snapshot: &Snapshot) {
    let Some(zone) = leaf.zone else { return };
    placed.retain(|unit, positions| {
        let passages = Passages::of(snapshot, *unit);
        positions.retain(|position| passages.zone_at(*position) == Some(zone as u8));
        !positions.is_empty()
    });
}

/// The passages of a unit: where each begins, and its zone.
pub(crate) struct Passages {
    /// First position and zone code, ascending.
    pub(crate) starts: Vec<(u32, u8)>,
}

impl Passages {
    pub(crate) fn of(snapshot: &Snapshot, unit: u32) -> Self {
        let at = snapshot.segments.partition_point(|segment| segment.base <= unit) - 1;
        let segment = &snapshot.segments[at];
        let packed = segment.passages.values_for_doc(unit - segment.base);
        Self { starts: packed.map(|value| ((value >> 8) as u32, value as u8)).collect() }
    }

    /// Number of the passage that holds a position.
    pub(crate) fn at(&self, position: u32) -> Option<usize> {
        self.starts.partition_point(|(start, _)| *start <= position).checked_sub(1)
    }

    fn zone_at(&self, position: u32) -> Option<u8> {
        self.at(position).map(|at| self.starts[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(positions: &[u32]) -> Placed {
        Placed::from([(7, positions.to_vec())])
    }

    #[test]
    fn near_counts_the_words_between_in_either_order() {
        for (left, right, distance, expected) in [
            (vec![0], vec![6], 5, vec![0, 6]),
            (vec![0], vec![7], 5, vec![]),
            (vec![6], vec![0], 5, vec![0, 6]),
            (vec![3], vec![3], 5, vec![]),
        ] {
            let found = near(&placed(&left), &placed(&right), distance);
            assert_eq!(found.get(&7).cloned().unwrap_or_default(), expected);
        }
    }

    #[test]
    fn close_wants_every_row_near_the_lead() {
        for (lead, rows, expected) in [
            (vec![10], vec![vec![12, 40], vec![3, 8]], vec![8, 10, 12]),
            (vec![10, 50], vec![vec![12], vec![49]], vec![]),
            (vec![10], vec![vec![10]], vec![10]),
        ] {
            let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
            assert_eq!(close_positions(&lead, &rows, 5), expected);
        }
    }

    #[test]
    fn a_phrase_allows_as_many_late_words_as_its_slop() {
        let row = vec![vec![0, 10], vec![2, 11]];
        assert!(!follows(&row, 0, 0) && follows(&row, 0, 1) && follows(&row, 10, 0));
    }
}
