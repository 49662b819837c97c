//! Whether text orders a § to be adjusted at once (*omedelbar justering*).

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::clause::point;

/// Whether text declares the § adjusted at once (*omedelbar justering*): both words stand in one
/// clause ("justera paragrafen omedelbart", "förklarar ärendet omedelbart justerat").
pub fn adjusts_immediately(text: &str) -> bool {
    static AT_ONCE: LazyLock<AhoCorasick> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(["omedelbar", "direktjuster", "juster"])
            .expect("the words are a small constant table")
    });
    const REACH: usize = 90;
    let found: Vec<(usize, usize)> =
        AT_ONCE.find_iter(text).map(|hit| (hit.pattern().as_usize(), hit.start())).collect();
    let adjusts = |at: usize| {
        found.iter().any(|&(word, other)| {
            let (from, to) = (at.min(other), at.max(other));
            word == 2 && to - from <= REACH && in_one_clause(&text[from..to], &text[other..])
        })
    };
    found.iter().any(|&(word, at)| word == 1 || (word == 0 && adjusts(at)))
}

/// No full stop, point or blank line between the two words, and no person who adjusts.
fn in_one_clause(between: &str, adjust: &str) -> bool {
    let person = ["justerare", "justeraren", "justerande"]
        .iter()
        .any(|word| adjust.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
    let points = between.lines().skip(1).any(|line| line.trim().is_empty() || point(line.trim()).0);
    !person && !between.contains(". ") && !between.contains(".\n") && !points
}
