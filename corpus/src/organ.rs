//! Elected organs (*fullmäktige, styrelse, nämnd, utskott*): recognising and normalising their
//! names.

use crate::small_letters::SmallLetters;

/// What the last part of an organ's name ends in.
const ENDINGS: [&str; 14] = [
    "fullmäktige",
    "styrelsen",
    "styrelse",
    "nämnden",
    "nämnd",
    "utskottet",
    "utskott",
    "beredningen",
    "presidium",
    "presidiet",
    "direktionen",
    "rådet",
    "revisorerna",
    "revisorer",
];

/// How many words the name of an organ has at most.
const MOST_WORDS: usize = 8;

/// Whether `text` as a whole is an organ's name as printed ("Miljö- och byggnadsnämnden",
/// "NÄMNDEN FÖR FUNKTIONSSTÖD"), not a sentence about one.
pub fn is_name(text: &str) -> bool {
    let trimmed = text.trim();
    trimmed.len() <= 90
        && trimmed.starts_with(char::is_uppercase)
        && is_name_folded(&trimmed.small())
}

/// As [`is_name`], for text in lower case; a genitive ("socialnämndens") counts too.
pub(crate) fn is_name_folded(lower: &str) -> bool {
    let words: Vec<&str> = lower.split_whitespace().take(MOST_WORDS + 1).collect();
    // "Nämnd" is the label of a column.
    if words.is_empty() || words.len() > MOST_WORDS || lower == "nämnd" {
        return false;
    }
    if lower.contains(|c: char| !(c.is_alphabetic() || " -,–&".contains(c))) {
        return false;
    }
    let Some(core) = words.iter().position(|word| ends_as_organ(word)) else { return false };
    if !words[..core].iter().all(|word| may_precede(word)) {
        return false;
    }
    words[core + 1..].iter().all(|word| may_follow(word)) && follows_well(&words[core..])
}

fn ends_as_organ(word: &str) -> bool {
    let bare = word.trim_end_matches(',');
    let nominative = bare.strip_suffix('s').unwrap_or(bare);
    ENDINGS.iter().any(|end| bare.ends_with(end) || nominative.ends_with(end))
}

/// "miljö-", "och", "tekniska", "hägersten-älvsjö", "vård-", "östhammars".
fn may_precede(word: &str) -> bool {
    word.ends_with('-')
        || word.ends_with('s')
        || word.ends_with("iska")
        || matches!(
            word,
            "och"
                | "samt"
                | "för"
                | "äldre"
                | "den"
                | "sociala"
                | "gemensamma"
                | "&"
                | "östra"
                | "västra"
                | "norra"
                | "södra"
                | "inre"
                | "yttre"
        )
        || word.ends_with(',')
        || word.contains('-')
}

fn may_follow(word: &str) -> bool {
    !matches!(
        word,
        "beslutar" | "beslut" | "har" | "föreslår" | "är" | "ska" | "att" | "godkänner" | "antar"
    ) && ![
        "förslag",
        "förvaltning",
        "kontor",
        "kansli",
        "protokoll",
        "sammanträde",
        "möte",
        "handlingar",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

/// After the core only another organ ("kommunstyrelsens arbetsutskott"), a name of a district or
/// "för …" may stand.
fn follows_well(words: &[&str]) -> bool {
    match words {
        [_] => true,
        [_, "för", ..] => words.len() <= 7,
        // "programnämnd barn och utbildning"
        [core, _, "och", _] if core.ends_with("nämnd") => true,
        // "stadsdelsnämnden i norrstrand"
        [district, "i", name] => district.starts_with("stadsdelsnämnd") && name.len() > 2,
        // "kommunstyrelsens arbetsutskott", but no sentence: "kommunstyrelsen delar nämndens syn"
        [core, rest @ ..] if rest.iter().any(|word| ends_as_organ(word)) => {
            rest.len() <= 3 && (core.ends_with('s') || core.ends_with(',') || core.ends_with('-'))
        }
        [_, rest @ ..] => {
            rest.len() <= 3
                && (rest.iter().any(|word| ends_as_organ(word)) || rest.len() <= 2)
                && !rest.iter().any(|word| matches!(*word, "i" | "om" | "med" | "av" | "på"))
        }
        [] => false,
    }
}

/// The name in its plain form: first letter in capitals, blanks collapsed, no genitive
/// ("SOCIALNÄMNDENS" → "Socialnämnden").
pub fn normalised(name: &str) -> String {
    let joined = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let joined = joined.trim_matches([',', ':', '.']).to_owned();
    let shouted = joined.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let mut plain = if shouted { joined.small() } else { joined };
    let genitive = ENDINGS
        .iter()
        .any(|end| plain.strip_suffix('s').is_some_and(|stem| stem.small().ends_with(end)));
    if genitive {
        plain.pop();
    }
    let mut chars = plain.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => plain,
    }
}

/// The form under which two spellings of one organ are equal ("socialnämnden").
pub fn key(name: &str) -> String {
    normalised(name).small()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_sentences() {
        let names = [
            "Kommunstyrelsens arbetsutskott",
            "Nämnden för funktionsstöd",
            "Miljö- och byggnadsnämnden",
            "SOCIALNÄMNDEN",
            "Regionfullmäktige",
            "Socialnämnd Centrum",
            "Tekniska nämnden",
            "Stadsdelsnämnden i Norrstrand",
        ];
        for name in names {
            assert!(is_name(name), "{name}");
        }
        let others = [
            "Kommunstyrelsen föreslår kommunfullmäktige besluta",
            "Socialnämnden beslutar",
            "Protokoll",
            "Ärendet överlämnas till kommunstyrelsen",
            "Stadens nämnder och bolag",
            "Kommunstyrelsens förvaltning",
            "Kommunfullmäktiges protokoll",
            "Kommunstyrelsen i Ekvik",
        ];
        for other in others {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn genitives_and_capitals_fall_away() {
        assert_eq!(normalised("SOCIALNÄMNDENS"), "Socialnämnden");
        assert_eq!(normalised("Kommunstyrelsens arbetsutskotts"), "Kommunstyrelsens arbetsutskott");
        assert_eq!(key("Kommunfullmäktiges"), "kommunfullmäktige");
    }
}
