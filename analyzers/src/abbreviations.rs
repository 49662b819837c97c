//! Abbreviations and their long forms, both ways.
//!
//! In a text an abbreviation and its long form of several words give one canonical term
//! (`förk:ivo`), so that each finds the other; an abbreviation of a single word has that word among
//! its lemmas. Ambiguous ones (`S`, `SIG`) get neither and are never expanded: they are found as
//! they are written.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::Language;
use crate::{normal, stem};

/// An abbreviation with its long form.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) abbreviation: &'static str,
    pub(crate) long: &'static str,
    pub(crate) ambiguous: bool,
    /// Written in lower case by rule: `t.ex.`, `mnkr`.
    lower: bool,
    /// The first abbreviation of this long form, which makes the term.
    leader: &'static str,
}

impl Pair {
    /// The canonical term.
    pub(crate) fn term(&self) -> String {
        format!("förk:{}", normal::fold(self.leader).trim_end_matches('.'))
    }

    fn is_written(&self, word: &str) -> bool {
        self.lower
            || word == self.abbreviation
            || word.chars().filter(|c| c.is_uppercase()).count() >= 2
    }
}

/// Words after the first, and the pair they belong to.
type Rest = (Vec<String>, usize);

#[derive(Default)]
struct Table {
    pairs: Vec<Pair>,
    /// Dotted spellings by first word: `bl a`, `bla`.
    short: FxHashMap<String, Vec<Rest>>,
    /// Long forms by the stem of their first word.
    long: FxHashMap<String, Vec<Rest>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for row in crate::data::rows(crate::data::ABBREVIATIONS) {
        let columns: Vec<&'static str> = row.split('\t').collect();
        let [abbreviation, long, _, rest @ ..] = columns.as_slice() else { continue };
        let lower = !abbreviation.contains(char::is_uppercase);
        let leader = table
            .pairs
            .iter()
            .find(|pair| pair.long == *long)
            .map_or(*abbreviation, |pair| pair.leader);
        table.add(Pair { abbreviation, long, ambiguous: !rest.is_empty(), lower, leader });
    }
    let longest_first =
        |rests: &mut Vec<Rest>| rests.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    table.short.values_mut().for_each(longest_first);
    table.long.values_mut().for_each(longest_first);
    table
});

impl Table {
    fn add(&mut self, pair: Pair) {
        let number = self.pairs.len();
        let dotted: Vec<String> = words(pair.abbreviation).collect();
        let long: Vec<String> = words(pair.long).map(|word| key(&word)).collect();
        insert(&mut self.short, vec![dotted.concat()], number);
        if dotted.len() > 1 {
            insert(&mut self.short, dotted, number);
        }
        if long.len() > 1 {
            insert(&mut self.long, long, number);
        }
        self.pairs.push(pair);
    }
}

fn insert(map: &mut FxHashMap<String, Vec<Rest>>, mut words: Vec<String>, number: usize) {
    if words.is_empty() {
        return;
    }
    let first = words.remove(0);
    map.entry(first).or_default().push((words, number));
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(normal::fold)
}

/// What inflected forms of a word share.
fn key(folded: &str) -> String {
    stem::term(folded, Language::Swedish)
}

/// Most words differ in the first letter, which is cheaper to see.
fn same_key(given: &str, wanted: &str) -> bool {
    let first = |text: &str| {
        text.chars().next().map(|c| if c.is_ascii() { c.to_ascii_lowercase() } else { '\0' })
    };
    (first(given) == first(wanted)) && key(&normal::fold(given)) == wanted
}

/// True for a folded word that a phrase begins with: an abbreviation of several words, or they.
pub(crate) fn may_begin(folded: &str) -> bool {
    let phrase =
        |(rest, number): &Rest| !rest.is_empty() || TABLE.pairs[*number].long.contains(' ');
    TABLE.short.get(folded).is_some_and(|rests| rests.iter().any(phrase))
        || TABLE.long.contains_key(&key(folded))
}

/// The unambiguous pair of several words whose abbreviation is written here: `first`, then `rest`.
/// How many words the abbreviation takes. Capitals matter where the rule asks for them.
pub(crate) fn short_at<'a>(
    first: &str,
    rest: impl Iterator<Item = &'a str> + Clone,
) -> Option<(&'static Pair, usize)> {
    let candidates = TABLE.short.get(&normal::fold(first))?;
    candidates.iter().find_map(|(words, number)| {
        let pair = &TABLE.pairs[*number];
        let given = rest.clone().map(Some).chain(std::iter::repeat(None));
        let fits = words
            .iter()
            .zip(given)
            .all(|(word, given)| given.is_some_and(|given| normal::fold(given) == *word));
        let phrase = !pair.ambiguous && pair.long.contains([' ', '-']);
        (fits && phrase && (!words.is_empty() || pair.is_written(first)))
            .then_some((pair, words.len() + 1))
    })
}

/// The single word that an unambiguous abbreviation stands for.
pub(crate) fn word_for(word: &str) -> Option<&'static str> {
    let pair = long_forms(word).find(|pair| !pair.long.contains([' ', '-', ',']))?;
    pair.is_written(word).then_some(pair.long)
}

/// The unambiguous pair whose long form is written here, in any inflection.
pub(crate) fn long_at<'a>(
    first: &str,
    rest: impl Iterator<Item = &'a str> + Clone,
) -> Option<(&'static Pair, usize)> {
    let candidates = TABLE.long.get(&key(&normal::fold(first)))?;
    candidates.iter().find_map(|(words, number)| {
        let pair = &TABLE.pairs[*number];
        let given = rest.clone().map(Some).chain(std::iter::repeat(None));
        let fits = words
            .iter()
            .zip(given)
            .all(|(word, given)| given.is_some_and(|given| same_key(given, word)));
        (fits && !pair.ambiguous).then_some((pair, words.len() + 1))
    })
}

/// Long forms of an abbreviation as a user types it; case does not matter.
pub(crate) fn long_forms(word: &str) -> impl Iterator<Item = &'static Pair> {
    let candidates = TABLE.short.get(&normal::fold(word)).map_or(&[][..], Vec::as_slice);
    let whole = candidates.iter().filter(|(rest, _)| rest.is_empty());
    whole.map(|(_, number)| &TABLE.pairs[*number]).filter(|pair| !pair.ambiguous)
}

/// The words of a long form as a query has them.
pub(crate) fn long_words(long: &str) -> Vec<String> {
    words(long).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations() {
        for (text, expected) in [
            ("bl a", Some("förk:bl.a")),
            ("pga", Some("förk:p.g.a")),
            ("IVO", Some("förk:ivo")),
            ("ivo", None),
            ("SIG", None),
            ("bl", None),
            ("mnkr", Some("förk:mnkr")),
            ("mkr", Some("förk:mnkr")),
            ("SLK", None),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let found = short_at(words[0], words[1..].iter().copied());
            assert_eq!(found.map(|(pair, _)| pair.term()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn long_forms_in_any_inflection() {
        for (text, expected) in [
            ("Inspektionen för vård och omsorg", Some("förk:ivo")),
            ("kommunstyrelsen", None),
            ("tjänsteutlåtande", None),
            ("kommunfullmäktiges", None),
            ("på grund av", Some("förk:p.g.a")),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let found = long_at(words[0], words[1..].iter().copied());
            assert_eq!(found.map(|(pair, _)| pair.term()).as_deref(), expected, "{text}");
        }
        assert_eq!(
            (word_for("SLK"), word_for("slk"), word_for("IVO")),
            (Some("stadsledningskontoret"), None, None)
        );
        assert!(long_forms("ivo").next().is_some() && long_forms("sig").next().is_none());
    }
}
