//! What a text teaches: its words, which of them are names, and the abbreviations it defines.

use std::collections::BTreeMap;

use crate::normal;

/// How a word of the text is written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    /// Occurrences inside sentences: the first word of a sentence tells nothing.
    pub(super) count: u64,
    /// Those of them with an initial capital.
    pub(super) capitalised: u64,
}

impl Seen {
    /// Written with a capital only, but for the odd slip.
    pub(super) fn is_name(self) -> bool {
        self.capitalised > 0 && self.capitalised * 10 >= self.count * 9
    }
}

/// What was learned so far.
#[derive(Debug, Default)]
pub(super) struct Learned {
    pub(super) words: BTreeMap<String, Seen>,
    /// Abbreviation → long form → times.
    pub(super) pairs: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Learned {
    pub(super) fn word(&mut self, word: &str, count: u64, capitalised: u64) {
        if let Some(seen) = self.words.get_mut(word) {
            seen.count += count;
            seen.capitalised += capitalised;
        } else {
            self.words.insert(word.to_owned(), Seen { count, capitalised });
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        let (normal, _) = normal::normalise_cow(text);
        let mut folded = String::new();
        let mut inside = false;
        let mut end = 0;
        for (from, word) in words(&normal) {
            let between = &normal[end..from];
            if between.contains(['.', ':', '!', '?', '\n', '•', '§', '"', '”']) {
                inside = false;
            }
            end = from + word.len();
            let mut letters = word.chars();
            let capital =
                letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase);
            normal::fold_into(word, &mut folded);
            self.word(&folded, u64::from(inside || !capital), u64::from(inside && capital));
            inside = true;
        }
        self.definitions(&normal);
    }

    /// Finds "Lång form (ABBR)".
    fn definitions(&mut self, text: &str) {
        for (open, _) in text.match_indices('(') {
            let inner = &text[open + 1..];
            let Some(close) = inner.bytes().take(16).position(|b| b == b')') else { continue };
            let abbreviation = &inner[..close];
            if is_abbreviation(abbreviation)
                && let Some(long) = long_form(&text[..open], abbreviation)
            {
                *self.pairs.entry(abbreviation.to_owned()).or_default().entry(long).or_default() +=
                    1;
            }
        }
    }

    /// Each abbreviation with its most frequent long form, unless two are near in frequency.
    pub(super) fn clear_pairs(&self) -> Vec<(Box<str>, Box<str>)> {
        let mut clear = Vec::new();
        for (abbreviation, forms) in &self.pairs {
            let total: u64 = forms.values().sum();
            let best = forms.iter().max_by_key(|(_, count)| **count);
            if let Some((long, _)) = best.filter(|(_, count)| **count * 3 >= total * 2) {
                clear.push((abbreviation.as_str().into(), long.as_str().into()));
            }
        }
        clear
    }
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let from = rest + text[rest..].find(char::is_alphabetic)?;
        let len = text[from..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - from);
        rest = from + len;
        Some((from, &text[from..rest]))
    })
}

/// Two to seven letters, at least two of them capitals.
fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=7).contains(&letters)
        && word.chars().all(char::is_alphabetic)
        && word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Function words that a long form contains without a letter for them in the abbreviation.
const SILENT: &[&str] = &[
    "och", "för", "om", "i", "av", "med", "på", "till", "mot", "den", "det", "de", "en", "ett",
    "vid", "inom",
];

/// The words before an abbreviation whose initials, or first letters of compound parts, make it:
/// read backwards, each letter must begin a word or stand inside a word that begins with the
/// letter before.
fn long_form(before: &str, abbreviation: &str) -> Option<String> {
    let trimmed = before.trim_end();
    let line = &trimmed[trimmed.rfind(['.', ';', ':', '(', ')', '\n']).map_or(0, |at| at + 1)..];
    let spoken: Vec<&str> = line.split_whitespace().collect();
    let letters: Vec<char> = abbreviation.to_lowercase().chars().collect();
    let mut start = spoken.len();
    let mut left = letters.len();
    while left > 0 {
        start = start.checked_sub(1)?;
        let word = spoken[start].trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let used = letters_of(&word, &letters[..left]);
        if used == 0 && !SILENT.contains(&word.as_str()) || spoken.len() - start > 10 {
            return None;
        }
        left -= used;
    }
    let long = spoken[start..].join(" ").to_lowercase();
    (long.chars().count() > letters.len() + 4).then_some(long)
}

/// How many of the last `letters` this word accounts for: its initial, and before that letters
/// found in order inside it.
fn letters_of(word: &str, letters: &[char]) -> usize {
    let Some(initial) = word.chars().next() else { return 0 };
    for used in (1..=letters.len().min(4)).rev() {
        let wanted = &letters[letters.len() - used..];
        if wanted[0] != initial {
            continue;
        }
        let mut rest = word.chars().skip(1);
        if wanted[1..].iter().all(|letter| rest.any(|c| c == *letter)) {
            return used;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions() {
        for (text, abbreviation, long) in [
            (
                "Enligt Snorpverkets allmänna råd (SAR) gäller",
                "SAR",
                Some("snorpverkets allmänna råd"),
            ),
            (
                "en miljökonsekvensbeskrivning (MKB) krävs",
                "MKB",
                Some("miljökonsekvensbeskrivning"),
            ),
            ("Myndigheten för plask och bad (MPB)", "MPB", Some("myndigheten för plask och bad")),
            ("Anna Alm (MP) yrkar", "MP", None),
            ("beslutet (se bilaga)", "se bilaga", None),
        ] {
            let mut learned = Learned::default();
            learned.text(text);
            let found = learned.pairs.get(abbreviation).and_then(|forms| forms.keys().next());
            assert_eq!(found.map(String::as_str), long, "{text}");
        }
    }

    #[test]
    fn names() {
        let mut learned = Learned::default();
        learned
            .text("Staden äger Bergsborg. Bergsborg är fint. Nämnden äger gården, säger nämnden.");
        assert!(learned.words["bergsborg"].is_name());
        assert!(!learned.words["nämnden"].is_name() && !learned.words["staden"].is_name());
    }
}
