//! The decision of a short § that has no heading for it: one sentence that decides.

use std::sync::LazyLock;

use regex::Regex;

use super::of_clause;
use crate::document::Outcome;
use crate::organ;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

/// The class of the decision that running text (without headings) states, by its last sentence
/// that does: "Nämnden noterar informationen.", "Ärendet utgår.", "Rapporten läggs till
/// handlingarna." `None` for what only tells.
pub(crate) fn of_running_text(text: &str) -> Option<Outcome> {
    if text.len() > 3000 {
        return None;
    }
    text.rsplit("\n\n").find_map(|paragraph| {
        let flowing = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut sentences: Vec<&str> = flowing.split_inclusive(". ").collect();
        sentences.reverse();
        sentences.into_iter().find_map(|sentence| of_sentence(sentence.trim()))
    })
}

fn of_sentence(sentence: &str) -> Option<Outcome> {
    static DATED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:19|20)\d\d"));
    // Who adjusts the minutes is ordered at every meeting and decides no matter.
    if sentence.len() > 300 || sentence.contains("justera") || DATED.is_match(sentence) {
        return None;
    }
    decided_by_organ(sentence)
        .or_else(|| decided_of_matter(sentence))
        .or_else(|| appointed(sentence))
}

/// "Ann Ek utses till ombud."
fn appointed(sentence: &str) -> Option<Outcome> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let verb =
        words.iter().position(|word| matches!(*word, "utses" | "utsågs" | "väljs" | "valdes"))?;
    let named =
        (2..=8).contains(&verb) && words[..2].iter().all(|w| w.starts_with(char::is_uppercase));
    named.then_some(Outcome::Appointed)
}

/// "Överförmyndarnämnden noterar informationen till protokollet."
fn decided_by_organ(sentence: &str) -> Option<Outcome> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let verb = (1..words.len().min(7)).find(|&at| {
        organ::is_name(&words[..at].join(" ")) && words[at].starts_with(char::is_lowercase)
    })?;
    const TELLS: [&str; 15] = [
        "för",
        "och",
        "har",
        "hade",
        "ska",
        "kan",
        "bör",
        "vill",
        "anser",
        "i",
        "föreslår",
        "föreslog",
        "besvarar",
        "besvarade",
        "svarar",
    ];
    if TELLS.contains(&words[verb]) {
        return None;
    }
    of_clause(&words[verb..].join(" "))
}

/// "Ärendet utgår.", "Meddelandena föredrogs och lades till handlingarna."
fn decided_of_matter(sentence: &str) -> Option<Outcome> {
    let bare = sentence.trim_end_matches('.');
    let lower = bare.small();
    let first = lower.split(' ').next().unwrap_or_default();
    let definite = ["en", "et", "an", "na", "ns"].iter().any(|end| first.ends_with(end));
    if lower.split(' ').count() > 14 || !(definite || first == "utgår" || first == "utgick") {
        return None;
    }
    static FALLS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:\p{L}+ )?(?:utgår|utgick|utgår från [^,]+|utgick från [^,]+)$",
            r"|(?:läggs|lades|lägges|läggas)(?: \p{L}+)? till handlingarna$",
            r"|(?:antecknas|antecknades|noteras|noterades)(?: till protokollet)?$",
            r"|(?:godkänns|godkändes|godkännes|fastställs|fastställdes|bordläggs|bordlades|återremitteras)(?: enligt förslag| enhälligt)?$",
        ))
    });
    FALLS.find(&lower).and_then(|found| of_clause(found.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_may_decide() {
        let table = [
            ("Överförmyndarnämnden noterar informationen till protokollet.", Some(Outcome::Noted)),
            ("Ärendet utgår.", Some(Outcome::Withdrawn)),
            ("Punkten utgår från dagordningen.", Some(Outcome::Withdrawn)),
            (
                "Brevet lästes upp. Meddelandena föredrogs och lades till handlingarna.",
                Some(Outcome::Noted),
            ),
            ("Föredragningslistan fastställs.", Some(Outcome::Adopted)),
            ("Programchefen lämnar en lägesrapport. Frågor ställs.", None),
            ("Nämnden har beslutat om en plan.", None),
            ("Kommunstyrelsen antog planen 2019-02-03.", None),
            ("Ann Ek utses till ombud.", Some(Outcome::Appointed)),
            ("Nämnden utser Ann Ek att justera protokollet.", None),
            ("Protokollet läggs därefter till handlingarna.", Some(Outcome::Noted)),
            ("Inga frågor har anmälts.", None),
            ("Förvaltningen föreslår att planen antas.", None),
        ];
        for (text, expected) in table {
            assert_eq!(of_running_text(text), expected, "{text}");
        }
    }
}
