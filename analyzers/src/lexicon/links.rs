//! How the first part of a compound is linked to the next: which word stands behind a linking form,
//! and how many words must begin with it before it is believed.

use rustc_hash::FxHashMap;

/// The words that must begin so before it is believed: few letters begin a word by chance.
pub(super) fn chance(beginning: &str) -> u32 {
    match beginning.chars().count() {
        0..=4 => 8,
        5 => 4,
        6 => 3,
        7 => 2,
        _ => 1,
    }
}

/// The word behind a form that exists inside compounds only: `hälso` → `hälsa`.
pub(super) fn unlinked(surface: &str, nouns: &FxHashMap<&str, bool>) -> Option<String> {
    let known = |word: &str| nouns.contains_key(word);
    let linked = surface.strip_suffix('s').filter(|stem| stem.len() > 4 && known(stem));
    if known(surface) {
        return Some(linked.unwrap_or(surface).to_owned());
    }
    const LINKS: &[(&str, &[&str])] = &[
        ("s", &["", "e", "a"]),
        ("es", &["a", ""]),
        ("o", &["a", "e"]),
        ("u", &["a"]),
        ("e", &["", "a", "um"]),
        ("a", &[""]),
        ("", &["a", "e"]),
        ("el", &["la", "le"]),
        ("er", &["ra"]),
        ("ra", &["er"]),
        ("la", &["el"]),
        ("i", &["um"]),
    ];
    LINKS.iter().find_map(|(link, replacements)| {
        let stem = surface.strip_suffix(link)?;
        replacements
            .iter()
            .map(|replacement| format!("{stem}{replacement}"))
            .find(|word| known(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linking_forms_lead_to_words() {
        let nouns: FxHashMap<&str, bool> = [
            "hälsa",
            "samverkan",
            "arbete",
            "idrott",
            "idrotts",
            "hyra",
            "gata",
            "skola",
            "tjänst",
        ]
        .into_iter()
        .map(|word| (word, true))
        .collect();
        for (surface, word) in [
            ("hälso", "hälsa"),
            ("samverkans", "samverkan"),
            ("arbets", "arbete"),
            ("idrotts", "idrott"),
            ("hyres", "hyra"),
            ("gatu", "gata"),
            ("skol", "skola"),
            ("tjänste", "tjänst"),
        ] {
            assert_eq!(unlinked(surface, &nouns).as_deref(), Some(word), "{surface}");
        }
    }
}
