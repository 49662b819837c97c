//! Which words of a vocabulary are few letters from a word.

use fst::raw::{Fst, Node};

use super::{Candidate, CandidateKind};

/// Edits allowed for a word of so many letters, and how many first letters must agree.
pub(super) fn allowance(letters: usize) -> Option<(usize, usize)> {
    match letters {
        0..=4 => None,
        5..=7 => Some((1, 1)),
        8..=12 => Some((1, 0)),
        13..=60 => Some((2, 3)),
        _ => None,
    }
}

/// A walk over the vocabulary that gives up as soon as a prefix is too far from the word.
/// Distance: optimal string alignment (a swap of neighbours is one edit).
pub(super) struct Walk<'a> {
    fst: &'a Fst<Vec<u8>>,
    letters: &'a [char],
    distance: usize,
    prefix: usize,
    /// One row of the distance table per letter of the path, and the first.
    rows: Vec<Vec<usize>>,
    path: Vec<char>,
    found: Vec<Candidate>,
}

impl<'a> Walk<'a> {
    /// The terms of `fst` within `distance` of the word, of which the first `prefix` letters agree.
    pub(super) fn candidates(
        fst: &'a Fst<Vec<u8>>,
        letters: &'a [char],
        (distance, prefix): (usize, usize),
    ) -> Vec<Candidate> {
        let rows = vec![(0..=letters.len()).collect()];
        let (path, found) = (Vec::new(), Vec::new());
        let mut walk = Self { fst, letters, distance, prefix, rows, path, found };
        walk.visit(fst.root(), 0, &mut Vec::new());
        walk.found
    }

    fn visit(&mut self, node: Node<'_>, output: u64, partial: &mut Vec<u8>) {
        if partial.is_empty() && node.is_final() {
            self.keep(output + node.final_output().value());
        }
        for transition in node.transitions() {
            partial.push(transition.inp);
            let below = self.fst.node(transition.addr);
            let total = output + transition.out.value();
            match std::str::from_utf8(partial) {
                Ok(text) => {
                    let letter = text.chars().next().expect("a byte was just added");
                    if self.enter(letter) {
                        self.visit(below, total, &mut Vec::new());
                        self.rows.pop();
                        self.path.pop();
                    }
                }
                Err(_) if partial.len() < 4 => self.visit(below, total, partial),
                Err(_) => {}
            }
            partial.pop();
        }
    }

    /// Adds a letter to the path; false when nothing below it can be near enough.
    fn enter(&mut self, letter: char) -> bool {
        let at = self.path.len();
        if at < self.prefix && self.letters[at] != letter {
            return false;
        }
        let above = &self.rows[at];
        let mut row = vec![at + 1];
        for (column, &wanted) in self.letters.iter().enumerate() {
            let mut best = (above[column] + usize::from(wanted != letter))
                .min(above[column + 1] + 1)
                .min(row[column] + 1);
            let swapped = at > 0
                && column > 0
                && self.path[at - 1] == wanted
                && self.letters[column - 1] == letter;
            if swapped {
                best = best.min(self.rows[at - 1][column - 1] + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_none_or(|&least| least > self.distance) {
            return false;
        }
        self.rows.push(row);
        self.path.push(letter);
        true
    }

    fn keep(&mut self, doc_freq: u64) {
        let distance = self.rows.last().and_then(|row| row.last()).copied().unwrap_or(usize::MAX);
        if let Ok(distance) = u8::try_from(distance)
            && usize::from(distance) <= self.distance
        {
            self.found.push(Candidate {
                term: self.path.iter().collect(),
                distance,
                kind: CandidateKind::Edit,
                doc_freq,
            });
        }
    }
}
