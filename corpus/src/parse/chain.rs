//! Chooses the run of headings that covers a document.
//!
//! A meeting numbers its §§ one by one. Of all candidates in one style the run with the greatest
//! weight is chosen, where a step by one counts for it and a jump against it; what is left over is
//! text. So a statute at a line's start, a quoted § of another meeting and a contents list fall
//! away without a rule for each.

use std::collections::HashMap;

use super::candidate::{Candidate, Style};
use super::lines::Line;

/// What a step by one is worth.
const STEP: f32 = 1.5;
/// What a jump costs for each number left out, and at most.
const GAP: f32 = 0.8;
const WIDEST: f32 = 9.0;
/// What a second meeting in one file costs; its first § must be weighty itself.
const RESTART: f32 = 3.0;

/// A chosen run.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    pub headings: Vec<Candidate>,
    pub weight: f32,
}

impl Chain {
    /// In an agenda whose matters are "Punkt 3", "Punkt 4" the routine ones before them may bear
    /// a number alone: "1. Upprop", "2. Val av justerare".
    pub(super) fn begin_with_bare_numbers(&mut self, all: &[Candidate]) {
        let first = &self.headings[0];
        if !matches!(first.style, Style::Word(_)) {
            return;
        }
        let (mut wanted, mut opening) = (first.number - 1, Vec::new());
        let before = all.iter().rev().filter(|other| other.line < first.line);
        for other in before.filter(|other| matches!(other.style, Style::Dotted | Style::Bare)) {
            if wanted > 0 && other.number == wanted && other.letter.is_none() {
                opening.push(other.clone());
                wanted -= 1;
            }
        }
        if wanted == 0 {
            self.headings.splice(0..0, opening.into_iter().rev());
        }
    }

    /// A § that fills several pages may bear its number on each: the first such line opens it, and
    /// the others are running heads. So does a line that gives the numbers of all who dealt with the
    /// matter ("Sn § 50  Au § 84"), each of which may head below what was said there.
    pub(super) fn with_first_of_repeated(mut self, all: &[Candidate], lines: &[Line]) -> Self {
        let rest = |candidate: &Candidate| candidate.title(lines[candidate.line].text).trim();
        for at in 0..self.headings.len() {
            let before = at.checked_sub(1).map(|before| self.headings[before].line);
            let heading = &self.headings[at];
            let first = all.iter().find(|other| {
                before.is_none_or(|before| other.line > before)
                    && other.line < heading.line
                    && other.style == heading.style
                    && (other.number, other.to, other.letter)
                        == (heading.number, heading.to, heading.letter)
                    && other.score >= 3.0
                    && !other.listed
                    && (before.is_some() && rest(other) == rest(heading)
                        || begins_with_number(rest(other)) && !begins_with_number(rest(heading)))
            });
            if let Some(first) = first.cloned() {
                self.headings[at] = first;
            }
        }
        self
    }
}

/// "Au § 84": the number of another organ.
fn begins_with_number(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.next() == Some("§")
}

/// The best run of each style, the best first.
pub(super) fn best(candidates: &[Candidate]) -> Vec<Chain> {
    let mut groups: HashMap<&Style, Vec<&Candidate>> = HashMap::new();
    for candidate in candidates.iter().filter(|candidate| candidate.score > -3.0) {
        groups.entry(&candidate.style).or_default().push(candidate);
    }
    let mut chains: Vec<Chain> = groups.values().filter_map(|group| longest(group)).collect();
    chains.sort_by(|a, b| {
        b.weight.total_cmp(&a.weight).then(a.headings[0].line.cmp(&b.headings[0].line))
    });
    chains
}

#[derive(Clone, Copy)]
struct Node {
    total: f32,
    from: Option<usize>,
}

/// The heaviest run in one style.
fn longest(group: &[&Candidate]) -> Option<Chain> {
    let mut nodes: Vec<Node> = Vec::with_capacity(group.len());
    // For each last number, the node that ends there with the greatest weight so far.
    let mut ends = vec![None; group.iter().map(|one| last_number(one) + 1).max()?];
    let mut heaviest: Option<usize> = None;
    for (at, candidate) in group.iter().enumerate() {
        let node = extend(group, &nodes, &ends, heaviest, candidate);
        nodes.push(node);
        let end = &mut ends[last_number(candidate)];
        if end.is_none_or(|known: usize| nodes[known].total <= node.total) {
            *end = Some(at);
        }
        if heaviest.is_none_or(|known| nodes[known].total <= node.total) {
            heaviest = Some(at);
        }
    }
    let mut at = heaviest;
    let mut headings = Vec::new();
    while let Some(index) = at {
        headings.push(group[index].clone());
        at = nodes[index].from;
    }
    headings.reverse();
    Some(Chain { headings, weight: nodes[heaviest?].total })
}

/// The last of a heading's numbers, which has four digits at most.
fn last_number(candidate: &Candidate) -> usize {
    usize::try_from(candidate.to.unwrap_or(candidate.number)).unwrap_or_default()
}

fn extend(
    group: &[&Candidate],
    nodes: &[Node],
    ends: &[Option<usize>],
    heaviest: Option<usize>,
    candidate: &Candidate,
) -> Node {
    let mut best = Node { total: candidate.score, from: None };
    let mut offer = |from: usize, bonus: f32| {
        let total = nodes[from].total + bonus + candidate.score;
        if total > best.total {
            best = Node { total, from: Some(from) };
        }
    };
    for step in 0..=8u32 {
        let end = candidate.number.checked_sub(step).and_then(|end| usize::try_from(end).ok());
        let Some(&Some(from)) = end.and_then(|end| ends.get(end)) else { continue };
        match step {
            0 if follows_letter(group[from], candidate) => offer(from, STEP),
            0 => {}
            1 => offer(from, STEP),
            _ => offer(from, -gap(step)),
        }
    }
    if let Some(from) = heaviest {
        let last = group[from].to.unwrap_or(group[from].number);
        if last < candidate.number {
            offer(from, -gap(candidate.number - last));
        } else if restarts(group[from], candidate) {
            offer(from, -RESTART);
        }
    }
    best
}

fn gap(step: u32) -> f32 {
    (f32::from(u16::try_from(step - 1).unwrap_or(u16::MAX)) * GAP).min(WIDEST)
}

/// "33" is followed by "33 a", "116 a" by "116 b".
fn follows_letter(before: &Candidate, after: &Candidate) -> bool {
    match (before.letter, after.letter) {
        (None, Some(letter)) => letter == 'a',
        (Some(one), Some(other)) => other as u32 == one as u32 + 1,
        _ => false,
    }
}

fn restarts(before: &Candidate, after: &Candidate) -> bool {
    after.number == 1 && after.score >= 4.0 && !after.listed && !before.listed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(line: usize, number: u32, score: f32) -> Candidate {
        Candidate {
            line,
            style: Style::Sign(String::new()),
            number,
            to: None,
            letter: None,
            rest: 0,
            score,
            listed: false,
        }
    }

    fn lines(chain: &Chain) -> Vec<usize> {
        chain.headings.iter().map(|heading| heading.line).collect()
    }

    #[test]
    fn statutes_and_foreign_paragraphs_fall_away() {
        let all = [
            candidate(0, 5, 3.0),
            candidate(10, 31, 1.0),
            candidate(20, 6, 3.0),
            candidate(30, 1, 1.0),
            candidate(40, 7, 3.0),
            candidate(50, 475, 3.0),
        ];
        assert_eq!(lines(&best(&all)[0]), [0, 20, 40]);
    }

    #[test]
    fn the_body_wins_over_its_contents_list() {
        let all: Vec<_> = (0..6)
            .map(|at| candidate(at, at as u32 % 3 + 1, if at < 3 { 0.0 } else { 3.0 }))
            .collect();
        assert_eq!(lines(&best(&all)[0]), [3, 4, 5]);
    }

    #[test]
    fn a_missing_number_does_not_end_the_run() {
        let all = [candidate(0, 1, 2.0), candidate(1, 2, 2.0), candidate(2, 4, 2.0)];
        assert_eq!(lines(&best(&all)[0]), [0, 1, 2]);
    }
}
