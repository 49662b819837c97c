//! What a heading of unknown words means, by one word in it: only for lines that are known to be
//! headings.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::document::Zone;
use crate::small_letters::SmallLetters;

/// Parts of those words in letters whose case ASCII knows: most lines hold none, and end here.
static MAY_TELL: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "besl", "rslag", "yrkande", "reserv", "propos", "voter", "stning", "sammanf", "bakgr",
            "ller", "mning", "verv", "motiver", "skäl", "konsekv", "verklag", "skickas", "delges",
            "xpedi", "meddel", "underlag", "handling", "dokument", "jäv",
        ])
        .expect("a small constant table")
});

/// Beginnings of words and what a heading with such a word announces, the surest first.
const WORDS: [(&str, Zone); 26] = [
    ("överklag", Zone::Appeal),
    ("skickas", Zone::SentTo),
    ("delges", Zone::SentTo),
    ("expedier", Zone::SentTo),
    ("meddelas", Zone::SentTo),
    ("underlag", Zone::Papers),
    ("beslutsunderlag", Zone::Papers),
    ("handlingar", Zone::Papers),
    ("dokument", Zone::Papers),
    ("förslag", Zone::Proposal),
    ("beslutsförslag", Zone::Proposal),
    ("yrkande", Zone::Motions),
    ("reserv", Zone::Reservations),
    ("proposition", Zone::VotingOrder),
    ("votering", Zone::Vote),
    ("omröstning", Zone::Vote),
    ("sammanfatt", Zone::Summary),
    ("bakgrund", Zone::Background),
    ("gäller", Zone::Background),
    ("bedömning", Zone::Assessment),
    ("överväg", Zone::Assessment),
    ("motivering", Zone::Assessment),
    ("skäl", Zone::Assessment),
    ("konsekvens", Zone::Consequences),
    ("jäv", Zone::Recusal),
    ("beslutade", Zone::Decision),
];

/// What the heading `line` announces; `None` where no word tells.
pub(crate) fn by_word(line: &str) -> Option<Zone> {
    if !MAY_TELL.is_match(line) {
        return None;
    }
    let lower = line.small();
    let words = || lower.split(|c: char| !c.is_alphabetic());
    let found = WORDS.iter().find(|(start, _)| words().any(|word| word.starts_with(start)));
    if let Some((_, zone)) = found {
        return Some(*zone);
    }
    // "Beslut om arkiv" and "Anmälan av beslut" are titles.
    let decides =
        words().any(|word| matches!(word, "beslut" | "beslutet" | "beslutas" | "beslöts"));
    let of_something = words().any(|word| matches!(word, "om" | "av" | "till" | "i" | "från"));
    (decides && !of_something).then_some(Zone::Decision)
}
