//! The best passage of a unit, found in either of two ways: from entries of its own (layout Y), or
//! from the positions of the words in the unit (layout Z). Both score alike.

use std::ops::Range;

use tantivy::DocSet;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;

use crate::Fallible;
use crate::questions::Query;
use crate::search::{Leaf, Match, leaves};
use crate::shelf::{Layout, Shelf};

/// What occurrences of a leaf in a passage are worth.
fn worth(weight: f32, count: u32) -> f32 {
    weight * count as f32 / (count as f32 + 1.0)
}

/// The first passage with the highest score.
fn highest(scores: &[f32]) -> (u32, f32) {
    let best = scores.iter().enumerate().rev().max_by(|a, b| a.1.total_cmp(b.1));
    best.map_or((0, 0.0), |(passage, score)| (passage as u32, *score))
}

/// Query 2 of layout Y: the entries behind each unit's own, in the field of passages.
pub(crate) fn by_entries(
    shelf: &Shelf,
    query: &Query,
    matches: &[Match],
) -> Fallible<Vec<(u32, f32)>> {
    let of_units = leaves(shelf, shelf.fields.unit_terms, query)?;
    let of_passages = leaves(shelf, shelf.fields.passage_terms, query)?;
    let counts = |found: &Match| shelf.passages.first(found.doc).unwrap_or(0) as usize;
    let mut scores: Vec<Vec<f32>> = matches.iter().map(|found| vec![0.0; counts(found)]).collect();
    for (leaf, of_unit) in of_passages.iter().zip(&of_units) {
        let mut lists = lists(shelf, leaf)?;
        for (found, scores) in matches.iter().zip(&mut scores) {
            let docs = found.doc + 1..found.doc + 1 + scores.len() as u32;
            occurrences(&mut lists, docs.clone(), &mut |doc, count, _| {
                scores[(doc - docs.start) as usize] += worth(of_unit.weight, count);
            });
        }
    }
    Ok(scores.iter().map(|scores| highest(scores)).collect())
}

/// Layout Z: each position in the unit, looked up in the column of where passages begin.
pub(crate) fn by_positions(
    shelf: &Shelf,
    leaves: &[Leaf],
    matches: &[Match],
) -> Fallible<Vec<(u32, f32)>> {
    let begins: Vec<Vec<u32>> = matches
        .iter()
        .map(|found| shelf.passages.values_for_doc(found.doc).map(|v| (v >> 32) as u32).collect())
        .collect();
    let mut scores: Vec<Vec<f32>> = begins.iter().map(|begins| vec![0.0; begins.len()]).collect();
    for leaf in leaves {
        let mut lists = lists(shelf, leaf)?;
        for ((found, begins), scores) in matches.iter().zip(&begins).zip(&mut scores) {
            occurrences(&mut lists, found.doc..found.doc + 1, &mut |_, _, positions| {
                add_positions(positions, begins, leaf.weight, scores);
            });
        }
    }
    Ok(scores.iter().map(|scores| highest(scores)).collect())
}

fn add_positions(positions: &[u32], begins: &[u32], weight: f32, scores: &mut [f32]) {
    let passage = |position: &u32| begins.partition_point(|begin| begin <= position) - 1;
    for run in positions.chunk_by(|a, b| passage(a) == passage(b)) {
        scores[passage(&run[0])] += worth(weight, run.len() as u32);
    }
}

fn lists(shelf: &Shelf, leaf: &Leaf) -> Fallible<Vec<SegmentPostings>> {
    // The passages of layout Y need no positions for a word: how often it occurs is enough.
    let option = match (shelf.layout, leaf.terms.len()) {
        (Layout::Both, 1) => IndexRecordOption::WithFreqs,
        _ => IndexRecordOption::WithFreqsAndPositions,
    };
    let reader = shelf.segment().inverted_index(leaf.terms[0].field())?;
    let mut lists = Vec::new();
    for term in &leaf.terms {
        lists.push(reader.read_postings(term, option)?.unwrap_or_else(SegmentPostings::empty));
    }
    Ok(lists)
}

/// Hands each of these entries that holds the leaf, how often, and where (where it was asked for).
fn occurrences(
    lists: &mut [SegmentPostings],
    docs: Range<u32>,
    sink: &mut dyn FnMut(u32, u32, &[u32]),
) {
    let (first, rest) = lists.split_first_mut().expect("a leaf has terms");
    let (mut positions, mut next) = (Vec::new(), Vec::new());
    let mut doc = seek(first, docs.start);
    while doc < docs.end {
        let Some(second) = rest.first_mut() else {
            first.positions(&mut positions);
            sink(doc, first.term_freq(), &positions);
            doc = first.advance();
            continue;
        };
        if seek(second, doc) == doc {
            first.positions(&mut positions);
            second.positions(&mut next);
            positions.retain(|position| next.binary_search(&(position + 1)).is_ok());
            if !positions.is_empty() {
                sink(doc, positions.len() as u32, &positions);
            }
        }
        doc = first.advance();
    }
}

fn seek(list: &mut SegmentPostings, target: u32) -> u32 {
    if list.doc() < target { list.seek(target) } else { list.doc() }
}
