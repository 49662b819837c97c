//! Lines that say nothing of a meeting wherever they stand.

use crate::glance::trimmed;
use crate::small_letters::SmallLetters;

/// Lines that only serve paper: signature boxes, rules, what a portal says about itself.
pub(super) fn is_paper_only(text: &str) -> bool {
    let trimmed = trimmed(text);
    let Some(first) = trimmed.chars().next() else { return false };
    if first == '_' {
        return trimmed.chars().all(|c| c == '_' || c == ' ') && trimmed.len() > 2;
    }
    if !matches!(first, 'J' | 'U' | 'O' | 'R' | 'H' | 'D' | 'I' | 'L' | 'S' | 'C' | 'B') {
        return false;
    }
    if trimmed.len() > 120 || (trimmed.len() > 60 && trimmed.ends_with('.')) {
        return false;
    }
    // Most lines begin with none of these, which is told without copying them.
    let begins = |start: &&str| {
        let letters = trimmed.as_bytes().get(..start.len());
        letters.is_some_and(|letters| letters.eq_ignore_ascii_case(start.as_bytes()))
    };
    if !BEGINNINGS.iter().any(begins) {
        return false;
    }
    let lower = trimmed.small();
    PAPER.iter().any(|start| lower.starts_with(start)) || PORTAL.contains(&lower.as_str())
}

/// The first letters of the lines below.
const BEGINNINGS: [&str; 12] = [
    "just", "ordf", "utdr", "rätt", "rÄtt", "best", "hopp", "det ", "inge", "ladd", "copi", "load",
];

const PAPER: [&str; 13] = [
    "justerandes sign",
    "justerarsignatur",
    "justerares sign",
    "justerandes signatur",
    "just. sign",
    "just sign",
    "ordförandes sign",
    "ordf. sign",
    "ordförandens sign",
    "utdragsbestyrk",
    "utdraget bestyrk",
    "rätt utdraget intygar",
    "bestyrkes:",
];

const PORTAL: [&str; 7] = [
    "hoppa över navigering",
    "det finns ingen information att visa",
    "inget protokoll har publicerats",
    "det finns inga sammanträden att visa än",
    "ladda ner alla filer under punkten",
    "copied!",
    "loading....",
];
