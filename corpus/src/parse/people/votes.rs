//! How a vote fell: numbers for and against, from the words of the minutes.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Vote;
use crate::pattern::pattern;

static VOTES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?-u:\b)(\d{1,3})\s*(?:st\.?\s*)?ja(?-u:\b)(?:-röster|-röst|röster)?[\s,]*(?:mot|och|,|;)?\s*(\d{1,3})\s*(?:st\.?\s*)?nej(?-u:\b)",
    )
});

static ABSTAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?-u:\b)(\d{1,3}|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\s+(?:ledam(?:ot|öter)\s+|st\s+)?(?:avst[åo]|som avst)",
    )
});

static COUNTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)röstar?(?:de)?\s+(ja|nej)\s*\((\d{1,3})\)"));

/// A number in digits or in words.
fn counted(written: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
    let lower = written.to_lowercase();
    let word = WORDS.iter().zip(1..).find(|(word, _)| **word == lower).map(|(_, number)| number);
    word.or_else(|| lower.parse().ok())
}

/// The votes counted in `text` (flowing).
pub(in crate::parse) fn votes(text: &str) -> Vec<Vote> {
    let named = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if !named(&["nej", "Nej", "NEJ"]) && !named(&["röst", "RÖST"]) {
        return Vec::new();
    }
    let number = |hit: Option<regex::Match>| hit.and_then(|hit| counted(hit.as_str())).unwrap_or(0);
    let mut votes = Vec::new();
    let mut after = 0;
    for hit in VOTES.captures_iter(text) {
        let end = hit.get(0).map_or(0, |whole| whole.end());
        let near = crate::parse::cut(&text[end.max(after)..], 80);
        let abstained = number(ABSTAIN.captures(near).and_then(|found| found.get(1)));
        votes.push(Vote {
            yes: number(hit.get(1)),
            no: number(hit.get(2)),
            abstained,
            ..Vote::default()
        });
        after = end;
    }
    if votes.is_empty() {
        let mut vote = Vote::default();
        for hit in COUNTED.captures_iter(text) {
            let yes = hit.get(1).is_some_and(|word| word.as_str().eq_ignore_ascii_case("ja"));
            *if yes { &mut vote.yes } else { &mut vote.no } += number(hit.get(2));
        }
        if vote != Vote::default() {
            votes.push(vote);
        }
    }
    votes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_in_words() {
        let table = [
            ("Rösterna delas med 23 Ja mot 17 Nej. 2 ledamöter avstår från beslutet.", (23, 17, 2)),
            ("78 JA, 60 NEJ, 11 avstår.", (78, 60, 11)),
            ("Det blir 31 Ja mot 30 Nej. Tre ledamöter avstår från att rösta.", (31, 30, 3)),
            ("Det blir 31 Ja mot 30 Nej. 1 ledamot avstår.", (31, 30, 1)),
            ("Med 5 ja-röster mot 3 nej-röster beslutar", (5, 3, 0)),
            ("A (S) röstar Ja (4). B (M) röstar Nej (3).", (4, 3, 0)),
        ];
        for (text, (yes, no, abstained)) in table {
            assert_eq!(votes(text), [Vote { yes, no, abstained, ..Vote::default() }], "{text}");
        }
    }
}
