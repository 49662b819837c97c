//! Words in which no title ends: what follows them belongs to it.

use crate::small_letters::SmallLetters;

/// Prepositions, conjunctions and articles, in lower case.
const OPEN: &[&str] = &[
    "och",
    "för",
    "av",
    "i",
    "om",
    "på",
    "till",
    "med",
    "från",
    "samt",
    "eller",
    "vid",
    "inom",
    "avseende",
    "angående",
    "att",
    "som",
    "den",
    "det",
    "de",
    "en",
    "ett",
    "utan",
    "över",
    "under",
    "enligt",
    "gällande",
    "mellan",
];

/// Whether a title goes on behind this word.
pub(super) fn is_open(word: &str) -> bool {
    OPEN.contains(&word.small().as_str())
}
