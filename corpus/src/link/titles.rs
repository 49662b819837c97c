//! How alike the titles of matters and papers are, by the rarity of the words they share.

use std::collections::{HashMap, HashSet};

use super::{LinkRecord, place};

/// How alike two titles must be: share of the rarer title's words, weighed by rarity.
const ALIKE: f32 = 0.72;

/// The records' titles as sets of words, with how rare each word is.
pub(super) struct Titles {
    pub(super) words: Vec<HashSet<String>>,
    holders: HashMap<String, Vec<usize>>,
    count: f32,
}

impl Titles {
    pub(super) fn new(records: &[LinkRecord]) -> Self {
        let words: Vec<HashSet<String>> = records.iter().map(title_words).collect();
        let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, set) in words.iter().enumerate() {
            for word in set {
                holders.entry(word.clone()).or_default().push(at);
            }
        }
        let count = f32::from(u16::try_from(records.len()).unwrap_or(u16::MAX)).max(1.0);
        Self { words, holders, count }
    }

    fn rarity(&self, word: &str) -> f32 {
        let holders = self.holders.get(word).map_or(1, Vec::len);
        (1.0 + self.count / f32::from(u16::try_from(holders).unwrap_or(u16::MAX))).ln()
    }

    fn weight(&self, at: usize) -> f32 {
        self.words[at].iter().map(|word| self.rarity(word)).sum()
    }

    /// How alike two titles are: 1 where one holds all words of the other.
    pub(super) fn likeness(&self, one: usize, other: usize) -> f32 {
        let shared = self.words[one].intersection(&self.words[other]);
        let weight: f32 = shared.map(|word| self.rarity(word)).sum();
        weight / self.weight(one).min(self.weight(other)).max(f32::MIN_POSITIVE)
    }

    /// The records most like `at` in title, all that share the greatest likeness.
    pub(super) fn nearest(
        &self,
        records: &[LinkRecord],
        at: usize,
        fits: impl Fn(&LinkRecord) -> bool,
    ) -> Vec<(usize, f32)> {
        if self.words[at].len() < 2 {
            return Vec::new();
        }
        let mut shared: HashMap<usize, f32> = HashMap::new();
        for word in &self.words[at] {
            let holders = &self.holders[word];
            // Words that a tenth of all titles hold say nothing.
            if holders.len() < 40 || holders.len() * 10 < records.len() {
                for &other in holders.iter().filter(|&&other| other != at) {
                    *shared.entry(other).or_default() += self.rarity(word);
                }
            }
        }
        let own = self.weight(at);
        let here = place(&records[at]);
        let mut near: Vec<(usize, f32)> = shared
            .into_iter()
            .filter(|(other, _)| {
                fits(&records[*other])
                    && (here.is_empty()
                        || ["", here.as_str()].contains(&place(&records[*other]).as_str()))
            })
            .map(|(other, weight)| {
                (
                    other,
                    (weight / own.min(self.weight(other))).min(1.0)
                        * (weight / own.max(self.weight(other))).sqrt(),
                )
            })
            .filter(|(_, likeness)| *likeness >= ALIKE * ALIKE)
            .collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = near.first().map_or(0.0, |first| first.1);
        near.retain(|(_, likeness)| *likeness >= best - 0.02);
        near.truncate(12);
        near
    }
}

/// The words of a title, or of the head where there is none. Words that the extractor tore are
/// left out.
fn title_words(record: &LinkRecord) -> HashSet<String> {
    let text = record.title.as_deref().unwrap_or(&record.head);
    text.split(|c: char| !(c.is_alphanumeric() || c == '\u{fffd}'))
        .filter(|word| word.chars().count() > 2 && !word.contains('\u{fffd}'))
        .map(str::to_lowercase)
        .filter(|word| !FILLERS.contains(&word.as_str()))
        .take(60)
        .collect()
}

const FILLERS: [&str; 24] = [
    "och",
    "för",
    "till",
    "från",
    "med",
    "som",
    "ett",
    "den",
    "det",
    "att",
    "vid",
    "över",
    "inom",
    "svar",
    "angående",
    "avseende",
    "yttrande",
    "motion",
    "interpellation",
    "samt",
    "gällande",
    "handling",
    "kommunfullmäktige",
    "ordförande",
];
