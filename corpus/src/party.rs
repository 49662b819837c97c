//! Political parties: their letters and names.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::small_letters::SmallLetters;

/// National parties with their letters, name, the members' name and other names in use.
const NATIONAL: [(&str, &str, &[&str]); 10] = [
    (
        "S",
        "Socialdemokraterna",
        &["socialdemokrat", "socialdemokratiska", "arbetarepartiet-socialdemokraterna"],
    ),
    ("M", "Moderaterna", &["moderat", "moderata", "moderata samlingspartiet"]),
    ("SD", "Sverigedemokraterna", &["sverigedemokrat", "sverigedemokratiska"]),
    ("C", "Centerpartiet", &["centerpartist", "centerpartistiska", "centern"]),
    ("V", "Vänsterpartiet", &["vänsterpartist", "vänsterpartistiska"]),
    ("KD", "Kristdemokraterna", &["kristdemokrat", "kristdemokratiska"]),
    ("L", "Liberalerna", &["liberal", "liberala"]),
    ("MP", "Miljöpartiet", &["miljöpartist", "miljöpartistiska", "miljöpartiet de gröna"]),
    ("FP", "Folkpartiet", &["folkpartist", "folkpartiet liberalerna"]),
    ("FI", "Feministiskt initiativ", &["feministiskt initiativ"]),
];

/// Letters of parties that sit, or sat, in one municipality or a few.
const LOCAL: [&str; 22] = [
    "D", "TUP", "NL", "SN", "PP", "NP", "AD", "MBP", "KP", "FV", "FNL", "DV", "SÖS", "FB", "ALT",
    "VV", "SPI", "SJVP", "KDS", "NYD", "LPO", "OPP",
];

/// The party's letters in capitals, from letters in any case or from its name in any form
/// ("mp", "Moderaternas", "Centern"); `None` for what is no party.
pub fn letters(written: &str) -> Option<&'static str> {
    let text = written.trim_matches(|c: char| !c.is_alphanumeric());
    // What is left of "(S)" on many scanned pages.
    let text = if text == "5" { "S" } else { text };
    if text.chars().count() <= 4 {
        let upper = text.to_uppercase();
        let national = NATIONAL.iter().map(|party| party.0).find(|known| *known == upper);
        return national.or_else(|| LOCAL.into_iter().find(|known| *known == upper));
    }
    let lower = text.small();
    let stem = lower.strip_suffix('s').unwrap_or(&lower);
    NAMES.get(lower.as_str()).or_else(|| NAMES.get(stem)).copied()
}

/// The letters of the national parties by all their names in lower case.
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let names = NATIONAL.iter().flat_map(|(letters, name, others)| {
        let all = others.iter().copied().chain([*name]);
        all.map(move |name| (name.small(), *letters))
    });
    names.collect()
});

/// The letters in capitals of what stands beside a person's name where a party does ("Margit Ek
/// (NS)"): known letters, or others that are neither a role nor an authority's short name.
pub(crate) fn letters_of_person(written: &str) -> Option<String> {
    if let Some(known) = letters(written) {
        return Some(known.to_owned());
    }
    if is_local_name(written) {
        return Some(written.to_owned());
    }
    const OTHERS: [&str; 40] = [
        "AB", "HB", "EK", "ADJ", "AO", "AU", "BN", "BUN", "CHEF", "DEL", "EJ", "ERS", "EU", "FD",
        "FL", "FN", "FR", "HR", "IT", "JA", "JAV", "KF", "KL", "KR", "KS", "KSAU", "LED", "MFL",
        "NEJ", "NR", "ORD", "ORDF", "PU", "SEK", "SN", "ST", "TF", "TJ", "VD", "VICE",
    ];
    let upper = written.trim().to_uppercase();
    let letters =
        (2..=4).contains(&upper.chars().count()) && upper.chars().all(char::is_alphabetic);
    (letters && !OTHERS.contains(&upper.as_str())).then_some(upper)
}

/// "Vägvalet", "Ekvikslistan": a local party's name in full, no office and no authority.
pub(crate) fn is_local_name(written: &str) -> bool {
    ["partiet", "listan", "valet", "alternativet", "demokraterna"]
        .iter()
        .any(|end| written.strip_suffix(end).is_some_and(|stem| stem.chars().count() > 2))
}

/// The party's name for its letters, where it is a national party.
pub fn name(letters: &str) -> Option<&'static str> {
    NATIONAL.iter().find(|party| party.0.eq_ignore_ascii_case(letters)).map(|party| party.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_letters_meet() {
        let table = [
            ("(mp)", Some("MP")),
            ("Moderaternas", Some("M")),
            ("Centern", Some("C")),
            ("KD", Some("KD")),
            ("D", Some("D")),
            ("PU", None),
            ("Kommunstyrelsen", None),
        ];
        for (written, expected) in table {
            assert_eq!(letters(written), expected, "{written}");
        }
        assert_eq!(name("mp"), Some("Miljöpartiet"));
    }
}
